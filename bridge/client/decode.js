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
  return read({ parts, buffers: [], defined: new Map(), stack: [], owner }, value)
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

const unfinished = {}

// read makes values of forms. The containers that are being filled are on a stack: no recursion, values may be deeper than the
// engine's stack.
function read(decoder, root) {
  const { stack } = decoder
  let value = start(decoder, root)
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]
    if (value !== unfinished) fill(frame, value)
    value = unfinished
    const { forms } = frame
    while (frame.at < forms.length && value === unfinished) {
      const form = forms[frame.at]
      if (form === null || typeof form !== 'object') {
        if (frame.kind === 'items') frame.at++
        else fill(frame, form)
        continue
      }
      const depth = stack.length
      const made = start(decoder, form)
      if (stack.length > depth) break
      fill(frame, made)
    }
    if (stack[stack.length - 1] !== frame) continue
    stack.pop()
    value = frame.kind === 'reference' ? borrow(decoder, frame) : frame.target
  }
  return value
}

// fill puts the next value of a container into it.
function fill(frame, value) {
  const { kind, target, keys } = frame
  const at = frame.at++
  switch (kind) {
    case 'items':
      target[at] = value
      break
    case 'keys':
      // JSON.parse made __proto__ a property of the object's own; assigning to it would be something else.
      if (keys[at] === '__proto__') put(target, keys[at], value, true)
      else target[keys[at]] = value
      break
    case 'map':
      if (at % 2 === 0) frame.key = value
      else target.set(frame.key, value)
      break
    case 'set':
      target.add(value)
      break
    case 'reference':
      frame.value = value
      break
    case 'error':
      put(target, keys[at], value, at < frame.low || at >= frame.high)
      break
    default:
      put(target, keys[at], value, true)
  }
}

// push starts a container whose values are made of forms.
function pushFrame({ stack }, kind, target, forms, keys) {
  // Below the deepest array may be a special form, of undefined or a number.
  if (stack.length >= limits.depth) throw tooDeep()
  const frame = { kind, target, forms, keys, at: 0, key: undefined, value: undefined, low: 0, high: 0, id: 0 }
  stack.push(frame)
  return frame
}

// start returns what a form stands for, or unfinished if its container is on the stack now.
function start(decoder, form) {
  let id = 0
  if (form !== null && typeof form === 'object' && form.$ === 'def' && hasOwn(form, '$')) {
    id = form.id
    if (!(count(id, 0x7fffffff) > 0) || decoder.defined.has(id)) throw wrong('the id ' + id + ' is defined already')
    form = form.v
    if (form !== null && typeof form === 'object' && form.$ === 'def' && hasOwn(form, '$')) throw wrong('a definition of a definition')
  }
  if (form === null || typeof form !== 'object') return define(decoder, id, form)
  if (isArray(form)) {
    pushFrame(decoder, 'items', define(decoder, id, form), form, undefined)
    return unfinished
  }
  if (hasOwn(form, '$')) return define(decoder, id, readSpecial(decoder, form, id))
  define(decoder, id, form)
  const keys = []
  const forms = []
  for (const key of keysOf(form)) {
    const inner = form[key]
    if (typeof inner !== 'object' || inner === null) continue
    keys.push(key)
    forms.push(inner)
  }
  pushFrame(decoder, 'keys', form, forms, keys)
  return unfinished
}

function define(decoder, id, value) {
  if (id !== 0 && value !== unfinished) decoder.defined.set(id, value)
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
      return new Date(v === null ? NaN : v)
    case 'regexp':
      return new RegExp(textOf(form.s), textOf(form.f))
    case 'map': {
      const forms = []
      for (const entry of listIn(v)) {
        pairOf(entry)
        forms.push(entry[0], entry[1])
      }
      pushFrame(decoder, 'map', define(decoder, id, new Map()), forms, undefined)
      return unfinished
    }
    case 'set':
      pushFrame(decoder, 'set', define(decoder, id, new Set()), listIn(v), undefined)
      return unfinished
    case 'object':
      pushPairs(decoder, 'object', define(decoder, id, {}), v)
      return unfinished
    case 'array': {
      const array = define(decoder, id, [])
      array.length = count(form.n, 0xffffffff)
      pushPairs(decoder, 'object', array, v)
      return unfinished
    }
    case 'boxed': {
      const value = v !== null && typeof v === 'object' && hasOwn(v, '$') ? boxable(decoder, v) : v
      if (value === undefined || typeof value === 'object') throw wrong("this can't be boxed")
      return Object(value)
    }
    case 'error':
      pushError(decoder, form, id)
      return unfinished
    case 'exception':
      return readException(form)
    case 'bytes':
      return readBytes(decoder, form)
    case 'blob':
      return new (here(BlobClass, 'Blob'))([partAt(decoder, form.i)], { type: textOf(form.type) })
    case 'file':
      return readFile(decoder, form)
    case 'ref':
      if (!decoder.defined.has(form.id)) throw wrong('the id ' + form.id + " isn't defined")
      return decoder.defined.get(form.id)
  }
  if (referenceKinds[form.$]) {
    count(form.id, Number.MAX_SAFE_INTEGER)
    const frame = pushFrame(decoder, 'reference', form, hasOwn(form, 'v') ? [v] : [], undefined)
    frame.id = id
    return unfinished
  }
  throw wrong('there is no kind ' + stringify(form.$))
}

// boxable reads a form of a primitive.
const boxable = (decoder, form) => (form.$ === 'number' || form.$ === 'bigint' ? readSpecial(decoder, form, 0) : undefined)

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

function borrow(decoder, { target, value, id }) {
  if (decoder.owner === undefined) throw new DataCloneError('the value holds a reference (' + target.$ + "), which can't be received here")
  return define(decoder, id, decoder.owner.borrow(target.$, target.id, value))
}

// pushPairs starts an object that is filled from an array of keys and values.
function pushPairs(decoder, kind, target, pairs) {
  const keys = []
  const forms = []
  addPairs(keys, forms, pairs)
  return pushFrame(decoder, kind, target, forms, keys)
}

function addPairs(keys, forms, pairs) {
  for (const entry of listIn(pairs)) {
    const [key, form] = pairOf(entry)
    if (typeof key !== 'string' && typeof key !== 'number') throw wrong('a key is a string')
    keys.push(key)
    forms.push(form)
  }
}

function pushError(decoder, form, id) {
  const name = textOf(form.name)
  const error = name === 'AggregateError' ? new AggregateError([]) : new (errors[name] || Error)()
  define(decoder, id, error)
  if (name !== 'AggregateError' && errors[name] === undefined) put(error, 'name', name, false)
  put(error, 'message', textOf(form.message), false)
  put(error, 'stack', textOf(form.stack), false)
  const keys = []
  const forms = []
  for (const key of ['code', 'cause', 'errors']) {
    if (!hasOwn(form, key)) continue
    keys.push(key)
    forms.push(form[key])
  }
  // The cause and the errors are hidden properties.
  const low = hasOwn(form, 'code') ? 1 : 0
  const high = keys.length
  if (hasOwn(form, 'props')) addPairs(keys, forms, Object(form.props).v)
  const frame = pushFrame(decoder, 'error', error, forms, keys)
  frame.low = low
  frame.high = high
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
