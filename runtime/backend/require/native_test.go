package require_test

import (
	"testing"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// TestNativeSyntax is about what the engine has of its own once it is patched.
func TestNativeSyntax(t *testing.T) {
	if !engine.Patched() {
		t.Log("goja is not patched: async generators, for await and import() are lowered, and evaluated code has none of them")
		return
	}
	for _, s := range nativeSyntax {
		t.Run(s.name, func(t *testing.T) { s.check(t, bundler.Transform) })
	}
}

var nativeSyntax = []scenario{
	{name: "async generators", files: files{"main.mjs": `
async function* numbers(log) {
	try {
		const sent = yield 1
		log.push('sent ' + sent)
		yield Promise.resolve(2)
		for await (const x of [Promise.resolve(3), 4]) { if (x === 4) break; yield x }
		return Promise.resolve('done')
	} finally { log.push('finally'); await null; log.push('finally ends') }
}
const log = []
const all = numbers(log)
console.log(await Promise.all([all.next('ignored'), all.next('x'), all.next(), all.next(), all.next()]))
for await (const x of numbers(log)) { log.push(x); if (x === 2) break }
try { for await (const x of numbers(log)) throw new Error('thrown') } catch (e) { log.push(e.message) }
async function* delegates() { log.push('result ' + (yield* numbers(log))); yield* [10, Promise.resolve(11)] }
for await (const x of delegates()) log.push(x)
outer: for await (const a of [1, 2, 3]) for await (const b of [1, 2]) { if (b === 2) continue outer; if (a === 3) break outer; log.push(a + '.' + b) }
const early = numbers(log)
console.log(await early.return(Promise.resolve('early')), await early.next(), await early.throw(new Error('late')).catch((e) => e.message))
console.log(log.join())
console.log(numbers, Object.prototype.toString.call(all), numbers.constructor.name, Object.getPrototypeOf(numbers.prototype)[Symbol.toStringTag])
class C { static async *#hidden() { yield 'hidden' } static async show() { for await (const x of this.#hidden()) console.log(x) } }
await C.show()
console.log(await new numbers.constructor('yield 5')().next(), typeof eval('(async function* () { for await (const x of []) yield* x })'))
`}, want: `
[
  { value: 1, done: false },
  { value: 2, done: false },
  { value: 3, done: false },
  { value: 'done', done: true },
  { value: undefined, done: true }
]
{ value: 'early', done: true } { value: undefined, done: true } late
sent x,finally,finally ends,1,sent undefined,2,finally,finally ends,finally,finally ends,thrown,1,sent undefined,2,3,finally,finally ends,result done,10,11,1.1,2.1
[AsyncGeneratorFunction: numbers] [object AsyncGenerator] AsyncGeneratorFunction AsyncGenerator
hidden
{ value: 5, done: false } function`},
	{name: "import() where its arguments fail", files: files{
		"main.cjs": `
const specifier = { toString() { console.log('asked'); return './e.mjs' } }
const promise = import(specifier)
console.log('next')
promise.then((e) => console.log(e.e)).then(() => import({ toString() { throw new Error('no text') } })).catch((e) => console.log(e.message))
	.then(() => new Function('return import("./e.mjs")')().catch((e) => console.log(e.code ?? e.name)))
try { import((() => { throw new Error('thrown') })()) } catch (e) { console.log(e.message) }`,
		"e.mjs": "console.log('evaluated')\nexport const e = 'e'",
	}, own: true, want: "asked\nnext\nthrown\nevaluated\ne\nno text\nERR_MODULE_NOT_FOUND"},
	{name: "namespaces are shown as Node shows them", files: files{
		"main.mjs": "import * as e from './e.mjs'\nimport { types } from 'node:util'\nconsole.log(e, types.isModuleNamespaceObject(e), Object.getOwnPropertyDescriptor(e, 'x'))",
		"e.mjs":    "export const x = 1; export default function f() {}",
	}, want: "[Module: null prototype] { default: [Function: f], x: 1 } true { value: 1, writable: true, enumerable: true, configurable: false }"},
}
