package engine

import "github.com/dop251/goja"

// SharedBytes is the memory of SharedArrayBuffers. It may be passed to other goroutines, and belong to any number of engines
// at once: JavaScript of all of them sees the same bytes, and Atomics.wait in one ends by Atomics.notify in another.
type SharedBytes struct{ block any }

// sharer is what a goja with SharedArrayBuffer has.
type sharer interface {
	SharedBlock(v goja.Value) any
	NewSharedArrayBuffer(block any) goja.Value
}

// SharedBytesOf returns the memory of value if it is a SharedArrayBuffer. All SharedArrayBuffers that share it give equal
// results. It must be called on the goroutine of the engine that value belongs to.
func SharedBytesOf(e *Engine, value goja.Value) (bytes SharedBytes, ok bool) {
	vm, ok := any(e.VM).(sharer)
	if !ok {
		return SharedBytes{}, false
	}
	block := vm.SharedBlock(value)
	return SharedBytes{block}, block != nil
}

// NewSharedArrayBuffer returns a new SharedArrayBuffer of this engine with the memory of another, perhaps another engine's.
// It must be called on the engine's goroutine. It returns undefined for the zero SharedBytes.
func (e *Engine) NewSharedArrayBuffer(bytes SharedBytes) goja.Value {
	if vm, ok := any(e.VM).(sharer); ok && bytes.block != nil {
		return vm.NewSharedArrayBuffer(bytes.block)
	}
	return goja.Undefined()
}

// IsSharedArrayBuffer reports whether value is a SharedArrayBuffer.
func IsSharedArrayBuffer(value goja.Value) bool {
	object, ok := value.(*goja.Object)
	if !ok || object.ExportType() != typeOfArrayBuffer {
		return false
	}
	buffer, ok := object.Export().(interface{ Shared() bool })
	return ok && buffer.Shared()
}
