package engine

import "github.com/dop251/goja"

// hookable is a goja that tells of promises.
type hookable interface {
	SetPromiseHooks(init func(promise, parent *goja.Promise), before, after, settled func(*goja.Promise))
}

// contextual is a promise that keeps the context it was made in.
type contextual interface {
	AsyncContext() any
	SetAsyncContext(any)
}

// AsyncHooks are the listeners of async_hooks.createHook; a nil one is not called.
type AsyncHooks struct {
	// Init is told of each new resource.
	Init func(resource *AsyncResource, kind string)
	// Before and After surround callbacks; Destroy follows the last.
	Before, After, Destroy func(id int64)
	// Resolved is told of promises that were settled.
	Resolved func(id int64)
}

// SetAsyncHooks replaces the listeners of async_hooks. A goja without the patches does not tell of promises.
func (e *Engine) SetAsyncHooks(hooks AsyncHooks) {
	s := &e.async
	s.hooks = hooks
	e.followPromises()
}

// PromiseHooks are listeners of the life of every promise; a nil one is not called. They must not throw.
type PromiseHooks struct {
	// Init is told of a new promise and of that from which it is derived, which may be undefined.
	Init func(promise, parent goja.Value)
	// Before and After surround reactions; Settled is told of promises that were fulfilled or rejected.
	Before, After, Settled func(promise goja.Value)
}

// SetPromiseHooks replaces them. A goja without the patches does not tell of promises.
func (e *Engine) SetPromiseHooks(hooks PromiseHooks) {
	e.async.promiseHooks = hooks
	e.followPromises()
}

// followPromises makes the engine tell of promises if anybody wants to know.
func (e *Engine) followPromises() {
	s := &e.async
	vm, ok := any(e.VM).(hookable)
	if !ok {
		return
	}
	hooks, users := s.hooks, s.promiseHooks
	if users.Init != nil || users.Before != nil || users.After != nil || users.Settled != nil {
		e.followForBoth(vm)
		return
	}
	followed := hooks.Init != nil || hooks.Before != nil || hooks.After != nil || hooks.Destroy != nil || hooks.Resolved != nil
	if !followed {
		s.promises = 0
		vm.SetPromiseHooks(nil, nil, nil, nil)
		return
	}
	e.trackPromises()
	vm.SetPromiseHooks(func(p, parent *goja.Promise) { e.promiseResource(p, parent) }, e.beforePromise, e.afterPromise, e.settledPromise)
}

// followForBoth tells both kinds of hooks.
func (e *Engine) followForBoth(vm hookable) {
	s, users := &e.async, e.async.promiseHooks
	hooks := s.hooks
	own := hooks.Init != nil || hooks.Before != nil || hooks.After != nil || hooks.Destroy != nil || hooks.Resolved != nil
	if own {
		e.trackPromises()
	} else {
		s.promises = 0
	}
	both := func(ours func(*goja.Promise), theirs func(goja.Value)) func(*goja.Promise) {
		return func(p *goja.Promise) {
			if own {
				ours(p)
			}
			if theirs != nil {
				theirs(e.VM.ToValue(p))
			}
		}
	}
	vm.SetPromiseHooks(func(p, parent *goja.Promise) {
		if own {
			e.promiseResource(p, parent)
		}
		if users.Init != nil {
			from := goja.Undefined()
			if parent != nil {
				from = e.VM.ToValue(parent)
			}
			users.Init(e.VM.ToValue(p), from)
		}
	}, both(e.beforePromise, users.Before), both(e.afterPromise, users.After), both(e.settledPromise, users.Settled))
}

func (e *Engine) settledPromise(p *goja.Promise) {
	if resolved := e.async.hooks.Resolved; resolved != nil {
		resolved(e.promiseResource(p, nil).ID)
	}
}

// promiseResource returns p's resource. A promise that was made before the hooks were enabled gets it when it is met.
func (e *Engine) promiseResource(p, parent *goja.Promise) *AsyncResource {
	kept := any(p).(contextual)
	var stores *stored
	switch context := kept.AsyncContext().(type) {
	case *AsyncResource:
		return context
	case *stored:
		stores = context
	}
	trigger := e.async.current.ID
	if parent != nil {
		trigger = e.promiseResource(parent, nil).ID
	}
	r := &AsyncResource{}
	kept.SetAsyncContext(r)
	e.InitAsyncResourceOf(r, "PROMISE", e.VM.ToValue(p).(*goja.Object), trigger)
	r.stores = stores
	return r
}

func (e *Engine) beforePromise(p *goja.Promise) {
	e.async.promises++
	e.EnterAsync(e.promiseResource(p, nil))
}

func (e *Engine) afterPromise(p *goja.Promise) {
	if e.async.promises > 0 && e.async.current == e.promiseResource(p, nil) {
		e.async.promises--
		e.LeaveAsync()
	}
}
