package events

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// native is emit and once in Go: an emitter passes on as many arguments as it was
// given, and in goja counting arguments costs JavaScript more than the call itself.
type native struct {
	engine *engine.Engine
	vm     *goja.Runtime
	// errorMonitor and capture are the symbols of events.js.
	errorMonitor, capture *goja.Symbol
	// unhandled(emitter, hasError, error) throws what an 'error' without listener throws;
	// caught(emitter, promise, type, arguments) watches a listener's promise.
	unhandled, caught goja.Callable
	// direct is how a patched engine calls listeners, nil without.
	direct directCaller
}

type directCaller interface {
	CallDirect(function *goja.Object, this goja.Value, args []goja.Value) (result goja.Value, callable bool)
}

func natives(e *engine.Engine) map[string]any {
	n := &native{
		engine:       e,
		vm:           e.VM,
		errorMonitor: goja.NewSymbol("events.errorMonitor"),
		capture:      goja.NewSymbol("kCapture"),
	}
	n.direct, _ = any(e.VM).(directCaller)
	return map[string]any{
		"errorMonitor": n.errorMonitor,
		"capture":      n.capture,
		"emit":         e.Function("emit", 1, n.emit),
		"onceWrapper":  n.onceWrapper,
		"slowPaths": func(call goja.FunctionCall) goja.Value {
			n.unhandled, _ = goja.AssertFunction(call.Argument(0))
			n.caught, _ = goja.AssertFunction(call.Argument(1))
			return goja.Undefined()
		},
	}
}

// emit is EventEmitter.prototype.emit.
func (n *native) emit(call goja.FunctionCall) goja.Value {
	emitter := call.This.ToObject(n.vm)
	kind := call.Argument(0)
	var args []goja.Value
	if len(call.Arguments) > 1 {
		args = call.Arguments[1:]
	}
	events, _ := emitter.Get("_events").(*goja.Object)
	if goja.IsString(kind) && kind.String() == "error" {
		n.beforeError(emitter, events, args)
	}
	if events == nil {
		return n.vm.ToValue(false)
	}
	handler, ok := property(events, kind).(*goja.Object)
	if !ok {
		return n.vm.ToValue(false)
	}
	if n.call(handler, emitter, kind, args) {
		return n.vm.ToValue(true)
	}
	// A listener may change the list: those are called that were there at the start.
	listeners := make([]goja.Value, handler.Get("length").ToInteger())
	for i := range listeners {
		listeners[i] = handler.Get(strconv.Itoa(i))
	}
	for _, listener := range listeners {
		if listener, ok := listener.(*goja.Object); ok {
			n.call(listener, emitter, kind, args)
		}
	}
	return n.vm.ToValue(true)
}

// call calls a listener; callable is false if it is no function.
func (n *native) call(listener, emitter *goja.Object, kind goja.Value, args []goja.Value) (callable bool) {
	var result goja.Value
	if n.direct != nil {
		if result, callable = n.direct.CallDirect(listener, emitter, args); !callable {
			return false
		}
	} else {
		function, ok := goja.AssertFunction(listener)
		if !ok {
			return false
		}
		var err error
		if result, err = function(emitter, args...); err != nil {
			panic(err)
		}
	}
	if _, ok := result.(*goja.Object); ok {
		n.watch(result, emitter, kind, args)
	}
	return true
}

// watch passes on a listener's promise if the emitter captures rejections.
func (n *native) watch(result goja.Value, emitter *goja.Object, kind goja.Value, args []goja.Value) {
	if capture := emitter.GetSymbol(n.capture); capture == nil || !capture.ToBoolean() {
		return
	}
	if _, err := n.caught(goja.Undefined(), emitter, result, kind, n.array(args)); err != nil {
		panic(err)
	}
}

// beforeError calls the error monitors, and throws if nobody else listens.
func (n *native) beforeError(emitter, events *goja.Object, args []goja.Value) {
	if events != nil {
		if monitor := events.GetSymbol(n.errorMonitor); monitor != nil && !goja.IsUndefined(monitor) {
			emit, _ := goja.AssertFunction(emitter.Get("emit"))
			if _, err := emit(emitter, append([]goja.Value{n.errorMonitor}, args...)...); err != nil {
				panic(err)
			}
		}
		if handler := events.Get("error"); handler != nil && !goja.IsUndefined(handler) {
			return
		}
	}
	var thrown goja.Value = goja.Undefined()
	if len(args) > 0 {
		thrown = args[0]
	}
	if _, err := n.unhandled(goja.Undefined(), emitter, thrown); err != nil {
		panic(err)
	}
}

// onceWrapper(emitter, type, listener) returns the function that stands in for
// a listener that is to be called once.
func (n *native) onceWrapper(call goja.FunctionCall) goja.Value {
	emitter, kind, target := call.Argument(0).ToObject(n.vm), call.Argument(1), call.Argument(2)
	listener, _ := goja.AssertFunction(target)
	fired := false
	var wrapper *goja.Object
	wrapper = n.engine.Function("bound onceWrapper", 0, func(call goja.FunctionCall) goja.Value {
		if fired {
			return goja.Undefined()
		}
		remove, ok := goja.AssertFunction(emitter.Get("removeListener"))
		if !ok {
			panic(n.vm.NewTypeError("this.target.removeListener is not a function"))
		}
		if _, err := remove(emitter, kind, wrapper); err != nil {
			panic(err)
		}
		fired = true
		result, err := listener(emitter, call.Arguments...)
		if err != nil {
			panic(err)
		}
		return result
	})
	if err := wrapper.Set("listener", target); err != nil {
		panic(err)
	}
	return wrapper
}

func (n *native) array(values []goja.Value) goja.Value {
	items := make([]any, len(values))
	for i, value := range values {
		items[i] = value
	}
	return n.vm.NewArray(items...)
}

// property is object[key].
func property(object *goja.Object, key goja.Value) goja.Value {
	if symbol, ok := key.(*goja.Symbol); ok {
		return object.GetSymbol(symbol)
	}
	return object.Get(key.String())
}
