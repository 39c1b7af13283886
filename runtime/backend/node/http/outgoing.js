'use strict'

// _http_outgoing: OutgoingMessage, what a client's request and a server's response are. What has to do with headers is in
// internal/http/outgoing/headers.

const EE = require('events')
const { Stream } = require('stream')
const { Buffer } = require('buffer')
const { isIdle } = require('internal/streams/writable-state')
const { fromArrayBuffer } = require('internal/buffer')
const { getDefaultHighWaterMark } = require('internal/streams/state')
const {
  codes: {
    ERR_HTTP_BODY_NOT_ALLOWED, ERR_HTTP_CONTENT_LENGTH_MISMATCH, ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_STREAM_ALREADY_FINISHED,
    ERR_STREAM_CANNOT_PIPE, ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES, ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors')
const { kOutHeaders, kNeedDrain } = require('internal/http')
const headers = require('internal/http/outgoing/headers')
const { respond } = require('internal/http/headers')

const kCorked = Symbol('corked')
const kChunkedBuffer = Symbol('kChunkedBuffer')
const kChunkedLength = Symbol('kChunkedLength')
const kBytesWritten = Symbol('kBytesWritten')
const kErrored = Symbol('errored')
const kHighWaterMark = Symbol('kHighWaterMark')
const kRejectNonStandardBodyWrites = Symbol('kRejectNonStandardBodyWrites')
const streamWrite = require('stream').Duplex.prototype.write
const CRLF = Buffer.from('\r\n')

function nop() {}

// nothing is the outputData of a message to which nothing was written.
const nothing = Object.freeze([])

function OutgoingMessage(options) { initialize(this, options) }
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype)
Object.setPrototypeOf(OutgoingMessage, Stream)

function initialize(self, options) {
  if (EE.usingDomains) EE.call(self)
  if (options === undefined || options === null) return
  const { highWaterMark } = options
  // Most have the default, which a property of their own would cost more than the rest of them.
  if (highWaterMark !== undefined && highWaterMark !== null && highWaterMark !== getDefaultHighWaterMark()) self[kHighWaterMark] = highWaterMark
  if (options.rejectNonStandardBodyWrites) self[kRejectNonStandardBodyWrites] = options.rejectNonStandardBodyWrites
}

// What most messages do not change, they find here.
Object.assign(OutgoingMessage.prototype, {
  // What waits until the message has its turn on a connection; outputSize is about how much that is.
  outputData: nothing,
  outputSize: 0,
  writable: true,
  destroyed: false,
  _last: false,
  chunkedEncoding: false,
  shouldKeepAlive: true,
  maxRequestsOnConnectionReached: false,
  _defaultKeepAlive: true,
  useChunkedEncodingByDefault: true,
  sendDate: false,
  _removedConnection: false,
  _removedContLen: false,
  _removedTE: false,
  strictContentLength: false,
  [kBytesWritten]: 0,
  _contentLength: null,
  _hasBody: true,
  _trailer: '',
  [kNeedDrain]: false,
  finished: false,
  _headerSent: false,
  [kCorked]: 0,
  // What is written while corked becomes one chunk; the list is made at the first.
  [kChunkedBuffer]: null,
  [kChunkedLength]: 0,
  _closed: false,
  socket: null,
  _header: null,
  [kOutHeaders]: null,
  [headers.kUniqueHeaders]: null,
  _keepAliveTimeout: 0,
  _onPendingData: nop,
  [kErrored]: null,
  [kRejectNonStandardBodyWrites]: false,
  // A server's function that is called before the listeners of 'finish'.
  _onFinish: undefined,
})
Object.defineProperty(OutgoingMessage.prototype, kHighWaterMark, {
  __proto__: null,
  get() { return getDefaultHighWaterMark() },
  set(value) { Object.defineProperty(this, kHighWaterMark, { __proto__: null, value, writable: true, enumerable: true, configurable: true }) },
})
Object.assign(OutgoingMessage.prototype, headers.methods)
Object.defineProperties(OutgoingMessage.prototype, headers.properties)

function define(name, get, set = undefined) { Object.defineProperty(OutgoingMessage.prototype, name, { __proto__: null, get, set }) }

define('errored', function () { return this[kErrored] })
define('closed', function () { return this._closed })
define('writableFinished', function () {
  return this.finished && this.outputSize === 0 && (!this.socket || this.socket.writableLength === 0)
})
define('writableObjectMode', function () { return false })
define('writableLength', function () {
  return this.outputSize + this[kChunkedLength] + (this.socket ? this.socket.writableLength : 0)
})
define('writableHighWaterMark', function () { return this.socket ? this.socket.writableHighWaterMark : this[kHighWaterMark] })
define('writableCorked', function () { return this[kCorked] })
define('writableEnded', function () { return this.finished })
define('writableNeedDrain', function () { return !this.destroyed && !this.finished && this[kNeedDrain] })
define('connection', function () { return this.socket }, function (value) { this.socket = value })

OutgoingMessage.prototype.cork = function cork() {
  this[kCorked]++
  if (this.socket) this.socket.cork()
}

OutgoingMessage.prototype.uncork = function uncork() {
  this[kCorked]--
  if (this.socket) this.socket.uncork()
  if (!this[kCorked] && this[kChunkedLength] !== 0) sendChunks(this)
}

// sendChunks sends what was written while the message was corked, as one chunk.
function sendChunks(self) {
  const list = self[kChunkedBuffer]
  let callbacks
  self._send(self[kChunkedLength].toString(16), 'latin1', null)
  self._send(CRLF, null, null)
  for (let i = 0; i < list.length; i += 3) {
    self._send(list[i], list[i + 1], null)
    if (list[i + 2] !== nop) {
      if (callbacks === undefined) callbacks = []
      callbacks.push(list[i + 2])
    }
  }
  self._send(CRLF, null, callbacks === undefined ? null : (error) => {
    for (let i = 0; i < callbacks.length; i++) callbacks[i](error)
  })
  self[kChunkedBuffer] = null
  self[kChunkedLength] = 0
}

OutgoingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback)
  if (!this.socket) {
    this.once('socket', function socketSetTimeoutOnConnect(socket) { socket.setTimeout(msecs) })
  } else {
    this.socket.setTimeout(msecs)
  }
  return this
}

OutgoingMessage.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this
  this.destroyed = true
  this[kErrored] = error
  if (this.socket) {
    this.socket.destroy(error)
  } else {
    this.once('socket', function socketDestroyOnConnect(socket) { socket.destroy(error) })
  }
  return this
}

// _send writes to the socket, or to the queue, with the head before it: head and first chunk are to be one packet.
OutgoingMessage.prototype._send = function _send(data, encoding, callback, byteLength) {
  if (!this._headerSent && this._header !== null) {
    if (typeof data === 'string' && (!encoding || encoding === 'utf8' || encoding === 'latin1')) {
      data = this._header + data
    } else {
      const header = this._header
      if (this.outputData === nothing) this.outputData = []
      this.outputData.unshift({ data: header, encoding: 'latin1', callback: null })
      this.outputSize += header.length
      this._onPendingData(header.length)
    }
    this._headerSent = true
  }
  return this._writeRaw(data, encoding, callback, byteLength)
}

OutgoingMessage.prototype._writeRaw = function _writeRaw(data, encoding, callback, size) {
  const { socket } = this
  // 'close' will follow.
  if (socket && socket.destroyed) return false
  if (typeof encoding === 'function') {
    callback = encoding
    encoding = null
  }
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length !== 0) this._flushOutput(socket)
    return socket.write(data, encoding, callback)
  }
  if (this.outputData === nothing) this.outputData = []
  this.outputData.push({ data, encoding, callback })
  this.outputSize += data.length
  this._onPendingData(data.length)
  return this.outputSize < this[kHighWaterMark]
}

OutgoingMessage.prototype._implicitHeader = function _implicitHeader() { throw new ERR_METHOD_NOT_IMPLEMENTED('_implicitHeader()') }

OutgoingMessage.prototype.write = function write(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding
    encoding = null
  }
  const more = writeBody(this, chunk, encoding, callback, false)
  if (!more) this[kNeedDrain] = true
  return more
}

function onError(message, error, callback) {
  if (!message.destroyed) process.nextTick(emitErrorNT, message, error, callback)
}

function emitErrorNT(message, error, callback) {
  callback(error)
  if (typeof message.emit === 'function' && !message.destroyed) message.emit('error', error)
}

// isStrict reports whether the body has to be as long as Content-Length says.
function isStrict(message) {
  return message.strictContentLength && message._contentLength !== null && message._contentLength !== undefined && message._hasBody &&
    !message._removedContLen && !message.chunkedEncoding && !message.hasHeader('transfer-encoding')
}

function lengthOf(chunk, encoding) { return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength }

function writeBody(message, chunk, encoding, callback, fromEnd) {
  if (typeof callback !== 'function') callback = nop
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES()
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
    throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk)
  }
  if (message.finished || message.destroyed) {
    const error = message.finished ? new ERR_STREAM_WRITE_AFTER_END() : new ERR_STREAM_DESTROYED('write')
    if (!message.destroyed) onError(message, error, callback)
    else process.nextTick(callback, error)
    return false
  }

  let length = -1
  if (message.strictContentLength) {
    length = lengthOf(chunk, encoding)
    const total = message[kBytesWritten] + length
    if (isStrict(message) && (fromEnd ? total !== message._contentLength : total > message._contentLength)) {
      throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(total, message._contentLength)
    }
    message[kBytesWritten] = total
  }

  if (!message._header) {
    if (fromEnd) {
      if (length < 0) length = lengthOf(chunk, encoding)
      message._contentLength = length
    }
    message._implicitHeader()
  }

  if (!message._hasBody) {
    if (message[kRejectNonStandardBodyWrites]) throw new ERR_HTTP_BODY_NOT_ALLOWED()
    process.nextTick(callback)
    return true
  }

  const { socket } = message
  if (!fromEnd && socket && !socket.writableCorked) {
    socket.cork()
    process.nextTick(connectionCorkNT, socket)
  }

  if (!message.chunkedEncoding || chunk.length === 0) return message._send(chunk, encoding, callback, length)
  if (length < 0) length = lengthOf(chunk, encoding)
  if (message[kCorked] && message._headerSent) {
    if (message[kChunkedBuffer] === null) message[kChunkedBuffer] = []
    message[kChunkedBuffer].push(chunk, encoding, callback)
    message[kChunkedLength] += length
    return message[kChunkedLength] < message[kHighWaterMark]
  }
  message._send(length.toString(16), 'latin1', null)
  message._send(CRLF, null, null)
  message._send(chunk, encoding, null, length)
  return message._send(CRLF, null, callback)
}

function connectionCorkNT(socket) { socket.uncork() }

function onFinish(message) {
  if (message && message.socket && message.socket._hadError) return
  if (message._onFinish !== undefined) message._onFinish(message)
  if (message._events !== undefined) message.emit('finish')
}

OutgoingMessage.prototype.end = function end(chunk, encoding, callback) {
  if (typeof chunk === 'function') {
    callback = chunk
    chunk = null
    encoding = null
  } else if (typeof encoding === 'function') {
    callback = encoding
    encoding = null
  }

  if (chunk) {
    if (this.finished) {
      onError(this, new ERR_STREAM_WRITE_AFTER_END(), typeof callback !== 'function' ? nop : callback)
      return this
    }
    if (this.socket) this.socket.cork()
    writeBody(this, chunk, encoding, null, true)
  } else if (this.finished) {
    if (typeof callback === 'function') {
      if (!this.writableFinished) this.on('finish', callback)
      else callback(new ERR_STREAM_ALREADY_FINISHED('end'))
    }
    return this
  } else if (!this._header) {
    if (this.socket) this.socket.cork()
    this._contentLength = 0
    this._implicitHeader()
  }

  if (typeof callback === 'function') this.once('finish', callback)
  if (isStrict(this) && this[kBytesWritten] !== this._contentLength) {
    throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(this[kBytesWritten], this._contentLength)
  }

  if (this[kChunkedLength] !== 0) sendChunks(this)
  const finish = () => onFinish(this)
  if (this._hasBody && this.chunkedEncoding) this._send('0\r\n' + this._trailer + '\r\n', 'latin1', finish)
  else if (!this._headerSent || this.writableLength || chunk) this._send('', 'latin1', finish)
  else process.nextTick(finish)

  if (this.socket) {
    // Whatever corked it.
    this.socket._writableState.corked = 1
    this.socket.uncork()
  }
  this[kCorked] = 0
  this.finished = true
  if (this.outputData.length === 0 && this.socket && this.socket._httpMessage === this) this._finish()
  return this
}

// _finish is called when everything has gone to the socket, which may not have sent it yet.
OutgoingMessage.prototype._finish = function _finish() {
  if (this._events !== undefined) this.emit('prefinish')
}

// _flush is called when the message gets its turn on a connection: it sends what has been written meanwhile.
OutgoingMessage.prototype._flush = function _flush() {
  const { socket } = this
  if (!socket || !socket.writable) return
  const more = this._flushOutput(socket)
  if (this.finished) {
    this._finish()
  } else if (more && this[kNeedDrain]) {
    this[kNeedDrain] = false
    this.emit('drain')
  }
}

OutgoingMessage.prototype._flushOutput = function _flushOutput(socket) {
  const data = this.outputData
  if (data.length === 0) return undefined
  socket.cork()
  let more
  for (let i = 0; i < data.length; i++) {
    const entry = data[i]
    more = socket.write(entry.data, entry.encoding, entry.callback)
  }
  socket.uncork()
  this.outputData = []
  this._onPendingData(-this.outputSize)
  this.outputSize = 0
  return more
}

OutgoingMessage.prototype.flushHeaders = function flushHeaders() {
  if (!this._header) this._implicitHeader()
  this._send('')
}

// It is for writing only.
OutgoingMessage.prototype.pipe = function pipe() { this.emit('error', new ERR_STREAM_CANNOT_PIPE()) }

OutgoingMessage.prototype[EE.captureRejectionSymbol] = function (error) { this.destroy(error) }

// sendWhole sends what end was given, and the head, in one go; it returns false, having sent nothing, where that is not how it goes.
// firstLine(self) is a usual head's first line, or undefined.
function sendWhole(self, chunk, firstLine) {
  const { socket } = self
  if (socket === null || self.finished || self.destroyed || self._headerSent || self.strictContentLength || self.outputData.length !== 0 ||
    self[kCorked] !== 0 || self[kChunkedLength] !== 0 || self[kRejectNonStandardBodyWrites] || socket._httpMessage !== self) return false
  const handle = socket._handle
  if (!handle || handle.writeNow === undefined || socket.write !== streamWrite || !isIdle(socket._writableState)) return false
  if (self._header === null) {
    const line = firstLine(self)
    if (line !== undefined) {
      const head = respond(handle.native, line, self[kOutHeaders], headers.added(self._keepAliveTimeout), chunk)
      if (typeof head === 'string') {
        self._header = head
        sent(self, socket, 0)
        return true
      }
      if (head !== undefined) {
        self._header = head[0]
        sent(self, socket, head[1])
        return true
      }
    }
    if (typeof chunk === 'string') self._contentLength = Buffer.byteLength(chunk)
    else self._contentLength = chunk === undefined ? 0 : chunk.byteLength
    self._implicitHeader()
    // It may be a program's.
    if (self._header === null || self._headerSent || self.finished) return false
  }
  let body = chunk
  if (!self._hasBody) body = undefined
  else if (self.chunkedEncoding) return false
  const rest = handle.writeNow(self._header, body)
  if (typeof rest === 'number' && rest < 0) return false
  sent(self, socket, rest)
  return true
}

// sent ends a message that has gone to the socket, but for the rest.
function sent(self, socket, rest) {
  if (socket.timeout) socket._unrefTimer()
  self._headerSent = true
  if (rest !== 0) socket.write(fromArrayBuffer(rest), () => onFinish(self))
  else process.nextTick(onFinish, self)
  self.finished = true
  self._finish()
}

module.exports = {
  initialize,
  sendWhole,
  kHighWaterMark,
  kUniqueHeaders: headers.kUniqueHeaders,
  parseUniqueHeadersOption: headers.parseUniqueHeadersOption,
  validateHeaderName: headers.validateHeaderName,
  validateHeaderValue: headers.validateHeaderValue,
  OutgoingMessage,
}
