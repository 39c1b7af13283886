package engine

// Patched reports whether the build uses goja with the changes of patches/goja. Without them some
// of the language is missing; what needs a patch asks here, or asks goja's types for the patch's
// own methods through an interface, so that it compiles against either.
func (e *Engine) Patched() bool {
	_, ok := any(e.VM).(interface{ Patched() })
	return ok
}
