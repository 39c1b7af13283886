package backend_test

import (
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// TestErrors holds errors to V8: their stacks and messages, and recursion that ends in one.
func TestErrors(t *testing.T) {
	if !engine.New(engine.Host{}).Patched() {
		t.Log("goja is not patched: no captureStackTrace, V8's stacks and messages, catchable recursion")
		return
	}
	backendtest.Scripts(t, "testdata/errors/*.js")
}
