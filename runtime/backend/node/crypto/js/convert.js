'use strict'

// KeyObject.prototype.toCryptoKey.

const { lazyDOMException } = require('internal/crypto/util')
const { normalizeAlgorithm } = require('internal/crypto/webutil')
const webidl = require('internal/crypto/webidl')

function prepare(algorithm, extractable, keyUsages) {
  const prefix = 'Failed to convert a KeyObject'
  return [
    normalizeAlgorithm(webidl.converters.AlgorithmIdentifier(algorithm, { prefix, context: '1st argument' }), 'importKey'),
    webidl.converters.boolean(extractable),
    webidl.converters['sequence<KeyUsage>'](keyUsages, { prefix, context: '3rd argument' }),
  ]
}

function secretToCryptoKey(key, algorithm, extractable, keyUsages) {
  [algorithm, extractable, keyUsages] = prepare(algorithm, extractable, keyUsages)
  let result
  switch (algorithm.name) {
    case 'HMAC':
      result = require('internal/crypto/mac').hmacImportKey('KeyObject', key, algorithm, extractable, keyUsages)
      break
    case 'AES-CTR':
    case 'AES-CBC':
    case 'AES-GCM':
    case 'AES-KW':
      result = require('internal/crypto/aes').aesImportKey(algorithm, 'KeyObject', key, extractable, keyUsages)
      break
    case 'HKDF':
    case 'PBKDF2':
      result = require('internal/crypto/webcrypto').importGenericSecretKey(algorithm, 'KeyObject', key, extractable, keyUsages)
      break
    default:
      throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError')
  }
  return withUsages(result)
}

function asymmetricToCryptoKey(key, algorithm, extractable, keyUsages) {
  [algorithm, extractable, keyUsages] = prepare(algorithm, extractable, keyUsages)
  let result
  switch (algorithm.name) {
    case 'RSASSA-PKCS1-v1_5':
    case 'RSA-PSS':
    case 'RSA-OAEP':
      result = require('internal/crypto/rsa').rsaImportKey('KeyObject', key, algorithm, extractable, keyUsages)
      break
    case 'ECDSA':
    case 'ECDH':
      result = require('internal/crypto/ec').ecImportKey('KeyObject', key, algorithm, extractable, keyUsages)
      break
    case 'Ed25519':
    case 'Ed448':
    case 'X25519':
    case 'X448':
      result = require('internal/crypto/cfrg').cfrgImportKey('KeyObject', key, algorithm, extractable, keyUsages)
      break
    default:
      throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError')
  }
  return result.type === 'private' ? withUsages(result) : result
}

function withUsages(key) {
  if (key.usages.length === 0) {
    throw lazyDOMException(`Usages cannot be empty when importing a ${key.type} key.`, 'SyntaxError')
  }
  return key
}

module.exports = { asymmetricToCryptoKey, secretToCryptoKey }
