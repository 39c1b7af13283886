package require_test

import (
	"testing"

	"github.com/deskjs/deskjs/bundler"
)

// TestESModules is about what only ES modules have: linking before evaluation, namespaces, import(), top-level await.
func TestESModules(t *testing.T) {
	for _, s := range esModules {
		t.Run(s.name, func(t *testing.T) { s.check(t, bundler.Transform) })
	}
}

// told defines told, which prints how import() fails.
const told = `const told = (p) => p.then((m) => console.log('fine', Object.keys(m).join()), (e) => console.log(e.name, e.code, e.message.split('\n')[0]))` + "\n"

var esModules = []scenario{
	{name: "top-level await in imported modules", files: files{
		"main.mjs": "import './sync.mjs'\nimport { a } from './a.mjs'\nimport { b } from './b.mjs'\nconsole.log('main', a, b)\nawait null\nconsole.log('end')",
		"a.mjs":    "console.log('a begins')\nexport const a = await new Promise((r) => setTimeout(r, 20, 'A'))\nconsole.log('a ends')",
		"b.mjs":    "console.log('b begins')\nimport { c } from './c.mjs'\nexport const b = (await Promise.resolve('B')) + c\nconsole.log('b ends')",
		"c.mjs":    "export let c = 'c0'\nawait 0\nc = 'c1'\nfor await (const x of [1, 2]) c += x",
		"sync.mjs": "console.log('sync')",
	}, want: "sync\na begins\nb begins\nb ends\na ends\nmain A Bc112\nend"},
	{name: "top-level await that fails", files: files{
		"main.mjs": told + "await told(import('./a.mjs'))\nawait told(import('./a.mjs'))\nawait told(import('./fine.mjs'))",
		"a.mjs":    "import './b.mjs'\nconsole.log('never')", "b.mjs": "await 1\nthrow new RangeError('b fails')", "fine.mjs": "export const x = await 1, y = 2",
	}, want: "RangeError undefined b fails\nRangeError undefined b fails\nfine x,y"},
	{name: "linking comes before evaluation", files: files{
		"main.mjs": told + "await told(import('./a.mjs'))", "a.mjs": "import './prints.mjs'\nimport { nope } from './b.mjs'\nconsole.log(nope)",
		"b.mjs": "export const b = 1", "prints.mjs": "console.log('printed')",
	}, want: "SyntaxError undefined The requested module './b.mjs' does not provide an export named 'nope'"},
	{name: "directives before what is exported", files: files{
		"main.mjs": "import whole, { a } from './a.mjs'\nimport { both } from './b.mjs'\nconsole.log(whole, a, both)",
		"a.mjs":    "'use strict';\nexport const a = 1\nexport default 2\nexport { a as 'module.exports' }", "b.mjs": "\"use strict\"\nimport { a } from './a.mjs'\nexport { a as both }",
	}, want: "2 1 1"},
	{name: "names that builtins lack", files: files{
		"main.mjs": told + "await told(import('./a.mjs'))", "a.mjs": "import { readFile, readNothing } from 'node:fs'\nconsole.log(readFile, readNothing)",
	}, want: "SyntaxError undefined The requested module 'node:fs' does not provide an export named 'readNothing'"},
	{name: "functions are there in cycles before their module ran", files: files{
		"main.mjs": "import './a.mjs'",
		"a.mjs":    "import { early } from './b.mjs'\nimport { c } from './c.mjs'\nexport function hoisted() { return 'hoisted ' + c }\nexport const late = 1\nconsole.log('a', early)",
		"b.mjs": "import { hoisted, late } from './a.mjs'\nlet text\ntry { text = late } catch (e) { text = e.name }\n" +
			"let other\ntry { other = hoisted() } catch (e) { other = e.name }\nexport const early = text + ' ' + other",
		"c.mjs": "export const c = 'c'",
	}, want: "a ReferenceError ReferenceError"},
	{name: "live bindings through stars", files: files{
		"main.mjs": "import { n, up } from './all.mjs'\nimport * as all from './all.mjs'\nup(); console.log(n, all.n, Object.keys(all), all.x, 'both' in all)",
		"all.mjs":  "export * from './counter.mjs'\nexport * from './x.mjs'\nexport * as inner from './x.mjs'\nexport const z = 'z'",
		"x.mjs":    "export const x = 'x', both = 1; export default 'not by star'", "counter.mjs": "export let n = 0\nexport const up = () => n++, both = 2",
	}, want: "1 1 [ 'inner', 'n', 'up', 'x', 'z' ] x false"},
	{name: "names that two stars export", files: files{
		"main.mjs": told + "await told(import('./a.mjs'))", "a.mjs": "import { both } from './all.mjs'\nconsole.log(both)",
		"all.mjs": "export * from './x.mjs'\nexport * from './y.mjs'", "x.mjs": "export const both = 1", "y.mjs": "export const both = 2",
	}, want: "SyntaxError undefined The requested module './all.mjs' contains conflicting star exports for name 'both'"},
	{name: "the namespace", files: files{
		"main.mjs": "import * as n from './n.mjs'\nimport * as again from './n.mjs'\n" +
			"console.log(n === again, n === await import('./n.mjs'), Object.getPrototypeOf(n), Object.isExtensible(n), Reflect.ownKeys(n))\n" +
			"const o = n\nfor (const f of [() => { o.a = 1 }, () => { o.c = 1 }, () => { delete o.a }]) try { f(); console.log('?') } catch (e) { console.log(e.name) }",
		"n.mjs": "export const b = 1, a = 2; export default 3",
	}, want: "true true null false [ 'a', 'b', 'default', Symbol(Symbol.toStringTag) ]\nTypeError\nTypeError\nTypeError"},
	{name: "modules are strict and have nothing of CommonJS", files: files{
		"main.mjs": "console.log(typeof require, typeof module, typeof exports, typeof __filename, typeof __dirname, this, (function () { return this })())\n" +
			"try { undeclared = 1 } catch (e) { console.log(e.name) }\ntry { require('fs') } catch (e) { console.log(e.name) }",
	}, want: "undefined undefined undefined undefined undefined undefined undefined\nReferenceError\nReferenceError"},
	{name: "import() and its errors", files: files{
		"main.mjs":   told + "for (const s of ['./gone.mjs', 'gone', 'node:gone', './syntax.mjs', 'https://example.org/x.js', './throws.mjs', './c.cjs', './fails.cjs', 'path', 'data:text/javascript,export const x = 1', 'data:text/plain,x', '#gone'])\n  await told(import(s))",
		"syntax.mjs": "export const = 1", "throws.mjs": "throw Object.assign(new Error('thrown'), { code: 'MINE' })", "c.cjs": "exports.c = 1", "fails.cjs": "throw new TypeError('in CommonJS')",
		"package.json": `{"imports": {"#x": "./x.js"}}`,
	}, own: true, want: `
Error ERR_MODULE_NOT_FOUND Cannot find module './gone.mjs' imported from ./main.mjs
Error ERR_MODULE_NOT_FOUND Cannot find package 'gone' imported from ./main.mjs
Error ERR_UNKNOWN_BUILTIN_MODULE No such built-in module: node:gone
SyntaxError undefined expected identifier but found "="
Error ERR_UNSUPPORTED_ESM_URL_SCHEME Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol 'https:'
Error MINE thrown
fine c,default
TypeError undefined in CommonJS
fine _makeLong,basename,default,delimiter,dirname,extname,format,isAbsolute,join,matchesGlob,normalize,parse,posix,relative,resolve,sep,toNamespacedPath,win32
fine x
TypeError ERR_UNKNOWN_MODULE_FORMAT Unknown module format: text/plain
TypeError ERR_PACKAGE_IMPORT_NOT_DEFINED Package import specifier "#gone" is not defined in package ./package.json imported from ./main.mjs`},
	{name: "import() from CommonJS", files: files{
		"main.cjs": told + "const name = './e'\ntold(import(name + '.mjs')).then(() => told(import('./gone.mjs')))\nconsole.log('first')",
		"e.mjs":    "console.log('e')\nexport const e = await 1\nexport default 2",
	}, want: "first\ne\nfine default,e\nError ERR_MODULE_NOT_FOUND Cannot find module './gone.mjs' imported from ./main.cjs"},
	{name: "an ES module with top-level await can't be required", own: true, files: files{
		"main.cjs": "try { require('./e.mjs') } catch (e) { console.log(e.code) }\nconsole.log(require('./sync.mjs').x)\nimport('./e.mjs').then((e) => console.log(e.e))",
		"e.mjs":    "export const e = await 1", "sync.mjs": "export const x = 'x'",
	}, want: "ERR_REQUIRE_ASYNC_MODULE\nx\n1"},
	{name: "import.meta", files: files{
		"main.mjs": "import { same, meta } from './sub/m.mjs'\nconsole.log(same, meta === import.meta, Object.keys(import.meta).join(), Object.getPrototypeOf(meta))\n" +
			"console.log(meta.url, meta.dirname, meta.filename)\nconsole.log(meta.resolve('./x.mjs'), meta.resolve('../main.mjs'), meta.resolve('fs'), meta.resolve('p'))\nmeta.own = 1",
		"sub/m.mjs": "export const meta = import.meta, same = meta === import.meta", "node_modules/p/package.json": `{"exports": {"import": "./p.mjs", "require": "./p.cjs"}}`,
		"node_modules/p/p.mjs": "",
	}, want: "true false dirname,filename,resolve,url null\nfile://./sub/m.mjs ./sub ./sub/m.mjs\nfile://./sub/x.mjs file://./main.mjs node:fs file://./node_modules/p/p.mjs"},
	{name: "packages export to import and to require", files: files{
		"main.mjs":                    "import p from 'p'\nimport { createRequire } from 'module'\nconsole.log(p, createRequire(import.meta.url)('p'), (await import('p')).default)",
		"node_modules/p/package.json": `{"exports": {"import": "./p.mjs", "require": "./p.cjs"}}`, "node_modules/p/p.mjs": "export default 'imported'", "node_modules/p/p.cjs": "module.exports = 'required'",
	}, want: "imported required imported"},
	{name: "stars of CommonJS", files: files{
		"main.mjs": "import { one, own } from './e.mjs'\nconsole.log(one, own)", "e.mjs": "export * from './c.cjs'\nexport const own = 'own'", "c.cjs": "exports.one = 1; exports.own = 'hidden'",
	}, want: "1 own"},
	{name: "each module runs once, also when it fails", files: files{
		"main.mjs": told + "await told(import('./a.mjs'))\nawait told(import('./b.mjs'))\nawait told(import('./fails.mjs'))",
		"a.mjs":    "import './fails.mjs'", "b.mjs": "import './fails.mjs'\nimport './other.mjs'", "other.mjs": "console.log('other')", "fails.mjs": "console.log('runs')\nthrow new Error('once')",
	}, want: "runs\nError undefined once\nError undefined once\nError undefined once"},
	{name: "text", own: true, files: files{
		"main.mjs": "import a from './a.txt'\nimport b from './b.html' with { type: 'text' }\nconsole.log(a, b)", "a.txt": "text a", "b.html": "<b>",
	}, want: "text a <b>"},
	{name: "the scheme node: is Node's", own: true, files: files{
		"main.cjs": "try { require('node:deskjs') } catch (e) { console.log(e.code) }\nconsole.log(typeof require('deskjs'))",
	}, want: "ERR_UNKNOWN_BUILTIN_MODULE\nobject"},
	{name: "decorators, using, enums and namespaces", own: true, files: files{
		"main.ts": `
const log: string[] = []
function named(value: any, context: any) { log.push(context.kind + ' ' + String(context.name)); return value }
@named class A { @named m() { return 1 } @named accessor x = 2; @named static s = 3 }
{ using r = { [Symbol.dispose]() { log.push('disposed') } }; log.push('used') }
async function f() { await using r = { async [Symbol.asyncDispose]() { log.push('disposed later') } } }
await f()
enum E { a, b = 'x' } namespace N { export const n = E.b }
console.log(new A().m(), new A().x, A.s, E[0], N.n)
console.log(log.join())`,
	}, want: "1 2 3 a x\nmethod m,accessor x,field s,class A,used,disposed,disposed later"},
}
