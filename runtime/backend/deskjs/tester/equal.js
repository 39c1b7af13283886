'use strict'

// Equality as expect has it: by structure, with matchers that stand for many values.

// Asymmetric is a value that equals all that it matches.
class Asymmetric {
  constructor(name, match, inner, inverse = false) {
    Object.defineProperties(this, { name: { value: name }, match: { value: match }, inner: { value: inner }, inverse: { value: inverse } })
  }
  asymmetricMatch(value) { return this.match(value) !== this.inverse }
  toString() { return (this.inverse ? 'not.' : '') + this.name }
}

const isAsymmetric = (value) => value !== null && typeof value === 'object' && typeof value.asymmetricMatch === 'function'
const tag = (value) => Object.prototype.toString.call(value)

function keysOf(value, strict) {
  return Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key) && (strict || value[key] !== undefined))
}

// equals compares; strict tells undefined members from missing ones and looks at classes.
function equals(a, b, { strict = false, subset = false } = {}, seen = []) {
  if (isAsymmetric(b)) return isAsymmetric(a) ? a === b || String(a) === String(b) : b.asymmetricMatch(a)
  if (isAsymmetric(a)) return a.asymmetricMatch(b)
  if (Object.is(a, b)) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (tag(a) !== tag(b)) return false
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  for (const [x, y] of seen) if (x === a) return y === b
  seen = [...seen, [a, b]]
  const inner = (x, y) => equals(x, y, { strict, subset }, seen)
  if (a instanceof Date) return Object.is(a.getTime(), b.getTime())
  if (a instanceof RegExp) return a.source === b.source && a.flags === b.flags
  if (a instanceof Error) return a.message === b.message && a.name === b.name && inner(a.cause, b.cause)
  if (a instanceof Number || a instanceof String || a instanceof Boolean) return Object.is(a.valueOf(), b.valueOf())
  if (a instanceof ArrayBuffer) return equals(new Uint8Array(a), new Uint8Array(b))
  if (ArrayBuffer.isView(a)) {
    if (a.byteLength !== b.byteLength) return false
    const x = new Uint8Array(a.buffer, a.byteOffset, a.byteLength)
    const y = new Uint8Array(b.buffer, b.byteOffset, b.byteLength)
    return x.every((byte, i) => byte === y[i])
  }
  if (a instanceof Map) {
    if (a.size !== b.size) return false
    return [...a].every(([key, value]) => (b.has(key) ? inner(value, b.get(key)) : [...b].some(([other, theirs]) => inner(key, other) && inner(value, theirs))))
  }
  if (a instanceof Set) return a.size === b.size && [...a].every((value) => b.has(value) || [...b].some((other) => inner(value, other)))
  if (Array.isArray(a)) {
    if (a.length !== b.length) return false
    for (let i = 0; i < a.length; i++) {
      if (strict && (i in a) !== (i in b)) return false
      if (!inner(a[i], b[i])) return false
    }
    return true
  }
  const keys = keysOf(b, strict)
  if (subset) return keys.every((key) => key in a && inner(a[key], b[key]))
  const own = keysOf(a, strict)
  return own.length === keys.length && keys.every((key) => Object.prototype.hasOwnProperty.call(a, key) && inner(a[key], b[key]))
}

// contains is toMatchObject: b's members are in a, at every depth.
function contains(a, b) {
  if (Array.isArray(b)) return Array.isArray(a) && a.length === b.length && b.every((value, i) => contains(a[i], value))
  if (b === null || typeof b !== 'object' || isAsymmetric(b) || ![Object.prototype, null].includes(Object.getPrototypeOf(b))) return equals(a, b)
  if (a === null || typeof a !== 'object') return false
  return Reflect.ownKeys(b).every((key) => key in a && contains(a[key], b[key]))
}

module.exports = { Asymmetric, isAsymmetric, equals, contains }
