package engine

import (
	"runtime"
	"sync"
	"weak"

	"github.com/dop251/goja"
)

// Rejection is a promise that was rejected and that nobody handles.
type Rejection struct {
	Promise *goja.Object
	Reason  goja.Value
	// ID numbers the rejections of an engine from 1.
	ID int64
}

// rejectionTracker follows Node's rules: a rejection counts as unhandled when it
// has no handler by the time the microtask queue has run dry.
type rejectionTracker struct {
	lastID int64
	// pending are those of which nobody has been told, in order. Those that got a handler have no promise.
	pending []*pendingRejection
	index   map[*goja.Promise]*pendingRejection
	// reported knows those of which the program was told, for as long as they live.
	reported *reportedRejections
	// late are to tell of handlers that came too late.
	late []func()
}

type pendingRejection struct {
	promise *goja.Promise
	id      int64
}

// reportedRejections must not keep the promises alive: most of them never get a handler.
type reportedRejections struct {
	mu  sync.Mutex // the collector removes entries on a goroutine of its own
	ids map[weak.Pointer[goja.Promise]]int64
}

func (r *reportedRejections) add(p *goja.Promise, id int64) {
	pointer := weak.Make(p)
	r.mu.Lock()
	r.ids[pointer] = id
	r.mu.Unlock()
	runtime.AddCleanup(p, func(gone weak.Pointer[goja.Promise]) { r.take(gone) }, pointer)
}

// take removes an entry and returns its id, 0 if there is none.
func (r *reportedRejections) take(p weak.Pointer[goja.Promise]) int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	id := r.ids[p]
	delete(r.ids, p)
	return id
}

func (e *Engine) trackRejections() {
	t := &e.rejections
	t.index = map[*goja.Promise]*pendingRejection{}
	t.reported = &reportedRejections{ids: map[weak.Pointer[goja.Promise]]int64{}}
	e.VM.SetPromiseRejectionTracker(func(p *goja.Promise, operation goja.PromiseRejectionOperation) {
		if operation == goja.PromiseRejectionReject {
			t.lastID++
			rejection := &pendingRejection{p, t.lastID}
			t.pending, t.index[p] = append(t.pending, rejection), rejection
			e.Loop.NoteRejection()
			return
		}
		if rejection := t.index[p]; rejection != nil {
			rejection.promise = nil
			delete(t.index, p)
			return
		}
		if id := t.reported.take(weak.Make(p)); id != 0 && e.HandledLate != nil {
			t.late = append(t.late, e.HandledLate(e.VM.ToValue(p).(*goja.Object), id))
			e.Loop.NoteRejection()
		}
	})
	e.Loop.Rejections = e.reportRejections
}

// reportRejections is the loop's Rejections.
func (e *Engine) reportRejections() bool {
	t := &e.rejections
	again := len(t.late) > 0
	for len(t.late) > 0 && !e.Loop.Failed() {
		report := t.late[0]
		t.late = t.late[1:]
		e.Loop.InFrame(report)
	}
	pending := t.pending
	t.pending = nil
	clear(t.index)
	for _, rejection := range pending {
		if e.Loop.Failed() {
			return false // as in Node, an error in a listener ends this
		}
		promise := rejection.promise
		if promise == nil {
			continue
		}
		again = true
		t.reported.add(promise, rejection.id)
		e.Loop.InFrame(func() {
			e.inContextOf(promise, func() {
				told := Rejection{e.VM.ToValue(promise).(*goja.Object), promise.Result(), rejection.id}
				if e.Rejected != nil {
					e.Rejected(told)
				} else {
					e.TriggerUncaught(told.Reason, OriginRejection)
				}
			})
		})
	}
	return again || len(t.pending) > 0
}
