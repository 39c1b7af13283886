package engine

import (
	"bytes"
	"strings"

	"github.com/dop251/goja"
)

// siteFrames is how many frames of who started an operation are kept, in case that it fails.
const siteFrames = 12

// failure is the error of an operation that JavaScript waited for, with the stack of who started it.
type failure struct {
	error
	site []goja.StackFrame
}

// Unwrap returns the operation's own error.
func (f *failure) Unwrap() error { return f.error }

// place gives the error object, which is made when the operation has ended, the stack of when it began.
func (f *failure) place(e *Engine, object *goja.Object) {
	stack := object.Get("stack")
	if stack == nil || !goja.IsString(stack) {
		return
	}
	head, _, _ := strings.Cut(stack.String(), "\n\tat ")
	var text bytes.Buffer
	text.WriteString(strings.TrimSuffix(head, "\n"))
	for i := range f.site {
		text.WriteString("\n\tat ")
		f.site[i].Write(&text)
	}
	// An error that was made just now takes any property.
	_ = object.DefineDataProperty("stack", e.VM.ToValue(e.FormatStack(text.String())), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}
