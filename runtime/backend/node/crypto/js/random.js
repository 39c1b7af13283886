'use strict'

const { native } = require('internal/crypto/binding')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors')
const { validateBoolean, validateFunction, validateNumber, validateObject } = require('internal/validators')

function isBytes(value) { return ArrayBuffer.isView(value) || require('util/types').isAnyArrayBuffer(value) }

const mostBytes = 2 ** 31 - 1
const mostRange = 2 ** 48 - 1

function checkSize(size, elementSize, offset, length) {
  validateNumber(size, 'size')
  size *= elementSize
  if (size !== size || size > mostBytes || size < 0) {
    throw new ERR_OUT_OF_RANGE('size', `>= 0 && <= ${mostBytes}`, size)
  }
  if (size + offset > length) throw new ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, size + offset)
  return size >>> 0
}

function checkOffset(offset, elementSize, length) {
  validateNumber(offset, 'offset')
  offset *= elementSize
  const most = Math.min(length, mostBytes)
  if (offset !== offset || offset > most || offset < 0) {
    throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${most}`, offset)
  }
  return offset >>> 0
}

function randomBytes(size, callback) {
  size = checkSize(size, 1, 0, Infinity)
  if (callback !== undefined) validateFunction(callback, 'callback')
  const buffer = Buffer.alloc(size)
  if (callback === undefined) {
    native.randomSync(buffer)
    return buffer
  }
  native.random(buffer, (error) => error ? callback(error) : callback(null, buffer))
}

// part is the bytes of a view that randomFill's offset and size mean.
function part(buf, offset, size) {
  if (!isBytes(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf)
  const elementSize = buf.BYTES_PER_ELEMENT || 1
  offset = checkOffset(offset, elementSize, buf.byteLength)
  size = size === undefined ? buf.byteLength - offset : checkSize(size, elementSize, offset, buf.byteLength)
  return new Uint8Array(buf.buffer || buf, (buf.byteOffset || 0) + offset, size)
}

function randomFillSync(buf, offset = 0, size) {
  native.randomSync(part(buf, offset, size))
  return buf
}

function randomFill(buf, offset, size, callback) {
  if (!isBytes(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf)
  if (typeof offset === 'function') {
    callback = offset
    offset = 0
    size = undefined
  } else if (typeof size === 'function') {
    callback = size
    size = undefined
  } else {
    validateFunction(callback, 'callback')
  }
  native.random(part(buf, offset, size), (error) => error ? callback(error) : callback(null, buf))
}

function randomInt(min, max, callback) {
  const noMin = max === undefined || typeof max === 'function'
  if (noMin) {
    callback = max
    max = min
    min = 0
  }
  if (callback !== undefined) validateFunction(callback, 'callback')
  if (!Number.isSafeInteger(min)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min)
  if (!Number.isSafeInteger(max)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', max)
  if (max <= min) throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max)
  const range = max - min
  if (!(range <= mostRange)) {
    throw new ERR_OUT_OF_RANGE(noMin ? 'max' : 'max - min', `<= ${mostRange}`, range)
  }
  // Numbers past the last multiple of range are thrown away: they would favour small results.
  const limit = mostRange - (mostRange % range)
  const bytes = Buffer.alloc(6)
  let number
  do {
    native.randomSync(bytes)
    number = bytes.readUIntBE(0, 6)
  } while (number >= limit)
  number = (number % range) + min
  if (callback === undefined) return number
  require('process').nextTick(callback, undefined, number)
}

function randomUUID(options) {
  if (options !== undefined) {
    validateObject(options, 'options')
    if (options.disableEntropyCache !== undefined) {
      validateBoolean(options.disableEntropyCache, 'options.disableEntropyCache')
    }
  }
  return native.randomUUID()
}

const integerArrays = new Set(['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
  'Uint32Array', 'BigInt64Array', 'BigUint64Array'])

function getRandomValues(array) {
  if (!ArrayBuffer.isView(array) || !integerArrays.has(array[Symbol.toStringTag])) {
    throw new (require('internal/domexception').DOMException)('The data argument must be an integer-type TypedArray', 'TypeMismatchError')
  }
  if (array.byteLength > 65536) {
    throw new (require('internal/domexception').DOMException)('The requested length exceeds 65,536 bytes', 'QuotaExceededError')
  }
  native.randomSync(array)
  return array
}

module.exports = { getRandomValues, randomBytes, randomFill, randomFillSync, randomInt, randomUUID }
