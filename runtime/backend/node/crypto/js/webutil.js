'use strict'

// What the parts of the Web Crypto API share.
const { lazyDOMException } = require('internal/crypto/util')
const normalizeHashName = require('internal/crypto/hashnames')
const { emitExperimentalWarning } = require('internal/util')
const { codes: { ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } = require('internal/errors')
const { validateArray, validateNumber } = require('internal/validators')

// The maximum buffer size that we'll support in the WebCrypto impl
const kMaxBufferLength = (2 ** 31) - 1

// The EC named curves that we currently support via the Web Crypto API.
const kNamedCurveAliases = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
}

const kSupportedAlgorithms = {
  'digest': {
    'SHA-1': null,
    'SHA-256': null,
    'SHA-384': null,
    'SHA-512': null,
  },
  'generateKey': {
    'RSASSA-PKCS1-v1_5': 'RsaHashedKeyGenParams',
    'RSA-PSS': 'RsaHashedKeyGenParams',
    'RSA-OAEP': 'RsaHashedKeyGenParams',
    'ECDSA': 'EcKeyGenParams',
    'ECDH': 'EcKeyGenParams',
    'AES-CTR': 'AesKeyGenParams',
    'AES-CBC': 'AesKeyGenParams',
    'AES-GCM': 'AesKeyGenParams',
    'AES-KW': 'AesKeyGenParams',
    'HMAC': 'HmacKeyGenParams',
    'Ed25519': null,
    'X25519': null,
  },
  'sign': {
    'RSASSA-PKCS1-v1_5': null,
    'RSA-PSS': 'RsaPssParams',
    'ECDSA': 'EcdsaParams',
    'HMAC': null,
    'Ed25519': null,
  },
  'verify': {
    'RSASSA-PKCS1-v1_5': null,
    'RSA-PSS': 'RsaPssParams',
    'ECDSA': 'EcdsaParams',
    'HMAC': null,
    'Ed25519': null,
  },
  'importKey': {
    'RSASSA-PKCS1-v1_5': 'RsaHashedImportParams',
    'RSA-PSS': 'RsaHashedImportParams',
    'RSA-OAEP': 'RsaHashedImportParams',
    'ECDSA': 'EcKeyImportParams',
    'ECDH': 'EcKeyImportParams',
    'HMAC': 'HmacImportParams',
    'HKDF': null,
    'PBKDF2': null,
    'AES-CTR': null,
    'AES-CBC': null,
    'AES-GCM': null,
    'AES-KW': null,
    'Ed25519': null,
    'X25519': null,
  },
  'deriveBits': {
    'HKDF': 'HkdfParams',
    'PBKDF2': 'Pbkdf2Params',
    'ECDH': 'EcdhKeyDeriveParams',
    'X25519': 'EcdhKeyDeriveParams',
  },
  'encrypt': {
    'RSA-OAEP': 'RsaOaepParams',
    'AES-CBC': 'AesCbcParams',
    'AES-GCM': 'AesGcmParams',
    'AES-CTR': 'AesCtrParams',
  },
  'decrypt': {
    'RSA-OAEP': 'RsaOaepParams',
    'AES-CBC': 'AesCbcParams',
    'AES-GCM': 'AesGcmParams',
    'AES-CTR': 'AesCtrParams',
  },
  'get key length': {
    'AES-CBC': 'AesDerivedKeyParams',
    'AES-CTR': 'AesDerivedKeyParams',
    'AES-GCM': 'AesDerivedKeyParams',
    'AES-KW': 'AesDerivedKeyParams',
    'HMAC': 'HmacImportParams',
    'HKDF': null,
    'PBKDF2': null,
  },
  'wrapKey': {
    'AES-KW': null,
  },
  'unwrapKey': {
    'AES-KW': null,
  },
}

const experimentalAlgorithms = Object.entries({
  'X448': {
    generateKey: null,
    importKey: null,
    deriveBits: 'EcdhKeyDeriveParams',
  },
  'Ed448': {
    generateKey: null,
    sign: 'Ed448Params',
    verify: 'Ed448Params',
    importKey: null,
  },
})

for (let i = 0; i < experimentalAlgorithms.length; i++) {
  const name = experimentalAlgorithms[i][0]
  const ops = Object.entries(experimentalAlgorithms[i][1])
  for (let j = 0; j < ops.length; j++) {
    const { 0: op, 1: dict } = ops[j]
    Object.defineProperty(kSupportedAlgorithms[op], name, {
      get() {
        emitExperimentalWarning(`The ${name} Web Crypto API algorithm`)
        return dict
      },
      enumerable: true,
    })
  }
}

const simpleAlgorithmDictionaries = {
  AesGcmParams: { iv: 'BufferSource', additionalData: 'BufferSource' },
  RsaHashedKeyGenParams: { hash: 'HashAlgorithmIdentifier' },
  EcKeyGenParams: {},
  HmacKeyGenParams: { hash: 'HashAlgorithmIdentifier' },
  RsaPssParams: {},
  EcdsaParams: { hash: 'HashAlgorithmIdentifier' },
  HmacImportParams: { hash: 'HashAlgorithmIdentifier' },
  HkdfParams: {
    hash: 'HashAlgorithmIdentifier',
    salt: 'BufferSource',
    info: 'BufferSource',
  },
  Ed448Params: { context: 'BufferSource' },
  Pbkdf2Params: { hash: 'HashAlgorithmIdentifier', salt: 'BufferSource' },
  RsaOaepParams: { label: 'BufferSource' },
  RsaHashedImportParams: { hash: 'HashAlgorithmIdentifier' },
  EcKeyImportParams: {},
}

function validateMaxBufferLength(data, name) {
  if (data.byteLength > kMaxBufferLength) {
    throw lazyDOMException(
      `${name} must be less than ${kMaxBufferLength + 1} bits`,
      'OperationError')
  }
}

let webidl

// https://w3c.github.io/webcrypto/#algorithm-normalization-normalize-an-algorithm
// adapted for Node.js from Deno's implementation
// https://github.com/denoland/deno/blob/v1.29.1/ext/crypto/00_crypto.js#L195
function normalizeAlgorithm(algorithm, op) {
  if (typeof algorithm === 'string')
    return normalizeAlgorithm({ name: algorithm }, op)

  webidl ??= require('internal/crypto/webidl')

  // 1.
  const registeredAlgorithms = kSupportedAlgorithms[op]
  // 2. 3.
  const initialAlg = webidl.converters.Algorithm(algorithm, {
    prefix: 'Failed to normalize algorithm',
    context: 'passed algorithm',
  })
  // 4.
  let algName = initialAlg.name

  // 5.
  let desiredType
  for (const key in registeredAlgorithms) {
    if (!Object.hasOwn(registeredAlgorithms, key)) {
      continue
    }
    if (
      key.toUpperCase() === algName.toUpperCase()
    ) {
      algName = key
      desiredType = registeredAlgorithms[key]
    }
  }
  if (desiredType === undefined)
    throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError')

  // Fast path everything below if the registered dictionary is null
  if (desiredType === null)
    return { name: algName }

  // 6.
  const normalizedAlgorithm = webidl.converters[desiredType](algorithm, {
    prefix: 'Failed to normalize algorithm',
    context: 'passed algorithm',
  })
  // 7.
  normalizedAlgorithm.name = algName

  // 9.
  const dict = simpleAlgorithmDictionaries[desiredType]
  // 10.
  const dictKeys = dict ? Object.keys(dict) : []
  for (let i = 0; i < dictKeys.length; i++) {
    const member = dictKeys[i]
    if (!Object.hasOwn(dict, member))
      continue
    const idlType = dict[member]
    const idlValue = normalizedAlgorithm[member]
    // 3.
    if (idlType === 'BufferSource' && idlValue) {
      const isView = ArrayBuffer.isView(idlValue)
      normalizedAlgorithm[member] = isView ?
        new Uint8Array(idlValue.buffer, idlValue.byteOffset, idlValue.byteLength).slice() :
        new Uint8Array(idlValue).slice()
    } else if (idlType === 'HashAlgorithmIdentifier') {
      normalizedAlgorithm[member] = normalizeAlgorithm(idlValue, 'digest')
    } else if (idlType === 'AlgorithmIdentifier') {
      // This extension point is not used by any supported algorithm (yet?)
      throw lazyDOMException('Not implemented.', 'NotSupportedError')
    }
  }

  return normalizedAlgorithm
}

function hasAnyNotIn(set, checks) {
  for (const s of set)
    if (!checks.includes(s))
      return true
  return false
}

function validateBitLength(length, name, required = false) {
  if (length !== undefined || required) {
    validateNumber(length, name)
    if (length < 0)
      throw new ERR_OUT_OF_RANGE(name, '> 0')
    if (length % 8) {
      throw new ERR_INVALID_ARG_VALUE(
        name,
        length,
        'must be a multiple of 8')
    }
  }
}

function validateByteLength(buf, name, target) {
  if (buf.byteLength !== target) {
    throw lazyDOMException(
      `${name} must contain exactly ${target} bytes`,
      'OperationError')
  }
}

function bigIntArrayToUnsignedInt(input) {
  let result = 0

  for (let n = 0; n < input.length; ++n) {
    const n_reversed = input.length - n - 1
    if (n_reversed >= 4 && input[n])
      return // too large
    result |= input[n] << 8 * n_reversed
  }

  return result
}

function getUsagesUnion(usageSet, ...usages) {
  const newset = []
  for (let n = 0; n < usages.length; n++) {
    if (usageSet.has(usages[n]))
      newset.push(usages[n])
  }
  return newset
}

function getBlockSize(name) {
  switch (name) {
    case 'SHA-1':
    case 'SHA-256':
      return 512
    case 'SHA-384':
    case 'SHA-512':
      return 1024
  }
}

function getDigestSizeInBytes(name) {
  switch (name) {
    case 'SHA-1': return 20
    case 'SHA-256': return 32
    case 'SHA-384': return 48
    case 'SHA-512': return 64
  }
}

const kKeyOps = {
  sign: 1,
  verify: 2,
  encrypt: 3,
  decrypt: 4,
  wrapKey: 5,
  unwrapKey: 6,
  deriveKey: 7,
  deriveBits: 8,
}

function validateKeyOps(keyOps, usagesSet) {
  if (keyOps === undefined) return
  validateArray(keyOps, 'keyData.key_ops')
  let flags = 0
  for (let n = 0; n < keyOps.length; n++) {
    const op = keyOps[n]
    const op_flag = kKeyOps[op]
    // Skipping unknown key ops
    if (op_flag === undefined)
      continue
    // Have we seen it already? if so, error
    if (flags & (1 << op_flag))
      throw lazyDOMException('Duplicate key operation', 'DataError')
    flags |= (1 << op_flag)

  }

  if (usagesSet !== undefined) {
    for (const use of usagesSet) {
      if (!keyOps.includes(use)) {
        throw lazyDOMException(
          'Key operations and usage mismatch',
          'DataError')
      }
    }
  }
}

module.exports = {
  bigIntArrayToUnsignedInt,
  getBlockSize,
  getDigestSizeInBytes,
  getUsagesUnion,
  hasAnyNotIn,
  kNamedCurveAliases,
  normalizeAlgorithm,
  normalizeHashName,
  validateBitLength,
  validateByteLength,
  validateKeyOps,
  validateMaxBufferLength,
}
