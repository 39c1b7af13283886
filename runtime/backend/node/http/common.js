'use strict'

// _http_common: the parsers and what they do with what arrives.

const { methods, allMethods, HTTPParser } = require('internal/http/parser')
const { IncomingMessage, readStart, readStop } = require('_http_incoming')
const { isToken, isValue, option } = require('internal/http/headers')

const kIncomingMessage = Symbol('IncomingMessage')
const kOnMessageBegin = HTTPParser.kOnMessageBegin | 0
const kOnHeaders = HTTPParser.kOnHeaders | 0
const kOnHeadersComplete = HTTPParser.kOnHeadersComplete | 0
const kOnBody = HTTPParser.kOnBody | 0
const kOnMessageComplete = HTTPParser.kOnMessageComplete | 0
const kOnExecute = HTTPParser.kOnExecute | 0
const kOnTimeout = HTTPParser.kOnTimeout | 0
const kOnRequest = 7
const MAX_HEADER_PAIRS = 2000
// The bits that a parser tells of a request, and what is answered if nothing more has to be done for it: see parser/request.go.
const requestKeepAlive = 1
const requestUpgrade = 2
const requestComplete = 4
const versionShift = 5
const requestPlain = 8

// none are the headers of a parser that has none in parts.
const none = []

// Headers that came in parts, and trailers.
function parserOnHeaders(headers, url) {
  if (this.maxHeaderPairs <= 0 || this._headers.length < this.maxHeaderPairs) {
    if (this._headers === none) this._headers = []
    for (let i = 0; i < headers.length; i++) this._headers.push(headers[i])
  }
  this._url += url
}

// headers and url are undefined if parserOnHeaders had them.
function parserOnHeadersComplete(versionMajor, versionMinor, headers, method, url, statusCode, statusMessage, upgrade, shouldKeepAlive) {
  const { socket } = this
  if (headers === undefined) {
    headers = this._headers === none ? [] : this._headers
    this._headers = none
  }
  if (url === undefined) {
    url = this._url
    this._url = ''
  }
  const server = socket ? socket.server : undefined
  const Message = (server && server[kIncomingMessage]) || IncomingMessage
  const incoming = this.incoming = new Message(socket)
  incoming.httpVersionMajor = versionMajor
  incoming.httpVersionMinor = versionMinor
  incoming.httpVersion = versionMajor === 1 && versionMinor === 1 ? '1.1' : versionMajor + '.' + versionMinor
  incoming.joinDuplicateHeaders = (server && server.joinDuplicateHeaders) || this.joinDuplicateHeaders
  incoming.url = url
  incoming.upgrade = upgrade

  let count = headers.length
  if (this.maxHeaderPairs > 0 && this.maxHeaderPairs < count) count = this.maxHeaderPairs
  incoming._addHeaderLines(headers, count)

  if (typeof method === 'number') {
    incoming.method = allMethods[method]
  } else {
    incoming.statusCode = statusCode
    incoming.statusMessage = statusMessage
  }
  return this.onIncoming(incoming, shouldKeepAlive)
}

// parserOnRequest is called with a server's request; fields are its headers, which become strings when they are asked for.
function parserOnRequest(fields, method, url, bits) {
  const { socket } = this
  const server = socket ? socket.server : undefined
  const Message = (server && server[kIncomingMessage]) || IncomingMessage
  const incoming = this.incoming = new Message(socket)
  const version = bits >> versionShift
  incoming.httpVersionMajor = version >> 4
  incoming.httpVersionMinor = version & 15
  incoming.httpVersion = version === 0x11 ? '1.1' : (version >> 4) + '.' + (version & 15)
  if ((server && server.joinDuplicateHeaders) || this.joinDuplicateHeaders) incoming.joinDuplicateHeaders = true
  incoming.url = url
  incoming.method = method
  incoming.upgrade = (bits & requestUpgrade) !== 0
  incoming._fields = fields
  incoming._bits = bits
  incoming._headersCount = this.maxHeaderPairs > 0 ? this.maxHeaderPairs : Infinity
  if (socket && socket.timeout && typeof socket._unrefTimer === 'function') socket._unrefTimer()

  const action = this.onIncoming(incoming, (bits & requestKeepAlive) !== 0)
  if ((bits & requestComplete) === 0) return action
  incoming.complete = true
  if (incoming._readable === undefined) incoming._bodyEnded = true
  else incoming.push(null)
  if (!socket || socket.parser !== this || method === 'PRI') return action
  if (!socket._paused) return action | requestPlain
  return action
}

function parserOnBody(chunk) {
  const stream = this.incoming
  if (stream === null || stream._dumped) return
  if (!stream.push(chunk)) readStop(this.socket)
}

function parserOnMessageComplete() {
  const stream = this.incoming
  if (stream !== null) {
    stream.complete = true
    const headers = this._headers
    if (headers.length !== 0) {
      stream._addHeaderLines(headers, headers.length)
      this._headers = none
      this._url = ''
    }
    if (stream._readable === undefined) stream._bodyEnded = true
    else stream.push(null)
  }
  readStart(this.socket)
}

function createParser() {
  const parser = new HTTPParser()
  cleanParser(parser)
  parser[kOnHeaders] = parserOnHeaders
  parser[kOnHeadersComplete] = parserOnHeadersComplete
  parser[kOnBody] = parserOnBody
  parser[kOnMessageComplete] = parserOnMessageComplete
  parser[kOnRequest] = parserOnRequest
  return parser
}

// parsers keeps those that are free, for the next connection.
const parsers = {
  name: 'parsers',
  max: 1000,
  list: [],
  alloc() { return this.list.length > 0 ? this.list.pop() : createParser() },
  free(parser) {
    if (this.list.length >= this.max) return false
    this.list.push(parser)
    return true
  },
}

function closeParser(parser) { parser.close() }

// freeParser takes a parser away from its message and its socket.
function freeParser(parser, req, socket) {
  if (parser) {
    if (parser._consumed) parser.unconsume()
    cleanParser(parser)
    parser.remove()
    // It may be one of its own callbacks that runs.
    if (parsers.free(parser) === false) setImmediate(closeParser, parser)
    else parser.free()
  }
  if (req) req.parser = null
  if (socket) socket.parser = null
}

function cleanParser(parser) {
  parser._headers = none
  parser._url = ''
  parser.socket = null
  parser.incoming = null
  parser.outgoing = null
  parser.maxHeaderPairs = MAX_HEADER_PAIRS
  parser[kOnMessageBegin] = null
  parser[kOnExecute] = null
  parser[kOnTimeout] = null
  parser._consumed = false
  parser.onIncoming = null
  parser.joinDuplicateHeaders = null
}

function prepareError(error, parser, rawPacket) {
  error.rawPacket = rawPacket || parser.getCurrentBuffer()
  if (typeof error.reason === 'string') error.message = `Parse Error: ${error.reason}`
}

let insecure
let warned = false

// isLenient reports whether the option --insecure-http-parser was given.
function isLenient() {
  if (insecure === undefined) insecure = option('--insecure-http-parser') !== undefined
  if (insecure && !warned) {
    warned = true
    process.emitWarning('Using insecure HTTP parsing')
  }
  return insecure
}

module.exports = {
  _checkInvalidHeaderChar(value) { return !isValue(value) },
  _checkIsHttpToken(value) { return isToken(value) },
  chunkExpression: /(?:^|\W)chunked(?:$|\W)/i,
  continueExpression: /(?:^|\W)100-continue(?:$|\W)/i,
  CRLF: '\r\n',
  freeParser,
  methods,
  parsers,
  kIncomingMessage,
  HTTPParser,
  isLenient,
  prepareError,
}
