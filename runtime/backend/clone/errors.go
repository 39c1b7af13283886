package clone

import (
	"cmp"
	"fmt"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// MaxDepth is how deeply values may be nested.
const MaxDepth = 10_000

// MaxValues is how many values there may be in one, itself and all strings, numbers and so on included.
const MaxValues = 4 << 20

// MaxParts is how many ArrayBuffers, Blobs and Files there may be in a value.
const MaxParts = 64 << 10

// MaxText is how many bytes of clone text a value may be: what the bridge carries.
const MaxText = 64 << 20

// The codes of errors, which are the bridge's.
const (
	CodeTooLarge = "ERR_MESSAGE_TOO_LARGE"
	CodeSyntax   = "ERR_BAD_RECORD"
)

// Limits bound what one value may be, in both directions. A field that is 0 has the value of DefaultLimits.
type Limits struct {
	Depth  int // how deeply it may be nested
	Values int // how many values there may be in it
	Parts  int // how many ArrayBuffers, Blobs and Files
	Text   int // how many bytes its clone text may have
}

// DefaultLimits are those of a Codec that sets none. The page's half has the same, in client/clone.js.
var DefaultLimits = Limits{Depth: MaxDepth, Values: MaxValues, Parts: MaxParts, Text: MaxText}

func (l Limits) withDefaults() Limits {
	return Limits{
		Depth: cmp.Or(l.Depth, DefaultLimits.Depth), Values: cmp.Or(l.Values, DefaultLimits.Values),
		Parts: cmp.Or(l.Parts, DefaultLimits.Parts), Text: cmp.Or(l.Text, DefaultLimits.Text),
	}
}

// TooLargeError is a value that one of the limits forbids.
type TooLargeError struct {
	Root  string // how errors call the value
	What  string // that there is too much of
	Limit int
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s is too large to be sent: more than %d %s", e.Root, e.Limit, e.What)
}

// Unwrap returns the error as JavaScript sees it.
func (e *TooLargeError) Unwrap() error {
	return &op.Error{Code: CodeTooLarge, Message: e.Error()}
}

// DataCloneError is a value that can't be sent.
type DataCloneError struct {
	Path   string // where it is, "arguments[0].handlers.click"
	Reason string // "is a function and can't be sent"
}

func (e *DataCloneError) Error() string { return e.Path + " " + e.Reason }

// Unwrap returns the error as JavaScript sees it; see also Value.
func (e *DataCloneError) Unwrap() error {
	return &op.Error{Message: e.Error(), Fields: op.Object{{Name: "name", Value: "DataCloneError"}, {Name: "code", Value: 25}}}
}

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

// Unwrap returns the error as JavaScript sees it.
func (e *SyntaxError) Unwrap() error {
	return &op.Error{Type: "SyntaxError", Code: CodeSyntax, Message: e.Error()}
}
