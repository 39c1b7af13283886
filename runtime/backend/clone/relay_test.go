package clone_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
)

// relaySource is what the relay needs of a page: posted are its messages to the host, heard what it tells the page.
const relaySource = documentSource + `
var window = globalThis, top = globalThis, posted = [], heard = []
for (const name of ['deskjs:hello', 'deskjs:receive', 'deskjs:backend']) document.addEventListener(name, (event) => heard.push(name + ' ' + event.detail))
var webkit = { messageHandlers: { deskjs: { postMessage(text) {
	posted.push(text)
	return text === 'broken' ? Promise.reject(new Error('no')) : Promise.resolve('answer to ' + text)
} } } }
const element = () => ({
	style: {}, isConnected: false, setAttribute(name, value) { this[name] = value },
	attachShadow() { return { append: (line) => { this.line = line } } },
	append(child) { child.isConnected = true; shown = child }, remove() { this.isConnected = false },
})
var shown = null
function Document() {}
Document.prototype = { createElement() { return element() }, get documentElement() { return root } }
const root = element()
`

func newRelay(t *testing.T, before string) *goja.Runtime {
	t.Helper()
	rt := newRuntime(t)
	for _, source := range []string{relaySource, before, bridge.RelaySource} {
		if _, err := rt.RunString(source); err != nil {
			t.Fatal(err)
		}
	}
	return rt
}

func wantList(t *testing.T, rt *goja.Runtime, name, want string) {
	t.Helper()
	if got := run(t, rt, name+".join('|')").String(); got != want {
		t.Errorf("%s: got %q, want %q", name, got, want)
	}
}

func TestRelayCarriesText(t *testing.T) {
	rt := newRelay(t, "")
	run(t, rt, `document.dispatchEvent(new CustomEvent('deskjs:send', { detail: 'call 1 api.a []' }))`)
	wantList(t, rt, "posted", bridge.HelloText+"|call 1 api.a []")
	wantList(t, rt, "heard", "deskjs:hello answer to hello|deskjs:receive answer to call 1 api.a []")
	run(t, rt, `document.dispatchEvent(new CustomEvent('deskjs:connect'))`)
	wantList(t, rt, "heard.slice(2)", "deskjs:hello answer to hello")
}

func TestRelayRefuses(t *testing.T) {
	for _, detail := range []string{`undefined`, `{}`, `["x"]`, `'hello'`, `'x'.repeat(64 * 1024 * 1024 + 1)`} {
		rt := newRelay(t, "")
		run(t, rt, `document.dispatchEvent(new CustomEvent('deskjs:send', { detail: `+detail+` }))`)
		wantList(t, rt, "posted", bridge.HelloText)
		wantList(t, rt, "heard", "deskjs:hello answer to hello|deskjs:receive null")
	}
}

func TestRelayTellsOfAFailedPost(t *testing.T) {
	rt := newRelay(t, "")
	run(t, rt, `document.dispatchEvent(new CustomEvent('deskjs:send', { detail: 'broken' }))`)
	wantList(t, rt, "heard.slice(1)", "deskjs:receive null")
}

func TestRelayStaysSilentElsewhere(t *testing.T) {
	for _, before := range []string{`location.origin = 'https://example.org'`, `location.origin = 'app://localhost.evil'`, `window = {}`} {
		rt := newRelay(t, before)
		run(t, rt, `document.dispatchEvent(new CustomEvent('deskjs:send', { detail: 'x' })), document.dispatchEvent(new CustomEvent('deskjs:connect'))`)
		wantList(t, rt, "posted.concat(heard)", "")
	}
}

func TestRelayShowsNotices(t *testing.T) {
	rt := newRelay(t, "")
	run(t, rt, `__deskjs.notice({ state: 'restarting', reason: 'it crashed' })`)
	if got := run(t, rt, `shown.isConnected && shown.line.textContent`).String(); got != "The app's backend stopped (it crashed); restarting…" {
		t.Errorf("shown is %q", got)
	}
	wantList(t, rt, "heard.slice(1)", `deskjs:backend {"state":"restarting","reason":"it crashed"}`)
	run(t, rt, `__deskjs.notice({ state: 'ready' })`)
	if run(t, rt, `shown.isConnected`).ToBoolean() {
		t.Error("the notice stays when the backend is ready")
	}
}

func TestOverlayShowsMessages(t *testing.T) {
	rt := newRelay(t, `
		var texts = [], navigator = { platform: 'Linux x86_64' }, addEventListener = () => {}, removeEventListener = () => {}
		function TextEncoder() { this.encode = (s) => new Uint8Array(Array.from(unescape(encodeURIComponent(s)), (c) => c.charCodeAt(0))) }
		function TextDecoder() { this.decode = (b) => decodeURIComponent(escape(String.fromCharCode(...b))) }
		document.documentElement = root
		Document.prototype.createElement = document.createElement = () => Object.defineProperty(element(), 'textContent', { set(text) { texts.push(text) } })`)
	if _, err := rt.RunString(bridge.OverlaySource); err != nil {
		t.Fatal(err)
	}
	run(t, rt, `__deskjs.problem([{ text: 'Expected ")"', file: 'a.ts', line: 3, column: 4, length: 2, lineText: '\tüx y', hint: 'Close it' }])`)
	frame := "3 | \tüx y\n  | \t ^^"
	got := run(t, rt, "texts.join('|')").String()
	for _, want := range []string{`Expected ")"`, "a.ts:3:4", frame, "Close it"} {
		if !strings.Contains(got, want) {
			t.Errorf("the overlay has %q, not %q", got, want)
		}
	}
	run(t, rt, `__deskjs.clearProblem()`)
	if run(t, rt, `shown.isConnected`).ToBoolean() {
		t.Error("the overlay stays when the problem is solved")
	}
}
