package clone_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
)

// harness runs the page's client in goja against a real router: the relay and the document are the test's, and so are the
// functions of the backend.
type harness struct {
	t       *testing.T
	rt      *goja.Runtime
	router  *bridge.Router
	view    *bridge.View
	sent    []string         // what the client sent, message by message
	calls   []bridge.Records // what the backend got
	replies []func()         // answers on their way to the page
}

const documentSource = `
var listeners = {}
function EventTarget() {}
EventTarget.prototype = {
	addEventListener(name, listener) { (listeners[name] ??= []).push(listener) },
	dispatchEvent(event) {
		for (const listener of listeners[event.type] ?? []) listener(event)
		return !event.defaultPrevented
	},
}
function Event() {}
Event.prototype.preventDefault = function () { this.defaultPrevented = true }
function MutationObserver() { this.observe = () => {} }
var document = new EventTarget()
var location = { origin: 'app://localhost' }
function CustomEvent(type, { detail } = {}) { this.type = type; this.detail = detail }
CustomEvent.prototype = new Event()
var crypto = { getRandomValues(bytes) { for (let i = 0; i < bytes.length; i++) bytes[i] = Math.random() * 256; return bytes } }
function queueMicrotask(f) { Promise.resolve().then(f) }
var XMLHttpRequest = class {
	open(method, url) { this.method = method; this.url = url }
	send(body) {
		Object.assign(this, transfer(this.method, this.url, body))
		Promise.resolve().then(() => this.onload())
	}
	getResponseHeader() { return this.total }
}
Symbol.asyncIterator ??= Symbol('Symbol.asyncIterator')
function AbortSignal() {}
function ReadableStream() {}
`

func newHarness(t *testing.T) *harness {
	t.Helper()
	h := &harness{t: t, rt: newRuntime(t)}
	h.router = bridge.NewRouter(bridge.Options{
		Allowed: []string{"api.echo", "api.fail", "api.silent"},
		Send: func(records bridge.Records) error {
			h.calls = append(h.calls, records)
			return nil
		},
	})
	h.view = h.router.OpenView()
	h.router.BackendReady([]string{"api.echo", "api.fail", "api.silent"})
	run(t, h.rt, "Math.random = (() => { let n = 0; return () => (n = (n + 0.37) % 1) })()")
	if _, err := h.rt.RunString(documentSource); err != nil {
		t.Fatal(err)
	}
	if err := h.rt.Set("transfer", h.transfer); err != nil {
		t.Fatal(err)
	}
	h.load()
	return h
}

// load runs the client and connects what the relay would connect.
func (h *harness) load() {
	h.t.Helper()
	source := "'use strict';(function () {" + strings.ReplaceAll(bridge.ClientSource, "\nexport ", "\n") + "\nreturn { call, stream } })()"
	client, err := h.rt.RunScript("client.js", source)
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.rt.Set("client", client); err != nil {
		h.t.Fatal(err)
	}
	if err := h.rt.Set("post", h.post); err != nil {
		h.t.Fatal(err)
	}
	if err := h.rt.Set("secret", h.view.Secret()); err != nil {
		h.t.Fatal(err)
	}
	h.run(`document.addEventListener('deskjs:connect', () => document.dispatchEvent(new CustomEvent('deskjs:hello', { detail: secret })))
		document.addEventListener('deskjs:send', (event) => {
			event.preventDefault()
			post(event.detail)
		})`)
}

func (h *harness) post(call goja.FunctionCall) goja.Value {
	text := call.Argument(0).String()
	h.sent = append(h.sent, text)
	h.view.Ask(text, func(reply string) { h.replies = append(h.replies, func() { h.receive(h.rt.ToValue(reply)) }) })
	return goja.Undefined()
}

func (h *harness) receive(detail goja.Value) {
	if err := h.rt.Set("reply", detail); err != nil {
		h.t.Fatal(err)
	}
	h.run(`document.dispatchEvent(new CustomEvent('deskjs:receive', { detail: reply }))`)
}

// transfer is fetch.
func (h *harness) transfer(call goja.FunctionCall) goja.Value {
	answer := h.rt.NewObject()
	path, ok := bridge.ParseBytesPath(strings.TrimPrefix(call.Argument(1).String(), "app://localhost"))
	status := 404
	if ok && call.Argument(0).String() == "POST" {
		if err := h.router.Upload(path, bytes.Clone(call.Argument(2).Export().([]byte))); err == nil {
			status = 204
		}
	} else if ok {
		if piece, total, err := h.router.Download(path); err == nil {
			status = 200
			_ = answer.Set("response", h.rt.NewArrayBuffer(bytes.Clone(piece)))
			_ = answer.Set("total", total)
		}
	}
	_ = answer.Set("status", status)
	return answer
}

func (h *harness) run(source string) {
	h.t.Helper()
	if _, err := h.rt.RunString(source); err != nil {
		h.t.Fatal(err)
	}
}

// settle lets the backend and the host work until nothing is left to do.
func (h *harness) settle() {
	h.t.Helper()
	for len(h.calls) > 0 || len(h.replies) > 0 {
		if len(h.replies) > 0 {
			reply := h.replies[0]
			h.replies = h.replies[1:]
			reply()
			continue
		}
		records := h.calls[0]
		h.calls = h.calls[1:]
		for record := range bridge.ParseRecords(records.Text) {
			answer, blob := backend(h.t, record, bytes.Join(records.Blob, nil))
			if answer.Kind == "" {
				continue
			}
			if err := h.router.Deliver(bridge.Records{View: records.View, Text: answer.String(), Blob: blob}); err != nil {
				h.t.Error(err)
			}
		}
	}
}

// backend answers: echo returns its first argument, fail throws it, silent never answers.
func backend(t *testing.T, record bridge.Record, blob []byte) (answer bridge.Record, parts [][]byte) {
	t.Helper()
	if record.Kind != bridge.RecordCall {
		return answer, nil
	}
	answer.ID = record.ID
	function, arguments, err := record.Call()
	if err != nil {
		t.Fatal(err)
	}
	if function == "api.silent" {
		return bridge.Record{}, nil
	}
	rt := newRuntime(t)
	list, err := clone.Decode(rt, arguments, blob)
	if err != nil {
		t.Fatal(err)
	}
	answer.Kind = bridge.RecordResult
	if function == "api.fail" {
		answer.Kind = bridge.RecordError
	}
	answer.Rest, parts, err = clone.Encode(rt, list.(*goja.Object).Get("0"), "result")
	if err != nil {
		t.Fatal(err)
	}
	return answer, parts
}

// check runs an async body and wants what it returns, as text.
func (h *harness) check(body, want string) {
	h.t.Helper()
	h.run(`var outcome = 'still running'; (async () => {` + body + `})().then((value) => { outcome = String(value) }, (error) => { outcome = 'threw ' + error.stack })`)
	h.settle()
	if got := h.rt.Get("outcome").String(); got != want {
		h.t.Errorf("%s\n got %s\nwant %s", body, got, want)
	}
}

func TestClientCalls(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"result", `return client.call('api.echo')({ a: 1 }).then(JSON.stringify)`, `{"a":1}`},
		{"special values", `const v = await client.call('api.echo')([undefined, -0, 5n, new Date(7)]); return [v[0], Object.is(v[1], -0), v[2], v[3].getTime()].join()`, `,true,5,7`},
		{"bytes both ways", `const v = await client.call('api.echo')({ bytes: new Uint8Array([1, 2, 3]) }); return v.bytes`, `1,2,3`},
		{"bytes as they were", `const b = new Uint8Array([1]); const p = client.call('api.echo')(b); b[0] = 9; return p`, `1`},
		{"many at once", `const f = client.call('api.echo'); return Promise.all([f(1), f(new Uint8Array([2])), f(3)])`, `1,2,3`},
		{"one after the other", `const f = client.call('api.echo'); return [await f(1), await f(2)]`, `1,2`},
		{"error", `try { await client.call('api.fail')(Object.assign(new RangeError('no'), { code: 'ERR_X', extra: 1, stack: 'RangeError: no\n    at backend.ts:1:2' })) } catch (e) {
			return [e instanceof RangeError, e.message, e.code, e.extra, e.stack.startsWith('RangeError: no\n    at backend.ts:1:2')] }`, `true,no,ERR_X,1,true`},
		{"thrown value", `try { await client.call('api.fail')(5) } catch (e) { return 'caught ' + e }`, `caught 5`},
		{"can't be sent", `try { await client.call('api.echo')({ f: Symbol() }) } catch (e) { return e.name + ': ' + e.message }`, `DataCloneError: arguments[0].f is a symbol and can't be sent`},
		{"not allowed", `try { await client.call('api.secret')() } catch (e) { return e.code }`, `ERR_CALL_NOT_ALLOWED`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHarness(t)
			h.check(test.body, test.want)
		})
	}
}

func TestClientCoalesces(t *testing.T) {
	h := newHarness(t)
	h.check(`const f = client.call('api.echo'); return Promise.all(Array.from({ length: 100 }, (_, i) => f(i))).then((list) => list.length)`, "100")
	if calls := strings.Count(h.sent[0], "call "); calls != 100 {
		t.Errorf("the first message has %d of the 100 calls", calls)
	}
}

func TestClientSendsNoMoreThanNeeded(t *testing.T) {
	h := newHarness(t)
	h.check(`const f = client.call('api.echo'); for (let i = 0; i < 5; i++) await f(i)`, "undefined")
	if len(h.sent) != 5 {
		t.Errorf("5 calls, one after the other, took %d messages: %q", len(h.sent), h.sent)
	}
}

func TestClientKeepsAnAskOpen(t *testing.T) {
	h := newHarness(t)
	h.check(`client.call('api.silent')(); return client.call('api.echo')(1)`, "1")
	if last := h.sent[len(h.sent)-1]; last != "" {
		t.Errorf("nothing stays with the host while a call is unanswered: the last message was %q", last)
	}
}

func TestClientBackendGone(t *testing.T) {
	h := newHarness(t)
	h.run(`var outcome; client.call('api.silent')().catch((error) => { outcome = error.code })`)
	h.router.BackendGone("it crashed")
	h.settle()
	if got := h.rt.Get("outcome").String(); got != bridge.CodeBackendGone {
		t.Errorf("the call ended with %s", got)
	}
}

func TestClientPostFails(t *testing.T) {
	h := newHarness(t)
	h.run(`var outcome; client.call('api.silent')().catch((error) => { outcome = error.code })`)
	h.receive(goja.Null())
	if got := h.rt.Get("outcome").String(); got != bridge.CodeBackendGone {
		t.Errorf("the call ended with %s", got)
	}
}

func TestClientOutsideAWindow(t *testing.T) {
	h := newHarness(t)
	h.run(`listeners = {}`)
	h.check(`try { await client.call('api.echo')(1) } catch (e) { return e.code + ' ' + e.message }`,
		"ERR_NOT_IN_DESKJS api.echo can't be called: this page is not inside a DeskJS window.")
	h.check(`try { await client.stream('api.count')().next() } catch (e) { return e.code }`, "ERR_NOT_IN_DESKJS")
}
