'use strict'

// The bits and digests that the Web Crypto API derives.
const { ECDHBitsJob, HashJob, kCryptoJobAsync } = require('internal/crypto/binding')
const { jobPromise, kHandle, kKeyObject, lazyDOMException } = require('internal/crypto/util')
const { normalizeHashName, validateMaxBufferLength } = require('internal/crypto/webutil')
const { promisify } = require('internal/util')
const { hkdf } = require('internal/crypto/hkdf')
const { pbkdf2 } = require('internal/crypto/pbkdf2')

let masks

// The ecdhDeriveBits function is part of the Web Crypto API and serves both
// deriveKeys and deriveBits functions.
async function ecdhDeriveBits(algorithm, baseKey, length) {
  const { 'public': key } = algorithm

  if (key.type !== 'public') {
    throw lazyDOMException(
      'algorithm.public must be a public key', 'InvalidAccessError')
  }
  if (baseKey.type !== 'private') {
    throw lazyDOMException(
      'baseKey must be a private key', 'InvalidAccessError')
  }

  if (
    key.algorithm.name !== 'ECDH' &&
    key.algorithm.name !== 'X25519' &&
    key.algorithm.name !== 'X448'
  ) {
    throw lazyDOMException('Keys must be ECDH, X25519, or X448 keys', 'InvalidAccessError')
  }

  if (key.algorithm.name !== baseKey.algorithm.name) {
    throw lazyDOMException(
      'The public and private keys must be of the same type',
      'InvalidAccessError')
  }

  if (
    key.algorithm.name === 'ECDH' &&
    key.algorithm.namedCurve !== baseKey.algorithm.namedCurve
  ) {
    throw lazyDOMException('Named curve mismatch', 'InvalidAccessError')
  }

  const bits = await jobPromise(() => new ECDHBitsJob(
    kCryptoJobAsync,
    key.algorithm.name === 'ECDH' ? baseKey.algorithm.namedCurve : baseKey.algorithm.name,
    key[kKeyObject][kHandle],
    baseKey[kKeyObject][kHandle]))

  // If a length is not specified, return the full derived secret
  if (length === null)
    return bits

  // If the length is not a multiple of 8 the nearest ceiled
  // multiple of 8 is sliced.
  const sliceLength = Math.ceil(length / 8)

  const { byteLength } = bits
  // If the length is larger than the derived secret, throw.
  if (byteLength < sliceLength)
    throw lazyDOMException('derived bit length is too small', 'OperationError')

  const slice = bits.slice(0, sliceLength)

  const mod = length % 8
  if (mod === 0)
    return slice
  masks ||= [0, 0b10000000, 0b11000000, 0b11100000, 0b11110000, 0b11111000, 0b11111100, 0b11111110]

  const masked = new Uint8Array(slice)
  masked[sliceLength - 1] = masked[sliceLength - 1] & masks[mod]
  return masked.buffer
}

const hkdfPromise = promisify(hkdf)
async function hkdfDeriveBits(algorithm, baseKey, length) {
  const { hash, salt, info } = algorithm

  if (length === 0)
    return new ArrayBuffer(0)
  if (length === null)
    throw lazyDOMException('length cannot be null', 'OperationError')
  if (length % 8) {
    throw lazyDOMException(
      'length must be a multiple of 8',
      'OperationError')
  }

  try {
    return await hkdfPromise(
      normalizeHashName(hash.name), baseKey[kKeyObject], salt, info, length / 8,
    )
  } catch (err) {
    throw lazyDOMException(
      'The operation failed for an operation-specific reason',
      { name: 'OperationError', cause: err })
  }
}

const pbkdf2Promise = promisify(pbkdf2)
async function pbkdf2DeriveBits(algorithm, baseKey, length) {
  const { iterations, hash, salt } = algorithm
  if (iterations === 0)
    throw lazyDOMException(
      'iterations cannot be zero',
      'OperationError')

  if (length === 0)
    return new ArrayBuffer(0)
  if (length === null)
    throw lazyDOMException('length cannot be null', 'OperationError')
  if (length % 8) {
    throw lazyDOMException(
      'length must be a multiple of 8',
      'OperationError')
  }

  let result
  try {
    result = await pbkdf2Promise(
      baseKey[kKeyObject].export(), salt, iterations, length / 8, normalizeHashName(hash.name),
    )
  } catch (err) {
    throw lazyDOMException(
      'The operation failed for an operation-specific reason',
      { name: 'OperationError', cause: err })
  }

  return result.buffer
}

// Implementation for WebCrypto subtle.digest()

async function asyncDigest(algorithm, data) {
  validateMaxBufferLength(data, 'data')

  switch (algorithm.name) {
    case 'SHA-1':
    case 'SHA-256':
    case 'SHA-384':
    case 'SHA-512':
      return jobPromise(() => new HashJob(
        kCryptoJobAsync,
        normalizeHashName(algorithm.name),
        data))
  }

  throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError')
}

module.exports = { asyncDigest, ecdhDeriveBits, hkdfDeriveBits, pbkdf2DeriveBits }
