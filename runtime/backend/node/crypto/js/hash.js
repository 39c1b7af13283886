'use strict'

const { native } = require('internal/crypto/binding')
const { getStringOption, kHandle } = require('internal/crypto/util')
const { codes: { ERR_CRYPTO_HASH_FINALIZED, ERR_CRYPTO_INVALID_DIGEST, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { validateEncoding, validateString, validateUint32 } = require('internal/validators')
const { encode, encodingNumber, fromArrayBuffer } = require('internal/buffer')
const LazyTransform = require('internal/crypto/lazy_transform')

const kState = Symbol('kState')
const kFinalized = Symbol('kFinalized')

function wrongLength() {
  const error = new Error('error:030000B2:digital envelope routines::not XOF or invalid length')
  error.library = 'digital envelope routines'
  error.reason = 'not XOF or invalid length'
  error.code = 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH'
  return error
}

function outputLength(options) {
  const length = typeof options === 'object' && options !== null ? options.outputLength : undefined
  if (length !== undefined) validateUint32(length, 'options.outputLength')
  return length
}

function adopt(hash, handle, options) {
  if (handle === undefined) throw new Error('Digest method not supported')
  if (handle === null) throw wrongLength()
  hash[kHandle] = handle
  hash[kState] = { [kFinalized]: false }
  LazyTransform.call(hash, options)
}

function Hash(algorithm, options) {
  if (!new.target) return new Hash(algorithm, options)
  validateString(algorithm, 'algorithm')
  adopt(this, native.hash(algorithm, outputLength(options)), options)
}

Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype)
Object.setPrototypeOf(Hash, LazyTransform)

Hash.prototype.copy = function copy(options) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED()
  const copied = Object.create(Hash.prototype)
  adopt(copied, native.copy(this[kHandle], outputLength(options)), options)
  return copied
}

function write(handle, data, encoding) {
  if (typeof data === 'string') {
    const number = encoding === undefined ? 0 : encodingNumber(`${encoding}`)
    // An unknown encoding counts as UTF-8.
    native.update(handle, number <= 0 ? data : encode(data, encoding))
  } else {
    native.update(handle, data)
  }
}

Hash.prototype._transform = function _transform(chunk, encoding, callback) {
  write(this[kHandle], chunk, encoding)
  callback()
}

Hash.prototype._flush = function _flush(callback) {
  this.push(fromArrayBuffer(native.digest(this[kHandle])))
  callback()
}

Hash.prototype.update = function update(data, encoding) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED()
  if (typeof data === 'string') validateEncoding(data, encoding)
  else if (!ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data)
  write(this[kHandle], data, encoding)
  return this
}

// output is a Buffer or, if encoding is one, a string.
function output(buffer, encoding) {
  return encoding && encoding !== 'buffer' && encodingNumber(`${encoding}`) >= 0 ? buffer.toString(`${encoding}`) : buffer
}

Hash.prototype.digest = function digest(outputEncoding) {
  const state = this[kState]
  if (state[kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED()
  const encoding = outputEncoding && `${outputEncoding}`
  const result = output(fromArrayBuffer(native.digest(this[kHandle])), encoding)
  state[kFinalized] = true
  return result
}

function Hmac(hmac, key, options) {
  if (!(this instanceof Hmac)) return new Hmac(hmac, key, options)
  validateString(hmac, 'hmac')
  const encoding = getStringOption(options, 'encoding')
  // A string or bytes need no key object.
  if (typeof key === 'string') key = Buffer.from(key, encoding === 'buffer' ? 'utf8' : encoding)
  else if (!ArrayBuffer.isView(key)) key = require('internal/crypto/keys').prepareSecretKey(key, encoding)
  const handle = native.hmac(hmac, key.native ?? key)
  if (handle === undefined) throw new ERR_CRYPTO_INVALID_DIGEST(hmac)
  adopt(this, handle, options)
}

Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype)
Object.setPrototypeOf(Hmac, LazyTransform)

Hmac.prototype.update = Hash.prototype.update

Hmac.prototype.digest = function digest(outputEncoding) {
  const state = this[kState]
  const encoding = outputEncoding && `${outputEncoding}`
  // Unlike a Hash, an Hmac that is finished has an empty digest.
  if (state[kFinalized]) return output(Buffer.from(''), encoding)
  const result = output(fromArrayBuffer(native.digest(this[kHandle])), encoding)
  state[kFinalized] = true
  return result
}

Hmac.prototype._flush = Hash.prototype._flush
Hmac.prototype._transform = Hash.prototype._transform

// hash(algorithm, data[, outputEncoding]) does it in one go.
function hash(algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm')
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    throw new ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], input)
  }
  if (outputEncoding !== 'hex') {
    validateString(outputEncoding, 'outputEncoding')
    if (outputEncoding.toLowerCase() === 'buffer') outputEncoding = 'buffer'
    else if (encodingNumber(outputEncoding) < 0) throw new ERR_INVALID_ARG_VALUE('outputEncoding', outputEncoding)
  }
  const handle = native.hash(algorithm)
  if (handle === undefined) throw new Error(`Digest method ${algorithm} is not supported`)
  native.update(handle, input)
  return output(fromArrayBuffer(native.digest(handle)), outputEncoding)
}

module.exports = { Hash, Hmac, hash }
