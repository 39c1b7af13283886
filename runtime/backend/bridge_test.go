package backend

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// miniature is an app without windows: a backend, the router, and one page, whose script world is an engine of its own with the client
// in it. The two engines run on goroutines of their own, as the two processes do.
type miniature struct {
	t       *testing.T
	router  *bridge.Router
	view    *bridge.View
	backend *side
	page    *side
	refused []string
}

// side is one engine with its loop.
type side struct {
	*Backend
	dispatcher *dispatcher
	errors     lockedText
	over       chan struct{}
}

type lockedText struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (l *lockedText) Write(text []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(text)
}

func (l *lockedText) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}

// pageSource is the page's document and the relay.
const pageSource = `
const document = globalThis.document = new EventTarget()
globalThis.MutationObserver = class { observe() {} }
globalThis.location = { origin: 'app://localhost' }
globalThis.XMLHttpRequest = class {
	open(method, url) { this.method = method; this.url = url }
	send(body) {
		Object.assign(this, transfer(this.method, this.url, body))
		setTimeout(() => this.onload())
	}
	getResponseHeader() { return this.total }
}
document.addEventListener('deskjs:connect', () => document.dispatchEvent(new CustomEvent('deskjs:hello', { detail: secret })))
document.addEventListener('deskjs:send', (event) => {
	event.preventDefault()
	ask(event.detail)
})
globalThis.receive = (detail) => document.dispatchEvent(new CustomEvent('deskjs:receive', { detail }))
`

// helperSource is what tests have on both sides. The engines have no async generators: the bundler lowers them.
const helperSource = `
// generator makes an async generator of a list of steps: values to yield, or functions that return a promise of one.
globalThis.generator = (steps, atEnd = () => {}) => {
	let at = 0, over = false
	let queue = Promise.resolve()
	const inTurn = (step) => queue = queue.then(step, step)
	return {
		next: () => inTurn(async () => {
			if (over) return { done: true }
			if (at >= steps.length) { over = true; atEnd('ran out'); return { value: 'returned', done: true } }
			const step = steps[at++]
			try { return { value: typeof step === 'function' ? await step() : step, done: false } } catch (error) { over = true; atEnd('threw'); throw error }
		}),
		return: (value) => inTurn(async () => { if (!over) { over = true; atEnd('was ended') } return { value, done: true } }),
		[Symbol.asyncIterator]() { return this },
	}
}
globalThis.all = async (iterable) => { const it = iterable[Symbol.asyncIterator](), list = []; for (;;) { const { value, done } = await it.next(); if (done) return list; list.push(value) } }
`

// newSide starts an engine and returns when it has run main.
func newSide(t *testing.T, main func(*side) error) *side {
	t.Helper()
	s := &side{over: make(chan struct{})}
	started := make(chan struct{})
	go func() {
		defer close(s.over)
		s.Backend = New(Options{Host: engine.Host{Stdout: &s.errors, Stderr: &s.errors}})
		s.run(func() (goja.Value, error) {
			defer close(started)
			s.Engine.Loop.Hold(1)
			if _, err := s.Engine.VM.RunString(helperSource); err != nil {
				return nil, err
			}
			return nil, main(s)
		})
	}()
	<-started
	return s
}

func (s *side) stop() {
	select {
	case <-s.over:
		return
	default:
	}
	s.Engine.Loop.Post(func() {
		s.Engine.Loop.Hold(-1)
		s.Engine.Loop.Stop()
	})
	<-s.over
}

// do runs a function on the side's loop and waits for it.
func (s *side) do(what func()) {
	done := make(chan struct{})
	s.Engine.Loop.Post(func() {
		defer close(done)
		what()
	})
	select {
	case <-done:
	case <-s.over:
	}
}

func newMiniature(t *testing.T, code string) *miniature {
	t.Helper()
	a := &miniature{t: t}
	var functions []string
	a.router = bridge.NewRouter(bridge.Options{
		Send: func(records bridge.Records) error {
			if records.Blob != nil { // the page's memory
				records.Blob = [][]byte{bytes.Join(records.Blob, nil)}
			}
			backend := a.backend
			backend.Engine.Loop.Post(func() { backend.dispatcher.records(records) })
			return nil
		},
		Refused: func(_ *bridge.View, reason string) { a.refused = append(a.refused, reason) },
	})
	a.view = a.router.OpenView()
	a.view.SetWindow(bridge.Window{ID: 7, Name: "main", Origin: "app://localhost"})
	a.startBackend(code, func(names []string) { functions = names })
	a.router.SetAllowed(functions)
	a.router.BackendReady(functions)
	a.page = newSide(t, a.loadPage)
	t.Cleanup(func() {
		a.page.stop()
		a.view.Close()
		a.backend.stop()
		if text := a.page.errors.String() + a.backend.errors.String(); text != "" {
			t.Errorf("printed: %s", text)
		}
	})
	return a
}

func (a *miniature) startBackend(code string, ready func([]string)) {
	a.backend = newSide(a.t, func(s *side) error {
		d, err := newDispatcher(s.Backend, func(records bridge.Records) error {
			if records.Blob != nil {
				records.Blob = [][]byte{bytes.Join(records.Blob, nil)}
			}
			return a.router.Deliver(records)
		})
		if err != nil {
			return err
		}
		s.dispatcher = d
		d.contexts = usesContext(code)
		s.Engine.Loop.BeforePoll = d.flush
		exports, err := s.Loader.RunBundle(payload.BackendName, a.t.TempDir(), code)
		if err != nil {
			return err
		}
		ready(d.expose(exports))
		return nil
	})
}

func (a *miniature) loadPage(s *side) error {
	vm := s.Engine.VM
	for name, value := range map[string]any{
		"secret":   a.view.Secret(),
		"ask":      func(text string) { a.ask(s, text) },
		"transfer": func(call goja.FunctionCall) goja.Value { return a.transfer(vm, call) },
	} {
		if err := vm.Set(name, value); err != nil {
			return err
		}
	}
	if _, err := vm.RunString(pageSource); err != nil {
		return err
	}
	source := "'use strict';(function () {" + strings.ReplaceAll(bridge.ClientSource, "\nexport ", "\n") + "\nreturn { call, stream, emit, on, once, peer } })()"
	client, err := vm.RunScript("client.js", source)
	if err != nil {
		return err
	}
	return vm.Set("client", client)
}

func (a *miniature) ask(s *side, text string) {
	a.view.Ask(text, func(reply string) {
		s.Engine.Loop.Post(func() {
			receive, _ := goja.AssertFunction(s.Engine.VM.Get("receive"))
			_, err := receive(goja.Undefined(), s.Engine.VM.ToValue(reply))
			s.Engine.Loop.Report(err)
		})
	})
}

// transfer is the page's way of bytes.
func (a *miniature) transfer(vm *goja.Runtime, call goja.FunctionCall) goja.Value {
	answer := vm.NewObject()
	path, ok := bridge.ParseBytesPath(strings.TrimPrefix(call.Argument(1).String(), "app://localhost"))
	status := 404
	if ok && call.Argument(0).String() == "POST" {
		if err := a.router.Upload(path, bytes.Clone(call.Argument(2).Export().([]byte))); err == nil {
			status = 204
		}
	} else if ok {
		if piece, total, err := a.router.Download(path); err == nil {
			status = 200
			_ = answer.Set("response", vm.NewArrayBuffer(bytes.Clone(piece)))
			_ = answer.Set("total", total)
		}
	}
	_ = answer.Set("status", status)
	return answer
}

// eval runs an async function's body on a side and returns what it returns, as text.
func (s *side) eval(body string) string {
	outcome := make(chan string, 1)
	s.Engine.Loop.Post(func() {
		vm := s.Engine.VM
		_ = vm.Set("finish", func(text string) { outcome <- text })
		_, err := vm.RunString(`(async () => {` + body + `})().then((value) => finish(String(value)), (error) => finish('threw ' + (error?.stack ?? error)))`)
		if err != nil {
			outcome <- err.Error()
		}
	})
	select {
	case text := <-outcome:
		return text
	case <-s.over:
		return "the engine has ended: " + s.errors.String()
	}
}

func (a *miniature) want(body, want string) {
	a.t.Helper()
	if got := a.page.eval(body); got != want {
		a.t.Errorf("%s\n got %s\nwant %s", body, got, want)
	}
}

// lent returns how much either side of the page's connection has lent, borrowed, asked for and serves.
func (a *miniature) lent() string {
	var page, backend string
	const counts = `((peer) => [peer.lent.size, peer.borrowed.size, peer.waiting.size, peer.serving.size].join(' '))`
	count := func(s *side, peer goja.Value) string {
		function, err := s.Engine.VM.RunString(counts)
		if err != nil {
			return err.Error()
		}
		callable, _ := goja.AssertFunction(function)
		text, err := callable(goja.Undefined(), peer)
		if err != nil {
			return err.Error()
		}
		return text.String()
	}
	a.page.do(func() { page = count(a.page, a.page.Engine.VM.Get("client").(*goja.Object).Get("peer")) })
	a.backend.do(func() {
		var all []string
		for _, document := range a.backend.dispatcher.documents {
			if document.peer != nil {
				all = append(all, count(a.backend, document.peer))
			}
		}
		slices.Sort(all)
		backend = strings.Join(all, ", ")
	})
	return fmt.Sprintf("page %s; backend %s", page, backend)
}

func TestFunctionsCross(t *testing.T) {
	for _, test := range []struct{ name, code, body, want string }{
		{"called by the backend", `twice: async (f) => (await f(1)) + (await f(2))`, `return client.call('api.twice')((n) => n * 10)`, "30"},
		{"returned", `counter: async () => { let n = 0; return () => ++n }`, `const f = await client.call('api.counter')(); return [await f(), await f()]`, "1,2"},
		{"nested", `run: async ({ on }) => on.get('x')[0](5)`, `return client.call('api.run')({ on: new Map([['x', [async (n) => n + 1]]]) })`, "6"},
		{"throws in the page", `run: async (f) => { try { await f() } catch (e) { return e.message + e.code } }`, `return client.call('api.run')(() => { throw Object.assign(new Error('no'), { code: 5 }) })`, "no5"},
		{"throws in the backend", `make: async () => () => { throw new RangeError('far') }`, `const f = await client.call('api.make')(); try { await f() } catch (e) { return e.name + e.message }`, "RangeErrorfar"},
		{"comes home", `same: async (f) => f`, `const f = () => {}; return (await client.call('api.same')(f)) === f`, "true"},
		{"keeps its identity", `pair: async () => { const f = () => 1; return [f, { f }] }`, `const [a, { f }] = await client.call('api.pair')(); return a === f`, "true"},
		{"bytes as arguments and results", `run: async (f) => { const b = await f(new Uint8Array([1, 2])); return b.length }`, `return client.call('api.run')((bytes) => new Uint8Array(bytes.length + 5))`, "7"},
		{"in order", `run: async (f) => { await Promise.all([f(1), f(new Uint8Array(1)), f(3)]) }`, `const seen = []; await client.call('api.run')((x) => { seen.push(typeof x) }); return seen`, "number,object,number"},
		{"what comes back can't be sent", `make: async () => () => Symbol()`, `const f = await client.call('api.make')(); try { await f() } catch (e) { return e.name }`, "DataCloneError"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newMiniature(t, `exports.api = { api: { `+test.code+` } }`)
			a.want(test.body, test.want)
		})
	}
}

func TestSignalsCross(t *testing.T) {
	for _, test := range []struct{ name, code, body, want string }{
		{"from the page", `wait: async (o) => new Promise((resolve) => o.deep.signal.addEventListener('abort', () => resolve(o.deep.signal.reason.message)))`,
			`const c = new AbortController(); const p = client.call('api.wait')({ deep: { signal: c.signal } }); setTimeout(() => c.abort(new Error('enough')), 5); return p`, "enough"},
		{"aborted already", `wait: async ({ deep: [signal] }) => signal.aborted + signal.reason.message`,
			`return client.call('api.wait')({ deep: [AbortSignal.abort(new Error('before'))] })`, "truebefore"},
		{"from the backend", `make: async () => { const c = new AbortController(); setTimeout(() => c.abort(new Error('later')), 5); return c.signal }`,
			`const s = await client.call('api.make')(); return new Promise((resolve) => s.addEventListener('abort', () => resolve(s.aborted + s.reason.message)))`, "truelater"},
		{"rejects the call at once", `wait: async (x, { signal }) => new Promise(() => {})`,
			`const c = new AbortController(); const p = client.call('api.wait')(1, { signal: c.signal }); setTimeout(() => c.abort(new RangeError('enough')), 5); try { await p } catch (e) { return e === c.signal.reason }`, "true"},
		{"as an argument", `wait: async (signal) => new Promise(() => {})`,
			`const signal = AbortSignal.timeout(5); try { await client.call('api.wait')(signal) } catch (e) { return e.name }`, "TimeoutError"},
		{"is not sent any more", `wait: async (signal) => new Promise(() => {})`,
			`try { await client.call('api.wait')(AbortSignal.abort()) } catch (e) { return e.name }`, "AbortError"},
		{"into a function of the page", `run: async (f) => { const c = new AbortController(); const p = f({ x: { s: c.signal } }); c.abort(new Error('stop')); return p }`,
			`return client.call('api.run')(({ x: { s } }) => new Promise((resolve) => s.addEventListener('abort', () => resolve(s.reason.message))))`, "stop"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newMiniature(t, `exports.api = { api: { `+test.code+` } }`)
			a.want(test.body, test.want)
		})
	}
}

func TestStreamsCross(t *testing.T) {
	for _, test := range []struct{ name, code, body, want string }{
		{"result", `count: async () => generator([1, 2, 3])`, `return all(client.stream('api.count')())`, "1,2,3"},
		{"from call", `count: async () => generator([1, 2, 3])`, `return all(await client.call('api.count')())`, "1,2,3"},
		{"what it returns", `count: async () => generator([])`, `const s = client.stream('api.count')(); return JSON.stringify([await s.next(), await s.next()])`, `[{"value":"returned","done":true},{"done":true}]`},
		{"long", `count: async () => generator(Array.from({ length: 5000 }, (_, i) => i))`, `const l = await all(client.stream('api.count')()); return [l.length, l[4999], l.every((x, i) => x === i)]`, "5000,4999,true"},
		{"nested", `count: async () => ({ a: generator([1]), b: [generator([2, 3])] })`, `const { a, b: [b] } = await client.call('api.count')(); return [await all(b), await all(a)]`, "2,3,1"},
		{"argument", `sum: async (s) => { let n = 0; for (const x of await all(s)) n += x; return n }`, `return client.call('api.sum')(generator(Array.from({ length: 2000 }, () => 2)))`, "4000"},
		{"bytes in order", `count: async () => generator([new Uint8Array([1]), 2, new Uint8Array([3]), 4])`, `return (await all(client.stream('api.count')())).map((x) => typeof x === 'object' ? 'b' + x[0] : x)`, "b1,2,b3,4"},
		{"bytes in order to the backend", `join: async (s) => (await all(s)).map((x) => typeof x === 'object' ? 'b' + x[0] : x).join()`, `return client.call('api.join')(generator([new Uint8Array([1]), 2, new Uint8Array([3]), 4]))`, "b1,2,b3,4"},
		{"cycles among items", `count: async () => { const o = {}; o.o = o; return generator([o, 1, o]) }`, `const [a, b, c] = await all(client.stream('api.count')()); return [a.o === a, b, c.o === c]`, "true,1,true"},
		{"ReadableStream of the backend", `count: async () => new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); c.close() } })`, `const s = await client.call('api.count')(); return [s instanceof ReadableStream, await all(s)]`, "true,1,2"},
		{"ReadableStream of the page", `sum: async (s) => [s instanceof ReadableStream, await all(s)].join()`, `return client.call('api.sum')(new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); c.close() } }))`, "true,1,2"},
		{"error in the middle", `count: async () => generator([1, () => { throw new RangeError('no more') }])`, `const s = client.stream('api.count')(); const first = (await s.next()).value; try { await s.next() } catch (e) { return [first, e.name, e.message, JSON.stringify(await s.next())] }`, `1,RangeError,no more,{"done":true}`},
		{"an item that can't be sent", `count: async () => generator([1, Symbol()])`, `try { await all(client.stream('api.count')()) } catch (e) { return e.message }`, "item is a symbol and can't be sent"},
		{"not a stream", `one: async () => 1`, `try { await client.stream('api.one')().next() } catch (e) { return e.message }`, "api.one didn't return an async iterable."},
		{"return before next", `count: async () => generator([1])`, `const s = client.stream('api.count')(); return JSON.stringify([await s.return(5), await s.next()])`, `[{"value":5,"done":true},{"done":true}]`},
		{"many at once", `count: async (n) => generator(Array.from({ length: 50 }, () => n))`, `const lists = await Promise.all(Array.from({ length: 20 }, (_, n) => all(client.stream('api.count')(n)))); return lists.every((l, n) => l.length === 50 && l.every((x) => x === n))`, "true"},
		{"several next at once", `count: async () => generator([0, 1, 2])`, `const s = client.stream('api.count')(); const r = await Promise.all([s.next(), s.next(), s.next(), s.next(), s.next()]); return r.map((x) => x.done ? 'done' : x.value)`, "0,1,2,done,done"},
		{"read twice", `count: async () => { const g = generator([1]); return [g, g] }`, `const [a] = await client.call('api.count')(); return all(a)`, "1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newMiniature(t, `exports.api = { api: { `+test.code+` } }`)
			a.want(test.body, test.want)
		})
	}
}

// Leaving a stream ends what makes it, in either direction.
func TestStreamsEndEarly(t *testing.T) {
	const backend = `let ended = ''
		exports.api = { api: {
			ended: async () => ended,
			count: async () => generator(Array.from({ length: 5000 }, (_, i) => i), (how) => { ended = how }),
			readable: async () => new ReadableStream({ pull(c) { c.enqueue(1) }, cancel(reason) { ended = 'cancelled ' + reason } }),
			waiting: async () => generator([1, () => new Promise(() => {})], (how) => { ended = how }),
			take: async (s) => { const it = s[Symbol.asyncIterator](); const { value } = await it.next(); await it.return(); return value },
			cancel: async (s) => { const r = s.getReader(); const { value } = await r.read(); await r.cancel('enough'); return value },
		} }`
	for _, test := range []struct{ name, body, want string }{
		{"generator", `const s = client.stream('api.count')(); await s.next(); await s.return(); return client.call('api.ended')()`, "was ended"},
		{"generator in full run", `const s = client.stream('api.count')(); for (let i = 0; i < 700; i++) await s.next(); await s.return(); return client.call('api.ended')()`, "was ended"},
		{"throw", `const s = client.stream('api.count')(); await s.next(); try { await s.throw(new Error('x')) } catch (e) { return e.message + await client.call('api.ended')() }`, "xwas ended"},
		{"ReadableStream", `const s = await client.call('api.readable')(); const r = s.getReader(); await r.read(); await r.cancel('bored'); return client.call('api.ended')()`, "cancelled bored"},
		{"of the page", `let ended; const v = await client.call('api.take')(generator([7, 8, 9], (how) => { ended = how })); return [v, ended]`, "7,was ended"},
		{"ReadableStream of the page", `let ended; const v = await client.call('api.cancel')(new ReadableStream({ pull(c) { c.enqueue(3) }, cancel(r) { ended = r } })); return [v, ended]`, "3,enough"},
		{"one that waits", `const s = client.stream('api.waiting')(); await s.next(); const n = s.next(); await s.return(); return JSON.stringify(await n)`, `{"done":true}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newMiniature(t, backend)
			a.want(test.body, test.want)
			if got, want := a.lent(), "page 0 0 0 0; backend 0 0 0 0"; got != want {
				t.Errorf("left are %s, want %s", got, want)
			}
		})
	}
}

func TestContext(t *testing.T) {
	for _, test := range []struct{ name, code, body, want string }{
		{"of a call", `who: async () => { const { window, origin, signal } = getContext(); return [window.id, window.name, origin, signal.aborted].join() }`, `return client.call('api.who')()`, "7,main,app://localhost,false"},
		{"after it waited", `who: async () => { await new Promise((r) => setTimeout(r, 1)); await null; return getContext().window.id }`, `return client.call('api.who')()`, "7"},
		{"the same all along", `who: async () => { const c = getContext(); await null; return c === getContext() }`, `return client.call('api.who')()`, "true"},
		{"of a generator", `who: async () => generator([() => getContext().window.id, async () => { await null; return getContext().window.id }])`, `return all(client.stream('api.who')())`, "7,7"},
		{"of a callback", `make: async () => () => getContext().window.name`, `const f = await client.call('api.make')(); return f()`, "main"},
		{"none elsewhere", `who: async () => failed`, `return client.call('api.who')()`, "ERR_NO_CONTEXT"},
		{"cancelled", `wait: async (x, signal) => { const c = getContext(); return new Promise((r) => c.signal.addEventListener('abort', () => { seen = c.signal.reason.message; r() })) }, seen: async () => seen`,
			`const c = new AbortController(); const p = client.call('api.wait')(1, c.signal); setTimeout(() => c.abort(new Error('enough'))); try { await p } catch {} return client.call('api.seen')()`, "enough"},
		{"cancelled before it was asked for", `wait: async (signal) => { await new Promise((r) => { globalThis.go = r }); globalThis.told(getContext().signal.aborted) }, seen: async () => new Promise((r) => { globalThis.told = r; go() })`,
			`const c = new AbortController(); const p = client.call('api.wait')(c.signal); setTimeout(() => c.abort(new Error('enough'))); try { await p } catch {} return client.call('api.seen')()`, "true"},
		{"a stream that waits is left", `count: async () => { const { signal } = getContext(); return generator([1, () => new Promise((_, reject) => { signal.throwIfAborted(); signal.addEventListener("abort", () => reject(signal.reason)) })], (how) => { seen = how }) }, seen: async () => seen`,
			`const s = client.stream('api.count')(); await s.next(); s.next(); await s.return(); for (;;) { const how = await client.call('api.seen')(); if (how) return how }`, "threw"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newMiniature(t, `const { getContext } = require('deskjs'); let seen, failed; try { getContext() } catch (e) { failed = e.code }
				exports.api = { api: { `+test.code+` } }`)
			a.want(test.body, test.want)
		})
	}
}

func TestEventsCross(t *testing.T) {
	const backend = `const { emit, emitTo, on, once, getContext } = require('deskjs')
		const heard = []
		exports.api = { api: {
			emit: async (...args) => { await emit(...args) },
			emitTo: async (...args) => { await emitTo(...args) },
			burst: async (n) => { for (let i = 0; i < n; i++) await emit('tick', i); await emit('done') },
			on: async (name) => { const off = on(name, (v) => { heard.push(v, getContext().window.id); if (v === 'last') off() }) },
			once: async (name) => { once(name, (v) => heard.push(v)) },
			heard: async () => heard.join(),
		} }`
	const next = `const next = (name) => new Promise((resolve) => client.once(name, resolve));`
	for _, test := range []struct{ name, body, want string }{
		{"to the page", next + `const p = next('saved'); await client.call('api.emit')('saved', { id: 5n }); return (await p).id`, "5"},
		{"nobody listens", `await client.call('api.emit')('saved', 1); return 'fine'`, "fine"},
		{"bytes", next + `const p = next('x'); await client.call('api.emit')('x', new Uint8Array([1, 2])); return p`, "1,2"},
		{"to one window, by id", next + `const p = next('x'); await client.call('api.emitTo')(8, 'x', 1); await client.call('api.emitTo')(7, 'x', 2); return p`, "2"},
		{"by name", next + `const p = next('x'); await client.call('api.emitTo')('other', 'x', 1); await client.call('api.emitTo')('main', 'x', 2); return p`, "2"},
		{"by window", next + `const p = next('x'); await client.call('api.emitTo')({ id: 7 }, 'x', 2); return p`, "2"},
		{"many, in order", `let n = 0, ordered = true; const off = client.on('tick', (v) => { ordered &&= v === n++ }); const p = new Promise((r) => client.on('done', r)); await client.call('api.burst')(20000); await p; return n + ' ' + ordered`, "20000 true"},
		{"until it is enough", `let n = 0; const off = client.on('x', () => { n++; off() }); await client.call('api.emit')('x', 1); await client.call('api.emit')('x', 1); return n`, "1"},
		{"to the backend", `await client.call('api.on')('x'); await client.emit('x', 'a'); await client.emit('x', 'last'); await client.emit('x', 'b'); return client.call('api.heard')()`, "a,7,last,7"},
		{"to the backend, with bytes between", `await client.call('api.on')('x'); client.emit('x', 'a'); client.emit('x', new Uint8Array([9])); await client.emit('x', 'last'); return client.call('api.heard')()`, "a,7,9,7,last,7"},
		{"to the backend, once", `await client.call('api.once')('x'); await client.emit('x', 'a'); await client.emit('x', 'b'); return client.call('api.heard')()`, "a"},
		{"to a backend that doesn't listen", `for (let i = 0; i < 3000; i++) await client.emit('x', i); return client.call('api.heard')()`, ""},
		{"many to the backend", `await client.call('api.on')('x'); for (let i = 0; i < 5000; i++) await client.emit('x', i); await client.emit('x', 'last'); const list = (await client.call('api.heard')()).split(','); return list.length + ' ' + list[9998]`, "10002 4999"},
		{"a function can't be in one", `try { await client.call('api.emit')('x', 1); client.emit('x', () => {}) } catch (e) { return e.message }`, "event is a function and can't be sent"},
		{"a name that is none", `try { client.on('a b', () => {}) } catch (e) { return e.name + await client.call('api.emit')('', 1).catch((e) => e.code) }`, "TypeErrorERR_INVALID_ARG_VALUE"},
	} {
		t.Run(test.name, func(t *testing.T) {
			newMiniature(t, backend).want(test.body, test.want)
		})
	}
}
