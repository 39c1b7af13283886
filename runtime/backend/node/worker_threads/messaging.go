package workerthreads

import (
	"fmt"
	"sync"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// messaging is an engine's half of message passing.
type messaging struct {
	engine *engine.Engine
	vm     *goja.Runtime
	ports  map[*port]struct{} // those that are not closed
	last   int                // the order of the newest of them

	wakeLock sync.Mutex
	woken    []*port // those with messages to pass on

	handle       *goja.Symbol // under which a MessagePort keeps its port
	untransfered *goja.Symbol // marks what must not be transferred

	// JavaScript's half, see messaging.js.
	makePort, emitMessage, onClosed, makeRefusal goja.Callable
	describeHost, createHost, restoreHost        goja.Callable
	nestedHosts, makeOutput                      goja.Callable
	receiveThread                                goja.Callable // of postMessageToThread, see worker.js
}

type messagingKey struct{}

func messagingOf(e *engine.Engine) *messaging {
	return engine.Value(e, messagingKey{}, func() *messaging {
		return &messaging{
			engine: e, vm: e.VM, ports: map[*port]struct{}{},
			handle: goja.NewSymbol("handle"), untransfered: goja.NewSymbol("untransferable"),
		}
	})
}

// newPort makes a MessagePort for an end of a channel.
func (n *messaging) newPort(e *end) (*port, error) {
	if n.makePort == nil {
		if _, err := n.engine.Require("internal/messaging"); err != nil {
			return nil, err
		}
	}
	n.last++
	p := &port{messaging: n, end: e, order: n.last}
	if _, err := n.makePort(goja.Undefined(), n.vm.NewDynamicObject(p)); err != nil {
		return nil, err
	}
	n.ports[p] = struct{}{}
	e.setOwner(p)
	return p, nil
}

// forget ends a port that was closed.
func (n *messaging) forget(p *port) {
	delete(n.ports, p)
	if p.end != nil {
		p.end.close()
		p.end = nil
	}
}

// closeAll closes all ports when the engine has come to its end.
func (n *messaging) closeAll() {
	for p := range n.ports {
		n.forget(p)
	}
}

// portOf returns the Go half of a MessagePort, nil for other objects.
func (n *messaging) portOf(value goja.Value) *port {
	object, ok := value.(*goja.Object)
	if !ok {
		return nil
	}
	handle, ok := object.GetSymbol(n.handle).(*goja.Object)
	if !ok {
		return nil
	}
	p, _ := handle.Export().(*port)
	return p
}

// shared returns what an op.Handle holds, if engines may share that.
func (n *messaging) shared(object *goja.Object) (op.Shared, bool) {
	value, ok := n.engine.Held(object)
	if !ok {
		return nil, false
	}
	shared, ok := value.(op.Shared)
	return shared, ok
}

func (n *messaging) untransferable(object *goja.Object) bool {
	mark := object.GetSymbol(n.untransfered)
	return mark != nil && mark.StrictEquals(object) // not inherited
}

func (n *messaging) emit(p *port, m *message) error {
	if m.output != nil {
		value, err := n.makeOutput(goja.Undefined(), n.vm.ToValue(m.stream), n.vm.ToValue(n.vm.NewArrayBuffer(m.output)), n.vm.ToValue(m.waits))
		if err == nil {
			_, err = n.emitMessage(p.object, value, n.vm.NewArray(), n.vm.ToValue("message"))
		}
		return err
	}
	value, ports, err := n.unpack(m)
	kind := "message"
	if err != nil {
		value, kind, ports = n.engine.ErrorValue(err), "messageerror", nil
	}
	_, err = n.emitMessage(p.object, value, n.vm.NewArray(ports...), n.vm.ToValue(kind))
	return err
}

func (n *messaging) closed(object *goja.Object) (goja.Value, error) { return n.onClosed(object) }

// thrown returns value as an error that was thrown.
func (n *messaging) thrown(value goja.Value) error { return n.vm.Try(func() { panic(value) }) }

// refuse makes a DataCloneError.
func (n *messaging) refuse(message string) error {
	value, err := n.makeRefusal(goja.Undefined(), n.vm.ToValue(message))
	if err != nil {
		return err
	}
	return n.thrown(value)
}

// failure makes a TypeError with a code.
func (n *messaging) failure(code, message string) error {
	return n.thrown(n.engine.NewError("TypeError", code, message))
}

// take asks an object what it is made of; transferring says that it must give that away.
func (n *messaging) take(object *goja.Object, transferring bool) (info string, data goja.Value, err error) {
	value, err := n.describeHost(goja.Undefined(), object, n.vm.ToValue(transferring))
	if err != nil {
		return "", nil, err
	}
	pair, ok := value.(*goja.Object)
	if !ok {
		return "", nil, n.refuse("Cannot clone object of unsupported type.")
	}
	return pair.Get("0").String(), pair.Get("1"), nil
}

func (n *messaging) create(info string) (*goja.Object, error) {
	value, err := n.createHost(goja.Undefined(), n.vm.ToValue(info))
	if err != nil {
		return nil, err
	}
	object, ok := value.(*goja.Object)
	if !ok {
		return nil, fmt.Errorf("%s makes no object", info)
	}
	return object, nil
}

func (n *messaging) restore(object *goja.Object, data goja.Value) error {
	_, err := n.restoreHost(goja.Undefined(), object, data)
	return err
}

// nested returns what an object wants to be transferred with it.
func (n *messaging) nested(object *goja.Object) ([]*goja.Object, error) {
	value, err := n.nestedHosts(goja.Undefined(), object)
	if err != nil {
		return nil, err
	}
	var list []*goja.Object
	for _, item := range n.items(value) {
		if object, ok := item.(*goja.Object); ok {
			list = append(list, object)
		}
	}
	return list, nil
}

// items returns the elements of an array that JavaScript of ours made.
func (n *messaging) items(value goja.Value) []goja.Value {
	array, ok := value.(*goja.Object)
	if !ok {
		return nil
	}
	items := make([]goja.Value, array.Get("length").ToInteger())
	for i := range items {
		items[i] = array.Get(fmt.Sprint(i))
	}
	return items
}

func (n *messaging) check(err error) {
	if err != nil {
		n.engine.Throw(err)
	}
}

func messagingNatives(e *engine.Engine) map[string]any {
	n := messagingOf(e)
	undefined := goja.Undefined()
	port := func(call goja.FunctionCall) *port { return call.Argument(0).Export().(*port) }
	return map[string]any{
		"handle":         n.handle,
		"untransferable": n.untransfered,
		"transferMode":   clone.TransferMode,
		// setUp(functions) hands over what is JavaScript's.
		"setUp": func(call goja.FunctionCall) goja.Value {
			functions := call.Argument(0).(*goja.Object)
			for name, target := range map[string]*goja.Callable{
				"makePort": &n.makePort, "emitMessage": &n.emitMessage, "onClosed": &n.onClosed, "makeRefusal": &n.makeRefusal,
				"describe": &n.describeHost, "create": &n.createHost, "restore": &n.restoreHost, "nested": &n.nestedHosts,
				"makeOutput": &n.makeOutput,
			} {
				*target, _ = goja.AssertFunction(functions.Get(name))
			}
			return undefined
		},
		// channel() returns two MessagePorts.
		"channel": func(goja.FunctionCall) goja.Value {
			one, two := channel()
			first, err := n.newPort(one)
			n.check(err)
			second, err := n.newPort(two)
			n.check(err)
			return n.vm.NewArray(first.object, second.object)
		},
		// broadcast(name) returns a MessagePort among those of the name.
		"broadcast": func(call goja.FunctionCall) goja.Value {
			p, err := n.newPort(broadcastGroup(call.Argument(0).String()).join())
			n.check(err)
			return p.object
		},
		// init(port, object) is called while a MessagePort is made: hooks see it as it is then.
		"init": func(call goja.FunctionCall) goja.Value {
			p := port(call)
			p.object = call.Argument(1).(*goja.Object)
			p.resource = e.NewAsyncResource("MESSAGEPORT", p.object)
			return undefined
		},
		// post(port, value, transfer) sends, and returns a warning if that is not what was meant.
		"post": func(call goja.FunctionCall) goja.Value {
			p := port(call)
			m, err := n.pack(call.Argument(1), n.items(call.Argument(2)), p)
			n.check(err)
			if p.end == nil || p.closing {
				m.discard()
				return undefined
			}
			if warning := p.end.send(m); warning != "" {
				return n.vm.ToValue(warning)
			}
			return n.vm.ToValue(true)
		},
		// clone(value, transfer) copies within the engine.
		"clone": func(call goja.FunctionCall) goja.Value {
			transfer := n.items(call.Argument(1))
			if len(transfer) == 0 {
				if value, ok := clone.Copy(n.vm, call.Argument(0)); ok {
					return value
				}
			}
			m, err := n.pack(call.Argument(0), transfer, nil)
			n.check(err)
			value, _, err := n.unpack(m)
			n.check(err)
			return value
		},
		// receive(port) returns [message] without waiting, undefined if there is none.
		"receive": func(call goja.FunctionCall) goja.Value {
			p := port(call)
			if p.end == nil || p.closing {
				return undefined
			}
			m := p.end.take(true)
			if m == nil {
				return undefined
			}
			if m.closes {
				p.close()
				return undefined
			}
			value, _, err := n.unpack(m)
			n.check(err)
			return n.vm.NewArray(value)
		},
		// drain(port) passes on all messages at once.
		"drain": func(call goja.FunctionCall) goja.Value {
			p := port(call)
			for p.end != nil {
				m := p.end.take(true)
				if m == nil {
					break
				}
				n.check(p.pass(m))
			}
			return undefined
		},
		"start": func(call goja.FunctionCall) goja.Value { port(call).start(); return undefined },
		"stop":  func(call goja.FunctionCall) goja.Value { port(call).receiving = false; return undefined },
		"close": func(call goja.FunctionCall) goja.Value { port(call).close(); return undefined },
		// reference(port, yes) makes the port keep the loop alive, or not.
		"reference": func(call goja.FunctionCall) goja.Value {
			port(call).reference(call.Argument(1).ToBoolean())
			return undefined
		},
		"isClosing": func(call goja.FunctionCall) goja.Value { return n.vm.ToValue(port(call).closing) },
		// isReferenced(port) is undefined for one that is closed.
		"isReferenced": func(call goja.FunctionCall) goja.Value {
			p := port(call)
			if _, open := n.ports[p]; !open && p.object != nil && p.resource != nil && p.closing {
				return undefined
			}
			return n.vm.ToValue(p.referenced)
		},
	}
}
