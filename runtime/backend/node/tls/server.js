'use strict'

// tls.Server.

const EventEmitter = require('events')
const process = require('process')
const { Buffer } = require('buffer')
const { ConnResetException, codes: { ERR_INVALID_ARG_TYPE, ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS, ERR_TLS_REQUIRED_SERVER_NAME } } = require('internal/errors')
const { deprecate } = require('internal/util')
const { validateBuffer, validateFunction, validateNumber, validateObject, validateString } = require('internal/validators')
const { Server: NetServer } = require('internal/net/server')
const { SecureContext } = require('_tls_common')
const { assert } = require('internal/tls/context')
const { TLSSocket } = require('internal/tls/socket')

const kEnableTrace = Symbol('enableTrace')
const kErrorEmitted = Symbol('error-emitted')
const kHandshakeTimeout = Symbol('handshake-timeout')
const kPskCallback = Symbol('pskcallback')
const kPskIdentityHint = Symbol('pskidentityhint')
const kSNICallback = Symbol('snicallback')

function onServerSocketSecure() {
  if (this._requestCert) {
    const verifyError = this._handle.verifyError()
    if (verifyError) {
      this.authorizationError = verifyError.code
      if (this._rejectUnauthorized) this.destroy()
    } else {
      this.authorized = true
    }
  }
  if (!this.destroyed && this._releaseControl()) {
    this.secureConnecting = false
    this._tlsOptions.server.emit('secureConnection', this)
  }
}

function onSocketTLSError(error) {
  if (this._controlReleased || this[kErrorEmitted]) return
  this[kErrorEmitted] = true
  this._tlsOptions.server.emit('tlsClientError', error, this)
}

function onSocketKeylog(line) { this._tlsOptions.server.emit('keylog', line, this) }

function onSocketClose(hadError) {
  // An error has been told of.
  if (hadError || this._controlReleased || this[kErrorEmitted]) return
  this[kErrorEmitted] = true
  this._tlsOptions.server.emit('tlsClientError', new ConnResetException('socket hang up'), this)
}

function tlsConnectionListener(rawSocket) {
  const socket = new TLSSocket(rawSocket, {
    secureContext: this._sharedCreds,
    isServer: true,
    server: this,
    requestCert: this.requestCert,
    rejectUnauthorized: this.rejectUnauthorized,
    handshakeTimeout: this[kHandshakeTimeout],
    ALPNProtocols: this.ALPNProtocols,
    ALPNCallback: this.ALPNCallback,
    SNICallback: this[kSNICallback] || SNICallback,
    enableTrace: this[kEnableTrace],
    pauseOnConnect: this.pauseOnConnect,
    pskCallback: this[kPskCallback],
    pskIdentityHint: this[kPskIdentityHint],
  })
  socket.on('secure', onServerSocketSecure)
  if (this.listenerCount('keylog') > 0) socket.on('keylog', onSocketKeylog)
  socket[kErrorEmitted] = false
  socket.on('close', onSocketClose)
  socket.on('_tlsError', onSocketTLSError)
  socket.on('error', onSocketTLSError)
}

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener)
  if (typeof options === 'function') {
    listener = options
    options = {}
  } else if (options == null || typeof options === 'object') {
    options ??= {}
  } else {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options)
  }
  this._contexts = []
  this.requestCert = options.requestCert === true
  this.rejectUnauthorized = options.rejectUnauthorized !== false
  this.ALPNCallback = options.ALPNCallback
  if (this.ALPNCallback && options.ALPNProtocols) throw new ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS()
  if (options.sessionTimeout) this.sessionTimeout = options.sessionTimeout
  if (options.ticketKeys) this.ticketKeys = options.ticketKeys
  if (options.ALPNProtocols) require('tls').convertALPNProtocols(options.ALPNProtocols, this)
  this.setSecureContext(options)
  this[kHandshakeTimeout] = options.handshakeTimeout || (120 * 1000)
  this[kSNICallback] = options.SNICallback
  this[kPskCallback] = options.pskCallback
  this[kPskIdentityHint] = options.pskIdentityHint
  validateNumber(this[kHandshakeTimeout], 'options.handshakeTimeout')
  if (this[kSNICallback]) validateFunction(this[kSNICallback], 'options.SNICallback')
  if (this[kPskCallback]) validateFunction(this[kPskCallback], 'options.pskCallback')
  if (this[kPskIdentityHint]) validateString(this[kPskIdentityHint], 'options.pskIdentityHint')
  NetServer.call(this, options, tlsConnectionListener)
  if (listener) this.on('secureConnection', listener)
  this[kEnableTrace] = options.enableTrace
}
Object.setPrototypeOf(Server.prototype, NetServer.prototype)
Object.setPrototypeOf(Server, NetServer)

function createServer(options, listener) { return new Server(options, listener) }

// What makes a server's context: each is a property of the server too.
const contextOptions = [
  'pfx', 'key', 'passphrase', 'cert', 'clientCertEngine', 'ca', 'minVersion', 'maxVersion', 'secureProtocol', 'crl', 'ciphers', 'dhparam',
]

function defaultSessionIdContext() {
  return require('crypto').createHash('sha1').update(process.argv.join(' ')).digest('hex').slice(0, 32)
}

Server.prototype.setSecureContext = function (options) {
  validateObject(options, 'options')
  for (let i = 0; i < contextOptions.length; i++) {
    const name = contextOptions[i]
    this[name] = options[name] ? options[name] : undefined
  }
  this.sigalgs = options.sigalgs
  this.ecdhCurve = options.ecdhCurve
  this.honorCipherOrder = options.honorCipherOrder !== undefined ? Boolean(options.honorCipherOrder) : true
  this.secureOptions = options.secureOptions || undefined
  this.sessionIdContext = options.sessionIdContext || defaultSessionIdContext()
  if (options.sessionTimeout) this.sessionTimeout = options.sessionTimeout
  if (options.ticketKeys) this.ticketKeys = options.ticketKeys
  this.privateKeyIdentifier = options.privateKeyIdentifier
  this.privateKeyEngine = options.privateKeyEngine
  this._sharedCreds = require('tls').createSecureContext({
    pfx: this.pfx,
    key: this.key,
    passphrase: this.passphrase,
    cert: this.cert,
    clientCertEngine: this.clientCertEngine,
    ca: this.ca,
    ciphers: this.ciphers,
    sigalgs: this.sigalgs,
    ecdhCurve: this.ecdhCurve,
    dhparam: this.dhparam,
    minVersion: this.minVersion,
    maxVersion: this.maxVersion,
    secureProtocol: this.secureProtocol,
    secureOptions: this.secureOptions,
    honorCipherOrder: this.honorCipherOrder,
    crl: this.crl,
    sessionIdContext: this.sessionIdContext,
    ticketKeys: this.ticketKeys,
    sessionTimeout: this.sessionTimeout,
    privateKeyIdentifier: this.privateKeyIdentifier,
    privateKeyEngine: this.privateKeyEngine,
    allowPartialTrustChain: options.allowPartialTrustChain,
  })
}

Server.prototype._getServerData = function () { return { ticketKeys: this.getTicketKeys().toString('hex') } }
Server.prototype._setServerData = function (data) { this.setTicketKeys(Buffer.from(data.ticketKeys, 'hex')) }
Server.prototype.getTicketKeys = function getTicketKeys() { return this._sharedCreds.context.getTicketKeys() }

Server.prototype.setTicketKeys = function setTicketKeys(keys) {
  validateBuffer(keys)
  assert(keys.byteLength === 48, 'Session ticket keys must be a 48-byte buffer')
  this._sharedCreds.context.setTicketKeys(keys)
}

// The options of setOptions that replace what is there only if they are given.
const replaceable = [...contextOptions, 'sessionTimeout', 'ticketKeys', 'secureOptions', 'sigalgs']

Server.prototype.setOptions = deprecate(function (options) {
  this.requestCert = options.requestCert === true
  this.rejectUnauthorized = options.rejectUnauthorized !== false
  for (let i = 0; i < replaceable.length; i++) {
    if (options[replaceable[i]]) this[replaceable[i]] = options[replaceable[i]]
  }
  if (options.ecdhCurve !== undefined) this.ecdhCurve = options.ecdhCurve
  this.honorCipherOrder = options.honorCipherOrder !== undefined ? Boolean(options.honorCipherOrder) : true
  if (options.ALPNProtocols) require('tls').convertALPNProtocols(options.ALPNProtocols, this)
  this.sessionIdContext = options.sessionIdContext || defaultSessionIdContext()
  if (options.pskCallback) this[kPskCallback] = options.pskCallback
  if (options.pskIdentityHint) this[kPskIdentityHint] = options.pskIdentityHint
  if (options.privateKeyIdentifier !== undefined) this.privateKeyIdentifier = options.privateKeyIdentifier
  if (options.privateKeyEngine !== undefined) this.privateKeyEngine = options.privateKeyEngine
}, 'Server.prototype.setOptions() is deprecated', 'DEP0122')

// addContext is for clients that ask for such a name; * stands for one label.
Server.prototype.addContext = function (servername, context) {
  if (!servername) throw new ERR_TLS_REQUIRED_SERVER_NAME()
  const pattern = new RegExp('^' + servername.replace(/([.^$+?\-\\[\]{}])/g, '\\$1').replaceAll('*', '[^.]*') + '$')
  const secureContext = context instanceof SecureContext ? context : require('tls').createSecureContext(context)
  this._contexts.push([pattern, secureContext.context])
}

Server.prototype[EventEmitter.captureRejectionSymbol] = function (error, event, socket) {
  if (event === 'secureConnection') socket.destroy(error)
  else NetServer.prototype[EventEmitter.captureRejectionSymbol].call(this, error, event, socket)
}

function SNICallback(servername, callback) {
  const contexts = this.server._contexts
  for (let i = contexts.length - 1; i >= 0; i--) {
    if (contexts[i][0].test(servername)) {
      callback(null, contexts[i][1])
      return
    }
  }
  callback(null, undefined)
}
SNICallback.ofServer = true

module.exports = { Server, createServer }
