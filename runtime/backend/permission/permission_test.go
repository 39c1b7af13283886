package permission

import (
	"errors"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

func install(t *testing.T, options Options) *Guard {
	t.Helper()
	g, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(Install(g))
	return g
}

// outcome is "" for what is let pass, "denied", or the system's error.
func outcome(err error) string {
	var shaped *op.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &shaped) && shaped.Code == "ERR_ACCESS_DENIED":
		return "denied"
	}
	return err.Error()
}
