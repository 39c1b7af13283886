package engine

import "testing"

// builtins are expressions and what they come to; they need the patched goja.
var builtins = []struct{ name, source, want string }{
	{"iterator helpers", `[1, 2, 3, 4].values().filter(x => x % 2).map(x => x * 10).toArray()`, "10,30"},
	{"take and drop", `[1, 2, 3, 4].values().drop(1).take(2).toArray()`, "2,3"},
	{"flatMap", `[1, 2].values().flatMap(x => [x, x]).toArray()`, "1,1,2,2"},
	{"reduce, some, every, find", `[[1, 2].values().reduce((a, b) => a + b), [1].values().some(x => x > 1), [1].values().every(x => x), [5].values().find(x => x)]`, "3,false,true,5"},
	{"take closes what it reads", `(() => { const log = []; const it = { next() { return { value: 1, done: false } }, return() { log.push('closed'); return {} }, __proto__: Iterator.prototype }; return [...it.take(1), ...log] })()`, "1,closed"},
	{"a helper that runs", `(() => { let it; try { it = [1].values().map(() => it.next()); it.next() } catch (e) { return e.name } })()`, "TypeError"},
	{"Iterator.from", `Iterator.from({ next() { return { done: this.n > 1, value: this.n++ } }, n: 0 }).toArray()`, "0,1"},
	{"Iterator.concat", `Iterator.concat([1], new Set([2])).toArray()`, "1,2"},
	{"Iterator.zip", `JSON.stringify([...Iterator.zip([[1, 2], ['a']], { mode: 'longest', padding: [0, '-'] })])`, `[[1,"a"],[2,"-"]]`},
	{"Iterator.zipKeyed", `JSON.stringify([...Iterator.zipKeyed({ a: [1], b: [2, 3] })])`, `[{"a":1,"b":2}]`},
	{"an iterator is disposable", `(() => { let closed = false; const it = { return() { closed = true }, __proto__: Iterator.prototype }; it[Symbol.dispose](); return closed })()`, "true"},
	{"Object.groupBy", `JSON.stringify(Object.groupBy([1, 2, 3], x => x % 2 ? 'odd' : 'even'))`, `{"odd":[1,3],"even":[2]}`},
	{"Map.groupBy", `[...Map.groupBy([1, -0, 0], x => x).entries()].join(';')`, "1,1;0,0,0"},
	{"Map getOrInsert", `(() => { const m = new Map; return [m.getOrInsert(1, 'a'), m.getOrInsert(1, 'b'), m.getOrInsertComputed(2, k => k * 2), m.size] })()`, "a,a,4,2"},
	{"withResolvers", `(() => { const p = Promise.withResolvers(); return [Object.keys(p), p.promise instanceof Promise] })()`, "promise,resolve,reject,true"},
	{"isWellFormed", `['a\ud800'.isWellFormed(), '\ud83d\ude00'.isWellFormed(), 'a\ud800b'.toWellFormed() === 'a\ufffdb']`, "false,true,true"},
	{"DisposableStack", `(() => { const log = []; const s = new DisposableStack; s.defer(() => log.push(1)); s.adopt(2, v => log.push(v)); s.use({ [Symbol.dispose]() { log.push(3) } }); s.dispose(); return [...log, s.disposed] })()`, "3,2,1,true"},
	{"SuppressedError", `(() => { const s = new DisposableStack; s.defer(() => { throw 1 }); s.defer(() => { throw 2 }); try { s.dispose() } catch (e) { return [e.name, e.error, e.suppressed] } })()`, "SuppressedError,1,2"},
	{"sumPrecise", `[Math.sumPrecise([1e308, 1e308, 0.1, 0.1, 1e30, 0.1, -1e30, -1e308, -1e308]), Object.is(Math.sumPrecise([]), -0)]`, "0.30000000000000004,true"},
	{"__defineGetter__", `(() => { const o = {}; o.__defineGetter__('x', () => 1); return [o.x, typeof o.__lookupGetter__('x'), o.__lookupSetter__('x')] })()`, "1,function,"},
	{"HTML methods", `['a'.anchor('"'), 'b'.bold()]`, `<a name="&quot;">a</a>,<b>b</b>`},
	{"getYear", `new Date(1999, 0).getYear()`, "99"},
	{"unscopables", `Object.keys(Array.prototype[Symbol.unscopables]).length`, "16"},
	{"a proxy's arguments", `(() => { let kept; const p = new Proxy(() => {}, { apply(_, __, args) { kept = args; return 0 } }); p(1, 2); [3, 4].map(x => x); return kept })()`, "1,2"},
	{"lone surrogates in strings", `[' \ud800 '.trim() === '\ud800', '\udc00É'.toLowerCase() === '\udc00é', '\ud800e\u0301'.normalize() === '\ud800é', decodeURI('\ud800%41') === '\ud800A']`, "true,true,true,true"},
	{"replaceAll with nothing to find", `'aé'.replaceAll('', '-')`, "-a-é-"},
	{"a body that ends the function", `(() => { try { return new Function('}, function () {') } catch (e) { return e.name } })()`, "SyntaxError"},
	{"parameters that end the list", `(() => { try { return new Function('/*', '*/) {') } catch (e) { return e.name } })()`, "SyntaxError"},
	{"braces in a body's strings", `new Function('a = (b) => { return "}" }', 'return a() + "}"')()`, "}}"},
	{"text of a bound function", `(function f() {}).bind() + ''`, "function () { [native code] }"},
	{"GeneratorFunction extends Function", `Object.getPrototypeOf(Object.getPrototypeOf(function* () {}).constructor) === Function`, "true"},
}

func TestBuiltins(t *testing.T) {
	e := newProgram().engine
	if !e.Patched() {
		t.Logf("without the patches to goja, %d built-in functions and corrections are missing", len(builtins))
		return
	}
	for _, test := range builtins {
		t.Run(test.name, func(t *testing.T) {
			value, err := e.VM.RunString("String(" + test.source + ")")
			if err != nil {
				t.Fatal(err)
			}
			if got := value.String(); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.source, got, test.want)
			}
		})
	}
}

func TestAsynchronousBuiltins(t *testing.T) {
	p := newProgram()
	if !p.engine.Patched() {
		t.Log("without the patches to goja, Array.fromAsync, Promise.try and AsyncDisposableStack are missing")
		return
	}
	expect(t, p.run(&Module{Name: "test", Source: `
		Array.fromAsync([1, Promise.resolve(2)], x => x * 2).then(a => log('fromAsync', String(a)))
		Promise.try((a, b) => a + b, 1, 2).then(x => log('try', x))
		Promise.try(() => { throw 1 }).catch(x => log('caught', x))
		const s = new AsyncDisposableStack
		s.defer(async () => log('first in, last out'))
		s.defer(() => { throw 3 })
		s.disposeAsync().catch(e => log('disposed', e))
	`}), "first in, last out", "try 3", "caught 1", "disposed 3", "fromAsync 2,4")
}
