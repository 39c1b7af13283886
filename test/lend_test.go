//go:build linux

package test

import (
	"strings"
	"testing"
)

const lendingBackend = `
	let ended = ''
	export async function twice(f: (n: number) => Promise<number> | number): Promise<number> { return (await f(1)) + (await f(2)) }
	export async function counter(): Promise<() => Promise<number>> { let n = 0; return async () => ++n }
	export async function wait(signal: AbortSignal): Promise<string> {
		return new Promise((resolve) => signal.addEventListener('abort', () => { ended = String(signal.reason?.name); resolve('seen') }))
	}
	export async function howEnded(): Promise<string> { return ended }
	export async function* count(to: number): AsyncGenerator<number> {
		try { for (let i = 0; i < to; i++) yield i } finally { ended = 'finally' }
	}
	export async function bytes(n: number): Promise<ReadableStream<Uint8Array>> {
		let left = n
		return new ReadableStream({ pull(c) { if (left-- > 0) c.enqueue(new Uint8Array(1000).fill(left)); else c.close() } })
	}
	export async function sum(items: AsyncIterable<number>): Promise<number> { let n = 0; for await (const x of items) n += x; return n }
	export async function read(file: ReadableStream<Uint8Array>): Promise<number> { let n = 0; for await (const x of file) n += x.length; return n }`

// TestLending passes functions, signals and streams between a page in the system's webview and its backend.
func TestLending(t *testing.T) {
	app := project(t, "deskjs.json", config, "frontend/index.html", index,
		"frontend/main.ts", `
			import * as api from '../backend/api'
			Object.assign(globalThis, { api, async collect(s: AsyncIterable<unknown>) { const l = []; for await (const x of s) l.push(x); return l } })
			document.querySelector('#out')!.textContent = 'ready'`,
		"backend/api.ts", lendingBackend)
	command(t, "build", "--automation", app)
	p := open(t, home(t), app+"/dist/notes")
	p.eventually(`return document.querySelector('#out').textContent === 'ready'`)
	for _, test := range []struct{ name, body, want string }{
		{"a function of the page", `return api.twice((n) => n * 10)`, "30"},
		{"a function of the backend", `const next = await api.counter(); return [await next(), await next()]`, "1,2"},
		{"a signal", `const c = new AbortController(); const p = api.wait(c.signal); setTimeout(() => c.abort(), 20); try { await p } catch (e) { return e.name + ' ' + await api.howEnded() }`, "AbortError AbortError"},
		{"a time limit", `try { await api.wait(AbortSignal.timeout(20)) } catch (e) { for (;;) { const how = await api.howEnded(); if (how === 'TimeoutError') return e.name } }`, "TimeoutError"},
		{"a generator", `return (await collect(api.count(3000))).length`, "3000"},
		{"a loop that is left", `for await (const x of api.count(1e9)) if (x === 1500) break; return api.howEnded()`, "finally"},
		{"bytes", `const r = (await api.bytes(50)).getReader(); let n = 0; for (;;) { const { value, done } = await r.read(); if (done) return n; n += value.length }`, "50000"},
		{"a loop over a stream", `let n = 0; for await (const part of await api.bytes(50)) n += part.length; return n`, "50000"},
		{"a loop over a stream that is left", `for await (const part of await api.bytes(1e9)) break; return 'left'`, "left"},
		{"a generator of the page", `return api.sum((async function* () { for (let i = 0; i < 1000; i++) yield 2 })())`, "2000"},
		{"bytes of the page", `let left = 50; return api.read(new ReadableStream({ pull(c) { if (left-- > 0) c.enqueue(new Uint8Array(1000)); else c.close() } }))`, "50000"},
		{"a file", `return api.read(new Blob(['x'.repeat(300000)]).stream())`, "300000"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got string
			err := p.Execute(&got, `return (async () => {`+test.body+`})().then(String, (error) => 'threw ' + error + ' ' + error.stack)`)
			if err != nil || got != test.want {
				t.Errorf("got %q %v, want %q", got, err, test.want)
			}
		})
	}
}

// TestEvents emits between a backend and its page, in either direction and more than either takes at once.
func TestEvents(t *testing.T) {
	app := project(t, "deskjs.json", config, "frontend/index.html", index,
		"frontend/main.ts", `
			import * as api from '../backend/api'
			import * as events from 'deskjs/frontend'
			Object.assign(globalThis, { api, events })
			document.querySelector('#out')!.textContent = 'ready'`,
		"backend/api.ts", `
			import { emit, getContext, on } from 'deskjs'
			let heard = 0
			on('up', () => { heard++ })
			export async function burst(n: number): Promise<void> { for (let i = 0; i < n; i++) await emit('tick', i); await emit('done') }
			export async function heardSoFar(): Promise<number> { return heard }
			export async function who(): Promise<string> { await null; const { window, origin } = getContext(); return window.id + ' ' + origin }`)
	command(t, "build", "--automation", app)
	p := open(t, home(t), app+"/dist/notes")
	p.eventually(`return document.querySelector('#out').textContent === 'ready'`)
	for _, test := range []struct{ name, body, want string }{
		{"down", `let n = 0, ordered = true; events.on('tick', (i) => { ordered &&= i === n++ }); const done = new Promise((r) => events.once('done', r)); await api.burst(50000); await done; return n + ' ' + ordered`, "50000 true"},
		{"up", `for (let i = 0; i < 20000; i++) await events.emit('up', i); for (;;) if (await api.heardSoFar() === 20000) return 'all'`, "all"},
		{"context", `return api.who()`, "1 app://localhost"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got string
			err := p.Execute(&got, `return (async () => {`+test.body+`})().then(String, (error) => 'threw ' + error + ' ' + error.stack)`)
			if err != nil || got != test.want {
				t.Errorf("got %q %v, want %q", got, err, test.want)
			}
		})
	}
}

// TestJoinedStack wants one stack from the page's handler to the file that isn't there, in dev's form and in a built app's.
func TestJoinedStack(t *testing.T) {
	app := project(t, "deskjs.json", trusted, "frontend/index.html", index,
		"frontend/main.ts", `
			import { press, pressBack } from './ui/button'
			Object.assign(globalThis, { press, pressBack })
			document.querySelector('#out')!.textContent = 'ready'`,
		"frontend/ui/button.ts", `
			import { callMe, listNotes } from '../../backend/api'
			const stackOf = (error: unknown): string => (error as Error).stack!
			export async function press(): Promise<string> {
				return listNotes('x').then(String, stackOf)
			}
			export async function pressBack(): Promise<string> {
				return callMe(async () => { throw new RangeError('from the page') })
			}`,
		"backend/api.ts", `
			import { read } from './store'
			export async function listNotes(q: string): Promise<string> { return await read(q) }
			export async function callMe(f: () => Promise<void>): Promise<string> {
				try { await f() } catch (error) { return (error as Error).stack! }
				return ''
			}`,
		"backend/store.ts", `
			import { readFile } from 'node:fs/promises'
			export async function read(q: string): Promise<string> {
				return await readFile('/nonexistent/' + q, 'utf8')
			}`)
	p := openProject(t, home(t), app)
	p.eventually(`return document.querySelector('#out').textContent === 'ready'`)
	for _, test := range []struct {
		body string
		want []string
	}{
		{`return press()`, []string{"ENOENT", "backend/store.ts:4:", "backend/api.ts:3:", "frontend/ui/button.ts:5:"}},
		{`return pressBack()`, []string{"RangeError: from the page", "frontend/ui/button.ts:8:", "backend/api.ts:5:"}},
	} {
		var got string
		p.must(p.Execute(&got, test.body))
		at := 0
		for _, want := range test.want {
			next := strings.Index(got[at:], want)
			if next < 0 {
				t.Errorf("%q is not where it should be in\n%s", want, got)
				break
			}
			at += next
		}
	}
}
