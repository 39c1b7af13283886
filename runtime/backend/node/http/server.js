'use strict'

// _http_server: Server. What it does with its connections is in internal/http/connection.

const net = require('net')
const EE = require('events')
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors')
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators')
const { kEmptyObject, promisify } = require('internal/util')
const { ConnectionsList } = require('internal/http/parser')
const { kIncomingMessage } = require('_http_common')
const { IncomingMessage } = require('_http_incoming')
const { kUniqueHeaders, parseUniqueHeadersOption } = require('_http_outgoing')
const { STATUS_CODES, ServerResponse } = require('internal/http/response')
const { connectionListener, onRequestTimeout, kServerResponse, kConnections } = require('internal/http/connection')

const kConnectionsCheckingInterval = Symbol('http.server.connectionsCheckingInterval')

function integer(options, name, otherwise) {
  const value = options[name]
  if (value === undefined) return otherwise
  validateInteger(value, name, 0)
  return value
}

function boolean(options, name, otherwise) {
  const value = options[name]
  if (value === undefined) return otherwise
  validateBoolean(value, `options.${name}`)
  return value
}

function upgradesWithListener() { return this.listenerCount('upgrade') > 0 }

// storeHTTPOptions sets a server's properties; https.Server calls it too. Times are in milliseconds.
function storeHTTPOptions(options) {
  this[kIncomingMessage] = options.IncomingMessage || IncomingMessage
  this[kServerResponse] = options.ServerResponse || ServerResponse
  this.maxHeaderSize = integer(options, 'maxHeaderSize', undefined)
  this.insecureHTTPParser = boolean(options, 'insecureHTTPParser', undefined)
  this.requestTimeout = integer(options, 'requestTimeout', 300_000)
  this.headersTimeout = integer(options, 'headersTimeout', Math.min(60_000, this.requestTimeout))
  if (this.requestTimeout > 0 && this.headersTimeout > 0 && this.headersTimeout > this.requestTimeout) {
    throw new ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', options.headersTimeout)
  }
  this.keepAliveTimeout = integer(options, 'keepAliveTimeout', 5_000)
  this.keepAliveTimeoutBuffer = integer(options, 'keepAliveTimeoutBuffer', 1_000)
  this.connectionsCheckingInterval = integer(options, 'connectionsCheckingInterval', 30_000)
  this.requireHostHeader = boolean(options, 'requireHostHeader', true)
  this.joinDuplicateHeaders = boolean(options, 'joinDuplicateHeaders', undefined)
  this.rejectNonStandardBodyWrites = boolean(options, 'rejectNonStandardBodyWrites', false)
  const { shouldUpgradeCallback } = options
  if (shouldUpgradeCallback !== undefined) validateFunction(shouldUpgradeCallback, 'options.shouldUpgradeCallback')
  this.shouldUpgradeCallback = shouldUpgradeCallback === undefined ? upgradesWithListener : shouldUpgradeCallback
}

// setupConnectionsTracking looks for slow clients now and then: whether there are limits may change meanwhile.
function setupConnectionsTracking() {
  if (!this[kConnections]) this[kConnections] = new ConnectionsList()
  if (this[kConnectionsCheckingInterval]) clearInterval(this[kConnectionsCheckingInterval])
  this[kConnectionsCheckingInterval] = setInterval(checkConnections, this.connectionsCheckingInterval, this).unref()
}

function checkConnections(server) {
  if (server.headersTimeout === 0 && server.requestTimeout === 0) return
  const expired = server[kConnections].expired(server.headersTimeout, server.requestTimeout)
  for (let i = 0; i < expired.length; i++) {
    const { socket } = expired[i]
    if (socket) onRequestTimeout(socket)
  }
}

function httpServerPreClose(server) {
  server.closeIdleConnections()
  clearInterval(server[kConnectionsCheckingInterval])
}

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener)
  if (typeof options === 'function') {
    requestListener = options
    options = kEmptyObject
  } else if (options === null || options === undefined) {
    options = kEmptyObject
  } else {
    validateObject(options, 'options')
  }
  storeHTTPOptions.call(this, options)
  net.Server.call(this, {
    allowHalfOpen: true,
    noDelay: options.noDelay ?? true,
    keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay,
    highWaterMark: options.highWaterMark,
  })
  if (requestListener) this.on('request', requestListener)
  this.httpAllowHalfOpen = false
  this.on('connection', connectionListener)
  this.on('listening', setupConnectionsTracking)
  this.timeout = 0
  this.maxHeadersCount = null
  this.maxRequestsPerSocket = 0
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders)
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype)
Object.setPrototypeOf(Server, net.Server)

Server.prototype.close = function (callback) {
  httpServerPreClose(this)
  net.Server.prototype.close.call(this, callback)
  return this
}

Server.prototype[Symbol.asyncDispose] = async function () { return promisify(this.close).call(this) }

Server.prototype.closeAllConnections = function () {
  if (!this[kConnections]) return
  const connections = this[kConnections].all()
  for (let i = 0; i < connections.length; i++) connections[i].socket.destroy()
}

Server.prototype.closeIdleConnections = function () {
  if (!this[kConnections]) return
  const connections = this[kConnections].idle()
  for (let i = 0; i < connections.length; i++) {
    const { socket } = connections[i]
    if (!socket._httpMessage || socket._httpMessage.finished) socket.destroy()
  }
}

Server.prototype.setTimeout = function setTimeout(msecs, callback) {
  this.timeout = msecs
  if (callback) this.on('timeout', callback)
  return this
}

Server.prototype[EE.captureRejectionSymbol] = function (error, event, ...args) {
  if (event !== 'request') {
    net.Server.prototype[EE.captureRejectionSymbol].call(this, error, event, ...args)
    return
  }
  const res = args[1]
  if (res.headersSent || res.writableEnded) {
    res.destroy()
    return
  }
  // None of the headers are for this response.
  const names = res.getHeaderNames()
  for (let i = 0; i < names.length; i++) res.removeHeader(names[i])
  res.statusCode = 500
  res.end(STATUS_CODES[500])
}

module.exports = {
  STATUS_CODES,
  Server,
  ServerResponse,
  setupConnectionsTracking,
  storeHTTPOptions,
  _connectionListener: connectionListener,
  kServerResponse,
  httpServerPreClose,
  kConnectionsCheckingInterval,
}
