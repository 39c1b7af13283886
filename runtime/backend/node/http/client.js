'use strict'

// _http_client: ClientRequest. What happens between its socket and its response is in internal/http/exchange.

const net = require('net')
const { Buffer } = require('buffer')
const { addAbortSignal } = require('stream')
const { kEmptyObject, once } = require('internal/util')
const {
  codes: { ERR_HTTP_HEADERS_SENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN, ERR_INVALID_PROTOCOL, ERR_OUT_OF_RANGE, ERR_UNESCAPED_CHARACTERS },
} = require('internal/errors')
const { validateBoolean, validateInteger, validateNumber } = require('internal/validators')
const { kUniqueHeaders, parseUniqueHeadersOption, OutgoingMessage } = require('_http_outgoing')
const Agent = require('_http_agent')
const { URL, urlToHttpOptions, isURL } = require('internal/url')
const { kOutHeaders, observers, startPerf } = require('internal/http')
const { isToken, isPath } = require('internal/http/headers')
const { emitErrorEvent, onSocketNT, listenSocketTimeout, kError, kClientRequestStatistics } = require('internal/http/exchange')
const dc = require('diagnostics_channel')

const onClientRequestCreatedChannel = dc.channel('http.client.request.created')
const onClientRequestStartChannel = dc.channel('http.client.request.start')
const maxTimeout = 2 ** 31 - 1

function validateHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host)
  }
  return host
}

// getTimerDuration is a time that a timer takes.
function getTimerDuration(msecs, name) {
  validateNumber(msecs, name)
  if (msecs < 0 || !Number.isFinite(msecs)) throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs)
  if (msecs <= maxTimeout) return msecs
  process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${maxTimeout}.`, 'TimeoutOverflowWarning')
  return maxTimeout
}

// agentOf is the agent that a request is for: undefined if it makes its own connection.
function agentOf(options, defaultAgent) {
  const { agent } = options
  if (agent === false) return new defaultAgent.constructor()
  if (agent === null || agent === undefined) return typeof options.createConnection === 'function' ? agent : defaultAgent
  if (typeof agent.addRequest !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.agent', ['Agent-like Object', 'undefined', 'false'], agent)
  }
  return agent
}

function ClientRequest(input, options, callback) {
  OutgoingMessage.call(this)
  if (typeof input === 'string') {
    input = urlToHttpOptions(new URL(input))
  } else if (isURL(input)) {
    input = urlToHttpOptions(input)
  } else {
    callback = options
    options = input
    input = null
  }
  if (typeof options === 'function') {
    callback = options
    options = input || kEmptyObject
  } else {
    options = Object.assign(input || {}, options)
  }

  const defaultAgent = options._defaultAgent || Agent.globalAgent
  const agent = this.agent = agentOf(options, defaultAgent)
  const protocol = options.protocol || defaultAgent.protocol
  const expectedProtocol = (agent && agent.protocol) || defaultAgent.protocol
  if (options.path && !isPath(String(options.path))) throw new ERR_UNESCAPED_CHARACTERS('Request path')
  if (protocol !== expectedProtocol) throw new ERR_INVALID_PROTOCOL(protocol, expectedProtocol)

  const defaultPort = options.defaultPort || (agent && agent.defaultPort)
  const forSocket = Object.assign({ __proto__: null }, options)
  const port = forSocket.port = options.port || defaultPort || 80
  const host = forSocket.host = validateHost(options.hostname, 'hostname') || validateHost(options.host, 'host') || 'localhost'
  this.socketPath = options.socketPath
  if (options.timeout !== undefined) this.timeout = getTimerDuration(options.timeout, 'timeout')
  if (options.signal) {
    addAbortSignal(options.signal, this)
    delete forSocket.signal
  }
  setOptions(this, options)
  const { method } = this
  this.path = options.path || '/'
  if (callback) this.once('response', callback)
  this.useChunkedEncodingByDefault = !(method === 'GET' || method === 'HEAD' || method === 'DELETE' || method === 'OPTIONS' || method === 'TRACE' ||
    method === 'CONNECT')

  this._ended = false
  this.res = null
  this.aborted = false
  this.timeoutCb = null
  this.upgradeOrConnect = false
  this.parser = null
  this.maxHeadersCount = null
  this.reusedSocket = false
  this.host = host
  this.protocol = protocol
  if (agent) {
    // Without a limit an agent that keeps nothing makes a connection for each request.
    const alone = !agent.keepAlive && !Number.isFinite(agent.maxSockets)
    this._last = alone
    this.shouldKeepAlive = !alone
  }

  if (Array.isArray(options.headers)) this._storeHeader(this.method + ' ' + this.path + ' HTTP/1.1\r\n', options.headers)
  else setHeaders(this, options, host, port, defaultPort)
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders)

  if (agent) {
    agent.addRequest(this, forSocket)
  } else {
    this._last = true
    this.shouldKeepAlive = false
    connect(this, forSocket)
  }
  if (onClientRequestCreatedChannel.hasSubscribers) onClientRequestCreatedChannel.publish({ request: this })
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype)
Object.setPrototypeOf(ClientRequest, OutgoingMessage)

function setOptions(self, options) {
  const { method, maxHeaderSize, insecureHTTPParser, joinDuplicateHeaders } = options
  if (method !== null && method !== undefined && typeof method !== 'string') throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method)
  if (method) {
    if (!isToken(method)) throw new ERR_INVALID_HTTP_TOKEN('Method', method)
    self.method = method.toUpperCase()
  } else {
    self.method = 'GET'
  }
  if (maxHeaderSize !== undefined) validateInteger(maxHeaderSize, 'maxHeaderSize', 0)
  self.maxHeaderSize = maxHeaderSize
  if (insecureHTTPParser !== undefined) validateBoolean(insecureHTTPParser, 'options.insecureHTTPParser')
  self.insecureHTTPParser = insecureHTTPParser
  if (joinDuplicateHeaders !== undefined) validateBoolean(joinDuplicateHeaders, 'options.joinDuplicateHeaders')
  self.joinDuplicateHeaders = joinDuplicateHeaders
  if (options.setDefaultHeaders === false) {
    self._removedConnection = true
    self._removedContLen = true
    self._removedTE = true
  }
}

function setHeaders(self, options, host, port, defaultPort) {
  const { headers } = options
  if (headers) {
    const keys = Object.keys(headers)
    for (let i = 0; i < keys.length; i++) self.setHeader(keys[i], headers[keys[i]])
  }
  const { setHost = options.setDefaultHeaders !== false } = options
  if (host && setHost && !self.getHeader('host')) {
    let hostHeader = host
    // An address of IPv6 has brackets there (RFC 3986 section 3.2.2).
    const colon = host.indexOf(':')
    if (colon !== -1 && host.includes(':', colon + 1) && host.charCodeAt(0) !== 91) hostHeader = `[${host}]`
    if (port && +port !== defaultPort) hostHeader += ':' + port
    self.setHeader('Host', hostHeader)
  }
  if (options.auth && !self.getHeader('Authorization')) {
    self.setHeader('Authorization', 'Basic ' + Buffer.from(options.auth).toString('base64'))
  }
  if (self.getHeader('expect')) {
    if (self._header) throw new ERR_HTTP_HEADERS_SENT('render')
    self._implicitHeader()
  }
}

// connect makes a connection for one request.
function connect(self, options) {
  if (options.socketPath) options.path = options.socketPath
  else if (options.path) options.path = undefined
  if (typeof options.createConnection !== 'function') {
    self.onSocket(net.createConnection(options))
    return
  }
  const oncreate = once((error, socket) => {
    if (error) process.nextTick(emitErrorEvent, self, error)
    else self.onSocket(socket)
  })
  try {
    const socket = options.createConnection(options, oncreate)
    if (socket) oncreate(null, socket)
  } catch (error) {
    oncreate(error)
  }
}

ClientRequest.prototype._finish = function _finish() {
  OutgoingMessage.prototype._finish.call(this)
  if (observers.size !== 0) {
    startPerf(this, kClientRequestStatistics, 'HttpClient', {
      req: {
        method: this.method,
        url: `${this.protocol}//${this.host}${this.path}`,
        headers: typeof this.getHeaders === 'function' ? this.getHeaders() : {},
      },
    })
  }
  if (onClientRequestStartChannel.hasSubscribers) onClientRequestStartChannel.publish({ request: this })
}

ClientRequest.prototype._implicitHeader = function _implicitHeader() {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('render')
  this._storeHeader(this.method + ' ' + this.path + ' HTTP/1.1\r\n', this[kOutHeaders])
}

ClientRequest.prototype.abort = function abort() {
  if (this.aborted) return
  this.aborted = true
  process.nextTick(emitAbortNT, this)
  this.destroy()
}

function emitAbortNT(req) { req.emit('abort') }

ClientRequest.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this
  this.destroyed = true
  // The rest of the response is of no interest.
  if (this.res) this.res._dump()
  this[kError] = error
  this.socket?.destroy(error)
  return this
}

ClientRequest.prototype.onSocket = function onSocket(socket, error) { process.nextTick(onSocketNT, this, socket, error) }

// _deferToConnect calls a method of the socket once there is one that is connected.
ClientRequest.prototype._deferToConnect = function _deferToConnect(method, args) {
  const call = () => {
    if (method) this.socket[method](...args)
  }
  const onSocket = () => {
    if (this.socket.writable) call()
    else this.socket.once('connect', call)
  }
  if (!this.socket) this.once('socket', onSocket)
  else onSocket()
}

ClientRequest.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (this._ended) return this
  listenSocketTimeout(this)
  msecs = getTimerDuration(msecs, 'msecs')
  if (callback) this.once('timeout', callback)
  if (this.socket) setSocketTimeout(this.socket, msecs)
  else this.once('socket', (socket) => setSocketTimeout(socket, msecs))
  return this
}

function setSocketTimeout(socket, msecs) {
  if (socket.connecting) socket.once('connect', function () { socket.setTimeout(msecs) })
  else socket.setTimeout(msecs)
}

ClientRequest.prototype.setNoDelay = function setNoDelay(noDelay) { this._deferToConnect('setNoDelay', [noDelay]) }

ClientRequest.prototype.setSocketKeepAlive = function setSocketKeepAlive(enable, initialDelay) {
  this._deferToConnect('setKeepAlive', [enable, initialDelay])
}

ClientRequest.prototype.clearTimeout = function clearTimeout(callback) { this.setTimeout(0, callback) }

module.exports = { ClientRequest }
