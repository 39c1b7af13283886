package engine

import (
	"errors"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

func TestPrograms(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string
	}{
		{"symbols", `log(typeof Symbol.asyncIterator, String(Symbol.dispose), String(Symbol.asyncDispose))`,
			[]string{"symbol Symbol(Symbol.dispose) Symbol(Symbol.asyncDispose)"}},
		{"global", `log(global === globalThis, Object.keys(globalThis).includes('queueMicrotask'))`, []string{"true true"}},
		{"queueMicrotask", `queueMicrotask(() => log('job')); Promise.resolve().then(() => log('then')); log('main')`, []string{"main", "job", "then"}},
		{"an error in a microtask", `queueMicrotask(() => { throw new Error('oh') }); queueMicrotask(() => log('next'))`,
			[]string{"uncaughtException: Error: oh", "next"}},
		{"queueMicrotask checks", `try { queueMicrotask(5) } catch (e) { log(e.code, e) }`,
			[]string{`ERR_INVALID_ARG_TYPE TypeError: The "callback" argument must be of type function. Received type number (5)`}},
		{"an error at the top", `throw new Error('oh')`, []string{"uncaughtException: Error: oh"}},
		{"a thrown string", `throw 'oh'`, []string{"uncaughtException: oh"}},
		{"too much recursion", `(function f() { f() })()`, []string{"uncaughtException: RangeError: Maximum call stack size exceeded"}},
		{"a rejection", `Promise.reject(new Error('oh'))`, []string{"unhandledRejection: Error: oh"}},
		{"a rejection handled at once", `Promise.reject(1).catch(e => log(e))`, []string{"1"}},
		{"a rejection handled in a microtask", `const p = Promise.reject(1); queueMicrotask(() => p.catch(e => log(e)))`, []string{"1"}},
		{"each promise of a chain counts", `const p = Promise.reject(1); p.then(() => {}); p.then(() => {})`, []string{"unhandledRejection: 1", "unhandledRejection: 1"}},
		{"an async function", `(async () => { throw 1 })()`, []string{"unhandledRejection: 1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			expect(t, newProgram().run(&Module{Name: "test", Source: test.source}), test.want...)
		})
	}
}

func TestRejectionHandledLate(t *testing.T) {
	p := newProgram()
	var first *goja.Object
	p.engine.Rejected = func(rejection Rejection) {
		first = rejection.Promise
		p.out = append(p.out, "unhandled "+rejection.Reason.String())
	}
	p.engine.HandledLate = func(promise *goja.Object, id int64) func() {
		return func() {
			if promise == first && id == 1 {
				p.out = append(p.out, "late")
			}
		}
	}
	later := func(e *Engine) map[string]any {
		return map[string]any{"later": func(call goja.FunctionCall) goja.Value {
			callback, _ := goja.AssertFunction(call.Argument(0))
			e.Loop.SetImmediate(func() {
				_, err := callback(goja.Undefined())
				e.Loop.Report(err)
			})
			return goja.Undefined()
		}}
	}
	got := p.run(&Module{Name: "test", Natives: later, Source: `
		const p = Promise.reject('oh')
		binding.later(() => { p.catch(e => log('caught ' + e)) })`})
	expect(t, got, "unhandled oh", "caught oh", "late")
}

func TestInterruptPassesHandlers(t *testing.T) {
	p := newProgram()
	natives := func(e *Engine) map[string]any {
		return map[string]any{
			"stop": func(goja.FunctionCall) goja.Value { e.Interrupt("enough"); return goja.Undefined() },
			// A native that calls back and throws what comes of it, as require does.
			"through": func(call goja.FunctionCall) goja.Value {
				callback, _ := goja.AssertFunction(call.Argument(0))
				if _, err := callback(goja.Undefined()); err != nil {
					e.Throw(err)
				}
				return goja.Undefined()
			},
		}
	}
	got := p.run(&Module{Name: "test", Natives: natives, Source: `
		queueMicrotask(() => log('microtask'))
		try { binding.through(() => { binding.stop(); for (;;) {} }) } catch (e) { log('caught', e) } finally { log('finally') }`})
	expect(t, got)
}

func TestInterruptFromAnotherGoroutine(t *testing.T) {
	p := newProgram()
	natives := func(e *Engine) map[string]any {
		return map[string]any{"begin": func(goja.FunctionCall) goja.Value { go e.Interrupt("enough"); return goja.Undefined() }}
	}
	expect(t, p.run(&Module{Name: "test", Natives: natives, Source: `binding.begin(); for (;;) {}`}))
}

func TestThrowMakesARangeErrorOfAnOverflow(t *testing.T) {
	natives := func(e *Engine) map[string]any {
		return map[string]any{"through": func(call goja.FunctionCall) goja.Value {
			callback, _ := goja.AssertFunction(call.Argument(0))
			if _, err := callback(goja.Undefined()); err != nil {
				e.Throw(err)
			}
			return goja.Undefined()
		}}
	}
	got := newProgram().run(&Module{Name: "test", Natives: natives, Source: `
		try { binding.through(function f() { f() }) } catch (e) { log(e) }`})
	expect(t, got, "RangeError: Maximum call stack size exceeded")
}

func TestLazyGlobal(t *testing.T) {
	p := newProgram()
	loaded := 0
	p.engine.LazyGlobal("lazy", func() goja.Value { loaded++; return p.engine.VM.ToValue("made") })
	p.engine.LazyGlobal("replaced", func() goja.Value { loaded += 100; return nil })
	got := p.run(&Module{Name: "test", Source: `
		log('lazy' in globalThis, Object.keys(globalThis).includes('lazy'))
		log(lazy, lazy)
		replaced = 'mine'; log(replaced)
		log(JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, 'lazy')))`})
	expect(t, got, "true false", "made made", "mine", `{"value":"made","writable":true,"enumerable":false,"configurable":true}`)
	if loaded != 1 {
		t.Errorf("loaded %d", loaded)
	}
}

func TestValueMayAskForAnother(t *testing.T) {
	e := New(Host{})
	type outer struct{}
	type inner struct{}
	made := 0
	ask := func() string {
		return Value(e, outer{}, func() string {
			made++
			return "outer and " + Value(e, inner{}, func() string { return "inner" })
		})
	}
	for range 2 {
		if got := ask(); got != "outer and inner" || made != 1 {
			t.Errorf("got %q, made %d times", got, made)
		}
	}
}

func TestFunctionHasItsNameAndLength(t *testing.T) {
	p := newProgram()
	p.engine.Global("f", p.engine.Function("given", 3, func(goja.FunctionCall) goja.Value { return goja.Undefined() }))
	expect(t, p.run(&Module{Name: "test", Source: `log(f.name, f.length)`}), "given 3")
}

func TestModuleIsCompiledOnce(t *testing.T) {
	m := &Module{Name: "test", Source: `module.exports = {}; log('loaded')`}
	expect(t, newProgram().run(m), "loaded")
	first, err := m.compile()
	if err != nil {
		t.Fatal(err)
	}
	expect(t, newProgram().run(m), "loaded")
	if second, _ := m.compile(); second != first {
		t.Error("compiled twice")
	}
}

func TestModuleThatFails(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"syntax", `let = =`, "SyntaxError: "},
		{"throws", `throw new TypeError('oh')`, "TypeError: oh"},
		{"strict", `undeclared = 1`, "ReferenceError: undeclared is not defined"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := New(Host{})
			_, err := e.Load(&Module{Name: "test", Source: test.source}, goja.Undefined())
			if err == nil || len(err.Error()) < len(test.want) || err.Error()[:len(test.want)] != test.want {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestReceived(t *testing.T) {
	tests := []struct{ source, want string }{
		{"undefined", "undefined"}, {"null", "null"}, {"5", "type number (5)"}, {"-0", "type number (-0)"}, {"NaN", "type number (NaN)"},
		{"1e21", "type number (1e+21)"}, {"true", "type boolean (true)"}, {"10n", "type bigint (10n)"}, {"Symbol('x')", "type symbol (Symbol(x))"},
		{"'a'.repeat(26)", "type string ('aaaaaaaaaaaaaaaaaaaaaaaaaa')"}, {"'a'.repeat(30)", "type string ('aaaaaaaaaaaaaaaaaaaaaaaaa...')"},
		{`"it's"`, `type string ("it's")`}, {"(function named() {})", "function named"}, {"(() => {})", "function "},
		{"new Map()", "an instance of Map"}, {"[]", "an instance of Array"}, {"({})", "an instance of Object"},
		{"Object.create(null)", "[Object: null prototype] {}"},
	}
	for _, test := range tests {
		value, err := New(Host{}).VM.RunString(test.source)
		if err != nil {
			t.Fatal(err)
		}
		if got := Received(value); got != test.want {
			t.Errorf("%s: got %q, want %q", test.source, got, test.want)
		}
	}
}

func TestErrorValueKeepsWhatWasThrown(t *testing.T) {
	e := New(Host{})
	_, err := e.VM.RunString("throw 5")
	if got := e.ErrorValue(errors.Join(errors.New("around"), err)); got.ToInteger() != 5 {
		t.Errorf("got %v", got)
	}
	if got := e.ErrorValue(&op.Error{Type: "NoSuchClass", Message: "oh"}); got.ToObject(e.VM).Get("message").String() != "oh" {
		t.Errorf("got %v", got)
	}
}
