package app

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// pagesNatives reach the app's windows. A plain script has none: its events go nowhere, and nothing calls it.
func pagesNatives(e *engine.Engine) map[string]any {
	vm := e.VM
	return map[string]any{
		// emit(target, name, value) returns undefined, or the promises of when there is room for more.
		"emit": func(call goja.FunctionCall) goja.Value {
			if e.Pages == nil {
				return goja.Undefined()
			}
			full, err := e.Pages.Emit(call.Argument(0), call.Argument(1).String(), call.Argument(2))
			if err != nil {
				panic(e.ErrorValue(err))
			}
			if len(full) == 0 {
				return goja.Undefined()
			}
			return vm.ToValue(full)
		},
		"listen": func(call goja.FunctionCall) goja.Value {
			if e.Pages != nil {
				e.Pages.Listen(call.Argument(0).String(), call.Argument(1).ToBoolean())
			}
			return goja.Undefined()
		},
		// context() returns the context of what a page has called, or undefined.
		"context": func(goja.FunctionCall) goja.Value {
			if e.Pages == nil {
				return goja.Undefined()
			}
			context, err := e.Pages.Context()
			if err != nil {
				panic(e.ErrorValue(err))
			}
			if context == nil {
				return goja.Undefined()
			}
			return context
		},
		// connect(event, page, context, abort): see engine.PageHandlers.
		"connect": func(call goja.FunctionCall) goja.Value {
			if e.Pages != nil {
				var handlers engine.PageHandlers
				handlers.Event, _ = goja.AssertFunction(call.Argument(0))
				handlers.Page, _ = goja.AssertFunction(call.Argument(1))
				handlers.Context, _ = goja.AssertFunction(call.Argument(2))
				handlers.Abort, _ = goja.AssertFunction(call.Argument(3))
				e.Pages.Connect(handlers)
			}
			return goja.Undefined()
		},
	}
}
