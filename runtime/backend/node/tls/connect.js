'use strict'

// tls.connect.

const process = require('process')
const { ConnResetException } = require('internal/errors')
const { isIP } = require('internal/net')
const { normalizeArgs } = require('internal/net/connect')
const { assert } = require('internal/tls/context')
const { TLSSocket, kConnectOptions } = require('internal/tls/socket')
const { kIsVerified, kPendingSession } = require('internal/tls/events')
const { allowsUnauthorized } = require('internal/tls/unauthorized')

let ipServernameWarned = false

// normalizeConnectArgs is [options, callback] of ([port,] [host,] [options,] [callback]).
function normalizeConnectArgs(list) {
  const args = normalizeArgs(list)
  const options = args[0]
  if (list[1] !== null && typeof list[1] === 'object') Object.assign(options, list[1])
  else if (list[2] !== null && typeof list[2] === 'object') Object.assign(options, list[2])
  return args[1] ? [options, args[1]] : [options]
}

function onConnectSecure() {
  const options = this[kConnectOptions]
  let verifyError = this._handle.verifyError()
  // The names of a session that is resumed have been checked.
  if (!verifyError && !this.isSessionReused()) {
    const hostname = options.servername || options.host || (options.socket && options.socket._host) || 'localhost'
    verifyError = options.checkServerIdentity(hostname, this.getPeerCertificate(true))
  }
  if (verifyError) {
    this.authorized = false
    this.authorizationError = verifyError.code || verifyError.message
    if (options.rejectUnauthorized !== false) {
      this.destroy(verifyError)
      return
    }
  } else {
    this.authorized = true
  }
  this.secureConnecting = false
  this.emit('secureConnect')
  this[kIsVerified] = true
  const session = this[kPendingSession]
  this[kPendingSession] = null
  if (session) this.emit('session', session)
  this.removeListener('end', onConnectEnd)
}

function onConnectEnd() {
  if (this._hadError) return
  const options = this[kConnectOptions]
  this._hadError = true
  const error = new ConnResetException('Client network socket disconnected before secure TLS connection was established')
  error.path = options.path
  error.host = options.host
  error.port = options.port
  error.localAddress = options.localAddress
  this.destroy(error)
}

function connect(...args) {
  args = normalizeConnectArgs(args)
  const callback = args[1]
  const tls = require('tls')
  const options = {
    rejectUnauthorized: !allowsUnauthorized(),
    ciphers: tls.DEFAULT_CIPHERS,
    checkServerIdentity: tls.checkServerIdentity,
    minDHSize: 1024,
    ...args[0],
  }
  if (!options.keepAlive) options.singleUse = true
  assert(typeof options.checkServerIdentity === 'function')
  assert(typeof options.minDHSize === 'number', 'options.minDHSize is not a number: ' + options.minDHSize)
  assert(options.minDHSize > 0, 'options.minDHSize is not a positive number: ' + options.minDHSize)

  const context = options.secureContext || tls.createSecureContext(options)
  const socket = new TLSSocket(options.socket, {
    allowHalfOpen: options.allowHalfOpen,
    pipe: Boolean(options.path),
    secureContext: context,
    isServer: false,
    requestCert: true,
    rejectUnauthorized: options.rejectUnauthorized !== false,
    session: options.session,
    ALPNProtocols: options.ALPNProtocols,
    requestOCSP: options.requestOCSP,
    enableTrace: options.enableTrace,
    pskCallback: options.pskCallback,
    highWaterMark: options.highWaterMark,
    onread: options.onread,
    signal: options.signal,
  })
  options.rejectUnauthorized = options.rejectUnauthorized !== false
  socket[kConnectOptions] = options
  if (callback) socket.once('secureConnect', callback)
  if (!options.socket) {
    // Otherwise the socket is the program's to connect.
    if (options.timeout) socket.setTimeout(options.timeout)
    if (!options.signal?.aborted) socket.connect(options, socket._start)
  }
  socket._releaseControl()
  if (options.session) socket.setSession(options.session)
  if (options.servername) {
    if (!ipServernameWarned && isIP(options.servername)) {
      process.emitWarning(
        'Setting the TLS ServerName to an IP address is not permitted by RFC 6066. This will be ignored in a future version.',
        'DeprecationWarning', 'DEP0123')
      ipServernameWarned = true
    }
    socket.setServername(options.servername)
  }
  if (options.socket) socket._start()
  socket.on('secure', onConnectSecure)
  socket.prependListener('end', onConnectEnd)
  return socket
}

module.exports = { connect }
