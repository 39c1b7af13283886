package engine

import (
	"github.com/dop251/goja"
)

// AsyncResource is what a callback belongs to: a timer, an operation, a tick. It carries the async context in
// which it was made to where its callback runs: what AsyncLocalStorage holds, and the ids of async_hooks.
type AsyncResource struct {
	// ID and Trigger are the resource's asyncId and triggerAsyncId.
	ID, Trigger int64
	// Object is what executionAsyncResource returns. Nil means that one is made when somebody asks.
	Object *goja.Object

	stores *stored
}

// stored is what one AsyncLocalStorage holds, in an immutable list of them.
type stored struct {
	key   int64
	value goja.Value
	next  *stored
}

// asyncState is the async context of an engine.
type asyncState struct {
	lastID  int64
	current *AsyncResource
	// outside is current between callbacks.
	outside AsyncResource
	// reaction is current during promise reactions while nobody follows promises by their ids.
	reaction     AsyncResource
	tracked      bool // promises carry the context
	hooks        AsyncHooks
	promiseHooks PromiseHooks
	entered      []*AsyncResource // what was current before current, and so on
	promises     int              // how many of them are promises that hooks were told of
}

// NewAsyncResource makes the resource of something that will call back. kind is its type in async_hooks, such as
// "Timeout"; object, which may be nil, what JavaScript knows it by.
func (e *Engine) NewAsyncResource(kind string, object *goja.Object) *AsyncResource {
	r := &AsyncResource{}
	e.InitAsyncResource(r, kind, object)
	return r
}

// InitAsyncResource is NewAsyncResource for a resource that is part of something larger.
func (e *Engine) InitAsyncResource(r *AsyncResource, kind string, object *goja.Object) {
	e.InitAsyncResourceOf(r, kind, object, e.async.current.ID)
}

// InitAsyncResourceOf is InitAsyncResource for a resource with a triggerAsyncId of its own.
func (e *Engine) InitAsyncResourceOf(r *AsyncResource, kind string, object *goja.Object, trigger int64) {
	s := &e.async
	s.lastID++
	r.ID, r.Trigger, r.Object = s.lastID, trigger, object
	r.stores = s.current.stores
	if s.hooks.Init != nil {
		if r.Object == nil {
			r.Object = e.VM.NewObject()
		}
		s.hooks.Init(r, kind)
	}
}

// EnterAsync makes r the resource whose callback runs, until LeaveAsync. If the callback throws and nobody catches
// it, LeaveAsync is not called: telling of the error (see TriggerUncaught) leaves every scope.
func (e *Engine) EnterAsync(r *AsyncResource) {
	s := &e.async
	s.entered = append(s.entered, s.current)
	s.current = r
	if s.hooks.Before != nil {
		s.hooks.Before(r.ID)
	}
}

// LeaveAsync ends what EnterAsync began.
func (e *Engine) LeaveAsync() {
	s := &e.async
	if s.hooks.After != nil && s.current.ID != 0 {
		s.hooks.After(max(s.current.ID, -s.current.ID))
	}
	if last := len(s.entered) - 1; last >= 0 {
		s.current = s.entered[last]
		s.entered = s.entered[:last]
	}
}

// InAsync runs body, which must report its errors, as r's callback.
func (e *Engine) InAsync(r *AsyncResource, body func()) {
	e.EnterAsync(r)
	body()
	if e.async.current == r {
		e.LeaveAsync()
	}
}

// AsyncDestroyed tells the hooks that r will not call back any more.
func (e *Engine) AsyncDestroyed(r *AsyncResource) {
	if e.async.hooks.Destroy != nil && r.ID > 0 {
		e.async.hooks.Destroy(r.ID)
		r.ID = -r.ID
	}
}

// AsyncCurrent returns the resource whose callback runs.
func (e *Engine) AsyncCurrent() *AsyncResource { return e.async.current }

// NextAsyncID returns a new asyncId.
func (e *Engine) NextAsyncID() int64 {
	e.async.lastID++
	return e.async.lastID
}

// Stored returns what the storage with the given key holds in the current context, nil if nothing.
func (e *Engine) Stored(key int64) goja.Value {
	for s := e.async.current.stores; s != nil; s = s.next {
		if s.key == key {
			return s.value
		}
	}
	return nil
}

// Store makes the storage with the given key hold value from here on; nil means nothing.
func (e *Engine) Store(key int64, value goja.Value) {
	e.trackPromises()
	current := e.async.current
	rest := current.stores.without(key)
	if value != nil {
		rest = &stored{key, value, rest}
	}
	current.stores = rest
}

func (s *stored) without(key int64) *stored {
	if s == nil {
		return nil
	}
	if s.key == key {
		return s.next
	}
	rest := s.next.without(key)
	if rest == s.next {
		return s
	}
	return &stored{s.key, s.value, rest}
}

func (e *Engine) initAsync() {
	s := &e.async
	s.lastID = 1
	s.current = &s.outside
}

// InMain runs body as what everything else begins with: it has the id 1.
func (e *Engine) InMain(body func()) {
	e.InAsync(&AsyncResource{ID: 1}, body)
}

// trackPromises makes promises carry the context, which they do not as long as there is none.
func (e *Engine) trackPromises() {
	if !e.async.tracked {
		e.async.tracked = true
		e.VM.SetAsyncContextTracker((*promiseTracker)(e))
	}
}

// promiseTracker carries the context through promises: what Grab returned when a reaction was made is current while it runs.
type promiseTracker Engine

// Grab returns the context for a promise or a reaction that is being made.
func (t *promiseTracker) Grab() any { return t.async.current.stores }

// Resumed is called before a reaction.
func (t *promiseTracker) Resumed(context any) {
	s := &t.async
	if s.promises > 0 {
		return // the hooks have made its promise current
	}
	s.reaction = AsyncResource{}
	switch context := context.(type) {
	case *stored:
		s.reaction.stores = context
	case *AsyncResource:
		s.reaction.stores = context.stores
	}
	s.entered = append(s.entered, s.current)
	s.current = &s.reaction
}

// Exited is called after it.
func (t *promiseTracker) Exited() {
	if s := &t.async; s.current == &s.reaction {
		(*Engine)(t).LeaveAsync()
	}
}

// inContextOf runs body in the context in which promise was made.
func (e *Engine) inContextOf(promise *goja.Promise, body func()) {
	kept, ok := any(promise).(contextual)
	if !ok || !e.async.tracked {
		body()
		return
	}
	before := e.async.current
	switch context := kept.AsyncContext().(type) {
	case *stored:
		e.async.current = &AsyncResource{stores: context}
	case *AsyncResource:
		e.async.current = context
	}
	body()
	e.async.current = before
}

// leaveAllAsync ends the scopes whose callbacks an uncaught error has ended, which the program survives.
func (e *Engine) leaveAllAsync() {
	s := &e.async
	for len(s.entered) > 0 {
		e.LeaveAsync()
	}
	s.current, s.promises = &s.outside, 0
}
