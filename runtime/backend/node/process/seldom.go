package process

import (
	"os"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// abort() ends the process as SIGABRT does, where there are signals.
func abort(*op.Context, op.Args) (any, error) {
	raiseAbort()
	os.Exit(134) // what a shell shows for it
	return nil, nil
}

// rawDebug(text) writes a line to the process's own standard error, past all streams.
func rawDebug(_ *op.Context, args op.Args) (any, error) {
	_, _ = os.Stderr.WriteString(args.String(0) + "\n")
	return nil, nil
}

func seldomNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// pending() is [timers, immediates, requests] that keep the program alive.
		"pending": func(goja.FunctionCall) goja.Value {
			timers, immediates := e.Loop.Pending()
			return e.ToValue([]float64{float64(timers), float64(immediates), float64(e.Requests())})
		},
		// requests() is the types of those beside them.
		"requests": func(goja.FunctionCall) goja.Value {
			kinds := e.CountedRequests()
			out := make([]any, len(kinds))
			for i, kind := range kinds {
				out[i] = kind
			}
			return e.ToValue(out)
		},
		// trigger(error, fromPromise) treats error as an uncaught one.
		"trigger": func(call goja.FunctionCall) goja.Value {
			origin := engine.OriginException
			if call.Argument(1).ToBoolean() {
				origin = engine.OriginRejection
			}
			e.TriggerUncaught(call.Argument(0), origin)
			return goja.Undefined()
		},
	}
}
