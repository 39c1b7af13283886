package backend

import "testing"

// countedBytes is what a Blob is made of that is larger than what travels at once, and counts what the page sends.
const countedBytes = `
const made = new Uint8Array((2 << 20) + 5).map((_, i) => i % 251)
globalThis.sent = 0
const { send } = XMLHttpRequest.prototype
XMLHttpRequest.prototype.send = function (body) { sent += body?.length >>> 10; return send.call(this, body) }
`

func TestBlobsStayUntilTheyAreRead(t *testing.T) {
	for _, test := range []struct{ name, code, body, want string }{
		{"not read", `f: async (b) => [b instanceof Blob, b.size, b.type]`, `return [await client.call('api.f')(new Blob([made], { type: 'text/x' })), sent]`, "true,2097157,text/x,0"},
		{"a File", `f: async (b) => [b instanceof File, b.size, b.type, b.name, b.lastModified]`,
			`return [await client.call('api.f')(new File([made], 'a.txt', { type: 'text/x', lastModified: 5 })), sent]`, "true,2097157,text/x,a.txt,5,0"},
		{"whole", `f: async (b) => { const all = new Uint8Array(await b.arrayBuffer()); return all.length + ' ' + all.every((x, i) => x === i % 251) }`,
			`return [await client.call('api.f')(new Blob([made])), sent]`, "2097157 true,2048"},
		{"a slice", `f: async (b) => [...new Uint8Array(await b.slice(1500000, -500000).slice(3, 6).arrayBuffer())]`,
			`return [await client.call('api.f')(new Blob([made])), sent]`, "27,28,29,0"},
		{"as a part", `f: async (b) => { const whole = new Blob(['head', b.slice(0, 3), new Uint8Array(2)]); return [whole.size, ...new Uint8Array(await whole.arrayBuffer())] }`,
			`return client.call('api.f')(new Blob([made]))`, "9,104,101,97,100,0,1,2,0,0"},
		{"as a stream", `f: async (b) => { let size = 0, chunks = 0; const r = b.stream().getReader(); for (;;) { const { value, done } = await r.read(); if (done) return [size, chunks]; size += value.length; chunks++ } }`,
			`return client.call('api.f')(new Blob([made]))`, "2097157,3"},
		{"a stream that is cancelled", `f: async (b) => { const r = b.stream().getReader(); const { value } = await r.read(); await r.cancel(); return value.length }`,
			`return [await client.call('api.f')(new Blob([made])), sent]`, "1048576,1024"},
		{"the body of a response", `f: async (b) => (await new Response(b).arrayBuffer()).byteLength`, `return client.call('api.f')(new Blob([made]))`, "2097157"},
		{"a page that gives something else", `outcome: async () => seen, f: async (b) => { globalThis.seen = b.arrayBuffer().catch((e) => e.name) }`,
			`const { id } = client.peer.lend('function', async () => new ArrayBuffer(3)); ask('call 99 api.f [{"$":"blob","n":5,"type":"","read":{"$":"function","id":' + id + '}}]'); return client.call('api.outcome')()`, "NotReadableError"},
		{"a page that can't read it", `outcome: async () => seen, f: async (b) => { if (b) globalThis.seen = b.text().catch((e) => e.name + e.cause.code) }`,
			`await client.call('api.f')(); ask('call 99 api.f [{"$":"blob","n":5,"type":"","read":{"$":"function","id":77}}]'); return client.call('api.outcome')()`, "NotReadableErrorERR_REFERENCE_GONE"},
		{"small ones travel at once", `f: async (b) => { globalThis.blob = b; return (await b.bytes()).length }`, `return [await client.call('api.f')(new Blob([made.subarray(5)]).slice(0, 1 << 20)), sent]`, "1048576,1024"},
		{"not sent on", `f: async (b) => { try { structuredClone(b) } catch (e) { return e.message } }`, `return client.call('api.f')(new Blob([made]))`, "Invalid state: File-backed Blobs are not cloneable"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newMiniature(t, `exports.api = { api: { `+test.code+` } }`)
			a.page.do(func() {
				if _, err := a.page.Engine.VM.RunString(countedBytes); err != nil {
					t.Error(err)
				}
			})
			a.want(test.body, test.want)
		})
	}
}

func TestBlobOfAPageThatIsGone(t *testing.T) {
	a := newMiniature(t, `let kept; exports.api = { api: { keep: async (b) => { globalThis.kept = b } } }`)
	a.want(`await client.call('api.keep')(new Blob([new Uint8Array(2 << 20)]))`, "undefined")
	a.view.Close()
	if got := a.backend.eval(`try { await kept.arrayBuffer() } catch (e) { return e.name }`); got != "NotReadableError" {
		t.Errorf("got %s", got)
	}
}

// A stream of bytes doesn't run ahead of its reader by more than a few chunks.
func TestStreamsOfBytesWait(t *testing.T) {
	a := newMiniature(t, `exports.api = { api: { first: async (s) => { const r = s.getReader(); await r.read(); await new Promise((ok) => setTimeout(ok, 50)); await r.read(); return 'read' } } }`)
	a.want(`let made = 0
		const result = await client.call('api.first')(new ReadableStream({ pull(c) { made++; c.enqueue(new Uint8Array(1 << 20)); if (made === 100) c.close() } }, { highWaterMark: 0 }))
		return result + (made <= 5)`, "readtrue")
}
