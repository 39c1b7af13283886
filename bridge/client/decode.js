// Reads clone text.

import {
  parse, stringify, isArray, keysOf, hasOwn, BlobClass, FileClass, referenceKinds, put, DataCloneError,
} from './clone.js'

const views = {
  __proto__: null,
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  BigInt64Array, BigUint64Array, DataView, Float16Array: globalThis.Float16Array,
}
const errors = { __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

/**
 * Reads clone text; `parts` are the Uint8Arrays of its blob, which the value takes over. `owner`, if given, makes what stands for
 * something that stayed on the other side: borrow(kind, id, value); `value` is what was sent along, or undefined.
 */
export function decode(text, parts, owner) {
  const value = parse(text)
  // Nothing in it has a key "$", so JSON was the whole story; an escaped "$" can't be, encoders don't escape it.
  if (!text.includes('{"$":')) return value
  return read({ parts, buffers: [], defined: new Map(), owner }, value, 0)
}

function read(decoder, value, id) {
  if (value === null || typeof value !== 'object') return value
  if (isArray(value)) {
    define(decoder, id, value)
    for (let i = 0; i < value.length; i++) {
      const item = value[i]
      if (typeof item === 'object' && item !== null) value[i] = read(decoder, item, 0)
    }
    return value
  }
  if (hasOwn(value, '$')) return readSpecial(decoder, value, id)
  define(decoder, id, value)
  const keys = keysOf(value)
  for (let i = 0; i < keys.length; i++) {
    const item = value[keys[i]]
    if (typeof item === 'object' && item !== null) value[keys[i]] = read(decoder, item, 0)
  }
  return value
}

function define(decoder, id, value) {
  if (id !== 0) decoder.defined.set(id, value)
  return value
}

function readSpecial(decoder, form, id) {
  const { v } = form
  switch (form.$) {
    case 'undefined':
      return undefined
    case 'number':
      return v === '-0' ? -0 : Number(v)
    case 'bigint':
      return BigInt(v)
    case 'date':
      return define(decoder, id, new Date(v === null ? NaN : v))
    case 'regexp':
      return define(decoder, id, new RegExp(form.s, form.f))
    case 'map': {
      const map = define(decoder, id, new Map())
      for (const [key, value] of v) map.set(read(decoder, key, 0), read(decoder, value, 0))
      return map
    }
    case 'set': {
      const set = define(decoder, id, new Set())
      for (const value of v) set.add(read(decoder, value, 0))
      return set
    }
    case 'object':
      return readKeyValues(decoder, define(decoder, id, {}), v)
    case 'array': {
      const array = define(decoder, id, [])
      array.length = form.n
      return readKeyValues(decoder, array, v)
    }
    case 'boxed':
      return define(decoder, id, Object(read(decoder, v, 0)))
    case 'error':
      return readError(decoder, form, id)
    case 'bytes':
      return define(decoder, id, readBytes(decoder, form))
    case 'blob':
      return define(decoder, id, new BlobClass([decoder.parts[form.i]], { type: form.type }))
    case 'file':
      return define(decoder, id, new FileClass([decoder.parts[form.i]], form.name, { type: form.type, lastModified: form.modified }))
    case 'def':
      return define(decoder, form.id, read(decoder, v, form.id))
    case 'ref':
      return decoder.defined.get(form.id)
  }
  if (referenceKinds[form.$]) return define(decoder, id, borrow(decoder, form))
  throw new SyntaxError('clone text: there is no kind ' + stringify(form.$))
}

function borrow(decoder, form) {
  const value = read(decoder, form.v, 0)
  if (decoder.owner === undefined) throw new DataCloneError('the value holds a reference (' + form.$ + "), which can't be received here")
  return decoder.owner.borrow(form.$, form.id, value)
}

function readKeyValues(decoder, object, entries) {
  for (const [key, value] of entries) put(object, key, read(decoder, value, 0), true)
  return object
}

function readError(decoder, form, id) {
  const { name } = form
  const error = name === 'AggregateError' ? new AggregateError([]) : new (errors[name] || Error)()
  define(decoder, id, error)
  if (name !== 'AggregateError' && errors[name] === undefined) put(error, 'name', name, false)
  put(error, 'message', form.message, false)
  put(error, 'stack', form.stack, false)
  if (hasOwn(form, 'code')) put(error, 'code', read(decoder, form.code, 0), true)
  if (hasOwn(form, 'cause')) put(error, 'cause', read(decoder, form.cause, 0), false)
  if (hasOwn(form, 'errors')) put(error, 'errors', read(decoder, form.errors, 0), false)
  if (hasOwn(form, 'props')) readKeyValues(decoder, error, form.props.v)
  return error
}

// Parts of one download share a buffer; each gets a buffer of its own, once.
function readBytes(decoder, { t, i, o, n }) {
  let buffer = decoder.buffers[i]
  if (buffer === undefined) {
    const part = decoder.parts[i]
    const whole = part.byteOffset === 0 && part.byteLength === part.buffer.byteLength
    buffer = decoder.buffers[i] = whole ? part.buffer : part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength)
  }
  return t === 'ArrayBuffer' ? buffer : new views[t](buffer, o, n)
}
