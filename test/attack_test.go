//go:build linux

package test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// An attack is a page that tries to get what it must not have. Every attack runs in the same app, built as it ships; the
// page is loaded anew for each.
type attack struct {
	name string
	// before runs before any other script of the page, and before its content is there.
	before string
	// script is the body of an async function in the page, when that has loaded. In it are
	//
	//	api      what the page imports from backend/api.ts: touch(who) is noted, list() tells who touched, and so on
	//	raw(text)  sends text to the host as the client does, and resolves with what comes back, "" after a while without
	//	frame(attributes)  adds an iframe with the attributes and resolves with what its script found out
	//	elsewhere  the address of a server of another origin, which counts its visitors
	//	turn(n)    waits for n answers of the host
	script string
	// want is what the script returns. "..." stands for any text.
	want string
	// logs are what the host has to log.
	logs []string
}

// hostilePage runs before everything else in the page.
const hostilePage = `
	sessionStorage.before && before[sessionStorage.before]()
	window.raw = (text) => new Promise((resolve) => {
		const answered = (event) => { document.removeEventListener('deskjs:receive', answered); resolve(String(event.detail)) }
		document.addEventListener('deskjs:receive', answered)
		document.dispatchEvent(new CustomEvent('deskjs:send', { detail: text }))
		setTimeout(answered, 3000, { detail: '' })
	})
	window.turn = async (count) => { for (let i = 0; i < count; i++) await fetch('/frame.html?' + i).then((response) => response.text()).catch(() => {}) }
	window.frame = (attributes) => new Promise((resolve) => {
		const frame = document.createElement('iframe')
		addEventListener('message', (event) => { if (typeof event.data === 'string' && !event.data.startsWith('call')) resolve(event.data) })
		document.addEventListener('securitypolicyviolation', (event) => resolve('forbidden by ' + event.effectiveDirective))
		for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value)
		document.body.append(frame)
		setTimeout(resolve, 2000, 'silence')
	})`

// hostileFrame is the script of frames: it tries every way to the host that there is, and tells what came of it.
const hostileFrame = `(async () => {
	const found = []
	const attempt = async (what, how) => { try { if (await how()) found.push(what) } catch {} }
	await attempt('a message handler', () => window.webkit.messageHandlers.deskjs.postMessage('call 1 api.touch ["a frame"]'))
	await attempt('a global', () => globalThis.__deskjs || globalThis.deskjs)
	await attempt('the page', () => parent.document.dispatchEvent(new CustomEvent('deskjs:connect')))
	await attempt('a relay', () => {
		let heard = false
		for (const name of ['deskjs:hello', 'deskjs:receive']) document.addEventListener(name, () => { heard = true })
		document.dispatchEvent(new CustomEvent('deskjs:connect'))
		document.dispatchEvent(new CustomEvent('deskjs:send', { detail: 'call 1 api.touch ["a frame"]' }))
		return heard
	})
	await attempt('bytes', async () => {
		const url = 'app://localhost/.deskjs/bytes/' + '0'.repeat(32) + '/' + '1'.repeat(32)
		return (await fetch(url)).ok || (await fetch(url, { method: 'POST', body: new Uint8Array(4) })).ok
	})
	for (const kind of ['deskjs:send', 'deskjs:connect']) parent.postMessage({ type: kind, detail: 'call 1 api.touch ["a frame"]' }, '*')
	parent.postMessage(found.join(', ') || 'nothing', '*')
})()`

// hostileWorker does the same in workers.
const hostileWorker = `
	const found = []
	const tell = (say) => {
		if (globalThis.webkit && webkit.messageHandlers) found.push('a message handler')
		if (globalThis.document) found.push('a document')
		fetch('app://localhost/.deskjs/bytes/' + '0'.repeat(32) + '/' + '1'.repeat(32)).then((response) => response.ok && found.push('bytes'), () => {})
			.then(() => say(found.join(', ') || 'nothing'))
	}
	if ('onconnect' in globalThis) onconnect = ({ ports }) => tell((text) => ports[0].postMessage(text))
	else tell((text) => postMessage(text))`

const hostileAPI = `
	import net from 'node:net'
	const touched: string[] = []
	export async function touch(who: string) { touched.push(who) }
	export async function list() { return touched }
	export async function secret(): Promise<string> { touched.push('secret'); return 'the secret' }
	export async function echo(value: unknown) { return value }
	export async function fail(message: string) { throw Object.assign(new Error(message), { name: message, code: message }) }
	export async function throwing(): Promise<object> { return { get a() { throw new TypeError('thrown by a getter') } } }
	export async function host(): Promise<object> { return new net.Socket() }
	export async function* count() { for (let i = 0; ; i++) yield i }
	export async function never() { await new Promise(() => {}) }`

var hostile struct {
	once    sync.Once
	program string
}

// hostileApp returns the app that attacks run in, which is built once.
func hostileApp(t *testing.T) string {
	t.Helper()
	hostile.once.Do(func() {
		dir, err := os.MkdirTemp("", "deskjs-hostile")
		if err != nil {
			t.Fatal(err)
		}
		var before strings.Builder
		before.WriteString("const before = {")
		for _, a := range attacks {
			if a.before != "" {
				name, err := json.Marshal(a.name)
				if err != nil {
					t.Fatal(err)
				}
				before.WriteString(string(name) + "() {" + a.before + "},\n")
			}
		}
		before.WriteString("}\n")
		fill(t, dir, "deskjs.json", `{ "name": "Hostile", "id": "org.deskjs.hostile", "version": "1.0.0",
				"windows": [{ "name": "main", "capabilities": ["api.touch", "api.l*", "api.e*", "api.f*", "api.throwing", "api.host", "api.count", "api.never"] }] }`,
			"frontend/index.html", `<!doctype html><title>Hostile</title><script src="hostile.js"></script><body><p id="out"></p><script type="module" src="main.ts"></script>`,
			"frontend/hostile.js", before.String()+hostilePage,
			"frontend/main.ts", `import * as api from '../backend/api'; Object.assign(window, { api, loaded: Math.random() })`,
			"frontend/public/frame.html", `<!doctype html><script src="/frame.js"></script>`, "frontend/public/frame.js", hostileFrame,
			"frontend/public/worker.js", hostileWorker, "backend/api.ts", hostileAPI)
		command(t, "build", "--automation", dir)
		hostile.program = filepath.Join(dir, "dist", "hostile")
	})
	if hostile.program == "" {
		t.Fatal("the hostile app could not be built")
	}
	return hostile.program
}

// load loads the page anew, with the script before.
func (p *page) load(before string) {
	p.t.Helper()
	p.eventually(`window.leaving = true; sessionStorage.before = arguments[0]; location.href = '/?' + Math.random(); return true`, before)
	p.eventually(`return window.loaded !== undefined && window.leaving === undefined`)
}

// outcome runs the body of an async function in the page and returns what it returns, or throws.
func (p *page) outcome(script, elsewhere string) string {
	p.t.Helper()
	p.must(p.Execute(nil, `
		window.outcome = null
		const elsewhere = arguments[0]
		Promise.resolve().then(async () => { `+script+` }).then((value) => { window.outcome = String(value) }, (error) => { window.outcome = 'threw ' + (error.code || error.name) + ': ' + error.message })`, elsewhere))
	p.eventually(`return window.outcome !== null`)
	var outcome string
	p.must(p.Execute(&outcome, `return String(window.outcome)`)) // "undefined" of another document
	return outcome
}

// TestAttacks runs all attacks of the table.
func TestAttacks(t *testing.T) {
	var visitors atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		visitors.Add(1)
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<script>" + hostileFrame + "</script>"))
	}))
	defer elsewhere.Close()
	p := open(t, home(t), hostileApp(t))
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			p.t = t
			before := ""
			if a.before != "" {
				before = a.name
			}
			p.load(before)
			if got := p.outcome(a.script, elsewhere.URL); !like(got, a.want) {
				t.Errorf("the page got %q, want %q", got, a.want)
			}
			for _, log := range a.logs {
				want := strings.ReplaceAll(log, "ELSEWHERE", elsewhere.URL)
				until(t, "the log has "+want, func() bool { return strings.Contains(p.output.String(), want) })
			}
			// The app is as it was, and nobody reached what only they ask for.
			p.load("")
			if got := p.outcome(`return location.origin + ' ' + (await api.list()).join()`, ""); got != "app://localhost " {
				t.Errorf("the app is at, and was touched by: %q", got)
			}
			if count := visitors.Load(); count != 0 {
				t.Errorf("the other server had %d visitors", count)
			}
		})
	}
	p.t = t
}

// like compares a text with one in which "..." stands for anything.
func like(text, pattern string) bool {
	parts := strings.Split(pattern, "...")
	if len(parts) == 1 {
		return text == pattern
	}
	rest, found := strings.CutPrefix(text, parts[0])
	for _, part := range parts[1 : len(parts)-1] {
		if found {
			_, rest, found = strings.Cut(rest, part)
		}
	}
	return found && strings.HasSuffix(rest, parts[len(parts)-1])
}

// TestNoWindowIsOpenedByAClick: what a browser takes for the user's wish is refused too, and told.
func TestNoWindowIsOpenedByAClick(t *testing.T) {
	p := open(t, home(t), hostileApp(t))
	p.load("")
	p.must(p.Execute(nil, `document.body.innerHTML = '<a id="link" href="/frame.html?link" target="_blank" rel="opener">link</a> <button id="button">open</button>'
		document.querySelector('#button').onclick = () => { window.opened = [window.open('https://elsewhere.test/'), window.open('/frame.html?button', 'main')] }`))
	p.click("#link")
	p.click("#button")
	p.eventually(`return window.opened !== undefined && window.opened.every((opened) => opened === null) && frames.length === 0`)
	for _, line := range []string{`Refused a window for "app://localhost/frame.html?link"`, `"https://elsewhere.test/" could not be opened in the browser`, `Refused a window for "app://localhost/frame.html?button"`} {
		until(t, "the log has "+line, func() bool { return strings.Contains(p.output.String(), line) })
	}
	handles, err := p.Windows()
	p.must(err)
	if len(handles) != 1 {
		t.Errorf("%d windows are open", len(handles))
	}
}
