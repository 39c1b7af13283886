package backend

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// entangled is a backend that has lent, borrowed and begun all there is.
const entangled = `const { getContext } = require('deskjs')
	const seen = globalThis.seen = []
	exports.api = { api: {
		keep: async (f) => { getContext().signal.addEventListener('abort', () => seen.push('aborted')); f().then(() => seen.push('answered'), (e) => seen.push(e.code)) },
		wait: async () => new Promise(() => {}),
		lend: async () => ({ f: () => 1, signal: new AbortController().signal, unread: generator([1], (how) => seen.push('unread ' + how)) }),
		count: async () => generator(Array.from({ length: 100 }, (_, i) => i), (how) => seen.push('count ' + how)),
		read: async (s) => { const it = s[Symbol.asyncIterator](); await it.next(); it.next().then(() => {}, (e) => seen.push('read ' + e.code)) },
		hello: async () => 'hello',
	} }`

// entangle does the page's part, and leaves everything unfinished.
const entangle = `
	globalThis.log = []
	const note = (what) => [() => log.push(what + ' fulfilled'), (error) => log.push(what + ' ' + error.code)]
	await client.call('api.keep')(() => new Promise(() => {}))
	await client.call('api.read')(generator([1, () => new Promise(() => {})]))
	client.call('api.wait')().then(...note('wait'))
	globalThis.lent = await client.call('api.lend')()
	lent.signal.addEventListener('abort', () => log.push('signal ' + lent.signal.reason.code))
	globalThis.stream = client.stream('api.count')()
	await stream.next()
	return 'ready'`

func TestPageThatIsGoneLeavesNothing(t *testing.T) {
	for name, end := range map[string]func(*bridge.View){"navigation": (*bridge.View).Reset, "close": (*bridge.View).Close} {
		t.Run(name, func(t *testing.T) {
			a := newMiniature(t, entangled)
			a.want(entangle, "ready")
			end(a.view)
			const want = "ERR_PAGE_GONE,aborted,count was ended,read ERR_PAGE_GONE,unread was ended"
			if got := a.backend.eval(`while (seen.length < 5) await new Promise(setImmediate); return seen.sort().join()`); got != want {
				t.Errorf("the backend saw %s, want %s", got, want)
			}
			a.backend.do(func() {
				if d := a.backend.dispatcher; len(d.documents) != 0 || len(d.listeners) != 0 {
					t.Errorf("%d documents and %d listeners are left", len(d.documents), len(d.listeners))
				}
			})
		})
	}
}

func TestBackendThatIsGoneLeavesNothing(t *testing.T) {
	a := newMiniature(t, entangled)
	a.want(entangle, "ready")
	a.backend.stop()
	a.router.BackendGone("it crashed")
	var functions []string
	a.startBackend(entangled, func(names []string) { functions = names })
	a.router.BackendReady(functions)
	a.want(`while (log.length < 2) await new Promise(setImmediate); return log.sort().join()`, "signal ERR_BACKEND_GONE,wait ERR_BACKEND_GONE")
	a.want(`try { await lent.f() } catch (e) { return e.code }`, bridge.CodeReferenceGone)
	a.want(`try { await lent.unread.next() } catch (e) { return e.code }`, bridge.CodeReferenceGone)
	a.want(`try { for (;;) if ((await stream.next()).done) return 'done' } catch (e) { return e.code }`, bridge.CodeBackendGone)
	a.want(`return client.call('api.hello')()`, "hello")
	if got := a.lent(); !strings.HasPrefix(got, "page 0 0 0 0;") {
		t.Errorf("left are %s", got)
	}
}

// A call that waits for the next backend keeps what it lends.
func TestCallAcrossBackends(t *testing.T) {
	const code = `exports.api = { api: { run: async (f) => f(20), wait: async () => new Promise(() => {}) } }`
	a := newMiniature(t, code)
	a.want(`client.call('api.wait')().catch(() => {}); client.call('api.run')((n) => new Promise(() => {})).catch(() => {}); return 'begun'`, "begun")
	a.backend.stop()
	a.router.BackendGone("it crashed")
	a.page.do(func() {
		if _, err := a.page.Engine.VM.RunString(`globalThis.late = client.call('api.run')((n) => n * 2)`); err != nil {
			t.Error(err)
		}
	})
	var functions []string
	a.startBackend(code, func(names []string) { functions = names })
	a.router.BackendReady(functions)
	a.want(`return late`, "40")
}

func TestWhatIsGarbageIsGivenBack(t *testing.T) {
	if !engine.Patched() {
		t.Log("not without the patches of goja: FinalizationRegistry")
		return
	}
	a := newMiniature(t, `exports.api = { api: { take: async (f) => { await f(1) }, lend: async () => [() => 1, () => 2, generator([1, 2])] } }`)
	a.want(`for (let i = 0; i < 50; i++) { await client.call('api.take')(() => i); await client.call('api.lend')() } return 'done'`, "done")
	// The engines' own stacks may hold the last of each for a while.
	for few := false; !few; {
		runtime.GC()
		var counts [8]int
		_, err := fmt.Sscanf(a.lent(), "page %d %d %d %d; backend %d %d %d %d", &counts[0], &counts[1], &counts[2], &counts[3], &counts[4], &counts[5], &counts[6], &counts[7])
		few = err == nil && slices.Max(counts[:]) <= 3
	}
}

func TestReferencesAreLimited(t *testing.T) {
	a := newMiniature(t, `exports.api = { api: { take: async (list) => list.length } }`)
	a.want(`return client.call('api.take')(Array.from({ length: 100 }, () => () => {}))`, "100")
	a.router.SetLimits(bridge.Limits{References: 50})
	a.view.Reset()
	a.page.do(func() { _ = a.page.Engine.VM.Set("secret", a.view.Secret()) })
	a.want(`try { return await client.call('api.take')(Array.from({ length: 100 }, () => () => {})) } catch (e) { return e.code }`, bridge.CodeTooManyReferences)
}

// FuzzPage sends whatever a page may send, to a router and a backend that have lent and borrowed. Neither may fall over.
func FuzzPage(f *testing.F) {
	for _, text := range []string{
		`call 900 api.lend []`, `invoke 901 1 []`, `next 902 1` + "\n" + `credit 902 9007199254740991 5` + "\n" + `return 902 null`,
		`call 903 api.take [{"$":"function","id":1},{"$":"function","id":1,"v":true},{"$":"signal","id":0,"v":5},{"$":"iterable","id":3},{"$":"stream","id":4},{"$":"port","id":4}]`,
		`call 904 api.take {"$":"array","n":4294967295,"v":[]}`, `call 905 api.take {"length":1e9}`, `call 906 api.take 5`,
		`result 1 {"$":"function","id":77}` + "\n" + `item 1 5` + "\n" + `end 1 null` + "\n" + `error 1 {"$":"iterable","id":9}`,
		`abort 1 {"$":"signal","id":2}` + "\n" + `drop 2` + "\n" + `release 1 9007199254740991` + "\n" + `cancel 903 {`,
		`event 907 up {"__proto__":{"x":1}}` + "\n" + `listen 908 __proto__` + "\n" + `took 9007199254740991` + "\n" + `unlisten 0 __proto__`,
		`open 0 {}` + "\n" + `gone 0 {}` + "\n" + `refused 1 {}`,
	} {
		f.Add(text)
	}
	const code = `const { on } = require('deskjs'); on('up', () => {})
		exports.api = { api: { take: async (...a) => { for (const x of a) if (typeof x === 'function') x(1).catch(() => {}); else if (x && typeof x.next === 'function') x.next().catch(() => {}) },
			lend: async () => [() => 1, generator([1, 2, 3])] } }`
	var t0 testing.T
	a := newMiniature(&t0, code)
	f.Cleanup(func() { a.page.stop(); a.backend.stop() })
	f.Fuzz(func(t *testing.T, text string) {
		a.view.Ask(text, func(string) {})
		a.view.Ask(`call 1 api.lend []`, func(string) {})
		a.view.Reset()
		alive := false
		a.backend.do(func() { alive = true })
		if !alive {
			t.Fatalf("the backend has ended: %s", a.backend.errors.String())
		}
		if said := a.backend.errors.String(); said != "" {
			t.Fatalf("the backend printed %s", said)
		}
	})
}
