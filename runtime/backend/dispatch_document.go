package backend

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
)

// document is one of the pages, as the router numbers them, and what this side and it have lent each other. It is the owner of
// references in values.
type document struct {
	dispatcher *dispatcher
	number     uint32
	about      about
	calls      map[uint64]*running // those that run, if contexts are asked for
	page       goja.Value          // what their contexts have in common, once one was asked for
	gone       goja.Value          // why the page is gone, then
	events     eventQueue          // what it has not taken yet
	tookUpTo   uint64              // the last of its events that was taken in this turn
	// peer is the end in JavaScript, made when it is first needed; the others are its functions.
	peer                       *goja.Object
	lend, revoke, borrow, take goja.Callable
}

// document returns the document of a number. A record is the first that is heard of it.
func (d *dispatcher) document(number uint32) *document {
	known := d.documents[number]
	if known == nil {
		known = &document{dispatcher: d, number: number, calls: map[uint64]*running{}}
		d.documents[number] = known
	}
	return known
}

func (o *document) codec() clone.Codec {
	return clone.Codec{Owner: o, Limits: clone.Limits{Depth: o.about.Depth}}
}

// connect makes the end in JavaScript.
func (o *document) connect() error {
	if o.peer != nil {
		return nil
	}
	vm := o.dispatcher.backend.Engine.VM
	peer, err := o.dispatcher.connect(goja.Undefined(), vm.ToValue(o.number), vm.ToValue(o.dispatcher.firstNumber), vm.ToValue(o.about.References))
	if err != nil {
		return err
	}
	o.peer = peer.(*goja.Object)
	for name, target := range map[string]*goja.Callable{"lend": &o.lend, "revoke": &o.revoke, "borrow": &o.borrow, "receive": &o.take} {
		*target, _ = goja.AssertFunction(o.peer.Get(name))
	}
	return nil
}

// Lend implements clone.Owner.
func (o *document) Lend(kind string, object *goja.Object) (clone.Reference, bool) {
	if err := o.connect(); err != nil {
		panic(err)
	}
	lent, err := o.lend(goja.Undefined(), o.dispatcher.backend.Engine.VM.ToValue(kind), object)
	if err != nil {
		panic(o.dispatcher.errorValue(err)) // Encode returns it as what was thrown
	}
	made, ok := lent.(*goja.Object)
	if !ok {
		return clone.Reference{}, false
	}
	return clone.Reference{Kind: made.Get("kind").String(), ID: uint64(made.Get("id").ToInteger()), Value: made.Get("value")}, true
}

// Revoke implements clone.Owner.
func (o *document) Revoke(reference clone.Reference) {
	vm := o.dispatcher.backend.Engine.VM
	back := vm.NewObject()
	for name, value := range map[string]any{"kind": reference.Kind, "id": reference.ID, "value": reference.Value} {
		if err := back.Set(name, value); err != nil {
			panic(err)
		}
	}
	_, err := o.revoke(goja.Undefined(), back)
	o.dispatcher.backend.Engine.Loop.Report(err)
}

// Borrow implements clone.Owner.
func (o *document) Borrow(reference clone.Reference) (goja.Value, error) {
	if err := o.connect(); err != nil {
		return nil, err
	}
	value := reference.Value
	if value == nil {
		value = goja.Undefined()
	}
	vm := o.dispatcher.backend.Engine.VM
	return o.borrow(goja.Undefined(), vm.ToValue(reference.Kind), vm.ToValue(reference.ID), value)
}

// receive takes a record that isn't a call.
func (o *document) receive(record bridge.Record, blob []byte) error {
	if err := o.connect(); err != nil {
		return err
	}
	vm := o.dispatcher.backend.Engine.VM
	text := ""
	var number, more uint64
	var err error
	switch record.Kind {
	case bridge.RecordResult, bridge.RecordError, bridge.RecordItem, bridge.RecordEnd, bridge.RecordAbort, bridge.RecordReturn:
		text = record.Rest
	case bridge.RecordInvoke:
		number, text, err = record.Invoke()
	case bridge.RecordNext, bridge.RecordRelease:
		number, err = record.Number()
	case bridge.RecordCredit:
		number, more, err = record.Credit()
	}
	if err != nil {
		return nil // the host refuses those
	}
	var value goja.Value = goja.Undefined()
	if text != "" {
		if value, err = o.codec().Decode(vm, text, blob); err != nil {
			return o.broken(record, err)
		}
	}
	if record.Kind == bridge.RecordInvoke {
		o.begin()
	}
	_, err = o.take(goja.Undefined(), vm.ToValue(record.Kind), vm.ToValue(record.ID), vm.ToValue(number), value, vm.ToValue(more))
	return err
}

// broken settles what a record with an unreadable value is about.
func (o *document) broken(record bridge.Record, err error) error {
	switch record.Kind {
	case bridge.RecordInvoke:
		o.dispatcher.fail(o.number, record.ID, err)
	case bridge.RecordResult, bridge.RecordError, bridge.RecordItem, bridge.RecordEnd:
		vm := o.dispatcher.backend.Engine.VM
		_, err := o.take(goja.Undefined(), vm.ToValue(bridge.RecordError), vm.ToValue(record.ID), vm.ToValue(0), o.dispatcher.errorValue(err))
		return err
	}
	return nil
}

// close takes the news that a page is gone: what it waited for is dropped, what it lent and borrowed is over.
func (o *document) close(record bridge.Record) error {
	d := o.dispatcher
	delete(d.documents, o.number)
	delete(d.outgoing, o.number)
	if _, err := d.closed(goja.Undefined(), d.backend.Engine.VM.ToValue(o.number)); err != nil {
		return err
	}
	for name := range d.listeners {
		o.listen(name, false)
	}
	o.roomNow()
	reason, err := clone.Decode(d.backend.Engine.VM, record.Rest, nil)
	if err != nil {
		return err
	}
	o.gone = reason
	if o.page != nil {
		if _, err := d.handlers.Abort(goja.Undefined(), o.page, reason); err != nil {
			return err
		}
	}
	if o.peer == nil {
		return nil
	}
	gone, ok := goja.AssertFunction(o.peer.Get("gone"))
	if !ok {
		return errors.New("the end of a page has no gone")
	}
	_, err = gone(goja.Undefined(), reason, d.backend.Engine.VM.ToValue(false))
	return err
}
