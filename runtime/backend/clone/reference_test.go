package clone_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
)

// lender lends functions and async iterables, numbered from 1, and makes {kind, id, value} of what it borrows.
type lender struct {
	rt      *goja.Runtime
	lent    []string
	revoked []uint64
}

func (l *lender) Lend(kind string, object *goja.Object) (clone.Reference, bool) {
	if refused := object.Get("refused"); refused != nil {
		return clone.Reference{}, false
	}
	l.lent = append(l.lent, kind)
	return clone.Reference{Kind: kind, ID: uint64(len(l.lent)), Value: object.Get("along")}, true
}

func (l *lender) Revoke(r clone.Reference) { l.revoked = append(l.revoked, r.ID) }

func (l *lender) Borrow(r clone.Reference) (goja.Value, error) {
	if r.ID == 13 {
		return nil, errors.New("thirteen")
	}
	made := l.rt.NewObject()
	if r.Value == nil {
		r.Value = goja.Undefined()
	}
	for key, value := range map[string]any{"kind": r.Kind, "id": r.ID, "value": r.Value} {
		if err := made.Set(key, value); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// ownerSource is a lender of the page's.
const ownerSource = `(() => {
	const owner = { lent: [], revoked: [],
		lend(kind, object) {
			if (object.refused) return undefined
			owner.lent.push(kind)
			const reference = { kind, id: owner.lent.length }
			if (object.along !== undefined) reference.value = object.along
			return reference
		},
		revoke({ id }) { owner.revoked.push(id) },
		borrow: (kind, id, value) => ({ kind, id, value }),
	}
	return owner
})()`

var referenceTables = []struct{ name, source, text, revoked string }{
	{"function", `[() => 1]`, `[{"$":"function","id":1}]`, ""},
	{"the same function twice", `(f => [f, {f}])(() => 1)`, `[{"$":"def","id":1,"v":{"$":"function","id":1}},{"f":{"$":"ref","id":1}}]`, ""},
	{"two functions", `[() => 1, function () {}]`, `[{"$":"function","id":1},{"$":"function","id":2}]`, ""},
	{"class", `class A {}`, `{"$":"function","id":1}`, ""},
	{"proxy of a function", `new Proxy(() => 1, {})`, `{"$":"function","id":1}`, ""},
	{"with a value", `Object.assign(() => 1, {along: new Date(0)})`, `{"$":"function","id":1,"v":{"$":"date","v":0}}`, ""},
	{"with a function", `Object.assign(() => 1, {along: [() => 2]})`, `{"$":"function","id":1,"v":[{"$":"function","id":2}]}`, ""},
	{"with itself", `(f => (f.along = [f], f))(() => 1)`, `{"$":"def","id":1,"v":{"$":"function","id":1,"v":[{"$":"ref","id":1}]}}`, ""},
	{"async iterable", `({[Symbol.asyncIterator]() {}})`, `{"$":"iterable","id":1}`, ""},
	{"of a class", `[new (class { [Symbol.asyncIterator]() {} })]`, `[{"$":"iterable","id":1}]`, ""},
	{"no method", `({[Symbol.asyncIterator]: 1})`, `{}`, ""},
	{"refused", `[() => 1, Object.assign(() => 1, {refused: true})]`, "value[1] is a function and can't be sent", "1"},
	{"a symbol beside it", `[() => 1, () => 2, Symbol()]`, "value[2] is a symbol and can't be sent", "2,1"},
	{"in an error", `Object.assign(new Error("m"), {stack: "", on: {f() {}, s: Symbol()}, g() {}})`,
		`{"$":"error","name":"Error","message":"m","stack":"","props":{"$":"object","v":[["g",{"$":"function","id":2}]]}}`, "1"},
}

func TestReferences(t *testing.T) {
	for _, table := range referenceTables {
		t.Run(table.name, func(t *testing.T) {
			rt := newRuntime(t)
			owner := &lender{rt: rt}
			text, _, err := clone.Codec{Owner: owner}.Encode(rt, run(t, rt, table.source), "value")
			if err != nil {
				text = err.Error()
			}
			revoked := strings.ReplaceAll(strings.Trim(fmt.Sprint(owner.revoked), "[]"), " ", ",")
			if text != table.text || revoked != table.revoked {
				t.Errorf("the backend\n got %s, revoked %q\nwant %s, revoked %q", text, revoked, table.text, table.revoked)
			}

			p := newPage(t)
			p.owner = run(t, p.rt, ownerSource)
			text, _, err = p.send(run(t, p.rt, table.source))
			if err != nil {
				text = strings.TrimPrefix(errorMessage(err), "DataCloneError: ")
			}
			want := strings.Replace(table.text, "value", "arguments", 1)
			if !strings.HasPrefix(table.text, "value") {
				want = table.text
			}
			revoked = run(t, p.rt, "owner.revoked.join()").String()
			if text != want || revoked != table.revoked {
				t.Errorf("the page\n got %s, revoked %q\nwant %s, revoked %q", text, revoked, want, table.revoked)
			}
		})
	}
}

// errorMessage is the first line of a JavaScript error.
func errorMessage(err error) string {
	line, _, _ := strings.Cut(err.Error(), " at ")
	return line
}

const borrowed = `[{"$":"def","id":1,"v":{"$":"function","id":7,"v":{"$":"bigint","v":"1"}}},{"$":"ref","id":1},{"$":"signal","id":0},{"$":"port","id":9007199254740991}]`

const wantBorrowed = `v[0] === v[1] && v.map(({ kind, id, value }) => kind + id + value).join() === 'function71,function71,signal0undefined,port9007199254740991undefined'`

func TestBorrow(t *testing.T) {
	rt := newRuntime(t)
	value, err := clone.Codec{Owner: &lender{rt: rt}}.Decode(rt, borrowed, nil)
	if err != nil {
		t.Fatal(err)
	}
	check := func(rt *goja.Runtime, value goja.Value) {
		t.Helper()
		if err := rt.Set("v", value); err != nil {
			t.Fatal(err)
		}
		if !run(t, rt, wantBorrowed).ToBoolean() {
			t.Errorf("got %s", run(t, rt, "v.map(({ kind, id, value }) => kind + id + value).join()"))
		}
	}
	check(rt, value)
	p := newPage(t)
	p.owner = run(t, p.rt, ownerSource)
	value, err = p.receive(borrowed, nil)
	if err != nil {
		t.Fatal(err)
	}
	check(p.rt, value)
}

func TestBorrowRefused(t *testing.T) {
	rt := newRuntime(t)
	for _, text := range []string{
		`{"$":"function"}`, `{"$":"function","id":-1}`, `{"$":"function","id":0.5}`, `{"$":"function","id":"1"}`,
		`{"$":"function","id":9007199254740992}`, `{"$":"function","id":1,"v":}`, `{"$":"function","id":1,"x":1}`,
		`{"$":"function","id":{"$":"bigint","v":"1"}}`,
	} {
		_, err := clone.Codec{Owner: &lender{rt: rt}}.Decode(rt, text, nil)
		var wrong *clone.SyntaxError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: got %v, want a SyntaxError", text, err)
		}
	}
	_, err := clone.Codec{Owner: &lender{rt: rt}}.Decode(rt, `{"$":"function","id":13}`, nil)
	if err == nil || err.Error() != "thirteen" {
		t.Errorf("got %v, want the owner's error", err)
	}
	_, err = clone.Decode(rt, `[{"$":"stream","id":1}]`, nil)
	var refused *clone.DataCloneError
	if !errors.As(err, &refused) {
		t.Errorf("without an owner: got %v, want a DataCloneError", err)
	}
	_, err = newPage(t).receive(`[{"$":"stream","id":1}]`, nil)
	if want := "DataCloneError: " + refused.Error(); err == nil || errorMessage(err) != want {
		t.Errorf("the page without an owner: got %v, want %s", err, want)
	}
}
