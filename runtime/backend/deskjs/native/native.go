// Package native is "internal/deskjs/native", by which the modules of the desktop ask the host process to do things, and are asked.
//
// Only runtime/backend's table imports it.
package native

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed native.js
var source string

//go:embed event.js
var eventSource string

// Event is "internal/deskjs/event".
var Event = &engine.Module{Name: "internal/deskjs/event", Internal: true, Source: eventSource}

// Module is "internal/deskjs/native".
var Module = &engine.Module{Name: "internal/deskjs/native", Internal: true, Source: source, Natives: natives}

func natives(e *engine.Engine) map[string]any {
	vm := e.VM
	host := func() engine.Desktop {
		if e.Desktop == nil {
			panic(e.ErrorValue(&op.Error{Code: "ERR_NO_APP", Message: "Windows, menus and the rest of the desktop need an app, and this is a plain script or a worker. " +
				"Start the app with `deskjs start` or `deskjs dev`; in a worker, ask the main thread."}))
		}
		return e.Desktop
	}
	text := func(value goja.Value) string {
		if goja.IsUndefined(value) {
			return ""
		}
		return value.String()
	}
	check := func(err error) {
		if err != nil {
			panic(e.ErrorValue(err))
		}
	}
	// parts are what a message says: [method, id, failed, json, bytes].
	parts := func(message engine.DesktopMessage) []any {
		var value, bytes any = goja.Undefined(), goja.Undefined()
		if message.Value != "" {
			value = message.Value
		}
		if message.Bytes != nil {
			bytes = vm.NewArrayBuffer(message.Bytes)
		}
		return []any{message.Method, message.ID, message.Failed, value, bytes}
	}
	return map[string]any{
		"there": func(goja.FunctionCall) goja.Value { return vm.ToValue(e.Desktop != nil) },
		// send(id, method, json, bytes)
		"send": func(call goja.FunctionCall) goja.Value {
			bytes, _ := engine.Bytes(call.Argument(3))
			check(host().Send(uint64(call.Argument(0).ToInteger()), call.Argument(1).String(), text(call.Argument(2)), bytes))
			return goja.Undefined()
		},
		// answer(id, failed, json, bytes)
		"answer": func(call goja.FunctionCall) goja.Value {
			bytes, _ := engine.Bytes(call.Argument(3))
			check(host().Answer(uint64(call.Argument(0).ToInteger()), call.Argument(1).ToBoolean(), text(call.Argument(2)), bytes))
			return goja.Undefined()
		},
		// wait(id) stands still until the answer is there.
		"wait": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(parts(host().Wait(uint64(call.Argument(0).ToInteger()))))
		},
		// connect(receive)
		"connect": func(call goja.FunctionCall) goja.Value {
			receive, _ := goja.AssertFunction(call.Argument(0))
			host().Connect(func(message engine.DesktopMessage) {
				said := parts(message)
				arguments := make([]goja.Value, len(said))
				for i, part := range said {
					arguments[i] = vm.ToValue(part)
				}
				_, err := receive(goja.Undefined(), arguments...)
				e.Loop.Report(err)
			})
			return goja.Undefined()
		},
	}
}
