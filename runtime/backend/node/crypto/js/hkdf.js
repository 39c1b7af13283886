'use strict'

const { HKDFJob, kCryptoJobAsync, kCryptoJobSync } = require('internal/crypto/binding')
const { validateFunction, validateInteger, validateString } = require('internal/validators')
const { kMaxLength } = require('buffer')
const { kHandle, toBuf, validateByteSource } = require('internal/crypto/util')
const { createSecretKey, isKeyObject } = require('internal/crypto/keys')
const { isAnyArrayBuffer, isArrayBufferView } = require('util/types')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, }, hideStackFrames } = require('internal/errors')

const validateParameters = hideStackFrames((hash, key, salt, info, length) => {
  validateString(hash, 'digest')
  key = prepareKey(key)
  salt = validateByteSource(salt, 'salt')
  info = validateByteSource(info, 'info')

  validateInteger(length, 'length', 0, kMaxLength)

  if (info.byteLength > 1024) {
    throw new ERR_OUT_OF_RANGE(
      'info',
      'must not contain more than 1024 bytes',
      info.byteLength)
  }

  return {
    hash,
    key,
    salt,
    info,
    length,
  }
})

function prepareKey(key) {
  if (isKeyObject(key))
    return key

  if (isAnyArrayBuffer(key))
    return createSecretKey(key)

  key = toBuf(key)

  if (!isArrayBufferView(key)) {
    throw new ERR_INVALID_ARG_TYPE(
      'ikm',
      [
        'string',
        'SecretKeyObject',
        'ArrayBuffer',
        'TypedArray',
        'DataView',
        'Buffer',
      ],
      key)
  }

  return createSecretKey(key)
}

function hkdf(hash, key, salt, info, length, callback) {
  ({
    hash,
    key,
    salt,
    info,
    length,
  } = validateParameters(hash, key, salt, info, length))

  validateFunction(callback, 'callback')

  const job = new HKDFJob(kCryptoJobAsync, hash, key[kHandle], salt, info, length)

  job.ondone = (error, bits) => {
    if (error) return callback.call(job, error)
    callback.call(job, null, bits)
  }

  job.run()
}

function hkdfSync(hash, key, salt, info, length) {
  ({
    hash,
    key,
    salt,
    info,
    length,
  } = validateParameters(hash, key, salt, info, length))

  const job = new HKDFJob(kCryptoJobSync, hash, key[kHandle], salt, info, length)
  const { 0: err, 1: bits } = job.run()
  if (err !== undefined)
    throw err

  return bits
}

module.exports = {
  hkdf,
  hkdfSync,
}
