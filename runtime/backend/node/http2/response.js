'use strict'

// Http2ServerResponse: a response as http has it.

const Stream = require('stream')
const process = require('process')
const { assertValidPseudoHeader, checkIsHttpToken } = require('internal/http2/headers')
const {
  codes: {
    ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INFO_STATUS_NOT_ALLOWED, ERR_HTTP2_INVALID_HEADER_VALUE, ERR_HTTP2_INVALID_STREAM,
    ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED, ERR_HTTP2_STATUS_INVALID, ERR_INVALID_ARG_VALUE, ERR_INVALID_HTTP_TOKEN,
    ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors')
const { validateFunction, validateString, validateLinkHeaderValue, validateObject } = require('internal/validators')
const { setTimeout } = require('timers')
const { kBeginSend, kStream, kResponse, kHeaders, kTrailers, kSetHeader, kAppendHeader, proxyHandler, onStreamTimeout } = require('internal/http2/compat')
const {
  HTTP2_HEADER_AUTHORITY, HTTP2_HEADER_CONNECTION, HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, HTTP2_HEADER_SCHEME, HTTP2_HEADER_STATUS,
  HTTP_STATUS_CONTINUE, HTTP_STATUS_EARLY_HINTS, HTTP_STATUS_EXPECTATION_FAILED, HTTP_STATUS_METHOD_NOT_ALLOWED, HTTP_STATUS_OK,
  __proto__,
} = require('internal/http2/constants')
const { kProxySocket, kRequest, kState } = require('internal/http2/symbols')

let statusMessageWarned = false

let statusConnectionHeaderWarned = false

function assertValidHeader(name, value) {
  if (name === '' || typeof name !== 'string' || name.includes(' ')) {
    throw new ERR_INVALID_HTTP_TOKEN('Header name', name)
  }
  if (isPseudoHeader(name)) {
    throw new ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED()
  }
  if (value === undefined || value === null) {
    throw new ERR_HTTP2_INVALID_HEADER_VALUE(value, name)
  }
  if (!isConnectionHeaderAllowed(name, value)) {
    connectionHeaderMessageWarn()
  }
}

function isPseudoHeader(name) {
  switch (name) {
    case HTTP2_HEADER_STATUS:
    case HTTP2_HEADER_METHOD:
    case HTTP2_HEADER_PATH:
    case HTTP2_HEADER_AUTHORITY:
    case HTTP2_HEADER_SCHEME:
      return true
    default:
      return false
  }
}

function statusMessageWarn() {
  if (statusMessageWarned === false) {
    process.emitWarning('Status message is not supported by HTTP/2 (RFC7540 8.1.2.4)', 'UnsupportedWarning')
    statusMessageWarned = true
  }
}

function isConnectionHeaderAllowed(name, value) {
  return name !== HTTP2_HEADER_CONNECTION || value === 'trailers'
}

function connectionHeaderMessageWarn() {
  if (statusConnectionHeaderWarned === false) {
    process.emitWarning('The provided connection header is not valid, ' +
      'the value will be dropped from the header and ' + 'will never be in use.',
      'UnsupportedWarning',
    )
    statusConnectionHeaderWarned = true
  }
}

function onStreamDrain() {
  const response = this[kResponse]
  if (response !== undefined) response.emit('drain')
}

function onStreamAbortedResponse() {
}

function onStreamTrailersReady() {
  this.sendTrailers(this[kResponse][kTrailers])
}

function onStreamCloseResponse() {
  const res = this[kResponse]

  if (res === undefined) return

  const state = res[kState]

  if (this.headRequest !== state.headRequest) return

  state.closed = true

  this[kProxySocket] = null

  this.removeListener('wantTrailers', onStreamTrailersReady)
  this[kResponse] = undefined

  res.emit('finish')
  res.emit('close')
}

class Http2ServerResponse extends Stream {
  constructor(stream, options) {
    super(options)
    this[kState] = {
      closed: false,
      ending: false,
      destroyed: false,
      headRequest: false,
      sendDate: true,
      statusCode: HTTP_STATUS_OK,
    }
    this[kHeaders] = { __proto__: null }
    this[kTrailers] = { __proto__: null }
    this[kStream] = stream
    stream[kProxySocket] = null
    stream[kResponse] = this
    this.writable = true
    this.req = stream[kRequest]
    stream.on('drain', onStreamDrain)
    stream.on('aborted', onStreamAbortedResponse)
    stream.on('close', onStreamCloseResponse)
    stream.on('wantTrailers', onStreamTrailersReady)
    stream.on('timeout', onStreamTimeout(kResponse))
  }

  get _header() {
    return this.headersSent
  }

  get writableEnded() {
    const state = this[kState]
    return state.ending
  }

  get finished() {
    const state = this[kState]
    return state.ending
  }

  get socket() {
    if (this[kState].closed) return undefined

    const stream = this[kStream]
    const proxySocket = stream[kProxySocket]
    if (proxySocket === null) return stream[kProxySocket] = new Proxy(stream, proxyHandler)
    return proxySocket
  }

  get connection() {
    return this.socket
  }

  get stream() {
    return this[kStream]
  }

  get headersSent() {
    return this[kStream].headersSent
  }

  get sendDate() {
    return this[kState].sendDate
  }

  set sendDate(bool) {
    this[kState].sendDate = Boolean(bool)
  }

  get statusCode() {
    return this[kState].statusCode
  }

  get writableCorked() {
    return this[kStream].writableCorked
  }

  get writableHighWaterMark() {
    return this[kStream].writableHighWaterMark
  }

  get writableFinished() {
    return this[kStream].writableFinished
  }

  get writableLength() {
    return this[kStream].writableLength
  }

  set statusCode(code) {
    code |= 0
    if (code >= 100 && code < 200) throw new ERR_HTTP2_INFO_STATUS_NOT_ALLOWED()
    if (code < 100 || code > 599) throw new ERR_HTTP2_STATUS_INVALID(code)
    this[kState].statusCode = code
  }

  setTrailer(name, value) {
    validateString(name, 'name')
    name = name.trim().toLowerCase()
    assertValidHeader(name, value)
    this[kTrailers][name] = value
  }

  addTrailers(headers) {
    const keys = Object.keys(headers)
    let key = ''
    for (let i = 0; i < keys.length; i++) {
      key = keys[i]
      this.setTrailer(key, headers[key])
    }
  }

  getHeader(name) {
    validateString(name, 'name')
    name = name.trim().toLowerCase()
    return this[kHeaders][name]
  }

  getHeaderNames() {
    return Object.keys(this[kHeaders])
  }

  getHeaders() {
    const headers = { __proto__: null }
    return Object.assign(headers, this[kHeaders])
  }

  hasHeader(name) {
    validateString(name, 'name')
    name = name.trim().toLowerCase()
    return Object.hasOwn(this[kHeaders], name)
  }

  removeHeader(name) {
    validateString(name, 'name')
    if (this[kStream].headersSent) throw new ERR_HTTP2_HEADERS_SENT()

    name = name.trim().toLowerCase()

    if (name === 'date') {
      this[kState].sendDate = false

      return
    }

    delete this[kHeaders][name]
  }

  setHeader(name, value) {
    validateString(name, 'name')
    if (this[kStream].headersSent) throw new ERR_HTTP2_HEADERS_SENT()

    this[kSetHeader](name, value)
  }

  [kSetHeader](name, value) {
    name = name.trim().toLowerCase()
    assertValidHeader(name, value)

    if (!isConnectionHeaderAllowed(name, value)) {
      return
    }

    if (name[0] === ':') assertValidPseudoHeader(name)
    else if (!checkIsHttpToken(name)) this.destroy(new ERR_INVALID_HTTP_TOKEN('Header name', name))

    this[kHeaders][name] = value
  }

  appendHeader(name, value) {
    validateString(name, 'name')
    if (this[kStream].headersSent) throw new ERR_HTTP2_HEADERS_SENT()

    this[kAppendHeader](name, value)
  }

  [kAppendHeader](name, value) {
    name = name.trim().toLowerCase()
    assertValidHeader(name, value)

    if (!isConnectionHeaderAllowed(name, value)) {
      return
    }

    if (name[0] === ':') assertValidPseudoHeader(name)
    else if (!checkIsHttpToken(name)) this.destroy(new ERR_INVALID_HTTP_TOKEN('Header name', name))

    const headers = this[kHeaders]
    if (headers === null || !headers[name]) {
      return this.setHeader(name, value)
    }

    if (!Array.isArray(headers[name])) {
      headers[name] = [headers[name]]
    }

    const existingValues = headers[name]
    if (Array.isArray(value)) {
      for (let i = 0, length = value.length; i < length; i++) {
        existingValues.push(value[i])
      }
    } else {
      existingValues.push(value)
    }
  }

  get statusMessage() {
    statusMessageWarn()

    return ''
  }

  set statusMessage(msg) {
    statusMessageWarn()
  }

  flushHeaders() {
    const state = this[kState]
    if (!state.closed && !this[kStream].headersSent) this.writeHead(state.statusCode)
  }

  writeHead(statusCode, statusMessage, headers) {
    const state = this[kState]

    if (state.closed || this.stream.destroyed || this.stream.closed) return this
    if (this[kStream].headersSent) throw new ERR_HTTP2_HEADERS_SENT()

    if (typeof statusMessage === 'string') statusMessageWarn()

    if (headers === undefined && typeof statusMessage === 'object') headers = statusMessage

    let i
    if (Array.isArray(headers)) {
      if (this[kHeaders]) {
        if (headers.length && Array.isArray(headers[0])) {
          for (let n = 0; n < headers.length; n += 1) {
            const key = headers[n + 0][0]
            this.removeHeader(key)
          }
        } else {
          for (let n = 0; n < headers.length; n += 2) {
            const key = headers[n + 0]
            this.removeHeader(key)
          }
        }
      }

      if (headers.length && Array.isArray(headers[0])) {
        for (i = 0; i < headers.length; i++) {
          const header = headers[i]
          this[kAppendHeader](header[0], header[1])
        }
      } else {
        if (headers.length % 2 !== 0) {
          throw new ERR_INVALID_ARG_VALUE('headers', headers)
        }

        for (i = 0; i < headers.length; i += 2) {
          this[kAppendHeader](headers[i], headers[i + 1])
        }
      }
    } else if (typeof headers === 'object') {
      const keys = Object.keys(headers)
      let key = ''
      for (i = 0; i < keys.length; i++) {
        key = keys[i]
        this[kSetHeader](key, headers[key])
      }
    }

    state.statusCode = statusCode
    this[kBeginSend]()

    return this
  }

  cork() {
    this[kStream].cork()
  }

  uncork() {
    this[kStream].uncork()
  }

  write(chunk, encoding, cb) {
    const state = this[kState]

    if (typeof encoding === 'function') {
      cb = encoding
      encoding = 'utf8'
    }

    let err
    if (state.ending) {
      err = new ERR_STREAM_WRITE_AFTER_END()
    } else if (state.closed) {
      err = new ERR_HTTP2_INVALID_STREAM()
    } else if (state.destroyed) {
      return false
    }

    if (err) {
      if (typeof cb === 'function') process.nextTick(cb, err)
      this.destroy(err)
      return false
    }

    const stream = this[kStream]
    if (!stream.headersSent) this.writeHead(state.statusCode)
    return stream.write(chunk, encoding, cb)
  }

  end(chunk, encoding, cb) {
    const stream = this[kStream]
    const state = this[kState]

    if (typeof chunk === 'function') {
      cb = chunk
      chunk = null
    } else if (typeof encoding === 'function') {
      cb = encoding
      encoding = 'utf8'
    }

    if ((state.closed || state.ending) && state.headRequest === stream.headRequest) {
      if (typeof cb === 'function') {
        process.nextTick(cb)
      }
      return this
    }

    if (chunk !== null && chunk !== undefined) this.write(chunk, encoding)

    state.headRequest = stream.headRequest
    state.ending = true

    if (typeof cb === 'function') {
      if (stream.writableEnded) this.once('finish', cb)
      else stream.once('finish', cb)
    }

    if (!stream.headersSent) this.writeHead(this[kState].statusCode)

    if (this[kState].closed || stream.destroyed) Reflect.apply(onStreamCloseResponse, stream, [])
    else stream.end()

    return this
  }

  destroy(err) {
    if (this[kState].destroyed) return

    this[kState].destroyed = true
    this[kStream].destroy(err)
  }

  setTimeout(msecs, callback) {
    if (this[kState].closed) return
    this[kStream].setTimeout(msecs, callback)
  }

  createPushResponse(headers, callback) {
    validateFunction(callback, 'callback')
    if (this[kState].closed) {
      process.nextTick(callback, new ERR_HTTP2_INVALID_STREAM())
      return
    }
    this[kStream].pushStream(headers, {}, (err, stream, headers, options) => {
      if (err) {
        callback(err)
        return
      }
      callback(null, new Http2ServerResponse(stream))
    })
  }

  [kBeginSend]() {
    const state = this[kState]
    const headers = this[kHeaders]
    headers[HTTP2_HEADER_STATUS] = state.statusCode
    const options = {
      endStream: state.ending,
      waitForTrailers: true,
      sendDate: state.sendDate,
    }
    this[kStream].respond(headers, options)
  }

  writeContinue() {
    const stream = this[kStream]
    if (stream.headersSent || this[kState].closed) return false
    stream.additionalHeaders({
      [HTTP2_HEADER_STATUS]: HTTP_STATUS_CONTINUE,
    })
    return true
  }

  writeEarlyHints(hints) {
    validateObject(hints, 'hints')

    const headers = { __proto__: null }

    const linkHeaderValue = validateLinkHeaderValue(hints.link)

    for (const key of Object.keys(hints)) {
      if (key !== 'link') {
        headers[key] = hints[key]
      }
    }

    if (linkHeaderValue.length === 0) {
      return false
    }

    const stream = this[kStream]

    if (stream.headersSent || this[kState].closed) return false

    stream.additionalHeaders({
      ...headers,
      [HTTP2_HEADER_STATUS]: HTTP_STATUS_EARLY_HINTS,
      'Link': linkHeaderValue,
    })

    return true
  }
}

function onServerStream(ServerRequest, ServerResponse, stream, headers, flags, rawHeaders) {
  const server = this
  const request = new ServerRequest(stream, headers, undefined, rawHeaders)
  const response = new ServerResponse(stream)

  const method = headers[HTTP2_HEADER_METHOD]
  if (method === 'CONNECT') {
    if (!server.emit('connect', request, response)) {
      response.statusCode = HTTP_STATUS_METHOD_NOT_ALLOWED
      response.end()
    }
    return
  }

  if (headers.expect !== undefined) {
    if (headers.expect === '100-continue') {
      if (server.listenerCount('checkContinue')) {
        server.emit('checkContinue', request, response)
      } else {
        response.writeContinue()
        server.emit('request', request, response)
      }
    } else if (server.listenerCount('checkExpectation')) {
      server.emit('checkExpectation', request, response)
    } else {
      response.statusCode = HTTP_STATUS_EXPECTATION_FAILED
      response.end()
    }
    return
  }

  server.emit('request', request, response)
}

module.exports = { Http2ServerResponse, onServerStream }
