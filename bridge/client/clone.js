// Structured clone as one line of JSON, with the bytes beside it: the page's half of what runtime/backend/clone does in the
// backend, where the format is described. Here is what encode.js and decode.js share.

export const { apply, getPrototypeOf, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect
export const { isArray } = Array
export const { isView } = ArrayBuffer
export const { parse, stringify } = JSON
export const { is, keys: keysOf, hasOwn = (object, key) => getOwnPropertyDescriptor(object, key) !== undefined } = Object
export const { isFinite } = Number
export const BlobClass = globalThis.Blob
export const FileClass = globalThis.File

/** How deeply values may be nested. */
export const maxDepth = 10000

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
