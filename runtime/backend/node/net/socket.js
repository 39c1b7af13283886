'use strict'

// net.Socket. How it connects is in internal/net/connect.

const stream = require('stream')
const process = require('process')
const { Buffer } = require('buffer')
const { fromArrayBuffer } = require('internal/buffer')
const { setTimeout, clearTimeout } = require('timers')
const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_FD_TYPE, ERR_INVALID_HANDLE_TYPE, ERR_OUT_OF_RANGE, ERR_SOCKET_CLOSED, ERR_SOCKET_CLOSED_BEFORE_CONNECTION },
  ErrnoException, genericNodeError, systemErrorName,
} = require('internal/errors')
const { validateAbortSignal, validateFunction, validateInt32, validateNumber } = require('internal/validators')
const { kFlow, kTryWrite, kTried } = require('internal/streams/utils')
const { TCP, Pipe, kindOf } = require('internal/net/handle')

const { Duplex } = stream
const duplexWrite = Duplex.prototype.write
const duplexRead = Duplex.prototype.read
const readablePush = Duplex.prototype.push
const duplexEnd = Duplex.prototype.end
const kTimeout = Symbol('timeout')
const kLastWriteQueueSize = Symbol('lastWriteQueueSize')
const kBuffer = Symbol('kBuffer')
const kBufferCb = Symbol('kBufferCb')
const kBufferGen = Symbol('kBufferGen')
const kBytesRead = Symbol('kBytesRead')
const kBytesWritten = Symbol('kBytesWritten')
const kSetNoDelay = Symbol('kSetNoDelay')
const kSetKeepAlive = Symbol('kSetKeepAlive')
const kSetKeepAliveInitialDelay = Symbol('kSetKeepAliveInitialDelay')
const kUpdateTimer = Symbol('kUpdateTimer')
const kRest = Symbol('kRest') // what did not fit into the user's buffer when it wanted no more
const maxTimeout = 2 ** 31 - 1

function noop() {}

// createHandle makes the handle that fits what the descriptor is.
function createHandle(fd, server) {
  validateInt32(fd, 'fd', 0)
  const kind = kindOf(fd)
  if (kind === 'PIPE') return new Pipe(server)
  if (kind === 'TCP') return new TCP(server)
  throw new ERR_INVALID_FD_TYPE(kind)
}

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options)
  if (options?.objectMode) {
    throw new ERR_INVALID_ARG_VALUE('options.objectMode', options.objectMode, 'is not supported')
  } else if (options?.readableObjectMode || options?.writableObjectMode) {
    throw new ERR_INVALID_ARG_VALUE(
      `options.${options.readableObjectMode ? 'readableObjectMode' : 'writableObjectMode'}`,
      options.readableObjectMode || options.writableObjectMode, 'is not supported')
  }
  if (options?.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay')
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0
  }

  this.connecting = false
  this._hadError = false
  this._handle = null
  this._parent = null
  this._host = null
  this._closeAfterHandlingError = false

  options = typeof options === 'number' ? { fd: options } : { ...options }
  options.allowHalfOpen = Boolean(options.allowHalfOpen)
  // The handle's end is what 'close' tells of, and strings go down as they are.
  options.emitClose = false
  options.autoDestroy = true
  options.decodeStrings = false
  Duplex.call(this, options)

  if (options.handle) {
    this._handle = options.handle
  } else if (options.fd !== undefined) {
    const { fd } = options
    const handle = createHandle(fd, false)
    const failure = handle.open(fd)
    if (failure) {
      handle.close()
      throw new ErrnoException(failure, 'open')
    }
    this._handle = handle
  }

  const { onread } = options
  if (onread !== null && typeof onread === 'object' && (onread.buffer instanceof Uint8Array || typeof onread.buffer === 'function') &&
      typeof onread.callback === 'function') {
    if (typeof onread.buffer === 'function') {
      this[kBuffer] = true
      this[kBufferGen] = onread.buffer
    } else {
      this[kBuffer] = onread.buffer
    }
    this[kBufferCb] = onread.callback
  }

  if (options.noDelay) this[kSetNoDelay] = true
  if (options.keepAlive) this[kSetKeepAlive] = true
  if (options.keepAliveInitialDelay) this[kSetKeepAliveInitialDelay] = ~~(options.keepAliveInitialDelay / 1000)

  this.on('end', onReadableStreamEnd)
  initSocketHandle(this)
  this._pendingData = null
  this._pendingEncoding = ''

  if (this._handle && options.readable !== false) {
    if (options.pauseOnCreate) {
      this._handle.reading = false
      this._handle.readStop()
      this.readableFlowing = false
    } else if (!options.manualStart) {
      this.read(0)
    }
  }

  if (options.signal) addAbortSignal(this, options)
  if (options.blockList) this.blockList = checkBlockList(options.blockList)

  this.server = null
  this._server = null
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype)
Object.setPrototypeOf(Socket, Duplex)

// What a socket has of its own only when it differs: there may be many that have nothing to do.
Object.defineProperties(Socket.prototype, {
  [kLastWriteQueueSize]: { value: 0, writable: true },
  [kTimeout]: { value: null, writable: true },
  [kBuffer]: { value: null, writable: true },
  [kBufferCb]: { value: null, writable: true },
  [kBufferGen]: { value: null, writable: true },
  [kSetNoDelay]: { value: false, writable: true },
  [kSetKeepAlive]: { value: false, writable: true },
  [kSetKeepAliveInitialDelay]: { value: 0, writable: true },
  // After destroy.
  [kBytesRead]: { value: 0, writable: true },
  [kBytesWritten]: { value: 0, writable: true },
})

function checkBlockList(list) {
  if (require('internal/blocklist').BlockList.isBlockList(list)) return list
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
  throw new ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', list)
}

// addAbortSignal makes the signal end attempts to connect; that it destroys the stream is the stream's.
function addAbortSignal(socket, options) {
  const { signal } = options
  validateAbortSignal(signal, 'options.signal')
  let disposable
  function onAbort() {
    disposable?.[Symbol.dispose]()
    socket._aborted = true
  }
  process.nextTick(() => {
    if (signal.aborted) onAbort()
    else disposable = require('events').addAbortListener(signal, onAbort)
  })
}

// initSocketHandle is for a new socket, and one that is used again.
function initSocketHandle(self) {
  self._undestroy()
  self._sockname = null
  const handle = self._handle
  if (!handle) return
  handle.owner = self
  handle.onread = onRead
  if (self[kBuffer] && self[kBufferGen] !== null) {
    const buffer = self[kBufferGen]()
    if (buffer instanceof Uint8Array) self[kBuffer] = buffer
  }
}

// onRead is a handle's onread.
function onRead(value) {
  const self = this.owner
  if (self[kTimeout] !== null || self._parent !== null) self._unrefTimer()
  if (value !== null && typeof value === 'object') {
    const buffer = fromArrayBuffer(value)
    if (self[kBuffer]) {
      if (!self.destroyed) fill(self, this, buffer)
    } else if (self.push === readablePush && self[kFlow](buffer)) {
      return
    } else if (self.destroyed) {
      return
    } else if (!self.push(buffer)) {
      this.reading = false
      if (!self.destroyed) readStop(self, this)
    }
    return
  }
  if (value !== null) {
    self.destroy(new ErrnoException(value, 'read'))
    return
  }
  if (self._readableState.endEmitted) return
  // The end comes before what follows from it, such as 'close'.
  self.push(null)
  self.read(0)
}

function readStop(self, handle) {
  const failure = handle.readStop()
  if (failure) self.destroy(new ErrnoException(failure, 'read'))
}

// fill hands data to the option onread, a buffer's length at a time.
function fill(self, handle, data) {
  let from = 0
  while (from < data.length && !self.destroyed) {
    const buffer = self[kBuffer]
    const length = Math.min(buffer.length, data.length - from)
    buffer.set(data.subarray(from, from + length))
    from += length
    const more = self[kBufferCb](length, buffer) !== false
    if (self[kBufferGen] !== null) {
      const next = self[kBufferGen]()
      if (next instanceof Uint8Array) self[kBuffer] = next
    }
    if (!more) {
      handle.reading = false
      if (!self.destroyed) readStop(self, handle)
    }
    if (!handle.reading) {
      if (from < data.length) self[kRest] = data.subarray(from)
      return
    }
  }
}

function tryReadStart(self) {
  const handle = self._handle
  handle.reading = true
  if (self[kRest] !== undefined) {
    const rest = self[kRest]
    self[kRest] = undefined
    process.nextTick(() => {
      if (self._handle !== handle) return
      if (!handle.reading) self[kRest] = rest
      else fill(self, handle, rest)
      if (handle.reading) start(self, handle)
    })
    return
  }
  start(self, handle)
}

function start(self, handle) {
  const failure = handle.readStart()
  if (failure) self.destroy(new ErrnoException(failure, 'read'))
}

Socket.prototype._unrefTimer = function _unrefTimer() {
  for (let s = this; s; s = s._parent) {
    if (s[kTimeout]) s[kTimeout].refresh()
  }
}

// All is written: say so.
Socket.prototype._final = function (callback) {
  if (this.pending) {
    this.once('connect', () => this._final(callback))
    return
  }
  if (!this._handle) return callback()
  const failure = this._handle.shutdown(() => callback())
  if (failure === 0 || failure === undefined) return
  if (failure === 1 || systemErrorName(failure) === 'ENOTCONN') return callback()
  callback(new ErrnoException(failure, 'shutdown'))
}

function onReadableStreamEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFIN
}

// 'write after end' would blame the program for what the other end did.
function writeAfterFIN(chunk, encoding, callback) {
  if (!this.writableEnded) return duplexWrite.call(this, chunk, encoding, callback)
  if (typeof encoding === 'function') callback = encoding
  const error = genericNodeError('This socket has been ended by the other party', { code: 'EPIPE' })
  if (typeof callback === 'function') process.nextTick(callback, error)
  this.destroy(error)
  return false
}

Socket.prototype.setTimeout = function (msecs, callback = undefined) {
  if (this.destroyed) return this
  this.timeout = msecs
  validateNumber(msecs, 'msecs')
  if (msecs < 0 || !Number.isFinite(msecs)) throw new ERR_OUT_OF_RANGE('msecs', 'a non-negative finite number', msecs)
  if (msecs > maxTimeout) {
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${maxTimeout}.`, 'TimeoutOverflowWarning')
    msecs = maxTimeout
  }
  clearTimeout(this[kTimeout])
  if (msecs === 0) {
    this[kTimeout] = null
    if (callback !== undefined) {
      validateFunction(callback, 'callback')
      this.removeListener('timeout', callback)
    }
    return this
  }
  this[kTimeout] = setTimeout(onTimeout, msecs, this).unref()
  if (callback !== undefined) {
    validateFunction(callback, 'callback')
    this.once('timeout', callback)
  }
  return this
}

function onTimeout(self) { self._onTimeout() }

Socket.prototype._onTimeout = function () {
  const handle = this._handle
  const last = this[kLastWriteQueueSize]
  if (last > 0 && handle) {
    // A write that makes progress is no silence.
    const { writeQueueSize } = handle
    if (last !== writeQueueSize) {
      this[kLastWriteQueueSize] = writeQueueSize
      this._unrefTimer()
      return
    }
  }
  this.emit('timeout')
}

Socket.prototype.setNoDelay = function (enable) {
  enable = Boolean(enable === undefined ? true : enable)
  if (!this._handle) {
    this[kSetNoDelay] = enable
    return this
  }
  if (this._handle.setNoDelay && enable !== this[kSetNoDelay]) {
    this[kSetNoDelay] = enable
    this._handle.setNoDelay(enable)
  }
  return this
}

Socket.prototype.setKeepAlive = function (enable, initialDelayMsecs) {
  enable = Boolean(enable)
  const initialDelay = ~~(initialDelayMsecs / 1000)
  if (!this._handle) {
    this[kSetKeepAlive] = enable
    this[kSetKeepAliveInitialDelay] = initialDelay
    return this
  }
  if (!this._handle.setKeepAlive) return this
  if (enable !== this[kSetKeepAlive] || (enable && this[kSetKeepAliveInitialDelay] !== initialDelay)) {
    this[kSetKeepAlive] = enable
    this[kSetKeepAliveInitialDelay] = initialDelay
    this._handle.setKeepAlive(enable, initialDelay)
  }
  return this
}

Socket.prototype.address = function () { return this._getsockname() }

Socket.prototype._read = function (n) {
  if (this.connecting || !this._handle) {
    this.once('connect', () => this._read(n))
  } else if (!this._handle.reading) {
    tryReadStart(this)
  }
}

Socket.prototype.end = function (data, encoding, callback) {
  duplexEnd.call(this, data, encoding, callback)
  return this
}

Socket.prototype.resetAndDestroy = function () {
  if (!this._handle) {
    this.destroy(new ERR_SOCKET_CLOSED())
    return this
  }
  if (!(this._handle instanceof TCP)) throw new ERR_INVALID_HANDLE_TYPE()
  if (this.connecting) this.once('connect', () => this._reset())
  else this._reset()
  return this
}

Socket.prototype._reset = function () {
  this.resetAndClosing = true
  return this.destroy()
}

// A user's buffer is filled whether or not the stream flows.
function startUserBuffer(self) {
  if (self[kBuffer] && !self.connecting && self._handle && !self._handle.reading) tryReadStart(self)
}

Socket.prototype.pause = function () {
  if (this[kBuffer] && !this.connecting && this._handle && this._handle.reading) {
    this._handle.reading = false
    if (!this.destroyed) readStop(this, this._handle)
  }
  return Duplex.prototype.pause.call(this)
}

Socket.prototype.resume = function () {
  startUserBuffer(this)
  return Duplex.prototype.resume.call(this)
}

Socket.prototype.read = function (n) {
  startUserBuffer(this)
  return duplexRead.call(this, n)
}

Socket.prototype.destroySoon = function () {
  if (this.writable) this.end()
  if (this.writableFinished) this.destroy()
  else this.once('finish', this.destroy)
}

function closeSocketHandle(self, isException, isCleanupPending = false) {
  if (!self._handle) return
  self._handle.close(() => {
    self.emit('close', isException)
    if (isCleanupPending) {
      self._handle.onread = noop
      self._handle = null
      self._sockname = null
    }
  })
}

function emitCloseNT(self) { self.emit('close', false) }

Socket.prototype._destroy = function (exception, callback) {
  this.connecting = false
  for (let s = this; s; s = s._parent) {
    if (s[kTimeout]) clearTimeout(s[kTimeout])
  }
  if (this._handle) {
    const isException = Boolean(exception)
    this[kBytesRead] = this._handle.bytesRead
    this[kBytesWritten] = this._handle.bytesWritten
    if (this.resetAndClosing) {
      this.resetAndClosing = false
      const failure = this._handle.reset(() => { this.emit('close', isException) })
      if (failure) this.emit('error', new ErrnoException(failure, 'reset'))
    } else if (this._closeAfterHandlingError) {
      // A listener of 'error', which the tick queue calls, still finds the socket.
      queueMicrotask(() => closeSocketHandle(this, isException, true))
    } else {
      closeSocketHandle(this, isException)
    }
    if (!this._closeAfterHandlingError) {
      this._handle.onread = noop
      this._handle = null
      this._sockname = null
    }
    callback(exception)
  } else {
    callback(exception)
    process.nextTick(emitCloseNT, this)
  }
  if (this._server) {
    this._server._connections--
    if (this._server._emitCloseIfDrained) this._server._emitCloseIfDrained()
  }
}

Socket.prototype._getpeername = function () {
  if (!this._handle || !this._handle.getpeername || this.connecting) return this._peername || {}
  if (!this._peername) {
    const out = {}
    if (this._handle.getpeername(out)) return out
    this._peername = out
  }
  return this._peername
}

Socket.prototype._getsockname = function () {
  if (!this._handle || !this._handle.getsockname) return {}
  if (!this._sockname) {
    this._sockname = {}
    this._handle.getsockname(this._sockname)
  }
  return this._sockname
}

// A write that is made before the connection is one until then; the stream keeps those after it.
Socket.prototype._writeGeneric = function (writev, data, encoding, callback) {
  if (this.connecting) {
    this._pendingData = data
    this._pendingEncoding = encoding
    const onClose = () => callback(new ERR_SOCKET_CLOSED_BEFORE_CONNECTION())
    this.once('connect', () => {
      this.off('close', onClose)
      this._writeGeneric(writev, data, encoding, callback)
    })
    this.once('close', onClose)
    return
  }
  this._pendingData = null
  this._pendingEncoding = ''
  const handle = this._handle
  if (!handle) {
    callback(new ERR_SOCKET_CLOSED())
    return false
  }
  if (this[kTimeout] !== null || this._parent !== null) this._unrefTimer()
  data = writev ? chunksOf(data) : bytesOf(data, encoding)
  // Nearly all writes are done at once: those of our own handles get a function only when there is something to wait for.
  const late = handle.queued !== undefined
  const result = handle.write(data, late ? undefined : written(this, callback))
  if (result === 0) {
    callback()
  } else if (result < 0) {
    callback(new ErrnoException(result, 'write'))
  } else {
    if (late) handle.queued(written(this, callback))
    this[kLastWriteQueueSize] = handle.writeQueueSize
  }
}

// kTryWrite writes a Buffer or a string of UTF-8 if that takes nothing but the handle's write: it returns that one's result, otherwise
// undefined.
Socket.prototype[kTryWrite] = function (data) {
  const handle = this._handle
  if (this.connecting || !handle || handle.queued === undefined || this._write !== write) return undefined
  if (this[kTimeout] !== null || this._parent !== null) this._unrefTimer()
  return handle.write(data, undefined)
}

// kTried goes on where the result was not 0.
Socket.prototype[kTried] = function (result, callback) {
  if (result < 0) {
    callback(new ErrnoException(result, 'write'))
    return
  }
  this._handle.queued(written(this, callback))
  this[kLastWriteQueueSize] = this._handle.writeQueueSize
}

// written is what a handle calls when a write is done.
function written(self, callback) {
  return (failure) => {
    if (self.destroyed) return callback(null)
    if (failure < 0) return callback(new ErrnoException(failure, 'write'))
    self._unrefTimer()
    self[kLastWriteQueueSize] = 0
    callback(null)
  }
}

// bytesOf is what a handle takes: bytes, or a string for UTF-8.
function bytesOf(chunk, encoding) {
  if (typeof chunk !== 'string' || encoding === 'utf8' || encoding === 'utf-8') return chunk
  if (encoding === 'buffer') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
    throw Object.assign(new ERR_INVALID_ARG_TYPE('chunk', 'Buffer', chunk), { message: 'Second argument must be a buffer' })
  }
  return Buffer.from(chunk, encoding)
}

function chunksOf(data) {
  const chunks = new Array(data.length)
  for (let i = 0; i < data.length; i++) {
    const entry = data[i]
    chunks[i] = bytesOf(entry.chunk, entry.encoding)
  }
  return chunks
}

Socket.prototype._writev = function (chunks, callback) { this._writeGeneric(true, chunks, '', callback) }
Socket.prototype._write = write

function write(data, encoding, callback) { this._writeGeneric(false, data, encoding, callback) }

Socket.prototype.connect = function (...args) { return require('internal/net/connect').connect(this, args) }

// reinitialize gives the socket another handle, for the next address to try.
Socket.prototype._reinitializeHandle = function (handle) {
  this._handle?.close()
  this._handle = handle
  initSocketHandle(this)
}

Socket.prototype.ref = function () {
  if (!this._handle) {
    this.once('connect', this.ref)
    return this
  }
  if (typeof this._handle.ref === 'function') this._handle.ref()
  return this
}

Socket.prototype.unref = function () {
  if (!this._handle) {
    this.once('connect', this.unref)
    return this
  }
  if (typeof this._handle.unref === 'function') this._handle.unref()
  return this
}

// The sum of what the handle has had and what waits for it.
function bytesWritten() {
  let bytes = this._bytesDispatched
  const data = this._pendingData
  const waiting = this.writableBuffer
  if (!waiting) return undefined
  for (let i = 0; i < waiting.length; i++) bytes += lengthOf(waiting[i].chunk, waiting[i].encoding)
  if (Array.isArray(data)) {
    for (let i = 0; i < data.length; i++) {
      const chunk = data[i]
      bytes += chunk instanceof Buffer ? chunk.length : lengthOf(chunk.chunk, chunk.encoding)
    }
  } else if (data) {
    bytes += lengthOf(data, this._pendingEncoding)
  }
  return bytes
}

function lengthOf(chunk, encoding) { return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length }

function define(name, get, enumerable, configurable) {
  Object.defineProperty(Socket.prototype, name, { __proto__: null, get, enumerable, configurable })
}

define('_connecting', function () { return this.connecting }, false, false)
define('pending', function () { return !this._handle || this.connecting }, false, true)
define('readyState', function () {
  if (this.connecting) return 'opening'
  if (this.readable && this.writable) return 'open'
  if (this.readable) return 'readOnly'
  return this.writable ? 'writeOnly' : 'closed'
}, false, false)
define('bufferSize', function () { return this._handle ? this.writableLength : undefined }, false, false)
define(kUpdateTimer, function () { return this._unrefTimer }, false, false)
define('bytesRead', function bytesRead() { return this._handle ? this._handle.bytesRead : this[kBytesRead] }, true, false)
define('remoteAddress', function remoteAddress() { return this._getpeername().address }, true, false)
define('remoteFamily', function remoteFamily() { return this._getpeername().family }, true, false)
define('remotePort', function remotePort() { return this._getpeername().port }, true, false)
define('localAddress', function localAddress() { return this._getsockname().address }, true, false)
define('localPort', function localPort() { return this._getsockname().port }, true, false)
define('localFamily', function localFamily() { return this._getsockname().family }, true, false)
define('_bytesDispatched', function () { return this._handle ? this._handle.bytesWritten : this[kBytesWritten] }, true, false)
define('bytesWritten', bytesWritten, true, false)

require('internal/net').setSocket(Socket.prototype)

module.exports = {
  Socket, createHandle, checkBlockList, initSocketHandle, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay, kTimeout, kUpdateTimer,
}
