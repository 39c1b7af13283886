package engine

import (
	"runtime"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// A cycle becomes garbage while the loop waits for nothing but the news of it.
func TestFinalizationRegistryOnTheLoop(t *testing.T) {
	e := patched(t, "WeakRef and FinalizationRegistry")
	if e == nil {
		return
	}
	var out []string
	e.Uncaught = func(value goja.Value, _ Origin) { out = append(out, "uncaught "+value.String()) }
	e.Global("log", func(call goja.FunctionCall) goja.Value {
		out = append(out, call.Argument(0).String())
		return goja.Undefined()
	})
	e.Loop.Hold(1)
	done := make(chan struct{})
	e.Global("finish", func(goja.FunctionCall) goja.Value {
		e.Loop.Hold(-1)
		close(done)
		return goja.Undefined()
	})
	go func() {
		for {
			select {
			case <-done:
				return
			default:
				runtime.GC()
				e.Loop.Post(func() {}) // another job ends
			}
		}
	}()
	e.Loop.Run(func() {
		_, err := e.VM.RunString(`
			const refs = []
			let left = 3
			const registry = new FinalizationRegistry(held => {
				log('gone ' + held)
				if (--left === 0) { log('dead ' + refs.every(ref => ref.deref() === undefined)); finish() }
				throw held
			})
			function make(i) {
				const a = { i, data: new Uint8Array(1000) }, b = { a, call: () => a }
				a.b = b
				refs.push(new WeakRef(a))
				registry.register(a, i)
			}
			for (let i = 0; i < 3; i++) make(i)
			Promise.resolve().then(() => log('alive ' + refs.every(ref => ref.deref().b.a.data.length === 1000)))`)
		e.Loop.Report(err)
	})
	all := strings.Join(out, "\n")
	if out[0] != "alive true" || !strings.Contains(all, "dead true") || strings.Count(all, "gone") != 3 || strings.Count(all, "uncaught") != 3 {
		t.Error(all)
	}
}
