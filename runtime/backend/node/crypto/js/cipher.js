'use strict'
const { native, openKey } = require('internal/crypto/binding')
const { fromArrayBuffer, encode, encodingNumber } = require('internal/buffer')
const { RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = require('internal/crypto/constants')
const {
  codes: {
    ERR_CRYPTO_INVALID_STATE,
    ERR_INTERNAL_ASSERTION,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_UNKNOWN_ENCODING,
  },
} = require('internal/errors')
const { validateEncoding, validateInt32, validateObject, validateString } = require('internal/validators')
const { preparePrivateKey, preparePublicOrPrivateKey, prepareSecretKey } = require('internal/crypto/keys')
const { getArrayBufferOrView, getStringOption, kHandle } = require('internal/crypto/util')
const { isArrayBufferView } = require('util/types')


const LazyTransform = require('internal/crypto/lazy_transform')
const { normalizeEncoding } = require('internal/util')
const { StringDecoder } = require('string_decoder')

function invalidDigest() {
  const error = new Error('error:03000098:digital envelope routines::invalid digest')
  error.library = 'digital envelope routines'
  error.reason = 'invalid digest'
  error.code = 'ERR_OSSL_EVP_INVALID_DIGEST'
  return error
}

function rsaFunctionFor(method, defaultPadding, keyType) {
  return (options, buffer) => {
    const { format, type, data, passphrase } =
      keyType === 'private' ?
        preparePrivateKey(options) :
        preparePublicOrPrivateKey(options)
    const padding = options.padding || defaultPadding
    const { oaepHash, encoding } = options
    let { oaepLabel } = options
    if (oaepHash !== undefined)
      validateString(oaepHash, 'key.oaepHash')
    if (oaepLabel !== undefined)
      oaepLabel = getArrayBufferOrView(oaepLabel, 'key.oaepLabel', encoding)
    buffer = getArrayBufferOrView(buffer, 'buffer', encoding)
    if (oaepHash !== undefined && !native.hasDigest(oaepHash)) throw invalidDigest()
    const key = openKey(keyType === 'private', data, format, type, passphrase)
    return fromArrayBuffer(native.rsaJobSync(method, key, buffer, padding, oaepHash, oaepLabel))
  }
}

const publicEncrypt = rsaFunctionFor('encrypt', RSA_PKCS1_OAEP_PADDING,
                                     'public')
const publicDecrypt = rsaFunctionFor('verify', RSA_PKCS1_PADDING,
                                     'public')
const privateEncrypt = rsaFunctionFor('sign', RSA_PKCS1_PADDING,
                                      'private')
const privateDecrypt = rsaFunctionFor('decrypt', RSA_PKCS1_OAEP_PADDING,
                                      'private')

function getDecoder(decoder, encoding) {
  const normalizedEncoding = normalizeEncoding(encoding)
  decoder = decoder || new StringDecoder(encoding)
  if (decoder.encoding !== normalizedEncoding) {
    if (normalizedEncoding === undefined) {
      throw new ERR_UNKNOWN_ENCODING(encoding)
    }
    throw new ERR_INTERNAL_ASSERTION('Cannot change encoding')
  }
  return decoder
}

function getUIntOption(options, key) {
  let value
  if (options && (value = options[key]) != null) {
    if (value >>> 0 !== value)
      throw new ERR_INVALID_ARG_VALUE(`options.${key}`, value)
    return value
  }
  return -1
}

function createCipherBase(cipher, key, options, encrypts, iv) {
  const authTagLength = getUIntOption(options, 'authTagLength')
  this[kHandle] = native.newCipher(cipher, encrypts, key.native ?? key, iv, authTagLength)
  this._decoder = null
  LazyTransform.call(this, options)
}

function createCipherWithIV(cipher, key, options, encrypts, iv) {
  validateString(cipher, 'cipher')
  const encoding = getStringOption(options, 'encoding')
  key = prepareSecretKey(key, encoding)
  iv = iv === null ? null : getArrayBufferOrView(iv, 'iv')
  createCipherBase.call(this, cipher, key, options, encrypts, iv)
}

function step(handle, data, encoding) {
  if (typeof data === 'string') {
    const number = encoding === undefined ? 0 : encodingNumber(`${encoding}`)
    if (number > 0) data = encode(data, encoding)
  }
  return fromArrayBuffer(native.cipherUpdate(handle, data))
}

// What Cipheriv and Decipheriv have in common.
const shared = {}

shared._transform = function _transform(chunk, encoding, callback) {
  this.push(step(this[kHandle], chunk, encoding))
  callback()
}

shared._flush = function _flush(callback) {
  try {
    this.push(fromArrayBuffer(native.cipherFinal(this[kHandle])))
  } catch (e) {
    callback(e)
    return
  }
  callback()
}

shared.update = function update(data, inputEncoding, outputEncoding) {
  if (typeof data === 'string') {
    validateEncoding(data, inputEncoding)
  } else if (!isArrayBufferView(data)) {
    throw new ERR_INVALID_ARG_TYPE(
      'data', ['string', 'Buffer', 'TypedArray', 'DataView'], data)
  }

  const ret = step(this[kHandle], data, inputEncoding)

  if (outputEncoding && outputEncoding !== 'buffer') {
    this._decoder = getDecoder(this._decoder, outputEncoding)
    return this._decoder.write(ret)
  }

  return ret
}

shared.final = function final(outputEncoding) {
  const ret = fromArrayBuffer(native.cipherFinal(this[kHandle]))

  if (outputEncoding && outputEncoding !== 'buffer') {
    this._decoder = getDecoder(this._decoder, outputEncoding)
    return this._decoder.end(ret)
  }

  return ret
}

shared.setAutoPadding = function setAutoPadding(ap) {
  if (!native.cipherPadding(this[kHandle], !!ap))
    throw new ERR_CRYPTO_INVALID_STATE('setAutoPadding')
  return this
}

shared.getAuthTag = function getAuthTag() {
  const ret = native.cipherTag(this[kHandle])
  if (ret === undefined)
    throw new ERR_CRYPTO_INVALID_STATE('getAuthTag')
  return fromArrayBuffer(ret)
}

function setAuthTag(tagbuf, encoding) {
  tagbuf = getArrayBufferOrView(tagbuf, 'buffer', encoding)
  if (!native.cipherSetTag(this[kHandle], tagbuf))
    throw new ERR_CRYPTO_INVALID_STATE('setAuthTag')
  return this
}

shared.setAAD = function setAAD(aadbuf, options) {
  const encoding = getStringOption(options, 'encoding')
  const plaintextLength = getUIntOption(options, 'plaintextLength')
  aadbuf = getArrayBufferOrView(aadbuf, 'aadbuf', encoding)
  if (!native.cipherSetAAD(this[kHandle], aadbuf, plaintextLength))
    throw new ERR_CRYPTO_INVALID_STATE('setAAD')
  return this
}

function Cipheriv(cipher, key, iv, options) {
  if (!(this instanceof Cipheriv))
    return new Cipheriv(cipher, key, iv, options)

  createCipherWithIV.call(this, cipher, key, options, true, iv)
}

function addCipherPrototypeFunctions(constructor) {
  constructor.prototype._transform = shared._transform
  constructor.prototype._flush = shared._flush
  constructor.prototype.update = shared.update
  constructor.prototype.final = shared.final
  constructor.prototype.setAutoPadding = shared.setAutoPadding
  if (constructor === Cipheriv) {
    constructor.prototype.getAuthTag = shared.getAuthTag
  } else {
    constructor.prototype.setAuthTag = setAuthTag
  }
  constructor.prototype.setAAD = shared.setAAD
}

Object.setPrototypeOf(Cipheriv.prototype, LazyTransform.prototype)
Object.setPrototypeOf(Cipheriv, LazyTransform)
addCipherPrototypeFunctions(Cipheriv)

function Decipheriv(cipher, key, iv, options) {
  if (!(this instanceof Decipheriv))
    return new Decipheriv(cipher, key, iv, options)

  createCipherWithIV.call(this, cipher, key, options, false, iv)
}

Object.setPrototypeOf(Decipheriv.prototype, LazyTransform.prototype)
Object.setPrototypeOf(Decipheriv, LazyTransform)
addCipherPrototypeFunctions(Decipheriv)

function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw new ERR_INVALID_ARG_TYPE(
      'nameOrNid',
      ['string', 'number'],
      nameOrNid)
  }
  if (typeof nameOrNid === 'number')
    validateInt32(nameOrNid, 'nameOrNid')
  let keyLength, ivLength
  if (options !== undefined) {
    validateObject(options, 'options');
    ({ keyLength, ivLength } = options)
    if (keyLength !== undefined)
      validateInt32(keyLength, 'options.keyLength')
    if (ivLength !== undefined)
      validateInt32(ivLength, 'options.ivLength')
  }

  const ret = native.getCipherInfo(nameOrNid, keyLength, ivLength)
  if (ret !== undefined) {
    if (ret.name) ret.name = ret.name.toLowerCase()
    if (ret.type) ret.type = ret.type.toLowerCase()
  }
  return ret
}

module.exports = {
  Cipheriv,
  Decipheriv,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  getCipherInfo,
}
