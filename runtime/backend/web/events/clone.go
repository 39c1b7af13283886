package events

import (
	"bytes"
	"errors"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

func cloneNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// clone(value, refuse) returns a copy; refuse(message) throws for what can't be copied.
		"clone": func(call goja.FunctionCall) goja.Value {
			text, blob, shared, err := clone.EncodeShared(e.VM, call.Argument(0), "value")
			var refused *clone.DataCloneError
			if errors.As(err, &refused) {
				refuse, _ := goja.AssertFunction(call.Argument(1))
				_, err = refuse(goja.Undefined(), e.VM.ToValue(refused.Error()))
			}
			if err != nil {
				panic(err)
			}
			// Decoded arrays lie in the blob: joining its pieces is what makes the copy.
			copied, err := clone.DecodeShared(e.VM, text, bytes.Join(blob, nil), shared)
			if err != nil {
				panic(e.ErrorValue(err))
			}
			return copied
		},
		// detach(buffer) takes an ArrayBuffer's memory away and reports whether it had any to take.
		"detach": func(call goja.FunctionCall) goja.Value {
			buffer, ok := call.Argument(0).Export().(goja.ArrayBuffer)
			return e.VM.ToValue(ok && buffer.Detach())
		},
	}
}
