package timers

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// native holds what the timers of one engine share.
type native struct {
	engine *engine.Engine
	vm     *goja.Runtime
	// state is the hidden property that leads from a Timeout or Immediate to its Go half.
	state *goja.Symbol

	timeoutPrototype, immediatePrototype *goja.Object
	// invalid(callback) throws Node's error for a callback that is no function;
	// overflow(delay) warns of a delay beyond 32 bits.
	invalid, overflow goja.Callable

	// byID knows the timers whose id (Node: Symbol.toPrimitive) a program has asked for.
	byID map[int64]*timeout
}

func natives(e *engine.Engine) map[string]any {
	n := &native{engine: e, vm: e.VM, state: goja.NewSymbol("timer"), byID: map[int64]*timeout{}}
	return map[string]any{
		"setTimeout":     e.Function("setTimeout", 5, func(call goja.FunctionCall) goja.Value { return n.newTimeout(call, false) }),
		"setInterval":    e.Function("setInterval", 5, func(call goja.FunctionCall) goja.Value { return n.newTimeout(call, true) }),
		"clearTimeout":   e.Function("clearTimeout", 1, n.clearTimeout),
		"clearInterval":  e.Function("clearInterval", 1, n.clearTimeout),
		"setImmediate":   e.Function("setImmediate", 4, n.newImmediate),
		"clearImmediate": e.Function("clearImmediate", 1, n.clearImmediate),
		// setUp(Timeout.prototype, Immediate.prototype, invalid, overflow)
		"setUp": func(call goja.FunctionCall) goja.Value {
			n.timeoutPrototype = call.Argument(0).(*goja.Object)
			n.immediatePrototype = call.Argument(1).(*goja.Object)
			n.invalid, _ = goja.AssertFunction(call.Argument(2))
			n.overflow, _ = goja.AssertFunction(call.Argument(3))
			n.defineTimeout()
			n.defineImmediate()
			return goja.Undefined()
		},
	}
}

// callback returns the function in call's first argument, or throws.
func (n *native) callback(call goja.FunctionCall) goja.Callable {
	callback, ok := goja.AssertFunction(call.Argument(0))
	if ok {
		return callback
	}
	if _, err := n.invalid(goja.Undefined(), call.Argument(0)); err != nil {
		panic(err)
	}
	return nil
}

// method defines a native method as a class would.
func (n *native) method(prototype *goja.Object, name string, native engine.Native) {
	if err := prototype.DefineDataProperty(name, n.engine.Function(name, 0, native), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// property defines an accessor; a nil set makes it read-only.
func (n *native) property(prototype *goja.Object, name string, get, set engine.Native) {
	var setter goja.Value
	if set != nil {
		setter = n.engine.Function("set "+name, 1, set)
	}
	if err := prototype.DefineAccessorProperty(name, n.engine.Function("get "+name, 0, get), setter, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// array returns values as an array, undefined if there are none.
func (n *native) array(values []goja.Value) goja.Value {
	if len(values) == 0 {
		return goja.Undefined()
	}
	items := make([]any, len(values))
	for i, value := range values {
		items[i] = value
	}
	return n.vm.NewArray(items...)
}

// rest copies the arguments from the given index on: goja reuses their memory.
func rest(call goja.FunctionCall, from int) []goja.Value {
	if len(call.Arguments) <= from {
		return nil
	}
	return append([]goja.Value(nil), call.Arguments[from:]...)
}
