package process

import (
	"strings"

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

// option looks for a flag among those before the script's name. The last one counts.
func option(e *engine.Engine, name string) goja.Value {
	flags := e.Host.ExecArgs
	for i := len(flags) - 1; i >= 0; i-- {
		flag, value, hasValue := strings.Cut(flags[i], "=")
		if flag != name {
			continue
		}
		if hasValue {
			return e.VM.ToValue(value)
		}
		return e.VM.ToValue(true)
	}
	return goja.Undefined()
}
