// Writes values as clone text.

import {
  apply, getPrototypeOf, ownKeys, getOwnPropertyDescriptor, isArray, isView, stringify, is, keysOf, hasOwn, isFinite, BlobClass, FileClass, maxDepth, DataCloneError,
} from './clone.js'

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
const { asyncIterator } = Symbol
const { AbortSignal: SignalClass, ReadableStream: StreamClass, MessagePort: PortClass } = globalThis

// Views' offsets in a part stay multiples of their elements' size.
const alignment = 8

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
  if (seen.has(value) || depth > 500 || value.toJSON !== undefined || value[asyncIterator] !== undefined) return false
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
 *
 * `owner`, if given, decides about what stays here: lend(kind, object) is asked once for each function, AbortSignal ("signal"),
 * ReadableStream ("stream"), MessagePort ("port") and other async iterable, and returns the reference to send, { kind, id } and
 * perhaps a `value` that goes with it, or undefined to refuse. revoke(reference) takes back one that isn't sent after all.
 */
export function encode(value, root, owner) {
  if (plain(value, new Set(), 0)) return { text: stringify(value), parts: [] }
  const encoder = {
    root,
    path: [],
    pieces: [],
    seen: new Map(),
    definitions: 0,
    buffers: [],
    owner,
    lent: [],
  }
  try {
    write(encoder, value)
  } catch (error) {
    revokeSince(encoder, 0)
    throw error
  }
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

const withArticle = (name) => (/^[AEIOU]/.test(name) ? 'an ' : 'a ') + name

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
  if (encoder.path.length >= maxDepth && typeof value !== 'function') refuse(encoder, 'is nested more than ' + maxDepth + ' deep')
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
  if (typeof value === 'function') return writeReference(encoder, 'function', value)
  if (isArray(value)) return writeArray(encoder, value)
  if (isView(value)) return writeView(encoder, value)
  if (value instanceof Error) return writeError(encoder, value)
  if (BlobClass !== undefined && value instanceof BlobClass) return writeBlob(encoder, value)
  const kind = referenceKind(value)
  if (kind !== undefined) return writeReference(encoder, kind, value)
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
  refuse(encoder, 'is ' + withArticle(tag.slice(8, -1)) + " and can't be sent")
}

// referenceKind says what an object is that stays where it is, or undefined.
function referenceKind(value) {
  if (SignalClass !== undefined && value instanceof SignalClass) return 'signal'
  if (StreamClass !== undefined && value instanceof StreamClass) return 'stream'
  if (PortClass !== undefined && value instanceof PortClass) return 'port'
  return typeof value[asyncIterator] === 'function' ? 'iterable' : undefined
}

const referenceNames = {
  __proto__: null, function: 'a function', signal: 'an AbortSignal', stream: 'a ReadableStream', port: 'a MessagePort',
  iterable: 'an async iterable',
}

function writeReference(encoder, kind, object) {
  const { owner, pieces, path, lent } = encoder
  const reference = owner === undefined ? undefined : owner.lend(kind, object)
  if (reference === undefined) refuse(encoder, 'is ' + referenceNames[kind] + " and can't be sent")
  lent.push(reference)
  pieces.push('{"$":"' + reference.kind + '","id":' + reference.id)
  if (hasOwn(reference, 'value')) {
    path.push({ text: '.value' })
    pieces.push(',"v":')
    write(encoder, reference.value)
    path.pop()
  }
  pieces.push('}')
}

// revoke takes back what was lent since.
function revokeSince({ owner, lent }, since) {
  while (lent.length > since) owner.revoke(lent.pop())
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
  const lent = encoder.lent.length
  pieces.push(before)
  path.push(step)
  try {
    write(encoder, value)
  } catch (error) {
    if (!(error instanceof DataCloneError)) throw error
    revokeSince(encoder, lent)
    pieces.length = start
    path.length = depth
    seen.forEach((entry, object) => { if (entry.start >= start) seen.delete(object) })
    return false
  }
  path.pop()
  pieces.push(after)
  return true
}

