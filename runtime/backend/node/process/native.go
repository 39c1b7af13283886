package process

import (
	"math/big"
	"os"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/internal/versions"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// epoch is when hrtime's clock began; only differences mean anything.
var epoch = time.Now()

// native is the half of process that needs the engine.
type native struct {
	engine *engine.Engine
	vm     *goja.Runtime
	start  time.Time
	// exiting is set once the program is about to end: nextTick does nothing any more.
	exiting bool
	// invalid(callback) throws Node's error for a callback that is no function.
	invalid goja.Callable
}

func natives(e *engine.Engine) map[string]any {
	n := &native{engine: e, vm: e.VM, start: time.Now()}
	argv := append([]string{e.Host.Executable}, e.Host.Args...)
	argv0 := ""
	if len(os.Args) > 0 {
		argv0 = os.Args[0]
	}
	return map[string]any{
		"argv":      e.ToValue(argv),
		"argv0":     argv0,
		"execArgv":  e.ToValue(append([]string{}, e.Host.ExecArgs...)),
		"execPath":  e.Host.Executable,
		"preloaded": e.ToValue(append([]string{}, e.Host.Options["--require"]...)),
		"pid":       os.Getpid(),
		"ppid":      func(goja.FunctionCall) goja.Value { return n.vm.ToValue(os.Getppid()) },
		"platform":  versions.Platform(),
		"arch":      versions.Arch(),
		"version":   "v" + NodeVersion,
		"env":       func(goja.FunctionCall) goja.Value { return newEnvironment(e) },
		// option(name) is what one of node's options was given, true for a switch, undefined if it was not.
		"option":   func(call goja.FunctionCall) goja.Value { return option(e, call.Argument(0).String()) },
		"nextTick": e.Function("nextTick", 1, n.nextTick),
		"uptime": e.Function("uptime", 0, func(goja.FunctionCall) goja.Value {
			return n.vm.ToValue(time.Since(n.start).Seconds())
		}),
		"hrtime":       func(goja.FunctionCall) goja.Value { return n.vm.ToValue(time.Since(epoch).Nanoseconds()) },
		"hrtimeBigint": e.Function("bigint", 0, func(goja.FunctionCall) goja.Value { return n.vm.ToValue(big.NewInt(time.Since(epoch).Nanoseconds())) }),
		"restricted":   permission.Restricted(),
		"isSignal": func(call goja.FunctionCall) goja.Value {
			return n.vm.ToValue(e.IsMainThread() && signalNumber(call.Argument(0).String()) != 0)
		},
		"reallyExit": e.Function("reallyExit", 1, n.reallyExit),
		"setExiting": func(call goja.FunctionCall) goja.Value {
			n.exiting = call.Argument(0).ToBoolean()
			return goja.Undefined()
		},
		"setUp": func(call goja.FunctionCall) goja.Value {
			n.invalid, _ = goja.AssertFunction(call.Argument(0))
			return goja.Undefined()
		},
	}
}

// nextTick is process.nextTick(callback, ...args).
func (n *native) nextTick(call goja.FunctionCall) goja.Value {
	callback, ok := goja.AssertFunction(call.Argument(0))
	if !ok {
		if _, err := n.invalid(goja.Undefined(), call.Argument(0)); err != nil {
			panic(err)
		}
	}
	if n.exiting {
		return goja.Undefined()
	}
	t := &tick{native: n, callback: callback}
	if len(call.Arguments) > 1 {
		t.args = append(t.args, call.Arguments[1:]...) // goja reuses their memory
	}
	n.engine.InitAsyncResource(&t.resource, "TickObject", nil)
	n.engine.Loop.NextTick(t.run)
	return goja.Undefined()
}

// tick is a callback of nextTick.
type tick struct {
	native   *native
	resource engine.AsyncResource
	callback goja.Callable
	args     []goja.Value
}

func (t *tick) run() {
	e := t.native.engine
	e.EnterAsync(&t.resource)
	_, err := t.callback(goja.Undefined(), t.args...)
	e.AsyncDestroyed(&t.resource)
	if err != nil {
		e.Loop.Report(err)
		return
	}
	e.LeaveAsync()
}

// reallyExit(code) ends the program at once. Nothing of JavaScript runs after it.
func (n *native) reallyExit(call goja.FunctionCall) goja.Value {
	n.exiting = true
	if exit := n.engine.Host.Exit; exit != nil {
		exit(int(call.Argument(0).ToInteger()))
	}
	return goja.Undefined()
}
