'use strict'

// Http2ServerRequest: a request as http has it.

const process = require('process')
const { getAuthority } = require('internal/http2/headers')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { validateString } = require('internal/validators')
const { Readable } = require('stream')
const { setTimeout } = require('timers')
const { kStream, kHeaders, kRawHeaders, kTrailers, kRawTrailers, kAborted, proxyHandler, resumeStream, onStreamTimeout } = require('internal/http2/compat')
const { HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, HTTP2_HEADER_SCHEME } = require('internal/http2/constants')
const { kProxySocket, kRequest, kState } = require('internal/http2/symbols')

function onStreamData(chunk) {
  const request = this[kRequest]
  if (request !== undefined && !request.push(chunk)) this.pause()
}

function onStreamTrailers(trailers, flags, rawTrailers) {
  const request = this[kRequest]
  if (request !== undefined) {
    Object.assign(request[kTrailers], trailers)
    request[kRawTrailers].push(...rawTrailers)
  }
}

function onStreamEnd() {
  const request = this[kRequest]
  if (request !== undefined) this[kRequest].push(null)
}

function onStreamError(error) {
}

function onRequestPause() {
  this[kStream].pause()
}

function onRequestResume() {
  this[kStream].resume()
}

function onStreamAbortedRequest() {
  const request = this[kRequest]
  if (request !== undefined && request[kState].closed === false) {
    request[kAborted] = true
    request.emit('aborted')
  }
}

function onStreamCloseRequest() {
  const req = this[kRequest]

  if (req === undefined) return

  const state = req[kState]
  state.closed = true

  req.push(null)

  if (!state.didRead && !req._readableState.resumeScheduled) req.resume()

  this[kProxySocket] = null
  this[kRequest] = undefined

  req.emit('close')
}

class Http2ServerRequest extends Readable {
  constructor(stream, headers, options, rawHeaders) {
    super({ autoDestroy: false, ...options })
    this[kState] = {
      closed: false,
      didRead: false,
    }

    this[kHeaders] = headers
    this[kRawHeaders] = rawHeaders
    this[kTrailers] = {}
    this[kRawTrailers] = []
    this[kStream] = stream
    this[kAborted] = false
    stream[kProxySocket] = null
    stream[kRequest] = this

    stream.on('trailers', onStreamTrailers)
    stream.on('end', onStreamEnd)
    stream.on('error', onStreamError)
    stream.on('aborted', onStreamAbortedRequest)
    stream.on('close', onStreamCloseRequest)
    stream.on('timeout', onStreamTimeout(kRequest))
    this.on('pause', onRequestPause)
    this.on('resume', onRequestResume)
  }

  get aborted() {
    return this[kAborted]
  }

  get complete() {
    return this[kAborted] || this.readableEnded || this[kState].closed || this[kStream].destroyed
  }

  get stream() {
    return this[kStream]
  }

  get headers() {
    return this[kHeaders]
  }

  get rawHeaders() {
    return this[kRawHeaders]
  }

  get trailers() {
    return this[kTrailers]
  }

  get rawTrailers() {
    return this[kRawTrailers]
  }

  get httpVersionMajor() {
    return 2
  }

  get httpVersionMinor() {
    return 0
  }

  get httpVersion() {
    return '2.0'
  }

  get socket() {
    const stream = this[kStream]
    const proxySocket = stream[kProxySocket]
    if (proxySocket === null) return stream[kProxySocket] = new Proxy(stream, proxyHandler)
    return proxySocket
  }

  get connection() {
    return this.socket
  }

  _read(nread) {
    const state = this[kState]
    if (!state.didRead) {
      state.didRead = true
      this[kStream].on('data', onStreamData)
    } else {
      process.nextTick(resumeStream, this[kStream])
    }
  }

  get method() {
    return this[kHeaders][HTTP2_HEADER_METHOD]
  }

  set method(method) {
    validateString(method, 'method')
    if (method.trim() === '') throw new ERR_INVALID_ARG_VALUE('method', method)

    this[kHeaders][HTTP2_HEADER_METHOD] = method
  }

  get authority() {
    return getAuthority(this[kHeaders])
  }

  get scheme() {
    return this[kHeaders][HTTP2_HEADER_SCHEME]
  }

  get url() {
    return this[kHeaders][HTTP2_HEADER_PATH]
  }

  set url(url) {
    this[kHeaders][HTTP2_HEADER_PATH] = url
  }

  setTimeout(msecs, callback) {
    if (!this[kState].closed) this[kStream].setTimeout(msecs, callback)
    return this
  }
}

module.exports = { Http2ServerRequest }
