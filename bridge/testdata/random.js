// Random values that cross the bridge, for the tests of both halves.

/** Makes a graph out of a seed, of everything that can be sent, with references between its objects. */
export function grow(seed) {
  const objects = []
  const random = (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor(seed / 4294967296 * n)
  }
  const pick = (list) => list[random(list.length)]
  const strings = ['', 'a', '$', '__proto__', 'length', '0', '7', '4294967295', 'grün', '\u{1F600}', '\ud800', 'x\udfffy', '"\\\n', '\u2028',
    'constructor', 'toJSON', '{"$":"undefined"}', 'then', '\x00', '\x7f', '-1']
  const text = () => random(3) === 0 ? pick(strings) + pick(strings) : pick(strings)
  const keep = (object) => (objects.push(object), object)
  const set = (object, key, value) => Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true })
  const typed = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
    BigInt64Array, BigUint64Array, DataView]

  function bytes(n) {
    const buffer = keep(new ArrayBuffer(8 * n))
    const all = new Uint8Array(buffer)
    for (let i = 0; i < all.length; i++) all[i] = random(256)
    return buffer
  }

  function error(depth) {
    const e = keep(new (pick([Error, TypeError, RangeError, SyntaxError, EvalError, URIError, ReferenceError]))(text()))
    Object.defineProperty(e, 'stack', { value: text(), writable: true, configurable: true })
    if (random(2)) e.code = random(2) ? text() : random(100)
    if (random(2)) Object.defineProperty(e, 'cause', { value: make(depth + 1), writable: true, configurable: true })
    if (random(2)) e.more = make(depth + 1)
    return e
  }

  function make(depth) {
    if (depth > 5 || random(5) === 0) return leaf()
    if (objects.length > 0 && random(6) === 0) return pick(objects)
    const n = random(5)
    switch (random(11)) {
      case 0: case 1: {
        const a = keep([])
        for (let i = 0; i < n; i++) a.push(make(depth + 1))
        return a
      }
      case 2: {
        const a = keep([])
        a.length = n + random(3)
        for (let i = 0; i < n; i++) if (random(2)) a[i] = make(depth + 1)
        if (random(3) === 0) set(a, 'named ' + text(), make(depth + 1))
        return a
      }
      case 3: {
        const m = keep(new Map())
        for (let i = 0; i < n; i++) m.set(make(depth + 1), make(depth + 1))
        return m
      }
      case 4: {
        const s = keep(new Set())
        for (let i = 0; i < n; i++) s.add(make(depth + 1))
        return s
      }
      case 5: return error(depth)
      default: {
        const o = keep({})
        for (let i = 0; i < n; i++) set(o, text(), make(depth + 1))
        return o
      }
    }
  }

  function leaf() {
    switch (random(18)) {
      case 0: return undefined
      case 1: return null
      case 2: return random(2) === 0
      case 3: return pick([-0, NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53) - 2, 5e-324, 1e21, 1e-7, 0.1])
      case 4: return random(1000) - 500
      case 5: return random(1 << 30) * 1e-7
      case 6: return BigInt(random(1 << 30) - (1 << 29)) ** BigInt(random(9))
      case 7: return keep(new Date(random(2) ? random(1 << 30) * 1000 : NaN))
      case 8: return keep(pick([() => /a+/g, () => /[/"\\]/i, () => new RegExp('')])())
      case 9: return keep(Object(pick([text(), random(10), -0, true, 5n])))
      case 10: return keep(new Uint8Array([1, 2, random(256)]))
      case 11: {
        const buffer = bytes(2)
        keep(new (pick(typed))(buffer))
        return keep(new (pick(typed))(buffer))
      }
      case 12: return bytes(random(3))
      // With its buffer: of a lone view, what it sees is sent.
      case 13: { const view = new (pick(typed))(bytes(2), 8, 1); return keep([view, view.buffer]) }
      default: return text()
    }
  }
  return make(0)
}
