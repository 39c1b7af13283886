'use strict'

// Http2Session: one end of a connection.

const EventEmitter = require('events')
const process = require('process')
const observers = require('internal/perf/observers')
const { SessionHandle } = require('internal/http2/handles')
const { getSettings, settingsList, checkRemoteCustomSettings, getSessionState, validateSettings } = require('internal/http2/settings')
const { assertIsObject } = require('internal/http2/checks')
const { setStreamTimeout } = require('internal/http2/io')
const { callTimeout } = require('internal/http2/stream')
const { initOriginSet, emit } = require('internal/http2/events')
const { proxySocketHandler, socketOnError, socketOnClose } = require('internal/http2/socket')
const {
  codes: {
    ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_MAX_PENDING_SETTINGS_ACK, ERR_HTTP2_NO_MEM, ERR_HTTP2_PING_CANCEL, ERR_HTTP2_PING_LENGTH,
    ERR_HTTP2_SESSION_ERROR, ERR_HTTP2_SETTINGS_CANCEL, ERR_HTTP2_SOCKET_BOUND, ERR_HTTP2_STREAM_CANCEL, ERR_OUT_OF_RANGE,
  },
} = require('internal/errors')
const { isUint32, validateBuffer, validateFunction, validateInt32, validateNumber } = require('internal/validators')
const { NGHTTP2_ERR_NOMEM, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_SESSION_SERVER } = require('internal/http2/constants')
const {
  SESSION_FLAGS_CLOSED, SESSION_FLAGS_DESTROYED, SESSION_FLAGS_PENDING, SESSION_FLAGS_READY, kAlpnProtocol, kBoundSession, kEncrypted,
  kHandle, kLocalSettings, kMaxStreams, kMaybeDestroy, kOwner, kProxySocket, kRemoteSettings, kSelectPadding, kServer, kSocket, kState,
  kTimeout, kType, kUpdateTimer,
} = require('internal/http2/symbols')

const customInspect = Symbol.for('nodejs.util.inspect.custom')

function settingsCallback(cb, ack, duration) {
  this[kState].pendingAck--
  this[kLocalSettings] = undefined
  if (ack) {
    const settings = this.localSettings
    if (typeof cb === 'function') cb(null, settings, duration)
    this.emit('localSettings', settings)
  } else {
    if (typeof cb === 'function') cb(new ERR_HTTP2_SETTINGS_CANCEL())
  }
}

function submitSettings(settings, callback) {
  if (this.destroyed) return
  this[kUpdateTimer]()
  if (!this[kHandle].settings(settingsList(settings), settingsCallback.bind(this, callback))) {
    this.destroy(new ERR_HTTP2_MAX_PENDING_SETTINGS_ACK())
  }
}

function submitGoaway(code, lastStreamID, opaqueData) {
  if (this.destroyed) return
  this[kUpdateTimer]()
  this[kHandle].goaway(code, lastStreamID, opaqueData)
}

function pingCallback(cb) {
  return function pingCallback(ack, duration, payload) {
    if (ack) {
      cb(null, duration, payload)
    } else {
      cb(new ERR_HTTP2_PING_CANCEL())
    }
  }
}

// setupHandle takes a connected socket over: nobody else reads or writes it from then on.
function setupHandle(socket, type, options) {
  if (this.destroyed) {
    process.nextTick(emit, this, 'connect', this, socket)
    return
  }

  this[kState].flags |= SESSION_FLAGS_READY

  if (options.remoteCustomSettings) checkRemoteCustomSettings(options.remoteCustomSettings)
  const handle = new SessionHandle(type === NGHTTP2_SESSION_SERVER, options)
  handle[kOwner] = this

  if (typeof options.selectPadding === 'function') this[kSelectPadding] = options.selectPadding
  handle.consume(socket._handle)
  handle.ongracefulclosecomplete = this[kMaybeDestroy].bind(this, null)

  this[kHandle] = handle
  if (socket.encrypted) {
    this[kAlpnProtocol] = socket.alpnProtocol
    this[kEncrypted] = true
  } else {
    this[kAlpnProtocol] = 'h2c'
    this[kEncrypted] = false
  }

  handle.setLimits(isUint32(options.maxSessionInvalidFrames) ? options.maxSessionInvalidFrames : 1000,
    isUint32(options.maxSessionRejectedStreams) ? options.maxSessionRejectedStreams : 100)

  const settings = typeof options.settings === 'object' ? options.settings : {}

  this.settings(settings)

  if (type === NGHTTP2_SESSION_SERVER && Array.isArray(options.origins)) {
    Reflect.apply(this.origin, this, options.origins)
  }

  process.nextTick(emit, this, 'connect', this, socket)
}

function emitClose(self, error) {
  if (error) self.emit('error', error)
  self.emit('close')
}

function cleanupSession(session) {
  const socket = session[kSocket]
  const handle = session[kHandle]
  session[kProxySocket] = undefined
  session[kSocket] = undefined
  session[kHandle] = undefined
  if (handle) handle.ondone = null
  if (socket) {
    socket[kBoundSession] = undefined
    socket[kServer] = undefined
  }
}

// finishSessionClose lets the socket go when the handle has sent its last.
function finishSessionClose(session, error) {
  const socket = session[kSocket]
  cleanupSession(session)

  if (socket && !socket.destroyed) {
    socket.on('close', () => {
      emitClose(session, error)
    })
    if (session.closed) {
      socket.resume()
    }

    socket.end((err) => {
      if (!session.closed) {
        setImmediate(() => {
          socket.destroy(error)
        })
      }
    })
  } else {
    process.nextTick(emitClose, session, error)
  }
}

// closeSession ends a session, with its streams, and tells the peer code.
function closeSession(session, code, error) {
  const state = session[kState]
  state.flags |= SESSION_FLAGS_DESTROYED
  state.destroyCode = code

  session.setTimeout(0)
  session.removeAllListeners('timeout')

  if (state.pendingStreams.size > 0 || state.streams.size > 0) {
    const cancel = new ERR_HTTP2_STREAM_CANCEL(error)
    state.pendingStreams.forEach((stream) => stream.destroy(cancel))
    state.streams.forEach((stream) => stream.destroy(error))
  }

  const socket = session[kSocket]
  const handle = session[kHandle]

  if (handle !== undefined) {
    handle.ondone = finishSessionClose.bind(null, session, error)
    const observed = observers.size !== 0
    handle.destroy(code, socket.destroyed)
    if (observed) require('internal/http2/statistics').sessionEnded(handle, session[kType])
  } else {
    finishSessionClose(session, error)
  }
}

class Http2Session extends EventEmitter {
  constructor(type, options, socket) {
    super()

    if (socket[kBoundSession] !== undefined) throw new ERR_HTTP2_SOCKET_BOUND()

    socket[kBoundSession] = this

    if (!socket._handle || typeof socket._handle.readStart !== 'function') {
      socket = new (require('internal/http2/duplex').StreamSocket)(socket)
      socket[kBoundSession] = this
    }
    socket.on('error', socketOnError)
    socket.on('close', socketOnClose)

    this[kState] = {
      destroyCode: NGHTTP2_NO_ERROR,
      flags: SESSION_FLAGS_PENDING,
      goawayCode: null,
      goawayLastStreamID: null,
      streams: new Map(),
      pendingStreams: new Set(),
      pendingAck: 0,
      shutdownWritableCalled: false,
      writeQueueSize: 0,
      originSet: undefined,
    }

    this[kEncrypted] = undefined
    this[kAlpnProtocol] = undefined
    this[kType] = type
    this[kProxySocket] = null
    this[kSocket] = socket
    this[kTimeout] = null
    this[kHandle] = undefined

    if (typeof socket.setNoDelay === 'function') socket.setNoDelay()

    if (typeof socket.disableRenegotiation === 'function') socket.disableRenegotiation()

    const setupFn = setupHandle.bind(this, socket, type, options)
    if (socket.connecting || socket.secureConnecting) {
      const connectEvent = socket.encrypted ? 'secureConnect' : 'connect'
      socket.once(connectEvent, () => {
        try {
          setupFn()
        } catch (error) {
          socket.destroy(error)
        }
      })
    } else {
      setupFn()
    }

    process.nextTick(() => {
      if (socket.readableLength) {
        let buf
        while ((buf = socket.read()) !== null) {
          this[kHandle].receive(buf)
        }
      }
    })
  }

  get encrypted() {
    return this[kEncrypted]
  }

  get alpnProtocol() {
    return this[kAlpnProtocol]
  }

  get originSet() {
    if (!this.encrypted || this.destroyed) return undefined
    return Array.from(initOriginSet(this))
  }

  get connecting() {
    return (this[kState].flags & SESSION_FLAGS_READY) === 0
  }

  get closed() {
    return !!(this[kState].flags & SESSION_FLAGS_CLOSED)
  }

  get destroyed() {
    return !!(this[kState].flags & SESSION_FLAGS_DESTROYED)
  }

  [kUpdateTimer]() {
    if (this.destroyed) return
    if (this[kTimeout]) this[kTimeout].refresh()
  }

  setNextStreamID(id) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION()

    validateNumber(id, 'id')
    if (id <= 0 || id > kMaxStreams) throw new ERR_OUT_OF_RANGE('id', `> 0 and <= ${kMaxStreams}`, id)
    this[kHandle].setNextStreamID(id)
  }

  setLocalWindowSize(windowSize) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION()

    validateInt32(windowSize, 'windowSize', 0)
    const ret = this[kHandle].setLocalWindowSize(windowSize)

    if (ret === NGHTTP2_ERR_NOMEM) {
      this.destroy(new ERR_HTTP2_NO_MEM())
    }
  }

  ping(payload, callback) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION()

    if (typeof payload === 'function') {
      callback = payload
      payload = undefined
    }
    if (payload) {
      validateBuffer(payload, 'payload')
      if (payload.byteLength !== 8) {
        throw new ERR_HTTP2_PING_LENGTH()
      }
    }
    validateFunction(callback, 'callback')

    const cb = pingCallback(callback)
    if (this.connecting || this.closed) {
      process.nextTick(cb, false, 0.0, payload)
      return
    }

    return this[kHandle].ping(payload, cb)
  }

  [customInspect](depth, opts) {
    if (typeof depth === 'number' && depth < 0) return this

    const obj = {
      type: this[kType],
      closed: this.closed,
      destroyed: this.destroyed,
      state: this.state,
      localSettings: this.localSettings,
      remoteSettings: this.remoteSettings,
    }
    return `Http2Session ${require('internal/util/format').format(obj)}`
  }

  get socket() {
    const proxySocket = this[kProxySocket]
    if (proxySocket === null) return this[kProxySocket] = new Proxy(this, proxySocketHandler)
    return proxySocket
  }

  get type() {
    return this[kType]
  }

  get goawayCode() {
    return this[kState].goawayCode || NGHTTP2_NO_ERROR
  }

  get goawayLastStreamID() {
    return this[kState].goawayLastStreamID || 0
  }

  get pendingSettingsAck() {
    return this[kState].pendingAck > 0
  }

  get state() {
    return this.connecting || this.destroyed ? {} : getSessionState(this[kHandle])
  }

  get localSettings() {
    const settings = this[kLocalSettings]
    if (settings !== undefined) return settings

    if (this.destroyed || this.connecting) return {}

    return this[kLocalSettings] = getSettings(this[kHandle], false)
  }

  get remoteSettings() {
    const settings = this[kRemoteSettings]
    if (settings !== undefined) return settings
    if (this.destroyed || this.connecting) return {}
    return this[kRemoteSettings] = getSettings(this[kHandle], true)
  }

  settings(settings, callback) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION()
    assertIsObject(settings, 'settings')
    validateSettings(settings)

    if (callback) {
      validateFunction(callback, 'callback')
    }

    this[kState].pendingAck++

    const settingsFn = submitSettings.bind(this, { ...settings }, callback)
    if (this.connecting) {
      this.once('connect', settingsFn)
      return
    }
    settingsFn()
  }

  goaway(code = NGHTTP2_NO_ERROR, lastStreamID = 0, opaqueData) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION()

    if (opaqueData !== undefined) {
      validateBuffer(opaqueData, 'opaqueData')
    }
    validateNumber(code, 'code')
    validateNumber(lastStreamID, 'lastStreamID')

    const goawayFn = submitGoaway.bind(this, code, lastStreamID, opaqueData)
    if (this.connecting) {
      this.once('connect', goawayFn)
      return
    }
    goawayFn()
  }

  destroy(error = NGHTTP2_NO_ERROR, code) {
    if (this.destroyed) return

    if (typeof error === 'number') {
      code = error
      error = code !== NGHTTP2_NO_ERROR ? new ERR_HTTP2_SESSION_ERROR(code) : undefined
    }
    if (code === undefined && error != null) code = NGHTTP2_INTERNAL_ERROR

    closeSession(this, code, error)
  }

  close(callback) {
    if (this.closed || this.destroyed) return
    this[kState].flags |= SESSION_FLAGS_CLOSED
    if (typeof callback === 'function') this.once('close', callback)
    this.goaway()
    const handle = this[kHandle]
    if (handle) {
      handle.setGracefulClose()
    }
    this[kMaybeDestroy]()
  }

  [EventEmitter.captureRejectionSymbol](err, event, ...args) {
    switch (event) {
      case 'stream': {
        const stream = args[0]
        stream.destroy(err)
        break
      }
      default:
        this.destroy(err)
    }
  }

  [kMaybeDestroy](error) {
    if (error == null) {
      const handle = this[kHandle]
      const hasPendingData = !!handle && handle.hasPendingData()
      const state = this[kState]

      if (!this.closed || state.streams.size > 0 || state.pendingStreams.size > 0 || hasPendingData) {
        return
      }
    }
    this.destroy(error)
  }

  _onTimeout() {
    callTimeout(this, this)
  }

  ref() {
    if (this[kSocket]) {
      this[kSocket].ref()
    }
  }

  unref() {
    if (this[kSocket]) {
      this[kSocket].unref()
    }
  }
}

Http2Session.prototype.setTimeout = setStreamTimeout

module.exports = { Http2Session, closeSession }
