package timers

import (
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/loop"
)

const maxDelay = 1<<31 - 1

// timeout is the Go half of a Timeout.
type timeout struct {
	opaque
	native   *native
	object   *goja.Object
	timer    *loop.Timer
	callback goja.Callable // nil once cleared
	function goja.Value
	args     []goja.Value
	delay    float64
	repeat   goja.Value // null, or the interval's delay
	started  int64
	ended    bool
	id       int64
}

func (n *native) newTimeout(call goja.FunctionCall, repeat bool) goja.Value {
	t := &timeout{native: n, callback: n.callback(call), function: call.Argument(0), args: rest(call, 2), repeat: goja.Null()}
	t.delay = n.delay(call.Argument(1))
	if repeat {
		t.repeat = n.vm.ToValue(t.delay)
	}
	t.object = n.vm.CreateObject(n.timeoutPrototype)
	if err := t.object.DefineDataPropertySymbol(n.state, n.vm.NewDynamicObject(t), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	t.timer = n.engine.Loop.SetTimer(t.delay, repeat, t.fire)
	t.started = n.engine.Loop.Now()
	return t.object
}

// delay converts setTimeout's second argument by Node's rule.
func (n *native) delay(value goja.Value) float64 {
	delay := value.ToFloat()
	if delay >= 1 && delay <= maxDelay {
		return delay
	}
	if delay > maxDelay {
		if _, err := n.overflow(goja.Undefined(), value); err != nil {
			panic(err)
		}
	}
	return 1
}

func (t *timeout) fire() {
	if t.callback == nil {
		return
	}
	if !t.timer.Repeats() {
		t.ended = true
	}
	_, err := t.callback(t.object, t.args...)
	t.started = t.native.engine.Loop.Now()
	if t.ended && t.id != 0 && !t.timer.Active() {
		delete(t.native.byID, t.id)
	}
	t.native.engine.Loop.Report(err)
}

func (t *timeout) clear() {
	t.timer.Clear()
	t.callback, t.function = nil, goja.Null()
	t.ended = true
	if t.id != 0 {
		delete(t.native.byID, t.id)
	}
}

// timeoutOf returns the Go half of a Timeout, nil if value is none.
func (n *native) timeoutOf(value goja.Value) *timeout {
	object, ok := value.(*goja.Object)
	if !ok {
		return nil
	}
	state := object.GetSymbol(n.state)
	if state == nil {
		return nil
	}
	t, _ := state.Export().(*timeout)
	return t
}

func (n *native) clearTimeout(call goja.FunctionCall) goja.Value {
	argument := call.Argument(0)
	if t := n.timeoutOf(argument); t != nil {
		t.clear()
		return goja.Undefined()
	}
	if _, isObject := argument.(*goja.Object); isObject || len(n.byID) == 0 {
		return goja.Undefined()
	}
	if _, isSymbol := argument.(*goja.Symbol); isSymbol {
		return goja.Undefined()
	}
	if id, err := strconv.ParseInt(argument.String(), 10, 64); err == nil && n.byID[id] != nil {
		n.byID[id].clear()
	}
	return goja.Undefined()
}

// defineTimeout gives Timeout.prototype its methods, and the underscored properties
// that packages look at.
func (n *native) defineTimeout() {
	of := func(run func(*timeout) goja.Value) func(goja.FunctionCall) goja.Value {
		return func(call goja.FunctionCall) goja.Value {
			t := n.timeoutOf(call.This)
			if t == nil {
				return goja.Undefined()
			}
			return run(t)
		}
	}
	prototype := n.timeoutPrototype
	n.method(prototype, "refresh", of(func(t *timeout) goja.Value {
		if t.callback != nil {
			t.timer.Refresh()
			t.started, t.ended = n.engine.Loop.Now(), false
		}
		return t.object
	}))
	n.method(prototype, "unref", of(func(t *timeout) goja.Value { t.timer.Unref(); return t.object }))
	n.method(prototype, "ref", of(func(t *timeout) goja.Value { t.timer.Ref(); return t.object }))
	n.method(prototype, "hasRef", of(func(t *timeout) goja.Value { return n.vm.ToValue(t.timer.HasRef()) }))
	n.method(prototype, "close", of(func(t *timeout) goja.Value { t.clear(); return t.object }))
	toPrimitive := n.engine.Function("[Symbol.toPrimitive]", 0, of(func(t *timeout) goja.Value {
		if t.id == 0 {
			n.lastID++
			t.id = n.lastID
			if !t.ended {
				n.byID[t.id] = t
			}
		}
		return n.vm.ToValue(t.id)
	}))
	if err := prototype.DefineDataPropertySymbol(goja.SymToPrimitive, toPrimitive, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	n.property(prototype, "_idleTimeout", of(func(t *timeout) goja.Value {
		if t.callback == nil {
			return n.vm.ToValue(-1)
		}
		return n.vm.ToValue(t.delay)
	}), nil)
	n.property(prototype, "_idleStart", of(func(t *timeout) goja.Value { return n.vm.ToValue(t.started) }), nil)
	n.property(prototype, "_timerArgs", of(func(t *timeout) goja.Value { return n.array(t.args) }), nil)
	n.property(prototype, "_destroyed", of(func(t *timeout) goja.Value { return n.vm.ToValue(t.ended) }), nil)
	n.property(prototype, "_onTimeout", of(func(t *timeout) goja.Value { return t.function }),
		func(call goja.FunctionCall) goja.Value {
			if t := n.timeoutOf(call.This); t != nil {
				t.function = call.Argument(0)
				t.callback, _ = goja.AssertFunction(t.function)
			}
			return goja.Undefined()
		})
	// A callback may make an interval of its timeout, and the contrary, by way of _repeat.
	n.property(prototype, "_repeat", of(func(t *timeout) goja.Value { return t.repeat }),
		func(call goja.FunctionCall) goja.Value {
			if t := n.timeoutOf(call.This); t != nil && t.callback != nil {
				t.repeat = call.Argument(0)
				t.setRepeat(t.repeat.ToFloat())
			}
			return goja.Undefined()
		})
}

func (t *timeout) setRepeat(delay float64) {
	if delay == 0 || math.IsNaN(delay) {
		t.timer.SetRepeat(false, t.delay)
		return
	}
	t.delay, t.ended = delay, false
	t.timer.SetRepeat(true, delay)
}
