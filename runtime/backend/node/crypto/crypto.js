'use strict'

const { codes } = require('internal/errors')
const { validateBoolean, validateFunction, validateNumber, validateObject, validateString, validateUint32 } =
  require('internal/validators')
const { encode, encodingNumber, fromArrayBuffer } = require('internal/buffer')

const native = Symbol('native')
const finished = Symbol('finished')

function isBytes (value) { return ArrayBuffer.isView(value) || value instanceof ArrayBuffer }

// Hash and Hmac.

function unsupported () { return new Error('Digest method not supported') }

function wrongLength () {
  const error = new Error('error:030000B2:digital envelope routines::not XOF or invalid length')
  error.library = 'digital envelope routines'
  error.reason = 'not XOF or invalid length'
  error.code = 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH'
  return error
}

function outputLength (options) {
  const length = options == null ? undefined : options.outputLength
  if (length !== undefined) validateUint32(length, 'options.outputLength')
  return length
}

function adopt (hash, handle) {
  if (handle === undefined) throw unsupported()
  if (handle === null) throw wrongLength()
  Object.defineProperties(hash, {
    [native]: { value: handle, writable: true },
    [finished]: { value: false, writable: true }
  })
}

function Hash (algorithm, options) {
  if (!new.target) return new Hash(algorithm, options)
  validateString(algorithm, 'algorithm')
  adopt(this, binding.hash(algorithm, outputLength(options)))
}

Hash.prototype.copy = function copy (options) {
  if (this[finished]) throw new codes.ERR_CRYPTO_HASH_FINALIZED()
  const copied = Object.create(Object.getPrototypeOf(this))
  adopt(copied, binding.copy(this[native], outputLength(options)))
  return copied
}

function update (hash, data, encoding) {
  if (typeof data === 'string') {
    const number = encoding === undefined ? 0 : encodingNumber(`${encoding}`)
    if (number === 6 && data.length % 2 === 1) {
      throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, `is invalid for data of length ${data.length}`)
    }
    // An unknown encoding counts as UTF-8, as in Node.
    binding.update(hash[native], number <= 0 ? data : encode(data, encoding))
  } else if (ArrayBuffer.isView(data)) {
    binding.update(hash[native], data)
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data)
  }
  return hash
}

// output is a Buffer or, if encoding is one, a string.
function output (buffer, encoding) {
  return encoding && encoding !== 'buffer' && encodingNumber(`${encoding}`) >= 0 ? buffer.toString(encoding) : buffer
}

Hash.prototype.update = function (data, encoding) {
  if (this[finished]) throw new codes.ERR_CRYPTO_HASH_FINALIZED()
  return update(this, data, encoding)
}

Hash.prototype.digest = function digest (outputEncoding) {
  if (this[finished]) throw new codes.ERR_CRYPTO_HASH_FINALIZED()
  this[finished] = true
  return output(fromArrayBuffer(binding.digest(this[native])), outputEncoding)
}

function Hmac (hmac, key, options) {
  if (!new.target) return new Hmac(hmac, key, options)
  validateString(hmac, 'hmac')
  if (typeof key === 'string') {
    const encoding = options == null ? undefined : options.encoding
    key = encode(key, typeof encoding === 'string' ? encoding : undefined)
  } else if (!isBytes(key)) {
    throw new codes.ERR_INVALID_ARG_TYPE('key',
      ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'], key)
  }
  const handle = binding.hmac(hmac, key)
  if (handle === undefined) throw new codes.ERR_CRYPTO_INVALID_DIGEST(hmac)
  adopt(this, handle)
}

Hmac.prototype.update = Hash.prototype.update

Hmac.prototype.digest = function digest (outputEncoding) {
  // Unlike a Hash, an Hmac that is finished has an empty digest.
  const buffer = this[finished] ? Buffer.alloc(0) : fromArrayBuffer(binding.digest(this[native]))
  this[finished] = true
  return output(buffer, outputEncoding)
}

function createHash (algorithm, options) { return new Hash(algorithm, options) }

function createHmac (hmac, key, options) { return new Hmac(hmac, key, options) }

// hash(algorithm, data[, outputEncoding]) does it in one go.
function hash (algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm')
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    throw new codes.ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], input)
  }
  validateString(outputEncoding, 'outputEncoding')
  const handle = binding.hash(algorithm)
  if (handle === undefined) throw new Error(`Digest method ${algorithm} is not supported`)
  if (outputEncoding !== 'buffer' && encodingNumber(outputEncoding) < 0) {
    throw new codes.ERR_INVALID_ARG_VALUE('outputEncoding', outputEncoding)
  }
  binding.update(handle, input)
  return output(fromArrayBuffer(binding.digest(handle)), outputEncoding)
}

// Random numbers.

const mostBytes = 2 ** 31 - 1
const mostRange = 2 ** 48 - 1

function checkSize (size, elementSize, offset, length) {
  validateNumber(size, 'size')
  size *= elementSize
  if (size !== size || size > mostBytes || size < 0) {
    throw new codes.ERR_OUT_OF_RANGE('size', `>= 0 && <= ${mostBytes}`, size)
  }
  if (size + offset > length) throw new codes.ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, size + offset)
  return size >>> 0
}

function checkOffset (offset, elementSize, length) {
  validateNumber(offset, 'offset')
  offset *= elementSize
  const most = Math.min(length, mostBytes)
  if (offset !== offset || offset > most || offset < 0) {
    throw new codes.ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${most}`, offset)
  }
  return offset >>> 0
}

function randomBytes (size, callback) {
  size = checkSize(size, 1, 0, Infinity)
  if (callback !== undefined) validateFunction(callback, 'callback')
  const buffer = Buffer.alloc(size)
  if (callback === undefined) {
    binding.randomSync(buffer)
    return buffer
  }
  binding.random(buffer, (error) => error ? callback(error) : callback(null, buffer))
}

// part is the bytes of a view that randomFill's offset and size mean.
function part (buf, offset, size) {
  if (!isBytes(buf)) throw new codes.ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf)
  const elementSize = buf.BYTES_PER_ELEMENT || 1
  offset = checkOffset(offset, elementSize, buf.byteLength)
  size = size === undefined ? buf.byteLength - offset : checkSize(size, elementSize, offset, buf.byteLength)
  return new Uint8Array(buf.buffer || buf, (buf.byteOffset || 0) + offset, size)
}

function randomFillSync (buf, offset = 0, size) {
  binding.randomSync(part(buf, offset, size))
  return buf
}

function randomFill (buf, offset, size, callback) {
  if (!isBytes(buf)) throw new codes.ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf)
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
  binding.random(part(buf, offset, size), (error) => error ? callback(error) : callback(null, buf))
}

function randomInt (min, max, callback) {
  const noMin = max === undefined || typeof max === 'function'
  if (noMin) {
    callback = max
    max = min
    min = 0
  }
  if (callback !== undefined) validateFunction(callback, 'callback')
  if (!Number.isSafeInteger(min)) throw new codes.ERR_INVALID_ARG_TYPE('min', 'a safe integer', min)
  if (!Number.isSafeInteger(max)) throw new codes.ERR_INVALID_ARG_TYPE('max', 'a safe integer', max)
  if (max <= min) throw new codes.ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max)
  const range = max - min
  if (!(range <= mostRange)) {
    throw new codes.ERR_OUT_OF_RANGE(noMin ? 'max' : 'max - min', `<= ${mostRange}`, range)
  }
  // Numbers past the last multiple of range are thrown away: they would favour small results.
  const limit = mostRange - (mostRange % range)
  const bytes = Buffer.alloc(6)
  let number
  do {
    binding.randomSync(bytes)
    number = bytes.readUIntBE(0, 6)
  } while (number >= limit)
  number = (number % range) + min
  if (callback === undefined) return number
  require('process').nextTick(callback, undefined, number)
}

function randomUUID (options) {
  if (options !== undefined) {
    validateObject(options, 'options')
    if (options.disableEntropyCache !== undefined) {
      validateBoolean(options.disableEntropyCache, 'options.disableEntropyCache')
    }
  }
  return binding.randomUUID()
}

function timingSafeEqual (buf1, buf2) {
  if (!isBytes(buf1)) throw notBytes('buf1')
  if (!isBytes(buf2)) throw notBytes('buf2')
  if (buf1.byteLength !== buf2.byteLength) throw new codes.ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH()
  return binding.timingSafeEqual(buf1, buf2)
}

function notBytes (name) {
  const error = new TypeError(
    `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`)
  error.code = 'ERR_INVALID_ARG_TYPE'
  return error
}

// The Web Crypto API's random numbers.

const integerArrays = new Set(['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
  'Uint32Array', 'BigInt64Array', 'BigUint64Array'])

function fillValues (array) {
  if (!ArrayBuffer.isView(array) || !integerArrays.has(array[Symbol.toStringTag])) {
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError')
  }
  if (array.byteLength > 65536) {
    throw new DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError')
  }
  binding.randomSync(array)
  return array
}

class Crypto {
  constructor () { throw new codes.ERR_ILLEGAL_CONSTRUCTOR() }

  getRandomValues (array) {
    if (this !== webcrypto) throw new codes.ERR_INVALID_THIS('Crypto')
    return fillValues(array)
  }

  randomUUID (options) {
    if (this !== webcrypto) throw new codes.ERR_INVALID_THIS('Crypto')
    return randomUUID(options)
  }
}
Object.defineProperties(Crypto.prototype, {
  getRandomValues: { enumerable: true },
  randomUUID: { enumerable: true },
  [Symbol.toStringTag]: { configurable: true, value: 'Crypto' }
})

const webcrypto = Object.create(Crypto.prototype)

module.exports = {
  createHash,
  createHmac,
  getHashes: () => binding.getHashes(),
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  timingSafeEqual,
  hash,
  Hash,
  Hmac
}
Object.defineProperties(module.exports, {
  pseudoRandomBytes: { configurable: true, writable: true, value: randomBytes },
  prng: { configurable: true, writable: true, value: randomBytes },
  rng: { configurable: true, writable: true, value: randomBytes },
  webcrypto: { configurable: true, enumerable: true, value: webcrypto },
  getRandomValues: { configurable: true, enumerable: true, value: (array) => fillValues(array) }
})
