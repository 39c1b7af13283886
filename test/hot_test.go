//go:build linux

package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hotApp is a page of modules, each of which takes changes in another way. What the page keeps is in window.kept.
func hotApp(t *testing.T) (string, *page) {
	t.Helper()
	dir := project(t, "deskjs.json", config,
		"frontend/index.html", `<!doctype html><title>Test</title><p id="out"></p><script type="module" src="main.ts"></script>`,
		"frontend/main.ts", `
			import './counter'
			import './circle/a'
			import { heading } from './heading'
			import './page.css'
			export const app = 'main 1'
			const w = window as any
			w.app = app
			w.events = []
			w.heading = heading
			if (import.meta.hot) {
				import.meta.hot.accept('./heading', (now) => { w.heading = now.heading; w.live = heading })
				for (const name of ['vite:beforeUpdate', 'vite:afterUpdate', 'vite:beforePrune']) import.meta.hot.on(name, () => w.events.push(name))
			}`,
		"frontend/heading.ts", "import { words } from './words'\nexport const heading = 'heading of ' + words()",
		"frontend/words.ts", "export const words = () => 'words 1'",
		"frontend/page.css", "@import './colours.css';\np { color: rgb(1, 2, 3) }",
		"frontend/colours.css", "body { background: rgb(1, 2, 3) }",
		"frontend/counter.ts", `
			const w = window as any
			export let count = import.meta.hot?.data.count ?? 0
			export const version = 'counter 1'
			w.count = () => ++count
			w.version = version
			w.disposed ??= 0
			import.meta.hot?.dispose((data) => { data.count = count; w.disposed++ })
			import.meta.hot?.accept()`,
		"frontend/circle/a.ts", "import { b } from './b'\nexport const a = () => 'a 1'\nObject.assign(window, { circle: () => a() + ', ' + b() })\nimport.meta.hot?.accept()",
		"frontend/circle/b.ts", "import { a } from './a'\nexport const b = () => 'b 1 with ' + a()",
		"backend/main.ts", ``)
	p := open(t, home(t), deskjs, "dev", "--automation", dir)
	p.eventually(`return window.app === 'main 1' && circle() === 'a 1, b 1 with a 1'`)
	p.must(p.Execute(nil, `window.kept = true`))
	return dir, p
}

func TestModulesAreReplacedInTheOpenPage(t *testing.T) {
	dir, p := hotApp(t)

	// A module that hands its state to the one after it.
	p.eventually(`return count() === 3`)
	edit(t, dir, "frontend/counter.ts", "counter 1", "counter 2")
	p.eventually(`return version === 'counter 2' && disposed === 1 && kept`)
	p.eventually(`return count() > 3`)

	// What an importer takes, through a module that doesn't; the importer's own binding is the new one too.
	edit(t, dir, "frontend/words.ts", "words 1", "words 2")
	p.eventually(`return heading === 'heading of words 2' && live === heading && kept`)
	p.eventually(`return events.includes('vite:beforeUpdate') && events.at(-1) === 'vite:afterUpdate'`)

	// Modules that import each other.
	edit(t, dir, "frontend/circle/b.ts", "b 1", "b 2")
	p.eventually(`return circle() === 'a 1, b 2 with a 1' && kept`)
	edit(t, dir, "frontend/circle/a.ts", "a 1", "a 2")
	p.eventually(`return circle() === 'a 2, b 2 with a 2' && kept`)

	// Style sheets, also those that others import.
	edit(t, dir, "frontend/page.css", "color: rgb(1, 2, 3)", "color: rgb(4, 5, 6)")
	p.eventually(`return getComputedStyle(document.querySelector('p')).color === 'rgb(4, 5, 6)' && kept`)
	edit(t, dir, "frontend/colours.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)")
	p.eventually(`return getComputedStyle(document.body).backgroundColor === 'rgb(4, 5, 6)' && kept`)
	if strings.Contains(p.output.String(), "page reload") {
		t.Error("the page was loaded again")
	}

	// What nobody takes, with the reason.
	edit(t, dir, "frontend/main.ts", "main 1", "main 2")
	p.eventually(`return window.app === 'main 2' && !window.kept`)
	until(t, "the terminal says why", func() bool {
		return strings.Contains(p.output.String(), "frontend/main.ts is loaded by the page itself, and accepts no update")
	})
	// All that changed since the start is there.
	p.eventually(`return version === 'counter 2' && circle() === 'a 2, b 2 with a 2' && heading === 'heading of words 2'`)
}

func TestBrokenModulesDontHarmTheOpenPage(t *testing.T) {
	dir, p := hotApp(t)

	// Saved broken again and again, and mended in the middle of it.
	for range 10 {
		edit(t, dir, "frontend/counter.ts", "export const version =", "export const version = =")
		edit(t, dir, "frontend/counter.ts", "export const version = =", "export const version =")
	}
	edit(t, dir, "frontend/counter.ts", "export const version =", "export const version = =")
	p.eventually(`return document.querySelector('deskjs-problem') !== null && kept`)
	edit(t, dir, "frontend/counter.ts", "export const version = = 'counter 1'", "export const version = 'counter 2'")
	p.eventually(`return document.querySelector('deskjs-problem') === null && version === 'counter 2' && kept`)

	// What fails when it runs leaves what was there before.
	edit(t, dir, "frontend/words.ts", "export const words", "throw new Error('not today')\nexport const words")
	until(t, "the page's console says so", func() bool { return strings.Contains(p.output.String(), "hmr update /frontend/main.ts") })
	p.eventually(`return heading === 'heading of words 1' && kept`)
	edit(t, dir, "frontend/words.ts", "throw new Error('not today')\nexport const words = () => 'words 1'", "export const words = () => 'words 3'")
	p.eventually(`return heading === 'heading of words 3' && kept`)
}

func TestModulesComeAndGo(t *testing.T) {
	dir, p := hotApp(t)
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(dir, "frontend", from), filepath.Join(dir, "frontend", to)); err != nil {
			t.Fatal(err)
		}
	}
	// A file is renamed, then its importer follows.
	move("words.ts", "phrases.ts")
	p.eventually(`return document.querySelector('deskjs-problem') !== null && kept`)
	edit(t, dir, "frontend/heading.ts", "'./words'", "'./phrases'")
	p.eventually(`return document.querySelector('deskjs-problem') === null && kept`)
	edit(t, dir, "frontend/phrases.ts", "words 1", "words 2")
	p.eventually(`return heading === 'heading of words 2' && kept`)

	// A file that was imported before it was there.
	edit(t, dir, "frontend/heading.ts", "export const heading = 'heading of '", "import { of } from './of'\nexport const heading = of")
	p.eventually(`return document.querySelector('deskjs-problem') !== null && kept`)
	if err := os.WriteFile(filepath.Join(dir, "frontend", "of.ts"), []byte("export const of = 'of '"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.eventually(`return heading === 'of words 2' && document.querySelector('deskjs-problem') === null && kept`)

	// A style sheet that nothing imports any more goes from the page.
	edit(t, dir, "frontend/heading.ts", "import { of }", "import './more.css'\nimport { of }")
	if err := os.WriteFile(filepath.Join(dir, "frontend", "more.css"), []byte("p { margin: 7px }"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.eventually(`return getComputedStyle(document.querySelector('p')).marginTop === '7px' && kept`)
	edit(t, dir, "frontend/heading.ts", "import './more.css'\n", "")
	p.eventually(`return getComputedStyle(document.querySelector('p')).marginTop !== '7px' && kept`)
}
