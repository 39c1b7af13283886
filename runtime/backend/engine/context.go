package engine

import (
	"strings"

	"github.com/dop251/goja"
)

// Context is a second global scope in an engine: see NewContext. One goroutine uses it, the engine's.
type Context interface {
	// Global is the context's global object.
	Global() *goja.Object
	// Builtins has what code in the context finds besides what is the sandbox's.
	Builtins() *goja.Object
	// RunProgram runs code in the context; functions that it makes stay there.
	RunProgram(program *goja.Program) (goja.Value, error)
}

// NewContext returns a global scope in front of sandbox, for node:vm: what its code declares or changes globally is
// a property of sandbox. ok is false where goja has none.
func (e *Engine) NewContext(sandbox *goja.Object) (context Context, ok bool) {
	vm, ok := any(e.VM).(interface{ NewContext(*goja.Object) any })
	if !ok {
		return nil, false
	}
	context, ok = vm.NewContext(sandbox).(Context)
	return context, ok
}

// maxOffset is how far a script may be moved down or to the right of its file's start.
const maxOffset = 1 << 20

// CompileAt is Compile for source that begins at a line and column of its file, both counted from 0. Offsets
// that are negative or too large are taken for 0.
func CompileAt(name, source string, line, column int) (*goja.Program, error) {
	if line < 0 || line > maxOffset {
		line = 0
	}
	if column < 0 || column > maxOffset {
		column = 0
	}
	return compile(name, strings.Repeat("\n", line)+strings.Repeat(" ", column)+source, false)
}
