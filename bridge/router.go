package bridge

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

const (
	// MaxPending is the most calls, and streams that it reads, that one document may have unanswered.
	MaxPending = 100_000
	// maxAsks is how many messages of a document are kept open; beyond it the oldest is answered with nothing.
	maxAsks = 1000
	// maxQueuedText is how many bytes of calls wait for a backend to start.
	maxQueuedText = 256 << 20
	// replyText is about how much goes into one reply; the rest is ready for the next.
	replyText = 32 << 20
)

// Options are what a Router needs.
type Options struct {
	// Allowed are the functions that pages may call, as in the manifest: "api.listNotes".
	Allowed []string
	// Send sends records to the backend. It is called by one goroutine at a time, in order, never with a lock held, and
	// must not wait for the backend, because the caller may be the thread of the windows: Conn.Queue is made for it.
	// An error rejects the calls that it was about; after ErrNotRunning they wait for the next backend.
	Send func(Records) error
	// Refused, if not nil, hears why something from a page was refused, for the log. It must not call the Router.
	Refused func(view *View, reason string)
	// Limits bound what a document may ask for.
	Limits Limits
	// Now is the clock that rates are measured by; nil is time.Now.
	Now func() time.Time
	// After calls f after a while, unless it is stopped before; nil is time.AfterFunc.
	After func(wait time.Duration, f func()) (stop func())
}

// Router stands between pages and the backend, in the host. Every method, and those of its Views, may be called by any
// goroutine.
type Router struct {
	options Options

	mutex      sync.Mutex
	allowed    map[string]bool
	documents  map[uint32]*document // those that are open, by number
	secrets    map[string]*document
	lastNumber uint32
	state      backendState
	leaving    bool          // the backend was asked to make room, and may still answer
	drained    chan struct{} // closed when it has answered; nil if nobody waits
	limits     Limits
	functions  map[string]bool // what the backend has, when ready
	listens    map[string]bool // the events that the backend hears
	reason     string          // why it failed, when failed
	queue      []queuedCall    // accepted while the backend starts
	queuedText int

	// What is to be done as soon as the mutex is free.
	outbox   []Records
	sending  bool // a goroutine is emptying the outbox
	replies  []reply
	refusals []refusal
}

type backendState int

const (
	backendStarting backendState = iota
	backendReady
	backendFailed
)

type queuedCall struct {
	document *document
	function string
	record   Record
	blob     []byte
}

type reply struct {
	send func(string)
	text string
}

type refusal struct {
	view   *View
	reason string
}

// NewRouter returns a router that takes the backend to be starting.
func NewRouter(options Options) *Router {
	router := &Router{
		options:   options,
		documents: map[uint32]*document{},
		secrets:   map[string]*document{},
	}
	if options.Now == nil {
		router.options.Now = time.Now
	}
	if options.After == nil {
		router.options.After = func(wait time.Duration, f func()) (stop func()) {
			timer := time.AfterFunc(wait, f)
			return func() { timer.Stop() }
		}
	}
	router.limits = options.Limits.withDefaults()
	router.SetAllowed(options.Allowed)
	return router
}

// SetAllowed replaces the functions that pages may call, for a backend that was swapped in development.
func (r *Router) SetAllowed(functions []string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.allowed = setOf(functions)
}

func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}

// ErrNotRunning is for Options.Send to return while there is no backend: between the end of one and the news of it.
var ErrNotRunning = errors.New("the backend is not running")

// BackendLeaving says that the backend is asked to make room for a new one: what it has not seen yet waits for that.
func (r *Router) BackendLeaving() {
	r.mutex.Lock()
	defer r.release()
	if r.state == backendReady {
		r.state, r.leaving = backendStarting, true
	}
}

// BackendStays says that the backend that was leaving goes on: what waited is sent to it.
func (r *Router) BackendStays() {
	r.mutex.Lock()
	defer r.release()
	if !r.leaving {
		return
	}
	r.state, r.leaving = backendReady, false
	r.sendQueue(&batch{router: r})
}

// Drained returns a channel that is closed when the backend has answered all calls that it has. Streams go on, and are not waited for.
func (r *Router) Drained() <-chan struct{} {
	r.mutex.Lock()
	defer r.release()
	if r.drained == nil {
		r.drained = make(chan struct{})
	}
	return r.drained
}

// settled reports whether the backend owes no answer to a call. The mutex is held.
func (r *Router) settled() bool {
	for _, document := range r.documents {
		for _, waiting := range document.pending {
			if !waiting.queued && waiting.kind != RecordNext {
				return false
			}
		}
	}
	return true
}

// BackendStarting says that a backend is being started, after BackendFailed or in place of one that was ready: calls wait
// for it. Those that the replaced one had reject.
func (r *Router) BackendStarting() {
	r.mutex.Lock()
	defer r.release()
	if r.state == backendReady || r.leaving {
		r.loseBackend("it was replaced by a new one")
	}
	r.state, r.leaving = backendStarting, false
}

// BackendReady says that the backend answers calls to functions; those that waited are sent.
func (r *Router) BackendReady(functions []string) {
	r.mutex.Lock()
	defer r.release()
	r.state, r.leaving = backendReady, false
	r.functions = setOf(functions)
	batch := batch{router: r}
	for _, document := range r.documents {
		if len(document.listens) > 0 {
			document.introduce(&batch)
		}
	}
	r.sendQueue(&batch)
}

// sendQueue sends what waited for the backend, after what is in the batch. The mutex is held.
func (r *Router) sendQueue(batch *batch) {
	queue := r.queue
	r.queue, r.queuedText = nil, 0
	for _, waiting := range queue {
		r.sendQueued(waiting, batch)
	}
	batch.flush()
}

// sendQueued passes on what waited for the backend, unless nobody wants it any more.
func (r *Router) sendQueued(waiting queuedCall, batch *batch) {
	document, record := waiting.document, waiting.record
	switch {
	case r.documents[document.number] != document:
		return // navigated away while it waited
	case record.Kind == RecordEvent:
		if name, _, _ := record.Event(); !r.listens[name] {
			document.took(record.ID)
			break
		}
		document.forward(record.String(), waiting.blob, batch)
	case !document.pending[record.ID].queued:
		return // given up
	case !r.functions[waiting.function] && !isBuiltin(waiting.function):
		document.settle(record.ID, RecordRefused, noSuchFunction(waiting.function))
	default:
		document.pending[record.ID] = pending{kind: RecordCall}
		document.forward(record.String(), waiting.blob, batch)
	}
	document.answer()
}

func noSuchFunction(name string) string {
	return ErrorText(fmt.Sprintf("The backend has no function %s.", name), CodeCallNotFound)
}

// BackendGone says that the backend stopped, for a reason that people can read ("it ran out of memory"), and that another is
// being started. Every call it had rejects at once; calls that it never saw wait for the next one.
func (r *Router) BackendGone(reason string) {
	r.mutex.Lock()
	defer r.release()
	r.loseBackend(reason)
	r.state = backendStarting
}

// BackendFailed says that there won't be a backend. Every call rejects, until BackendStarting or BackendReady.
func (r *Router) BackendFailed(reason string) {
	r.mutex.Lock()
	defer r.release()
	r.loseBackend(reason)
	r.state = backendFailed
	r.reason = reason
	queue := r.queue
	r.queue, r.queuedText = nil, 0
	for _, call := range queue {
		document := call.document
		switch {
		case r.documents[document.number] != document:
		case call.record.Kind == RecordEvent:
			document.took(call.record.ID)
		case document.pending[call.record.ID].queued:
			document.settle(call.record.ID, RecordRefused, backendGone(reason))
		}
		document.answer()
	}
}

func (r *Router) loseBackend(reason string) {
	r.functions, r.listens = nil, nil
	r.outbox = nil // those calls are pending and reject now
	for _, document := range r.documents {
		document.loseBackend(reason)
		document.answer()
	}
}

func backendGone(reason string) string {
	return ErrorText(fmt.Sprintf("The app's backend stopped before it answered: %s", reason), CodeBackendGone)
}

// release unlocks the mutex and does what was decided under it: records go to the backend, replies to pages.
func (r *Router) release() {
	replies, refusals := r.replies, r.refusals
	r.replies, r.refusals = nil, nil
	if r.drained != nil && r.settled() {
		close(r.drained)
		r.drained = nil
	}
	send := !r.sending && len(r.outbox) > 0
	if send {
		r.sending = true
	}
	r.mutex.Unlock()
	if send {
		r.sendOutbox()
	}
	for _, reply := range replies {
		reply.send(reply.text)
	}
	if r.options.Refused != nil {
		for _, refusal := range refusals {
			r.options.Refused(refusal.view, refusal.reason)
		}
	}
}

// sendOutbox sends until nothing is left. Records are taken one at a time, so that BackendGone can drop the rest.
func (r *Router) sendOutbox() {
	for {
		r.mutex.Lock()
		if len(r.outbox) == 0 {
			r.sending = false
			r.mutex.Unlock()
			return
		}
		records := r.outbox[0]
		r.outbox = r.outbox[1:]
		r.mutex.Unlock()
		if err := r.options.Send(records); err != nil {
			r.rejectUnsent(records, err)
		}
	}
}

func (r *Router) rejectUnsent(records Records, err error) {
	r.mutex.Lock()
	defer r.release()
	document := r.documents[records.View]
	if document == nil {
		return
	}
	for record, err2 := range ParseRecords(records.Text) {
		if record.Kind == RecordOpen { // any other one may come after this backend was told: then it can still be lost
			document.opened = false
		}
		if err2 != nil || errors.Is(err, ErrNotRunning) && document.wait(record, joinBlob(records.Blob)) {
			continue
		}
		if record.Kind == RecordEvent {
			document.took(record.ID)
		} else if requests[record.Kind] {
			document.settle(record.ID, RecordRefused, backendGone(err.Error()))
		}
	}
	document.answer()
}

// batch gathers records for the backend: as many as fit into a frame, those with bytes alone.
type batch struct {
	router   *Router
	document *document
	lines    []string
	size     int
}

func (b *batch) add(document *document, line string, blob []byte) {
	if blob != nil {
		b.flush()
		b.router.outbox = append(b.router.outbox, Records{View: document.number, Text: line, Blob: [][]byte{blob}})
		return
	}
	if b.document != document || b.size+len(line)+1 > MaxText {
		b.flush()
	}
	b.document = document
	b.lines = append(b.lines, line)
	b.size += len(line) + 1
}

func (b *batch) flush() {
	if len(b.lines) > 0 {
		text := strings.Join(b.lines, "\n")
		b.router.outbox = append(b.router.outbox, Records{View: b.document.number, Text: text})
	}
	b.lines, b.size = nil, 0
}
