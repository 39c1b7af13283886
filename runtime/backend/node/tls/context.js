'use strict'

// SecureContext's inner half, and how options become it.

const process = require('process')
const { Buffer } = require('buffer')
const { fromArrayBuffer } = require('internal/buffer')
const {
  codes: { ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors')
const { validateBuffer, validateInt32, validateObject, validateString } = require('internal/validators')

const SSL_OP_NO_TICKET = 16384
// The bits of SSL_OP_NO_TLSv1 and those after it, with their versions.
const refused = [[67108864, 0x301], [268435456, 0x302], [134217728, 0x303], [536870912, 0x304]]

// option is one of node's options: its value, '' if it has none, undefined if it was not given.
const option = binding.option

// extraCertificates is the file of NODE_EXTRA_CA_CERTS, as it was when the program began to use TLS.
let extraPath
function extraCertificates() {
  extraPath ??= process.env.NODE_EXTRA_CA_CERTS ?? ''
  return extraPath
}

let warned = false

// bytesOf is a certificate, key or password as bytes.
function bytesOf(value) { return typeof value === 'string' ? Buffer.from(value) : value }

class NativeSecureContext {
  #external = {}
  constructor() { this.native = undefined }

  // _external is a secret between OpenSSL and addons: nothing here, but of contexts alone.
  get _external() { return this.#external }
  init(secureProtocol, min, max) { this.native = binding.create(secureProtocol || undefined, min, max) }

  setOptions(bits) {
    if ((bits & SSL_OP_NO_TICKET) !== 0) binding.setNoTickets(this.native)
    // What is left must be one range.
    let [min, max] = binding.range(this.native)
    for (let i = 0; i < refused.length && (bits & refused[i][0]) !== 0; i++) min = Math.max(min, refused[i][1] + 1)
    for (let i = refused.length - 1; i >= 0 && (bits & refused[i][0]) !== 0; i--) max = Math.min(max, refused[i][1] - 1)
    binding.setProto(this.native, min, max)
  }

  setKey(key, passphrase) { binding.setKey(this.native, bytesOf(key), passphrase == null ? undefined : bytesOf(passphrase)) }
  setCert(cert) { binding.setCert(this.native, bytesOf(cert)) }
  addCACert(cert) { binding.addCACert(this.native, bytesOf(cert)) }

  addRootCerts() {
    const failure = binding.addRootCerts(this.native, extraCertificates())
    if (failure !== undefined && !warned) {
      warned = true
      process.emitWarning(`Ignoring extra certs from \`${extraCertificates()}\`, load failed: ${failure}`)
    }
  }

  addCRL(list) { binding.addCRL(this.native, bytesOf(list)) }
  loadPKCS12(data, passphrase) { binding.loadPKCS12(this.native, data, passphrase) }
  setCiphers(list) { if (list !== '') binding.setCiphers(this.native, list) }
  setCipherSuites(list) { binding.setCipherSuites(this.native, list) }
  setECDHCurve(list) { binding.setECDHCurve(this.native, list) }
  setSigalgs(list) { binding.setSigalgs(this.native, list) }
  setAllowPartialTrustChain() { binding.setPartial(this.native) }
  getMinProto() { return binding.range(this.native)[0] }
  getMaxProto() { return binding.range(this.native)[1] }
  setMinProto(version) { binding.setProto(this.native, version, this.getMaxProto()) }
  setMaxProto(version) { binding.setProto(this.native, this.getMinProto(), version) }
  setSessionIdContext(text) { binding.setSessionIdContext(this.native, text) }
  setSessionTimeout(seconds) { binding.setSessionTimeout(this.native, seconds) }
  getTicketKeys() { return fromArrayBuffer(binding.getTicketKeys(this.native)) }
  setTicketKeys(keys) { binding.setTicketKeys(this.native, keys) }
  getCertificate() { return certificateOf(this, false) }
  getIssuer() { return certificateOf(this, true) }
  close() { this.native = undefined }

  // There is no finite-field Diffie-Hellman: a group is only checked.
  setDHParam(group) {
    if (group === true) return undefined
    const bits = binding.checkDH(bytesOf(group))
    if (bits === 0) return undefined
    if (bits < 1024) {
      throw Object.assign(new ERR_INVALID_ARG_VALUE('dhparam', bits), { message: 'DH parameter is less than 1024 bits' })
    }
    return bits < 2048 ? 'DH parameter is less than 2048 bits' : undefined
  }
}

function certificateOf(context, issuer) {
  const der = binding.certificate(context.native, issuer)
  return der === undefined ? null : fromArrayBuffer(der)
}

function validateKeyOrCertOption(name, value) {
  if (typeof value !== 'string' && !ArrayBuffer.isView(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], value)
  }
}

function listOf(value) { return Array.isArray(value) ? value : [value] }

function setKey(context, key, passphrase, name) {
  validateKeyOrCertOption(`${name}.key`, key)
  if (passphrase !== undefined && passphrase !== null) validateString(passphrase, `${name}.passphrase`)
  context.setKey(key, passphrase)
}

// setCiphers tells the suites of TLS 1.3, whose names begin with TLS_, from those before it.
function setCiphers(context, ciphers, name) {
  if (ciphers !== undefined && ciphers !== null) validateString(ciphers, name)
  const list = []
  const suites = []
  const all = (ciphers || require('tls').DEFAULT_CIPHERS).split(':')
  for (let i = 0; i < all.length; i++) {
    const cipher = all[i]
    if (cipher.length > 0) (cipher.startsWith('TLS_') || cipher.startsWith('!TLS_') ? suites : list).push(cipher)
  }
  if (list.length === 0 && suites.length === 0) throw new ERR_INVALID_ARG_VALUE(name, all)
  if (suites.length > 0) context.setCipherSuites(suites.join(':'))
  context.setCiphers(list.join(':'))
  if (list.length === 0 && context.getMinProto() < 0x304 && context.getMaxProto() > 0x303) context.setMinProto(0x304)
}

function checkEngines(options, name) {
  const { clientCertEngine, key, privateKeyIdentifier, privateKeyEngine } = options
  if (privateKeyIdentifier !== undefined && privateKeyIdentifier !== null) {
    if (privateKeyEngine === undefined || privateKeyEngine === null) throw new ERR_INVALID_ARG_VALUE(`${name}.privateKeyEngine`, privateKeyEngine)
    if (key) throw new ERR_INVALID_ARG_VALUE(`${name}.privateKeyIdentifier`, privateKeyIdentifier)
    if (typeof privateKeyIdentifier === 'string' && typeof privateKeyEngine === 'string') throw new ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED()
    if (typeof privateKeyIdentifier !== 'string') {
      throw new ERR_INVALID_ARG_TYPE(`${name}.privateKeyIdentifier`, ['string', 'null', 'undefined'], privateKeyIdentifier)
    }
    throw new ERR_INVALID_ARG_TYPE(`${name}.privateKeyEngine`, ['string', 'null', 'undefined'], privateKeyEngine)
  }
  if (typeof clientCertEngine === 'string') throw new ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED()
  if (clientCertEngine !== undefined && clientCertEngine !== null) {
    throw new ERR_INVALID_ARG_TYPE(`${name}.clientCertEngine`, ['string', 'null', 'undefined'], clientCertEngine)
  }
}

function loadPFX(context, pfx, passphrase) {
  const list = listOf(pfx)
  for (let i = 0; i < list.length; i++) {
    const raw = list[i].buf || list[i]
    const password = Array.isArray(pfx) ? list[i].passphrase || passphrase : passphrase
    context.loadPKCS12(bytesOf(raw), password ? bytesOf(password) : undefined)
  }
}

function configSecureContext(context, options = {}, name = 'options') {
  validateObject(options, name)
  const { ca, cert, crl, dhparam, key, passphrase, pfx, sessionIdContext, sessionTimeout, sigalgs, ticketKeys } = options
  const ecdhCurve = options.ecdhCurve === undefined ? require('tls').DEFAULT_ECDH_CURVE || 'auto' : options.ecdhCurve
  setCiphers(context, options.ciphers, `${name}.ciphers`)

  if (ca) {
    const list = listOf(ca)
    for (let i = 0; i < list.length; i++) {
      validateKeyOrCertOption(`${name}.ca`, list[i])
      context.addCACert(list[i])
    }
  } else {
    context.addRootCerts()
  }
  if (options.allowPartialTrustChain) context.setAllowPartialTrustChain()
  if (cert) {
    const list = listOf(cert)
    for (let i = 0; i < list.length; i++) {
      validateKeyOrCertOption(`${name}.cert`, list[i])
      context.setCert(list[i])
    }
  }
  if (key) {
    const list = listOf(key)
    for (let i = 0; i < list.length; i++) {
      const entry = list[i]
      const pem = Array.isArray(key) && entry?.pem !== undefined ? entry.pem : entry
      const password = Array.isArray(key) && entry?.passphrase !== undefined ? entry.passphrase : passphrase
      setKey(context, pem, password, name)
    }
  }
  if (sigalgs !== undefined && sigalgs !== null) {
    validateString(sigalgs, `${name}.sigalgs`)
    if (sigalgs === '') throw new ERR_INVALID_ARG_VALUE(`${name}.sigalgs`, sigalgs)
    context.setSigalgs(sigalgs)
  }
  if (options.privateKeyIdentifier != null) checkEngines(options, name)
  validateString(ecdhCurve, `${name}.ecdhCurve`)
  context.setECDHCurve(ecdhCurve)
  if (dhparam !== undefined && dhparam !== null) {
    validateKeyOrCertOption(`${name}.dhparam`, dhparam)
    const warning = context.setDHParam(dhparam === 'auto' || dhparam)
    if (warning) process.emitWarning(warning, 'SecurityWarning')
  }
  if (crl !== undefined && crl !== null) {
    const list = listOf(crl)
    for (let i = 0; i < list.length; i++) {
      validateKeyOrCertOption(`${name}.crl`, list[i])
      context.addCRL(list[i])
    }
  }
  if (sessionIdContext !== undefined && sessionIdContext !== null) {
    validateString(sessionIdContext, `${name}.sessionIdContext`)
    context.setSessionIdContext(sessionIdContext)
  }
  if (pfx !== undefined && pfx !== null) loadPFX(context, pfx, passphrase)
  checkEngines({ clientCertEngine: options.clientCertEngine }, name)
  if (ticketKeys !== undefined && ticketKeys !== null) {
    validateBuffer(ticketKeys, `${name}.ticketKeys`)
    if (ticketKeys.byteLength !== 48) throw new ERR_INVALID_ARG_VALUE(`${name}.ticketKeys`, ticketKeys.byteLength, 'must be exactly 48 bytes')
    context.setTicketKeys(ticketKeys)
  }
  if (sessionTimeout !== undefined && sessionTimeout !== null) {
    validateInt32(sessionTimeout, `${name}.sessionTimeout`, 0)
    context.setSessionTimeout(sessionTimeout)
  }
}

function assert(value, message) {
  if (!value) throw new (require('internal/errors').codes.ERR_INTERNAL_ASSERTION)(message)
}

module.exports = { assert, native: binding, NativeSecureContext, configSecureContext, extraCertificates, option }
