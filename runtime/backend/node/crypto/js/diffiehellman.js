'use strict'

const { Buffer } = require('buffer')
const { native } = require('internal/crypto/binding')
const { fromArrayBuffer } = require('internal/buffer')
const {
  codes: {
    ERR_CRYPTO_ECDH_INVALID_FORMAT,
    ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY,
    ERR_CRYPTO_INCOMPATIBLE_KEY,
    ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors')
const { validateInt32, validateObject, validateString } = require('internal/validators')
const { isArrayBufferView, isAnyArrayBuffer } = require('util/types')
const { KeyObject } = require('internal/crypto/keys')
const { getArrayBufferOrView, toBuf, kHandle } = require('internal/crypto/util')
const { POINT_CONVERSION_COMPRESSED, POINT_CONVERSION_HYBRID, POINT_CONVERSION_UNCOMPRESSED } = require('internal/crypto/constants')

const DH_GENERATOR = 2

function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  if (!(this instanceof DiffieHellman))
    return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding)

  if (typeof sizeOrKey !== 'number' &&
      typeof sizeOrKey !== 'string' &&
      !isArrayBufferView(sizeOrKey) &&
      !isAnyArrayBuffer(sizeOrKey)) {
    throw new ERR_INVALID_ARG_TYPE(
      'sizeOrKey',
      ['number', 'string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'],
      sizeOrKey,
    )
  }

  // Sizes < 0 don't make sense but they _are_ accepted (and subsequently
  // rejected with ERR_OSSL_BN_BITS_TOO_SMALL) by OpenSSL. The glue code
  // in node_crypto.cc accepts values that are IsInt32() for that reason
  // and that's why we do that here too.
  if (typeof sizeOrKey === 'number')
    validateInt32(sizeOrKey, 'sizeOrKey')

  if (keyEncoding && !Buffer.isEncoding(keyEncoding) &&
      keyEncoding !== 'buffer') {
    genEncoding = generator
    generator = keyEncoding
    keyEncoding = false
  }

  if (typeof sizeOrKey !== 'number')
    sizeOrKey = toBuf(sizeOrKey, keyEncoding)

  if (!generator) {
    generator = DH_GENERATOR
  } else if (typeof generator === 'number') {
    validateInt32(generator, 'generator')
  } else if (typeof generator === 'string') {
    generator = toBuf(generator, genEncoding)
  } else if (!isArrayBufferView(generator) && !isAnyArrayBuffer(generator)) {
    throw new ERR_INVALID_ARG_TYPE(
      'generator',
      ['number', 'string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'],
      generator,
    )
  }

  this[kHandle] = native.newDH(sizeOrKey, generator)
  Object.defineProperty(this, 'verifyError', {
    enumerable: true,
    value: native.dhError(this[kHandle]),
    writable: false,
  })
}

function DiffieHellmanGroup(name) {
  if (!(this instanceof DiffieHellmanGroup))
    return new DiffieHellmanGroup(name)
  this[kHandle] = native.newDHGroup(name)
  Object.defineProperty(this, 'verifyError', {
    enumerable: true,
    value: native.dhError(this[kHandle]),
    writable: false,
  })
}

DiffieHellmanGroup.prototype.generateKeys =
    DiffieHellman.prototype.generateKeys =
    dhGenerateKeys

function dhGenerateKeys(encoding) {
  const keys = fromArrayBuffer(native.dhGenerate(this[kHandle]))
  return encode(keys, encoding)
}

DiffieHellmanGroup.prototype.computeSecret =
    DiffieHellman.prototype.computeSecret =
    dhComputeSecret

function dhComputeSecret(key, inEnc, outEnc) {
  key = getArrayBufferOrView(key, 'key', inEnc)
  return encode(fromArrayBuffer(native.dhCompute(this[kHandle], key)), outEnc)
}

DiffieHellmanGroup.prototype.getPrime =
    DiffieHellman.prototype.getPrime =
    dhGetPrime

function dhGetPrime(encoding) {
  const prime = fromArrayBuffer(native.dhGet(this[kHandle], 'prime'))
  return encode(prime, encoding)
}

DiffieHellmanGroup.prototype.getGenerator =
    DiffieHellman.prototype.getGenerator =
    dhGetGenerator

function dhGetGenerator(encoding) {
  const generator = fromArrayBuffer(native.dhGet(this[kHandle], 'generator'))
  return encode(generator, encoding)
}

DiffieHellmanGroup.prototype.getPublicKey =
    DiffieHellman.prototype.getPublicKey =
    dhGetPublicKey

function dhGetPublicKey(encoding) {
  const key = fromArrayBuffer(native.dhGet(this[kHandle], 'public'))
  return encode(key, encoding)
}

DiffieHellmanGroup.prototype.getPrivateKey =
    DiffieHellman.prototype.getPrivateKey =
    dhGetPrivateKey

function dhGetPrivateKey(encoding) {
  const key = fromArrayBuffer(native.dhGet(this[kHandle], 'private'))
  return encode(key, encoding)
}

DiffieHellman.prototype.setPublicKey = function setPublicKey(key, encoding) {
  key = getArrayBufferOrView(key, 'key', encoding)
  native.dhSet(this[kHandle], 'public', key)
  return this
}

DiffieHellman.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  key = getArrayBufferOrView(key, 'key', encoding)
  native.dhSet(this[kHandle], 'private', key)
  return this
}

function ECDH(curve) {
  if (!(this instanceof ECDH))
    return new ECDH(curve)

  validateString(curve, 'curve')
  this[kHandle] = native.newECDH(curve)
}

ECDH.prototype.computeSecret = function computeSecret(key, inEnc, outEnc) {
  key = getArrayBufferOrView(key, 'key', inEnc)
  const secret = native.ecdhCompute(this[kHandle], key)
  if (secret === undefined) throw new ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY()
  return encode(fromArrayBuffer(secret), outEnc)
}

ECDH.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  native.ecdhSetPrivate(this[kHandle], getArrayBufferOrView(key, 'key', encoding))
  return this
}

ECDH.prototype.setPublicKey = function setPublicKey(key, encoding) {
  native.ecdhSetPublic(this[kHandle], getArrayBufferOrView(key, 'key', encoding))
  return this
}

ECDH.prototype.getPrivateKey = function getPrivateKey(encoding) {
  return encode(fromArrayBuffer(native.ecdhPrivate(this[kHandle])), encoding)
}

ECDH.prototype.generateKeys = function generateKeys(encoding, format) {
  native.ecdhGenerate(this[kHandle])

  return this.getPublicKey(encoding, format)
}

ECDH.prototype.getPublicKey = function getPublicKey(encoding, format) {
  const f = getFormat(format)
  const key = fromArrayBuffer(native.ecdhPublic(this[kHandle], f))
  return encode(key, encoding)
}

ECDH.convertKey = function convertKey(key, curve, inEnc, outEnc, format) {
  validateString(curve, 'curve')
  key = getArrayBufferOrView(key, 'key', inEnc)
  const f = getFormat(format)
  const convertedKey = fromArrayBuffer(native.ecdhConvert(key, curve, f))
  return encode(convertedKey, outEnc)
}

function encode(buffer, encoding) {
  if (encoding && encoding !== 'buffer')
    buffer = buffer.toString(encoding)
  return buffer
}

function getFormat(format) {
  if (format) {
    if (format === 'compressed')
      return POINT_CONVERSION_COMPRESSED
    if (format === 'hybrid')
      return POINT_CONVERSION_HYBRID
    if (format !== 'uncompressed')
      throw new ERR_CRYPTO_ECDH_INVALID_FORMAT(format)
  }
  return POINT_CONVERSION_UNCOMPRESSED
}

const dhEnabledKeyTypes = new Set(['dh', 'ec', 'x448', 'x25519'])

function diffieHellman(options) {
  validateObject(options, 'options')

  const { privateKey, publicKey } = options
  if (!(privateKey instanceof KeyObject))
    throw new ERR_INVALID_ARG_VALUE('options.privateKey', privateKey)

  if (!(publicKey instanceof KeyObject))
    throw new ERR_INVALID_ARG_VALUE('options.publicKey', publicKey)

  if (privateKey.type !== 'private')
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(privateKey.type, 'private')

  if (publicKey.type !== 'public' && publicKey.type !== 'private') {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(publicKey.type,
                                                 'private or public')
  }

  const privateType = privateKey.asymmetricKeyType
  const publicType = publicKey.asymmetricKeyType
  if (privateType !== publicType || !dhEnabledKeyTypes.has(privateType)) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY('key types for Diffie-Hellman',
                                          `${privateType} and ${publicType}`)
  }

  return fromArrayBuffer(native.sharedSecretSync(privateKey[kHandle].native, publicKey[kHandle].native))
}

module.exports = {
  DiffieHellman,
  DiffieHellmanGroup,
  ECDH,
  diffieHellman,
}
