'use strict'

const tls = require('tls')
const { httpServerPreClose, Server: HttpServer, setupConnectionsTracking, storeHTTPOptions, _connectionListener } = require('_http_server')
const { ClientRequest } = require('_http_client')
const { Agent, globalAgent } = require('internal/https/agent')
const { promisify } = require('internal/util')
const { isURL, urlToHttpOptions } = require('internal/url')
const { validateObject } = require('internal/validators')

function Server(opts, requestListener) {
  if (!(this instanceof Server)) return new Server(opts, requestListener)
  let ALPNProtocols = ['http/1.1']
  if (typeof opts === 'function') {
    requestListener = opts
    opts = {}
  } else if (opts == null) {
    opts = {}
  } else {
    validateObject(opts, 'options')
    // Only one of them can be set.
    if (opts.ALPNProtocols || opts.ALPNCallback) ALPNProtocols = undefined
  }
  storeHTTPOptions.call(this, opts)
  tls.Server.call(this, { noDelay: true, ALPNProtocols, ...opts }, _connectionListener)
  this.httpAllowHalfOpen = false
  if (requestListener) this.addListener('request', requestListener)
  this.addListener('tlsClientError', function (error, conn) {
    if (!this.emit('clientError', error, conn)) conn.destroy(error)
  })
  this.timeout = 0
  this.maxHeadersCount = null
  this.on('listening', setupConnectionsTracking)
}
Object.setPrototypeOf(Server.prototype, tls.Server.prototype)
Object.setPrototypeOf(Server, tls.Server)

Server.prototype.closeAllConnections = HttpServer.prototype.closeAllConnections
Server.prototype.closeIdleConnections = HttpServer.prototype.closeIdleConnections
Server.prototype.setTimeout = HttpServer.prototype.setTimeout

Server.prototype.close = function (...args) {
  httpServerPreClose(this)
  tls.Server.prototype.close.apply(this, args)
  return this
}

Server.prototype[Symbol.asyncDispose] = async function () { return promisify(this.close).call(this) }

function createServer(opts, requestListener) { return new Server(opts, requestListener) }

function request(...args) {
  let options = {}
  if (typeof args[0] === 'string') options = urlToHttpOptions(new URL(args.shift()))
  else if (isURL(args[0])) options = urlToHttpOptions(args.shift())
  if (args[0] && typeof args[0] !== 'function') Object.assign(options, args.shift())
  options._defaultAgent = module.exports.globalAgent
  return new ClientRequest(options, ...args)
}

function get(input, options, callback) {
  const req = request(input, options, callback)
  req.end()
  return req
}

module.exports = { Agent, globalAgent, Server, createServer, get, request }
