package timers

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/loop"
)

// immediate is the Go half of an Immediate.
type immediate struct {
	engine.Opaque
	native    *native
	resource  engine.AsyncResource
	immediate *loop.Immediate
	callback  goja.Callable // nil once run or cleared
	function  goja.Value
	args      []goja.Value
}

func (n *native) newImmediate(call goja.FunctionCall) goja.Value {
	i := &immediate{native: n, callback: n.callback(call), function: call.Argument(0), args: rest(call, 1)}
	object := n.vm.CreateObject(n.immediatePrototype)
	if err := object.DefineDataPropertySymbol(n.state, n.vm.NewDynamicObject(i), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	n.engine.InitAsyncResource(&i.resource, "Immediate", object)
	i.immediate = n.engine.Loop.SetImmediate(i.fire)
	return object
}

func (i *immediate) object() *goja.Object { return i.resource.Object }

func (i *immediate) fire() {
	callback, e := i.callback, i.native.engine
	i.callback = nil
	e.EnterAsync(&i.resource)
	_, err := callback(i.object(), i.args...)
	i.function = goja.Null()
	if err != nil {
		e.Loop.Report(err)
	} else {
		e.LeaveAsync()
	}
	e.AsyncDestroyed(&i.resource)
}

func (i *immediate) clear() {
	if i.callback == nil {
		return
	}
	i.immediate.Clear()
	i.callback, i.function = nil, goja.Null()
	i.native.engine.AsyncDestroyed(&i.resource)
}

func (n *native) immediateOf(value goja.Value) *immediate {
	object, ok := value.(*goja.Object)
	if !ok {
		return nil
	}
	state := object.GetSymbol(n.state)
	if state == nil {
		return nil
	}
	i, _ := state.Export().(*immediate)
	return i
}

func (n *native) clearImmediate(call goja.FunctionCall) goja.Value {
	if i := n.immediateOf(call.Argument(0)); i != nil {
		i.clear()
	}
	return goja.Undefined()
}

// defineImmediate gives Immediate.prototype its methods and properties.
func (n *native) defineImmediate() {
	of := func(run func(*immediate) goja.Value) func(goja.FunctionCall) goja.Value {
		return func(call goja.FunctionCall) goja.Value {
			i := n.immediateOf(call.This)
			if i == nil {
				return goja.Undefined()
			}
			return run(i)
		}
	}
	prototype := n.immediatePrototype
	n.method(prototype, "ref", of(func(i *immediate) goja.Value { i.immediate.Ref(); return i.object() }))
	n.method(prototype, "unref", of(func(i *immediate) goja.Value { i.immediate.Unref(); return i.object() }))
	n.method(prototype, "hasRef", of(func(i *immediate) goja.Value {
		return n.vm.ToValue(i.callback != nil && i.immediate.HasRef())
	}))
	n.property(prototype, "_onImmediate", of(func(i *immediate) goja.Value { return i.function }), nil)
	n.property(prototype, "_argv", of(func(i *immediate) goja.Value { return n.array(i.args) }), nil)
	n.property(prototype, "_destroyed", of(func(i *immediate) goja.Value { return n.vm.ToValue(i.callback == nil) }), nil)
}
