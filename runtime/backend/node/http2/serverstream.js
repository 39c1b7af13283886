'use strict'

// ServerHttp2Stream: a request and its response.

const fs = require('fs')
const process = require('process')
const channels = require('internal/http2/channels')
const { assertValidPseudoHeaderResponse, mapToHeaders, getAuthority } = require('internal/http2/headers')
const { NghttpError, assertIsObject } = require('internal/http2/checks')
const { Http2Stream } = require('internal/http2/stream')
const { processHeaders, processRespondWithFD, doSendFD, afterOpen } = require('internal/http2/respond')
const {
  codes: {
    ERR_HTTP2_HEADERS_AFTER_RESPOND, ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INVALID_INFO_STATUS, ERR_HTTP2_INVALID_STREAM,
    ERR_HTTP2_NESTED_PUSH, ERR_HTTP2_OUT_OF_STREAMS, ERR_HTTP2_PAYLOAD_FORBIDDEN, ERR_HTTP2_PUSH_DISABLED, ERR_HTTP2_STATUS_101,
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors')
const { validateFunction } = require('internal/validators')
const {
  HTTP2_HEADER_AUTHORITY, HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, HTTP2_HEADER_SCHEME, HTTP2_HEADER_STATUS, HTTP2_METHOD_GET,
  HTTP2_METHOD_HEAD, HTTP_STATUS_NOT_MODIFIED, HTTP_STATUS_NO_CONTENT, HTTP_STATUS_RESET_CONTENT, HTTP_STATUS_SWITCHING_PROTOCOLS,
  NGHTTP2_ERR_STREAM_CLOSED, NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE, STREAM_OPTION_EMPTY_PAYLOAD, STREAM_OPTION_GET_TRAILERS, __proto__,
} = require('internal/http2/constants')
const {
  STREAM_FLAGS_HAS_TRAILERS, STREAM_FLAGS_HEADERS_SENT, STREAM_FLAGS_HEAD_REQUEST, kAuthority, kHandle, kID, kInfoHeaders, kInit,
  kProceed, kProtocol, kSentHeaders, kSession, kState, kUpdateTimer,
} = require('internal/http2/symbols')

class ServerHttp2Stream extends Http2Stream {
  constructor(session, handle, id, options, headers) {
    super(session, options)
    handle.owner = this
    this[kInit](id, handle)
    this[kProtocol] = headers[HTTP2_HEADER_SCHEME]
    this[kAuthority] = getAuthority(headers)
  }

  get pushAllowed() {
    return !this.destroyed && !this.closed && !this.session.closed && !this.session.destroyed && this[kSession].remoteSettings.enablePush
  }

  pushStream(headers, options, callback) {
    if (!this.pushAllowed) throw new ERR_HTTP2_PUSH_DISABLED()
    if (this[kID] % 2 === 0) throw new ERR_HTTP2_NESTED_PUSH()

    const session = this[kSession]

    this[kUpdateTimer]()

    if (typeof options === 'function') {
      callback = options
      options = undefined
    }

    validateFunction(callback, 'callback')

    assertIsObject(options, 'options')
    options = { ...options }
    options.endStream = !!options.endStream

    assertIsObject(headers, 'headers')
    headers = Object.assign({ __proto__: null }, headers)

    if (headers[HTTP2_HEADER_METHOD] === undefined) headers[HTTP2_HEADER_METHOD] = HTTP2_METHOD_GET
    if (getAuthority(headers) === undefined) headers[HTTP2_HEADER_AUTHORITY] = this[kAuthority]
    if (headers[HTTP2_HEADER_SCHEME] === undefined) headers[HTTP2_HEADER_SCHEME] = this[kProtocol]
    if (headers[HTTP2_HEADER_PATH] === undefined) headers[HTTP2_HEADER_PATH] = '/'

    let headRequest = false
    if (headers[HTTP2_HEADER_METHOD] === HTTP2_METHOD_HEAD) headRequest = options.endStream = true

    const headersList = mapToHeaders(headers)

    const streamOptions = options.endStream ? STREAM_OPTION_EMPTY_PAYLOAD : 0

    const ret = this[kHandle].pushPromise(headersList, streamOptions)
    let err
    if (typeof ret === 'number') {
      switch (ret) {
        case NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE:
          err = new ERR_HTTP2_OUT_OF_STREAMS()
          break
        case NGHTTP2_ERR_STREAM_CLOSED:
          err = new ERR_HTTP2_INVALID_STREAM()
          break
        default:
          err = new NghttpError(ret)
          break
      }
      process.nextTick(callback, err)
      return
    }

    const id = ret.id()
    const stream = new ServerHttp2Stream(session, ret, id, options, headers)
    stream[kSentHeaders] = headers

    // There is no request to read.
    stream.push(null)
    channels.began(channels.server, stream, headers)

    if (options.endStream) stream.end()

    if (headRequest) stream[kState].flags |= STREAM_FLAGS_HEAD_REQUEST

    process.nextTick(callback, null, stream, headers, 0)
  }

  respond(headers, options) {
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM()
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_SENT()

    const state = this[kState]

    assertIsObject(options, 'options')
    options = { ...options }

    this[kUpdateTimer]()

    options.endStream = !!options.endStream

    let streamOptions = 0
    if (options.endStream) streamOptions |= STREAM_OPTION_EMPTY_PAYLOAD

    if (options.waitForTrailers) {
      streamOptions |= STREAM_OPTION_GET_TRAILERS
      state.flags |= STREAM_FLAGS_HAS_TRAILERS
    }

    headers = processHeaders(headers, options)
    const headersList = mapToHeaders(headers, assertValidPseudoHeaderResponse)
    this[kSentHeaders] = headers

    state.flags |= STREAM_FLAGS_HEADERS_SENT

    const statusCode = headers[HTTP2_HEADER_STATUS] | 0
    if (!!options.endStream || statusCode === HTTP_STATUS_NO_CONTENT ||
        statusCode === HTTP_STATUS_RESET_CONTENT || statusCode === HTTP_STATUS_NOT_MODIFIED || this.headRequest === true) {
      options.endStream = true
      this.end()
    }

    const ret = this[kHandle].respond(headersList, streamOptions)
    if (ret < 0) {
      this.destroy(new NghttpError(ret))
      return
    }
    const { finish } = channels.server
    if (finish.hasSubscribers) finish.publish({ stream: this, headers, flags: state.flags })
  }

  respondWithFD(fd, headers, options) {
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM()
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_SENT()

    const session = this[kSession]

    assertIsObject(options, 'options')
    options = { ...options }

    if (options.offset !== undefined && typeof options.offset !== 'number')
      throw new ERR_INVALID_ARG_VALUE('options.offset', options.offset)

    if (options.length !== undefined && typeof options.length !== 'number')
      throw new ERR_INVALID_ARG_VALUE('options.length', options.length)

    if (options.statCheck !== undefined && typeof options.statCheck !== 'function') {
      throw new ERR_INVALID_ARG_VALUE('options.statCheck', options.statCheck)
    }

    let streamOptions = 0
    if (options.waitForTrailers) {
      streamOptions |= STREAM_OPTION_GET_TRAILERS
      this[kState].flags |= STREAM_FLAGS_HAS_TRAILERS
    }

    if (typeof fd === 'object' && fd instanceof require('internal/fs/handle').FileHandle) fd = fd.fd
    else if (typeof fd !== 'number') throw new ERR_INVALID_ARG_TYPE('fd', ['number', 'FileHandle'], fd)

    this[kUpdateTimer]()
    this.ownsFd = false

    headers = processHeaders(headers, options)
    const statusCode = headers[HTTP2_HEADER_STATUS] |= 0

    if (statusCode === HTTP_STATUS_NO_CONTENT || statusCode === HTTP_STATUS_RESET_CONTENT ||
        statusCode === HTTP_STATUS_NOT_MODIFIED || this.headRequest) {
      throw new ERR_HTTP2_PAYLOAD_FORBIDDEN(statusCode)
    }

    if (options.statCheck !== undefined) {
      fs.fstat(fd, doSendFD.bind(this, session, options, fd, headers, streamOptions))
      return
    }

    processRespondWithFD(this, fd, headers, options.offset, options.length, streamOptions)
  }

  respondWithFile(path, headers, options) {
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM()
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_SENT()

    assertIsObject(options, 'options')
    options = { ...options }

    if (options.offset !== undefined && typeof options.offset !== 'number')
      throw new ERR_INVALID_ARG_VALUE('options.offset', options.offset)

    if (options.length !== undefined && typeof options.length !== 'number')
      throw new ERR_INVALID_ARG_VALUE('options.length', options.length)

    if (options.statCheck !== undefined && typeof options.statCheck !== 'function') {
      throw new ERR_INVALID_ARG_VALUE('options.statCheck', options.statCheck)
    }

    let streamOptions = 0
    if (options.waitForTrailers) {
      streamOptions |= STREAM_OPTION_GET_TRAILERS
      this[kState].flags |= STREAM_FLAGS_HAS_TRAILERS
    }

    const session = this[kSession]
    this[kUpdateTimer]()
    this.ownsFd = true

    headers = processHeaders(headers, options)
    const statusCode = headers[HTTP2_HEADER_STATUS] |= 0

    if (statusCode === HTTP_STATUS_NO_CONTENT || statusCode === HTTP_STATUS_RESET_CONTENT ||
        statusCode === HTTP_STATUS_NOT_MODIFIED || this.headRequest) {
      throw new ERR_HTTP2_PAYLOAD_FORBIDDEN(statusCode)
    }

    fs.open(path, 'r', afterOpen.bind(this, session, options, headers, streamOptions))
  }

  additionalHeaders(headers) {
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM()
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_AFTER_RESPOND()

    assertIsObject(headers, 'headers')
    headers = Object.assign({ __proto__: null }, headers)

    if (headers[HTTP2_HEADER_STATUS] != null) {
      const statusCode = headers[HTTP2_HEADER_STATUS] |= 0
      if (statusCode === HTTP_STATUS_SWITCHING_PROTOCOLS) throw new ERR_HTTP2_STATUS_101()
      if (statusCode < 100 || statusCode >= 200) {
        throw new ERR_HTTP2_INVALID_INFO_STATUS(headers[HTTP2_HEADER_STATUS])
      }
    }

    this[kUpdateTimer]()

    const headersList = mapToHeaders(headers, assertValidPseudoHeaderResponse)
    if (!this[kInfoHeaders]) this[kInfoHeaders] = [headers]
    else this[kInfoHeaders].push(headers)

    const ret = this[kHandle].info(headersList)
    if (ret < 0) this.destroy(new NghttpError(ret))
  }
}

ServerHttp2Stream.prototype[kProceed] = ServerHttp2Stream.prototype.respond

module.exports = { ServerHttp2Stream }
