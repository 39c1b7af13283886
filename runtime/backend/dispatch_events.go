package backend

import (
	"cmp"
	"fmt"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

const (
	// As many events, and bytes of them, are on their way to a page that hasn't taken them.
	maxEventsAhead = 1024
	maxBytesAhead  = 1 << 20
	// maxEventsWaiting is how many more wait in the backend, and maxBytesWaiting how many bytes.
	maxEventsWaiting = 10_000
	maxBytesWaiting  = 8 << 20
)

// eventQueue is what was emitted to one document and not taken by it.
type eventQueue struct {
	sent, taken uint64
	sizes       []int // of those on their way, oldest first
	bytes       int   // their sum
	waiting     []event
	waitingSize int
	// room is the promise of an empty queue, for those that await emit; resolve settles it.
	room    goja.Value
	resolve func(any) error
	dropped bool // it has been said
}

// event is an event on its way to one document.
type event struct {
	name, text string
	blob       []byte
}

func (e *event) size() int { return len(e.name) + len(e.text) + len(e.blob) + 64 }

// emit sends an event to the documents that listen.
func (d *dispatcher) emit(target goja.Value, name string, value goja.Value) (full []goja.Value, err error) {
	var made *event
	for _, document := range d.listeners[name] {
		if !document.is(target) {
			continue
		}
		if made == nil {
			text, blob, err := clone.Encode(d.backend.Engine.VM, value, "event")
			if err != nil {
				return nil, err
			}
			if made = (&event{name, text, joined(blob)}); len(text) > bridge.MaxText/2 {
				return nil, &op.Error{Code: bridge.CodeMessageTooLarge, Message: fmt.Sprintf("The event '%s' is too large: %d bytes of text", name, len(text))}
			}
		}
		if !document.add(*made) {
			full = append(full, document.whenRoom())
		}
	}
	return full, nil
}

// joined copies a blob, which aliases the value's own memory.
func joined(blob [][]byte) []byte {
	if len(blob) == 0 {
		return nil
	}
	all := make([]byte, 0, sizeOf(blob))
	for _, part := range blob {
		all = append(all, part...)
	}
	return all
}

// is reports whether target, a window's id or name or an object with the id, means this document; undefined means all.
func (o *document) is(target goja.Value) bool {
	if goja.IsUndefined(target) {
		return true
	}
	if object, ok := target.(*goja.Object); ok {
		if target = object.Get("id"); target == nil {
			return false
		}
	}
	if goja.IsString(target) {
		return target.String() == o.about.Window.Name
	}
	return goja.IsNumber(target) && target.ToFloat() == float64(o.about.Window.ID)
}

// add sends an event, or lets it wait. It reports whether there is room for more.
func (o *document) add(e event) bool {
	q := &o.events
	if len(q.waiting) == 0 && q.free() {
		o.send(e)
		return true
	}
	limit := cmp.Or(o.about.Events, maxEventsWaiting)
	for len(q.waiting) > 0 && (len(q.waiting) >= limit || q.waitingSize+e.size() > maxBytesWaiting) {
		o.drop()
	}
	q.waiting = append(q.waiting, e)
	q.waitingSize += e.size()
	return false
}

func (q *eventQueue) free() bool {
	return len(q.sizes) == 0 || len(q.sizes) < maxEventsAhead && q.bytes < maxBytesAhead
}

// drop forgets the oldest event that waits, and says so once.
func (o *document) drop() {
	q := &o.events
	oldest := q.waiting[0]
	q.waiting[0] = event{}
	q.waiting = q.waiting[1:]
	q.waitingSize -= oldest.size()
	if q.dropped {
		return
	}
	q.dropped = true
	e := o.dispatcher.backend.Engine
	if e.Host.Stderr != nil {
		_, _ = fmt.Fprintf(e.Host.Stderr, "The page of window %d does not take events as fast as they are emitted, and too many wait: "+
			"the oldest are dropped, of '%s' to begin with. `await emit(...)` emits as fast as pages listen.\n", o.about.Window.ID, oldest.name)
	}
}

func (o *document) send(e event) {
	q := &o.events
	q.sent++
	q.sizes = append(q.sizes, e.size())
	q.bytes += e.size()
	record := bridge.Record{Kind: bridge.RecordEvent, ID: q.sent, Rest: e.name + " " + e.text}
	var blob [][]byte
	if e.blob != nil {
		blob = [][]byte{e.blob}
	}
	// What is too large for a frame was refused when it was emitted.
	o.dispatcher.backend.Engine.Loop.Report(o.dispatcher.deliver(o.number, record, blob))
}

// took takes the news that the page has taken all events up to one.
func (o *document) took(id uint64) {
	q := &o.events
	for q.taken < min(id, q.sent) {
		q.taken++
		q.bytes -= q.sizes[0]
		q.sizes = q.sizes[1:]
	}
	for len(q.waiting) > 0 && q.free() {
		next := q.waiting[0]
		q.waiting[0] = event{}
		q.waiting = q.waiting[1:]
		q.waitingSize -= next.size()
		o.send(next)
	}
	if len(q.waiting) == 0 {
		q.waiting = nil
		o.roomNow()
	}
}

// whenRoom returns the promise of an empty queue.
func (o *document) whenRoom() goja.Value {
	q := &o.events
	if q.room == nil {
		vm := o.dispatcher.backend.Engine.VM
		promise, resolve, _ := vm.NewPromise()
		q.room, q.resolve = vm.ToValue(promise), resolve
	}
	return q.room
}

func (o *document) roomNow() {
	q := &o.events
	if q.resolve == nil {
		return
	}
	resolve := q.resolve
	q.room, q.resolve = nil, nil
	o.dispatcher.backend.Engine.Loop.Report(resolve(goja.Undefined()))
}

// listen notes that a page listens to an event, or not any more.
func (o *document) listen(name string, listening bool) {
	d := o.dispatcher
	for i, known := range d.listeners[name] {
		if known == o {
			if !listening {
				d.listeners[name] = append(d.listeners[name][:i:i], d.listeners[name][i+1:]...)
				if len(d.listeners[name]) == 0 {
					delete(d.listeners, name)
				}
			}
			return
		}
	}
	if listening {
		d.listeners[name] = append(d.listeners[name], o)
	}
}

// event takes an event of a page.
func (o *document) event(record bridge.Record, blob []byte) {
	d := o.dispatcher
	if o.tookUpTo == 0 {
		d.tookFrom = append(d.tookFrom, o)
	}
	o.tookUpTo = record.ID
	name, text, err := record.Event()
	if err == nil && d.handlers.Event != nil {
		var value goja.Value
		if value, err = clone.Decode(d.backend.Engine.VM, text, blob); err == nil {
			o.begin()
			_, err = d.handlers.Event(goja.Undefined(), d.backend.Engine.VM.ToValue(name), value)
		}
	}
	d.backend.Engine.Loop.Report(err)
}

// acknowledge tells the pages which of their events were taken.
func (d *dispatcher) acknowledge() {
	for _, document := range d.tookFrom {
		if d.documents[document.number] == document {
			d.append(document.number, bridge.Record{Kind: bridge.RecordTook, ID: document.tookUpTo})
		}
		document.tookUpTo = 0
	}
	d.tookFrom = d.tookFrom[:0]
}
