package engine

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// TestOperationsSettleOnce drives the adapter with operations that end in each way, many at once: what waits for
// them hears of it exactly once, on the loop, in a turn of its own.
func TestOperationsSettleOnce(t *testing.T) {
	ops := op.Table{
		op.IO("finish", func(_ *op.Context, args op.Args) (any, error) { return args.Int(0), nil }),
		op.IO("fail", func(*op.Context, op.Args) (any, error) { return nil, errors.New("failed") }),
		op.IO("burst", func(*op.Context, op.Args) (any, error) { panic("burst") }),
		op.IO("cancelled", func(*op.Context, op.Args) (any, error) { return nil, &op.Error{Code: "ECANCELED"} }),
		// Both a result and an error: the error counts.
		op.IO("both", func(*op.Context, op.Args) (any, error) { return 1, errors.New("failed") }),
	}
	const each = 50
	got := newProgram().run(&Module{Ops: ops, Source: fmt.Sprintf(`
		const each = %d, names = ['finish', 'fail', 'burst', 'cancelled', 'both']
		let running = true, nested = 0
		const settled = {}
		const count = (key, outcome) => {
			if (running) nested++
			running = true
			;((settled[key] ??= {})[outcome] ??= 0)
			settled[key][outcome]++
			running = false
		}
		for (const name of names) for (let i = 0; i < each; i++) {
			binding[name](i, (error) => count(name + ' ' + i, error ? 'error' : 'result'))
			binding[name + 'Promise'](i).then(() => count(name + 'Promise ' + i, 'result'), () => count(name + 'Promise ' + i, 'error'))
		}
		running = false
		globalThis.report = () => {
			const keys = Object.keys(settled)
			const wrong = keys.filter((key) => {
				const outcome = /^finish/.test(key) ? 'result' : 'error'
				return JSON.stringify(settled[key]) !== JSON.stringify({ [outcome]: 1 })
			})
			log(keys.length === 2 * names.length * each, wrong, nested)
		}
		let left = 2 * names.length * each
		const poll = () => { binding.finish(0, () => Object.keys(settled).length === left ? binding.finish(0, report) : poll()) }
		poll()`, each)})
	expect(t, got, "true  0")
}

// TestCallbacksOfOneOperationKeepCount has an operation call back twice and end besides.
func TestCallbacksOfOneOperationKeepCount(t *testing.T) {
	ops := op.Table{op.IO("notify", func(_ *op.Context, args op.Args) (any, error) {
		callback := args.Callback(0)
		callback.Call("first")
		callback.Call("second")
		return "ended", nil
	})}
	got := newProgram().run(&Module{Ops: ops, Source: `binding.notifyPromise(log).then(log)`})
	expect(t, got, "first", "second", "ended")
}

// TestNothingSettlesAfterClose closes the engine while operations run and others wait for their turn.
func TestNothingSettlesAfterClose(t *testing.T) {
	began, finish, ended := make(chan bool, concurrentOps), make(chan bool), make(chan bool, concurrentOps)
	ops := op.Table{
		op.IO("wait", func(context *op.Context, _ op.Args) (any, error) {
			began <- true
			defer func() { ended <- true }()
			<-context.Done()
			<-finish
			return nil, context.Err()
		}),
		op.Pure("close", nil),
	}
	p := newProgram()
	ops[1] = op.Pure("close", func(*op.Context, op.Args) (any, error) {
		for range concurrentOps {
			<-began
		}
		p.engine.Interrupt("closed")
		p.engine.Close()
		return nil, nil
	})
	got := p.run(&Module{Ops: ops, Source: fmt.Sprintf(`
		for (let i = 0; i < 3 * %d; i++) {
			binding.wait(() => log('called back'))
			binding.waitPromise().finally(() => log('settled'))
		}
		binding.close()`, concurrentOps)})
	close(finish)
	for range concurrentOps {
		<-ended
	}
	for _, line := range got {
		if strings.Contains(line, "called back") || strings.Contains(line, "settled") {
			t.Errorf("after Close: %s", line)
		}
	}
	if len(p.out) != len(got) {
		t.Errorf("later: %q", p.out[len(got):])
	}
}
