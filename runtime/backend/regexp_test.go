package backend_test

import (
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// TestRegExp holds regular expressions to Node's.
func TestRegExp(t *testing.T) {
	if !engine.New(engine.Host{}).Patched() {
		t.Log("without patches regular expressions are translated to Go's: not checked")
		return
	}
	backendtest.Scripts(t, "testdata/regexp/*.js")
}
