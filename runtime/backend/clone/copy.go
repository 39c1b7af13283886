package clone

import "github.com/dop251/goja"

// Copy copies a value within its runtime, as structuredClone does without a list of what to transfer. ok is false for all but plain
// data, and without a patched goja: then a Serializer and a Deserializer do it, and say what is wrong. It runs no JavaScript and
// must be called on the goroutine of rt.
func Copy(rt *goja.Runtime, value goja.Value) (copied goja.Value, ok bool) {
	copier, ok := any(rt).(interface {
		CopyData(value goja.Value, foreign *goja.Symbol) (goja.Value, bool)
	})
	if !ok {
		return nil, false
	}
	return copier.CopyData(value, TransferMode)
}
