'use strict'

// internal/http/exchange: what happens between a ClientRequest, its socket and its response.

const { finished } = require('stream')
const { ConnResetException } = require('internal/errors')
const { freeParser, parsers, HTTPParser, isLenient, prepareError } = require('_http_common')
const { kNeedDrain, observers, stopPerf } = require('internal/http')
const dc = require('diagnostics_channel')

let debug = require('internal/util/debuglog').debuglog('http', (fn) => { debug = fn })
const onClientRequestErrorChannel = dc.channel('http.client.request.error')
const onClientResponseFinishChannel = dc.channel('http.client.response.finish')
const kError = Symbol('kError')
const kClientRequestStatistics = Symbol('ClientRequestStatistics')
const kLenientAll = HTTPParser.kLenientAll | 0
const kLenientNone = HTTPParser.kLenientNone | 0

class HTTPClientAsyncResource {
  constructor(type, req) {
    this.type = type
    this.req = req
  }
}

function emitErrorEvent(request, error) {
  if (onClientRequestErrorChannel.hasSubscribers) onClientRequestErrorChannel.publish({ request, error })
  request.emit('error', error)
}

function emitClose(req) {
  req._closed = true
  req.emit('close')
}

function onSocketNT(req, socket, error) {
  if (!req.destroyed && !error) {
    start(req, socket)
    req._flush()
    return
  }
  req.destroyed = true
  if (!socket) {
    fail(req, error || req[kError])
  } else if (!error && req.agent && !socket.destroyed) {
    // Another request can have it.
    socket.emit('free')
    fail(req, req[kError])
  } else {
    finished(socket.destroy(error || req[kError]), (failure) => {
      if (failure?.code === 'ERR_STREAM_PREMATURE_CLOSE') failure = null
      fail(req, failure || error)
    })
  }
}

// fail ends a request that had no connection.
function fail(req, error) {
  if (!req.aborted && !error) error = new ConnResetException('socket hang up')
  if (error) emitErrorEvent(req, error)
  emitClose(req)
}

// start gives a request its socket.
function start(req, socket) {
  const parser = parsers.alloc()
  req.socket = socket
  const lenient = req.insecureHTTPParser === undefined ? isLenient() : req.insecureHTTPParser
  parser.initialize(HTTPParser.RESPONSE, new HTTPClientAsyncResource('HTTPINCOMINGMESSAGE', req), req.maxHeaderSize || 0,
    lenient ? kLenientAll : kLenientNone)
  parser.socket = socket
  parser.outgoing = req
  req.parser = parser
  socket.parser = parser
  socket._httpMessage = req
  if (typeof req.maxHeadersCount === 'number') parser.maxHeaderPairs = req.maxHeadersCount << 1
  parser.joinDuplicateHeaders = req.joinDuplicateHeaders
  parser.onIncoming = parserOnIncomingClient
  socket.on('error', socketErrorListener)
  socket.on('data', socketOnData)
  socket.on('end', socketOnEnd)
  socket.on('close', socketCloseListener)
  socket.on('drain', ondrain)
  if (req.timeout !== undefined || (req.agent && req.agent.options && req.agent.options.timeout)) listenSocketTimeout(req)
  req.emit('socket', socket)
}

function ondrain() {
  const message = this._httpMessage
  if (message && !message.finished && message[kNeedDrain]) {
    message[kNeedDrain] = false
    message.emit('drain')
  }
}

function hangUp(req) {
  req.socket._hadError = true
  emitErrorEvent(req, new ConnResetException('socket hang up'))
}

function socketCloseListener() {
  debug('HTTP socket close')
  const req = this._httpMessage
  // A listener may free it.
  const { parser } = this
  const { res } = req
  req.destroyed = true
  if (res) {
    if (!res.complete) res.destroy(new ConnResetException('aborted'))
    emitClose(req)
    if (!res.aborted && res.readable) res.push(null)
  } else {
    if (!req.socket._hadError) hangUp(req)
    emitClose(req)
  }
  // What was not sent is lost.
  if (req.outputData) req.outputData = []
  if (parser) {
    parser.finish()
    freeParser(parser, req, this)
  }
}

function socketErrorListener(error) {
  debug('SOCKET ERROR:', error.message, error.stack)
  const req = this._httpMessage
  if (req) {
    // One error is enough.
    req.socket._hadError = true
    emitErrorEvent(req, error)
  }
  const { parser } = this
  if (parser) {
    parser.finish()
    freeParser(parser, req, this)
  }
  this.removeListener('data', socketOnData)
  this.removeListener('end', socketOnEnd)
  this.destroy()
}

function socketOnEnd() {
  const req = this._httpMessage
  const { parser } = this
  if (!req.res && !req.socket._hadError) hangUp(req)
  if (parser) {
    parser.finish()
    freeParser(parser, req, this)
  }
  this.destroy()
}

function socketOnData(data) {
  const req = this._httpMessage
  const { parser } = this
  const result = parser.execute(data)
  if (result instanceof Error) {
    prepareError(result, parser, data)
    debug('parse error', result)
    freeParser(parser, req, this)
    this.removeListener('data', socketOnData)
    this.removeListener('end', socketOnEnd)
    this.destroy()
    req.socket._hadError = true
    emitErrorEvent(req, result)
  } else if (parser.incoming && parser.incoming.upgrade) {
    upgrade(this, req, parser, data.slice(result, data.length))
  } else if (parser.incoming && parser.incoming.complete && !isInformational(parser.incoming.statusCode)) {
    this.removeListener('data', socketOnData)
    this.removeListener('end', socketOnEnd)
    this.removeListener('drain', ondrain)
    freeParser(parser, req, this)
  }
}

// upgrade hands the socket of an Upgrade or CONNECT to the program, with what came behind the response.
function upgrade(socket, req, parser, head) {
  const res = parser.incoming
  req.res = res
  socket.removeListener('data', socketOnData)
  socket.removeListener('end', socketOnEnd)
  socket.removeListener('drain', ondrain)
  if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb)
  socket.removeListener('timeout', responseOnTimeout)
  parser.finish()
  freeParser(parser, req, socket)
  const eventName = req.method === 'CONNECT' ? 'connect' : 'upgrade'
  if (req.listenerCount(eventName) === 0) {
    socket.destroy()
    return
  }
  req.upgradeOrConnect = true
  socket.emit('agentRemove')
  socket.removeListener('close', socketCloseListener)
  socket.removeListener('error', socketErrorListener)
  socket._httpMessage = null
  socket.readableFlowing = null
  req.emit(eventName, res, socket, head)
  req.destroyed = true
  emitClose(req)
}

// isInformational reports whether another response follows: 101 is an end to HTTP.
function isInformational(status) { return status < 200 && status >= 100 && status !== 101 }

// parserOnIncomingClient is called with a response when its headers are there. It returns what the parser expects: 1 for no body,
// 2 for an end to HTTP besides, 0 for nothing special.
function parserOnIncomingClient(res, shouldKeepAlive) {
  const { socket } = this
  const req = socket._httpMessage
  if (req.res) {
    // A second response.
    socket.destroy()
    return 0
  }
  req.res = res
  if (res.upgrade) return 2
  const { method } = req
  if (method === 'CONNECT') {
    res.upgrade = true
    return 2
  }
  if (isInformational(res.statusCode)) {
    informational(req, res)
    return 1
  }
  // Once upgraded, a connection is no longer the agent's.
  if (req.shouldKeepAlive && !shouldKeepAlive && !req.upgradeOrConnect) req.shouldKeepAlive = false
  if (observers.size !== 0 && req[kClientRequestStatistics]) {
    stopPerf(req, kClientRequestStatistics, { res: { statusCode: res.statusCode, statusMessage: res.statusMessage, headers: res.headers } })
  }
  if (onClientResponseFinishChannel.hasSubscribers) onClientResponseFinishChannel.publish({ request: req, response: res })
  res.req = req
  // Before the program's listeners.
  res.on('end', responseOnEnd)
  req.on('finish', requestOnFinish)
  socket.on('timeout', responseOnTimeout)
  // Without a listener nobody can read it.
  if (req.aborted || !req.emit('response', res)) res._dump()
  if (method === 'HEAD') return 1
  if (res.statusCode === 304) {
    res.complete = true
    return 1
  }
  return 0
}

function informational(req, res) {
  // There will be another.
  req.res = null
  if (res.statusCode === 100) req.emit('continue')
  req.emit('information', {
    statusCode: res.statusCode,
    statusMessage: res.statusMessage,
    httpVersion: res.httpVersion,
    httpVersionMajor: res.httpVersionMajor,
    httpVersionMinor: res.httpVersionMinor,
    headers: res.headers,
    rawHeaders: res.rawHeaders,
  })
}

// responseKeepAlive gives the socket back to the agent.
function responseKeepAlive(req) {
  const { socket } = req
  if (req.timeoutCb) {
    socket.setTimeout(0, req.timeoutCb)
    req.timeoutCb = null
  }
  socket.removeListener('close', socketCloseListener)
  socket.removeListener('error', socketErrorListener)
  socket.removeListener('data', socketOnData)
  socket.removeListener('end', socketOnEnd)
  // After the program's listeners of 'end'.
  process.nextTick(emitFreeNT, req)
  req.destroyed = true
  // To destroy the response is not to destroy the socket.
  if (req.res) req.res.socket = null
}

function emitFreeNT(req) {
  emitClose(req)
  if (req.socket) req.socket.emit('free')
}

function responseOnEnd() {
  const { req } = this
  const { socket } = req
  if (socket) {
    if (req.timeoutCb) socket.removeListener('timeout', emitRequestTimeout)
    socket.removeListener('timeout', responseOnTimeout)
  }
  req._ended = true
  if (!req.shouldKeepAlive) {
    if (socket.writable) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon()
      else socket.end()
    }
  } else if (req.writableFinished && !this.aborted) {
    responseKeepAlive(req)
  }
}

function responseOnTimeout() {
  const req = this._httpMessage
  if (req && req.res) req.res.emit('timeout')
}

// The response may be complete before the request is.
function requestOnFinish() {
  if (this.shouldKeepAlive && this._ended) responseKeepAlive(this)
}

function emitRequestTimeout() {
  const req = this._httpMessage
  if (req) req.emit('timeout')
}

// listenSocketTimeout makes 'timeout' of the socket one of the request.
function listenSocketTimeout(req) {
  if (req.timeoutCb) return
  // It is taken off when the request ends.
  req.timeoutCb = emitRequestTimeout
  if (req.socket) req.socket.once('timeout', emitRequestTimeout)
  else req.on('socket', listenOnSocket)
}

function listenOnSocket(socket) { socket.once('timeout', emitRequestTimeout) }

module.exports = { emitErrorEvent, onSocketNT, listenSocketTimeout, kError, kClientRequestStatistics }
