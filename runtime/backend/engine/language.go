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
	// goja's own error class is no business of programs.
	if err := e.VM.GlobalObject().Delete("GoError"); err != nil {
		panic(err)
	}
	e.installQueueMicrotask()
	e.Global("global", e.VM.GlobalObject())
}

// enumerableGlobals are the globals that Node's Object.keys(globalThis) has.
var enumerableGlobals = map[string]bool{
	"global": true, "clearImmediate": true, "setImmediate": true, "clearInterval": true, "clearTimeout": true,
	"setInterval": true, "setTimeout": true, "queueMicrotask": true, "structuredClone": true, "atob": true, "btoa": true,
	"performance": true, "fetch": true, "crypto": true,
}

func enumerable(name string) goja.Flag {
	if enumerableGlobals[name] {
		return goja.FLAG_TRUE
	}
	return goja.FLAG_FALSE
}

// Global defines a global as Node defines its own: writable, configurable, and not enumerable but for a few.
func (e *Engine) Global(name string, value any) {
	if err := e.VM.GlobalObject().DefineDataProperty(name, e.VM.ToValue(value), goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable(name)); err != nil {
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
	if err := global.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, enumerable(name)); err != nil {
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
