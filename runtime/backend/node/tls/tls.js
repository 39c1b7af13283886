'use strict'

const { Buffer } = require('buffer')
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors')
const { deprecate } = require('internal/util')
const { native, option } = require('internal/tls/context')

exports.CLIENT_RENEG_LIMIT = 3
exports.CLIENT_RENEG_WINDOW = 600
exports.DEFAULT_CIPHERS = require('internal/crypto/constants').defaultCipherList
exports.DEFAULT_ECDH_CURVE = 'auto'
exports.DEFAULT_MIN_VERSION = 'TLSv1.2'
exports.DEFAULT_MAX_VERSION = 'TLSv1.3'

const versions = ['1.3', '1.2', '1.1', '1.0']
for (let i = 0; i < versions.length; i++) {
  if (option('--tls-min-v' + versions[i]) !== undefined) exports.DEFAULT_MIN_VERSION = versions[i] === '1.0' ? 'TLSv1' : 'TLSv' + versions[i]
}
if (option('--tls-max-v1.3') === undefined && option('--tls-max-v1.2') !== undefined) exports.DEFAULT_MAX_VERSION = 'TLSv1.2'

let ciphers
exports.getCiphers = function getCiphers() {
  if (ciphers === undefined) ciphers = native.ciphers().map((name) => name.toLowerCase()).sort()
  return ciphers.slice()
}

let rootCertificates
Object.defineProperty(exports, 'rootCertificates', {
  __proto__: null,
  configurable: false,
  enumerable: true,
  get() {
    if (rootCertificates === undefined) rootCertificates = Object.freeze(native.roots())
    return rootCertificates
  },
})

// convertProtocols makes ALPN's list of names: each behind its length.
function convertProtocols(protocols) {
  const parts = []
  for (let i = 0; i < protocols.length; i++) {
    const name = Buffer.from(protocols[i])
    if (name.length > 255) {
      throw new ERR_OUT_OF_RANGE(`The byte length of the protocol at index ${i} exceeds the maximum length.`, '<= 255', name.length, true)
    }
    parts.push(Buffer.from([name.length]), name)
  }
  return Buffer.concat(parts)
}

exports.convertALPNProtocols = function convertALPNProtocols(protocols, out) {
  if (Array.isArray(protocols)) {
    out.ALPNProtocols = convertProtocols(protocols)
  } else if (protocols instanceof Uint8Array) {
    // A copy: the program may change its own.
    out.ALPNProtocols = Buffer.from(protocols)
  } else if (ArrayBuffer.isView(protocols)) {
    out.ALPNProtocols = Buffer.from(protocols.buffer.slice(protocols.byteOffset, protocols.byteOffset + protocols.byteLength))
  }
}

exports.checkServerIdentity = require('internal/tls/identity').checkServerIdentity

const common = require('_tls_common')
exports.createSecureContext = common.createSecureContext
exports.SecureContext = common.SecureContext
exports.TLSSocket = require('internal/tls/socket').TLSSocket

const { Server, createServer } = require('internal/tls/server')
exports.Server = Server
exports.createServer = createServer
exports.connect = require('internal/tls/connect').connect
exports.createSecurePair = deprecate(function createSecurePair(...args) {
  return require('internal/tls/secure-pair').createSecurePair(...args)
}, 'tls.createSecurePair() is deprecated. Please use tls.TLSSocket instead.', 'DEP0064')
