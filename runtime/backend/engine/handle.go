package engine

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// HandleOf returns what an op.Handle that ToValue made an object of holds, nil if value is none.
func (e *Engine) HandleOf(value goja.Value) any {
	object, ok := value.(*goja.Object)
	if !ok {
		return nil
	}
	if kept := object.GetSymbol(e.handles); kept != nil {
		if held, ok := kept.Export().(*op.Handle); ok {
			return held.Value
		}
	}
	return nil
}
