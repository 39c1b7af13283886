package backend

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// dispatcher answers the page's calls: it finds the function, calls it with the
// decoded arguments, and sends what becomes of it. It lives on the loop.
type dispatcher struct {
	backend   *Backend
	functions map[string]goja.Value
	send      func(bridge.Records) error

	invoke  goja.Callable
	advance goja.Callable

	streams map[uint64]stream
	serial  uint64

	// outgoing gathers the records of one turn of the loop, so that a hundred
	// answers are one write.
	outgoing map[uint32]*strings.Builder
}

type stream struct {
	view     uint32
	iterator *goja.Object
}

// invokeSource calls a function and settles with what it returns. It is JavaScript
// because promise jobs must be: see the note in engine/language.go.
const invokeSource = `(function (settle, asyncIterator) {
	return {
		invoke(target, args, view, id) {
			let result
			try {
				result = Reflect.apply(target, undefined, args)
			} catch (error) {
				return settle(view, id, 'error', error)
			}
			if (result !== null && typeof result === 'object' && typeof result.then === 'function') {
				result.then(
					(value) => { settle(view, id, 'result', value) },
					(error) => { settle(view, id, 'error', error) })
			} else {
				settle(view, id, 'result', result)
			}
		},
		advance(iterator, method, view, id, stream) {
			let step
			try {
				if (typeof iterator[method] !== 'function') return settle(view, id, 'end', undefined, stream)
				step = Promise.resolve(iterator[method](undefined))
			} catch (error) {
				return settle(view, id, 'error', error, stream)
			}
			step.then(
				(step) => { settle(view, id, step.done ? 'end' : 'item', step.value, stream) },
				(error) => { settle(view, id, 'error', error, stream) })
		},
		iterate(value) {
			return value !== null && typeof value === 'object' && typeof value[asyncIterator] === 'function'
				? value[asyncIterator]() : undefined
		},
	}
})`

func newDispatcher(b *Backend, send func(bridge.Records) error) (*dispatcher, error) {
	d := &dispatcher{
		backend: b, send: send,
		functions: map[string]goja.Value{},
		streams:   map[uint64]stream{},
		outgoing:  map[uint32]*strings.Builder{},
	}
	vm := b.Engine.VM
	made, err := vm.RunScript("node:internal/dispatch", invokeSource)
	if err != nil {
		return nil, err
	}
	make, _ := goja.AssertFunction(made)
	var iterate goja.Callable
	asyncIterator, ok := vm.Get("Symbol").(*goja.Object).Get("asyncIterator").(*goja.Symbol)
	if !ok {
		return nil, errors.New("the engine has no Symbol.asyncIterator")
	}
	settle := func(call goja.FunctionCall) goja.Value {
		view := uint32(call.Argument(0).ToInteger())
		id := uint64(call.Argument(1).ToInteger())
		kind, value := call.Argument(2).String(), call.Argument(3)
		if kind != bridge.RecordItem {
			delete(d.streams, uint64(call.Argument(4).ToInteger())) // that one is over; there is none with number 0
		}
		if object, ok := value.(*goja.Object); ok && kind == bridge.RecordResult && object.GetSymbol(asyncIterator) != nil {
			iterator, err := iterate(goja.Undefined(), value)
			if err != nil {
				d.fail(view, id, err)
				return goja.Undefined()
			}
			if object, ok := iterator.(*goja.Object); ok {
				d.open(view, id, object)
				return goja.Undefined()
			}
		}
		d.settle(view, id, kind, value)
		return goja.Undefined()
	}
	parts, err := make(goja.Undefined(), vm.ToValue(settle), asyncIterator)
	if err != nil {
		return nil, err
	}
	object := parts.(*goja.Object)
	d.invoke, _ = goja.AssertFunction(object.Get("invoke"))
	d.advance, _ = goja.AssertFunction(object.Get("advance"))
	iterate, _ = goja.AssertFunction(object.Get("iterate"))
	return d, nil
}

// expose registers the functions that the bundle exports: {api: {MODULE: namespace}}.
func (d *dispatcher) expose(exports goja.Value) []string {
	holder, ok := exports.(*goja.Object)
	if !ok {
		return nil
	}
	modules, ok := holder.Get("api").(*goja.Object)
	if !ok {
		return nil
	}
	var names []string
	for _, module := range modules.Keys() {
		namespace, ok := modules.Get(module).(*goja.Object)
		if !ok {
			continue
		}
		for _, export := range namespace.Keys() {
			function := namespace.Get(export)
			if _, ok := goja.AssertFunction(function); ok {
				name := module + "." + export
				d.functions[name] = function
				names = append(names, name)
			}
		}
	}
	sort.Strings(names)
	return names
}

// records handles what the page sent. It runs as one task.
func (d *dispatcher) records(message bridge.Records) {
	var blob []byte
	if len(message.Blob) > 0 {
		blob = message.Blob[0]
	}
	for record, err := range bridge.ParseRecords(message.Text) {
		if err != nil {
			// The host checks what a page sends, so this is a fault of ours: say so and go on.
			d.backend.Engine.Loop.Report(err)
			continue
		}
		e := d.backend.Engine
		e.InAsync(e.NewAsyncResource("CALL", nil), func() { d.record(message.View, record, blob) })
	}
}

func (d *dispatcher) record(view uint32, record bridge.Record, blob []byte) {
	switch record.Kind {
	case bridge.RecordCall:
		d.call(view, record, blob)
	case bridge.RecordNext, bridge.RecordReturn:
		number, err := record.Stream()
		held, open := d.streams[number]
		if err != nil || !open || held.view != view {
			d.settle(view, record.ID, bridge.RecordEnd, goja.Undefined())
			return
		}
		method := "next"
		if record.Kind == bridge.RecordReturn {
			method = "return"
			delete(d.streams, number)
		}
		vm := d.backend.Engine.VM
		_, err = d.advance(goja.Undefined(), held.iterator, vm.ToValue(method), vm.ToValue(view), vm.ToValue(record.ID), vm.ToValue(number))
		d.backend.Engine.Loop.Report(err)
	}
}

func (d *dispatcher) call(view uint32, record bridge.Record, blob []byte) {
	name, arguments, err := record.Call()
	if err != nil {
		d.fail(view, record.ID, err)
		return
	}
	function, ok := d.functions[name]
	if !ok {
		d.fail(view, record.ID, &op.Error{Type: "TypeError", Code: "ERR_CALL_NOT_FOUND",
			Message: fmt.Sprintf("The backend exports no function %s", name)})
		return
	}
	vm := d.backend.Engine.VM
	args, err := clone.Decode(vm, arguments, blob)
	if err != nil {
		d.fail(view, record.ID, err)
		return
	}
	_, err = d.invoke(goja.Undefined(), function, args, vm.ToValue(view), vm.ToValue(record.ID))
	d.backend.Engine.Loop.Report(err)
}

// open answers a call that returned an async iterable.
func (d *dispatcher) open(view uint32, id uint64, iterator *goja.Object) {
	d.serial++
	d.streams[d.serial] = stream{view, iterator}
	d.append(view, bridge.Record{Kind: bridge.RecordStream, ID: id, Rest: fmt.Sprint(d.serial)})
}

func (d *dispatcher) settle(view uint32, id uint64, kind string, value goja.Value) {
	if kind == bridge.RecordError {
		d.error(view, id, value)
		return
	}
	text, blob, err := clone.Encode(d.backend.Engine.VM, value, "result")
	if err != nil {
		d.fail(view, id, err)
		return
	}
	d.answer(view, bridge.Record{Kind: kind, ID: id, Rest: text}, blob)
}

// fail answers with a Go error or an exception.
func (d *dispatcher) fail(view uint32, id uint64, err error) {
	var exception *goja.Exception
	if errors.As(err, &exception) {
		d.error(view, id, exception.Value())
		return
	}
	d.error(view, id, d.backend.Engine.ErrorValue(err))
}

func (d *dispatcher) error(view uint32, id uint64, value goja.Value) {
	vm := d.backend.Engine.VM
	d.backend.Engine.MapStack(value)
	text, blob := clone.EncodeError(vm, vm.Try(func() { panic(value) }))
	d.answer(view, bridge.Record{Kind: bridge.RecordError, ID: id, Rest: text}, blob)
}

func (d *dispatcher) answer(view uint32, record bridge.Record, blob [][]byte) {
	if len(blob) == 0 && len(record.Rest) < bridge.MaxText/2 {
		d.append(view, record)
		return
	}
	// Bytes and huge values travel alone.
	d.flush()
	var tooLarge *bridge.FrameError
	if err := d.send(bridge.Records{View: view, Text: record.String(), Blob: blob}); errors.As(err, &tooLarge) {
		d.append(view, bridge.Record{Kind: bridge.RecordError, ID: record.ID,
			Rest: bridge.ErrorText("The result is too large to be sent to the page: "+tooLarge.Reason, bridge.CodeMessageTooLarge)})
	}
}

func (d *dispatcher) append(view uint32, record bridge.Record) {
	b := d.outgoing[view]
	if b == nil {
		b = &strings.Builder{}
		d.outgoing[view] = b
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(record.String())
	if b.Len() > bridge.MaxText/2 {
		d.flush()
	}
}

// flush sends what has gathered. The loop calls it before it looks for new work.
func (d *dispatcher) flush() {
	for view, b := range d.outgoing {
		delete(d.outgoing, view)
		// A host that is gone ends this process; there is nobody else to tell.
		_ = d.send(bridge.Records{View: view, Text: b.String()})
	}
}
