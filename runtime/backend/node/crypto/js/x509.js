'use strict'

const { KeyObjectHandle, native } = require('internal/crypto/binding')
const { fromArrayBuffer } = require('internal/buffer')
const { PublicKeyObject, isKeyObject } = require('internal/crypto/keys')
const { kHandle } = require('internal/crypto/util')
const { kEmptyObject } = require('internal/util')
const { inspect } = require('internal/util/inspect')
const { validateBoolean, validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { Buffer } = require('buffer')
const { kClone, kCreate, kDeserialize, markTransferMode } = require('internal/worker/js_transferable')

const kState = Symbol('kInternalState')

function isX509Certificate(value) { return value != null && value[kState] !== undefined }

// The numbers are OpenSSL's X509_CHECK_FLAG_*.
function getFlags(options = kEmptyObject) {
  validateObject(options, 'options')
  const {
    subject = 'default',  // Can be 'default', 'always', or 'never'
    wildcards = true,
    partialWildcards = true,
    multiLabelWildcards = false,
    singleLabelSubdomains = false,
  } = { ...options }
  let flags = 0
  validateString(subject, 'options.subject')
  validateBoolean(wildcards, 'options.wildcards')
  validateBoolean(partialWildcards, 'options.partialWildcards')
  validateBoolean(multiLabelWildcards, 'options.multiLabelWildcards')
  validateBoolean(singleLabelSubdomains, 'options.singleLabelSubdomains')
  switch (subject) {
    case 'default': /* Matches OpenSSL's default, no flags. */ break
    case 'always': flags |= 0x1; break
    case 'never': flags |= 0x20; break
    default:
      throw new ERR_INVALID_ARG_VALUE('options.subject', subject)
  }
  if (!wildcards) flags |= 0x2
  if (!partialWildcards) flags |= 0x4
  if (multiLabelWildcards) flags |= 0x8
  if (singleLabelSubdomains) flags |= 0x10
  return flags
}

class X509Certificate {
  constructor(buffer) {
    if (typeof buffer === 'string') buffer = Buffer.from(buffer)
    if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer)
    parse(this, buffer)
  }

  static [kCreate]() { return Object.create(X509Certificate.prototype) }
  [kClone]() { return { data: this.raw, deserializeInfo: 'internal/crypto/x509:X509Certificate' } }
  [kDeserialize](raw) { parse(this, raw) }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    if (depth < 0) return this
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 }
    return `X509Certificate ${inspect({
      subject: this.subject,
      subjectAltName: this.subjectAltName,
      issuer: this.issuer,
      infoAccess: this.infoAccess,
      validFrom: this.validFrom,
      validTo: this.validTo,
      validFromDate: this.validFromDate,
      validToDate: this.validToDate,
      fingerprint: this.fingerprint,
      fingerprint256: this.fingerprint256,
      fingerprint512: this.fingerprint512,
      keyUsage: this.keyUsage,
      serialNumber: this.serialNumber,
    }, inner)}`
  }

  get subject() { return read(this, 'subject') }
  get subjectAltName() { return read(this, 'subjectAltName') }
  get issuer() { return read(this, 'issuer') }
  get issuerCertificate() { return this[kState].get('issuerCertificate') }
  get infoAccess() { return read(this, 'infoAccess') }
  get validFrom() { return read(this, 'validFrom') }
  get validTo() { return read(this, 'validTo') }
  get validFromDate() { return new Date(read(this, 'validFromTime')) }
  get validToDate() { return new Date(read(this, 'validToTime')) }
  get fingerprint() { return read(this, 'fingerprint') }
  get fingerprint256() { return read(this, 'fingerprint256') }
  get fingerprint512() { return read(this, 'fingerprint512') }
  get keyUsage() { return read(this, 'keyUsage') }
  get serialNumber() { return read(this, 'serialNumber') }
  get raw() { return read(this, 'raw', fromArrayBuffer) }
  get publicKey() { return read(this, 'publicKey', (key) => new PublicKeyObject(KeyObjectHandle.of(key))) }
  toString() { return read(this, 'pem') }
  toJSON() { return this.toString() }
  get ca() { return read(this, 'ca') }

  checkHost(name, options) {
    validateString(name, 'name')
    return native.certificateCheck(this[kHandle], 'host', name, getFlags(options))
  }

  checkEmail(email, options) {
    validateString(email, 'email')
    return native.certificateCheck(this[kHandle], 'email', email, getFlags(options))
  }

  checkIP(ip, options) {
    validateString(ip, 'ip')
    return native.certificateCheck(this[kHandle], 'ip', ip, getFlags(options))
  }

  checkIssued(otherCert) {
    if (!isX509Certificate(otherCert)) throw new ERR_INVALID_ARG_TYPE('otherCert', 'X509Certificate', otherCert)
    return native.certificateIssued(this[kHandle], otherCert[kHandle])
  }

  checkPrivateKey(pkey) {
    if (!isKeyObject(pkey)) throw new ERR_INVALID_ARG_TYPE('pkey', 'KeyObject', pkey)
    if (pkey.type !== 'private') throw new ERR_INVALID_ARG_VALUE('pkey', pkey)
    return native.certificateFits(this[kHandle], pkey[kHandle].native)
  }

  verify(pkey) {
    if (!isKeyObject(pkey)) throw new ERR_INVALID_ARG_TYPE('pkey', 'KeyObject', pkey)
    if (pkey.type !== 'public') throw new ERR_INVALID_ARG_VALUE('pkey', pkey)
    return native.certificateVerify(this[kHandle], pkey[kHandle].native)
  }

  toLegacyObject() { return legacy(this) }
}

markTransferMode(X509Certificate.prototype, true, false)

function parse(certificate, bytes) {
  Object.defineProperties(certificate, { [kHandle]: { value: native.parseCertificate(bytes) }, [kState]: { value: new Map() } })
}

// read remembers what a property was.
function read(certificate, name, convert) {
  const state = certificate[kState]
  let value = state.get(name)
  if (value === undefined) {
    value = native.certificateGet(certificate[kHandle], name)
    if (convert !== undefined) value = convert(value)
    state.set(name, value)
  }
  return value
}

// group makes an object of names and values in turn; a name that comes again has an array.
function group(list) {
  const out = { __proto__: null }
  for (let i = 0; i < list.length; i += 2) {
    const key = list[i]
    if (out[key] === undefined) out[key] = list[i + 1]
    else if (Array.isArray(out[key])) out[key].push(list[i + 1])
    else out[key] = [out[key], list[i + 1]]
  }
  return out
}

// legacy is what tls's getPeerCertificate returns.
function legacy(certificate) {
  const out = {
    __proto__: null,
    subject: group(native.certificateGet(certificate[kHandle], 'subjectParts')),
    issuer: group(native.certificateGet(certificate[kHandle], 'issuerParts')),
    subjectaltname: certificate.subjectAltName,
    infoAccess: undefined,
    ca: certificate.ca,
  }
  if (out.subjectaltname === undefined) delete out.subjectaltname
  if (certificate.infoAccess === undefined) {
    delete out.infoAccess
  } else {
    out.infoAccess = { __proto__: null }
    for (const [, key, value] of certificate.infoAccess.matchAll(/([^\n:]*):([^\n]*)(?:\n|$)/g)) {
      if (out.infoAccess[key] === undefined) out.infoAccess[key] = []
      out.infoAccess[key].push(value.charCodeAt(0) === 0x22 ? JSON.parse(value) : value)
    }
  }
  const key = certificate.publicKey
  const handle = key[kHandle]
  if (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss') {
    const jwk = handle.exportJwk({}, true)
    const hex = (text) => Buffer.from(text, 'base64url').toString('hex').toUpperCase()
    out.modulus = hex(jwk.n)
    out.bits = key.asymmetricKeyDetails.modulusLength
    out.exponent = '0x' + key.asymmetricKeyDetails.publicExponent.toString(16)
    out.pubkey = key.export({ type: 'spki', format: 'der' })
  } else if (key.asymmetricKeyType === 'ec') {
    const names = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521', secp224r1: 'P-224' }
    const curve = key.asymmetricKeyDetails.namedCurve
    out.bits = { prime256v1: 256, secp384r1: 384, secp521r1: 521, secp224r1: 224, secp256k1: 256 }[curve]
    out.pubkey = fromArrayBuffer(native.exportRaw(handle.native))
    out.asn1Curve = curve
    if (names[curve] !== undefined) out.nistCurve = names[curve]
  }
  out.valid_from = certificate.validFrom
  out.valid_to = certificate.validTo
  out.fingerprint = certificate.fingerprint
  out.fingerprint256 = certificate.fingerprint256
  out.fingerprint512 = certificate.fingerprint512
  if (certificate.keyUsage !== undefined) out.ext_key_usage = certificate.keyUsage
  out.serialNumber = certificate.serialNumber
  out.raw = certificate.raw
  return out
}

// setIssuer says what issuerCertificate is, which only a TLS connection knows.
function setIssuer(certificate, issuer) { certificate[kState].set('issuerCertificate', issuer) }

module.exports = { X509Certificate, isX509Certificate, setIssuer }
