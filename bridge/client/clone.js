// Structured clone as one line of JSON, with the bytes beside it: the page's half of what runtime/backend/clone does in the
// backend, where the format is described.

const { apply, getPrototypeOf, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect
const { isArray } = Array
const { isView } = ArrayBuffer
const { parse, stringify } = JSON
const { is, keys: keysOf, hasOwn = (object, key) => getOwnPropertyDescriptor(object, key) !== undefined } = Object
const { isFinite } = Number
const objectTag = Object.prototype.toString
const typedArray = getPrototypeOf(Uint8Array.prototype)
const getterOf = (object, name) => getOwnPropertyDescriptor(object, name).get
const typedName = getterOf(typedArray, Symbol.toStringTag)
const valueOf = {
  __proto__: null, Boolean: Boolean.prototype.valueOf, Number: Number.prototype.valueOf, String: String.prototype.valueOf,
  BigInt: BigInt.prototype.valueOf,
}
const { getTime } = Date.prototype
const functionText = Function.prototype.toString
const mapForEach = Map.prototype.forEach
const setForEach = Set.prototype.forEach
const views = {
  __proto__: null,
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  BigInt64Array, BigUint64Array, DataView,
}
const errors = { __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }
const BlobClass = globalThis.Blob
const FileClass = globalThis.File

// How deeply values may be nested.
const maxDepth = 10000
// Views' offsets in a part stay multiples of their elements' size.
const alignment = 8

const put = (object, key, value, enumerable) =>
  defineProperty(object, key, { __proto__: null, value, enumerable, writable: true, configurable: true })

/** A value that can't be sent; the message names it: "arguments[0].click is a function and can't be sent". */
class DataCloneError extends Error {
  constructor(message) {
    super(message)
    put(this, 'name', 'DataCloneError', false)
    put(this, 'code', 25, true)
  }
}

// plain reports whether JSON.stringify would write the value exactly. It may be wrong in one way, for an object that lies
// about itself when it is read again.
function plain(value, seen, depth) {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return isFinite(value) && !is(value, -0)
    case 'object':
      break
    default:
      return false
  }
  if (value === null) return true
  if (seen.has(value) || depth > 500 || value.toJSON !== undefined) return false
  seen.add(value)
  if (isArray(value)) {
    const { length } = value
    if (keysOf(value).length !== length) return false
    for (let i = 0; i < length; i++) if (!plain(value[i], seen, depth + 1)) return false
    return true
  }
  const prototype = getPrototypeOf(value)
  if (prototype !== null && getPrototypeOf(prototype) !== null) return false
  if (apply(objectTag, value, []) !== '[object Object]') return false
  const keys = keysOf(value)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    if (key === '$' || key === '__proto__' || !plain(value[key], seen, depth + 1)) return false
  }
  return true
}

/**
 * Writes a value as clone text. `parts` are what the blob is made of, in order: Uint8Arrays that alias the value's buffers, and
 * Blobs, whose bytes have to be read first. `root` is how errors call the value. Throws a DataCloneError, or what a getter throws.
 */
export function encode(value, root) {
  if (plain(value, new Set(), 0)) return { text: stringify(value), parts: [] }
  const encoder = {
    root,
    path: [],
    pieces: [],
    seen: new Map(),
    definitions: 0,
    buffers: [],
  }
  write(encoder, value)
  return { text: joined(encoder.pieces), parts: encoder.buffers.map(partOf) }
}

// Pieces are strings, and functions for what is known only at the end. Deep nesting makes many: no recursion here.
function joined(pieces) {
  for (let i = 0; i < pieces.length; i++) if (typeof pieces[i] === 'function') pieces[i] = pieces[i]()
  return pieces.join('')
}

function partOf(buffer) {
  return buffer.blob || new Uint8Array(buffer.buffer, buffer.low, buffer.high - buffer.low)
}

function refuse(encoder, reason) {
  throw new DataCloneError(pathText(encoder.root, encoder.path) + ' ' + reason)
}

function pathText(root, path) {
  let text = root
  for (let i = 0; i < path.length; i++) {
    const step = path[i]
    if (i === 20) return text + '... (' + (path.length - i) + ' steps further)'
    if (typeof step === 'number') text += '[' + step + ']'
    else if (typeof step === 'object') text += step.text
    else if (/^[\w$\u0080-\uffff]+$/.test(step) && !/^\d/.test(step)) text += '.' + step
    else text += '[' + stringify(step) + ']'
  }
  return text
}

function write(encoder, value) {
  const { pieces } = encoder
  switch (typeof value) {
    case 'string':
      pieces.push(stringify(value))
      return
    case 'boolean':
      pieces.push(value ? 'true' : 'false')
      return
    case 'undefined':
      pieces.push('{"$":"undefined"}')
      return
    case 'number':
      if (isFinite(value) && !is(value, -0)) pieces.push('' + value)
      else pieces.push('{"$":"number","v":"' + (is(value, -0) ? '-0' : value) + '"}')
      return
    case 'bigint':
      pieces.push('{"$":"bigint","v":"' + value + '"}')
      return
    case 'function':
      return refuse(encoder, "is a function and can't be sent")
    case 'symbol':
      return refuse(encoder, "is a symbol and can't be sent")
  }
  if (value === null) {
    pieces.push('null')
    return
  }
  const { seen } = encoder
  const before = seen.get(value)
  if (before !== undefined) {
    if (before.id === 0) {
      before.id = ++encoder.definitions
      pieces[before.start] = '{"$":"def","id":' + before.id + ',"v":'
      if (before.end >= 0) pieces[before.end] = '}'
    }
    pieces.push('{"$":"ref","id":' + before.id + '}')
    return
  }
  if (encoder.path.length >= maxDepth) refuse(encoder, 'is nested more than ' + maxDepth + ' deep')
  const entry = { start: pieces.length, end: -1, id: 0 }
  seen.set(value, entry)
  pieces.push('')
  writeObject(encoder, value)
  entry.end = pieces.length
  pieces.push(entry.id === 0 ? '' : '}')
}

// What an object is, its tag says, unless the app's own class gave it another.
function writeObject(encoder, value) {
  const { pieces } = encoder
  if (isArray(value)) return writeArray(encoder, value)
  if (isView(value)) return writeView(encoder, value)
  if (value instanceof Error) return writeError(encoder, value)
  if (BlobClass !== undefined && value instanceof BlobClass) return writeBlob(encoder, value)
  switch (ownTag(value) ? brandOf(value) : apply(objectTag, value, [])) {
    case '[object Error]': // of another frame
      return writeError(encoder, value)
    case '[object Date]': {
      const time = apply(getTime, value, [])
      pieces.push('{"$":"date","v":' + (isFinite(time) ? time : 'null') + '}')
      return
    }
    case '[object RegExp]':
      pieces.push('{"$":"regexp","s":' + stringify(value.source) + ',"f":' + stringify(value.flags) + '}')
      return
    case '[object Map]':
      return writeEntries(encoder, value, true)
    case '[object Set]':
      return writeEntries(encoder, value, false)
    case '[object ArrayBuffer]':
      return writeBytes(encoder, 'ArrayBuffer', value, 0, value.byteLength, value.byteLength)
    case '[object Boolean]':
      return writeBoxed(encoder, apply(valueOf.Boolean, value, []))
    case '[object Number]':
      return writeBoxed(encoder, apply(valueOf.Number, value, []))
    case '[object String]':
      return writeBoxed(encoder, apply(valueOf.String, value, []))
    case '[object BigInt]':
      return writeBoxed(encoder, apply(valueOf.BigInt, value, []))
    case '[object Object]':
    case '[object Arguments]':
      return writeKeyValues(encoder, entriesOf(value))
    case '[object Promise]':
      return refuse(encoder, "is a Promise and can't be sent; await it first")
  }
  const prototype = getPrototypeOf(value)
  if (prototype === null || getPrototypeOf(prototype) === null) return writeKeyValues(encoder, entriesOf(value))
  const tag = apply(objectTag, value, [])
  refuse(encoder, 'is a ' + tag.slice(8, -1) + " and can't be sent")
}

// What only the real ones of each kind can do.
const brands = [
  ['[object Map]', getterOf(Map.prototype, 'size')],
  ['[object Set]', getterOf(Set.prototype, 'size')],
  ['[object Date]', getTime],
  ['[object ArrayBuffer]', getterOf(ArrayBuffer.prototype, 'byteLength')],
]

function brandOf(value) {
  for (const [tag, test] of brands) {
    try {
      apply(test, value, [])
      return tag
    } catch {
      continue
    }
  }
  return '[object Object]'
}

// The tags of built-in objects that have no constructor of their own.
const unsendable = {
  __proto__: null, Generator: true, AsyncGenerator: true, 'Map Iterator': true, 'Set Iterator': true, 'Array Iterator': true,
  'String Iterator': true, 'RegExp String Iterator': true, 'Iterator Helper': true,
}

// ownTag reports whether the app's own code gave the value its tag.
function ownTag(value) {
  for (let object = value; object !== null; object = getPrototypeOf(object)) {
    const tag = getOwnPropertyDescriptor(object, Symbol.toStringTag)
    if (tag === undefined) continue
    const constructor = getOwnPropertyDescriptor(object, 'constructor')
    if (constructor === undefined || typeof constructor.value !== 'function') return unsendable[tag.value] !== true
    return !/\{\s*\[native code\]\s*\}$/.test(apply(functionText, constructor.value, []))
  }
  return false
}

function entriesOf(object) {
  const entries = []
  for (const key of ownKeys(object)) {
    if (typeof key === 'symbol') continue
    const descriptor = getOwnPropertyDescriptor(object, key)
    if (descriptor !== undefined && descriptor.enumerable) entries.push(key, object[key])
  }
  return entries
}

function writeKeyValues(encoder, entries) {
  const { pieces, path } = encoder
  let awkward = false
  for (let i = 0; i < entries.length; i += 2) awkward = awkward || entries[i] === '$' || entries[i] === '__proto__'
  const depth = path.push('')
  pieces.push(awkward ? '{"$":"object","v":[' : '{')
  for (let i = 0; i < entries.length; i += 2) {
    path[depth - 1] = entries[i]
    pieces.push((i > 0 ? ',' : '') + (awkward ? '[' : '') + stringify(entries[i]) + (awkward ? ',' : ':'))
    write(encoder, entries[i + 1])
    if (awkward) pieces.push(']')
  }
  pieces.push(awkward ? ']}' : '}')
  path.pop()
}

function writeArray(encoder, array) {
  const { pieces, path } = encoder
  const { length } = array
  const entries = entriesOf(array)
  let even = entries.length === 2 * length
  for (let i = 0; even && i < entries.length; i += 2) even = entries[i] === '' + i / 2
  const depth = path.push(0)
  pieces.push(even ? '[' : '{"$":"array","n":' + length + ',"v":[')
  for (let i = 0; i < entries.length; i += 2) {
    const index = entries[i] >>> 0
    const isIndex = '' + index === entries[i] && index !== 0xffffffff
    path[depth - 1] = isIndex ? index : entries[i]
    pieces.push((i > 0 ? ',' : '') + (even ? '' : '[' + (isIndex ? index : stringify(entries[i])) + ','))
    write(encoder, entries[i + 1])
    if (!even) pieces.push(']')
  }
  pieces.push(even ? ']' : ']}')
  path.pop()
}

function writeEntries(encoder, collection, isMap) {
  const { pieces, path } = encoder
  const list = []
  if (isMap) apply(mapForEach, collection, [(value, key) => { list.push(key, value) }])
  else apply(setForEach, collection, [(value) => { list.push(value) }])
  const width = isMap ? 2 : 1
  const depth = path.push(0)
  pieces.push(isMap ? '{"$":"map","v":[' : '{"$":"set","v":[')
  for (let i = 0; i < list.length; i++) {
    const isKey = isMap && i % 2 === 0
    path[depth - 1] = { text: (isKey ? '.keys()[' : '.values()[') + Math.floor(i / width) + ']' }
    pieces.push((i > 0 ? ',' : '') + (isKey ? '[' : ''))
    write(encoder, list[i])
    if (isMap && !isKey) pieces.push(']')
  }
  pieces.push(']}')
  path.pop()
}

function writeBoxed(encoder, value) {
  encoder.pieces.push('{"$":"boxed","v":')
  write(encoder, value)
  encoder.pieces.push('}')
}

function writeView(encoder, view) {
  const name = apply(typedName, view, [])
  const length = name === undefined ? view.byteLength : view.length
  writeBytes(encoder, name === undefined ? 'DataView' : name, view.buffer, view.byteOffset, length, view.byteLength)
}

// A buffer is sent as a whole when it has several views or is sent itself, and as far as it is seen when it has one view.
function writeBytes(encoder, name, buffer, offset, length, size) {
  if (buffer.detached) refuse(encoder, "is a detached ArrayBuffer and can't be sent")
  const { buffers } = encoder
  let index = buffers.findIndex((known) => known.buffer === buffer)
  if (index < 0) {
    index = buffers.push({ buffer, low: offset - (offset % alignment), high: offset + size }) - 1
  } else {
    buffers[index].low = 0
    buffers[index].high = buffer.byteLength
  }
  const part = buffers[index]
  encoder.pieces.push('{"$":"bytes","t":"' + name + '","i":' + index + ',"o":', () => '' + (offset - part.low), ',"n":' + length + '}')
}

function writeBlob(encoder, blob) {
  const index = encoder.buffers.push({ blob }) - 1
  if (FileClass !== undefined && blob instanceof FileClass) {
    encoder.pieces.push('{"$":"file","i":' + index + ',"name":' + stringify(blob.name) + ',"type":' + stringify(blob.type) +
      ',"modified":' + blob.lastModified + '}')
  } else {
    encoder.pieces.push('{"$":"blob","i":' + index + ',"type":' + stringify(blob.type) + '}')
  }
}

const ownToErrors = { __proto__: null, name: true, message: true, stack: true, code: true, cause: true, errors: true }

// Unlike structured clone, an error keeps a name of its own, its code and its other properties, except what can't be sent.
function writeError(encoder, error) {
  const { pieces } = encoder
  const name = textOr(error.name, 'Error')
  pieces.push('{"$":"error","name":' + stringify(name) + ',"message":' + stringify(textOr(error.message, '')) +
    ',"stack":' + stringify(textOr(error.stack, '')))
  if (error.code !== undefined) optional(encoder, ',"code":', { text: '.code' }, error.code)
  if (hasOwn(error, 'cause')) optional(encoder, ',"cause":', { text: '.cause' }, error.cause)
  if (name === 'AggregateError' && error.errors !== undefined) optional(encoder, ',"errors":', { text: '.errors' }, error.errors)
  const entries = entriesOf(error)
  let separator = ',"props":{"$":"object","v":['
  for (let i = 0; i < entries.length; i += 2) {
    if (ownToErrors[entries[i]]) continue
    if (optional(encoder, separator + '[' + stringify(entries[i]) + ',', entries[i], entries[i + 1], ']')) separator = ','
  }
  pieces.push(separator === ',' ? ']}}' : '}')
}

const textOr = (value, otherwise) => (typeof value === 'string' ? value : otherwise)

// optional writes a value between two texts, or nothing if the value can't be sent.
function optional(encoder, before, step, value, after = '') {
  const { pieces, path, seen } = encoder
  const start = pieces.length
  const depth = path.length
  pieces.push(before)
  path.push(step)
  try {
    write(encoder, value)
  } catch (error) {
    if (!(error instanceof DataCloneError)) throw error
    pieces.length = start
    path.length = depth
    seen.forEach((entry, object) => { if (entry.start >= start) seen.delete(object) })
    return false
  }
  path.pop()
  pieces.push(after)
  return true
}

/** Reads clone text; `parts` are the Uint8Arrays of its blob, which the value takes over. */
export function decode(text, parts) {
  const value = parse(text)
  // Nothing in it has a key "$", so JSON was the whole story; an escaped "$" can't be, encoders don't escape it.
  if (!text.includes('{"$":')) return value
  return read({ parts, buffers: [], defined: new Map() }, value, 0)
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
  throw new SyntaxError('clone text: there is no kind ' + stringify(form.$))
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
