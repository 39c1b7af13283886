//go:build cgo

package window

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bridge"
)

// preload is a script of the isolated world that has contextBridge, as a bundle of a preload script does.
func preload(script string) string {
	source := strings.ReplaceAll(bridge.PreloadSource, "export const", "const")
	source = strings.ReplaceAll(source, "import { call, callNow } from 'deskjs:bridge'", "const call = undefined, callNow = undefined")
	return "(async function () {\n" + source + "\nconst ask = (text) => webkit.messageHandlers.deskjs.postMessage(text)\n" + script + "\n})()"
}

// TestContextBridge exposes an API and has the page use it: what its expression gives, as JSON.
func TestContextBridge(t *testing.T) {
	const api = `let kept
	contextBridge.exposeInMainWorld('api', {
		version: '1.2', nested: { list: [1, { two: 2 }] },
		add: (a, b) => a + b,
		map: () => new Map([['at', new Date(5)]]),
		bytes: (bytes) => bytes.map((byte) => byte * 2),
		later: async (text) => text + '!',
		fails: () => { throw new RangeError('out') },
		rejects: async () => { throw new TypeError('never') },
		each: (list, visit) => list.map((item) => visit(item, () => item)),
		keep: (callback) => { kept = callback },
		call: (value) => kept(value),
		same: (a, b) => a === b,
		maker: () => () => 'made',
		gives: { promise: Promise.resolve([7]) },
		node: () => document.body,
		symbol: () => Symbol('s'),
		type: (value) => Object.prototype.toString.call(value) + (value instanceof Array),
		own: (value) => Object.keys(value).join() + ({}).polluted,
		point: () => new (class Point { x = 1; get y() { return 2 } })(),
	})
	`
	tests := []struct{ name, page, want string }{
		{"values", `[api.version, api.nested]`, `["1.2",{"list":[1,{"two":2}]}]`},
		{"a function returns at once", `api.add(2, 3)`, `5`},
		{"clones", `[api.map() instanceof Map, api.map().get('at').getTime()]`, `[true,5]`},
		{"bytes", `[...api.bytes(new Uint8Array([1, 2]))]`, `[2,4]`},
		{"a promise", `[api.later('x') instanceof Promise, await api.later('x')]`, `[true,"x!"]`},
		{"a promise in an object", `await api.gives.promise`, `[7]`},
		{"a promise as an argument", `await api.later(await Promise.resolve('y'))`, `"y!"`},
		{"throws", `(() => { try { api.fails() } catch (error) { return [error instanceof RangeError, error.message] } })()`, `[true,"out"]`},
		{"rejects", `await api.rejects().catch((error) => [error instanceof TypeError, error.message])`, `[true,"never"]`},
		{"callbacks within calls", `api.each([1, 2], (item, again) => item * 10 + again())`, `[11,22]`},
		{"a callback kept", `(api.keep((value) => value + 1), api.call(1))`, `2`},
		{"a function is itself", `(() => { const f = () => {}; return [api.same(f, f), api.same(f, () => {}), api.maker()()] })()`, `[true,false,"made"]`},
		{"own prototypes", `[api.type([]), api.type({}), api.nested.list instanceof Array]`, `["[object Array]true","[object Object]false",true]`},
		{"not cloned back", `(() => { try { api.node() } catch (error) { return [error.name, error.message] } })()`, `["DataCloneError","An object could not be cloned."]`},
		{"not cloned there", `(() => { try { api.add(window) } catch (error) { return error.name } })()`, `"DataCloneError"`},
		{"symbols", `(() => { try { api.symbol() } catch (error) { return error.name } })()`, `"DataCloneError"`},
		{"own keys", `api.own(JSON.parse('{"__proto__":{"polluted":1},"constructor":2}'))`, `"__proto__,constructorundefined"`},
		{"what is shared is not reached by places", `(() => {
			for (let number = 1; number < 40; number++) {
				for (const path of [[0, '__proto__', 'polluted'], [0, 'constructor', 'prototype', 'polluted']]) {
					const detail = { kind: 'call', number, value: [{}], places: [{ path, kind: 'function', number: 1 }] }
					document.dispatchEvent(new CustomEvent('deskjs:to-preload', { detail }))
				}
			}
			return api.own({})
		})()`, `"undefined"`},
		{"instances are their properties", `Object.keys(api.point())`, `["x"]`},
		{"frozen", `(() => {
			const refused = [() => { api.add = 1 }, () => { api.nested.list.push(1) }, () => { delete window.api }, () => { window.api = 1 }]
			return refused.map((change) => { try { change(); return 'changed' } catch (error) { return error.name } })
		})()`, `["TypeError","TypeError","TypeError","TypeError"]`},
		{"the preload script's globals are its own", `[typeof contextBridge, typeof kept, typeof webkit]`, `["undefined","undefined","undefined"]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			asks := make(chan Ask, 10)
			openWorlds(t, asks, preload(api+`document.addEventListener('told', (event) => ask(event.detail))`),
				`<body><script type="module">
				let said
				try { said = JSON.stringify(`+test.page+`) } catch (error) { said = 'threw ' + error }
				document.dispatchEvent(new CustomEvent('told', { detail: said }))
				</script>`)
			ask := receive(t, asks, "what the page says")
			ask.Reply("")
			if ask.Text != test.want {
				t.Errorf("got %s, want %s", ask.Text, test.want)
			}
		})
	}
}

// openWorlds opens a window with a preload script and a page.
func openWorlds(t *testing.T, asks chan Ask, relay, html string) Window {
	t.Helper()
	handlerMutex.Lock()
	handler = func(request *Request) { request.Respond(htmlResponse("<!doctype html>" + html)) }
	handlerMutex.Unlock()
	closed := make(chan struct{})
	var native Window
	var err error
	onUI(t, func() {
		native, err = ui.Open(Options{URL: "app://localhost/", Title: t.Name(), Relay: relay, PageScript: bridge.PageWorldSource,
			OnAsk: func(ask Ask) { asks <- ask }, OnClosed: func() { close(closed) }})
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ui.Post(native.Close)
		receive(t, closed, "the end of the window")
	})
	return native
}
