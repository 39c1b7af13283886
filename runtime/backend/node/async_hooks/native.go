package asynchooks

import (
	"runtime"
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// native is the half that knows the engine's async context.
type native struct {
	engine  *engine.Engine
	vm      *goja.Runtime
	lastKey int64
	// destroyed are the resources of which the hooks are yet to be told.
	destroyed []int64
	destroy   goja.Callable
	top       *goja.Object
}

func natives(e *engine.Engine) map[string]any {
	n := &native{engine: e, vm: e.VM}
	return map[string]any{
		// newKey() names a storage; get(key) and set(key, value) are what it holds here.
		"newKey": func(goja.FunctionCall) goja.Value { n.lastKey++; return n.vm.ToValue(n.lastKey) },
		"get":    n.get,
		"set":    n.set,
		// create(object, type, trigger) makes a resource, run(resource, fn, thisArg, ...args) runs its callback.
		"create":      n.create,
		"run":         n.run,
		"ids":         n.ids,
		"destroy":     n.destroyResource,
		"onCollected": n.onCollected,
		"executionId": func(goja.FunctionCall) goja.Value { return n.vm.ToValue(e.AsyncCurrent().ID) },
		"triggerId":   func(goja.FunctionCall) goja.Value { return n.vm.ToValue(e.AsyncCurrent().Trigger) },
		"current":     n.current,
		"setHooks":    n.setHooks,
		"fatal":       n.fatal,
	}
}

func (n *native) get(call goja.FunctionCall) goja.Value {
	if value := n.engine.Stored(call.Argument(0).ToInteger()); value != nil {
		return value
	}
	return goja.Undefined()
}

func (n *native) set(call goja.FunctionCall) goja.Value {
	value := call.Argument(1)
	if goja.IsUndefined(value) {
		value = nil
	}
	n.engine.Store(call.Argument(0).ToInteger(), value)
	return goja.Undefined()
}

// resource is an AsyncResource's Go half.
type resource struct {
	engine.Opaque
	engine.AsyncResource
	// gone is set once the hooks were told of its end; its collection is then no news.
	gone *atomic.Bool
}

func (n *native) create(call goja.FunctionCall) goja.Value {
	r := &resource{}
	n.engine.InitAsyncResourceOf(&r.AsyncResource, call.Argument(1).String(), call.Argument(0).(*goja.Object), call.Argument(2).ToInteger())
	return n.vm.NewDynamicObject(r)
}

func resourceOf(value goja.Value) *resource { return value.Export().(*resource) }

func (n *native) run(call goja.FunctionCall) goja.Value {
	r := resourceOf(call.Argument(0))
	function, ok := goja.AssertFunction(call.Argument(1))
	if !ok {
		// As in Node it is Reflect.apply that refuses it.
		panic(n.vm.NewTypeError("Function.prototype.apply was called on %s, which is %s and not a function",
			call.Argument(1).String(), engine.Received(call.Argument(1))))
	}
	args := append([]goja.Value(nil), call.Arguments[3:]...)
	n.engine.EnterAsync(&r.AsyncResource)
	result, err := function(call.Argument(2), args...)
	// An uncaught error in between has ended every scope.
	if n.engine.AsyncCurrent() == &r.AsyncResource {
		n.engine.LeaveAsync()
	}
	if err != nil {
		panic(err)
	}
	return result
}

func (n *native) ids(call goja.FunctionCall) goja.Value {
	r := resourceOf(call.Argument(0))
	return n.vm.NewArray(max(r.ID, -r.ID), r.Trigger)
}

// onCollected(resource) tells the hooks when the resource has been collected.
func (n *native) onCollected(call goja.FunctionCall) goja.Value {
	r, loop := resourceOf(call.Argument(0)), n.engine.Loop
	r.gone = new(atomic.Bool)
	id, gone := r.ID, r.gone
	runtime.AddCleanup(r, func(id int64) {
		if !gone.Swap(true) {
			loop.Post(func() { n.queueDestroy(id) })
		}
	}, id)
	return goja.Undefined()
}

func (n *native) destroyResource(call goja.FunctionCall) goja.Value {
	r := resourceOf(call.Argument(0))
	if r.gone != nil && r.gone.Swap(true) {
		return goja.Undefined()
	}
	if n.destroy != nil {
		n.queueDestroy(max(r.ID, -r.ID))
	}
	return goja.Undefined()
}

// current is executionAsyncResource.
func (n *native) current(goja.FunctionCall) goja.Value {
	r := n.engine.AsyncCurrent()
	if r.ID == 0 || r.ID == 1 {
		if n.top == nil {
			n.top = n.vm.NewObject()
		}
		return n.top
	}
	if r.Object == nil {
		r.Object = n.vm.NewObject()
	}
	return r.Object
}

// setHooks(init, before, after, destroy, promiseResolve) replaces the listeners, each a function or undefined.
func (n *native) setHooks(call goja.FunctionCall) goja.Value {
	var hooks engine.AsyncHooks
	if init, ok := goja.AssertFunction(call.Argument(0)); ok {
		hooks.Init = func(r *engine.AsyncResource, kind string) {
			n.check(init(goja.Undefined(), n.vm.ToValue(r.ID), n.vm.ToValue(kind), n.vm.ToValue(r.Trigger), r.Object))
		}
	}
	listener := func(index int) func(int64) {
		function, ok := goja.AssertFunction(call.Argument(index))
		if !ok {
			return nil
		}
		return func(id int64) { n.check(function(goja.Undefined(), n.vm.ToValue(id))) }
	}
	hooks.Before, hooks.After, hooks.Resolved = listener(1), listener(2), listener(4)
	n.destroy = nil
	if destroy, ok := goja.AssertFunction(call.Argument(3)); ok {
		n.destroy = destroy
		hooks.Destroy = n.queueDestroy
	}
	n.engine.SetAsyncHooks(hooks)
	return goja.Undefined()
}

// check passes on what JavaScript cannot catch; the listeners themselves do not throw.
func (n *native) check(_ goja.Value, err error) {
	if err != nil {
		panic(err)
	}
}

// queueDestroy tells the hooks when the next check phase begins, as Node does.
func (n *native) queueDestroy(id int64) {
	n.destroyed = append(n.destroyed, id)
	if len(n.destroyed) > 1 {
		return
	}
	n.engine.Loop.OnCheck(func() {
		for len(n.destroyed) > 0 {
			ids := n.destroyed
			n.destroyed = nil
			for _, id := range ids {
				if n.destroy == nil {
					return
				}
				_, err := n.destroy(goja.Undefined(), n.vm.ToValue(id))
				n.engine.Loop.Report(err)
			}
		}
	})
}

// fatal(text) ends the program for an error in a listener, past every handler.
func (n *native) fatal(call goja.FunctionCall) goja.Value {
	if stderr := n.engine.Host.Stderr; stderr != nil {
		_, _ = stderr.Write([]byte(call.Argument(0).String() + "\n"))
	}
	return goja.Undefined()
}
