'use strict'

// What sessions and streams are told by their handles.

const process = require('process')
const channels = require('internal/http2/channels')
const { setCallbacks } = require('internal/http2/handles')
const { toHeaderObject } = require('internal/http2/headers')
const { NghttpError } = require('internal/http2/checks')
const { onStreamEnd } = require('internal/http2/io')
const { ClientHttp2Stream, closeStream, kNoRstStream } = require('internal/http2/stream')
const { ServerHttp2Stream } = require('internal/http2/serverstream')
const { codes: { ERR_HTTP2_SESSION_ERROR } } = require('internal/errors')
const { fromArrayBuffer } = require('internal/buffer')
const {
  HTTP2_HEADER_METHOD, HTTP2_HEADER_STATUS, HTTP2_METHOD_HEAD, HTTP_STATUS_MISDIRECTED_REQUEST, NGHTTP2_FLAG_END_STREAM,
  NGHTTP2_HCAT_PUSH_RESPONSE, NGHTTP2_HCAT_RESPONSE, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM, NGHTTP2_SESSION_SERVER,
} = require('internal/http2/constants')
const {
  STREAM_FLAGS_HEAD_REQUEST, kMaybeDestroy, kOrigin, kOwner, kRemoteSettings, kRequestAsyncResource, kSelectPadding, kSession, kSocket,
  kState, kType, kUpdateTimer,
} = require('internal/http2/symbols')

// emit is here so that no closure is made for it.
function emit(self, event, a, b, c, d) { self.emit(event, a, b, c, d) }

// onSessionHeaders is told of each block of headers, in lists of names and values and of the names that are sensitive.
function onSessionHeaders(handle, id, cat, flags, lists) {
  const headers = lists[0]
  const sensitiveHeaders = lists[1]
  const session = this[kOwner]
  if (session.destroyed) return

  const type = session[kType]
  session[kUpdateTimer]()
  const streams = session[kState].streams

  const endOfStream = !!(flags & NGHTTP2_FLAG_END_STREAM)
  let stream = streams.get(id)

  const obj = toHeaderObject(headers, sensitiveHeaders)

  if (stream === undefined) {
    if (session.closed) {
      handle.rstStream(NGHTTP2_REFUSED_STREAM)
      handle.destroy()
      return
    }

    if (type === NGHTTP2_SESSION_SERVER) {
      stream = new ServerHttp2Stream(session, handle, id, {}, obj)
      if (endOfStream) {
        stream.push(null)
      }
      if (obj[HTTP2_HEADER_METHOD] === HTTP2_METHOD_HEAD) {
        stream.end()
        stream[kState].flags |= STREAM_FLAGS_HEAD_REQUEST
      }
    } else {
      stream = new ClientHttp2Stream(session, handle, id, {})
      if (endOfStream) {
        stream.push(null)
      }
      stream.end()
    }
    if (endOfStream) stream[kState].endAfterHeaders = true
    channels.began(type === NGHTTP2_SESSION_SERVER ? channels.server : channels.client, stream, obj)
    process.nextTick(emit, session, 'stream', stream, obj, flags, headers)
  } else {
    let event
    const status = obj[HTTP2_HEADER_STATUS]
    if (cat === NGHTTP2_HCAT_RESPONSE) {
      if (!endOfStream && status !== undefined && status >= 100 && status < 200) {
        event = 'headers'
      } else {
        event = 'response'
      }
    } else if (cat === NGHTTP2_HCAT_PUSH_RESPONSE) {
      event = 'push'
    } else if (status !== undefined && status >= 200) {
      event = 'response'
    } else {
      event = endOfStream ? 'trailers' : 'headers'
    }
    const session = stream.session
    if (status === HTTP_STATUS_MISDIRECTED_REQUEST) {
      const originSet = session[kState].originSet = initOriginSet(session)
      originSet.delete(stream[kOrigin])
    }
    if ((event === 'response' || event === 'push') && channels.client.finish.hasSubscribers) {
      channels.client.finish.publish({ stream, headers: obj, flags })
    }
    const reqAsync = stream[kRequestAsyncResource]
    if (reqAsync) reqAsync.runInAsyncScope(process.nextTick, null, emit, stream, event, obj, flags, headers)
    else process.nextTick(emit, stream, event, obj, flags, headers)
  }
  if (endOfStream) {
    stream.push(null)
  }
}

// onStreamTrailers is called when all data is sent and trailers are to follow.
function onStreamTrailers() {
  const stream = this[kOwner]
  stream[kState].trailersReady = true
  if (stream.destroyed || stream.closed) return
  if (!stream.emit('wantTrailers')) {
    stream.sendTrailers({})
  }
}

function onPing(payload) {
  const session = this[kOwner]
  if (session.destroyed) return
  session[kUpdateTimer]()
  session.emit('ping', fromArrayBuffer(payload))
}

// onStreamClose is called when a stream has ended on both sides, or was reset: its handle is of no use any more.
function onStreamClose(code) {
  const stream = this[kOwner]
  if (!stream || stream.destroyed) return false
  // Closing may destroy the stream, which has no session then.
  const isServer = stream[kSession][kType] === NGHTTP2_SESSION_SERVER
  if (!stream.closed) closeStream(stream, code, kNoRstStream)

  const { close } = isServer ? channels.server : channels.client
  if (close.hasSubscribers) close.publish({ stream })

  stream[kState].fd = -1
  // What was received is still to be read.

  if (!stream.readable || code !== NGHTTP2_NO_ERROR) {
    stream.destroy()
  } else {
    stream.on('end', stream[kMaybeDestroy])

    stream.push(null)

    if (isServer && !stream[kState].didRead && stream.readableFlowing === null) stream.resume()
    else stream.read(0)
  }
  return true
}

function onSettings() {
  const session = this[kOwner]
  if (session.destroyed) return
  session[kUpdateTimer]()
  session[kRemoteSettings] = undefined
  session.emit('remoteSettings', session.remoteSettings)
}

// onPriority tells the stream or, if it is not known, the session, which may tell the server.
function onPriority(id, parent, weight, exclusive) {
  const session = this[kOwner]
  if (session.destroyed) return
  const emitter = session[kState].streams.get(id) || session
  if (!emitter.destroyed) {
    emitter[kUpdateTimer]()
    emitter.emit('priority', id, parent, weight, exclusive)
  }
}

// onFrameError is called with a frame that could not be sent.
function onFrameError(id, type, code) {
  const session = this[kOwner]
  if (session.destroyed) return

  const stream = session[kState].streams.get(id)
  const emitter = stream || session
  emitter[kUpdateTimer]()
  emitter.emit('frameError', type, code, id)

  // A GOAWAY on its way may tell more.
  setImmediate(() => {
    stream?.close(code)
    session.close()
  })
}

function onAltSvc(stream, origin, alt) {
  const session = this[kOwner]
  if (session.destroyed) return
  session[kUpdateTimer]()
  session.emit('altsvc', alt, origin, stream)
}

function initOriginSet(session) {
  let originSet = session[kState].originSet
  if (originSet === undefined) {
    const socket = session[kSocket]
    session[kState].originSet = originSet = new Set()
    let hostName = socket.servername
    if (hostName === null || hostName === false) {
      if (socket.remoteFamily === 'IPv6') {
        hostName = `[${socket.remoteAddress}]`
      } else {
        hostName = socket.remoteAddress
      }
    }
    let originString = `https://${hostName}`
    if (socket.remotePort != null) originString += `:${socket.remotePort}`

    originSet.add(new URL(originString).origin)
  }
  return originSet
}

function onOrigin(origins) {
  const session = this[kOwner]
  if (session.destroyed) return
  session[kUpdateTimer]()
  if (!session.encrypted || session.destroyed) return undefined
  const originSet = initOriginSet(session)
  for (let n = 0; n < origins.length; n++) originSet.add(origins[n])
  session.emit('origin', origins)
}

// onGoawayData: the peer wants no new streams. Without an error those that there are may end.
function onGoawayData(code, lastStreamID, buf) {
  const session = this[kOwner]
  if (session.destroyed) return

  const state = session[kState]
  state.goawayCode = code
  state.goawayLastStreamID = lastStreamID

  session.emit('goaway', code, lastStreamID, buf === undefined ? buf : fromArrayBuffer(buf))
  if (code === NGHTTP2_NO_ERROR) {
    session.close()
  } else {
    session.destroy(new ERR_HTTP2_SESSION_ERROR(code), NGHTTP2_NO_ERROR)
  }
}

function onSessionInternalError(integerCode, customErrorCode) {
  if (this[kOwner] !== undefined) this[kOwner].destroy(new NghttpError(integerCode, customErrorCode))
}

function onSelectPadding(length, most) {
  const session = this[kOwner]
  const select = session[kSelectPadding]
  if (select === undefined) return most
  return Math.max(length, Math.min(most, select(length, most) >>> 0))
}

setCallbacks({
  onAltSvc,
  onFrameError,
  onGoawayData,
  onOrigin,
  onPing,
  onPriority,
  onSelectPadding,
  onSessionHeaders,
  onSessionInternalError,
  onSettings,
  onStreamClose,
  onStreamEnd,
  onStreamTrailers,
})

module.exports = { initOriginSet, emit }
