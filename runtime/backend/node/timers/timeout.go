package timers

import (
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/loop"
)

// timeout is the Go half of a Timeout.
type timeout struct {
	engine.Opaque
	native   *native
	resource engine.AsyncResource
	timer    *loop.Timer
	callback goja.Callable // nil once cleared
	function goja.Value
	args     []goja.Value
	repeat   goja.Value // null, or the interval's delay
	known    bool       // by its id
}

func (t *timeout) object() *goja.Object { return t.resource.Object }

func (n *native) newTimeout(call goja.FunctionCall, repeat bool) goja.Value {
	t := &timeout{native: n, callback: n.callback(call), function: call.Argument(0), args: rest(call, 2), repeat: goja.Null()}
	delay := n.delay(call.Argument(1))
	if repeat {
		t.repeat = n.vm.ToValue(delay)
	}
	object := n.vm.CreateObject(n.timeoutPrototype)
	if err := object.DefineDataPropertySymbol(n.state, n.vm.NewDynamicObject(t), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	n.engine.InitAsyncResource(&t.resource, "Timeout", object)
	t.timer = n.engine.Loop.SetTimer(delay, repeat, t.fire)
	return object
}

// delay converts setTimeout's second argument by Node's rule.
func (n *native) delay(value goja.Value) float64 {
	delay := value.ToFloat()
	if delay >= 1 && delay <= loop.MaxDelay {
		return delay
	}
	if delay > loop.MaxDelay || delay < 0 || delay != delay && !goja.IsUndefined(value) {
		if _, err := n.overflow(goja.Undefined(), n.vm.ToValue(delay)); err != nil {
			panic(err)
		}
	}
	return 1
}

func (t *timeout) fire() {
	if t.callback == nil {
		return
	}
	e := t.native.engine
	e.EnterAsync(&t.resource)
	_, err := t.callback(t.object(), t.args...)
	if err != nil {
		e.Loop.Report(err)
	} else {
		e.LeaveAsync()
	}
	// What the loop is about to conclude: that the timer has ended.
	if t.repeat == goja.Null() && !t.timer.Pending() && !t.timer.Ended() {
		t.ended()
	}
}

// ended forgets what is kept for a timer that may still fire.
func (t *timeout) ended() {
	if t.known {
		t.known = false
		delete(t.native.byID, t.resource.ID)
	}
	t.native.engine.AsyncDestroyed(&t.resource)
}

func (t *timeout) clear() {
	if t.callback == nil {
		return
	}
	t.callback, t.function = nil, goja.Null()
	if !t.timer.Ended() {
		t.ended()
	}
	t.timer.Clear()
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
			if t.timer.Ended() {
				n.engine.InitAsyncResource(&t.resource, "Timeout", t.object())
			}
			t.timer.Refresh()
		}
		return t.object()
	}))
	n.method(prototype, "unref", of(func(t *timeout) goja.Value { t.timer.Unref(); return t.object() }))
	n.method(prototype, "ref", of(func(t *timeout) goja.Value { t.timer.Ref(); return t.object() }))
	n.method(prototype, "hasRef", of(func(t *timeout) goja.Value { return n.vm.ToValue(t.timer.HasRef()) }))
	n.method(prototype, "close", of(func(t *timeout) goja.Value { t.clear(); return t.object() }))
	toPrimitive := n.engine.Function("[Symbol.toPrimitive]", 0, of(func(t *timeout) goja.Value {
		id := t.resource.ID
		if id < 0 {
			id = -id // of a timer that has ended
		}
		if !t.known && !t.timer.Ended() {
			t.known = true
			n.byID[id] = t
		}
		return n.vm.ToValue(id)
	}))
	if err := prototype.DefineDataPropertySymbol(goja.SymToPrimitive, toPrimitive, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	n.property(prototype, "_idleTimeout", of(func(t *timeout) goja.Value { return n.vm.ToValue(t.timer.Delay()) }),
		func(call goja.FunctionCall) goja.Value {
			if t := n.timeoutOf(call.This); t != nil {
				t.timer.SetDelay(call.Argument(0).ToFloat())
			}
			return goja.Undefined()
		})
	n.property(prototype, "_idleStart", of(func(t *timeout) goja.Value { return n.vm.ToValue(t.timer.Start()) }), nil)
	n.property(prototype, "_timerArgs", of(func(t *timeout) goja.Value { return n.array(t.args) }), nil)
	n.property(prototype, "_destroyed", of(func(t *timeout) goja.Value { return n.vm.ToValue(t.timer.Ended()) }), nil)
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
				delay := t.repeat.ToFloat()
				if math.IsNaN(delay) || delay < 1 {
					delay = 0
				}
				t.timer.SetRepeat(delay)
			}
			return goja.Undefined()
		})
}
