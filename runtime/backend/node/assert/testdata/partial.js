// deskjs only: Node has assert.partialDeepStrictEqual since 22.13
// needs a patch: SharedArrayBuffer
'use strict'
const assert = require('assert')
const loop = (extra) => {
  const object = { ...extra }
  object.self = object
  return object
}
const fits = [
  [{ a: 1, b: 2 }, { a: 1 }], [[1, 2, 3], [1, 3]], [new Set([1, { a: 1, b: 2 }]), new Set([{ a: 1 }])],
  [new Map([['a', { b: 1, c: 2 }]]), new Map([['a', { c: 2 }]])], [new Uint8Array([1, 2, 3]), new Uint8Array([1, 3])],
  [loop({ x: 1 }), loop({})], [new Error('m'), new Error('m')], [NaN, NaN], [new URL('http://a/'), new URL('http://a/')],
  [[1, , 3], [1, , 3]], [new Date(0), new Date(0)], [{ [Symbol.for('s')]: 1, t: 1 }, { [Symbol.for('s')]: 1 }],
]
const misfits = [
  [{ a: 1 }, { a: 1, b: 2 }], [[1, 2], [2, 1]], [[0], [-0]], [new Set([1]), new Set([2])], [new Map([['a', 1]]), new Map([['a', 2]])],
  [{ a: { b: 1 } }, { a: { b: 2 } }], [new WeakSet(), new WeakSet()], [new Error('m'), new Error('n')], [{}, []], ['1', 1], [null, {}],
  [new ArrayBuffer(1), new SharedArrayBuffer(1)], [new Uint8Array([1]), new Int8Array([1])], [/a/, /b/], [new URL('http://a/'), new URL('http://b/')],
]
for (const [actual, expected] of fits) assert.partialDeepStrictEqual(actual, expected)
for (const [actual, expected] of misfits) assert.throws(() => assert.partialDeepStrictEqual(actual, expected), { code: 'ERR_ASSERTION' })
try { assert.partialDeepStrictEqual({ a: 1, b: 2 }, { a: 2 }) } catch (error) { console.log(error.message) }
