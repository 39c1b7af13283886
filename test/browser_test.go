//go:build linux

package test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ordinaryBrowser is the one that comes with WebKitGTK: an ordinary browser, which knows nothing of apps.
func ordinaryBrowser(t *testing.T) string {
	t.Helper()
	for _, pattern := range []string{"/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/libexec/webkit2gtk-4.1/MiniBrowser", "/usr/lib*/webkit2gtk-4.1/MiniBrowser"} {
		if found, err := filepath.Glob(pattern); err == nil && len(found) > 0 {
			return found[0]
		}
	}
	t.Fatal("WebKitGTK's MiniBrowser is not installed")
	return ""
}

// devBrowser runs `deskjs dev --browser` with more arguments, and returns the address that it prints, what it prints, and how to end it.
func devBrowser(t *testing.T, env []string, args ...string) (address string, output *lockedBuffer, end func()) {
	t.Helper()
	output = &lockedBuffer{}
	command := exec.Command(deskjs, append([]string{"dev", "--browser"}, args...)...)
	command.Env = append(append(os.Environ(), home(t)...), env...)
	command.Stdout, command.Stderr = output, output
	command.WaitDelay = time.Second
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := false
	end = func() {
		if !ended {
			ended = true
			_ = command.Process.Signal(syscall.SIGTERM)
			if err := command.Wait(); err != nil {
				t.Errorf("deskjs dev: %v", err)
			}
		}
	}
	t.Cleanup(func() {
		end()
		if t.Failed() {
			t.Logf("deskjs dev printed:\n%s", output)
		}
	})
	printed := regexp.MustCompile(`Local:\s+(http://127\.0\.0\.1:\d+/#deskjs=[0-9a-f]{32})`)
	until(t, "deskjs dev prints the address", func() bool { return printed.MatchString(output.String()) })
	return printed.FindStringSubmatch(output.String())[1], output, end
}

const browserPage = `
import standard, * as api from '../backend/api'
import { answer } from '../backend/api/deep/more'
import { on } from 'deskjs/frontend'
import { ipcRenderer } from 'electron'
const out = (text) => document.querySelector('#out').textContent = text
Object.assign(window, { api, answer, standard, loaded: 'page 1', results: {} })
const check = async (name, run) => {
  try {
    results[name] = await run()
  } catch (error) {
    results[name] = 'threw ' + error.name + ' ' + error.message + ' ' + (error.code ?? '')
  }
}
await check('call', () => api.listNotes('x'))
await check('default', () => standard())
await check('deep', () => answer())
await check('wrapped', () => api.logged(1, 2))
await check('constants', () => JSON.stringify([api.limits, api.Kind.Folder, api.Size.Large, api.version]))
await check('values', async () => {
  const { map, date, big, cycle } = await api.values(new Map([['a', 1n]]))
  return [map.get('a') === 1n, date instanceof Date, big === 2n ** 64n, cycle.self === cycle].join()
})
await check('stream', async () => {
  const seen = []
  for await (const n of api.count(1000)) {
    seen.push(n)
    if (n === 5) break
  }
  return seen.join() + ' ' + await api.ended()
})
await check('bytes', async () => {
  const bytes = new Uint8Array(5_000_000).map((_, i) => i)
  const back = await api.echo(bytes)
  return back.length + ' ' + back.every((byte, i) => byte === (i & 255))
})
await check('blob', async () => (await (await api.echo(new Blob(['abc'], { type: 'text/plain' }))).text()))
await check('callback', async () => {
  const heard = []
  const sum = await api.progress(async (n) => { heard.push(n); return n * 2 })
  return heard.join() + ' ' + sum
})
await check('event', async () => {
  const heard = new Promise((resolve) => on('news', resolve))
  await api.tell({ at: 1 })
  return JSON.stringify(await heard)
})
await check('sync', () => ipcRenderer.sendSync('double', 21))
await check('abort', () => { const c = new AbortController(); setTimeout(() => c.abort(new Error('enough')), 20); return api.forever(c.signal) })
await check('error', () => api.fails())
await check('cloned', () => api.listNotes(Symbol()))
await check('many', async () => (await Promise.all(Array.from({ length: 500 }, (_, i) => api.logged(i, 1)))).reduce((a, b) => a + b))
results.hash = location.hash
results.script = document.querySelectorAll('script').length
out('done')
`

const browserBackend = `
import { emit } from 'deskjs'
import { ipcMain } from 'electron'
import { version } from './version.json'
export { version }
ipcMain.on('double', (event: any, n: number) => { event.returnValue = n * 2 })
export async function tell(news: { at: number }) { await emit('news', news) }
export async function listNotes(query = '') { return ['note ' + query] }
export default async () => 'default'
const withLog = <A extends unknown[], R>(f: (...a: A) => Promise<R>) => async (...a: A) => f(...a)
export const logged = withLog(async (a: number, b: number) => a + b)
export const limits = { most: 10, sizes: ['s'] } as const
export enum Kind { Note, Folder = 'folder' }
export const enum Size { Small = 1, Large }
export async function values(map: Map<string, bigint>) { const cycle: any = {}; cycle.self = cycle; return { map, date: new Date(), big: 2n ** 64n, cycle } }
let finished = 0
export async function* count(to: number) { try { for (let i = 0; i < to; i++) yield i } finally { finished++ } }
export async function ended() { return finished }
export async function echo<T>(value: T): Promise<T> { return value }
export async function progress(f: (n: number) => Promise<number>) { let sum = 0; for (const n of [1, 2, 3]) sum += await f(n); return sum }
export async function forever(signal: AbortSignal) { await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))) }
export async function fails() { throw Object.assign(new RangeError('too far'), { code: 'ERR_FAR' }) }
`

// TestDevInABrowser shows an app in an ordinary browser: everything crosses as in a window, and changes reach it.
func TestDevInABrowser(t *testing.T) {
	dir := project(t, "deskjs.json", config,
		"frontend/index.html", `<!doctype html><title>Test</title><link rel="stylesheet" href="style.css"><p id="out"></p><script type="module" src="main.js"></script>`,
		"frontend/style.css", `body { background: rgb(1, 2, 3); color: white }`,
		"frontend/main.js", browserPage,
		"backend/main.ts", ``, "backend/version.json", `{ "version": "1.2.3" }`,
		"backend/api/deep/more.ts", `export const answer = async () => 42`,
		"backend/api.ts", browserBackend)
	address, output, end := devBrowser(t, nil, "--no-open", dir)
	p := open(t, home(t), ordinaryBrowser(t), "--automation")
	p.must(p.Navigate(address))
	p.eventually(`return document.querySelector('#out')?.textContent === 'done'`)
	var results map[string]any
	p.must(p.Execute(&results, `return results`))
	for name, want := range map[string]any{
		"default": "default", "deep": 42.0, "wrapped": 3.0, "constants": `[{"most":10,"sizes":["s"]},"folder",2,"1.2.3"]`, "values": "true,true,true,true",
		"stream": "0,1,2,3,4,5 1", "bytes": "5000000 true", "blob": "abc", "callback": "1,2,3 12", "event": `{"at":1}`, "sync": 42.0, "abort": "threw Error enough ",
		"error": "threw RangeError too far ERR_FAR", "many": 125250.0, "hash": "", "script": 1.0,
	} {
		if results[name] != want {
			t.Errorf("%s: %v, want %v", name, results[name], want)
		}
	}
	if text, _ := results["cloned"].(string); !strings.Contains(text, "DataCloneError") {
		t.Errorf("cloned: %v", results["cloned"])
	}
	p.screenshot("page")

	p.must(p.Execute(nil, `window.kept = true`))
	edit(t, dir, "frontend/style.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)")
	p.eventually(`return getComputedStyle(document.body).backgroundColor === 'rgb(4, 5, 6)' && window.kept`)
	edit(t, dir, "backend/api.ts", "'note '", "'letter '")
	p.eventually(`return window.kept && api.listNotes('y').then(([note]) => note === 'letter y', () => false)`)
	edit(t, dir, "frontend/main.js", "const out =", "const out = = 1 //")
	p.eventually(`return document.querySelector('deskjs-problem') !== null && window.kept`)
	p.screenshot("overlay")
	edit(t, dir, "frontend/main.js", "const out = = 1 //", "const out =")
	p.eventually(`return document.querySelector('deskjs-problem') === null`)
	edit(t, dir, "frontend/main.js", "page 1", "page 2")
	p.eventually(`return window.loaded === 'page 2' && !window.kept && document.querySelector('#out').textContent === 'done'`)

	// Without a token the page says so, and gets nothing.
	bare, _, _ := strings.Cut(address, "#")
	p.must(p.Execute(nil, `sessionStorage.clear()`))
	p.must(p.Navigate(bare))
	p.eventually(`return document.querySelector('deskjs-problem') !== null && document.querySelector('#out').textContent === 'done'`)
	p.must(p.Execute(&results, `return results`))
	if text, _ := results["call"].(string); !strings.HasPrefix(text, "threw ") {
		t.Errorf("a call without a token: %v", results["call"])
	}
	p.screenshot("token")
	p.must(p.Navigate(bare + "?again#deskjs=" + strings.Repeat("0", 32)))
	p.eventually(`return document.querySelector('deskjs-problem') !== null`)
	until(t, "the refusal is logged", func() bool {
		return strings.Contains(output.String(), "Refused a connection without the token of this run")
	})

	p.must(p.Navigate(bare + "?last" + address[len(bare):]))
	p.eventually(`return document.querySelector('#out')?.textContent === 'done' && results.deep === 42`)
	end()
	p.eventually(`return document.querySelector('deskjs-problem') !== null`)
}

// TestDevOpensTheBrowser has a program of its own for the system's way of opening addresses.
func TestDevOpensTheBrowser(t *testing.T) {
	dir := project(t, "deskjs.json", config, "frontend/index.html", `<p>`, "backend/api.ts", `export async function one() { return 1 }`)
	programs := t.TempDir()
	told := filepath.Join(programs, "told")
	if err := os.WriteFile(filepath.Join(programs, "xdg-open"), []byte("#!/bin/sh\necho \"$1\" > '"+told+".new'\nmv '"+told+".new' '"+told+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	address, _, _ := devBrowser(t, []string{"PATH=" + programs + ":" + os.Getenv("PATH")}, dir)
	until(t, "the browser is opened", func() bool {
		_, err := os.Stat(told)
		return err == nil
	})
	text, err := os.ReadFile(told)
	if err != nil {
		t.Fatal(err)
	}
	opened := strings.TrimSpace(string(text))
	page, token, _ := strings.Cut(opened, "#deskjs=")
	if len(token) != 32 || !strings.HasPrefix(address, page+"#") || opened == address {
		t.Errorf("it opens %q, and prints %q", opened, address)
	}
}

// foreignPage is a page of another origin of the same machine, which knows the address and even the token.
const foreignPage = `<!doctype html><title>Foreign</title><script>
const [address, token] = location.hash.slice(1).split('|')
const results = window.results = {}
addEventListener('message', ({ data }) => results.framed = data)
const attempt = (name, run) => run().then((value) => results[name] = value, (error) => results[name] = 'refused')
const loaded = (element) => new Promise((resolve, reject) => {
  element.onload = () => resolve('loaded')
  element.onerror = reject
  document.documentElement.append(element)
})
const socket = (url, protocols) => new Promise((resolve, reject) => {
  const socket = new WebSocket(url, protocols)
  socket.onopen = () => resolve('connected')
  socket.onerror = reject
})
const bridge = 'ws://' + address + '/.deskjs/bridge'
Promise.all([
  attempt('fetch', async () => (await fetch('http://' + address + '/main.js')).text()),
  attempt('opaque', async () => { const r = await fetch('http://' + address + '/main.js', { mode: 'no-cors' }); return r.status + (await r.text()) }),
  attempt('post', async () => (await fetch('http://' + address + '/', { method: 'POST', body: 'x' })).text()),
  attempt('script', () => loaded(Object.assign(document.createElement('script'), { src: 'http://' + address + '/classic.js' })).then(() => window.stolen ?? 'nothing')),
  attempt('socket', () => socket(bridge)),
  attempt('socket with the token', () => socket(bridge, ['deskjs', 'token.' + token])),
  attempt('frame', () => loaded(Object.assign(document.createElement('iframe'), { src: 'http://' + address + '/#deskjs=' + token }))
    .then(() => { try { return document.querySelector('iframe').contentDocument.body.textContent } catch { return 'refused' } })),
]).then(() => document.title = 'done')
</script>`

// TestForeignPagesGetNothing opens a page from elsewhere in the browser beside the app's.
func TestForeignPagesGetNothing(t *testing.T) {
	dir := project(t, "deskjs.json", config, "frontend/index.html", `<p>the app</p><script type="module" src="main.js"></script>`,
		"frontend/main.js", `parent.postMessage('the app', '*')`, "frontend/public/classic.js", `window.stolen = 'the app'`,
		"backend/api.ts", `export async function one() { return 1 }`)
	address, output, _ := devBrowser(t, nil, "--no-open", dir)
	match := regexp.MustCompile(`http://(.*)/#deskjs=(.*)$`).FindStringSubmatch(address)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, foreignPage)
	}))
	defer server.Close()
	p := open(t, home(t), ordinaryBrowser(t), "--automation")
	p.must(p.Navigate(server.URL + "/#" + match[1] + "|" + match[2]))
	p.eventually(`return document.title === 'done'`)
	var results map[string]string
	p.must(p.Execute(&results, `return results`))
	for _, name := range []string{"fetch", "post", "script", "socket", "socket with the token", "frame"} {
		if got := results[name]; got != "refused" && got != "nothing" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := results["framed"]; got != "" {
		t.Errorf("in a frame it runs, and says %q", got)
	}
	if got := results["opaque"]; got != "0" && got != "refused" {
		t.Errorf("an opaque answer: %q", got)
	}
	for _, want := range []string{"Refused a request of the origin " + `"` + server.URL + `"`} {
		if !strings.Contains(output.String(), want) {
			t.Errorf("it did not log %q:\n%s", want, output)
		}
	}
}
