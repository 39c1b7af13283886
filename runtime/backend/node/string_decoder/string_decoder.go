// Package stringdecoder is Node's string_decoder module: it decodes bytes that come in pieces
// without breaking characters. Only runtime/backend imports it.
package stringdecoder

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

//go:embed string_decoder.js
var source string

//go:embed string_decoder.d.ts
var types string

// Module is require('string_decoder').
var Module = &engine.Module{Name: "string_decoder", Source: source, Types: types, Natives: natives}

// natives are no operations because what is decoded may be half a surrogate pair.
func natives(e *engine.Engine) map[string]any {
	return map[string]any{
		// decoder(encoding number) is {write(view), end(), reset(), pending(), missing()}.
		"decoder": func(call goja.FunctionCall) goja.Value {
			d := &decoder{encoding: text.Encoding(call.Argument(0).ToInteger())}
			decoded := func(bytes []byte) goja.Value { return text.Decode(e.VM, bytes, d.encoding) }
			object := e.VM.NewObject()
			for name, run := range map[string]engine.Native{
				"write": func(call goja.FunctionCall) goja.Value {
					bytes, _ := engine.Bytes(call.Argument(0))
					return decoded(d.write(bytes))
				},
				"end": func(goja.FunctionCall) goja.Value { return decoded(d.end()) },
				"reset": func(goja.FunctionCall) goja.Value {
					d.pending, d.missing = nil, 0
					return goja.Undefined()
				},
				"pending": func(goja.FunctionCall) goja.Value {
					return e.ToValue(append([]byte(nil), d.pending...))
				},
				"missing": func(goja.FunctionCall) goja.Value { return e.VM.ToValue(d.missing) },
			} {
				_ = object.Set(name, run)
			}
			return object
		},
	}
}
