//go:build linux

package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// project makes an app from files, given as path and text in turn.
func project(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	fill(t, dir, files...)
	return dir
}

// fill writes files, names and contents in turn, to a folder.
func fill(t *testing.T, dir string, files ...string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	config = `{ "name": "Notes", "id": "org.deskjs.test", "version": "1.0.0", "backend": { "memoryLimit": 128 } }`
	// trusted lets the backend at all files.
	trusted = `{ "name": "Notes", "id": "org.deskjs.test", "version": "1.0.0", "backend": { "memoryLimit": 128 },
		"permissions": { "files": { "read": ["*"], "write": ["*"] } } }`
	index = `<!doctype html><title>Test</title><p id="out"></p><script type="module" src="main.ts"></script>`
)

// misbehaving is an app whose backend does what its page asks for, and survives none of it.
func misbehaving(t *testing.T) string {
	return project(t, "deskjs.json", trusted, "frontend/index.html", index,
		"frontend/main.ts", `
			import * as api from '../backend/api'
			const calls: Record<string, () => Promise<unknown>> = api
			Object.assign(window, {
				call: (name: string) => calls[name]().then(
					(value) => ({ value }),
					(error) => ({ name: error.name, code: error.code, message: error.message, stack: error.stack })),
				notices: [] as string[],
			})
			document.addEventListener('deskjs:backend', (event) => {
				(window as any).notices.push(JSON.parse((event as CustomEvent).detail))
			})`,
		"backend/main.ts", ``,
		"backend/api.ts", `
			export async function hello() { return 'hello' }
			export async function crash() { setTimeout(() => { throw new Error('boom') }); await new Promise(() => {}) }
			export async function hang() { for (;;) {} }
			export async function grow() { const all: number[][] = []; for (;;) all.push(new Array(1000).fill(1)) }
			export async function explode() { const all: string[] = []; for (;;) all.push('x'.repeat(2 ** 28)) }
			export async function fail() { throw Object.assign(new RangeError('too far'), { code: 'E_FAR' }) }`)
}

func openProject(t *testing.T, env []string, dir string) *page {
	t.Helper()
	command(t, "build", "--automation", dir)
	return open(t, env, filepath.Join(dir, "dist", "notes"))
}

type outcome struct {
	Value                      any
	Name, Code, Message, Stack string
}

func (p *page) call(name string) (result outcome) {
	p.t.Helper()
	p.must(p.Execute(&result, `return window.call(arguments[0])`, name))
	return result
}

func TestBackendDiesAndTheWindowSaysSo(t *testing.T) {
	for _, test := range []struct{ call, reason string }{
		{"crash", "boom"},
		{"hang", "did not answer for 5s"},
		{"grow", "ran out of memory"},
		{"explode", "ran out of memory"},
	} {
		t.Run(test.call, func(t *testing.T) {
			p := openProject(t, home(t), misbehaving(t))
			p.eventually(`return window.call !== undefined`)
			if got := p.call(test.call); got.Code != "ERR_BACKEND_GONE" || !strings.Contains(got.Message, test.reason) {
				t.Errorf("the pending call: %+v", got)
			}
			if got := p.call("hello"); got.Value != "hello" {
				t.Errorf("the next call: %+v", got)
			}
			p.eventually(`return window.notices.some((notice) => notice.state === 'restarting' && notice.reason.includes(arguments[0]))`, test.reason)
			p.eventually(`return window.notices.some((notice) => notice.state === 'ready')`)
		})
	}
}

func TestThreeQuickCrashesEndOnAReadablePage(t *testing.T) {
	dir := misbehaving(t)
	if err := os.WriteFile(filepath.Join(dir, "backend", "main.ts"), []byte(`
		import fs from 'node:fs'
		if (!fs.existsSync('repaired')) throw new Error('the database is locked')`), 0o644); err != nil {
		t.Fatal(err)
	}
	p := openProject(t, home(t), dir)
	p.eventually(`return document.title === 'Notes' && document.body.textContent.includes('the database is locked')`)
	p.screenshot("page")
	here, err := os.Getwd()
	p.must(err)
	p.must(os.WriteFile(filepath.Join(here, "repaired"), nil, 0o644))
	defer os.Remove(filepath.Join(here, "repaired"))
	p.click("a")
	p.eventually(`return window.call !== undefined`)
	if got := p.call("hello"); got.Value != "hello" {
		t.Errorf("after trying again: %+v", got)
	}
}

func TestThrownErrorRejectsWithTheBackendsStack(t *testing.T) {
	p := openProject(t, home(t), misbehaving(t))
	p.eventually(`return window.call !== undefined`)
	got := p.call("fail")
	if got.Name != "RangeError" || got.Code != "E_FAR" || got.Message != "too far" || !strings.Contains(got.Stack, "backend/api.ts:7:") {
		t.Errorf("got %+v", got)
	}
}

// Not even a frame of the app's own can; in a sandboxed one, the policy stops scripts altogether.
func TestFramesCannotReachTheBackend(t *testing.T) {
	attack := `
		const tried = {}
		try { tried.handler = typeof window.webkit?.messageHandlers?.deskjs } catch (error) { tried.handler = String(error) }
		document.addEventListener('deskjs:hello', (event) => { tried.hello = 'answered ' + event.detail })
		document.addEventListener('deskjs:receive', (event) => { tried.receive = 'answered' })
		document.dispatchEvent(new CustomEvent('deskjs:connect'))
		document.dispatchEvent(new CustomEvent('deskjs:send', { detail: 'call 1 api.hello []' }))
		setTimeout(() => parent.postMessage(JSON.stringify(tried), '*'), 300)`
	dir := project(t, "deskjs.json", config,
		"frontend/index.html", `<!doctype html><title>Test</title><iframe src="/frame.html"></iframe><iframe sandbox="allow-scripts" src="/frame.html"></iframe><script type="module" src="main.ts"></script>`,
		"frontend/public/frame.html", `<!doctype html><script src="frame.js"></script>`,
		"frontend/public/frame.js", attack,
		"frontend/main.ts", `
			import { hello } from '../backend/api'
			Object.assign(window, { answers: [] as string[], hello })
			addEventListener('message', (event) => { (window as any).answers.push(event.data) })`,
		"backend/main.ts", ``,
		"backend/api.ts", `let calls = 0; export async function hello() { return ++calls }`)
	p := openProject(t, home(t), dir)
	p.eventually(`return window.answers?.length === 1`)
	var answer string
	p.must(p.Execute(&answer, `return window.answers[0]`))
	if answer != `{"handler":"undefined"}` {
		t.Errorf("the frame reached: %s", answer)
	}
	var calls int
	p.must(p.Execute(&calls, `return window.hello()`))
	if calls != 1 {
		t.Errorf("hello was called %d times, want the page's own call only", calls)
	}
}
