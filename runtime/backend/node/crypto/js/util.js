'use strict'

// What the parts of crypto share.
const { native } = require('internal/crypto/binding')
const { codes: { ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateNumber, validateString } = require('internal/validators')
const { isAnyArrayBuffer } = require('util/types')
const { Buffer } = require('buffer')

const kHandle = Symbol('kHandle')
const kKeyObject = Symbol('kKeyObject')
const kAesKeyLengths = [128, 192, 256]
const isArrayBufferView = ArrayBuffer.isView

function toBuf(val, encoding) {
  if (typeof val === 'string') {
    if (encoding === 'buffer')
      encoding = 'utf8'
    return Buffer.from(val, encoding)
  }
  return val
}

function cached(list) {
  let known
  return () => (known ??= list()).slice()
}

const getCiphers = cached(native.getCiphers)
const getHashes = cached(native.getHashes)
const getCurves = cached(native.getCurves)

// setEngine checks its arguments: there are no engines.
function setEngine(id, flags) {
  validateString(id, 'id')
  if (flags) validateNumber(flags, 'flags')
  throw new ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED()
}

function getArrayBufferOrView(buffer, name, encoding) {
  if (isArrayBufferView(buffer) || isAnyArrayBuffer(buffer)) return buffer
  if (typeof buffer === 'string') return Buffer.from(buffer, encoding === 'buffer' ? 'utf8' : encoding)
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], buffer)
}

function validateByteSource(value, name) {
  value = toBuf(value)
  if (isAnyArrayBuffer(value) || isArrayBufferView(value)) return value
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'], value)
}

// lazyDOMException loads DOMException with the first error.
function lazyDOMException(message, options) {
  const { DOMException } = require('internal/domexception')
  return new DOMException(message, options)
}

function onDone(resolve, reject, err, result) {
  if (err) {
    return reject(lazyDOMException(
      'The operation failed for an operation-specific reason',
      { name: 'OperationError', cause: err }))
  }
  resolve(result)
}

function jobPromise(getJob) {
  return new Promise((resolve, reject) => {
    try {
      const job = getJob()
      job.ondone = onDone.bind(job, resolve, reject)
      job.run()
    } catch (err) {
      onDone(resolve, reject, err)
    }
  })
}

function bigIntArrayToUnsignedBigInt(input) {
  let result = 0n

  for (let n = 0; n < input.length; ++n) {
    const n_reversed = input.length - n - 1
    result |= BigInt(input[n]) << 8n * BigInt(n_reversed)
  }

  return result
}

function getStringOption(options, key) {
  let value
  if (options && (value = options[key]) != null)
    validateString(value, `options.${key}`)
  return value
}

// secureHeapUsed: there is no secure heap.
function secureHeapUsed() { return { total: 0, used: 0, utilization: 0, min: 0 } }

module.exports = {
  bigIntArrayToUnsignedBigInt,
  getArrayBufferOrView,
  getCiphers,
  getCurves,
  getHashes,
  getStringOption,
  jobPromise,
  kAesKeyLengths,
  kHandle,
  kKeyObject,
  lazyDOMException,
  secureHeapUsed,
  setEngine,
  toBuf,
  validateByteSource,
}
