'use strict'

// _http_incoming: IncomingMessage, what a server's request and a client's response are.

const EE = require('events')
const { Readable } = require('stream')
const { rawHeaders } = require('internal/http/parser')
const { collect, distinct } = require('internal/http/headers')

const kHeaders = Symbol('kHeaders')
const kHeadersDistinct = Symbol('kHeadersDistinct')
const kTrailers = Symbol('kTrailers')
const kTrailersDistinct = Symbol('kTrailersDistinct')
const kTrailersCount = Symbol('kTrailersCount')

function readStart(socket) {
  if (socket && !socket._paused && socket.readable) socket.resume()
}

function readStop(socket) {
  if (socket) socket.pause()
}

function IncomingMessage(socket) {
  if (EE.usingDomains) EE.call(this)
  this.socket = socket
  this.client = socket
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype)
Object.setPrototypeOf(IncomingMessage, Readable)

// What most messages do not change, they find here.
Object.assign(IncomingMessage.prototype, {
  httpVersionMajor: null,
  httpVersionMinor: null,
  httpVersion: null,
  complete: false,
  joinDuplicateHeaders: false,
  aborted: false,
  upgrade: null,
  // Of a request.
  url: '',
  method: null,
  // Of a response.
  statusCode: null,
  statusMessage: null,
  // _consuming says that somebody reads, _dumped that nobody ever will.
  _consuming: false,
  _dumped: false,
  // What the headers are made of, and what else a parser has told of a request.
  _fields: undefined,
  _bits: 0,
  _rawHeaders: undefined,
  // Objects of headers are made when they are asked for.
  [kHeaders]: null,
  [kHeadersDistinct]: null,
  _headersCount: 0,
  _rawTrailers: undefined,
  [kTrailers]: null,
  [kTrailersDistinct]: null,
  [kTrailersCount]: 0,
  // The stream's state, which most requests never need; _bodyEnded says that the body has ended before there was one, _released
  // that the response has, too.
  _readable: undefined,
  _bodyEnded: false,
  _released: false,
})

// count is how many of the strings of rawHeaders count.
function count(message) { return Math.min(message._headersCount, message.rawHeaders.length) }

function readable(message) {
  const { socket } = message
  const state = new Readable.ReadableState(socket ? { highWaterMark: socket.readableHighWaterMark } : undefined, message, false)
  message._readable = state
  state.readingMore = true
  if (message._released) {
    state.ended = state.endEmitted = state.destroyed = state.closed = state.closeEmitted = true
  } else if (message._bodyEnded) {
    message.push(null)
  }
  return state
}

function define(name, get, set) { Object.defineProperty(IncomingMessage.prototype, name, { __proto__: null, get, set }) }

define('_readableState', function () {
  const state = this._readable
  return state === undefined ? readable(this) : state
}, function (value) { this._readable = value })
define('rawHeaders', function () {
  let raw = this._rawHeaders
  if (raw === undefined) this._rawHeaders = raw = this._fields === undefined ? [] : rawHeaders(this._fields)
  return raw
}, function (value) { this._rawHeaders = value })
define('rawTrailers', function () {
  let raw = this._rawTrailers
  if (raw === undefined) this._rawTrailers = raw = []
  return raw
}, function (value) { this._rawTrailers = value })
define('connection', function () { return this.socket }, function (value) { this.socket = value })
define('headers', function () {
  if (!this[kHeaders]) collect(this.rawHeaders, count(this), this[kHeaders] = {}, this.joinDuplicateHeaders)
  return this[kHeaders]
}, function (value) { this[kHeaders] = value })
define('headersDistinct', function () {
  if (!this[kHeadersDistinct]) distinct(this.rawHeaders, count(this), this[kHeadersDistinct] = { __proto__: null })
  return this[kHeadersDistinct]
}, function (value) { this[kHeadersDistinct] = value })
define('trailers', function () {
  if (!this[kTrailers]) collect(this.rawTrailers, this[kTrailersCount], this[kTrailers] = {}, this.joinDuplicateHeaders)
  return this[kTrailers]
}, function (value) { this[kTrailers] = value })
define('trailersDistinct', function () {
  if (!this[kTrailersDistinct]) distinct(this.rawTrailers, this[kTrailersCount], this[kTrailersDistinct] = { __proto__: null })
  return this[kTrailersDistinct]
}, function (value) { this[kTrailersDistinct] = value })

IncomingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback)
  this.socket.setTimeout(msecs)
  return this
}

// The parser pushes; all there is to do is to let the socket flow.
IncomingMessage.prototype._read = function _read(n) {
  if (!this._consuming) {
    this._readableState.readingMore = false
    this._consuming = true
  }
  if (this.socket.readable) readStart(this.socket)
}

IncomingMessage.prototype._destroy = function _destroy(error, callback) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true
    this.emit('aborted')
  }
  // The socket may be destroyed already, and then this is how that is told.
  if (this.socket && !this.socket.destroyed && this.aborted) {
    this.socket.destroy(error)
    const cleanup = require('stream').finished(this.socket, (failure) => {
      if (failure?.code === 'ERR_STREAM_PREMATURE_CLOSE') failure = null
      cleanup()
      process.nextTick(onError, this, failure || error, callback)
    })
  } else {
    process.nextTick(onError, this, error, callback)
  }
}

// An error is told of only to those who listen.
function onError(self, error, callback) {
  if (self.listenerCount('error') === 0) callback()
  else callback(error)
}

IncomingMessage.prototype._addHeaderLines = function _addHeaderLines(headers, n) {
  if (!headers || headers.length === 0) return
  let target
  if (this.complete) {
    this.rawTrailers = headers
    this[kTrailersCount] = n
    target = this[kTrailers]
  } else {
    this.rawHeaders = headers
    this._headersCount = n
    target = this[kHeaders]
  }
  if (target) collect(headers, n, target, this.joinDuplicateHeaders)
}

IncomingMessage.prototype._addHeaderLine = function _addHeaderLine(field, value, dest) {
  collect([field, value], 2, dest, this.joinDuplicateHeaders)
}

IncomingMessage.prototype._addHeaderLineDistinct = function _addHeaderLineDistinct(field, value, dest) {
  distinct([field, value], 2, dest)
}

// _dump lets the rest flow to nowhere.
IncomingMessage.prototype._dump = function _dump() {
  if (this._dumped) return
  this._dumped = true
  this.removeAllListeners('data')
  this.resume()
}

module.exports = { IncomingMessage, readStart, readStop, kHeaders }
