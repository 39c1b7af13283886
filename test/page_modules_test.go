//go:build linux

package test

import (
	"path/filepath"
	"testing"
)

// sumModule is a WebAssembly module whose export add adds two numbers.
const sumModule = "\x00asm\x01\x00\x00\x00\x01\x07\x01\x60\x02\x7f\x7f\x01\x7f\x03\x02\x01\x00\x07\x07\x01\x03add\x00\x00\x0a\x09\x01\x07\x00\x20\x00\x20\x01\x6a\x0b"

// TestModulesOfThePage runs everything that code of the page can import, in a built app and in one that is being developed.
func TestModulesOfThePage(t *testing.T) {
	dir := project(t, "deskjs.json", `{"name":"Modules","id":"com.example.modules","version":"1.0.0","frontend":{"fallback":"index.html"}}`,
		".env", "VITE_NAME=modules\nSECRET=hidden\n",
		"frontend/index.html", `<!doctype html><title>%VITE_NAME%</title><p class="late">late</p><script type="module" src="./main.ts"></script>`,
		"frontend/other.html", `<!doctype html><title>other</title><script type="module" src="./main.ts"></script>`,
		"frontend/public/icon.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"frontend/dot.svg", `<svg xmlns="http://www.w3.org/2000/svg"><!-- dot --></svg>`,
		"frontend/add.wasm", sumModule,
		"frontend/work.ts", `onmessage = ({ data }: MessageEvent<number>) => postMessage(data * 2)`,
		"frontend/shared.ts", `(self as any).onconnect = ({ ports }: any) => ports[0].postMessage('shared')`,
		"frontend/later.ts", "import './later.css'\nexport const later = 'later'\n",
		"frontend/later.css", `.late { color: rgb(1, 2, 3) }`,
		"frontend/pages/a.ts", `export default 'a'`,
		"frontend/pages/b.ts", `export default 'b'`,
		"frontend/box.module.css", `.box { color: red }`,
		"frontend/main.ts", `
			import init from './add.wasm?init'
			import Work from './work.ts?worker'
			import Inline from './work.ts?worker&inline'
			import dot from './dot.svg'
			import text from './dot.svg?raw'
			import icon from '/icon.svg'
			import styles from './box.module.css'
			const ask = (worker: Worker) => new Promise((done) => {
				worker.onmessage = ({ data }) => done(data)
				worker.onerror = ({ message }) => done(message)
				worker.postMessage(20)
			})
			const shared = new SharedWorker(new URL('./shared.ts', import.meta.url), { type: 'module' })
			const name = 'b'
			const found: Record<string, unknown> = {
				env: [import.meta.env.VITE_NAME, import.meta.env.SECRET, import.meta.env.PROD !== import.meta.env.DEV].join(),
				workers: [
					await ask(new Worker(new URL('./work.ts', import.meta.url), { type: 'module' })),
					await ask(new Worker(new URL('./work.ts', import.meta.url))), await ask(new Work()), await ask(new Inline()),
				].join(),
				shared: await new Promise((done) => { shared.port.onmessage = ({ data }) => done(data) }),
				wasm: ((await init()).exports.add as (a: number, b: number) => number)(2, 3),
				later: (await import('./later')).later + getComputedStyle(document.querySelector('.late') ?? document.body).color,
				chosen: (await import(`+"`./pages/${name}.ts`"+`)).default,
				glob: Object.keys(import.meta.glob('./pages/*.ts')).join(),
				eager: Object.values(import.meta.glob('./pages/*.ts', { eager: true, import: 'default' })).join(),
				files: [await (await fetch(dot)).text() === text, (await fetch(icon)).ok, (await fetch(new URL('./dot.svg', import.meta.url))).ok].join(),
				classes: typeof styles.box,
			}
			Object.assign(window, { found })`)
	want := map[string]any{
		"env": "modules,,true", "workers": "40,40,40,40", "shared": "shared", "wasm": 5.0, "later": "laterrgb(1, 2, 3)", "chosen": "b",
		"glob": "./pages/a.ts,./pages/b.ts", "eager": "a,b", "files": "true,true,true", "classes": "string",
	}
	command(t, "build", "--automation", dir)
	for _, test := range []struct {
		name, program string
		args          []string
	}{
		{"built", filepath.Join(dir, "dist", "modules"), nil},
		{"developed", deskjs, []string{"dev", "--automation", dir}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := open(t, home(t), test.program, test.args...)
			p.eventually(`return window.found !== undefined`)
			var got map[string]any
			p.must(p.Execute(&got, `return window.found`))
			for name, value := range want {
				if got[name] != value {
					t.Errorf("%s is %v, not %v", name, got[name], value)
				}
			}
			p.eventually(`return document.title === 'modules'`)
			p.must(p.Execute(nil, `history.pushState(null, '', '/notes/17'); location.reload()`))
			p.eventually(`return location.pathname === '/notes/17' && window.found !== undefined && document.title === 'modules'`)
			p.must(p.Execute(nil, `location.href = '/other.html'`))
			p.eventually(`return document.title === 'other' && window.found !== undefined`)
		})
	}
}
