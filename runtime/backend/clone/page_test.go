package clone_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
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

var pageProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("clone.js", "(function () {"+bridge.CloneSource+"\nglobalThis.limits = limits; return { encode, decode } })()", false)
})

func newPage(t testing.TB) *page {
	t.Helper()
	rt := newRuntime(t)
	if run(t, rt, `JSON.parse('"\\ud800"') !== '\ud800'`).ToBoolean() {
		run(t, rt, parseSource)
	}
	value, err := rt.RunProgram(pageProgram())
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
		t.Errorf("page to backend: %s\n%s", text, difference(got, want))
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
		t.Errorf("backend to page: %s\n%s", text2, difference(got, want))
	}
}

// difference shows where two descriptions part.
func difference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(i-100, 0)
	return fmt.Sprintf(" got ...%.300s\nwant ...%.300s", got[min(from, len(got)):], want[min(from, len(want)):])
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
