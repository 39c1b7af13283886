package encoding

import (
	"encoding/base64"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// natives are encoding.js's binding; they are no operations because strings pass
// through them with their lone surrogates.
func natives(e *engine.Engine) map[string]any {
	vm := e.VM
	return map[string]any{
		// encode(string) is an ArrayBuffer of UTF-8.
		"encode": func(call goja.FunctionCall) goja.Value {
			return e.ToValue(text.Of(call.Argument(0)).Encode(text.UTF8))
		},
		// encodeInto(string, target) is [units read, bytes written].
		"encodeInto": func(call goja.FunctionCall) goja.Value {
			target, _ := engine.Bytes(call.Argument(1))
			read, written := text.Of(call.Argument(0)).WriteUTF8(target)
			return vm.NewArray(read, written)
		},
		// nameOf(label) is the encoding's name or "".
		"nameOf": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(nameOf(call.Argument(0).String()))
		},
		// isBytes(value) is whether it is an ArrayBuffer or a view of one.
		"isBytes": func(call goja.FunctionCall) goja.Value {
			_, ok := engine.Bytes(call.Argument(0))
			return vm.ToValue(ok)
		},
		// decoder(name, fatal, ignoreBOM) is a function decode(bytes, stream) that returns a string, or
		// undefined if the bytes are malformed and it is fatal.
		"decoder": func(call goja.FunctionCall) goja.Value {
			d := newDecoder(call.Argument(0).String(), call.Argument(1).ToBoolean(), call.Argument(2).ToBoolean())
			return vm.ToValue(func(call goja.FunctionCall) goja.Value {
				bytes, _ := engine.Bytes(call.Argument(0))
				decoded, err := d.decode(bytes, call.Argument(1).ToBoolean())
				if err != nil {
					return goja.Undefined()
				}
				return decoded.Value(vm)
			})
		},
		// atob(string) is the string, or the reason why there is none.
		"atob": func(call goja.FunctionCall) goja.Value {
			bytes, reason := forgivingDecode(text.Of(call.Argument(0)).String())
			if reason != 0 {
				return vm.ToValue(reason)
			}
			return text.Decode(vm, bytes, text.Latin1)
		},
		// btoa(string) is undefined if a character is no byte.
		"btoa": func(call goja.FunctionCall) goja.Value {
			bytes, ok := text.Of(call.Argument(0)).Bytes()
			if !ok {
				return goja.Undefined()
			}
			return vm.ToValue(base64.StdEncoding.EncodeToString(bytes))
		},
	}
}
