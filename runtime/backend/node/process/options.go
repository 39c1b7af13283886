package process

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// lifecycleNatives is the native half of "internal/lifecycle".
func lifecycleNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// trigger(error) treats error as an uncaught one that comes from a promise.
		"trigger": func(call goja.FunctionCall) goja.Value {
			e.TriggerUncaught(call.Argument(0), engine.OriginRejection)
			return goja.Undefined()
		},
		// option(name) returns the value of a flag, true if it has none, undefined if it was not given.
		"option": func(call goja.FunctionCall) goja.Value { return option(e, call.Argument(0).String()) },
	}
}

// optionNatives is for modules that ask for options only.
func optionNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// option(name) is the last value, true for a switch, undefined if it was not given; options(name) are all values.
		"option": func(call goja.FunctionCall) goja.Value { return option(e, call.Argument(0).String()) },
		"options": func(call goja.FunctionCall) goja.Value {
			return e.ToValue(append([]string{}, e.Host.Options[call.Argument(0).String()]...))
		},
	}
}

// flagNatives is the native half of "internal/process/flags".
func flagNatives(e *engine.Engine) map[string]any {
	return map[string]any{"flags": e.ToValue(e.Host.AllowedFlags)}
}

// option returns what was given for one of node's options.
func option(e *engine.Engine, name string) goja.Value {
	value, given := e.Host.Options.Value(name)
	switch {
	case !given:
		return goja.Undefined()
	case value == "":
		return e.VM.ToValue(true)
	}
	return e.VM.ToValue(value)
}
