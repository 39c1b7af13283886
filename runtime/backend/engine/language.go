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
	e.installQueueMicrotask()
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
