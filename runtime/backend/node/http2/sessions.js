'use strict'

// A server's sessions, and a client's.

const { assertValidPseudoHeader, mapToHeaders, isPayloadMeaningless, getAuthority, checkIsHttpToken } = require('internal/http2/headers')
const channels = require('internal/http2/channels')
const { NghttpError, assertIsObject } = require('internal/http2/checks')
const { ClientHttp2Stream, setAndValidatePriorityOptions } = require('internal/http2/stream')
const { Http2Session } = require('internal/http2/session')
const {
  codes: {
    ERR_HTTP2_ALTSVC_INVALID_ORIGIN, ERR_HTTP2_ALTSVC_LENGTH, ERR_HTTP2_CONNECT_AUTHORITY, ERR_HTTP2_CONNECT_PATH,
    ERR_HTTP2_CONNECT_SCHEME, ERR_HTTP2_GOAWAY_SESSION, ERR_HTTP2_INVALID_ORIGIN, ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_ORIGIN_LENGTH,
    ERR_HTTP2_OUT_OF_STREAMS, ERR_HTTP2_STREAM_SELF_DEPENDENCY, ERR_INVALID_ARG_TYPE, ERR_INVALID_CHAR, ERR_INVALID_HTTP_TOKEN,
    ERR_OUT_OF_RANGE,
  },
  AbortError,
} = require('internal/errors')
const { validateAbortSignal, validateBoolean, validateString } = require('internal/validators')
const { AsyncResource } = require('async_hooks')
const { addAbortListener } = require('events')
const {
  HTTP2_HEADER_AUTHORITY, HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, HTTP2_HEADER_PROTOCOL, HTTP2_HEADER_SCHEME, HTTP2_METHOD_CONNECT,
  HTTP2_METHOD_GET, NGHTTP2_ERR_INVALID_ARGUMENT, NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE, NGHTTP2_SESSION_CLIENT, NGHTTP2_SESSION_SERVER,
  STREAM_OPTION_EMPTY_PAYLOAD, STREAM_OPTION_GET_TRAILERS, __proto__,
} = require('internal/http2/constants')
const {
  STREAM_FLAGS_HAS_TRAILERS, kAuthority, kHandle, kInit, kMaxALTSVC, kOrigin, kPendingRequestCalls, kProtocol, kRequestAsyncResource,
  kSentHeaders, kServer, kSession, kState, kUpdateTimer,
} = require('internal/http2/symbols')

// requestOnConnect sends a request, once its session is connected.
function requestOnConnect(headers, options) {
  const session = this[kSession]

  if (session === undefined || session.destroyed) return

  if (session.closed) {
    const err = new ERR_HTTP2_GOAWAY_SESSION()
    this.destroy(err)
    return
  }

  let streamOptions = 0
  if (options.endStream) streamOptions |= STREAM_OPTION_EMPTY_PAYLOAD

  if (options.waitForTrailers) streamOptions |= STREAM_OPTION_GET_TRAILERS

  const ret = session[kHandle].request(headers, streamOptions, options.parent | 0, options.weight | 0, !!options.exclusive)

  if (typeof ret === 'number') {
    let err
    switch (ret) {
      case NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE:
        err = new ERR_HTTP2_OUT_OF_STREAMS()
        this.destroy(err)
        break
      case NGHTTP2_ERR_INVALID_ARGUMENT:
        err = new ERR_HTTP2_STREAM_SELF_DEPENDENCY()
        this.destroy(err)
        break
      default:
        session.destroy(new NghttpError(ret))
    }
    return
  }
  this[kInit](ret.id(), ret)
  const { start } = channels.client
  if (start.hasSubscribers) start.publish({ stream: this, headers: this.sentHeaders })
}

const kQuotedString = /^[\x09\x20-\x5b\x5d-\x7e\x80-\xff]*$/

class ServerHttp2Session extends Http2Session {
  constructor(options, socket, server) {
    super(NGHTTP2_SESSION_SERVER, options, socket)
    this[kServer] = server

  }

  get server() {
    return this[kServer]
  }

  altsvc(alt, originOrStream) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION()

    let stream = 0
    let origin

    if (typeof originOrStream === 'string') {
      origin = new URL(originOrStream).origin
      if (origin === 'null') throw new ERR_HTTP2_ALTSVC_INVALID_ORIGIN()
    } else if (typeof originOrStream === 'number') {
      if (originOrStream >>> 0 !== originOrStream || originOrStream === 0) {
        throw new ERR_OUT_OF_RANGE('originOrStream', `> 0 && < ${2 ** 32}`, originOrStream)
      }
      stream = originOrStream
    } else if (originOrStream !== undefined) {
      if (originOrStream !== null && typeof originOrStream === 'object') origin = originOrStream.origin

      if (typeof origin !== 'string') {
        throw new ERR_INVALID_ARG_TYPE('originOrStream', ['string', 'number', 'URL', 'object'], originOrStream)
      } else if (origin === 'null' || origin.length === 0) {
        throw new ERR_HTTP2_ALTSVC_INVALID_ORIGIN()
      }
    }

    validateString(alt, 'alt')
    if (!kQuotedString.test(alt)) throw new ERR_INVALID_CHAR('alt')

    if ((alt.length + (origin !== undefined ? origin.length : 0)) > kMaxALTSVC) throw new ERR_HTTP2_ALTSVC_LENGTH()

    this[kHandle].altsvc(stream, origin || '', alt)
  }

  origin(...origins) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION()

    if (origins.length === 0) return

    const list = []
    let len = 0
    const count = origins.length
    for (let i = 0; i < count; i++) {
      let origin = origins[i]
      if (typeof origin === 'string') {
        origin = new URL(origin).origin
      } else if (origin != null && typeof origin === 'object') {
        origin = origin.origin
      }
      validateString(origin, 'origin')
      if (origin === 'null') throw new ERR_HTTP2_INVALID_ORIGIN()

      list.push(origin)
      len += origin.length
    }

    if (len > kMaxALTSVC) throw new ERR_HTTP2_ORIGIN_LENGTH()

    this[kHandle].origin(list.join('\0'))
  }
}

class ClientHttp2Session extends Http2Session {
  constructor(options, socket) {
    super(NGHTTP2_SESSION_CLIENT, options, socket)
    this[kPendingRequestCalls] = null
  }

  request(headers, options) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION()

    if (this.closed) throw new ERR_HTTP2_GOAWAY_SESSION()

    this[kUpdateTimer]()

    if (headers !== null && headers !== undefined) {
      const keys = Object.keys(headers)
      for (let i = 0; i < keys.length; i++) {
        const header = keys[i]
        if (header[0] === ':') {
          assertValidPseudoHeader(header)
        } else if (header && !checkIsHttpToken(header)) this.destroy(new ERR_INVALID_HTTP_TOKEN('Header name', header))
      }
    }

    assertIsObject(headers, 'headers')
    assertIsObject(options, 'options')

    headers = Object.assign({ __proto__: null }, headers)
    options = { ...options }

    if (headers[HTTP2_HEADER_METHOD] === undefined) headers[HTTP2_HEADER_METHOD] = HTTP2_METHOD_GET

    const connect = headers[HTTP2_HEADER_METHOD] === HTTP2_METHOD_CONNECT

    if (!connect || headers[HTTP2_HEADER_PROTOCOL] !== undefined) {
      if (getAuthority(headers) === undefined) headers[HTTP2_HEADER_AUTHORITY] = this[kAuthority]
      if (headers[HTTP2_HEADER_SCHEME] === undefined) headers[HTTP2_HEADER_SCHEME] = this[kProtocol].slice(0, -1)
      if (headers[HTTP2_HEADER_PATH] === undefined) headers[HTTP2_HEADER_PATH] = '/'
    } else {
      if (headers[HTTP2_HEADER_AUTHORITY] === undefined) throw new ERR_HTTP2_CONNECT_AUTHORITY()
      if (headers[HTTP2_HEADER_SCHEME] !== undefined) throw new ERR_HTTP2_CONNECT_SCHEME()
      if (headers[HTTP2_HEADER_PATH] !== undefined) throw new ERR_HTTP2_CONNECT_PATH()
    }

    setAndValidatePriorityOptions(options)

    if (options.endStream === undefined) {
      options.endStream = isPayloadMeaningless(headers[HTTP2_HEADER_METHOD])
    } else {
      validateBoolean(options.endStream, 'options.endStream')
    }

    const headersList = mapToHeaders(headers)

    const stream = new ClientHttp2Stream(this, undefined, undefined, {})
    stream[kSentHeaders] = headers
    stream[kOrigin] = `${headers[HTTP2_HEADER_SCHEME]}://` + `${getAuthority(headers)}`
    const reqAsync = new AsyncResource('PendingRequest')
    stream[kRequestAsyncResource] = reqAsync

    const { created } = channels.client
    if (created.hasSubscribers) created.publish({ stream, headers })

    if (options.endStream) stream.end()

    if (options.waitForTrailers) stream[kState].flags |= STREAM_FLAGS_HAS_TRAILERS

    const { signal } = options
    if (signal) {
      validateAbortSignal(signal, 'options.signal')
      const aborter = () => {
        stream.destroy(new AbortError(undefined, { cause: signal.reason }))
      }
      if (signal.aborted) {
        aborter()
      } else {
        const disposable = addAbortListener(signal, aborter)
        stream.once('close', disposable[Symbol.dispose])
      }
    }

    const onConnect = reqAsync.bind(requestOnConnect.bind(stream, headersList, options))
    if (this.connecting) {
      if (this[kPendingRequestCalls] !== null) {
        this[kPendingRequestCalls].push(onConnect)
      } else {
        this[kPendingRequestCalls] = [onConnect]
        this.once('connect', () => {
          this[kPendingRequestCalls].forEach((f) => f())
          this[kPendingRequestCalls] = null
        })
      }
    } else {
      onConnect()
    }
    return stream
  }
}

module.exports = { ServerHttp2Session, ClientHttp2Session }
