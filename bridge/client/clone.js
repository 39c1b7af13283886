// Structured clone as one line of JSON, with the bytes beside it: the page's half of what runtime/backend/clone does in the
// backend, where the format is described. Here is what encode.js and decode.js share.

export const { apply, getPrototypeOf, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect
export const { isArray } = Array
export const { isView } = ArrayBuffer
export const { parse, stringify } = JSON
export const { is, keys: keysOf, hasOwn = (object, key) => getOwnPropertyDescriptor(object, key) !== undefined } = Object
export const { isFinite } = Number
export const { asyncIterator, toStringTag } = Symbol
export const { getTime } = Date.prototype
export const objectTag = Object.prototype.toString
export const { Blob: BlobClass, File: FileClass, DOMException: ExceptionClass } = globalThis

/** What one value may be: how deep, of how many values, of how many pieces of bytes, and of how many bytes of text. */
export const limits = { __proto__: null, depth: 10000, values: 4 << 20, parts: 64 << 10, text: 64 << 20 }

/** The kinds of values that stay where they are: what crosses is a reference to them. */
export const referenceKinds = { __proto__: null, function: true, signal: true, iterable: true, stream: true, port: true }

export const put = (object, key, value, enumerable) =>
  defineProperty(object, key, { __proto__: null, value, enumerable, writable: true, configurable: true })

/** A value that can't be sent; the message names it: "arguments[0].click is a function and can't be sent". */
export class DataCloneError extends Error {
  constructor(message) {
    super(message)
    put(this, 'name', 'DataCloneError', false)
    put(this, 'code', 25, true)
  }
}

/** Returns the error of a value that one of the limits forbids. */
export function tooLarge(root, what, limit) {
  const error = new Error(root + ' is too large to be sent: more than ' + limit + ' ' + what)
  put(error, 'code', 'ERR_MESSAGE_TOO_LARGE', true)
  return error
}
