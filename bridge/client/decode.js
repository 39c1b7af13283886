// Reads clone text.

import {
  parse, stringify, isArray, keysOf, hasOwn, BlobClass, FileClass, ExceptionClass, limits, referenceKinds, put, DataCloneError,
} from './clone.js'

const views = {
  __proto__: null,
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  BigInt64Array, BigUint64Array, DataView, Float16Array: globalThis.Float16Array,
}
const errors = { __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

/**
 * Reads clone text; `parts` are the Uint8Arrays of its blob, which the value takes over. `owner`, if given, makes what stands for
 * something that stayed on the other side: borrow(kind, id, value); `value` is what was sent along, or undefined. Throws a
 * SyntaxError for text that isn't clone text, and a DataCloneError for what can't be had here.
 */
export function decode(text, parts, owner) {
  const value = parsed(text)
  // Nothing in it has a key "$", so JSON was the whole story; an escaped "$" can't be, encoders don't escape it.
  if (!text.includes('{"$":')) return value
  return read({ parts, buffers: [], defined: new Map(), depth: 0, owner }, value, 0)
}

// The engine's parser recurses, and finds some values too deep that may be sent.
function parsed(text) {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw error
    return parseDeep(text)
  }
}

const token = /[[\]{},:]|"(?:[^"\\]|\\.)*"|[^\s[\]{},:"]+/y

// parseDeep is JSON.parse without recursion, for text that is known to be JSON.
function parseDeep(text) {
  const outer = []
  let container = []
  let key = 0
  const add = (value) => {
    if (isArray(container)) container.push(value)
    else put(container, key, value, true)
    return value
  }
  let at = 0
  while (at < text.length) {
    token.lastIndex = at
    const found = token.exec(text)
    if (found === null) throw wrong('it is not JSON')
    at = token.lastIndex
    const [piece] = found
    switch (piece) {
      case '[':
      case '{':
        if (outer.length > limits.depth) throw tooDeep()
        outer.push(container)
        container = add(piece === '[' ? [] : {})
        break
      case ']':
      case '}':
        container = outer.pop()
        break
      case ',':
        break
      case ':':
        break
      default:
        if (!isArray(container) && text.charCodeAt(at) === 0x3a) key = parse(piece)
        else add(parse(piece))
    }
  }
  return container[0]
}

const wrong = (reason) => new SyntaxError('clone text: ' + reason)
const tooDeep = () => wrong('it is nested more than ' + limits.depth + ' deep')

function read(decoder, value, id) {
  if (value === null || typeof value !== 'object') return value
  // Below the deepest array may be a special form, of undefined or a number.
  if (++decoder.depth > limits.depth + 1) throw tooDeep()
  const result = isArray(value) ? readItems(decoder, value, id) : hasOwn(value, '$') ? readSpecial(decoder, value, id) : readObject(decoder, value, id)
  decoder.depth--
  return result
}

function readItems(decoder, value, id) {
  define(decoder, id, value)
  for (let i = 0; i < value.length; i++) {
    const item = value[i]
    if (typeof item === 'object' && item !== null) value[i] = read(decoder, item, 0)
  }
  return value
}

function readObject(decoder, value, id) {
  define(decoder, id, value)
  const keys = keysOf(value)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    const item = value[key]
    // JSON.parse made __proto__ a property of the object's own; assigning to it would be something else.
    if (typeof item === 'object' && item !== null) {
      if (key === '__proto__') put(value, key, read(decoder, item, 0), true)
      else value[key] = read(decoder, item, 0)
    }
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
      if (v !== 'NaN' && v !== 'Infinity' && v !== '-Infinity' && v !== '-0') throw wrong('there is no number ' + v)
      return v === '-0' ? -0 : Number(v)
    case 'bigint':
      return readBigint(textOf(v))
    case 'date':
      if (v !== null && typeof v !== 'number') throw wrong('a date is a number or null')
      return define(decoder, id, new Date(v === null ? NaN : v))
    case 'regexp':
      return define(decoder, id, new RegExp(textOf(form.s), textOf(form.f)))
    case 'map': {
      const map = define(decoder, id, new Map())
      for (const entry of listIn(v)) {
        const [key, value] = pairOf(entry)
        map.set(read(decoder, key, 0), read(decoder, value, 0))
      }
      return map
    }
    case 'set': {
      const set = define(decoder, id, new Set())
      for (const value of listIn(v)) set.add(read(decoder, value, 0))
      return set
    }
    case 'object':
      return readKeyValues(decoder, define(decoder, id, {}), v)
    case 'array': {
      const array = define(decoder, id, [])
      array.length = count(form.n, 0xffffffff)
      return readKeyValues(decoder, array, v)
    }
    case 'boxed': {
      const value = read(decoder, v, 0)
      if (value === undefined || typeof value === 'object') throw wrong("this can't be boxed")
      return define(decoder, id, Object(value))
    }
    case 'error':
      return readError(decoder, form, id)
    case 'exception':
      return define(decoder, id, readException(form))
    case 'bytes':
      return define(decoder, id, readBytes(decoder, form))
    case 'blob':
      return define(decoder, id, new (here(BlobClass, 'Blob'))([partAt(decoder, form.i)], { type: textOf(form.type) }))
    case 'file':
      return define(decoder, id, readFile(decoder, form))
    case 'def': {
      if (id !== 0 || !(count(form.id, 0x7fffffff) > 0) || decoder.defined.has(form.id)) throw wrong('the id ' + form.id + ' is defined already')
      decoder.depth-- // the definition is a level of the text, not of the value
      const value = define(decoder, form.id, read(decoder, v, form.id))
      decoder.depth++
      return value
    }
    case 'ref':
      if (!decoder.defined.has(form.id)) throw wrong('the id ' + form.id + " isn't defined")
      return decoder.defined.get(form.id)
  }
  if (referenceKinds[form.$]) return define(decoder, id, borrow(decoder, form))
  throw wrong('there is no kind ' + stringify(form.$))
}

// Decimal ones are short: long ones would take long.
function readBigint(text) {
  const [all, minus, digits] = /^(-?)(0x[0-9a-f]+|[0-9]{1,100})$/.exec(text) || [null]
  if (all === null) throw wrong("this isn't a bigint")
  return minus === '' ? BigInt(digits) : -BigInt(digits)
}

function textOf(value) {
  if (typeof value !== 'string') throw wrong('expected a string')
  return value
}

function listIn(value) {
  if (!isArray(value)) throw wrong('expected an array')
  return value
}

function pairOf(entry) {
  if (!isArray(entry) || entry.length !== 2) throw wrong('expected an array of two')
  return entry
}

// count returns a whole number from 0 to limit.
function count(value, limit) {
  if (!(typeof value === 'number' && value >= 0 && value <= limit && Math.floor(value) === value)) throw wrong('expected a whole number up to ' + limit)
  return value
}

function borrow(decoder, form) {
  const id = count(form.id, Number.MAX_SAFE_INTEGER)
  const value = read(decoder, form.v, 0)
  if (decoder.owner === undefined) throw new DataCloneError('the value holds a reference (' + form.$ + "), which can't be received here")
  return decoder.owner.borrow(form.$, id, value)
}

function readKeyValues(decoder, object, entries) {
  for (const entry of listIn(entries)) {
    const [key, value] = pairOf(entry)
    if (typeof key !== 'string' && typeof key !== 'number') throw wrong('a key is a string')
    put(object, key, read(decoder, value, 0), true)
  }
  return object
}

function readError(decoder, form, id) {
  const name = textOf(form.name)
  const error = name === 'AggregateError' ? new AggregateError([]) : new (errors[name] || Error)()
  define(decoder, id, error)
  if (name !== 'AggregateError' && errors[name] === undefined) put(error, 'name', name, false)
  put(error, 'message', textOf(form.message), false)
  put(error, 'stack', textOf(form.stack), false)
  if (hasOwn(form, 'code')) put(error, 'code', read(decoder, form.code, 0), true)
  if (hasOwn(form, 'cause')) put(error, 'cause', read(decoder, form.cause, 0), false)
  if (hasOwn(form, 'errors')) put(error, 'errors', read(decoder, form.errors, 0), false)
  if (hasOwn(form, 'props')) readKeyValues(decoder, error, Object(form.props).v)
  return error
}

function readException(form) {
  const exception = new (here(ExceptionClass, 'DOMException'))(textOf(form.message), textOf(form.name))
  if (textOf(form.stack) !== '') put(exception, 'stack', form.stack, false)
  return exception
}

function readFile(decoder, { i, name, type, modified }) {
  if (typeof modified !== 'number') throw wrong('expected a time')
  return new (here(FileClass, 'File'))([partAt(decoder, i)], textOf(name), { type: textOf(type), lastModified: modified })
}

// here returns a class, if there is one.
function here(Class, name) {
  if (Class === undefined) throw new DataCloneError('the value holds a ' + name + ", which isn't to be had here")
  return Class
}

function partAt({ parts }, index) {
  if (index >= parts.length) throw wrong('the blob it refers to is missing')
  return parts[count(index, parts.length)]
}

// Parts of one download share a buffer; each gets a buffer of its own, once.
function readBytes(decoder, { t, i, o, n, max }) {
  const part = partAt(decoder, i)
  let buffer = decoder.buffers[i]
  if (buffer === undefined) buffer = decoder.buffers[i] = max === undefined ? bufferOf(part) : resizableOf(part, max)
  if (t === 'ArrayBuffer') return buffer
  if (typeof t !== 'string' || !(t in views)) throw wrong('there is no view ' + stringify(t))
  const View = here(views[t], t)
  const size = View.BYTES_PER_ELEMENT || 1
  count(o, part.byteLength)
  if (o % size !== 0 && t !== 'DataView' || n !== null && o + count(n, part.byteLength) * size > part.byteLength) {
    throw wrong("a view doesn't fit into its bytes")
  }
  return n === null ? new View(buffer, o) : new View(buffer, o, n)
}

function bufferOf(part) {
  const whole = part.byteOffset === 0 && part.byteLength === part.buffer.byteLength
  return whole ? part.buffer : part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength)
}

function resizableOf(part, max) {
  if (!(count(max, Number.MAX_SAFE_INTEGER) >= part.byteLength)) throw wrong('a buffer is longer than it can be')
  const buffer = new ArrayBuffer(part.byteLength, { maxByteLength: max })
  new Uint8Array(buffer).set(part)
  return buffer
}
