//go:build linux

package test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// bytesApp is an app whose page sends bytes to the backend and gets some.
func bytesApp(t *testing.T, env []string) *page {
	t.Helper()
	dir := project(t, "deskjs.json", `{ "name": "Bytes", "id": "org.deskjs.bytes", "version": "1.0.0" }`,
		"frontend/index.html", `<!doctype html><title>Bytes</title><script type="module" src="main.js"></script>`,
		"frontend/main.js", `
			import * as api from '../backend/api'
			// Bytes that depend on where they are.
			window.fill = (size, seed = 1) => {
				const words = new Uint32Array(Math.ceil(size / 4))
				for (let i = 0; i < words.length; i++) words[i] = seed = Math.imul(seed, 1664525) + 1013904223
				return new Uint8Array(words.buffer, 0, size)
			}
			window.hash = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (b) => b.toString(16).padStart(2, '0')).join('')
			// WebKit's streams are no async iterables.
			window.sizeOf = async (stream) => {
				const reader = stream.getReader()
				for (let size = 0; ;) {
					const { value, done } = await reader.read()
					if (done) return size
					size += value.length
				}
			}
			window.api = api`,
		"backend/main.js", ``,
		"backend/api.js", `
			import { createHash } from 'node:crypto'
			import { createReadStream, createWriteStream } from 'node:fs'
			import { tmpdir } from 'node:os'
			import { join } from 'node:path'
			import { Readable } from 'node:stream'
			import { pipeline } from 'node:stream/promises'
			import { app } from 'deskjs'
			const file = () => join(app.getPath('userData'), 'bytes')
			const hash = (bytes) => createHash('sha256').update(bytes).digest('hex')
			export async function echo(value) { return value }
			export async function hashed(bytes) { return [bytes.length, hash(bytes)] }
			export async function both(bytes) { return { hash: hash(bytes), bytes } }
			export async function hashedBlob(blob) {
				const whole = createHash('sha256')
				for await (const chunk of blob.stream()) whole.update(chunk)
				return [blob instanceof File ? blob.name : '', blob.size, whole.digest('hex'), hash(new Uint8Array(await blob.slice(70_000, 3_000_000).arrayBuffer()))]
			}
			export async function eat(stream) {
				let size = 0
				for await (const chunk of stream) size += chunk.length
				return size
			}
			export async function eatBlob(blob) { return eat(blob.stream()) }
			export async function store(blob) { await pipeline(Readable.fromWeb(blob.stream()), createWriteStream(file())); return file() }
			export async function stored() { return Readable.toWeb(createReadStream(file(), { highWaterMark: 1 << 20 })) }
			export async function response() { return new Response(createReadStream(file(), { highWaterMark: 1 << 20 })).body }
			export async function* generated(count) {
				for (let i = 0; i < count; i++) yield Buffer.alloc(1 << 20, i)
			}
			let ended = 0
			export async function endings() { return ended }
			export async function* endless() {
				try { for (;;) yield Buffer.alloc(1 << 20) } finally { ended++ }
			}`)
	command(t, "build", "--automation", dir)
	p := open(t, env, filepath.Join(dir, "dist", "bytes"))
	p.eventually(`return window.api !== undefined`)
	return p
}

func TestBytesGoBothWays(t *testing.T) {
	p := bytesApp(t, home(t))
	for _, size := range []int{0, 1, 64<<10 - 1, 1<<20 - 12, 1 << 20, 5<<20 + 3, 100 << 20} {
		p.check(`
			const bytes = fill(arguments[0]), want = await hash(bytes)
			const answer = await api.both(bytes)
			if (answer.hash !== want) wrong.push('the backend got others')
			if (!(answer.bytes instanceof Uint8Array) || answer.bytes.length !== bytes.length || await hash(answer.bytes) !== want) wrong.push('others came back')
			if (wrong.length > 0) wrong.unshift(arguments[0] + ' bytes:')`, size)
	}
	p.check(`
		const parts = Array.from({ length: 500 }, (_, i) => fill(i * 37, i))
		const back = await api.echo({ parts, floats: new Float64Array([1.5, NaN]), same: [parts[3], parts[3]] })
		for (let i = 0; i < parts.length; i++) if (String(back.parts[i]) !== String(parts[i])) wrong.push('part ' + i)
		if (String(back.floats) !== '1.5,NaN' || back.same[0] !== back.same[1]) wrong.push('views')
		// They are as they were when the function was called.
		const bytes = fill(5 << 20), want = await hash(bytes)
		const answer = api.hashed(bytes)
		bytes.fill(0)
		if ((await answer)[1] !== want) wrong.push('they changed on their way')
		// Many at once.
		const many = await Promise.all(Array.from({ length: 20 }, (_, i) => api.hashed(fill((1 << 20) + i, i))))
		for (let i = 0; i < 20; i++) if (many[i][1] !== await hash(fill((1 << 20) + i, i))) wrong.push('one of many: ' + i)`)
}

func TestBlobsAndFiles(t *testing.T) {
	p := bytesApp(t, home(t))
	for _, size := range []int{0, 1, 1 << 20, 1<<20 + 1, 9<<20 + 7} {
		p.check(`
			const bytes = fill(arguments[0])
			const want = [bytes.length, await hash(bytes), await hash(bytes.subarray(70_000, 3_000_000))]
			const blob = await api.hashedBlob(new Blob([bytes]))
			if (String(blob) !== String(['', ...want])) wrong.push('a Blob became ' + blob)
			const file = await api.hashedBlob(new File([bytes.subarray(0, 10), bytes.subarray(10)], 'ä.bin'))
			if (String(file) !== String(['ä.bin', ...want])) wrong.push('a File became ' + file)
			if (wrong.length > 0) wrong.unshift(arguments[0] + ' bytes:')`, size)
	}
}

// TestStreamsOfBytesInConstantMemory sends several times what the app may come to need.
func TestStreamsOfBytesInConstantMemory(t *testing.T) {
	env := home(t)
	p := bytesApp(t, env)
	p.check(`for await (const chunk of api.generated(20)); await api.eat(new Blob([fill(20 << 20)]).stream())`)
	host, backend := processes(t, env, false), processes(t, env, true)
	if len(host) != 1 || len(backend) != 1 {
		t.Fatalf("the app's processes are %v and %v", host, backend)
	}
	before := [2]int{memory(t, host[0]), memory(t, backend[0])}
	const most = 200 // megabytes more than before, which leaves Go's garbage its room
	for _, test := range []struct{ name, work string }{
		{"a Blob to the backend", `return api.eatBlob(new Blob(Array(512).fill(new Blob([fill(1 << 20)]))))`},
		{"a stream to the backend", `let left = 512; const chunk = fill(1 << 20); return api.eat(new ReadableStream({ pull(c) { if (left-- === 0) c.close(); else c.enqueue(chunk) } }))`},
		{"a generator to the page", `let size = 0; for await (const chunk of api.generated(512)) size += chunk.length; return size`},
		{"a Blob to a file", `await api.store(new Blob(Array(512).fill(new Blob([fill(1 << 20)])))); return 512 << 20`},
		{"a file to the page", `return sizeOf(await api.stored())`},
		{"a body to the page", `return sizeOf(await api.response())`},
	} {
		p.must(p.Execute(nil, `window.outcome = undefined; (async () => { `+test.work+` })().then((v) => { window.outcome = String(v) }, (e) => { window.outcome = e + ' ' + e.stack })`))
		highest := before
		var outcome string
		tick := time.NewTicker(20 * time.Millisecond)
		for outcome == "" {
			<-tick.C
			highest[0], highest[1] = max(highest[0], memory(t, host[0])), max(highest[1], memory(t, backend[0]))
			p.must(p.Execute(&outcome, `return window.outcome ?? ''`))
		}
		tick.Stop()
		if outcome != fmt.Sprint(512<<20) {
			t.Errorf("%s: %s", test.name, outcome)
		}
		if highest[0] > before[0]+most || highest[1] > before[1]+most {
			t.Errorf("%s: host and backend went from %v to %v MB", test.name, before, highest)
		}
	}
	// What nobody reads on ends.
	p.check(`for await (const chunk of api.endless()) break; if (await api.endings() !== 1) wrong.push('the generator goes on')`)
}

// memory is what a process takes of the machine's memory by itself, in megabytes.
func memory(t *testing.T, pid int) int {
	t.Helper()
	rollup, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	found := regexp.MustCompile(`Pss: +(\d+) kB`).FindSubmatch(rollup)
	if err != nil || found == nil {
		t.Fatalf("the memory of process %d: %v", pid, err)
	}
	kilobytes, _ := strconv.Atoi(string(found[1]))
	return kilobytes >> 10
}

// TestRequestsForBytesThatAreNone sends what the app's client never does.
func TestRequestsForBytesThatAreNone(t *testing.T) {
	p := bytesApp(t, home(t))
	p.check(`
		const secret = await new Promise((resolve) => {
			document.addEventListener('deskjs:hello', (event) => resolve(event.detail))
			document.dispatchEvent(new CustomEvent('deskjs:connect'))
		})
		const token = '0123456789abcdef'.repeat(2), other = 'f'.repeat(32)
		async function status(want, method, path, body) {
			const response = await fetch('/.deskjs/bytes/' + path, { method, body })
			if (response.status !== want) wrong.push(method + ' ' + path.slice(33) + ': ' + response.status + ', not ' + want)
		}
		await status(404, 'POST', other + '/' + token + '/0/4', new Uint8Array(4))
		// Never read, or the webview would end the app.
		await status(404, 'POST', other + '/' + token + '/0/4', new Blob(['1234']))
		await status(404, 'POST', secret + '/' + token, new Uint8Array(4))
		await status(404, 'POST', secret + '/' + token + '/1/4', new Uint8Array(4))
		await status(400, 'POST', secret + '/' + token + '/0/5', new Uint8Array(4))
		await status(400, 'POST', secret + '/' + token + '/0/3', new Uint8Array(4))
		await status(400, 'POST', secret + '/' + token + '/0/9', new Uint8Array(9).fill(255))
		await status(400, 'POST', secret + '/' + token + '/0/4', new Blob(['1234'], { type: 'application/octet-stream' }))
		await status(400, 'POST', secret + '/' + token + '/0/4', new FormData(document.createElement('form')))
		const form = new FormData()
		form.append('file', new File(['1234'], 'file'))
		await status(400, 'POST', secret + '/' + token + '/0/4', form)
		await status(413, 'POST', secret + '/' + token + '/0/2147483647', new Uint8Array(1 << 20))
		await status(404, 'GET', secret + '/' + token + '/0')
		await status(405, 'PUT', secret + '/' + token + '/0/4', 'text')
		await status(204, 'POST', secret + '/' + token + '/0/4', new Uint8Array(4))
		await status(400, 'POST', secret + '/' + token + '/0/4', new Uint8Array(4))
		if ((await api.hashed(new Uint8Array(3)))[0] !== 3) wrong.push('the app is not well')`)
}
