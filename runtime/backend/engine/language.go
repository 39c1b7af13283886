package engine

import "github.com/dop251/goja"

// installLanguage adds what the language has and goja lacks, and what esbuild's
// helpers look up.
func (e *Engine) installLanguage() {
	symbol := e.VM.Get("Symbol").(*goja.Object)
	for _, name := range []string{"asyncIterator", "dispose", "asyncDispose"} {
		if symbol.Get(name) != nil {
			continue
		}
		value := goja.NewSymbol("Symbol." + name)
		if err := symbol.DefineDataProperty(name, value, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
			panic(err)
		}
	}
	// queueMicrotask: a promise job whose error is uncaught rather than a rejection. The
	// job is JavaScript because goja would start the next jobs too early when a Go
	// function that is a job calls back.
	make := e.mustRun("node:internal/microtask", `
		(function (resolved, then, report, check) {
			return function queueMicrotask(callback) {
				if (typeof callback !== 'function') check(callback)
				then.call(resolved, function () {
					try { callback() } catch (error) { report(error) }
				})
			}
		})`)
	report := func(call goja.FunctionCall) goja.Value {
		e.uncaught(call.Argument(0), OriginException)
		return goja.Undefined()
	}
	check := func(call goja.FunctionCall) goja.Value {
		panic(e.NewError("TypeError", "ERR_INVALID_ARG_TYPE",
			`The "callback" argument must be of type function. Received `+Received(call.Argument(0))))
	}
	create, _ := goja.AssertFunction(make)
	promise := e.VM.Get("Promise").(*goja.Object)
	resolved := e.mustRun("node:internal/microtask", "Promise.resolve()")
	then := promise.Get("prototype").(*goja.Object).Get("then")
	queue, err := create(goja.Undefined(), resolved, then, e.VM.ToValue(report), e.VM.ToValue(check))
	if err != nil {
		panic(err)
	}
	e.Global("queueMicrotask", queue)
	e.Global("global", e.VM.GlobalObject())
}

// Global defines a global as Node defines its own: writable, configurable, not enumerable.
func (e *Engine) Global(name string, value any) {
	if err := e.VM.GlobalObject().DefineDataProperty(name, e.VM.ToValue(value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// LazyGlobal defines a global that load makes at first use. Assigning to it replaces it.
func (e *Engine) LazyGlobal(name string, load func() goja.Value) {
	global := e.VM.GlobalObject()
	getter := e.VM.ToValue(func(goja.FunctionCall) goja.Value {
		value := load()
		e.Global(name, value)
		return value
	})
	setter := e.VM.ToValue(func(call goja.FunctionCall) goja.Value {
		e.Global(name, call.Argument(0))
		return goja.Undefined()
	})
	if err := global.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// mustRun runs a script of the engine's own.
func (e *Engine) mustRun(name, source string) goja.Value {
	value, err := e.VM.RunScript(name, source)
	if err != nil {
		panic(err)
	}
	return value
}
