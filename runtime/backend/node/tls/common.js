'use strict'

const { validateInteger } = require('internal/validators')
const { NativeSecureContext, configSecureContext } = require('internal/tls/context')
const { codes: { ERR_TLS_INVALID_PROTOCOL_VERSION, ERR_TLS_PROTOCOL_VERSION_CONFLICT } } = require('internal/errors')

const SSL_OP_CIPHER_SERVER_PREFERENCE = 4194304
const versions = { __proto__: null, 'TLSv1': 0x301, 'TLSv1.1': 0x302, 'TLSv1.2': 0x303, 'TLSv1.3': 0x304 }

function toVersion(which, name, standard) {
  name ??= standard
  const version = typeof name === 'string' ? versions[name] : undefined
  if (version === undefined) throw new ERR_TLS_INVALID_PROTOCOL_VERSION(name, which)
  return version
}

function SecureContext(secureProtocol, secureOptions, minVersion, maxVersion) {
  if (!(this instanceof SecureContext)) return new SecureContext(secureProtocol, secureOptions, minVersion, maxVersion)
  if (secureProtocol) {
    if (minVersion != null) throw new ERR_TLS_PROTOCOL_VERSION_CONFLICT(minVersion, secureProtocol)
    if (maxVersion != null) throw new ERR_TLS_PROTOCOL_VERSION_CONFLICT(maxVersion, secureProtocol)
  }
  const tls = require('tls')
  this.context = new NativeSecureContext()
  this.context.init(secureProtocol, toVersion('minimum', minVersion, tls.DEFAULT_MIN_VERSION), toVersion('maximum', maxVersion, tls.DEFAULT_MAX_VERSION))
  if (secureOptions) {
    validateInteger(secureOptions, 'secureOptions')
    this.context.setOptions(secureOptions)
  }
}

function createSecureContext(options) {
  options ||= {}
  let { secureOptions } = options
  if (options.honorCipherOrder) secureOptions |= SSL_OP_CIPHER_SERVER_PREFERENCE
  const context = new SecureContext(options.secureProtocol, secureOptions, options.minVersion, options.maxVersion)
  configSecureContext(context.context, options)
  return context
}

// translatePeerCertificate makes infoAccess of a certificate from its text.
function translatePeerCertificate(c) {
  if (!c) return null
  if (c.issuerCertificate != null && c.issuerCertificate !== c) c.issuerCertificate = translatePeerCertificate(c.issuerCertificate)
  if (c.infoAccess != null) {
    const info = c.infoAccess
    c.infoAccess = { __proto__: null }
    info.replace(/([^\n:]*):([^\n]*)(?:\n|$)/g, (all, key, value) => {
      if (value.charCodeAt(0) === 0x22) value = JSON.parse(value)
      if (key in c.infoAccess) c.infoAccess[key].push(value)
      else c.infoAccess[key] = [value]
    })
  }
  return c
}

module.exports = { SecureContext, createSecureContext, translatePeerCertificate }
