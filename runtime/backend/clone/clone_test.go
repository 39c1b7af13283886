package clone_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
)

// newRuntime returns a runtime with the test's helpers: inspect describes a value exactly, for comparison.
func newRuntime(t testing.TB) *goja.Runtime {
	t.Helper()
	rt := goja.New()
	if _, err := rt.RunProgram(inspectProgram()); err != nil {
		t.Fatal(err)
	}
	return rt
}

var inspectProgram = sync.OnceValue(func() *goja.Program { return goja.MustCompile("inspect.js", inspectSource, false) })

const inspectSource = `
Symbol.asyncIterator ??= Symbol("Symbol.asyncIterator")
function inspect(root) {
	const seen = new Map()
	function show(v) {
		if (typeof v === 'string') { let s = ''; for (let i = 0; i < v.length; i++) s += v.charCodeAt(i).toString(16) + '.'; return '"' + s + '"' }
		if (typeof v === 'bigint') return v + 'n'
		if (Object.is(v, -0)) return '-0'
		if (v === null || typeof v !== 'object') return String(v)
		if (seen.has(v)) return '#' + seen.get(v)
		seen.set(v, seen.size)
		const tag = Object.prototype.toString.call(v)
		const proto = Object.getPrototypeOf(v)
		const parts = [proto === null ? 'null' : proto.constructor.name, tag]
		if (tag === '[object Date]') parts.push(v.getTime())
		else if (tag === '[object RegExp]') parts.push(v.source, v.flags)
		else if (tag === '[object Map]') v.forEach((value, key) => parts.push(show(key) + '=>' + show(value)))
		else if (tag === '[object Set]') v.forEach((value) => parts.push(show(value)))
		else if (v instanceof ArrayBuffer) parts.push(Array.from(new Uint8Array(v)).join())
		else if (ArrayBuffer.isView(v)) { parts.push(v.byteOffset, v.byteLength, show(v.buffer)); return parts.join(' ') }
		else if (proto !== null && typeof v.valueOf() !== 'object') { parts.push(show(v.valueOf())); return parts.join(' ') }
		if (v instanceof Error) parts.push('stack ' + v.stack)
		if (Array.isArray(v)) parts.push('length ' + v.length)
		for (const k of v instanceof Error ? Object.getOwnPropertyNames(v).sort() : Object.getOwnPropertyNames(v)) {
			if ((k === 'length' && Array.isArray(v)) || k === 'stack' || k === 'lastIndex') continue
			const d = Object.getOwnPropertyDescriptor(v, k)
			parts.push((d.enumerable ? '' : '~') + show(k) + ':' + show(d.value))
		}
		return '{' + parts.join(' ') + '}'
	}
	return show(root)
}`

func inspect(t testing.TB, rt *goja.Runtime, value goja.Value) string {
	t.Helper()
	function, _ := goja.AssertFunction(rt.Get("inspect"))
	text, err := function(goja.Undefined(), value)
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// tables has values and their texts. The same values are used to compare with the page's half.
var tables = []struct{ name, source, text string }{
	{"null", `null`, `null`},
	{"true", `true`, `true`},
	{"false", `false`, `false`},
	{"zero", `0`, `0`},
	{"integer", `-42`, `-42`},
	{"fraction", `0.1`, `0.1`},
	{"largest safe", `9007199254740991`, `9007199254740991`},
	{"huge", `1e300`, `1e+300`},
	{"tiny", `5e-324`, `5e-324`},
	{"negative zero", `-0`, `{"$":"number","v":"-0"}`},
	{"NaN", `NaN`, `{"$":"number","v":"NaN"}`},
	{"Infinity", `[Infinity, -Infinity]`, `[{"$":"number","v":"Infinity"},{"$":"number","v":"-Infinity"}]`},
	{"undefined", `undefined`, `{"$":"undefined"}`},
	{"string", `"hello"`, `"hello"`},
	{"empty string", `""`, `""`},
	{"escapes", `"a\"b\\c\n\t\r\u0000\u001f\u007f/"`, `"a\"b\\c\n\t\r\u0000\u001f` + "\x7f" + `/"`},
	{"unicode", `"grün 日本 \u{1F600}"`, `"grün 日本 😀"`},
	{"replacement character", `"\ufffd"`, "\"\ufffd\""},
	{"lone surrogates", `"a\ud800b\udc00"`, `"a\ud800b\udc00"`},
	{"reversed surrogates", `"\udc00\ud800"`, `"\udc00\ud800"`},
	{"line separators", `"\u2028\u2029"`, "\"\u2028\u2029\""},
	{"bigint", `-123456789012345678901234567890n`, `{"$":"bigint","v":"-123456789012345678901234567890"}`},
	{"bigints about 2^256", `[2n**256n-1n, 1n-2n**256n, 2n**256n, -(2n**256n)]`, `[{"$":"bigint","v":"115792089237316195423570985008687907853269984665640564039457584007913129639935"},` +
		`{"$":"bigint","v":"-115792089237316195423570985008687907853269984665640564039457584007913129639935"},` +
		`{"$":"bigint","v":"0x1` + strings.Repeat("0", 64) + `"},{"$":"bigint","v":"-0x1` + strings.Repeat("0", 64) + `"}]`},
	{"array", `[1,"a",[],null]`, `[1,"a",[],null]`},
	{"undefined in an array", `[undefined]`, `[{"$":"undefined"}]`},
	{"object", `({id:1,text:"hello",o:{}})`, `{"id":1,"text":"hello","o":{}}`},
	{"empty key", `({"":1})`, `{"":1}`},
	{"unicode key", `({"ключ":1})`, `{"ключ":1}`},
	{"surrogate key", `({"\ud800":1})`, `{"\ud800":1}`},
	{"dollar key", `({a:1,$:2})`, `{"$":"object","v":[["a",1],["$",2]]}`},
	{"proto key", `JSON.parse('{"__proto__":{"x":1}}')`, `{"$":"object","v":[["__proto__",{"x":1}]]}`},
	{"null prototype", `Object.assign(Object.create(null),{a:1})`, `{"a":1}`},
	{"class instance", `new (class P { constructor() { this.x = 1 } get y() { return 2 } })`, `{"x":1}`},
	{"getter", `({get a() { return 7 }})`, `{"a":7}`},
	{"hidden property", `Object.defineProperty({a:1},'b',{value:2})`, `{"a":1}`},
	{"symbol key", `({[Symbol('s')]:1,a:1})`, `{"a":1}`},
	{"holes", `[1,,3]`, `{"$":"array","n":3,"v":[[0,1],[2,3]]}`},
	{"hole at the end", `[1,,]`, `{"$":"array","n":2,"v":[[0,1]]}`},
	{"sparse", `(a => (a[1e6] = 1, a))([])`, `{"$":"array","n":1000001,"v":[[1000000,1]]}`},
	// goja's own order of a match's properties is not V8's.
	{"match", `(m => Object.assign([m[0]], {index: m.index, input: m.input, groups: m.groups}))(/b/.exec("abc"))`,
		`{"$":"array","n":1,"v":[[0,"b"],["index",1],["input","abc"],["groups",{"$":"undefined"}]]}`},
	{"date", `new Date(1e12)`, `{"$":"date","v":1000000000000}`},
	{"invalid date", `new Date(NaN)`, `{"$":"date","v":null}`},
	{"regexp", `/a\/"b/gi`, `{"$":"regexp","s":"a\\/\"b","f":"gi"}`},
	{"map", `new Map([[1,"a"],[{},[]]])`, `{"$":"map","v":[[1,"a"],[{},[]]]}`},
	{"empty map", `new Map`, `{"$":"map","v":[]}`},
	{"set", `new Set([1,"a",new Set])`, `{"$":"set","v":[1,"a",{"$":"set","v":[]}]}`},
	{"boxed number", `new Number(5)`, `{"$":"boxed","v":5}`},
	{"boxed string", `new String("s")`, `{"$":"boxed","v":"s"}`},
	{"boxed boolean", `new Boolean(false)`, `{"$":"boxed","v":false}`},
	{"boxed bigint", `Object(5n)`, `{"$":"boxed","v":{"$":"bigint","v":"5"}}`},
	{"cycle", `(o => (o.self = o))({a:1})`, `{"$":"def","id":1,"v":{"a":1,"self":{"$":"ref","id":1}}}`},
	{"array cycle", `(a => (a.push(a), a))([])`, `{"$":"def","id":1,"v":[{"$":"ref","id":1}]}`},
	{"shared", `(o => [o,o,{o}])({})`, `[{"$":"def","id":1,"v":{}},{"$":"ref","id":1},{"o":{"$":"ref","id":1}}]`},
	{"map cycle", `(m => m.set(m,m))(new Map)`, `{"$":"def","id":1,"v":{"$":"map","v":[[{"$":"ref","id":1},{"$":"ref","id":1}]]}}`},
	{"nested definitions", `(o => [o,o.a,o])({a:{}})`, `[{"$":"def","id":2,"v":{"a":{"$":"def","id":1,"v":{}}}},{"$":"ref","id":1},{"$":"ref","id":2}]`},
	{"shared date", `(d => [d,d])(new Date(0))`, `[{"$":"def","id":1,"v":{"$":"date","v":0}},{"$":"ref","id":1}]`},
	{"bytes", `new Uint8Array([1,2,3])`, `{"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":3}`},
	{"no bytes", `new Uint8Array(0)`, `{"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":0}`},
	{"buffer", `new Uint8Array([1,2,3]).buffer`, `{"$":"bytes","t":"ArrayBuffer","i":0,"o":0,"n":3}`},
	{"floats", `new Float64Array([1.5,-0])`, `{"$":"bytes","t":"Float64Array","i":0,"o":0,"n":2}`},
	{"bigints", `new BigUint64Array([1n])`, `{"$":"bytes","t":"BigUint64Array","i":0,"o":0,"n":1}`},
	{"clamped", `new Uint8ClampedArray([300])`, `{"$":"bytes","t":"Uint8ClampedArray","i":0,"o":0,"n":1}`},
	{"data view", `new DataView(new ArrayBuffer(8))`, `{"$":"bytes","t":"DataView","i":0,"o":0,"n":8}`},
	{"views of one buffer", `(b => [new Uint8Array(b,1,2), new Uint16Array(b,2,1)])(new Uint8Array([9,8,7,6]).buffer)`,
		`[{"$":"bytes","t":"Uint8Array","i":0,"o":1,"n":2},{"$":"bytes","t":"Uint16Array","i":0,"o":2,"n":1}]`},
	{"buffer and view", `(b => [b, new Uint8Array(b,1)])(new ArrayBuffer(2))`,
		`[{"$":"bytes","t":"ArrayBuffer","i":0,"o":0,"n":2},{"$":"bytes","t":"Uint8Array","i":0,"o":1,"n":1}]`},
	{"two buffers", `[new Uint8Array([1]), new Uint8Array([2])]`,
		`[{"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":1},{"$":"bytes","t":"Uint8Array","i":1,"o":0,"n":1}]`},
	{"error", `Object.assign(new TypeError("bad"),{stack:"S"})`, `{"$":"error","name":"TypeError","message":"bad","stack":"S"}`},
	{"error with everything",
		`Object.assign(new Error("m",{cause:new RangeError("c")}),{stack:"S",code:"ERR_X",errno:-2,path:"/x",f(){}},{get cause2(){return 1}})`, ``},
	{"error of a class", `(e => (e.name = "MyError", e.stack = "", e))(new (class MyError extends Error {})("x"))`,
		`{"$":"error","name":"MyError","message":"x","stack":""}`},
	{"aggregate error", `(e => (e.stack = "", e))(new AggregateError([1,2],"m"))`,
		`{"$":"error","name":"AggregateError","message":"m","stack":"","errors":[1,2]}`},
	{"cyclic error", `(e => (e.stack = "", Object.defineProperty(e, "cause", {value:e,writable:true,configurable:true})))(new Error("x"))`,
		`{"$":"def","id":1,"v":{"$":"error","name":"Error","message":"x","stack":"","cause":{"$":"ref","id":1}}}`},
	{"arguments", `(function () { return arguments })(1,2)`, `{"0":1,"1":2}`},
	{"proxy", `new Proxy({a:1},{})`, `{"a":1}`},
	{"proxy of an array", `new Proxy([1,2],{})`, `[1,2]`},
	{"subclass of array", `new (class L extends Array {})(1,2)`, `[1,2]`},
	{"dangling definition in an error", `(o => (e => (e.stack = "", e))(Object.assign(new Error("x"),{a:{o,f(){}},b:o})))({k:1})`,
		`{"$":"error","name":"Error","message":"x","stack":"","props":{"$":"object","v":[["b",{"k":1}]]}}`},
}

func TestEncode(t *testing.T) {
	for _, table := range tables {
		if table.text == "" {
			continue
		}
		t.Run(table.name, func(t *testing.T) {
			rt := newRuntime(t)
			text, _, err := clone.Encode(rt, run(t, rt, table.source), "value")
			if err != nil || text != table.text {
				t.Errorf("Encode(%s)\n got %s %v\nwant %s", table.source, text, err, table.text)
			}
		})
	}
}

func run(t testing.TB, rt *goja.Runtime, source string) goja.Value {
	t.Helper()
	value, err := rt.RunString("(" + source + ")")
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// changed are the tables whose values intentionally come back as something simpler.
var changed = map[string]bool{
	"null prototype": true, "class instance": true, "symbol key": true, "hidden property": true, "arguments": true, "proxy": true,
	"proxy of an array": true, "subclass of array": true, "error of a class": true, "error with everything": true,
	"dangling definition in an error": true, "getter": true,
}

func TestRoundTrip(t *testing.T) {
	for _, table := range tables {
		t.Run(table.name, func(t *testing.T) {
			rt := newRuntime(t)
			value := run(t, rt, table.source)
			text, blob, err := clone.Encode(rt, value, "value")
			if err != nil {
				t.Fatal(err)
			}
			back, err := clone.Decode(rt, text, bytes.Join(blob, nil))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := inspect(t, rt, back), inspect(t, rt, value); got != want && !changed[table.name] {
				t.Errorf("%s\n got %s\nwant %s", text, got, want)
			}
			again, _, err := clone.Encode(rt, back, "value")
			if err != nil || again != text {
				t.Errorf("the second encoding\n got %s %v\nwant %s", again, err, text)
			}
		})
	}
}

func TestErrorKeepsWhatCanBeSent(t *testing.T) {
	rt := newRuntime(t)
	value := run(t, rt, tables[indexOf(t, "error with everything")].source)
	text, _, err := clone.Encode(rt, value, "value")
	if err != nil {
		t.Fatal(err)
	}
	back, err := clone.Decode(rt, text, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := rt.Set("e", back); err != nil {
		t.Fatal(err)
	}
	got := run(t, rt, `[e.message, e.code, e.errno, e.path, e.cause2, "f" in e, e.cause instanceof RangeError, e.cause.message].join()`)
	if want := "m,ERR_X,-2,/x,1,false,true,c"; got.String() != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func indexOf(t *testing.T, name string) int {
	t.Helper()
	for i, table := range tables {
		if table.name == name {
			return i
		}
	}
	t.Fatalf("there is no table %q", name)
	return 0
}

func TestRefused(t *testing.T) {
	tables := []struct{ name, source, message string }{
		{"function", `[{handlers:{click(){}}}]`, `arguments[0].handlers.click is a function and can't be sent`},
		{"symbol", `[[Symbol()]]`, `arguments[0][0] is a symbol and can't be sent`},
		{"in a map", `[new Map([[1,()=>1]])]`, `arguments[0].values()[0] is a function and can't be sent`},
		{"key of a map", `[new Map([[()=>1,1]])]`, `arguments[0].keys()[0] is a function and can't be sent`},
		{"awkward keys", `[{"a b":{"":Symbol()}}]`, `arguments[0]["a b"][""] is a symbol and can't be sent`},
		{"unicode key", `[{"ключ":Symbol()}]`, `arguments[0].ключ is a symbol and can't be sent`},
		{"promise", `[Promise.resolve()]`, `arguments[0] is a Promise and can't be sent; await it first`},
		{"weak map", `[new WeakMap]`, `arguments[0] is a WeakMap and can't be sent`},
		{"generator", `[(function*(){})()]`, `arguments[0] is a Generator and can't be sent`},
		{"iterator", `[[].values()]`, `arguments[0] is an Array Iterator and can't be sent`},
		{"class", `[class A {}]`, `arguments[0] is a function and can't be sent`},
		{"proxy of a function", `[new Proxy(function(){},{})]`, `arguments[0] is a function and can't be sent`},
	}
	for _, table := range tables {
		t.Run(table.name, func(t *testing.T) {
			rt := newRuntime(t)
			_, _, err := clone.Encode(rt, run(t, rt, table.source), "arguments")
			var refused *clone.DataCloneError
			if !errors.As(err, &refused) || err.Error() != table.message {
				t.Errorf("got %v, want %s", err, table.message)
			}
		})
	}
}

func TestGetterThrows(t *testing.T) {
	for _, source := range []string{
		`({get a() { throw new TypeError("no") }})`,
		`new Proxy({}, {ownKeys() { throw new TypeError("no") }})`,
		`[{get a() { throw new TypeError("no") }}]`,
	} {
		rt := newRuntime(t)
		_, _, err := clone.Encode(rt, run(t, rt, source), "value")
		var exception *goja.Exception
		if !errors.As(err, &exception) || !strings.Contains(err.Error(), "TypeError: no") {
			t.Errorf("%s: got %v, want the getter's TypeError", source, err)
		}
	}
}

func TestDepth(t *testing.T) {
	rt := newRuntime(t)
	nest := func(depth int) goja.Value {
		value := goja.Undefined()
		for range depth {
			value = rt.ToValue(rt.NewArray(value))
		}
		return value
	}
	text, _, err := clone.Encode(rt, nest(clone.MaxDepth), "value")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := clone.Decode(rt, text, nil); err != nil {
		t.Error(err)
	}
	_, _, err = clone.Encode(rt, nest(clone.MaxDepth+1), "value")
	var refused *clone.DataCloneError
	if !errors.As(err, &refused) || len(err.Error()) > 500 {
		t.Errorf("one deeper: got %v, want a short DataCloneError", err)
	}
	_, err = clone.Decode(rt, strings.Repeat("[", clone.MaxDepth+1)+strings.Repeat("]", clone.MaxDepth+1), nil)
	var wrong *clone.SyntaxError
	if !errors.As(err, &wrong) {
		t.Errorf("one deeper: got %v, want a SyntaxError", err)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, text := range []string{
		``, `[`, `[1`, `[1,`, `[1,]`, `{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{a:1}`, `"`, `"\`, `"\u12`, `"\x"`, "\"\n\"", `tru`, `nul`,
		`-`, `01`, `1.e`, `+1`, `NaN`, `1 2`, ` 1`, `{"a":1,"$":2}`, `{"$":1}`, `{"$":"nothing"}`, `{"$":"number","v":"1"}`, `{"$":"number"}`,
		`{"$":"bigint","v":"x"}`, `{"$":"date","v":"x"}`, `{"$":"map","v":[1]}`, `{"$":"map","v":[[1]]}`, `{"$":"set","v":1}`, `{"$":"set"`,
		`{"$":"object","v":[[{},1]]}`, `{"$":"array","n":-1,"v":[]}`, `{"$":"array","n":4294967296,"v":[]}`, `{"$":"boxed","v":null}`,
		`{"$":"ref","id":1}`, `{"$":"def","id":0,"v":1}`, `[{"$":"def","id":1,"v":{}},{"$":"def","id":1,"v":{}}]`,
		`{"$":"def","id":1,"v":{"$":"def","id":2,"v":{}}}`, `{"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":0}`, "\"\xff\"",
		`{"$":"error","name":1}`,
	} {
		rt := newRuntime(t)
		_, err := clone.Decode(rt, text, nil)
		var wrong *clone.SyntaxError
		if !errors.As(err, &wrong) {
			t.Errorf("%q: got %v, want a SyntaxError", text, err)
		}
	}
}

func TestDecodeIgnoresSetters(t *testing.T) {
	rt := newRuntime(t)
	run(t, rt, `Object.defineProperty(Object.prototype, "x", {set() { throw new Error("called") }})`)
	value, err := clone.Decode(rt, `{"x":1,"__proto__":{"polluted":true}}`, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := rt.Set("v", value); err != nil {
		t.Fatal(err)
	}
	if got := run(t, rt, `v.x === 1 && v.polluted === undefined && Object.getPrototypeOf(v) === Object.prototype`); !got.ToBoolean() {
		t.Error("a key of the message reached a prototype")
	}
}

func TestLoneViewSendsItsBytesOnly(t *testing.T) {
	rt := newRuntime(t)
	value := run(t, rt, `new Uint8Array(new Uint8Array(100000).fill(1).buffer, 50001, 3)`)
	text, blob, err := clone.Encode(rt, value, "value")
	if err != nil {
		t.Fatal(err)
	}
	if size := len(bytes.Join(blob, nil)); size > 30 {
		t.Errorf("3 bytes of a large buffer are sent as %d (%s)", size, text)
	}
}

func TestEncodeError(t *testing.T) {
	rt := newRuntime(t)
	tables := []struct{ source, text string }{
		{`throw 5`, `5`},
		{`throw undefined`, `{"$":"undefined"}`},
		{`throw Object.assign(new RangeError("r"), {stack: ""})`, `{"$":"error","name":"RangeError","message":"r","stack":""}`},
		{`throw {f() {}}`, `{"$":"error","name":"Error","message":"the thrown value.f is a function and can't be sent","stack":""}`},
	}
	for _, table := range tables {
		_, err := rt.RunString(table.source)
		if text, _ := clone.EncodeError(rt, err); text != table.text {
			t.Errorf("%s\n got %s\nwant %s", table.source, text, table.text)
		}
	}
	if text, _ := clone.EncodeError(rt, errors.New("a \"Go\" error")); text != `{"$":"error","name":"Error","message":"a \"Go\" error","stack":""}` {
		t.Error(text)
	}
	text, _ := clone.EncodeError(rt, &clone.DataCloneError{Path: "x", Reason: "is y"})
	if !strings.HasPrefix(text, `{"$":"error","name":"DataCloneError","message":"x is y"`) || !strings.HasSuffix(text, `"code":25}`) {
		t.Error(text)
	}
}

func TestMicrotasksDoNotRunMeanwhile(t *testing.T) {
	rt := newRuntime(t)
	run(t, rt, `this.ran = false, this.value = [new Map([[1,2]]), new Set([1]), /x/, new Error("e"), new Float64Array(1), [,1], {$:1}]`)
	encode := func(goja.FunctionCall) goja.Value {
		text, blob, err := clone.Encode(rt, rt.Get("value"), "value")
		if err != nil {
			panic(err)
		}
		if _, err := clone.Decode(rt, text, bytes.Join(blob, nil)); err != nil {
			panic(err)
		}
		return rt.Get("ran")
	}
	if err := rt.Set("encode", encode); err != nil {
		t.Fatal(err)
	}
	if ran := run(t, rt, `Promise.resolve().then(() => { ran = true }), encode()`); ran.ToBoolean() {
		t.Error("a microtask ran in the middle of encoding")
	}
}
