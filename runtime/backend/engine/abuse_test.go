package engine

import (
	"strconv"
	"testing"

	"github.com/dop251/goja"
)

// TestBombs: what small programs ask for without end is refused, before memory is taken, and they go on.
func TestBombs(t *testing.T) {
	e := New(Host{})
	patched := e.Patched()
	e.Close()
	if !patched {
		t.Log("without the patches to goja these end the process: none was run")
		return
	}
	const (
		text     = "RangeError: Invalid string length"
		elements = "RangeError: Invalid array length"
		stack    = "RangeError: Maximum call stack size exceeded"
		bigint   = "RangeError: Maximum BigInt size exceeded"
	)
	for _, test := range []struct{ source, want string }{
		{"'x'.repeat(2 ** 40)", text},
		{"'x'.padStart(2 ** 40)", text},
		{"'x'.padEnd(2 ** 40, 'ab')", text},
		{"big.concat(big, big)", text},
		{"big + big + big", text},
		{"`${big}${big}${big}`", text},
		{"new Array(1e5).join('x'.repeat(1e5))", text},
		{"new Array(2 ** 32 - 1).join()", text},
		{"String(new Array(2 ** 32 - 1))", text},
		{"new ArrayBuffer(2 ** 52)", "RangeError: Array buffer allocation failed"},
		{"new Uint8Array(2 ** 52)", "RangeError: Invalid typed array length: 4503599627370496"},
		{"new Array(2 ** 32 - 1).toSorted()", elements},
		{"Math.max.apply(null, { length: 2 ** 32 - 1 })", stack},
		{"2n ** (2n ** 40n)", bigint},
		{"3n ** (2n ** 30n)", bigint},
		{"let a = 1n << 60000000n; a += 1n; a * a", bigint},
		{"1n << (2n ** 40n)", bigint},
		{"BigInt.asUintN(2 ** 53 - 1, -1n)", bigint},
		{"BigInt('9'.repeat(2 ** 25))", bigint},
		{"let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)", stack},
		{"let a = []; for (let i = 0; i < 1e5; i++) a = [a]; String(a)", stack},
		{"let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a.flat(Infinity)", stack},
		{"let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); f()", stack},
		{"let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x", stack},
		{"const f = () => f() + 1; f()", stack},
		{"const o = { get a() { return this.a } }; o.a", stack},
		{"const o = { toString() { return '' + o } }; '' + o", stack},
		{"const f = () => [2, 1].sort(f); f()", stack},
		{"class A { constructor() { new A } } new A", stack},
		{"function* g() { yield* g() } g().next()", stack},
		{"const f = () => 'a'.replace(/a/, f); f()", stack},
		{"const f = () => eval('f()'); f()", stack},
		{"eval('('.repeat(1e6) + ')'.repeat(1e6))", stack},
		{"eval('!'.repeat(1e6) + '1')", stack},
		{"Array.isArray(JSON.parse('['.repeat(1e6) + ']'.repeat(1e6)))", "true"},
		{"(-2n) ** 3n * 2n ** 70n === -(1n << 73n)", "true"},
		{"BigInt('-' + '1' + '0'.repeat(9000)) === -(10n ** 9000n)", "true"},
		{"'\\ufb01\\u00e9'.repeat(5e5).normalize('NFKD').length", "2000000"},
	} {
		got := newProgram().run(&Module{Name: "test", Source: `
			const big = ` + strconv.Quote(test.source) + `.includes('big') ? 'x'.repeat(2 ** 28) : ''
			let result
			try { result = String(eval(` + strconv.Quote(test.source) + `)) } catch (error) { result = String(error) }
			log(result)`})
		if len(got) != 1 || got[0] != test.want {
			t.Errorf("%s: %q, not %q", test.source, got, test.want)
		}
	}
}

// TestInterruptEndsLoopsInGo: built-in functions that loop long end with the engine, not after it.
func TestInterruptEndsLoopsInGo(t *testing.T) {
	e := New(Host{})
	patched := e.Patched()
	e.Close()
	if !patched {
		t.Log("without the patches to goja these are not interrupted: none was run")
		return
	}
	for _, source := range []string{
		"sparse.indexOf(1)",
		"sparse.includes(1)",
		"sparse.flat()",
		"sparse.findLast(() => false)",
		"[...sparse]",
		"Array.from(like)",
		"Array.prototype.indexOf.call(like, 1)",
		"[2, 1, 3].sort(() => { binding.stop(); for (;;) {} })",
	} {
		// The engine is interrupted within the loop, by a getter in Go: only the loop itself can see it.
		natives := func(e *Engine) map[string]any {
			return map[string]any{"stop": func(goja.FunctionCall) goja.Value { e.Interrupt("enough"); return goja.Undefined() }}
		}
		got := newProgram().run(&Module{Name: "test", Natives: natives, Source: `
			const sparse = new Array(2 ** 32 - 1), like = { length: 2 ** 32 - 1 }
			for (const o of [sparse, like]) for (const key of [0, 2 ** 32 - 2]) Object.defineProperty(o, key, { get: binding.stop, configurable: true })
			;` + source + `
			log('went on')`})
		if len(got) != 0 {
			t.Errorf("%s: %q", source, got)
		}
	}
}
