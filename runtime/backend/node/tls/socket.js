'use strict'

// tls.TLSSocket.

const process = require('process')
const { setImmediate } = require('timers')
const { Buffer } = require('buffer')
const { Socket } = require('internal/net/socket')
const { TCP, Pipe } = require('internal/net/handle')
const { TLSWrap } = require('internal/tls/handle')
const { NativeSecureContext, option } = require('internal/tls/context')
const common = require('_tls_common')
const events = require('internal/tls/events')
const {
  codes: { ERR_TLS_HANDSHAKE_TIMEOUT, ERR_TLS_INVALID_CONTEXT, ERR_TLS_INVALID_STATE, ERR_TLS_SNI_FROM_SERVER },
} = require('internal/errors')
const { validateBoolean, validateBuffer, validateFunction, validateInt32, validateObject, validateString, validateUint32 } = require('internal/validators')

const { kALPNCallback, kIsVerified, kPendingSession } = events
const kConnectOptions = Symbol('connect-options')
const kDisableRenegotiation = Symbol('disable-renegotiation')
const keylogFile = option('--tls-keylog')
let warnOfKeylog = true
let warnOfKeylogError = true

// initRead lets data flow, once the program has had time to listen.
function initRead(tlsSocket, plain) {
  if (!tlsSocket._handle) return
  receiveBuffered(tlsSocket, plain)
  tlsSocket.read(0)
}

// receiveBuffered takes what the socket below has read already.
function receiveBuffered(tlsSocket, plain) {
  if (!plain || !plain.readableLength || tlsSocket._handle._parentWrap !== plain) return
  let chunk
  while ((chunk = plain.read()) !== null) tlsSocket._handle.receive(chunk)
}

function TLSSocket(socket, opts) {
  const tlsOptions = { ...opts }
  let { enableTrace } = tlsOptions
  if (enableTrace == null) enableTrace = option('--trace-tls') !== undefined
  else validateBoolean(enableTrace, 'options.enableTrace')
  if (tlsOptions.ALPNProtocols) require('tls').convertALPNProtocols(tlsOptions.ALPNProtocols, tlsOptions)

  this._tlsOptions = tlsOptions
  this._secureEstablished = false
  this._securePending = false
  this._newSessionPending = false
  this._controlReleased = false
  this.secureConnecting = true
  this._SNICallback = null
  this[kALPNCallback] = null
  this.servername = null
  this.alpnProtocol = null
  this.authorized = false
  this.authorizationError = null
  this[kIsVerified] = false
  this[kPendingSession] = null

  let wrap = null
  if (socket) {
    if (socket instanceof Socket && socket._handle) wrap = socket
    else wrap = new (require('internal/js_stream_socket'))(socket)
  }
  const handle = wrap === null ? undefined : wrap._handle
  const busy = wrap !== null && wrap.writableLength > 0
  this.encrypted = true

  Socket.call(this, {
    handle: this._wrapHandle(wrap, handle, busy),
    allowHalfOpen: socket ? socket.allowHalfOpen : tlsOptions.allowHalfOpen,
    pauseOnCreate: tlsOptions.pauseOnConnect,
    manualStart: true,
    highWaterMark: tlsOptions.highWaterMark,
    onread: !socket ? tlsOptions.onread : null,
    signal: tlsOptions.signal,
  })
  this.ssl = this._handle
  this.on('error', this._tlsError)
  this._init(socket, wrap)
  if (enableTrace && this._handle) this._handle.enableTrace()
  if (busy) {
    // A write that ends behind those of the owner before.
    wrap.write('', (error) => {
      if (error) this.destroy(error)
      else if (this._handle) this._handle.writesIssuedByPrevListenerDone()
    })
  }
  // A signal may have ended it before it had a handle.
  if (tlsOptions.signal?.aborted && this._handle) this._handle.close()
  process.nextTick(initRead, this, socket)
}
Object.setPrototypeOf(TLSSocket.prototype, Socket.prototype)
Object.setPrototypeOf(TLSSocket, Socket)

TLSSocket.prototype.disableRenegotiation = function disableRenegotiation() { this[kDisableRenegotiation] = true }

TLSSocket.prototype._wrapHandle = function (wrap, handle, busy) {
  const options = this._tlsOptions
  if (!handle) {
    handle = options.pipe ? new Pipe() : new TCP()
    handle.owner = this
  }
  const context = options.secureContext || options.credentials || require('tls').createSecureContext(options)
  if (!(context.context instanceof NativeSecureContext)) throw new ERR_TLS_INVALID_CONTEXT('context')
  const res = new TLSWrap(handle, context.context, Boolean(options.isServer))
  res._parentWrap = wrap
  res._secureContext = context
  if (busy) res.holdBack()
  if (this.listenerCount('close', onSocketCloseDestroySSL) === 0) this.on('close', onSocketCloseDestroySSL)
  if (wrap) wrap.on('close', () => this.destroy())
  return res
}

// _reinitializeHandle gives it another handle, for the next address to try.
TLSSocket.prototype._reinitializeHandle = function (handle) {
  const name = this.ssl ? this._handle.getServername() : null
  const { session } = this._tlsOptions
  Socket.prototype._reinitializeHandle.call(this, this._wrapHandle(null, handle, false))
  this.ssl = this._handle
  this._init()
  if (session) this.setSession(session)
  if (name) this.setServername(name)
}

function onSocketCloseDestroySSL() { setImmediate(destroySSL, this) }

function destroySSL(self) { self._destroySSL() }

TLSSocket.prototype._destroySSL = function _destroySSL() {
  if (!this.ssl) return
  this.ssl.destroySSL()
  this.ssl = null
  this[kPendingSession] = null
  this[kIsVerified] = false
}

// What costs something is only done for those who listen.
function keylogNewListener(event) {
  if (event !== 'keylog' || !this._handle) return
  this._handle.enableKeylogCallback()
  this.removeListener('newListener', keylogNewListener)
}

function sessionNewListener(event) {
  if (event !== 'session' || !this._handle) return
  this._handle.enableSessionCallbacks()
  this.removeListener('newListener', sessionNewListener)
}

TLSSocket.prototype._init = function (socket, wrap) {
  const options = this._tlsOptions
  const ssl = this._handle
  this.server = options.server
  // A client always wants a certificate, a server only if it is told to.
  this._requestCert = Boolean(options.requestCert) || !options.isServer
  this._rejectUnauthorized = Boolean(options.rejectUnauthorized)
  if (this._requestCert || this._rejectUnauthorized) ssl.setVerifyMode(this._requestCert, this._rejectUnauthorized)
  ssl.onkeylog = events.onkeylog
  ssl.onerror = events.onerror
  ssl.onhandshakedone = events.onhandshakedone
  if (this.listenerCount('newListener', keylogNewListener) === 0) this.on('newListener', keylogNewListener)
  if (this.listenerCount('keylog') > 0) ssl.enableKeylogCallback()
  if (options.isServer) {
    initServer(this, ssl, options)
  } else {
    ssl.onocspresponse = events.onocspresponse
    ssl.onnewsession = events.onnewsessionclient
    if (options.session) this.setSession(options.session)
    if (this.listenerCount('newListener', sessionNewListener) === 0) this.on('newListener', sessionNewListener)
    if (this.listenerCount('session') > 0) ssl.enableSessionCallbacks()
  }
  if (keylogFile !== undefined) logKeys(this)
  if (options.ALPNProtocols) ssl.setALPNProtocols(options.ALPNProtocols)
  if (options.pskCallback) {
    validateFunction(options.pskCallback, 'pskCallback')
    ssl.enablePskCallback()
  }
  // With several addresses to try, this is for the next of them.
  const connectOptions = this[kConnectOptions]
  if (!options.isServer && connectOptions?.servername) this.setServername(connectOptions.servername)
  if (options.handshakeTimeout > 0) this.setTimeout(options.handshakeTimeout, this._handleTimeout)

  if (socket instanceof Socket) {
    this._parent = socket
    this.connecting = socket.connecting || !socket._handle
    socket.once('connect', () => {
      this.connecting = false
      this.emit('connect')
    })
  }
  if (wrap) wrap.on('error', (error) => this._emitTLSError(error))
  else this.connecting = true
}

function initServer(self, ssl, options) {
  ssl.oncertcb = events.oncertcb
  ssl.onnewsession = events.onnewsession
  ssl.onresumesession = events.onresumesession
  if (options.ALPNCallback) {
    validateFunction(options.ALPNCallback, 'options.ALPNCallback')
    self[kALPNCallback] = options.ALPNCallback
    ssl.ALPNCallback = events.callALPNCallback
    ssl.enableALPNCb()
  }
  const { server } = self
  if (server) {
    if (server.listenerCount('resumeSession') > 0 || server.listenerCount('newSession') > 0) ssl.enableSessionCallbacks()
    if (server.listenerCount('OCSPRequest') > 0) ssl.enableCertCb()
  }
  // The server's own looks through what addContext has added.
  if (options.SNICallback && (!options.SNICallback.ofServer || (server && server._contexts.length > 0))) {
    validateFunction(options.SNICallback, 'options.SNICallback')
    self._SNICallback = options.SNICallback
    ssl.enableCertCb()
  }
}

// logKeys is what --tls-keylog asks for.
function logKeys(self) {
  if (warnOfKeylog) {
    warnOfKeylog = false
    process.emitWarning('Using --tls-keylog makes TLS connections insecure by writing secret key material to file ' + keylogFile)
  }
  self.on('keylog', (line) => {
    require('fs').appendFile(keylogFile, line, { mode: 0o600 }, (error) => {
      if (error && warnOfKeylogError) {
        warnOfKeylogError = false
        process.emitWarning('Failed to write TLS keylog (this warning will not be repeated): ' + error)
      }
    })
  })
}

TLSSocket.prototype.renegotiate = function (options, callback) {
  validateObject(options, 'options')
  if (callback !== undefined) validateFunction(callback, 'callback')
  if (this.destroyed) return
  try {
    this._handle.renegotiate()
  } catch (error) {
    if (callback) process.nextTick(callback, error)
    return false
  }
  return true
}

TLSSocket.prototype.exportKeyingMaterial = function (length, label, context) {
  validateUint32(length, 'length', true)
  validateString(label, 'label')
  if (context !== undefined) validateBuffer(context, 'context')
  if (!this._secureEstablished) throw new ERR_TLS_INVALID_STATE()
  return this._handle.exportKeyingMaterial(length, label, context)
}

TLSSocket.prototype.setMaxSendFragment = function setMaxSendFragment(size) {
  validateInt32(size, 'size')
  return this._handle.setMaxSendFragment(size) === 1
}

TLSSocket.prototype._handleTimeout = function () { this._emitTLSError(new ERR_TLS_HANDSHAKE_TIMEOUT()) }

TLSSocket.prototype._emitTLSError = function (error) {
  const told = this._tlsError(error)
  if (told) this.emit('error', told)
}

TLSSocket.prototype._tlsError = function (error) {
  this.emit('_tlsError', error)
  return this._controlReleased ? error : null
}

TLSSocket.prototype._releaseControl = function () {
  if (this._controlReleased) return false
  this._controlReleased = true
  this.removeListener('error', this._tlsError)
  return true
}

TLSSocket.prototype._finishInit = function () {
  // It may have been destroyed in the handshake.
  if (!this._handle) return
  this.alpnProtocol = this._handle.getALPNNegotiatedProtocol()
  if (this.servername === null) this.servername = this._handle.getServername()
  this._secureEstablished = true
  if (this._tlsOptions.handshakeTimeout > 0) this.setTimeout(0, this._handleTimeout)
  this.emit('secure')
}

TLSSocket.prototype._start = function () {
  if (this.connecting) {
    this.once('connect', this._start)
    return
  }
  // It may have been destroyed before it was connected.
  if (!this._handle) return
  receiveBuffered(this, this._parent)
  if (this._tlsOptions.requestOCSP) this._handle.requestOCSP()
  this._handle.start()
}

TLSSocket.prototype.setServername = function (name) {
  validateString(name, 'name')
  if (this._tlsOptions.isServer) throw new ERR_TLS_SNI_FROM_SERVER()
  this._handle.setServername(name)
}

TLSSocket.prototype.setSession = function (session) {
  if (typeof session === 'string') session = Buffer.from(session, 'latin1')
  this._handle.setSession(session)
}

TLSSocket.prototype.getPeerCertificate = function (detailed) {
  if (this._handle) return this._handle.getPeerCertificate(detailed) || {}
  return null
}

TLSSocket.prototype.getCertificate = function () {
  if (this._handle) return this._handle.getCertificate() || {}
  return null
}

TLSSocket.prototype.getPeerX509Certificate = function () { return this._handle?.getPeerX509Certificate() }
TLSSocket.prototype.getX509Certificate = function () { return this._handle?.getX509Certificate() }

TLSSocket.prototype.setKeyCert = function (context) {
  if (!this._handle) return
  if (!(context instanceof common.SecureContext)) context = require('tls').createSecureContext(context)
  this._handle.setKeyCert(context.context)
}

const proxied = [
  'getCipher', 'getSharedSigalgs', 'getEphemeralKeyInfo', 'getFinished', 'getPeerFinished', 'getProtocol', 'getSession', 'getTLSTicket',
  'isSessionReused', 'enableTrace',
]
for (let i = 0; i < proxied.length; i++) {
  const name = proxied[i]
  TLSSocket.prototype[name] = function (...args) { return this._handle ? this._handle[name](...args) : null }
}

module.exports = { TLSSocket, kConnectOptions }
