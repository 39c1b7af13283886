'use strict'

// TLSWrap is the handle of a TLSSocket: one of net's, whose connection is TLS over another handle's.

const process = require('process')
const { setImmediate } = require('timers')
const { Buffer } = require('buffer')
const { fromArrayBuffer } = require('internal/buffer')
const { codes: { ERR_FEATURE_UNAVAILABLE_ON_PLATFORM } } = require('internal/errors')
const { Handle } = require('internal/net/handle')
const { NativeSecureContext } = require('internal/tls/context')

const kHello = 1
const kALPN = 2
const kSessions = 4
const kKeyLog = 8
const kOCSP = 16

function noop() {}

class TLSWrap extends Handle {
  constructor(parent, context, isServer) {
    super('TLSWrap', 'TLSWRAP')
    this.isServer = isServer
    this._parent = parent
    this._parentWrap = null
    this._secureContext = undefined
    this.sni_context = undefined
    this.wrap = binding.wrap(this, this.native, parent.native, context.native, isServer)
    this.js = parent instanceof JSStream
    if (this.js) super.hold(false)
    this.sent = [] // the functions to call for what has been sent
    this.sentSize = 0
    this.direct = false // whether what was written last has been sent
    this.started = false
    this.held = false // until what the owner before has written has left
    this.buffered = [] // what was read of the parent before
    this.wantsSessions = false
    this.onkeylog = noop
    this.onhandshakedone = noop
    this.oncertcb = noop
    this.onnewsession = noop
    this.onresumesession = noop
    this.onocspresponse = noop
    this.onerror = noop
    this.ALPNCallback = noop
  }

  get fd() { return this._parent.fd }

  // start begins the handshake.
  start() {
    if (this.started) return
    if (this.held) {
      this.startLater = true
      return
    }
    if (this.native === null) return
    this.started = binding.start(this.wrap, this._parent.native, this.buffered)
    if (this.started) this.buffered = undefined
  }

  receive(chunk) { if (this.buffered !== undefined) this.buffered.push(chunk) }

  holdBack() { this.held = true }
  writesIssuedByPrevListenerDone() {
    this.held = false
    if (this.startLater || this.isServer) this.start()
  }

  readStart() {
    if (this.isServer) this.start()
    if (this.js) binding.duplexReading(this._parent.native, true)
    return super.readStart()
  }

  readStop() {
    if (this.js) binding.duplexReading(this._parent.native, false)
    return super.readStop()
  }

  // write ends in a later turn, as Node's: what is written until then goes out together.
  write(data, callback = undefined) {
    this.start()
    const result = super.write(data, callback)
    if (result !== 0) return result
    this.sentSize += sizeOf(data)
    this.direct = true
    if (callback !== undefined) this.queued(callback)
    return 1
  }

  queued(callback) {
    if (!this.direct) {
      super.queued(callback)
      return
    }
    this.direct = false
    if (this.sent.length === 0) setImmediate(() => this.tellSent())
    this.sent.push(callback)
  }

  tellSent() {
    const { sent } = this
    this.sent = []
    this.sentSize = 0
    for (let i = 0; i < sent.length; i++) sent[i](0)
  }

  get writeQueueSize() { return super.writeQueueSize + this.sentSize }

  shutdown(callback) {
    this.start()
    return super.shutdown(callback)
  }

  // Over a stream of JavaScript nothing here keeps the program alive, but for what is under way.
  hold(on) {
    if (!this.js) super.hold(on)
  }

  set(requestCert, rejectMissing, name, protocols, session, flags = 0) {
    binding.setOptions(this.wrap, requestCert, rejectMissing, name, protocols, session, flags)
  }

  setVerifyMode(requestCert, rejectUnauthorized) { this.set(requestCert, requestCert && rejectUnauthorized) }
  setServername(name) { this.set(undefined, undefined, name) }
  setALPNProtocols(protocols) { this.set(undefined, undefined, undefined, protocols) }
  setSession(session) { this.set(undefined, undefined, undefined, undefined, session) }
  flag(bits) { binding.setOptions(this.wrap, undefined, undefined, undefined, undefined, undefined, bits) }
  enableCertCb() { this.flag(kHello) }
  enableALPNCb() { this.flag(kALPN) }
  enableKeylogCallback() { this.flag(kKeyLog) }
  requestOCSP() { this.flag(kOCSP) }
  enableSessionCallbacks() {
    this.wantsSessions = true
    this.flag(kSessions)
  }

  enablePskCallback() { throw new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('TLS with pre-shared keys') }

  // The answers to what a handshake asks.
  certCbDone() {
    if (this.sni_context !== undefined && !(this.sni_context instanceof NativeSecureContext)) {
      this.onerror(new TypeError('Invalid SNI context'))
      return
    }
    if (this.sni_context !== undefined) binding.setContext(this.wrap, this.sni_context.native)
    binding.answer(this.wrap)
  }
  newSessionDone() { binding.answer(this.wrap) }
  loadSession(session) { binding.answer(this.wrap, session) }
  setKeyCert(context) { binding.setContext(this.wrap, context.native) }
  setOCSPResponse(response) { binding.setStaple(this.wrap, response) }

  get(what) { return binding.get(this.wrap, what) }
  getServername() { return this.get('name') || false }
  getALPNNegotiatedProtocol() { return this.get('alpn') || false }
  isSessionReused() { return this.get('reused') === true }
  getProtocol() { return this.get('protocol') ?? (this.isServer ? 'unknown' : 'TLSv1.3') }
  getSession() { return bytesOf(this.get('session')) }
  getTLSTicket() { return bytesOf(this.get('ticket')) }
  getSharedSigalgs() { return this.get('sigalgs') ?? [] }

  getCipher() {
    const cipher = this.get('cipher')
    return cipher === undefined ? undefined : { name: cipher[0], standardName: cipher[1], version: cipher[2] }
  }

  getEphemeralKeyInfo() {
    if (this.isServer) return null
    const curve = this.get('curve')
    return curve === undefined ? {} : { type: 'ECDH', name: curve[0], size: curve[1] }
  }

  // The Finished messages are told of below TLS 1.3.
  getFinished() { return bytesOf(this.get('finished')) }
  getPeerFinished() { return bytesOf(this.get('peerFinished')) }

  // verifyError is why the other end's certificate is not to be trusted, undefined if it is.
  verifyError() {
    const reason = this.get('reason')
    if (reason === undefined) return undefined
    return Object.assign(new Error(reason[1]), { code: reason[0] })
  }

  // chain has certificates of this end, or of the other: each with its issuer behind it.
  chain(local) {
    const list = this.get(local ? 'local' : 'peer')
    if (list === undefined || list.length === 0) return undefined
    const { X509Certificate, setIssuer } = require('internal/crypto/x509')
    const chain = list.map((der) => new X509Certificate(fromArrayBuffer(der)))
    for (let i = 0; i + 1 < chain.length; i++) setIssuer(chain[i], chain[i + 1])
    return chain
  }

  getPeerX509Certificate() { return this.chain(false)?.[0] }
  getX509Certificate() { return this.chain(true)?.[0] }
  getPeerCertificate(detailed) { return legacy(this.chain(false), detailed) }
  getCertificate() { return legacy(this.chain(true), false) }

  exportKeyingMaterial(length, label, context) {
    const key = binding.exportKey(this.wrap, length, label, context)
    return key === undefined ? undefined : fromArrayBuffer(key)
  }

  setMaxSendFragment(size) { return binding.setFragment(this.wrap, size) ? 1 : 0 }

  // Records are not shown.
  enableTrace() {
    process.emitWarning('Traces of TLS are not supported.')
  }

  renegotiate() {
    if (this.get('protocol') === 'TLSv1.3') {
      throw Object.assign(new Error('error:0A00010A:SSL routines::wrong ssl version'), {
        library: 'SSL routines', reason: 'wrong ssl version', code: 'ERR_SSL_WRONG_SSL_VERSION',
      })
    }
    throw new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('TLS renegotiation')
  }

  destroySSL() {}

  ref() {
    super.ref()
    this._parent.ref()
  }

  unref() {
    super.unref()
    this._parent.unref()
  }

  connect(...args) { return this._parent.connect(...args) }
  bind(...args) { return this._parent.bind(...args) }
  open(...args) { return this._parent.open(...args) }
  getsockname(out) { return this._parent.getsockname ? this._parent.getsockname(out) : undefined }
  getpeername(out) { return this._parent.getpeername ? this._parent.getpeername(out) : undefined }
  setNoDelay(on) { return this._parent.setNoDelay ? this._parent.setNoDelay(on) : 0 }
  setKeepAlive(on, seconds) { return this._parent.setKeepAlive ? this._parent.setKeepAlive(on, seconds) : 0 }

  // close closes what it stands on too.
  close(callback) {
    super.end(undefined, false)
    const ssl = this.owner?.ssl
    if (this.owner) this.owner.ssl = null
    const done = () => {
      if (ssl) ssl.destroySSL()
      if (callback) callback.call(this)
    }
    const parentWrap = this._parentWrap
    if (parentWrap) {
      if (parentWrap._handle === null) return setImmediate(done)
      if (parentWrap._handle === this._parent) {
        parentWrap.once('close', done)
        parentWrap.destroy()
        return
      }
    }
    return this._parent.close(done)
  }
}

function sizeOf(data) {
  if (!Array.isArray(data)) return typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength
  let size = 0
  for (let i = 0; i < data.length; i++) size += sizeOf(data[i])
  return size
}

function bytesOf(value) { return value === undefined ? undefined : fromArrayBuffer(value) }

// legacy is a chain as getPeerCertificate tells it. The last is its own issuer if it says so.
function legacy(chain, detailed) {
  if (chain === undefined) return undefined
  const list = chain.map((certificate) => certificate.toLegacyObject())
  if (!detailed) return list[0]
  for (let i = 0; i + 1 < list.length; i++) list[i].issuerCertificate = list[i + 1]
  const last = list[list.length - 1]
  if (chain[list.length - 1].checkIssued(chain[list.length - 1])) last.issuerCertificate = last
  return list[0]
}

// The events, in their order: done, failed, hello, ALPN, session, resume, key log, OCSP.
const handlers = [
  (wrap) => wrap.onhandshakedone(),
  (wrap, error) => wrap.onerror(error),
  (wrap, servername, OCSPRequest) => wrap.oncertcb({ servername, OCSPRequest }),
  (wrap, servername, protocols) => binding.answer(wrap.wrap, wrap.ALPNCallback(servername, protocols)),
  (wrap, id, session) => {
    if (wrap.isServer) wrap.onnewsession(fromArrayBuffer(id), fromArrayBuffer(session))
    else if (wrap.wantsSessions) wrap.onnewsession(fromArrayBuffer(id), fromArrayBuffer(session))
  },
  (wrap, id) => wrap.onresumesession(fromArrayBuffer(id)),
  (wrap, line) => wrap.onkeylog(fromArrayBuffer(line)),
  (wrap, response) => wrap.onocspresponse(response === null ? null : fromArrayBuffer(response)),
]

// JSStream is what a JavaScript stream is to a TLSWrap: its native half is a pipe.
class JSStream {
  constructor() {
    this.native = binding.newDuplex(this)
    this.owner = null
    this.reading = false
    this.onread = noop
    this.bytesRead = 0
    this.bytesWritten = 0
  }

  get fd() { return -1 }
  readStart() { return this.owner.readStart() }
  readStop() { return this.owner.readStop() }
  readBuffer(chunk) { binding.duplexPush(this.native, chunk) }
  emitEOF() { binding.duplexEnd(this.native) }
  finishWrite(failure) { binding.duplexFinish(this.native, failure) }
  finishShutdown() { binding.duplexEnded(this.native) }
  ref() {}
  unref() {}
  close(callback) {
    binding.duplexStop(this.native)
    this.owner.doClose(callback)
  }
}

binding.setDispatch((wrap, event, a, b) => handlers[event](wrap, a, b), (stream, event) => {
  const { owner } = stream
  switch (event) {
    case 0:
      owner.doWrite(fromArrayBuffer(binding.duplexTake(stream.native)))
      return
    case 1:
      owner.doShutdown()
      return
    case 2:
      owner.readStop()
      return
  }
  owner.readStart()
})

module.exports = { TLSWrap, JSStream }
