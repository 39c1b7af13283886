'use strict'
const { CheckPrimeJob, RandomPrimeJob, kCryptoJobAsync, kCryptoJobSync } = require('internal/crypto/binding')
const { fromArrayBuffer } = require('internal/buffer')
const { kEmptyObject } = require('internal/util')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors')
const { validateBoolean, validateFunction, validateInt32, validateObject } = require('internal/validators')
const { isAnyArrayBuffer, isArrayBufferView } = require('util/types')
const { Buffer } = require('buffer')

function createRandomPrimeJob(type, size, options) {
  validateObject(options, 'options')

  const {
    safe = false,
    bigint = false,
  } = options
  let {
    add,
    rem,
  } = options

  validateBoolean(safe, 'options.safe')
  validateBoolean(bigint, 'options.bigint')

  if (add !== undefined) {
    if (typeof add === 'bigint') {
      add = unsignedBigIntToBuffer(add, 'options.add')
    } else if (!isAnyArrayBuffer(add) && !isArrayBufferView(add)) {
      throw new ERR_INVALID_ARG_TYPE(
        'options.add',
        [
          'ArrayBuffer',
          'TypedArray',
          'Buffer',
          'DataView',
          'bigint',
        ],
        add)
    }
  }

  if (rem !== undefined) {
    if (typeof rem === 'bigint') {
      rem = unsignedBigIntToBuffer(rem, 'options.rem')
    } else if (!isAnyArrayBuffer(rem) && !isArrayBufferView(rem)) {
      throw new ERR_INVALID_ARG_TYPE(
        'options.rem',
        [
          'ArrayBuffer',
          'TypedArray',
          'Buffer',
          'DataView',
          'bigint',
        ],
        rem)
    }
  }

  const job = new RandomPrimeJob(type, size, safe, add, rem)
  job.result = bigint ? arrayBufferToUnsignedBigInt : (p) => p
  return job
}

function generatePrime(size, options, callback) {
  validateInt32(size, 'size', 1)
  if (typeof options === 'function') {
    callback = options
    options = kEmptyObject
  }
  validateFunction(callback, 'callback')

  const job = createRandomPrimeJob(kCryptoJobAsync, size, options)
  job.ondone = (err, prime) => {
    if (err) {
      callback(err)
      return
    }

    callback(
      undefined,
      job.result(prime))
  }
  job.run()
}

function generatePrimeSync(size, options = kEmptyObject) {
  validateInt32(size, 'size', 1)

  const job = createRandomPrimeJob(kCryptoJobSync, size, options)
  const { 0: err, 1: prime } = job.run()
  if (err)
    throw err
  return job.result(prime)
}

function arrayBufferToUnsignedBigInt(bytes) { return BigInt(`0x${fromArrayBuffer(bytes).toString('hex')}`) }

function unsignedBigIntToBuffer(bigint, name) {
  if (bigint < 0) {
    throw new ERR_OUT_OF_RANGE(name, '>= 0', bigint)
  }

  const hex = bigint.toString(16)
  const padded = hex.padStart(hex.length + (hex.length % 2), '0')
  return Buffer.from(padded, 'hex')
}

function checkPrime(candidate, options = kEmptyObject, callback) {
  if (typeof candidate === 'bigint')
    candidate = unsignedBigIntToBuffer(candidate, 'candidate')
  if (!isAnyArrayBuffer(candidate) && !isArrayBufferView(candidate)) {
    throw new ERR_INVALID_ARG_TYPE(
      'candidate',
      [
        'ArrayBuffer',
        'TypedArray',
        'Buffer',
        'DataView',
        'bigint',
      ],
      candidate,
    )
  }
  if (typeof options === 'function') {
    callback = options
    options = kEmptyObject
  }
  validateFunction(callback, 'callback')
  validateObject(options, 'options')
  const {
    checks = 0,
  } = options

  // The checks option is unsigned but must fit into a signed C int for OpenSSL.
  validateInt32(checks, 'options.checks', 0)

  const job = new CheckPrimeJob(kCryptoJobAsync, candidate, checks)
  job.ondone = callback
  job.run()
}

function checkPrimeSync(candidate, options = kEmptyObject) {
  if (typeof candidate === 'bigint')
    candidate = unsignedBigIntToBuffer(candidate, 'candidate')
  if (!isAnyArrayBuffer(candidate) && !isArrayBufferView(candidate)) {
    throw new ERR_INVALID_ARG_TYPE(
      'candidate',
      [
        'ArrayBuffer',
        'TypedArray',
        'Buffer',
        'DataView',
        'bigint',
      ],
      candidate,
    )
  }
  validateObject(options, 'options')
  const {
    checks = 0,
  } = options

  // The checks option is unsigned but must fit into a signed C int for OpenSSL.
  validateInt32(checks, 'options.checks', 0)

  const job = new CheckPrimeJob(kCryptoJobSync, candidate, checks)
  const { 0: err, 1: result } = job.run()
  if (err)
    throw err

  return result
}

module.exports = { checkPrime, checkPrimeSync, generatePrime, generatePrimeSync }
