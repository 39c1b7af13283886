//go:build linux

package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// edit changes a file of a project, as an editor does.
func edit(t *testing.T, dir, file, old, replacement string) {
	t.Helper()
	path := filepath.Join(dir, file)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(text), old, replacement)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func devApp(t *testing.T) (string, *page) {
	dir := project(t, "deskjs.json", config,
		"frontend/index.html", `<!doctype html><title>Test</title><link rel="stylesheet" href="style.css"><p id="out"></p><script type="module" src="main.ts"></script>`,
		"frontend/style.css", `body { background: rgb(1, 2, 3) }`,
		"frontend/main.ts", `
			import { version } from '../backend/api'
			Object.assign(window, { loaded: 'page 1', version })
			const show = async () => { document.querySelector('#out')!.textContent = await version().catch(() => '…') }
			setInterval(show, 50)`,
		"backend/main.ts", ``,
		"backend/api.ts", `export async function version() { return 'backend 1' }`)
	p := open(t, home(t), deskjs, "dev", "--automation", dir)
	p.eventually(`return document.querySelector('#out')?.textContent === 'backend 1'`)
	p.must(p.Execute(nil, `window.kept = true`))
	return dir, p
}

func TestDevFollowsChanges(t *testing.T) {
	dir, p := devApp(t)

	edit(t, dir, "frontend/style.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)")
	p.eventually(`return getComputedStyle(document.body).backgroundColor === 'rgb(4, 5, 6)' && window.kept`)

	edit(t, dir, "backend/api.ts", "backend 1", "backend 2")
	p.eventually(`return document.querySelector('#out').textContent === 'backend 2' && window.kept`)

	edit(t, dir, "frontend/main.ts", "page 1", "page 2")
	p.eventually(`return window.loaded === 'page 2' && !window.kept`)
	p.eventually(`return document.querySelector('#out').textContent === 'backend 2'`)
}

// TestDevTellsWhatThePageDoes has the page log, throw and reject: the terminal shows it with places in the author's files, and the page
// the errors, until they are put away or mended.
func TestDevTellsWhatThePageDoes(t *testing.T) {
	dir, p := devApp(t)
	p.must(p.Execute(nil, `console.log('typed', { a: [1, 'two'], map: new Map([['k', null]]) }, document.querySelector('#out'))`))
	shown := func(text string) {
		t.Helper()
		until(t, "the terminal shows "+text, func() bool { return strings.Contains(p.output.String(), text) })
	}
	shown(`(client) typed { a: [ 1, 'two' ], map: Map(1) { 'k' => null } } <p id="out">`)
	edit(t, dir, "frontend/main.ts", "const show =", "console.warn('%s has %d', 'page', 2)\nfunction broken() { throw new TypeError('no such thing') }\nsetTimeout(broken)\nconst show =")
	shown("(client) warn page has 2  frontend/main.ts:4:")
	shown("Uncaught TypeError: no such thing")
	shown("frontend/main.ts:5:")
	shown("function broken() { throw new TypeError('no such thing') }")
	shown("at broken (frontend/main.ts:5:")
	p.eventually(`return document.querySelector('deskjs-problem') !== null`)
	p.screenshot("page error")
	p.must(p.Execute(nil, `dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))`))
	p.eventually(`return document.querySelector('deskjs-problem') === null`)
	p.must(p.Execute(nil, `setTimeout(() => Promise.reject(new Error('turned down')))`))
	shown("Uncaught (in promise) Error: turned down")
	p.eventually(`return document.querySelector('deskjs-problem') !== null`)
	edit(t, dir, "frontend/main.ts", "setTimeout(broken)", "")
	p.eventually(`return document.querySelector('deskjs-problem') === null && document.querySelector('#out')?.textContent === 'backend 1'`)
}

func TestDevShowsMistakesUntilTheyAreMended(t *testing.T) {
	dir, p := devApp(t)
	edit(t, dir, "frontend/main.ts", "const show =", "const show = = 1 //")
	until(t, "the terminal shows the mistake", func() bool {
		return strings.Contains(p.output.String(), "frontend/main.ts:4:17")
	})
	p.eventually(`return document.querySelector('deskjs-problem') !== null && window.kept`)
	p.screenshot("overlay")
	edit(t, dir, "frontend/main.ts", "const show = = 1 //", "const show =")
	p.eventually(`return document.querySelector('deskjs-problem') === null`)

	edit(t, dir, "backend/api.ts", "export async", "throw new Error('not today')\nexport async")
	p.eventually(`return document.querySelector('deskjs-problem') !== null`)
	p.screenshot("backend")
	until(t, "the terminal shows the backend's error", func() bool { return strings.Contains(p.output.String(), "not today") })
	edit(t, dir, "backend/api.ts", "throw new Error('not today')\n", "")
	p.eventually(`return document.querySelector('#out').textContent === 'backend 1'`)
}
