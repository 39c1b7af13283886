// What crosses the bridge, for the tests of both halves: by name, a function that makes the value, or two when it arrives as
// something simpler, which the second makes. A function that returns `absent` has nothing to make in this engine.

export const absent = Symbol('absent')

const has = (name) => typeof globalThis[name] === 'function'
const proto = (name, value) => Object.defineProperty({ a: 1 }, name, { value, enumerable: true, writable: true, configurable: true })
const still = (error) => Object.defineProperty(error, 'stack', { value: 'the stack', writable: true, configurable: true })
const buffer = (...bytes) => new Uint8Array(bytes).buffer
const eight = () => buffer(1, 2, 3, 4, 5, 6, 7, 0x40)

/** Makes a value that is so deep. */
export function nest(depth, kind) {
  const within = {
    arrays: (v) => [v], objects: (v) => ({ v }), maps: (v) => new Map([[0, v]]), keys: (v) => new Map([[v, 0]]), sets: (v) => new Set([v]),
    sparse: (v) => [, v], awkward: (v) => ({ $: v }), causes: (v) => still(new Error('', { cause: v })), defined: (v) => { const o = { v }; o.o = o; return o },
  }[kind]
  let value
  for (let i = 0; i < depth; i++) value = within(value)
  return value
}
class Point { constructor() { this.x = 1; this.y = { z: 2 } } get sum() { return 3 } }
class Failure extends RangeError { constructor() { super('failed'); this.name = 'Failure'; this.code = 'ERR_FAILURE'; this.detail = { a: [1] } } }

export const values = {
  __proto__: null,
  'undefined': () => undefined,
  'null': () => null,
  'true': () => true,
  'false': () => false,
  'zero': () => 0,
  'negative zero': () => -0,
  'NaN': () => NaN,
  'Infinity': () => Infinity,
  '-Infinity': () => -Infinity,
  'integers': () => [1, -1, 255, -2147483648, 4294967296],
  'fractions': () => [0.1, -1.5, 1e21, 1e-7, 123456789012345680000, 1.7976931348623157e308, 5e-324, 2 ** -1074],
  'the largest safe integer': () => 2 ** 53 - 1,
  '2^53 and 2^53+2': () => [2 ** 53, 2 ** 53 + 2, -(2 ** 53), 2 ** 63, 2 ** 64],
  '2^53+1': () => 9007199254740993n,
  'bigints': () => [0n, -1n, 2n ** 64n, -(2n ** 63n)],
  'huge bigints': () => [7n ** 5000n, -(7n ** 100000n)],
  'the empty string': () => '',
  'strings': () => ['a', 'grün', '日本', '\u{1F600}', '\ufffd', '\ufeff', '\u2028\u2029', '\x00\x01\x1f\x7f\x80\xff', '"\\/\b\f\n\r\t'],
  'lone surrogates': () => ['\ud800', 'a\udfffb', '\udc00\ud800', '\ud83d', '\ud83dx\ude00', '\u{1F600}\ud83d'],
  'lone surrogates in keys': () => ({ '\ud800': 1, 'a\udc00': { '\udfff\ud83d': 2 } }),
  'text that looks like clone text': () => ['{"$":"undefined"}', '{"$":', '$', '"bytes","t":"Int8Array"', 'call 1 api.echo []\nbytes x'],
  'boxed primitives': () => [Object(true), Object(false), Object(1), Object(-0), Object(NaN), Object('s'), Object('\ud800'), Object('')],
  'a boxed bigint': () => Object(2n ** 70n),
  'dates': () => [new Date(0), new Date(-1), new Date(8.64e15), new Date(-8.64e15), new Date(1700000000123)],
  'an invalid date': () => new Date(NaN),
  'regular expressions': () => [/a/, /a+\/"b/gim, /\ud83d/u, new RegExp(''), new RegExp('\n')],
  'a regular expression with every flag': () => { try { return new RegExp('a', 'dgimsuy') } catch { return absent } },
  'a regular expression starts anew': [() => { const r = /a/g; r.lastIndex = 5; r.own = 1; return r }, () => /a/g],
  'an array': () => [1, 'a', [], [[]], null, undefined],
  'a sparse array': () => [, 1, , 2, ,],
  'a very sparse array': () => { const a = []; a[4294967294] = 1; return a },
  'an empty array with a length': () => new Array(5),
  'an array with properties': () => Object.assign([1, 2], { name: 'x', '-1': 'y', '01': 'z', 4294967295: 'w', __proto__: 1 }),
  'an array with as many properties as holes': () => Object.assign([, 1], { name: 'x' }),
  'an object': () => ({ a: 1, b: { c: [] }, 'd e': '', '': 0 }),
  'keys in order': () => ({ b: 1, 2: 2, a: 3, 1: 4, '-1': 5, '01': 6 }),
  'an object without a prototype': [() => Object.assign(Object.create(null), { a: 1 }), () => ({ a: 1 })],
  'an instance of a class': [() => new Point(), () => ({ x: 1, y: { z: 2 } })],
  'an instance of a class with a tag': [() => new (class { a = 1; get [Symbol.toStringTag]() { return 'Map' } })(), () => ({ a: 1 })],
  'hidden and symbol properties': [() => Object.defineProperty({ a: 1, [Symbol('s')]: 2 }, 'b', { value: 3 }), () => ({ a: 1 })],
  'a getter': [() => { let n = 0; return { get a() { return ++n }, b: [] } }, () => ({ a: 1, b: [] })],
  'a getter of an array': [() => { let n = 0; return Object.defineProperty([0, 1], 0, { get() { return ++n }, enumerable: true }) }, () => [1, 1]],
  'a getter that removes': [() => ({ get a() { delete this.b; return 1 }, b: 2, c: 3 }), () => ({ a: 1, c: 3 })],
  'toJSON is not asked': [() => new (class { a = 1; toJSON() { return 'json' } })(), () => ({ a: 1 })],
  'arguments': [() => (function () { return arguments })(1, 2), () => ({ 0: 1, 1: 2 })],
  'a proxy': [() => new Proxy({ a: 1 }, {}), () => ({ a: 1 })],
  'a proxy of an array': [() => new Proxy([1, 2], {}), () => [1, 2]],
  'a proxy that counts': [() => { let n = 0; return new Proxy({ a: 1 }, { get: (_, key) => key === 'a' ? ++n : undefined }) }, () => ({ a: 1 })],
  '$ as a key': () => ({ $: 'undefined', a: { $: 1 } }),
  '__proto__ as a key': () => proto('__proto__', { polluted: true }),
  '__proto__ as a key, null': () => proto('__proto__', null),
  'constructor and prototype as keys': () => ({ constructor: { prototype: { polluted: true } }, prototype: 1, hasOwnProperty: 2, toString: 3, valueOf: 4 }),
  'then as a key': () => [{ then: 1 }],
  'maps': () => [new Map(), new Map([[1, 'a'], ['1', 'b'], [NaN, 0], [{}, []], [undefined, null]])],
  'a map with itself': () => { const m = new Map(); return m.set(m, m).set('m', [m]) },
  'a map in order': () => new Map([['b', 1], ['a', 2], [2, 3], [1, 4]]),
  'sets': () => [new Set(), new Set([1, '1', NaN, undefined, new Set([null])])],
  'a set with itself': () => { const s = new Set(); return s.add(s).add([s]) },
  'a subclass of Map': [() => new (class M extends Map { a = 1 })([[1, 2]]), () => new Map([[1, 2]])],
  'a cycle': () => { const o = { a: {} }; o.self = o; o.a.up = o; return o },
  'a cycle of arrays': () => { const a = []; a.push(a, [a]); return a },
  'a sparse cycle': () => { const a = [, 1]; a[5] = a; return a },
  'shared references': () => { const o = { n: 1 }, d = new Date(5), a = []; return { o, p: o, list: [o, d, d, a, { a }], a } },
  'equal is not the same': () => [{}, {}, [], [], new Date(0), new Date(0)],
  'a deep cycle': () => { const top = {}; let o = top; for (let i = 0; i < 5000; i++) o = o.next = { i }; o.next = top; return top },
  'deep arrays': () => nest(9990, 'arrays'),
  'deep objects': () => { let o = {}; for (let i = 0; i < 9990; i++) o = { o }; return o },
  'deep maps': () => { let o = 1; for (let i = 0; i < 3000; i++) o = new Map([[i, o]]); return o },
  'errors': () => [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((E) => still(new E('of ' + E.name))),
  'an error with a cause': () => still(new Error('m', { cause: still(new TypeError('c', { cause: 5 })) })),
  'a cause that is undefined': () => still(new Error('m', { cause: undefined })),
  'an error with properties': () => Object.assign(still(new Error('m')), { code: 'ENOENT', errno: -2, path: '/x', more: { a: [1, 2n] } }),
  'an error whose code is a number': () => Object.assign(still(new Error('')), { code: 25 }),
  'an error of a class': [() => still(new Failure()), () => {
    const e = Object.assign(still(new Error('failed')), { code: 'ERR_FAILURE', detail: { a: [1] } })
    return Object.defineProperty(e, 'name', { value: 'Failure', writable: true, configurable: true })
  }],
  'an error with itself': () => { const e = still(new Error('m')); e.self = e; return Object.defineProperty(e, 'cause', { value: [e], writable: true, configurable: true }) },
  'an error loses what cannot cross': [() => Object.assign(still(new Error('m')), { w: new WeakMap(), s: Symbol(), ok: 1 }), () => Object.assign(still(new Error('m')), { ok: 1 })],
  'an aggregate error': () => still(new AggregateError([still(new Error('1')), 2], 'm')),
  'a DOMException': () => has('DOMException') ? [new DOMException('m', 'AbortError'), new DOMException('', 'NotFoundError'), new DOMException('own', 'Own')] : absent,
  'an ArrayBuffer': () => eight(),
  'an empty ArrayBuffer': () => new ArrayBuffer(0),
  'typed arrays': () => [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array,
    Float64Array, BigInt64Array, BigUint64Array, DataView].map((A) => new A(eight())),
  'empty typed arrays': () => [Uint8Array, Float64Array, BigInt64Array].map((A) => new A(0)),
  'a Float16Array': () => has('Float16Array') ? new Float16Array([1.5, -0, NaN, 65504]) : absent,
  'floats bit by bit': () => new Float64Array([NaN, -0, Infinity, 5e-324, 0.1]),
  'views of one buffer': () => { const b = eight(); return [new Uint8Array(b, 1, 3), new Uint16Array(b, 2, 2), new DataView(b, 3), b, new BigInt64Array(b)] },
  'views of one buffer, the buffer last': () => { const b = eight(); return { low: new Uint8Array(b, 0, 1), high: new Uint8Array(b, 7, 1), b } },
  'a view twice': () => { const v = new Uint8Array([1, 2]); return [v, v] },
  'a view of a part': [() => new Uint8Array(buffer(...new Array(100).fill(7)), 96, 3), () => new Uint8Array([7, 7, 7])],
  'a resizable buffer': () => new ArrayBuffer(0).resizable === undefined ? absent : new ArrayBuffer(8, { maxByteLength: 32 }),
  'views of a resizable buffer': () => {
    if (new ArrayBuffer(0).resizable === undefined) return absent
    const b = new ArrayBuffer(16, { maxByteLength: 32 })
    return [new Uint8Array(b), new Uint8Array(b, 8), new Uint8Array(b, 8, 4), new DataView(b), new DataView(b, 1, 2), new Uint16Array(b)]
  },
  'a view of a resizable buffer': () => new ArrayBuffer(0).resizable === undefined ? absent : new Uint8Array(new ArrayBuffer(16, { maxByteLength: 32 }), 8),
  'a Blob': () => has('Blob') ? new Blob(['grün ', new Uint8Array([1, 2, 255])], { type: 'Text/Plain' }) : absent,
  'an empty Blob': () => has('Blob') ? [new Blob(), new Blob([], { type: 'a/b' })] : absent,
  'a File': () => has('File') ? new File(['text'], 'näme.txt', { type: 'text/plain', lastModified: 1700000000123 }) : absent,
  'a Blob twice, beside bytes': () => { if (!has('Blob')) return absent; const b = new Blob(['b']); return [b, b, new Uint8Array([1]), new Blob(['b'])] },
  'much of everything': () => Array.from({ length: 300 }, (_, i) => ({ i, name: 'item ' + i, at: new Date(i), tags: new Set(['a', i]), bytes: new Uint8Array([i]), ok: i % 2 === 0 })),
}

/**
 * What doesn't cross: by name, a function that makes the value, and how the refusal of it goes on after its path, which is
 * value.user["the socket"][1].
 */
export const refused = {
  __proto__: null,
  'a symbol': [() => Symbol('s'), 'is a symbol'],
  'a boxed symbol': [() => Object(Symbol('s')), 'is a Symbol'],
  'a WeakMap': [() => new WeakMap(), 'is a WeakMap'],
  'a WeakSet': [() => new WeakSet(), 'is a WeakSet'],
  'a WeakRef': [() => has('WeakRef') ? new WeakRef({}) : absent, 'is a WeakRef'],
  'a Promise': [() => Promise.resolve(), 'is a Promise'],
  'a generator': [() => (function* () {})(), 'is a Generator'],
  'an iterator': [() => [].values(), 'is an Array Iterator'],
  'an iterator of a map': [() => new Map().entries(), 'is a Map Iterator'],
  'an AbortController': [() => has('AbortController') ? new AbortController() : absent, 'is an AbortController'],
  'a WritableStream': [() => has('WritableStream') ? new WritableStream() : absent, 'is a WritableStream'],
  'a MessagePort': [() => has('MessageChannel') ? new MessageChannel().port1 : absent, 'is a MessagePort'],
  'a URL': [() => has('URL') ? new URL('app://localhost/') : absent, 'is a URL'],
  'Headers': [() => has('Headers') ? new Headers() : absent, 'is a Headers'],
  'an Event': [() => has('Event') ? new Event('e') : absent, 'is an Event'],
  'an EventTarget': [() => has('EventTarget') ? new EventTarget() : absent, 'is an EventTarget'],
  'an emitter of events': [() => new (class { static name = 'Socket'; _events = {}; on() {} emit() {} })(), 'is a Socket'],
  'a detached buffer': [() => {
    if (!has('structuredClone')) return absent
    const b = new ArrayBuffer(1)
    structuredClone(b, { transfer: [b] })
    return b
  }, 'is a detached ArrayBuffer'],
  'a SharedArrayBuffer': [() => has('SharedArrayBuffer') ? new SharedArrayBuffer(1) : absent, 'is a SharedArrayBuffer'],
  'the window': [() => has('Window') ? globalThis : absent, 'is a Window'],
  'a document': [() => has('Document') ? document : absent, 'is an HTMLDocument'],
  'an element': [() => has('HTMLElement') ? document.createElement('p') : absent, 'is an HTMLParagraphElement'],
}

/** What crosses as a reference, where there is an owner who lends it; it is refused elsewhere. As `refused`. */
export const references = {
  __proto__: null,
  'a function': [() => () => 1, 'is a function'],
  'a class': [() => Point, 'is a function'],
  'a built-in function': [() => Math.max, 'is a function'],
  'a proxy of a function': [() => new Proxy(() => 1, {}), 'is a function'],
  'an async iterable': [() => ({ [Symbol.asyncIterator]() {} }), 'is an async iterable'],
  'an AbortSignal': [() => has('AbortController') ? new AbortController().signal : absent, 'is an AbortSignal'],
  'a ReadableStream': [() => has('ReadableStream') ? new ReadableStream() : absent, 'is a ReadableStream'],
}

/** Puts a value where the refusals expect it. */
export const hidden = (value) => ({ user: { 'the socket': [0, value] } })

/** Describes a value exactly, so that equal values have equal descriptions. Blobs are added to `blobs`; see describe. */
export function inspect(root, blobs = []) {
  const seen = new Map()
  const lines = []
  const units = (s) => Array.from({ length: s.length }, (_, i) => s.charCodeAt(i).toString(16)).join('.')
  // Values that are objects are numbered, and described in turn: no recursion, however deep they are.
  const queue = []
  function show(v) {
    if (typeof v === 'string') return /^[ !#-~]*$/.test(v) ? '"' + v + '"' : 'u"' + units(v) + '"'
    if (typeof v === 'bigint') return v + 'n'
    if (Object.is(v, -0)) return '-0'
    if (typeof v === 'function') return 'function'
    if (v === null || typeof v !== 'object') return String(v)
    if (!seen.has(v)) {
      seen.set(v, seen.size)
      queue.push(v)
    }
    return '#' + seen.get(v)
  }
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  function body(v) {
    const tag = Object.prototype.toString.call(v).slice(8, -1)
    const prototype = Object.getPrototypeOf(v)
    const parts = [prototype === null ? 'no prototype' : prototype.constructor.name, tag]
    if (ArrayBuffer.isView(v)) {
      let tracks = ''
      if (v.buffer.resizable) {
        const { byteLength } = v
        v.buffer.resize(v.buffer.byteLength + 8)
        tracks = v.byteLength === byteLength ? 'fixed' : 'tracking'
        v.buffer.resize(v.buffer.byteLength - 8)
      }
      parts.push(v.byteOffset, v.byteLength, tracks, show(v.buffer))
      return parts.join(' ')
    }
    if (typeof DOMException === 'function' && v instanceof DOMException) return [...parts, show(v.name), show(v.message), v.code].join(' ')
    if (typeof Blob === 'function' && v instanceof Blob) {
      blobs.push(v)
      return [...parts, v.size, show(v.type), show(v.name), v.lastModified].join(' ')
    }
    switch (tag) {
      case 'Date': parts.push(v.getTime()); break
      case 'RegExp': parts.push(show(v.source), v.flags, v.lastIndex); break
      case 'Map': v.forEach((value, key) => parts.push(show(key) + '=>' + show(value))); break
      case 'Set': v.forEach((value) => parts.push(show(value))); break
      case 'ArrayBuffer': parts.push(v.resizable ? v.maxByteLength : 'fixed', hex(new Uint8Array(v))); break
      case 'Boolean': case 'Number': case 'String': case 'BigInt': parts.push(show(v.valueOf())); return parts.join(' ')
      case 'Array': parts.push('length ' + v.length)
    }
    const names = Object.getOwnPropertyNames(v)
    if (v instanceof Error) names.sort()
    for (const name of names) {
      if ((name === 'length' && tag === 'Array') || (name === 'lastIndex' && tag === 'RegExp')) continue
      // What engines add to errors of their own accord.
      if (v instanceof Error && (name === 'line' || name === 'column' || name === 'sourceURL')) continue
      const { value, enumerable } = Object.getOwnPropertyDescriptor(v, name)
      parts.push((enumerable ? '' : '~') + show(name) + ':' + show(value))
    }
    return parts.join(' ')
  }
  lines.push(show(root))
  for (let i = 0; i < queue.length; i++) lines.push('#' + i + ' ' + body(queue[i]))
  return lines.join('\n')
}

/** inspect, with what Blobs hold. */
export async function describe(root) {
  const blobs = []
  const text = inspect(root, blobs)
  const bytes = await Promise.all(blobs.map(async (blob) => new Uint8Array(await blob.arrayBuffer()).join()))
  return [text, ...bytes].join('\n')
}
