'use strict'

// Http2Stream: one stream, as both sides know it, and the client's.

const process = require('process')
const channels = require('internal/http2/channels')
const observers = require('internal/perf/observers')
const { getStreamState } = require('internal/http2/settings')
const { assertValidPseudoHeaderTrailer, mapToHeaders } = require('internal/http2/headers')
const { NghttpError, assertIsObject } = require('internal/http2/checks')
const { onStreamRead, writeGeneric, writevGeneric, setStreamTimeout } = require('internal/http2/io')
const {
  codes: {
    ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_STREAM_ERROR, ERR_HTTP2_TRAILERS_ALREADY_SENT, ERR_HTTP2_TRAILERS_NOT_READY,
  },
  AbortError,
  aggregateTwoErrors,
} = require('internal/errors')
const { validateBoolean, validateFunction, validateInteger, validateNumber } = require('internal/validators')
const { Duplex } = require('stream')
const {
  HTTP2_HEADER_STATUS, HTTP_STATUS_CONTINUE, NGHTTP2_CANCEL, NGHTTP2_DEFAULT_WEIGHT, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR,
  NGHTTP2_SESSION_SERVER, __proto__, nameForErrorCode,
} = require('internal/http2/constants')
const {
  STREAM_FLAGS_ABORTED, STREAM_FLAGS_CLOSED, STREAM_FLAGS_HAS_TRAILERS, STREAM_FLAGS_HEADERS_SENT, STREAM_FLAGS_HEAD_REQUEST,
  STREAM_FLAGS_PENDING, STREAM_FLAGS_READY, kAfterAsyncWrite, kHandle, kID, kInfoHeaders, kInit, kMaxInt, kMaybeDestroy, kOwner,
  kProceed, kProxySocket, kRequest, kSentHeaders, kSentTrailers, kSession, kState, kTimeout, kType, kUpdateTimer, kWriteGeneric,
} = require('internal/http2/symbols')

const customInspect = Symbol.for('nodejs.util.inspect.custom')

function submitRstStream(code) {
  if (this[kHandle] !== undefined) {
    this[kHandle].rstStream(code)
  }
}

function submitPriority(options) {
  if (this.destroyed) return
  this[kUpdateTimer]()

  if (options.parent === this[kID]) return

  this[kHandle].priority(options.parent | 0, options.weight | 0, !!options.exclusive, !!options.silent)
}

// trackWriteState counts what is being written, so that a time-out knows of it.
function trackWriteState(stream, bytes) {
  const session = stream[kSession]
  stream[kState].writeQueueSize += bytes
  session[kState].writeQueueSize += bytes
  session[kHandle].chunksSentSinceLastWrite = 0
}

function streamOnResume() {
  if (!this.destroyed) this[kHandle].readStart()
}

function streamOnPause() {
  if (!this.destroyed && !this.pending) this[kHandle].readStop()
}

function shutdownWritable(callback) {
  const handle = this[kHandle]
  if (!handle) return callback()
  const state = this[kState]
  if (state.shutdownWritableCalled) {
    return callback()
  }
  state.shutdownWritableCalled = true

  handle.shutdown()
  this.on('finish', () => this[kMaybeDestroy]())
  callback()
}

function finishSendTrailers(stream, headersList) {
  if (stream.destroyed) {
    return
  }

  stream[kState].flags &= ~STREAM_FLAGS_HAS_TRAILERS

  const ret = stream[kHandle].trailers(headersList)
  if (ret < 0) stream.destroy(new NghttpError(ret))
  else stream[kMaybeDestroy]()
}

const kNoRstStream = 0

const kSubmitRstStream = 1

const kForceRstStream = 2

// closeStream marks a stream as closed, ends what is written, and resets the stream when that is sent, or at once if it ends with
// an error or rstStreamStatus says so.
function closeStream(stream, code, rstStreamStatus = kSubmitRstStream) {
  const state = stream[kState]
  state.flags |= STREAM_FLAGS_CLOSED
  state.rstCode = code

  stream.setTimeout(0)
  stream.removeAllListeners('timeout')

  const { ending } = stream._writableState

  if (!ending) {
    if (!stream.aborted) {
      state.flags |= STREAM_FLAGS_ABORTED
      stream.emit('aborted')
    }

    stream.end()
  }

  if (rstStreamStatus !== kNoRstStream) {
    const finishFn = finishCloseStream.bind(stream, code)
    if (!ending || stream.writableFinished || code !== NGHTTP2_NO_ERROR || rstStreamStatus === kForceRstStream) finishFn()
    else stream.once('finish', finishFn)
  }
}

function finishCloseStream(code) {
  const rstStreamFn = submitRstStream.bind(this, code)

  if (this.pending) {
    this.push(null)
    this.once('ready', rstStreamFn)
    return
  }
  rstStreamFn()
}

// endCheck ends the handle behind a write that was the last.
function endCheck(stream, done) {
  const state = stream._writableState
  if (!state.ending || state.errored || state.buffered.length > 0 || (stream[kState].flags & STREAM_FLAGS_HAS_TRAILERS)) done()
  else shutdownWritable.call(stream, done)
}

class Http2Stream extends Duplex {
  constructor(session, options) {
    options.allowHalfOpen = true
    options.decodeStrings = false
    options.autoDestroy = false
    super(options)

    // Corked, and not read ahead, until it has its number.
    this.cork()
    this[kSession] = session
    session[kState].pendingStreams.add(this)

    this._readableState.readingMore = true

    this[kTimeout] = null

    this[kState] = {
      didRead: false,
      flags: STREAM_FLAGS_PENDING,
      rstCode: NGHTTP2_NO_ERROR,
      writeQueueSize: 0,
      trailersReady: false,
      endAfterHeaders: false,
    }

    this[kRequest] = null
    this[kProxySocket] = null

    this.on('pause', streamOnPause)

  }

  [kUpdateTimer]() {
    if (this.destroyed) return
    if (this[kTimeout]) this[kTimeout].refresh()
    if (this[kSession]) this[kSession][kUpdateTimer]()
  }

  [kInit](id, handle) {
    const state = this[kState]
    state.flags |= STREAM_FLAGS_READY

    const session = this[kSession]
    session[kState].pendingStreams.delete(this)
    session[kState].streams.set(id, this)

    this[kID] = id
    handle[kOwner] = this
    this[kHandle] = handle
    handle.onread = onStreamRead
    this.uncork()
    this.emit('ready')
  }

  [customInspect](depth, opts) {
    if (typeof depth === 'number' && depth < 0) return this

    const obj = {
      id: this[kID] || '<pending>',
      closed: this.closed,
      destroyed: this.destroyed,
      state: this.state,
      readableState: this._readableState,
      writableState: this._writableState,
    }
    return `Http2Stream ${require('internal/util/format').format(obj)}`
  }

  get bufferSize() {
    return this[kState].writeQueueSize + this.writableLength
  }

  get endAfterHeaders() {
    return this[kState].endAfterHeaders
  }

  get sentHeaders() {
    return this[kSentHeaders]
  }

  get sentTrailers() {
    return this[kSentTrailers]
  }

  get sentInfoHeaders() {
    return this[kInfoHeaders]
  }

  get pending() {
    return this[kID] === undefined
  }

  get id() {
    return this[kID]
  }

  get session() {
    return this[kSession]
  }

  _onTimeout() {
    callTimeout(this, this[kSession])
  }

  get headersSent() {
    return !!(this[kState].flags & STREAM_FLAGS_HEADERS_SENT)
  }

  get aborted() {
    return !!(this[kState].flags & STREAM_FLAGS_ABORTED)
  }

  get headRequest() {
    return !!(this[kState].flags & STREAM_FLAGS_HEAD_REQUEST)
  }

  get rstCode() {
    return this[kState].rstCode
  }

  get state() {
    const id = this[kID]
    if (this.destroyed || id === undefined) return {}
    return getStreamState(this[kHandle])
  }

  [kProceed]() {
    throw new Error('Implementers MUST implement this')
  }

  [kAfterAsyncWrite](bytes) {
    this[kState].writeQueueSize -= bytes

    if (this.session !== undefined) this.session[kState].writeQueueSize -= bytes
  }

  [kWriteGeneric](writev, data, encoding, cb) {
    if (this.pending) {
      this.once('ready', this[kWriteGeneric].bind(this, writev, data, encoding, cb))
      return
    }

    if (this.destroyed) return

    this[kUpdateTimer]()
    if (!this.headersSent) this[kProceed]()

    // The end of the stream may go with its last data: whether this is the last shows only when the program has gone on. Both
    // that and the write call back.
    let left = 2
    let failure = null
    const done = (err) => {
      if (err) failure = aggregateTwoErrors(failure, err)
      if (--left > 0) return
      if (failure) this.destroy(failure)
      cb(failure)
    }
    process.nextTick(endCheck, this, done)

    let bytes
    if (writev) bytes = writevGeneric(this, data, done)
    else bytes = writeGeneric(this, data, encoding, done)

    trackWriteState(this, bytes)
  }

  _write(data, encoding, cb) {
    this[kWriteGeneric](false, data, encoding, cb)
  }

  _writev(data, cb) {
    this[kWriteGeneric](true, data, '', cb)
  }

  _final(cb) {
    if (this.pending) {
      this.once('ready', () => this._final(cb))
      return
    }
    shutdownWritable.call(this, cb)
  }

  _read(nread) {
    if (this.destroyed) {
      this.push(null)
      return
    }
    if (!this[kState].didRead) {
      this._readableState.readingMore = false
      this[kState].didRead = true
    }
    if (!this.pending) {
      streamOnResume.call(this)
    } else {
      this.once('ready', streamOnResume)
    }
  }

  priority(options) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_STREAM()

    assertIsObject(options, 'options')
    options = { ...options }
    setAndValidatePriorityOptions(options)

    const priorityFn = submitPriority.bind(this, options)

    if (this.pending) {
      this.once('ready', priorityFn)
      return
    }
    priorityFn()
  }

  sendTrailers(headers) {
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM()
    if (this[kSentTrailers]) throw new ERR_HTTP2_TRAILERS_ALREADY_SENT()
    if (!this[kState].trailersReady) throw new ERR_HTTP2_TRAILERS_NOT_READY()

    assertIsObject(headers, 'headers')
    headers = Object.assign({ __proto__: null }, headers)

    this[kUpdateTimer]()

    const headersList = mapToHeaders(headers, assertValidPseudoHeaderTrailer)
    this[kSentTrailers] = headers

    setImmediate(finishSendTrailers, this, headersList)
  }

  get closed() {
    return !!(this[kState].flags & STREAM_FLAGS_CLOSED)
  }

  close(code = NGHTTP2_NO_ERROR, callback) {
    validateInteger(code, 'code', 0, kMaxInt)

    if (callback !== undefined) {
      validateFunction(callback, 'callback')
    }

    if (this.closed) return

    if (callback !== undefined) this.once('close', callback)

    closeStream(this, code)
  }

  _destroy(err, callback) {
    const session = this[kSession]
    const handle = this[kHandle]
    const id = this[kID]

    const state = this[kState]
    const sessionState = session[kState]
    const sessionCode = sessionState.goawayCode || sessionState.destroyCode

    let code = this.closed ? this.rstCode : sessionCode
    if (err != null) {
      if (sessionCode) {
        code = sessionCode
      } else if (err instanceof AbortError) {
        code = NGHTTP2_CANCEL
      } else {
        code = NGHTTP2_INTERNAL_ERROR
      }
    }
    const hasHandle = handle !== undefined

    if (!this.closed) closeStream(this, code, hasHandle ? kForceRstStream : kNoRstStream)
    this.push(null)

    if (hasHandle) {
      if (observers.size !== 0) require('internal/http2/statistics').streamEnded(handle)
    handle.destroy()
      sessionState.streams.delete(id)
    } else {
      sessionState.pendingStreams.delete(this)
    }

    sessionState.writeQueueSize -= state.writeQueueSize
    state.writeQueueSize = 0

    if (err == null && code !== NGHTTP2_NO_ERROR && code !== NGHTTP2_CANCEL)
      err = new ERR_HTTP2_STREAM_ERROR(nameForErrorCode[code] || code)

    if (err) {
      const { error } = session[kType] === NGHTTP2_SESSION_SERVER ? channels.server : channels.client
      if (error.hasSubscribers) error.publish({ stream: this, error: err })
    }

    this[kSession] = undefined
    this[kHandle] = undefined

    setImmediate(() => {
      session[kMaybeDestroy]()
    })
    callback(err)
  }

  [kMaybeDestroy](code = NGHTTP2_NO_ERROR) {
    if (code !== NGHTTP2_NO_ERROR) {
      this.destroy()
      return
    }

    if (this.writableFinished) {
      if (!this.readable && this.closed) {
        this.destroy()
        return
      }

      const state = this[kState]
      if (this.headersSent && this[kSession] &&
          this[kSession][kType] === NGHTTP2_SESSION_SERVER && !(state.flags & STREAM_FLAGS_HAS_TRAILERS) &&
          !state.didRead && this.readableFlowing === null) {
        // Nobody wants the rest of the request.
        setImmediate(callStreamClose, this)
      }
    }
  }
}

function setAndValidatePriorityOptions(options) {
  if (options.weight === undefined) {
    options.weight = NGHTTP2_DEFAULT_WEIGHT
  } else {
    validateNumber(options.weight, 'options.weight')
  }

  if (options.parent === undefined) {
    options.parent = 0
  } else {
    validateNumber(options.parent, 'options.parent', 0)
  }

  if (options.exclusive === undefined) {
    options.exclusive = false
  } else {
    validateBoolean(options.exclusive, 'options.exclusive')
  }

  if (options.silent === undefined) {
    options.silent = false
  } else {
    validateBoolean(options.silent, 'options.silent')
  }
}

// callTimeout tells of a time-out, unless what is being written makes progress.
function callTimeout(self, session) {
  if (self.destroyed) return

  if (self[kState].writeQueueSize > 0) {
    const handle = session[kHandle]
    const chunksSentSinceLastWrite = handle !== undefined ? handle.chunksSentSinceLastWrite : null
    if (chunksSentSinceLastWrite !== null && chunksSentSinceLastWrite !== handle.updateChunksSent()) {
      self[kUpdateTimer]()
      return
    }
  }

  self.emit('timeout')
}

function callStreamClose(stream) {
  stream.close()
}

class ClientHttp2Stream extends Http2Stream {
  constructor(session, handle, id, options) {
    super(session, options)
    this[kState].flags |= STREAM_FLAGS_HEADERS_SENT
    if (id !== undefined) this[kInit](id, handle)
    this.on('headers', handleHeaderContinue)
  }
}

function handleHeaderContinue(headers) {
  if (headers[HTTP2_HEADER_STATUS] === HTTP_STATUS_CONTINUE) this.emit('continue')
}

Http2Stream.prototype.setTimeout = setStreamTimeout

module.exports = {
  Http2Stream,
  ClientHttp2Stream,
  trackWriteState,
  closeStream,
  callTimeout,
  setAndValidatePriorityOptions,
  kNoRstStream,
}
