'use strict'

// internal/http/connection: what a server does with a connection and the requests on it.

const net = require('net')
const { Buffer } = require('buffer')
const { ConnResetException, codes: { ERR_HTTP_REQUEST_TIMEOUT, ERR_HTTP_SOCKET_ENCODING } } = require('internal/errors')
const { parsers, freeParser, continueExpression, HTTPParser, isLenient, prepareError } = require('_http_common')
const { kUniqueHeaders } = require('_http_outgoing')
const { kNeedDrain, kServerState: kState } = require('internal/http')
const { now } = require('internal/http/parser')
const { STATUS_CODES, ServerResponse, emitClose } = require('internal/http/response')
const dc = require('diagnostics_channel')

let debug = require('internal/util/debuglog').debuglog('http', (fn) => { debug = fn })
const onRequestStartChannel = dc.channel('http.server.request.start')
const onResponseCreatedChannel = dc.channel('http.server.response.created')
const onResponseFinishChannel = dc.channel('http.server.response.finish')

const kServerResponse = Symbol('ServerResponse')
const kConnections = Symbol('http.server.connections')
const kOnExecute = HTTPParser.kOnExecute | 0
const kOnTimeout = HTTPParser.kOnTimeout | 0
const kLenientAll = HTTPParser.kLenientAll | 0
const kLenientNone = HTTPParser.kLenientNone | 0
// What a parser tells of a request.
const hasHost = 8
const hasExpect = 16

// none is the list of what few connections have.
const none = []

let lastOptions = { highWaterMark: 0, rejectNonStandardBodyWrites: false }

// optionsFor are those of a connection's responses: the same object for most.
function optionsFor(highWaterMark, rejectNonStandardBodyWrites) {
  if (lastOptions.highWaterMark !== highWaterMark || lastOptions.rejectNonStandardBodyWrites !== rejectNonStandardBodyWrites) {
    lastOptions = { highWaterMark, rejectNonStandardBodyWrites }
  }
  return lastOptions
}

// State is what a server knows of a connection. outgoing are the responses that wait for their turn, and outgoingData about how
// much they have to send: with more than the high-water mark no more is read.
class State {
  constructor(server, socket, parser) {
    this.server = server
    this.socket = socket
    this.parser = parser
    this.outgoing = none
    // The oldest request whose response has not ended, and those behind it.
    this.request = null
    this.incoming = none
    this.outgoingData = 0
    this.requestsCount = 0
    this.keepAliveTimeoutSet = false
    // Packages are known to call the listeners of 'close' on something else.
    this.onClose = () => closed(this)
    // idle says that no response is under way, since idleSince; a timer looks now and then, rather than begin anew at each request.
    this.idle = false
    this.idleSince = 0
    this.idleTimer = null
    this.options = optionsFor(socket.writableHighWaterMark, server.rejectNonStandardBodyWrites)
  }
}

class HTTPServerAsyncResource {
  constructor(type, socket) {
    this.type = type
    this.socket = socket
  }
}

// connectionListener is a server's listener of 'connection'; a program may call it with any Duplex.
function connectionListener(socket) {
  const server = this
  debug('SERVER new http connection')
  socket.server = server
  if (server.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(server.timeout)
  socket.on('timeout', socketOnTimeout)

  const parser = parsers.alloc()
  const lenient = server.insecureHTTPParser === undefined ? isLenient() : server.insecureHTTPParser
  parser.initialize(HTTPParser.REQUEST, new HTTPServerAsyncResource('HTTPINCOMINGMESSAGE', socket), server.maxHeaderSize || 0,
    lenient ? kLenientAll : kLenientNone, server[kConnections])
  parser.socket = socket
  socket.parser = parser
  if (typeof server.maxHeadersCount === 'number') parser.maxHeaderPairs = server.maxHeadersCount << 1

  const state = socket[kState] = new State(server, socket, parser)
  socket.on('data', socketOnData)
  socket.on('error', socketOnError)
  socket.on('end', socketOnEnd)
  socket.on('close', state.onClose)
  socket.on('drain', socketOnDrain)
  parser.onIncoming = parserOnIncoming

  // The parser has the connection to itself, until somebody wants the socket's data.
  socket.on('resume', onSocketResume)
  socket.on('pause', onSocketPause)
  socket.on = socketListenerWrap
  socket.addListener = socketAddListenerWrap
  socket.prependListener = socketPrependListenerWrap
  socket.setEncoding = socketSetEncoding

  const handle = socket._handle
  if (handle && !handle._consumed) parser._consumed = handle._consumed = parser.consume(handle)
  parser[kOnExecute] = onParserExecute
  parser[kOnTimeout] = onParserTimeout
  socket._paused = false
}

function socketSetEncoding() { throw new ERR_HTTP_SOCKET_ENCODING() }

// onPendingData is a response's _onPendingData; one that a program has made has no state.
function onPendingData(delta) {
  const state = this[kState]
  if (state === undefined) return
  state.outgoingData += delta
  drain(state.socket, state)
}

function socketOnDrain() { drain(this, this[kState]) }

function drain(socket, state) {
  if (socket._paused && state.outgoingData <= socket.writableHighWaterMark) {
    socket._paused = false
    if (socket.parser) socket.parser.resume()
    socket.resume()
  }
  const message = socket._httpMessage
  if (message && !message.finished && message[kNeedDrain]) {
    message[kNeedDrain] = false
    message.emit('drain')
  }
}

function socketOnTimeout() {
  const request = this.parser && this.parser.incoming
  const ofRequest = request && !request.complete && request.emit('timeout', this)
  const response = this._httpMessage
  const ofResponse = response && response.emit('timeout', this)
  const ofServer = this.server.emit('timeout', this)
  if (!ofRequest && !ofResponse && !ofServer) this.destroy()
}

function closed(state) {
  const { incoming, request, socket, idleTimer } = state
  freeParser(socket.parser, null, socket)
  if (idleTimer !== null) clearTimeout(idleTimer)
  state.request = null
  if (request !== null) request.destroy(new ConnResetException('aborted'))
  while (incoming.length > 0) incoming.shift().destroy(new ConnResetException('aborted'))
  const message = socket._httpMessage
  if (message && !message._listens) emitClose(message)
}

function socketOnEnd() {
  const state = this[kState]
  const { server, outgoing } = state
  const result = state.parser.finish()
  if (result instanceof Error) socketOnError.call(this, result)
  else if (!server.httpAllowHalfOpen) this.end()
  else if (outgoing.length > 0) outgoing[outgoing.length - 1]._last = true
  else if (this._httpMessage) this._httpMessage._last = true
  else this.end()
}

function socketOnData(data) {
  const state = this[kState]
  executed(state, state.parser.execute(data), data)
}

// onParserExecute is called with what a parser made of the data that it took from the connection itself.
function onParserExecute(result) {
  const { socket } = this
  socket._unrefTimer()
  const state = socket[kState]
  if (state.idle) state.idleSince = now()
  executed(state, result, undefined)
}

function onParserTimeout() {
  const { socket } = this
  if (!socket.server.emit('timeout', socket)) socket.destroy()
}

function onRequestTimeout(socket) { socketOnError.call(socket, new ERR_HTTP_REQUEST_TIMEOUT()) }

function noop() {}

function refusal(statusCode) { return Buffer.from(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\nConnection: close\r\n\r\n`) }

function statusOf(error) {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW': return 431
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW': return 413
    case 'ERR_HTTP_REQUEST_TIMEOUT': return 408
  }
  return 400
}

function socketOnError(error) {
  // Those that follow are of no interest.
  this.removeListener('error', socketOnError)
  if (this.listenerCount('error', noop) === 0) this.on('error', noop)
  if (this.server.emit('clientError', error, this)) return
  // Not amid a response.
  if (this.writable && (!this._httpMessage || !this._httpMessage._headerSent)) this.write(refusal(statusOf(error)))
  this.destroy(error)
}

function executed(state, result, data) {
  const { server, socket, parser } = state
  if (result instanceof Error) {
    prepareError(result, parser, data)
    debug('parse error', result)
    socketOnError.call(socket, result)
  } else if (parser.incoming !== null && parser.incoming.upgrade) {
    upgrade(server, socket, parser, result, data || parser.getCurrentBuffer())
  } else if (parser.incoming !== null && parser.incoming.method === 'PRI') {
    socket.destroy()
  }
  // Pausing has to wait until the parser is done with what it has.
  if (socket._paused && socket.parser) socket.parser.pause()
}

// upgrade hands the socket of an Upgrade or CONNECT to the program, with what came behind the request.
function upgrade(server, socket, parser, parsed, data) {
  const req = parser.incoming
  debug('SERVER upgrade or connect', req.method)
  socket.removeListener('data', socketOnData)
  socket.removeListener('end', socketOnEnd)
  socket.removeListener('close', socket[kState].onClose)
  socket.removeListener('drain', socketOnDrain)
  socket.removeListener('error', socketOnError)
  socket.removeListener('timeout', socketOnTimeout)
  unconsume(parser, socket)
  parser.finish()
  freeParser(parser, req, socket)
  const eventName = req.method === 'CONNECT' ? 'connect' : 'upgrade'
  if (eventName === 'upgrade' || server.listenerCount(eventName) > 0) {
    const head = data.slice(parsed, data.length)
    socket.readableFlowing = null
    server.emit(eventName, req, socket, head)
  } else {
    socket.destroy()
  }
}

// clearIncoming lets go of a request.
function clearIncoming(req) {
  req = req || this
  const parser = req.socket && req.socket.parser
  if (!parser || parser.incoming !== req) return
  if (req.readableEnded) parser.incoming = null
  else req.on('end', clearIncoming)
}

// resOnFinish is called before the listeners of a response's 'finish'.
function resOnFinish(res) {
  const { req } = res
  const state = res[kState]
  if (state === undefined) return
  const { server, socket } = state
  if (onResponseFinishChannel.hasSubscribers) onResponseFinishChannel.publish({ request: req, response: res, socket, server })
  state.request = state.incoming.length !== 0 ? state.incoming.shift() : null
  if (req.complete && req._readable === undefined) {
    // There was no body, and nobody has asked for it.
    req._dumped = req._released = true
    const { parser } = socket
    if (parser && parser.incoming === req) parser.incoming = null
  } else {
    // Nobody reads the body: it has to leave the wire all the same.
    if (!req._consuming && !req._readableState.resumeScheduled) req._dump()
    clearIncoming(req)
  }
  res.detachSocket(socket)
  if (res._events === undefined) res.destroyed = res._closed = true
  else process.nextTick(emitClose, res)
  if (res._last) {
    if (typeof socket.destroySoon === 'function') socket.destroySoon()
    else socket.end()
  } else if (state.outgoing.length === 0) {
    if (server.keepAliveTimeout && typeof socket.setTimeout === 'function') becomeIdle(state, server, socket)
  } else {
    const next = state.outgoing.shift()
    if (next) next.assignSocket(socket)
  }
}

// becomeIdle begins to wait for the next request: longer than announced, so that a client does not meet the end with one under way.
function becomeIdle(state, server, socket) {
  const timeout = server.keepAliveTimeout + server.keepAliveTimeoutBuffer
  if (socket.timeout) {
    socket.setTimeout(timeout)
    state.keepAliveTimeoutSet = true
    return
  }
  state.idle = true
  state.idleSince = now()
  if (state.idleTimer === null) state.idleTimer = setTimeout(lookIdle, timeout, state).unref()
}

function lookIdle(state) {
  state.idleTimer = null
  const { server, socket } = state
  if (!state.idle || socket.destroyed) return
  const left = state.idleSince + server.keepAliveTimeout + server.keepAliveTimeoutBuffer - now()
  if (left > 0) state.idleTimer = setTimeout(lookIdle, left, state).unref()
  else socket._onTimeout()
}

// parserOnIncoming is called with a request when its headers are there. It returns what the parser expects: 2 for no body and an
// end to HTTP, 0 for nothing special.
function parserOnIncoming(req, keepAlive) {
  const { socket } = this
  const state = socket[kState]
  const { server } = state
  state.idle = false
  if (state.keepAliveTimeoutSet) {
    socket.setTimeout(server.timeout || 0)
    state.keepAliveTimeoutSet = false
  }

  if (req.upgrade) {
    req.upgrade = req.method === 'CONNECT' || Boolean(server.shouldUpgradeCallback(req))
    if (req.upgrade) return 2
  }

  if (state.request === null) {
    state.request = req
  } else {
    if (state.incoming === none) state.incoming = []
    state.incoming.push(req)
  }
  // A client that does not read its responses gets no more of them.
  if (!socket._paused && (socket.writableLength !== 0 || state.outgoingData !== 0) &&
    (socket._writableState.needDrain || state.outgoingData >= socket.writableHighWaterMark)) {
    socket._paused = true
    socket.pause()
  }

  const res = new server[kServerResponse](req, state.options)
  res._keepAliveTimeout = server.keepAliveTimeout
  if (server.maxRequestsPerSocket) res._maxRequestsPerSocket = server.maxRequestsPerSocket
  res[kState] = state
  if (res.shouldKeepAlive !== keepAlive) res.shouldKeepAlive = keepAlive // HTTP/1.0 may ask for it
  if (server[kUniqueHeaders] !== null) res[kUniqueHeaders] = server[kUniqueHeaders]
  if (onResponseCreatedChannel.hasSubscribers) onResponseCreatedChannel.publish({ request: req, response: res })
  if (onRequestStartChannel.hasSubscribers) onRequestStartChannel.publish({ request: req, response: res, socket, server })

  if (!socket._httpMessage) {
    res.assignSocket(socket)
  } else {
    if (state.outgoing === none) state.outgoing = []
    state.outgoing.push(res)
  }

  if (req.httpVersionMajor !== 1 || req.httpVersionMinor !== 1 || !answered(server, socket, state, req, res)) server.emit('request', req, res)
  return 0
}

// answered reports whether a request of HTTP/1.1 was not one for the listeners of 'request', or has gone to them.
function answered(server, socket, state, req, res) {
  const found = req._bits
  // RFC 9112 section 3.2
  if (server.requireHostHeader && (found & hasHost) === 0) {
    res.writeHead(400, ['Connection', 'close'])
    res.end()
    return true
  }
  const limit = server.maxRequestsPerSocket
  if (typeof limit === 'number' && limit > 0) {
    state.requestsCount++
    res.maxRequestsOnConnectionReached = limit <= state.requestsCount
    if (limit < state.requestsCount) {
      server.emit('dropRequest', req, socket)
      res.writeHead(503)
      res.end()
      return true
    }
  }
  if ((found & hasExpect) === 0) return false
  if (continueExpression.test(req.headers.expect)) {
    res._expect_continue = true
    if (server.listenerCount('checkContinue') > 0) {
      server.emit('checkContinue', req, res)
    } else {
      res.writeContinue()
      server.emit('request', req, res)
    }
  } else if (server.listenerCount('checkExpectation') > 0) {
    server.emit('checkExpectation', req, res)
  } else {
    res.writeHead(417)
    res.end()
  }
  return true
}

// 'resume' comes late: the socket may have been paused meanwhile.
function onSocketResume() {
  if (this._paused) {
    this.pause()
    return
  }
  if (this._handle && !this._handle.reading) {
    this._handle.reading = true
    this._handle.readStart()
  }
}

function onSocketPause() {
  if (this._handle && this._handle.reading) {
    this._handle.reading = false
    this._handle.readStop()
  }
}

function unconsume(parser, socket) {
  if (!socket._handle) return
  if (parser._consumed) parser.unconsume()
  parser._consumed = false
  socket.removeListener('pause', onSocketPause)
  socket.removeListener('resume', onSocketResume)
}

function wrapListener(socket, name, event, listener) {
  const result = net.Socket.prototype[name].call(socket, event, listener)
  if (!socket.parser) {
    socket.on = net.Socket.prototype.on
    socket.addListener = net.Socket.prototype.addListener
    socket.prependListener = net.Socket.prototype.prependListener
  } else if (event === 'data' || event === 'readable') {
    unconsume(socket.parser, socket)
  }
  return result
}

function socketListenerWrap(event, listener) { return wrapListener(this, 'on', event, listener) }
function socketAddListenerWrap(event, listener) { return wrapListener(this, 'addListener', event, listener) }
function socketPrependListenerWrap(event, listener) { return wrapListener(this, 'prependListener', event, listener) }

ServerResponse.prototype._onPendingData = onPendingData
ServerResponse.prototype._onFinish = resOnFinish

module.exports = { connectionListener, onRequestTimeout, kServerResponse, kConnections }
