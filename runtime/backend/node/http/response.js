'use strict'

// internal/http/response: ServerResponse and the words of statuses.

const {
  codes: { ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_STATUS_CODE, ERR_HTTP_SOCKET_ASSIGNED, ERR_INVALID_ARG_VALUE, ERR_INVALID_CHAR },
} = require('internal/errors')
const { validateLinkHeaderValue, validateObject } = require('internal/validators')
const { chunkExpression, _checkInvalidHeaderChar: checkInvalidHeaderChar } = require('_http_common')
const { OutgoingMessage, initialize, kUniqueHeaders, sendWhole } = require('_http_outgoing')
const { kOutHeaders, kServerState, observers, startPerf, stopPerf } = require('internal/http')

const outgoingEnd = OutgoingMessage.prototype.end
const kServerResponseStatistics = Symbol('ServerResponseStatistics')

const STATUS_CODES = {
  100: 'Continue',
  101: 'Switching Protocols',
  102: 'Processing',
  103: 'Early Hints',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  207: 'Multi-Status',
  208: 'Already Reported',
  226: 'IM Used',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  305: 'Use Proxy',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  418: 'I\'m a Teapot',
  421: 'Misdirected Request',
  422: 'Unprocessable Entity',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  509: 'Bandwidth Limit Exceeded',
  510: 'Not Extended',
  511: 'Network Authentication Required',
}

function ServerResponse(req, options) {
  initialize(this, options)
  if (req.method === 'HEAD') this._hasBody = false
  this.req = req
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = chunkExpression.test(req.headers.te)
    this.shouldKeepAlive = false
  }
  if (observers.size !== 0) {
    startPerf(this, kServerResponseStatistics, 'HttpRequest', { req: { method: req.method, url: req.url, headers: req.headers } })
  }
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype)
Object.setPrototypeOf(ServerResponse, OutgoingMessage)

ServerResponse.prototype._finish = function _finish() {
  if (observers.size !== 0 && this[kServerResponseStatistics]) {
    stopPerf(this, kServerResponseStatistics, {
      res: {
        statusCode: this.statusCode,
        statusMessage: this.statusMessage,
        headers: typeof this.getHeaders === 'function' ? this.getHeaders() : {},
      },
    })
  }
  if (this._events !== undefined) this.emit('prefinish')
}

ServerResponse.prototype.end = function end(chunk, encoding, callback) {
  if (callback === undefined && (encoding === undefined || encoding === 'utf8' || encoding === 'utf-8') &&
    (typeof chunk === 'string' || chunk === undefined || chunk instanceof Uint8Array) && sendWhole(this, chunk, firstLine)) return this
  return outgoingEnd.call(this, chunk, encoding, callback)
}

ServerResponse.prototype.sendDate = true
ServerResponse.prototype._sent100 = false
ServerResponse.prototype._expect_continue = false
ServerResponse.prototype.statusCode = 200
ServerResponse.prototype.statusMessage = undefined

// A listener of 'close' before it may have let go of the response.
function onServerResponseClose() {
  if (this._httpMessage) emitClose(this._httpMessage)
}

function emitClose(self) {
  if (self._closed) return
  self.destroyed = true
  self._closed = true
  self.emit('close')
}

// isLast reports whether listener is the last of an event's, which are one or an array.
function isLast(listener, listeners) {
  return listeners === listener || listeners !== undefined && listeners[listeners.length - 1] === listener
}

ServerResponse.prototype._listens = false

ServerResponse.prototype.assignSocket = function assignSocket(socket) {
  if (socket._httpMessage) throw new ERR_HTTP_SOCKET_ASSIGNED()
  socket._httpMessage = this
  // A server's own sockets have it from their beginning, which is as good unless somebody listens behind that.
  const state = socket[kServerState]
  if (state === undefined || !isLast(state.onClose, socket._events.close)) {
    this._listens = true
    socket.on('close', onServerResponseClose)
  }
  this.socket = socket
  if (this._events !== undefined) this.emit('socket', socket)
  if (this.outputData.length !== 0 || this.finished || this._header !== null) this._flush()
}

ServerResponse.prototype.detachSocket = function detachSocket(socket) {
  if (this._listens) {
    this._listens = false
    socket.removeListener('close', onServerResponseClose)
  }
  socket._httpMessage = null
  this.socket = null
}

ServerResponse.prototype.writeContinue = function writeContinue(callback) {
  this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'ascii', callback)
  this._sent100 = true
}

ServerResponse.prototype.writeProcessing = function writeProcessing(callback) {
  this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'ascii', callback)
}

ServerResponse.prototype.writeEarlyHints = function writeEarlyHints(hints, callback) {
  validateObject(hints, 'hints')
  if (hints.link === null || hints.link === undefined) return
  const link = validateLinkHeaderValue(hints.link)
  if (link.length === 0) return
  let head = 'HTTP/1.1 103 Early Hints\r\nLink: ' + link + '\r\n'
  const keys = Object.keys(hints)
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] !== 'link') head += keys[i] + ': ' + hints[keys[i]] + '\r\n'
  }
  this._writeRaw(head + '\r\n', 'ascii', callback)
}

ServerResponse.prototype._implicitHeader = function _implicitHeader() { this.writeHead(this.statusCode) }

ServerResponse.prototype.writeHead = function writeHead(statusCode, reason, obj) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('write')
  const given = statusCode
  statusCode |= 0
  if (statusCode < 100 || statusCode > 999) throw new ERR_HTTP_INVALID_STATUS_CODE(given)
  if (typeof reason === 'string') {
    this.statusMessage = reason
  } else {
    if (!this.statusMessage) this.statusMessage = STATUS_CODES[statusCode] || 'unknown'
    obj ??= reason
  }
  this.statusCode = statusCode

  let headers = obj
  if (this[kOutHeaders]) {
    if (obj) setAll(this, obj)
    headers = this[kOutHeaders]
  }
  const { statusMessage } = this
  if (statusMessage !== STATUS_CODES[statusCode] && checkInvalidHeaderChar(statusMessage)) throw new ERR_INVALID_CHAR('statusMessage')

  // These have no body (RFC 9110 section 6.4.1).
  if (statusCode === 204 || statusCode === 304 || statusCode <= 199) this._hasBody = false
  // A client that waits for a 100 may send the body all the same.
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false
  this._storeHeader('HTTP/1.1 ' + statusCode + ' ' + statusMessage + '\r\n', headers)
  return this
}

const { _implicitHeader: implicitHeader, writeHead, _storeHeader: storeHeader } = ServerResponse.prototype
let lineStatus = 0
let lineMessage = ''
let line = ''

// firstLine is the first line of a response whose head is to be as most are: nobody has said how the connection goes on or how long
// the body is, and no program's function takes part. It is undefined for others.
function firstLine(self) {
  if (self.writeHead !== writeHead || self._implicitHeader !== implicitHeader || self._storeHeader !== storeHeader || self.statusMessage ||
    !self._hasBody || !self.shouldKeepAlive || !self._defaultKeepAlive || !self._keepAliveTimeout || self.maxRequestsOnConnectionReached ||
    self._maxRequestsPerSocket || !self.useChunkedEncodingByDefault || self.chunkedEncoding || !self.sendDate || self._removedConnection ||
    self._removedContLen || self._removedTE || self._expect_continue || self[kUniqueHeaders] !== null) return undefined
  const { statusCode } = self
  const message = STATUS_CODES[statusCode]
  if (statusCode !== lineStatus || message !== lineMessage) {
    if (typeof statusCode !== 'number' || message === undefined || statusCode < 200 || statusCode === 204 || statusCode === 304) return undefined
    lineStatus = statusCode
    lineMessage = message
    line = 'HTTP/1.1 ' + statusCode + ' ' + message + '\r\n'
  }
  self.statusMessage = message
  return line
}

// setAll adds headers to those set before, which they replace.
function setAll(self, headers) {
  if (!Array.isArray(headers)) {
    const keys = Object.keys(headers)
    for (let i = 0; i < keys.length; i++) {
      if (keys[i]) self.setHeader(keys[i], headers[keys[i]])
    }
    return
  }
  if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers)
  // A name may be there more than once.
  for (let i = 0; i < headers.length; i += 2) self.removeHeader(headers[i])
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i]) self.appendHeader(headers[i], headers[i + 1])
  }
}

ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead

module.exports = { STATUS_CODES, ServerResponse, emitClose }
