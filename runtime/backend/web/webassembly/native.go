package webassembly

import (
	"bytes"
	"fmt"
	"math"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// natives are the functions of webassembly.js's binding.
func natives(e *engine.Engine) map[string]any {
	s := storeOf(e)
	vm := s.vm
	return map[string]any{
		"setUp": func(call goja.FunctionCall) goja.Value {
			given := call.Argument(0).ToObject(vm)
			for name, where := range map[string]*goja.Callable{
				"register": &s.js.register, "functionOf": &s.js.functionOf, "wrap": &s.js.wrap,
				"toBigInt": &s.js.toBigInt, "error": &s.js.newError,
			} {
				*where, _ = goja.AssertFunction(given.Get(name))
			}
			return goja.Undefined()
		},
		"isBytes": func(call goja.FunctionCall) goja.Value {
			_, ok := engine.Bytes(call.Argument(0))
			return vm.ToValue(ok)
		},
		// compile(where, bytes) returns a module's handle.
		"compile": func(call goja.FunctionCall) goja.Value {
			c, err := s.compile(s.copied(call.Argument(1)))
			if err != nil {
				panic(s.compileError(call.Argument(0), err))
			}
			return vm.ToValue(c)
		},
		// moduleBytes(module) returns a copy of what it was compiled from.
		"moduleBytes": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(vm.NewArrayBuffer(bytes.Clone(handle[*compiled](call, 0).binary)))
		},
		"compileAsync": s.compileAsync,
		"validate": func(call goja.FunctionCall) goja.Value {
			_, err := s.compile(s.copied(call.Argument(0)))
			return vm.ToValue(err == nil)
		},
		"imports":        s.listImports,
		"exports":        s.listExports,
		"customSections": s.customSections,
		// checkImport(module, number, value) returns why a value can't be an import: after "!" what replaces the usual words.
		"checkImport": func(call goja.FunctionCall) goja.Value {
			entry := &handle[*compiled](call, 0).imports[call.Argument(1).ToInteger()]
			return vm.ToValue(s.checkImport(entry, call.Argument(1).ToInteger(), call.Argument(2)))
		},
		// instantiate(where, module, imports) returns the exports.
		"instantiate":  s.instantiateNative,
		"memory":       s.memoryNative,
		"memoryGrow":   s.memoryGrow,
		"memoryBuffer": s.memoryBuffer,
		"table":        s.tableNative,
		"tableType": func(call goja.FunctionCall) goja.Value {
			if handle[*table](call, 0).kind.element == typeFuncref {
				return vm.ToValue("function")
			}
			return vm.ToValue("externref")
		},
		"tableLength": func(call goja.FunctionCall) goja.Value {
			length, err := handle[*table](call, 0).length()
			s.check(err)
			return vm.ToValue(int64(uint32(length)))
		},
		"tableGet": func(call goja.FunctionCall) goja.Value {
			t := handle[*table](call, 0)
			bits, err := t.call(func() api.Function { return t.get }, uint64(call.Argument(1).ToInteger()))
			s.check(err)
			return s.toJS(t.kind.element, bits)
		},
		// tableSet(table, index, value) is false where there is no such index.
		"tableSet": func(call goja.FunctionCall) goja.Value {
			t := handle[*table](call, 0)
			bits := s.toWasm(t.kind.element, call.Argument(2))
			_, err := t.call(func() api.Function { return t.set }, uint64(call.Argument(1).ToInteger()), bits)
			return vm.ToValue(err == nil || isExit(err))
		},
		// tableGrow(table, delta, value) is -1 if the table can't grow.
		"tableGrow": func(call goja.FunctionCall) goja.Value {
			t := handle[*table](call, 0)
			delta := uint64(call.Argument(1).ToInteger())
			length, err := t.length()
			s.check(err)
			if uint64(uint32(length))+delta > maxTable || !engine.AllocationAllowed(int64(delta)*8) {
				return vm.ToValue(-1)
			}
			before, err := t.call(func() api.Function { return t.grow }, s.toWasm(t.kind.element, call.Argument(2)), delta)
			s.check(err)
			return vm.ToValue(int64(int32(before)))
		},
		"global":    s.globalNative,
		"globalGet": func(call goja.FunctionCall) goja.Value { return handle[*global](call, 0).get() },
		// globalSet(global, value) is false for one that can't change.
		"globalSet": func(call goja.FunctionCall) goja.Value {
			g := handle[*global](call, 0)
			mutable, ok := g.global.(api.MutableGlobal)
			if !ok || !g.kind.mutable {
				return vm.ToValue(false)
			}
			mutable.Set(s.toWasm(g.kind.value, call.Argument(1)))
			return vm.ToValue(true)
		},
		"tag": s.tagNative,
		// tagValues(tag, values) returns the values of an exception as WebAssembly would see them.
		"tagValues": func(call goja.FunctionCall) goja.Value {
			kinds := handle[*tag](call, 0).signature.params
			given := s.iterated(call.Argument(1))
			if len(given) != len(kinds) {
				panic(s.newError("TypeError", "WebAssembly.Exception(): Number of exception values does not match signature length"))
			}
			values := make([]any, len(kinds))
			for i, kind := range kinds {
				values[i] = s.toJS(kind, s.toWasm(kind, given[i]))
			}
			return vm.NewArray(values...)
		},
	}
}

// maxTable is how long a table may become: V8's bound.
const maxTable = 10000000

// handle returns what is behind an argument that webassembly.js has checked.
func handle[T any](call goja.FunctionCall, index int) T {
	value, _ := call.Argument(index).Export().(T)
	return value
}

func (s *store) check(err error) {
	if err != nil && !isExit(err) {
		s.failed(err)
	}
}

func (s *store) copied(value goja.Value) []byte {
	given, _ := engine.Bytes(value)
	return bytes.Clone(given)
}

func (s *store) compileError(where goja.Value, err error) goja.Value {
	return s.newError("CompileError", where.String()+": "+err.Error())
}

// compileAsync(where, bytes) returns a promise of a module's handle.
func (s *store) compileAsync(call goja.FunctionCall) goja.Value {
	binary := s.copied(call.Argument(1))
	where := call.Argument(0)
	promise, resolve, reject := s.vm.NewPromise()
	s.engine.Loop.Hold(1)
	go func() {
		c, err := s.compile(binary)
		s.engine.Loop.Post(func() {
			s.engine.Loop.Hold(-1)
			if err != nil {
				_ = reject(s.compileError(where, err))
				return
			}
			_ = resolve(s.vm.ToValue(c))
		})
	}()
	return s.vm.ToValue(promise)
}

func (s *store) listImports(call goja.FunctionCall) goja.Value {
	c := handle[*compiled](call, 0)
	list := make([]any, len(c.imports))
	for i := range c.imports {
		list[i] = s.record("module", c.imports[i].module, "name", c.imports[i].name, "kind", kindNames[c.imports[i].kind])
	}
	return s.vm.NewArray(list...)
}

func (s *store) listExports(call goja.FunctionCall) goja.Value {
	c := handle[*compiled](call, 0)
	list := make([]any, len(c.exports))
	for i := range c.exports {
		list[i] = s.record("name", c.exports[i].name, "kind", kindNames[c.exports[i].kind])
	}
	return s.vm.NewArray(list...)
}

func (s *store) record(pairs ...string) *goja.Object {
	object := s.vm.NewObject()
	for i := 0; i < len(pairs); i += 2 {
		_ = object.Set(pairs[i], pairs[i+1])
	}
	return object
}

func (s *store) customSections(call goja.FunctionCall) goja.Value {
	c := handle[*compiled](call, 0)
	name := call.Argument(1).String()
	list := []any{}
	for i := range c.sections {
		if c.sections[i].id == sectionCustom && c.sections[i].name == name {
			list = append(list, s.vm.NewArrayBuffer(bytes.Clone(c.sections[i].content)))
		}
	}
	return s.vm.NewArray(list...)
}

// instantiateNative is instantiate(where, module, imports).
func (s *store) instantiateNative(call goja.FunctionCall) goja.Value {
	c := handle[*compiled](call, 1)
	values := call.Argument(2).ToObject(s.vm)
	imports := make([]any, len(c.imports))
	for number := range c.imports {
		imports[number] = s.importOf(&c.imports[number], values.Get(fmt.Sprint(number)))
	}
	i, err := s.newInstance(c, imports)
	if err != nil {
		kind, message := s.failure(err)
		if kind == "" {
			return s.vm.NewObject()
		}
		if message != "Maximum call stack size exceeded" && traps[message] == "" {
			message = call.Argument(0).String() + ": " + message
		}
		panic(s.newError(kind, message))
	}
	exports := s.vm.CreateObject(nil)
	for _, e := range c.exports {
		if err := exports.DefineDataProperty(e.name, s.object(i.export(e)), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE); err != nil {
			panic(err)
		}
	}
	return exports
}

// object returns what JavaScript sees of an export.
func (s *store) object(export any) goja.Value {
	switch export := export.(type) {
	case *function:
		return export.object
	case *memory:
		return s.wrapped("memory", export, &export.object)
	case *table:
		return s.wrapped("table", export, &export.object)
	case *global:
		return s.wrapped("global", export, &export.object)
	case *tag:
		return s.wrapped("tag", export, &export.object)
	}
	return goja.Undefined()
}

func (s *store) wrapped(kind string, handle any, object **goja.Object) goja.Value {
	if *object == nil {
		made, err := s.js.wrap(goja.Undefined(), s.vm.ToValue(kind), s.vm.ToValue(handle))
		if err != nil {
			panic(err)
		}
		*object = made.(*goja.Object)
	}
	return *object
}

func (s *store) memoryNative(call goja.FunctionCall) goja.Value {
	l := limits{min: uint64(call.Argument(1).ToInteger()), shared: call.Argument(3).ToBoolean()}
	if maximum := call.Argument(2); !goja.IsUndefined(maximum) {
		l.hasMax, l.max = true, uint64(maximum.ToInteger())
	}
	m, err := s.newMemory(l)
	if err != nil {
		panic(s.newError("RangeError", "WebAssembly.Memory(): could not allocate memory"))
	}
	m.object = call.Argument(0).(*goja.Object)
	return s.vm.ToValue(m)
}

// memoryGrow(memory, delta) is -1 if the memory can't grow.
func (s *store) memoryGrow(call goja.FunctionCall) goja.Value {
	m := handle[*memory](call, 0)
	delta := call.Argument(1).ToInteger()
	if delta > math.MaxInt32 {
		return s.vm.ToValue(-1)
	}
	before, ok := m.grow(uint32(delta))
	if !ok {
		return s.vm.ToValue(-1)
	}
	return s.vm.ToValue(int64(before))
}

func (s *store) memoryBuffer(call goja.FunctionCall) goja.Value {
	m := handle[*memory](call, 0)
	buffer, made := m.arrayBuffer()
	if made && m.limits.shared {
		freeze, _ := goja.AssertFunction(s.vm.Get("Object").ToObject(s.vm).Get("freeze"))
		s.must(freeze(goja.Undefined(), buffer))
	}
	return buffer
}

func (s *store) tableNative(call goja.FunctionCall) goja.Value {
	kind := tableType{element: byte(call.Argument(1).ToInteger())}
	kind.min = uint64(call.Argument(2).ToInteger())
	if maximum := call.Argument(3); !goja.IsUndefined(maximum) {
		kind.hasMax, kind.max = true, uint64(maximum.ToInteger())
	}
	t, err := s.newTable(kind)
	if err != nil {
		panic(s.newError("RangeError", "WebAssembly.Table(): could not allocate table"))
	}
	t.object = call.Argument(0).(*goja.Object)
	return s.vm.ToValue(t)
}

func (s *store) globalNative(call goja.FunctionCall) goja.Value {
	kind := globalType{byte(call.Argument(1).ToInteger()), call.Argument(2).ToBoolean()}
	g, err := s.newGlobal(kind, call.Argument(3))
	if err != nil {
		panic(s.newError("RangeError", "WebAssembly.Global(): "+err.Error()))
	}
	g.object = call.Argument(0).(*goja.Object)
	return s.vm.ToValue(g)
}

func (s *store) tagNative(call goja.FunctionCall) goja.Value {
	signature := &functionType{}
	for _, kind := range s.iterated(call.Argument(1)) {
		signature.params = append(signature.params, byte(kind.ToInteger()))
	}
	t, err := s.newTag(signature)
	if err != nil {
		panic(s.newError("TypeError", "WebAssembly.Tag(): "+err.Error()))
	}
	t.object = call.Argument(0).(*goja.Object)
	return s.vm.ToValue(t)
}
