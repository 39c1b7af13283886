'use strict'

const { Buffer } = require('buffer')
const { PBKDF2Job, kCryptoJobAsync, kCryptoJobSync } = require('internal/crypto/binding')
const { validateFunction, validateInt32, validateString } = require('internal/validators')
const { getArrayBufferOrView } = require('internal/crypto/util')

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') {
    callback = digest
    digest = undefined
  }

  ({ password, salt, iterations, keylen, digest } =
    check(password, salt, iterations, keylen, digest))

  validateFunction(callback, 'callback')

  const job = new PBKDF2Job(
    kCryptoJobAsync,
    password,
    salt,
    iterations,
    keylen,
    digest)

  job.ondone = (err, result) => {
    if (err !== undefined)
      return callback.call(job, err)
    const buf = Buffer.from(result)
    return callback.call(job, null, buf)
  }

  job.run()
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  ({ password, salt, iterations, keylen, digest } =
    check(password, salt, iterations, keylen, digest))

  const job = new PBKDF2Job(
    kCryptoJobSync,
    password,
    salt,
    iterations,
    keylen,
    digest)

  const { 0: err, 1: result } = job.run()
  if (err !== undefined)
    throw err

  return Buffer.from(result)
}

function check(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest')

  password = getArrayBufferOrView(password, 'password')
  salt = getArrayBufferOrView(salt, 'salt')
  // OpenSSL uses a signed int to represent these values, so we are restricted
  // to the 31-bit range here (which is plenty).
  validateInt32(iterations, 'iterations', 1)
  validateInt32(keylen, 'keylen', 0)

  return { password, salt, iterations, keylen, digest }
}

module.exports = {
  pbkdf2,
  pbkdf2Sync,
}
