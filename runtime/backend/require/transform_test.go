package require_test

import (
	"testing"

	"github.com/deskjs/deskjs/bundler"
)

// TestTransformed runs ES modules and TypeScript as `deskjs run` does.
func TestTransformed(t *testing.T) {
	for _, s := range transformed {
		t.Run(s.name, func(t *testing.T) { s.check(t, bundler.Transform) })
	}
}

var transformed = []scenario{
	{name: "ESM imports CommonJS", files: files{
		"main.mjs": `
import whole, { named } from './c.cjs'
import * as all from './c.cjs'
import { default as again } from './c.cjs'
import compiled, { x } from './compiled.cjs'
console.log(whole === again, whole.named, named, all.default === whole, all.named)
console.log(typeof compiled, compiled.default, x)`,
		"c.cjs":        `exports.named = 'named'; exports.other = 1`,
		"compiled.cjs": `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 'default'; exports.x = 'x'`,
	}, want: "true named named true named\nobject default x"},
	{name: "ESM imports ESM", files: files{
		"main.mjs": `
import value, { live, bump, renamed as name } from './e.mjs'
import * as all from './e.mjs'
bump()
console.log(value, live, name, Object.keys(all), typeof all.missing)
console.log(this)`,
		"e.mjs": `export default 'value'; export let live = 1; export function bump() { live++ }; const own = 'own'; export { own as renamed }`,
	}, want: "value 2 own [ 'bump', 'default', 'live', 'renamed' ] undefined\nundefined"},
	{name: "CommonJS requires ESM", own: true, files: files{ // Node 20 warns, and names the namespace differently
		"main.js":                        `const e = require('./e.mjs'); console.log(e.default, e.x, Object.keys(e), e.__esModule, require('./e.mjs') === e, require('pure').default)`,
		"e.mjs":                          `export default 'value'; export const x = 'x'`,
		"node_modules/pure/package.json": `{"type": "module", "exports": {"import": "./index.js"}}`, "node_modules/pure/index.js": `export default 'pure'`,
	}, want: "value x [ 'default', 'x' ] true true pure"},
	{name: "import()", files: files{
		"main.js": `
Promise.all([import('./e.mjs'), import('./c.cjs'), import('fs'), import('./gone.mjs').catch(e => /NOT_FOUND/.test(e.code))]).then(([e, c, fs, gone]) => {
	console.log(e.default, e.x, c.default.y, c.y, typeof fs.default.readFileSync, typeof fs.readFileSync, gone)
})
console.log('first')`,
		"e.mjs": `export default 'value'; export const x = 'x'`, "c.cjs": `exports.y = 'y'`,
	}, want: "first\nvalue x y y function function true"},
	{name: "import() from ESM, by file: URL", files: files{
		"main.mjs": `
const e = await import(new URL('./sub/e%20e.mjs', import.meta.url))
const again = await import(new URL('./sub/e%20e.mjs', import.meta.url).href)
console.log(e.default, e.default === again.default)`,
		"sub/e e.mjs": `export default {}`,
	}, want: "{} true"},
	{name: "import.meta", files: files{
		"main.mjs": `
import { fileURLToPath } from 'node:url'
import { createRequire } from 'node:module'
const __filename = fileURLToPath(import.meta.url)
const __dirname = import.meta.dirname
const require = createRequire(import.meta.url)
console.log(import.meta.url, __filename === import.meta.filename, __dirname, require('./data.json').x)`,
		"data.json": `{"x": 1}`,
	}, want: "file://./main.mjs true . 1"},
	{name: "each of the names of CommonJS may be declared", files: files{
		"main.mjs": `const module = 1, exports = 2, __filename = 3; let require = 4; function __dirname() {}
console.log(module, exports, __filename, require, typeof __dirname)`,
	}, want: "1 2 3 4 function"},
	{name: "JSON imports", own: true, files: files{ // Node 20 warns
		"main.mjs": "import data from './data.json' with { type: 'json' }\nconsole.log(data)", "data.json": `{"x": 1}`,
	}, want: "{ x: 1 }"},
	{name: "type: module", files: files{
		"main.js": "import { x } from './x.js'\nimport c from './c.cjs'\nconsole.log(x, c)", "package.json": `{"type": "module"}`,
		"x.js": `export const x = 'x'`, "c.cjs": `module.exports = 'c'`,
	}, want: "x c"},
	{name: "cycles of ESM", files: files{
		"main.mjs": `import { a } from './a.mjs'; console.log(a())`,
		"a.mjs":    `import { b } from './b.mjs'; export function a() { return 'a' + b() }; export const late = 'late'`,
		"b.mjs":    `import { late } from './a.mjs'; export const b = () => 'b' + late`,
	}, want: "ablate"},
	{name: "TypeScript", own: true, files: files{
		"main.ts": `
import { store, type Item } from './store.js'
import view from './view.jsx'
import { m } from './m.mjs'
import c = require('./c.cjs')
import inside from '#inside'
import bare from './bare'
enum Color { Red = 'red' }
const item: Item = { n: 1 }
console.log(store(item), view, m, c, inside, bare, Color.Red)`,
		"package.json": `{"imports": {"#inside": "./inside.js"}}`,
		"store.ts":     `export interface Item { n: number }; export const store = (i: Item) => i.n satisfies number`,
		"view.tsx":     `export default 'view' as string`, "m.mts": `export const m = 'm'`, "c.cts": `export = 'c'`, "inside.ts": `export default 'inside'`,
		"bare/index.ts": `export default 'bare'`,
	}, want: "1 view m c inside bare red"},
	{name: "a file of JavaScript comes before its TypeScript", own: true, files: files{
		"main.ts": `import x from './x.js'; console.log(x)`, "x.js": `module.exports = 'js'`, "x.ts": `export default 'ts'`,
	}, want: "js"},
	{name: "errors at their place in TypeScript", own: true, files: files{
		"main.ts": "interface Unseen {\n  x: number\n}\n\nfunction fail(u: Unseen): never { throw new Error('oh') }\nfail({ x: 1 })\nexport {}\n",
	}, want: `
./main.ts:5
function fail(u: Unseen): never { throw new Error('oh') }
                                        ^

Error: oh
    at fail (./main.ts:5:41)
    at ./main.ts:6:1`},
}
