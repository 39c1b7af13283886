package backend

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// runModuleSource runs an ES module as Node's run_main does: its body is a microtask, and what it
// throws, then or after an await, is an uncaught error that comes from a promise.
const runModuleSource = `(async function (run, done, failed) {
	try {
		await null
		await run()
	} catch (error) {
		// Node's own promises are as many turns of the queue behind.
		await null
		await null
		failed(error)
		return
	}
	done()
})`

// runModule runs the ES module at path as the program.
func (b *Backend) runModule(path string, run func() (goja.Value, error)) error {
	wrapped, err := b.Engine.VM.RunScript("node:internal/modules/run_main", runModuleSource)
	if err != nil {
		return err
	}
	native := func(function func(goja.Value) goja.Value) goja.Value {
		return b.Engine.VM.ToValue(func(call goja.FunctionCall) goja.Value { return function(call.Argument(0)) })
	}
	b.waiting = path
	start, _ := goja.AssertFunction(wrapped)
	_, err = start(goja.Undefined(),
		native(func(goja.Value) goja.Value {
			result, err := run()
			if err != nil {
				b.Engine.Throw(err)
			}
			return result
		}),
		native(func(goja.Value) goja.Value {
			b.waiting = ""
			return goja.Undefined()
		}),
		native(func(reason goja.Value) goja.Value {
			b.waiting = ""
			b.Engine.TriggerUncaught(reason, engine.OriginRejection)
			return goja.Undefined()
		}))
	return err
}

// unsettledCode is the exit code of a program whose top-level await never came to its end.
const unsettledCode = 13

// warnUnsettled says why a program with nothing left to do has not come to its end.
func (b *Backend) warnUnsettled() {
	if stderr := b.Engine.Host.Stderr; stderr != nil {
		_, _ = fmt.Fprintf(stderr, "Warning: Detected unsettled top-level await at %s\n", b.waiting)
	}
}
