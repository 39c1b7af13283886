package clone_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
)

// page is the page's half of the codec, run in a runtime of its own.
type page struct {
	t              testing.TB
	rt             *goja.Runtime
	encode, decode goja.Callable
	owner          goja.Value // of what is lent and borrowed, or nil
}

func newPage(t testing.TB) *page {
	t.Helper()
	rt := newRuntime(t)
	if run(t, rt, `JSON.parse('"\\ud800"') !== '\ud800'`).ToBoolean() {
		run(t, rt, parseSource)
	}
	script := "(function () {" + bridge.CloneSource + "\nglobalThis.limits = limits; return { encode, decode } })()"
	value, err := rt.RunScript("clone.js", script)
	if err != nil {
		t.Fatal(err)
	}
	p := &page{t: t, rt: rt}
	p.encode, _ = goja.AssertFunction(value.(*goja.Object).Get("encode"))
	p.decode, _ = goja.AssertFunction(value.(*goja.Object).Get("decode"))
	return p
}

// parseSource is JSON.parse as it should be: goja's loses lone surrogates. They become other characters before, and
// themselves after.
const parseSource = `(function (parse) {
	JSON.parse = (text) => fix(parse(text.replace(/\\(?:u(d[8-f])(..)|[^])/g, (all, high, low) => high === undefined ? all : String.fromCharCode(parseInt(high, 16) - 0xd8 + 0xe8 << 8 | parseInt(low, 16)))))
	function fix(v) {
		if (typeof v === 'string') return v.replace(/[\ue800-\uefff]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x1000))
		if (Array.isArray(v)) return v.map(fix)
		if (v === null || typeof v !== 'object') return v
		const o = {}
		for (const k of Object.keys(v)) Object.defineProperty(o, fix(k), { value: fix(v[k]), enumerable: true, writable: true, configurable: true })
		return o
	}
})(JSON.parse)`

// owned returns the owner, which scripts find by that name.
func (p *page) owned() goja.Value {
	if p.owner == nil {
		return goja.Undefined()
	}
	if err := p.rt.Set("owner", p.owner); err != nil {
		p.t.Fatal(err)
	}
	return p.owner
}

// send returns what the page would send: the text, and the blob that client.js makes of the parts.
func (p *page) send(value goja.Value) (text string, blob []byte, err error) {
	result, err := p.encode(goja.Undefined(), value, p.rt.ToValue("arguments"), p.owned())
	if err != nil {
		return "", nil, err
	}
	var parts [][]byte
	list := result.(*goja.Object).Get("parts").(*goja.Object)
	for i := range int(list.Get("length").ToInteger()) {
		parts = append(parts, list.Get(fmt.Sprint(i)).Export().([]byte))
	}
	if parts != nil {
		blob = bytes.Join(append([][]byte{bridge.BlobHeader(parts)}, parts...), nil)
	}
	return result.(*goja.Object).Get("text").String(), blob, nil
}

// receive returns the value that the page would make of what it got. The parts are views of one buffer, as when downloaded.
func (p *page) receive(text string, blob []byte) (goja.Value, error) {
	views := p.rt.NewArray()
	if len(blob) > 0 {
		buffer := p.rt.ToValue(p.rt.NewArrayBuffer(blob))
		offset := 4 + 8*int(binary.LittleEndian.Uint32(blob))
		parts, err := bridge.ParseBlob(blob)
		if err != nil {
			return nil, err
		}
		for i, part := range parts {
			view, err := p.rt.New(p.rt.Get("Uint8Array"), buffer, p.rt.ToValue(offset), p.rt.ToValue(len(part)))
			if err != nil {
				return nil, err
			}
			if err := views.Set(fmt.Sprint(i), view); err != nil {
				return nil, err
			}
			offset += len(part)
		}
	}
	return p.decode(goja.Undefined(), p.rt.ToValue(text), views, p.owned())
}

// compare sends a value both ways: from the page to the backend, and from the backend to the page.
func compare(t *testing.T, source string, exact bool) {
	t.Helper()
	p, backend := newPage(t), newRuntime(t)
	sent := run(t, p.rt, source)
	text, blob, err := p.send(sent)
	if err != nil {
		t.Fatal(err)
	}
	arrived, err := clone.Decode(backend, text, blob)
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if got, want := inspect(t, backend, arrived), inspect(t, p.rt, sent); got != want && exact {
		t.Errorf("page to backend: %s\n got %s\nwant %s", text, got, want)
	}
	text2, blob2, err := clone.Encode(backend, arrived, "value")
	if err != nil {
		t.Fatal(err)
	}
	back, err := p.receive(text2, bytes.Join(blob2, nil))
	if err != nil {
		t.Fatalf("%v: %s", err, text2)
	}
	if got, want := inspect(t, p.rt, back), inspect(t, backend, arrived); got != want {
		t.Errorf("backend to page: %s\n got %s\nwant %s", text2, got, want)
	}
}

func TestPageAndBackendAgree(t *testing.T) {
	for _, table := range tables {
		t.Run(table.name, func(t *testing.T) { compare(t, table.source, !changed[table.name]) })
	}
}

func TestPageEncodesAlike(t *testing.T) {
	for _, table := range tables {
		if table.text == "" {
			continue
		}
		t.Run(table.name, func(t *testing.T) {
			p := newPage(t)
			text, _, err := p.send(run(t, p.rt, table.source))
			if err != nil || text != table.text {
				t.Errorf("%s\n got %s %v\nwant %s", table.source, text, err, table.text)
			}
		})
	}
}

func TestPageRefuses(t *testing.T) {
	tables := []struct{ source, message string }{
		{`[{handlers:{click(){}}}]`, "DataCloneError: arguments[0].handlers.click is a function and can't be sent"},
		{`[[Symbol()]]`, "DataCloneError: arguments[0][0] is a symbol and can't be sent"},
		{`[new Map([[1,()=>1]])]`, "DataCloneError: arguments[0].values()[0] is a function and can't be sent"},
		{`[{"a b":Symbol()}]`, `DataCloneError: arguments[0]["a b"] is a symbol and can't be sent`},
		{`[Promise.resolve()]`, "DataCloneError: arguments[0] is a Promise and can't be sent; await it first"},
		{`[new WeakMap]`, "DataCloneError: arguments[0] is a WeakMap and can't be sent"},
		{`[{[Symbol.asyncIterator]() {}}]`, "DataCloneError: arguments[0] is an async iterable and can't be sent"},
		{`[(function*(){})()]`, "DataCloneError: arguments[0] is a Generator and can't be sent"},
		{`[{get a() { throw new RangeError("no") }}]`, "RangeError: no"},
	}
	for _, table := range tables {
		p := newPage(t)
		_, _, err := p.send(run(t, p.rt, table.source))
		if err == nil || !strings.HasPrefix(err.Error(), table.message) {
			t.Errorf("%s: got %v, want %s", table.source, err, table.message)
		}
	}
}

// randomSource makes a graph out of a seed, with everything that can be sent and with references between its objects.
const randomSource = `(function (seed) {
	const objects = []
	const random = (n) => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor(seed / 4294967296 * n) }
	const strings = ['', 'a', '$', '__proto__', 'length', '0', '7', 'grün', '\u{1F600}', '\ud800', 'x\udfffy', '"\\\n', '\u2028', 'constructor']
	const text = () => strings[random(strings.length)]
	const keep = (object) => (objects.push(object), object)
	function make(depth) {
		if (depth > 5 || random(5) === 0) return leaf()
		if (objects.length > 0 && random(6) === 0) return objects[random(objects.length)]
		const n = random(5)
		switch (random(9)) {
			case 0: { const a = keep([]); for (let i = 0; i < n; i++) a.push(make(depth + 1)); return a }
			case 1: { const a = keep([]); a.length = n + random(3); for (let i = 0; i < n; i++) if (random(2)) a[i] = make(depth + 1); return a }
			case 2: { const m = keep(new Map); for (let i = 0; i < n; i++) m.set(make(depth + 1), make(depth + 1)); return m }
			case 3: { const s = keep(new Set); for (let i = 0; i < n; i++) s.add(make(depth + 1)); return s }
			case 4: { const e = keep(new [Error, TypeError, RangeError][random(3)](text())); e.stack = text(); if (random(2)) e.code = text(); if (random(2)) e.more = make(depth + 1); return e }
			default: { const o = keep({}); for (let i = 0; i < n; i++) Object.defineProperty(o, text(), { value: make(depth + 1), enumerable: true, writable: true, configurable: true }); return o }
		}
	}
	function leaf() {
		switch (random(16)) {
			case 0: return undefined
			case 1: return null
			case 2: return random(2) === 0
			case 3: return -0
			case 4: return NaN
			case 5: return random(1000) - 500
			case 6: return random(1 << 30) * 1e-7
			case 7: return BigInt(random(1 << 30)) ** 5n
			case 8: return keep(new Date(random(2) ? random(1 << 30) * 1000 : NaN))
			case 9: return keep(/a+/g)
			case 10: return keep(Object(text()))
			case 11: return keep(new Uint8Array([1, 2, random(256)]))
			case 12: { const b = keep(new ArrayBuffer(16)); keep(new Float32Array(b, 4)); return new DataView(b, random(8)) }
			case 13: return keep(new BigInt64Array(random(3)))
			default: return text()
		}
	}
	return make(0)
})(%d)`

func FuzzGraph(f *testing.F) {
	for seed := range uint32(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint32) {
		compare(t, fmt.Sprintf(randomSource, seed), true)
	})
}

func FuzzDecode(f *testing.F) {
	for _, table := range tables {
		f.Add(table.text, []byte{1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 8, 9})
	}
	f.Fuzz(func(t *testing.T, text string, blob []byte) {
		rt := goja.New()
		value, err := clone.Decode(rt, text, blob)
		if err != nil {
			return
		}
		if _, _, err := clone.Encode(rt, value, "value"); err != nil {
			t.Errorf("what was decoded of %q can't be encoded: %v", text, err)
		}
	})
}
