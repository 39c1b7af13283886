// How encode.js writes what isn't a plain object: references, bytes, Blobs and errors.

import {
  apply, getPrototypeOf, getOwnPropertyDescriptor, keysOf, hasOwn, stringify, asyncIterator, toStringTag, getTime, BlobClass, FileClass, limits,
  tooLarge,
} from './clone.js'
import { begin, refuse, writeValue } from './encode.js'

const typedArray = getPrototypeOf(Uint8Array.prototype)
const getterOf = (object, name) => getOwnPropertyDescriptor(object, name).get
const typedName = getterOf(typedArray, Symbol.toStringTag)
const functionText = Function.prototype.toString
const { AbortSignal: SignalClass, ReadableStream: StreamClass, MessagePort: PortClass } = globalThis
const SharedClass = globalThis.SharedArrayBuffer || class {}

// Views' offsets in a part stay multiples of their elements' size.
const alignment = 8

// referenceKind says what an object is that stays where it is, or undefined.
export function referenceKind(value) {
  if (SignalClass !== undefined && value instanceof SignalClass) return 'signal'
  if (StreamClass !== undefined && value instanceof StreamClass) return 'stream'
  if (PortClass !== undefined && value instanceof PortClass) return 'port'
  return typeof value[asyncIterator] === 'function' ? 'iterable' : undefined
}

const referenceNames = {
  __proto__: null, function: 'a function', signal: 'an AbortSignal', stream: 'a ReadableStream', port: 'a MessagePort',
  iterable: 'an async iterable',
}

export function writeReference(encoder, kind, object) {
  const { owner, pieces, lent } = encoder
  const reference = owner === undefined ? undefined : owner.lend(kind, object)
  if (reference === undefined) refuse(encoder, 'is ' + referenceNames[kind] + " and can't be sent")
  lent.push(reference)
  const text = '{"$":"' + reference.kind + '","id":' + reference.id
  if (hasOwn(reference, 'value')) begin(encoder, text + ',"v":', [reference.value], undefined, '}', ['value'])
  else pieces.push(text + '}')
}

// revoke takes back what was lent since.
export function revokeSince({ owner, lent }, since) {
  while (lent.length > since) owner.revoke(lent.pop())
}

// What only the real ones of each kind can do.
const brands = [
  ['[object Map]', getterOf(Map.prototype, 'size')],
  ['[object Set]', getterOf(Set.prototype, 'size')],
  ['[object Date]', getTime],
  ['[object ArrayBuffer]', getterOf(ArrayBuffer.prototype, 'byteLength')],
]

export function brandOf(value) {
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
export function ownTag(value) {
  for (let object = value; object !== null; object = getPrototypeOf(object)) {
    const tag = getOwnPropertyDescriptor(object, toStringTag)
    if (tag === undefined) continue
    const constructor = getOwnPropertyDescriptor(object, 'constructor')
    if (constructor === undefined || typeof constructor.value !== 'function') return unsendable[tag.value] !== true
    return !/\{\s*\[native code\]\s*\}$/.test(apply(functionText, constructor.value, []))
  }
  return false
}

export function writeBoxed(encoder, value) {
  encoder.pieces.push('{"$":"boxed","v":')
  writeValue(encoder, value)
  encoder.pieces.push('}')
}

export function writeView(encoder, view) {
  const name = apply(typedName, view, [])
  const { buffer, byteOffset, byteLength } = view
  if (buffer instanceof SharedClass) refuse(encoder, "is a SharedArrayBuffer and can't be sent")
  const length = tracks(view, () => view.byteLength) ? null : name === undefined ? byteLength : view.length
  writeBytes(encoder, name === undefined ? 'DataView' : name, buffer, byteOffset, length, byteLength)
}

// tracks reports whether a view is as long as its resizable buffer, which only a change of the buffer's length tells. In a
// buffer that can't grow, it is whether the view ends where the buffer does.
function tracks({ buffer, byteOffset, byteLength }, length) {
  const size = buffer.byteLength
  if (!buffer.resizable || byteOffset + byteLength + 8 <= size) return false
  if (size + 8 > buffer.maxByteLength) return true
  buffer.resize(size + 8)
  const longer = length() !== byteLength
  buffer.resize(size)
  return longer
}

// A buffer is sent as a whole when it has several views, is sent itself or can be resized, and as far as it is seen when it has one
// view.
export function writeBytes(encoder, name, buffer, offset, length, size) {
  if (buffer.detached) refuse(encoder, "is a detached ArrayBuffer and can't be sent")
  const { buffers, known } = encoder
  const { resizable } = buffer
  let part = known.get(buffer)
  let whole = true
  if (part === undefined) {
    part = { index: buffers.length, buffer, low: offset - (offset % alignment), high: offset + size }
    known.set(buffer, part)
    addPart(encoder, part)
    if (!resizable) whole = false
  }
  if (whole) {
    part.low = 0
    part.high = buffer.byteLength
  }
  encoder.pieces.push('{"$":"bytes","t":"' + name + '","i":' + part.index + ',"o":', () => '' + (offset - part.low), ',"n":' + length +
    (resizable ? ',"max":' + buffer.maxByteLength : '') + '}')
}

function addPart({ root, buffers }, part) {
  if (buffers.push(part) > limits.parts) throw tooLarge(root, 'pieces of bytes', limits.parts)
}

// A Blob up to this size travels with the record. A larger one stays here, perhaps on disk, until it is read.
const blobToRead = 1 << 20
const blobSize = BlobClass && getterOf(BlobClass.prototype, 'size')
const { slice: blobSlice, arrayBuffer: blobBytes } = BlobClass ? BlobClass.prototype : {}
const blobReaders = new WeakMap() // Blob -> the function by which the other side reads it

function readerOf(blob) {
  let reader = blobReaders.get(blob)
  if (reader === undefined) {
    reader = (offset, length) => apply(blobBytes, apply(blobSlice, blob, [offset, offset + length]), [])
    blobReaders.set(blob, reader)
  }
  return reader
}

export function writeBlob(encoder, blob) {
  const { pieces, buffers, owner } = encoder
  const file = FileClass !== undefined && blob instanceof FileClass
  const size = apply(blobSize, blob, [])
  const stays = owner !== undefined && size > blobToRead
  pieces.push('{"$":"' + (file ? 'file' : 'blob') + '",' + (stays ? '"n":' + size : '"i":' + buffers.length) +
    (file ? ',"name":' + stringify(blob.name) : '') + ',"type":' + stringify(blob.type) + (file ? ',"modified":' + blob.lastModified : ''))
  if (stays) {
    pieces.push(',"read":')
    writeReference(encoder, 'function', readerOf(blob))
  } else {
    addPart(encoder, { blob })
  }
  pieces.push('}')
}

const ownToErrors = { __proto__: null, name: true, message: true, stack: true, code: true, cause: true, errors: true }

// Unlike structured clone, an error keeps a name of its own, its code and its other properties, except what can't be sent.
export function writeError(encoder, error) {
  const { pieces, stack } = encoder
  const name = textOr(error.name, 'Error')
  pieces.push('{"$":"error","name":' + stringify(name) + ',"message":' + stringify(textOr(error.message, '')) +
    ',"stack":' + stringify(textOr(error.stack, '')))
  const values = []
  const befores = []
  const steps = []
  const add = (key, value, before) => {
    values.push(value)
    befores.push(before)
    steps.push(key)
  }
  if (error.code !== undefined) add('code', error.code, ',"code":')
  if (hasOwn(error, 'cause')) add('cause', error.cause, ',"cause":')
  if (name === 'AggregateError' && error.errors !== undefined) add('errors', error.errors, ',"errors":')
  const named = values.length
  const own = { ...error }
  for (const key of keysOf(own)) if (!ownToErrors[key]) add(key, own[key], stringify(key) + ',')
  begin(encoder, '', values, befores, '', steps)
  // What can't be sent is left out: start and lent are to where to go back then, and props counts the properties that are there.
  stack[stack.length - 1].lossy = { named, props: 0, start: 0, lent: 0, unsure: false }
}

// beforeLossy returns the text before a value of an error, and notes where it starts.
export function beforeLossy({ pieces, lent }, { lossy, befores, at }) {
  if (lossy.unsure) lossy.props++
  lossy.unsure = at > lossy.named
  lossy.start = pieces.length
  lossy.lent = lent.length
  const before = befores[at - 1]
  if (!lossy.unsure) return before
  return (lossy.props === 0 ? ',"props":{"$":"object","v":[[' : '],[') + before
}

export const closingOf = ({ props, unsure }) => (props > 0 || unsure ? ']]}}' : '}')

// recover goes back to before the value of an error that can't be sent, if it was one.
export function recover(encoder) {
  const { stack, pieces, seen } = encoder
  while (stack.length > 0) {
    const { lossy } = stack[stack.length - 1]
    if (lossy !== undefined) {
      revokeSince(encoder, lossy.lent)
      pieces.length = lossy.start
      seen.forEach((entry, object) => { if (entry.start >= lossy.start) seen.delete(object) })
      lossy.unsure = false
      return true
    }
    stack.pop()
  }
  return false
}

export function writeException({ pieces }, exception) {
  pieces.push('{"$":"exception","name":' + stringify(exception.name) + ',"message":' + stringify(exception.message) +
    ',"stack":' + stringify(textOr(exception.stack, '')) + '}')
}

export const textOr = (value, otherwise) => (typeof value === 'string' ? value : otherwise)
