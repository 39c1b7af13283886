package engine

import "github.com/dop251/goja"

// installQueueMicrotask defines queueMicrotask: a promise job whose error is uncaught rather than a
// rejection, and which carries the async context.
func (e *Engine) installQueueMicrotask() {
	enqueue := e.microtasks()
	e.enqueue = enqueue
	e.Global("queueMicrotask", e.Function("queueMicrotask", 1, func(call goja.FunctionCall) goja.Value {
		callback := call.Argument(0)
		if _, ok := goja.AssertFunction(callback); !ok {
			panic(e.NewError("TypeError", "ERR_INVALID_ARG_TYPE",
				`The "callback" argument must be of type function. Received `+Received(callback)))
		}
		enqueue(callback)
		return goja.Undefined()
	}))
}

// QueueMicrotask runs run, which must not throw, as a microtask.
func (e *Engine) QueueMicrotask(run func()) {
	e.enqueue(e.VM.ToValue(func(goja.FunctionCall) goja.Value {
		run()
		return goja.Undefined()
	}))
}

// failed reports an error of a microtask. Those behind it follow as if nothing had happened.
func (e *Engine) failed(err error) { e.reportError(err) }

func (e *Engine) microtasks() func(goja.Value) {
	patched, ok := any(e.VM).(interface {
		EnqueueMicrotask(function goja.Value, before, after func(), failed func(error))
	})
	if !ok {
		return e.promiseMicrotasks()
	}
	return func(callback goja.Value) {
		if !e.async.tracked {
			patched.EnqueueMicrotask(callback, nil, nil, e.failed)
			return
		}
		resource := e.NewAsyncResource("Microtask", nil)
		patched.EnqueueMicrotask(callback, func() { e.EnterAsync(resource) }, func() {
			if e.async.current == resource {
				e.LeaveAsync()
			}
			e.AsyncDestroyed(resource)
		}, e.failed)
	}
}

// promiseMicrotasks queues by way of a promise. The job is JavaScript because a released goja starts the next jobs too
// early when a Go function that is a job calls back.
func (e *Engine) promiseMicrotasks() func(goja.Value) {
	make := e.mustRun("node:internal/microtask", `
		(function (resolved, then, report) {
			return function (callback) {
				then.call(resolved, function () {
					try { callback() } catch (error) { report(error) }
				})
			}
		})`)
	report := func(call goja.FunctionCall) goja.Value {
		e.TriggerUncaught(call.Argument(0), OriginException)
		return goja.Undefined()
	}
	create, _ := goja.AssertFunction(make)
	promise := e.VM.Get("Promise").(*goja.Object)
	resolved := e.mustRun("node:internal/microtask", "Promise.resolve()")
	then := promise.Get("prototype").(*goja.Object).Get("then")
	made, err := create(goja.Undefined(), resolved, then, e.VM.ToValue(report))
	if err != nil {
		panic(err)
	}
	queue, _ := goja.AssertFunction(made)
	return func(callback goja.Value) {
		if _, err := queue(goja.Undefined(), callback); err != nil {
			panic(err)
		}
	}
}
