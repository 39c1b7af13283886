package engine

import "github.com/dop251/goja"

// callSites makes the objects that Error.prepareStackTrace is given (V8's stack trace API).
type callSites struct {
	prototype *goja.Object
	frame     *goja.Symbol
}

// A callSite is a frame, and whether its receiver and function must not be told.
type callSite struct {
	goja.StackFrame
	strict bool
}

func (e *Engine) newCallSite(frame goja.StackFrame, strict bool) *goja.Object {
	sites := Value(e, callSites{}, e.newCallSites)
	site := e.VM.CreateObject(sites.prototype)
	kept := callSite{frame, strict}
	if err := site.DefineDataPropertySymbol(sites.frame, e.VM.ToValue(&kept), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	return site
}

func (e *Engine) newCallSites() *callSites {
	vm := e.VM
	sites := &callSites{prototype: vm.NewObject(), frame: goja.NewSymbol("frame")}
	constructor := e.Function("CallSite", 0, func(goja.FunctionCall) goja.Value {
		panic(vm.NewTypeError("Illegal constructor"))
	})
	hide := func(name string, value goja.Value) {
		if err := sites.prototype.DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
			panic(err)
		}
	}
	hide("constructor", constructor)
	for name, read := range e.callSiteMethods() {
		hide(name, e.Function(name, 0, func(call goja.FunctionCall) goja.Value {
			if this, ok := call.This.(*goja.Object); ok {
				if kept := this.GetSymbol(sites.frame); kept != nil {
					if site, ok := kept.Export().(*callSite); ok {
						return vm.ToValue(read(site, any(&site.StackFrame).(stackFrame)))
					}
				}
			}
			panic(vm.NewTypeError("CallSite method " + name + " expects CallSite as receiver"))
		}))
	}
	return sites
}

// callSiteMethods are CallSite's methods; nil is null.
func (e *Engine) callSiteMethods() map[string]func(*callSite, stackFrame) any {
	text := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	file := func(site *callSite, f stackFrame) any {
		if _, isEval := f.EvalOrigin(); isEval {
			return goja.Undefined()
		}
		if f.IsNative() {
			return nil
		}
		name, _, _ := e.framePosition(&site.StackFrame)
		return name
	}
	toplevel := func(_ *callSite, f stackFrame) any { return receiverName(f) == "" && !f.IsConstruct() }
	never := func(*callSite, stackFrame) any { return false }
	return map[string]func(*callSite, stackFrame) any{
		"getFileName":              file,
		"getScriptNameOrSourceURL": file,
		"getLineNumber": func(site *callSite, f stackFrame) any {
			if f.IsNative() {
				return nil
			}
			_, line, _ := e.framePosition(&site.StackFrame)
			return line
		},
		"getColumnNumber": func(site *callSite, f stackFrame) any {
			if f.IsNative() {
				return nil
			}
			_, _, column := e.framePosition(&site.StackFrame)
			return column
		},
		"getEnclosingLineNumber":   func(*callSite, stackFrame) any { return nil },
		"getEnclosingColumnNumber": func(*callSite, stackFrame) any { return nil },
		"getPosition":              func(*callSite, stackFrame) any { return 0 },
		"getFunctionName": func(_ *callSite, f stackFrame) any {
			if name := f.DebugName(); name != "" || !f.IsEval() {
				return text(name)
			}
			return "eval"
		},
		"getTypeName": func(_ *callSite, f stackFrame) any {
			if f.IsConstruct() {
				return nil
			}
			if function, ok := f.This().(*goja.Object); ok {
				if _, callable := goja.AssertFunction(function); callable {
					return "Function"
				}
			}
			return text(f.TypeName())
		},
		"getMethodName": func(_ *callSite, f stackFrame) any {
			if f.IsConstruct() {
				return nil
			}
			return text(f.MethodName())
		},
		"getEvalOrigin": func(_ *callSite, f stackFrame) any {
			if origin, ok := f.EvalOrigin(); ok {
				return e.evalOrigin(&origin)
			}
			return goja.Undefined()
		},
		"getThis": func(site *callSite, f stackFrame) any {
			if site.strict {
				return goja.Undefined()
			}
			if this := f.This(); this != nil && !goja.IsUndefined(this) && !goja.IsNull(this) {
				return this
			}
			return e.VM.GlobalObject()
		},
		"getFunction": func(site *callSite, f stackFrame) any {
			if function := f.Function(); function != nil && !site.strict && !f.IsEval() {
				return function
			}
			return goja.Undefined()
		},
		"getPromiseIndex": func(*callSite, stackFrame) any { return nil },
		"getScriptHash":   func(*callSite, stackFrame) any { return "" },
		"isNative":        never,
		"isPromiseAll":    never,
		"isToplevel":      toplevel,
		"isConstructor":   func(_ *callSite, f stackFrame) any { return f.IsConstruct() },
		"isAsync":         func(_ *callSite, f stackFrame) any { return f.IsAsync() },
		"isEval": func(_ *callSite, f stackFrame) any {
			_, ok := f.EvalOrigin()
			return ok
		},
		"toString": func(site *callSite, _ stackFrame) any { return e.callSiteText(&site.StackFrame) },
	}
}
