// Writes values as clone text.

import {
  apply, getPrototypeOf, isArray, isView, stringify, is, keysOf, isFinite, toStringTag, getTime, objectTag, BlobClass, ExceptionClass,
  limits, DataCloneError, tooLarge,
} from './clone.js'
import { simple, copyOf, ordinary, even, listOf, linked, refuseLong } from './plain.js'
import {
  referenceKind, writeReference, revokeSince, brandOf, ownTag, writeBoxed, writeView, writeBytes, writeBlob, writeError,
  writeException, beforeLossy, closingOf, recover, textOr,
} from './kinds.js'

const objectPrototype = Object.prototype
const valueOf = {
  __proto__: null, Boolean: Boolean.prototype.valueOf, Number: Number.prototype.valueOf, String: String.prototype.valueOf,
  BigInt: BigInt.prototype.valueOf,
}
const largeBigint = 2n ** 256n
const mapForEach = Map.prototype.forEach
const setForEach = Set.prototype.forEach

/**
 * Writes a value as clone text. `parts` are what the blob is made of, in order: Uint8Arrays that alias the value's buffers, and
 * Blobs, whose bytes have to be read first. `root` is how errors call the value. Throws a DataCloneError, an error with the code
 * ERR_MESSAGE_TOO_LARGE, or what a getter throws.
 *
 * `owner`, if given, decides about what stays here: lend(kind, object) is asked once for each function, AbortSignal ("signal"),
 * ReadableStream ("stream"), MessagePort ("port") and other async iterable, and returns the reference to send, { kind, id } and
 * perhaps a `value` that goes with it, or undefined to refuse. revoke(reference) takes back one that isn't sent after all.
 */
export function encode(value, root, owner) {
  const copier = { root, values: 0, size: 0, copies: new Map(), links: [] }
  if (typeof value === 'object' && value !== null ? copyOf(value, copier, 0) !== null : simple(value, copier)) {
    if (copier.size > limits.text) throw tooLarge(root, 'bytes of text', limits.text)
    return { text: measured(stringify(linked(value, copier)), root), parts: [] }
  }
  const encoder = {
    root,
    owner,
    copies: copier.copies, // what was read already
    values: 0, // so far
    size: 0, // of the strings so far
    stack: [], // of the containers that are being written: no recursion, values may be deeper than the engine's stack
    pieces: [],
    seen: new Map(),
    definitions: 0,
    buffers: [],
    known: new Map(), // the parts of ArrayBuffers
    lent: [],
  }
  try {
    write(encoder, value)
    return { text: measured(joined(encoder.pieces), root), parts: encoder.buffers.map(partOf) }
  } catch (error) {
    revokeSince(encoder, 0)
    throw error
  }
}

// measured returns text if it isn't too large as UTF-8.
function measured(text, root) {
  if (text.length * 3 <= limits.text) return text
  let size = text.length
  for (let i = 0; i < text.length && size <= limits.text; i++) {
    const unit = text.charCodeAt(i)
    // Two halves of a pair make four bytes.
    if (unit > 0x7f) size += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  if (size > limits.text) throw tooLarge(root, 'bytes of text', limits.text)
  return text
}

// Pieces are strings, and functions for what is known only at the end. Deep nesting makes many: no recursion here.
function joined(pieces) {
  for (let i = 0; i < pieces.length; i++) if (typeof pieces[i] === 'function') pieces[i] = pieces[i]()
  return pieces.join('')
}

function partOf(buffer) {
  return buffer.blob || new Uint8Array(buffer.buffer, buffer.low, buffer.high - buffer.low)
}

export function refuse(encoder, reason) {
  throw new DataCloneError(pathText(encoder.root, encoder.stack.map(stepOf)) + ' ' + reason)
}

// withArticle returns a class's name with the article that it is read with: "an Event", "a URL", "an HTMLElement".
export const withArticle = (name) => (/^(?:[AEIO]|[FHLMNRSX][A-Z])/.test(name) ? 'an ' : 'a ') + name

// stepOf returns the way from a container to what is being written of it.
function stepOf({ steps, at }) {
  const i = at - 1
  if (steps === undefined) return i
  if (steps === setSteps) return { text: '.values()[' + i + ']' }
  if (steps === mapSteps) return { text: (i % 2 === 0 ? '.keys()[' : '.values()[') + Math.floor(i / 2) + ']' }
  return steps[i]
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

function write(encoder, root) {
  const { stack } = encoder
  writeValue(encoder, root)
  while (stack.length > 0) {
    try {
      while (stack.length > 0) writeNext(encoder, stack[stack.length - 1])
    } catch (error) {
      if (!(error instanceof DataCloneError) || !recover(encoder)) throw error
    }
  }
}

// begin pushes a container: its values, the texts before each, or nothing if these are commas, the text after them all, and what the steps
// to the values are called, if not by their index.
export function begin({ stack, pieces }, opening, values, befores, closing, steps) {
  pieces.push(opening)
  stack.push({ values, befores, closing, steps, at: 0, entry: undefined, lossy: undefined })
}

function writeNext(encoder, frame) {
  const { pieces, stack } = encoder
  const { values, befores, at } = frame
  if (at === values.length) {
    stack.pop()
    pieces.push(frame.lossy === undefined ? frame.closing : closingOf(frame.lossy))
    end(encoder, frame.entry)
    return
  }
  frame.at++
  if (frame.lossy !== undefined) pieces.push(beforeLossy(encoder, frame))
  else if (befores !== undefined) pieces.push(befores[at])
  else if (at > 0) pieces.push(',')
  writeValue(encoder, values[at])
}

function end({ pieces }, entry) {
  entry.end = pieces.length
  pieces.push(entry.id === 0 ? '' : '}')
}

export function writeValue(encoder, value) {
  const { pieces } = encoder
  if (++encoder.values > limits.values) throw tooLarge(encoder.root, 'values', limits.values)
  switch (typeof value) {
    case 'string':
      if ((encoder.size += value.length) > limits.text) throw tooLarge(encoder.root, 'bytes of text', limits.text)
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
      pieces.push('{"$":"bigint","v":"' + bigintText(value) + '"}')
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
  const { stack } = encoder
  const depth = stack.length
  if (depth >= limits.depth && typeof value !== 'function') refuse(encoder, 'is nested more than ' + limits.depth + ' deep')
  const entry = { start: pieces.length, end: -1, id: 0 }
  seen.set(value, entry)
  pieces.push('')
  const copy = encoder.copies.get(value)
  if (copy === undefined) writeObject(encoder, value)
  else if (isArray(copy)) writeItems(encoder, copy)
  else writeProperties(encoder, copy)
  if (stack.length > depth) stack[depth].entry = entry
  else end(encoder, entry)
}

// bigintText is decimal, or hexadecimal for large ones, which takes time in proportion.
function bigintText(value) {
  if (value > -largeBigint && value < largeBigint) return '' + value
  return value < 0n ? '-0x' + (-value).toString(16) : '0x' + value.toString(16)
}

// What an object is, its tag says, unless the app's own class gave it another.
function writeObject(encoder, value) {
  if (typeof value === 'function') return writeReference(encoder, 'function', value)
  if (ordinary(value)) return writeProperties(encoder, ownOf(encoder, value))
  if (isArray(value)) {
    if (value.length > limits.values) refuseLong(value, encoder.root)
    return even(value) ? writeItems(encoder, listOf(value)) : writeSparse(encoder, value)
  }
  if (isView(value)) return writeView(encoder, value)
  if (ExceptionClass !== undefined && value instanceof ExceptionClass) return writeException(encoder, value)
  if (value instanceof Error) return writeError(encoder, value)
  if (BlobClass !== undefined && value instanceof BlobClass) return writeBlob(encoder, value)
  const kind = referenceKind(value)
  if (kind !== undefined) return writeReference(encoder, kind, value)
  const { pieces } = encoder
  switch (value[toStringTag] !== undefined && ownTag(value) ? brandOf(value) : apply(objectTag, value, [])) {
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
      return writeMap(encoder, value)
    case '[object Set]':
      return writeSet(encoder, value)
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
      return writeProperties(encoder, ownOf(encoder, value))
    case '[object Symbol]':
      return refuse(encoder, "is a Symbol and can't be sent")
    case '[object Promise]':
      return refuse(encoder, "is a Promise and can't be sent; await it first")
  }
  const prototype = getPrototypeOf(value)
  if (prototype === null || getPrototypeOf(prototype) === null) return writeProperties(encoder, ownOf(encoder, value))
  const tag = apply(objectTag, value, [])
  refuse(encoder, 'is ' + withArticle(tag.slice(8, -1)) + " and can't be sent")
}

// ownOf returns an object with an object's own enumerable properties, each read once. An emitter of events is more than these.
function ownOf(encoder, object) {
  const prototype = getPrototypeOf(object)
  if (prototype !== null && prototype !== objectPrototype && '_events' in object && typeof object.emit === 'function' &&
    typeof object.on === 'function') {
    refuse(encoder, 'is ' + withArticle(textOr(object.constructor.name, '') || 'EventEmitter') + " and can't be sent")
  }
  return { ...object }
}

function writeProperties(encoder, own) {
  const keys = keysOf(own)
  const values = []
  const befores = []
  let awkward = false
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    encoder.size += key.length
    awkward = awkward || key === '$' || key === '__proto__'
    values.push(own[key])
    befores.push((i > 0 ? ',' : '') + stringify(key) + ':')
  }
  if (!awkward) return begin(encoder, '{', values, befores, '}', keys)
  for (let i = 0; i < keys.length; i++) befores[i] = (i > 0 ? '],[' : '[') + stringify(keys[i]) + ','
  begin(encoder, '{"$":"object","v":[', values, befores, ']]}', keys)
}

const writeItems = (encoder, list) => begin(encoder, '[', list, undefined, ']', undefined)

// writeSparse writes an array with holes or with properties of other names.
function writeSparse(encoder, array) {
  const { length } = array
  const own = { ...array }
  const keys = keysOf(own)
  const values = []
  const befores = []
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    const index = key >>> 0
    const isIndex = '' + index === key && index !== 0xffffffff
    values.push(own[key])
    befores.push((i > 0 ? '],[' : '[') + (isIndex ? index : stringify(key)) + ',')
    if (isIndex) keys[i] = index
  }
  begin(encoder, '{"$":"array","n":' + length + ',"v":[', values, befores, keys.length > 0 ? ']]}' : ']}', keys)
}

const mapSteps = {}
const setSteps = {}

function writeMap(encoder, map) {
  const list = []
  const befores = []
  apply(mapForEach, map, [(value, key) => {
    befores.push(list.length > 0 ? '],[' : '[', ',')
    list.push(key, value)
  }])
  begin(encoder, '{"$":"map","v":[', list, befores, list.length > 0 ? ']]}' : ']}', mapSteps)
}

function writeSet(encoder, set) {
  const list = []
  apply(setForEach, set, [(value) => { list.push(value) }])
  begin(encoder, '{"$":"set","v":[', list, undefined, ']}', setSteps)
}
