package clone

import (
	"fmt"

	"github.com/dop251/goja"
)

// MaxDepth is how deeply values may be nested.
const MaxDepth = 10_000

// DataCloneError is a value that can't be sent.
type DataCloneError struct {
	Path   string // where it is, "arguments[0].handlers.click"
	Reason string // "is a function and can't be sent"
}

func (e *DataCloneError) Error() string { return e.Path + " " + e.Reason }

// Value returns the error as JavaScript sees it: an Error with the name DataCloneError and, as in browsers, the code 25.
func (e *DataCloneError) Value(rt *goja.Runtime) *goja.Object {
	value, err := rt.New(rt.GlobalObject().Get("Error"), rt.ToValue(e.Error()))
	if err != nil {
		return rt.NewTypeError(e.Error())
	}
	// Properties of a new ordinary error can always be defined.
	_ = value.DefineDataProperty("name", rt.ToValue("DataCloneError"), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	_ = value.DefineDataProperty("code", rt.ToValue(25), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
	return value
}

// SyntaxError is clone text, or a blob, that isn't well-formed.
type SyntaxError struct {
	Offset int // in bytes of text
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("clone text, at byte %d: %s", e.Offset, e.Reason)
}
