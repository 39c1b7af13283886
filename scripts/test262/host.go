package main

import (
	"runtime"

	"github.com/dop251/goja"
)

// defineHost defines print and $262, what INTERPRETING.md asks of a host.
func (a *attempt) defineHost() {
	vm := a.engine.VM
	a.engine.Global("print", a.engine.Function("print", 1, func(call goja.FunctionCall) goja.Value {
		a.printed = append(a.printed, call.Argument(0).String())
		return goja.Undefined()
	}))
	host := vm.NewObject()
	define := func(name string, value any) {
		if err := host.Set(name, value); err != nil {
			panic(err)
		}
	}
	define("global", vm.GlobalObject())
	define("gc", func(goja.FunctionCall) goja.Value { runtime.GC(); return goja.Undefined() })
	define("evalScript", func(call goja.FunctionCall) goja.Value { return a.evalScript(call.Argument(0).String()) })
	define("detachArrayBuffer", func(call goja.FunctionCall) goja.Value {
		buffer, ok := call.Argument(0).Export().(goja.ArrayBuffer)
		if !ok {
			panic(vm.NewTypeError("not an ArrayBuffer"))
		}
		buffer.Detach()
		return goja.Null()
	})
	a.defineAgents(host)
	a.engine.Global("$262", host)
}

// evalScript runs source as a further script.
func (a *attempt) evalScript(source string) goja.Value {
	program, err := compileScript(a.path, source)
	if err != nil {
		panic(a.engine.NewError("SyntaxError", "", err.Error()))
	}
	value, err := a.engine.VM.RunProgram(program)
	if err != nil {
		a.engine.Throw(err)
	}
	return value
}
