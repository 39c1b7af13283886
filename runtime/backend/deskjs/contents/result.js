// What a script in the page gave, from the words of runtime/desktop/window/result.js.

const views = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView }
const errors = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

function bytesOf(kind, base64) {
  const bytes = Buffer.from(base64, 'base64')
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  return kind === 'ArrayBuffer' ? buffer : new (views[kind] ?? Uint8Array)(buffer)
}

function decode(words) {
  const seen = []
  // Each object takes its number before those in it do, as when it was written.
  function value(word) {
    if (!Array.isArray(word)) return word
    const [kind, ...rest] = word
    switch (kind) {
      case 'u': return undefined
      case 'n': return Number(rest[0])
      case 'b': return BigInt(rest[0])
      case 'c': return seen[rest[0]]
    }
    const place = seen.push(undefined) - 1
    switch (kind) {
      case 'a': {
        const list = seen[place] = []
        for (const item of rest) list.push(value(item))
        return list
      }
      case 'o': {
        const object = seen[place] = {}
        for (const [key, item] of rest) Object.defineProperty(object, key, { value: value(item), writable: true, enumerable: true, configurable: true })
        return object
      }
      case 'm': {
        const map = seen[place] = new Map()
        for (const [key, item] of rest) map.set(value(key), value(item))
        return map
      }
      case 's': {
        const set = seen[place] = new Set()
        for (const item of rest) set.add(value(item))
        return set
      }
      case 'd': return seen[place] = new Date(rest[0])
      case 'r': return seen[place] = new RegExp(rest[0], rest[1])
      case 'w': return seen[place] = Object(value(rest[0]))
      case 'x': return seen[place] = bytesOf(...rest)
      case 'e': return seen[place] = errorOf(...rest)
    }
    throw new TypeError(`a page's result has a word that is not known: ${kind}`)
  }
  return value(words)
}

function errorOf(name, message, stack) {
  const error = new (errors[name] ?? Error)(message)
  if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
  if (stack !== '' && stack !== undefined) Object.defineProperty(error, 'stack', { value: `${name}: ${message}\n${stack}`, configurable: true, writable: true })
  return error
}

/** What a script gave; what it threw is thrown. */
function decodeOutcome(text) {
  const result = decode(JSON.parse(text.slice(1)))
  if (text[0] === '-') throw result
  return result
}

module.exports = { decodeOutcome }
