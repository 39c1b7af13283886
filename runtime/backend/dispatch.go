package backend

import (
	_ "embed"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"sort"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/shape"
)

// dispatcher answers the page's calls: it finds the function, calls it with the
// decoded arguments, and sends what becomes of it. It lives on the loop.
type dispatcher struct {
	backend   *Backend
	functions map[string]goja.Value
	send      func(bridge.Records) error
	checker   *shape.Checker // of arguments; nil accepts all

	// The functions of dispatch.js.
	invoke, channel, closed, discard, connect goja.Callable

	documents map[uint32]*document
	// listeners are the documents that listen to an event, by its name.
	listeners map[string][]*document
	// tookFrom are those whose events were taken in this turn.
	tookFrom []*document
	// handlers are those of the module "deskjs", once it is loaded.
	handlers engine.PageHandlers
	contexts bool // promises carry the context of calls
	// firstNumber is before the first number of what this backend lends. Numbers of different backends don't meet: a page may still
	// use what one lent that is gone.
	firstNumber uint64

	// arrived is what work has not handled yet, oldest first.
	arrived []bridge.Records
	// outgoing gathers the records of one turn of the loop, so that a hundred
	// answers are one write.
	outgoing map[uint32]*outgoing
}

//go:embed dispatch.js
var dispatchSource string

func newDispatcher(b *Backend, send func(bridge.Records) error) (*dispatcher, error) {
	d := &dispatcher{
		backend: b, send: send,
		functions:   map[string]goja.Value{},
		documents:   map[uint32]*document{},
		listeners:   map[string][]*document{},
		firstNumber: uint64(rand.Uint32N(1<<20)) << 32,
		outgoing:    map[uint32]*outgoing{},
	}
	b.Engine.Pages = pages{d}
	vm := b.Engine.VM
	peer, err := vm.RunScript("node:internal/peer", bridge.PeerSource)
	if err != nil {
		return nil, err
	}
	made, err := vm.RunScript("node:internal/dispatch", dispatchSource)
	if err != nil {
		return nil, err
	}
	make, _ := goja.AssertFunction(made)
	parts, err := make(goja.Undefined(), vm.ToValue(d.natives()), peer)
	if err != nil {
		return nil, err
	}
	object := parts.(*goja.Object)
	for name, function := range map[string]*goja.Callable{
		"invoke": &d.invoke, "channel": &d.channel, "closed": &d.closed, "discard": &d.discard, "connect": &d.connect,
	} {
		*function, _ = goja.AssertFunction(object.Get(name))
	}
	b.Engine.Bridge, _ = object.Get("bridge").(*goja.Object)
	return d, nil
}

var promiseType = reflect.TypeFor[*goja.Promise]()

// natives are what dispatch.js calls.
func (d *dispatcher) natives() map[string]any {
	vm := d.backend.Engine.VM
	follower, follows := any(vm).(interface {
		FollowPromise(*goja.Promise, func(goja.Value, bool)) bool
	})
	natives := map[string]any{
		// settle(view, id, kind, value) answers a request of the page.
		"settle": func(call goja.FunctionCall) goja.Value {
			view, id := uint32(call.Argument(0).ToInteger()), uint64(call.Argument(1).ToInteger())
			d.settle(view, id, call.Argument(2).String(), call.Argument(3))
			return goja.Undefined()
		},
		// follow(view, id, promise) settles with what becomes of a promise, and reports whether it can: it makes no functions for that.
		"follow": func(call goja.FunctionCall) goja.Value {
			if !follows || call.Argument(2).ExportType() != promiseType {
				return vm.ToValue(false)
			}
			promise := call.Argument(2).Export().(*goja.Promise)
			view, id := uint32(call.Argument(0).ToInteger()), uint64(call.Argument(1).ToInteger())
			return vm.ToValue(follower.FollowPromise(promise, func(value goja.Value, rejected bool) {
				kind := bridge.RecordResult
				if rejected {
					kind = bridge.RecordError
				}
				d.settle(view, id, kind, value)
			}))
		},
		// send(view, kind, id, rest) sends a record without a value.
		"send": func(call goja.FunctionCall) goja.Value {
			view, id := uint32(call.Argument(0).ToInteger()), uint64(call.Argument(2).ToInteger())
			if d.documents[view] != nil {
				d.append(view, bridge.Record{Kind: call.Argument(1).String(), ID: id, Rest: call.Argument(3).String()})
			}
			return goja.Undefined()
		},
		// post(view, kind, id, before, value, root) sends a record that ends in a value, or throws.
		"post": func(call goja.FunctionCall) goja.Value {
			document := d.documents[uint32(call.Argument(0).ToInteger())]
			if document == nil {
				return goja.Undefined()
			}
			text, blob, err := document.codec().Encode(vm, call.Argument(4), call.Argument(5).String())
			if err == nil {
				record := bridge.Record{Kind: call.Argument(1).String(), ID: uint64(call.Argument(2).ToInteger()), Rest: call.Argument(3).String() + text}
				err = d.deliver(document.number, record, blob)
			}
			if err != nil {
				d.throw(err)
			}
			return goja.Undefined()
		},
		// item(view, id, value) sends an item of a stream and returns its size, or throws.
		"item": func(call goja.FunctionCall) goja.Value {
			document := d.documents[uint32(call.Argument(0).ToInteger())]
			if document == nil {
				return vm.ToValue(0)
			}
			size, err := d.item(document, uint64(call.Argument(1).ToInteger()), call.Argument(2))
			if err != nil {
				d.throw(err)
			}
			return vm.ToValue(size)
		},
		// stack(error) is its stack with places in the author's files.
		"stack": func(call goja.FunctionCall) goja.Value {
			stack, _ := d.backend.Engine.Stack(call.Argument(0))
			return vm.ToValue(stack)
		},
		// later(f) calls f when other work had its turn.
		"later": func(call goja.FunctionCall) goja.Value {
			f, _ := goja.AssertFunction(call.Argument(0))
			d.backend.Engine.Loop.Post(func() {
				_, err := f(goja.Undefined())
				d.backend.Engine.Loop.Report(err)
			})
			return goja.Undefined()
		},
	}
	d.contextNatives(natives)
	return natives
}

// throw throws an error of Go's, or an exception again, into the JavaScript that called.
func (d *dispatcher) throw(err error) { panic(d.errorValue(err)) }

func (d *dispatcher) errorValue(err error) goja.Value {
	var exception *goja.Exception
	if errors.As(err, &exception) {
		return exception.Value()
	}
	var refused *clone.DataCloneError
	if errors.As(err, &refused) {
		return refused.Value(d.backend.Engine.VM)
	}
	return d.backend.Engine.ErrorValue(err)
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
				d.baptize(function.(*goja.Object), export)
				names = append(names, name)
			}
		}
	}
	sort.Strings(names)
	return names
}

// turnTime is about how long the records of pages are worked on before their answers are sent and other work has its turn.
const turnTime = 250 * time.Microsecond

// baptize gives a function without a name the one by which it is exported, for stacks and for `validated`.
func (d *dispatcher) baptize(function *goja.Object, name string) {
	if own := function.Get("name"); own != nil && goja.IsString(own) && own.String() == "" {
		// A frozen one keeps its name.
		_ = function.DefineDataProperty("name", d.backend.Engine.VM.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
}

// records handles what a page sent, in a task. Of a hundred calls that came together, the first answers are on their way while the
// last calls run.
func (d *dispatcher) records(message bridge.Records) {
	d.arrived = append(d.arrived, message)
	if len(d.arrived) == 1 {
		d.work()
	}
}

// work handles the oldest of what has arrived, for one turn.
func (d *dispatcher) work() {
	message := &d.arrived[0]
	var blob []byte
	if len(message.Blob) > 0 {
		blob = message.Blob[0]
	}
	start := time.Now()
	e := d.backend.Engine
	for message.Text != "" && time.Since(start) < turnTime {
		var line string
		line, message.Text, _ = strings.Cut(message.Text, "\n")
		record, err := bridge.ParseRecord(line)
		if err != nil {
			// The host checks what a page sends, so this is a fault of ours: say so and go on.
			e.Loop.Report(err)
			continue
		}
		e.InAsync(e.NewAsyncResource("CALL", nil), func() { d.record(d.document(message.View), record, blob) })
	}
	if message.Text == "" {
		d.arrived[0] = bridge.Records{}
		d.arrived = d.arrived[1:]
	}
	if len(d.arrived) > 0 {
		e.Loop.Post(d.work)
	}
}

func (d *dispatcher) record(document *document, record bridge.Record, blob []byte) {
	switch record.Kind {
	case bridge.RecordCall:
		d.call(document, record, blob)
	case bridge.RecordGone:
		d.backend.Engine.Loop.Report(document.close(record))
	case bridge.RecordOpen:
		document.open(record)
	case bridge.RecordListen, bridge.RecordUnlisten:
		document.listen(record.Rest, record.Kind == bridge.RecordListen)
	case bridge.RecordEvent:
		document.event(record, blob)
	case bridge.RecordTook:
		document.took(record.ID)
	case bridge.RecordCancel:
		document.cancel(record)
	default:
		d.backend.Engine.Loop.Report(document.receive(record, blob))
	}
}

func (d *dispatcher) call(document *document, record bridge.Record, blob []byte) {
	name, arguments, err := record.Call()
	if err != nil {
		d.fail(document.number, record.ID, err)
		return
	}
	channel, isChannel := strings.CutPrefix(name, grant.ChannelCapability)
	function, ok := d.functions[name]
	if !ok && grant.IsNative(name) {
		var err error
		if function, err = d.native(name); err != nil {
			d.fail(document.number, record.ID, err)
			return
		}
		ok = true
	}
	if !ok && !isChannel {
		d.fail(document.number, record.ID, &op.Error{Type: "TypeError", Code: "ERR_CALL_NOT_FOUND",
			Message: fmt.Sprintf("The backend exports no function %s", name)})
		return
	}
	vm := d.backend.Engine.VM
	args, err := document.codec().Decode(vm, arguments, blob)
	if err != nil {
		d.fail(document.number, record.ID, err)
		return
	}
	if err := d.checker.Arguments(name, args); err != nil {
		d.fail(document.number, record.ID, err)
		return
	}
	if call := document.begin(); call != nil {
		document.calls[record.ID] = call
	}
	if isChannel {
		_, err = d.channel(goja.Undefined(), vm.ToValue(channel), args, vm.ToValue(document.number), vm.ToValue(record.ID),
			vm.ToValue(document.about.Window.ID), vm.ToValue(document.about.Origin))
	} else {
		_, err = d.invoke(goja.Undefined(), function, args, vm.ToValue(document.number), vm.ToValue(record.ID))
	}
	d.backend.Engine.Loop.Report(err)
}

// native is a function of the desktop that a page may call; the host has decided that it may.
func (d *dispatcher) native(name string) (goja.Value, error) {
	loaded, err := d.backend.Engine.Require("internal/deskjs/frontend")
	if err != nil {
		return nil, err
	}
	functionOf, _ := goja.AssertFunction(loaded.(*goja.Object).Get("functionOf"))
	return functionOf(goja.Undefined(), d.backend.Engine.VM.ToValue(strings.TrimPrefix(name, grant.NativeCapability)))
}

func (d *dispatcher) settle(view uint32, id uint64, kind string, value goja.Value) {
	document := d.documents[view]
	if document == nil { // the page is gone
		_, err := d.discard(goja.Undefined(), value)
		d.backend.Engine.Loop.Report(err)
		return
	}
	delete(document.calls, id)
	if kind == bridge.RecordError {
		d.error(view, id, value)
		return
	}
	text, blob, err := document.codec().Encode(d.backend.Engine.VM, value, "result")
	if err == nil {
		err = d.deliver(view, bridge.Record{Kind: kind, ID: id, Rest: text}, blob)
	}
	if err != nil {
		d.fail(view, id, err)
	}
}

// fail answers with a Go error or an exception.
func (d *dispatcher) fail(view uint32, id uint64, err error) { d.error(view, id, d.errorValue(err)) }

func (d *dispatcher) error(view uint32, id uint64, value goja.Value) {
	vm := d.backend.Engine.VM
	if d.documents[view] == nil {
		return
	}
	d.backend.Engine.MapStack(value)
	text, blob := clone.EncodeError(vm, vm.Try(func() { panic(value) }))
	if err := d.deliver(view, bridge.Record{Kind: bridge.RecordError, ID: id, Rest: text}, blob); err != nil {
		d.append(view, bridge.Record{Kind: bridge.RecordError, ID: id, Rest: bridge.ErrorText(err.Error(), bridge.CodeMessageTooLarge)})
	}
}
