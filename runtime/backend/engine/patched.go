package engine

import "github.com/dop251/goja"

// Patched reports whether the build uses goja with the changes of patches/goja. Without them some
// of the language is missing; what needs a patch asks here, or asks goja's types for the patch's
// own methods through an interface, so that it compiles against either.
func (e *Engine) Patched() bool { return Patched() }

// Patched is the same for who has no engine.
func Patched() bool {
	_, ok := any((*goja.Runtime)(nil)).(interface{ Patched() })
	return ok
}
