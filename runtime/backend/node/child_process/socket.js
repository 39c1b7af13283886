'use strict'

// A stream at this end of a pipe to another process.

const { Duplex } = require('stream')
const { ErrnoException } = require('internal/errors')
const { Buffer } = require('buffer')
const { setImmediate, setTimeout, clearTimeout } = require('timers')
const process = require('process')
const native = require('internal/child_process/binding')
const active = require('internal/process/active')

// PipeHandle is the pipe itself. onread gets an ArrayBuffer, null at the end, or a negative error number.
class PipeHandle {
  constructor(handle, fd) {
    this.type = 'PipeWrap'
    this.owner = this
    this.native = handle
    this.fd = fd
    this.reading = false
    this.pending = false // a read is under way
    this.kept = undefined // what it brought after readStop
    this.held = true
    this.bytesRead = 0
    this.bytesWritten = 0
    this.onread = undefined
    this.result = (value, passed) => {
      this.pending = false
      if (passed !== undefined) this.pass(passed)
      this.deliver(value)
    }
    this.pass = undefined // takes a descriptor that came along
    if (handle !== null) active.add(this)
  }

  // readStart reads from the next tick on: until then another process may be given the pipe, with all that comes.
  readStart() {
    if (this.reading) return
    this.reading = true
    process.nextTick(() => { if (this.reading) this.request() })
  }

  request() {
    if (this.native === null || this.pending) return
    this.pending = true
    if (this.kept !== undefined) {
      const kept = this.kept
      this.kept = undefined
      process.nextTick(this.result, kept)
      return
    }
    native.pipeRead(this.native, this.result)
  }

  readStop() {
    this.reading = false
    if (this.native !== null && this.pending) native.pipeStop(this.native)
  }

  deliver(value) {
    if (this.native === null) return
    if (value === false) { // readStop
      if (this.reading) this.request()
      return
    }
    if (!this.reading) {
      this.kept = value
      return
    }
    const more = value !== null && typeof value === 'object'
    if (more) this.bytesRead += value.byteLength
    this.onread(value)
    if (more && this.reading) this.request()
  }

  // write returns 0 if all is written, 1 if callback(error number or undefined) follows, or a negative error number. fd is a
  // descriptor to send along.
  write(data, callback, fd = undefined) {
    this.bytesWritten += typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength
    return native.pipeWrite(this.native, data, callback, fd)
  }

  // passHandles lets descriptors come through: pass(fd) takes them, before the bytes that they came with.
  passHandles(pass) {
    this.pass = pass
    return this.native !== null && native.pipeHandles(this.native)
  }

  get writeQueueSize() { return this.native === null ? 0 : native.pipePending(this.native) }

  shutdown(callback) { native.pipeShutdown(this.native, callback) }

  close(callback) {
    this.reading = false
    active.delete(this)
    if (this.native !== null) native.pipeClose(this.native)
    this.native = null
    if (callback !== undefined) setImmediate(callback)
  }

  ref() { this.hold(true) }
  unref() { this.hold(false) }
  hasRef() { return this.held && this.native !== null }
  hold(on) {
    this.held = on
    if (this.native !== null) native.pipeHold(this.native, on)
  }
}

// Socket has what net.Socket has of a pipe. options: {handle, readable}.
class Socket extends Duplex {
  constructor(options) {
    super({ allowHalfOpen: false, emitClose: false, autoDestroy: true, decodeStrings: false, readable: options.readable })
    this.connecting = false
    this._hadError = false
    this._handle = options.handle ?? null
    this._timeout = null
    this.timeout = 0
    this._counts = this._handle
    this.on('end', endOfReading)
    const handle = this._handle
    if (handle === null) return
    handle.owner = this
    handle.onread = (value) => received(this, value)
    if (options.readable) this.read(0)
  }

  get pending() { return this._handle === null }
  get readyState() {
    if (this.readable && this.writable) return 'open'
    if (this.readable) return 'readOnly'
    return this.writable ? 'writeOnly' : 'closed'
  }
  get bytesRead() { return this._counts === null ? 0 : this._counts.bytesRead }
  get bytesWritten() { return (this._counts === null ? 0 : this._counts.bytesWritten) + this.writableLength }
  get bufferSize() { return this._handle ? this.writableLength : undefined }

  _read() {
    if (this._handle !== null && !this._handle.reading) this._handle.readStart()
  }

  _write(chunk, encoding, callback) {
    if (this._handle === null) {
      callback(Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' }))
      return
    }
    if (typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'utf-8') chunk = Buffer.from(chunk, encoding)
    restartTimeout(this)
    const result = this._handle.write(chunk, (failure) => {
      restartTimeout(this)
      if (failure === undefined) callback()
      else this.destroyed ? callback(new ErrnoException(failure, 'write')) : this.destroy(new ErrnoException(failure, 'write'), callback)
    })
    if (result < 0) callback(new ErrnoException(result, 'write'))
    else if (result === 0) callback()
  }

  _final(callback) {
    if (this._handle === null) {
      callback()
      return
    }
    this._handle.shutdown((failure) => {
      if (failure === undefined || require('internal/errors').systemErrorName(failure) === 'ENOTCONN') callback()
      else callback(new ErrnoException(failure, 'shutdown'))
    })
  }

  _destroy(error, callback) {
    this.connecting = false
    clearTimeout(this._timeout)
    const handle = this._handle
    if (handle === null) {
      callback(error)
      process.nextTick(() => this.emit('close', false))
      return
    }
    handle.close(() => this.emit('close', !!error))
    this._handle = null
    callback(error)
  }

  destroySoon() {
    if (this.writable) this.end()
    if (this.writableFinished) this.destroy()
    else this.once('finish', this.destroy)
  }

  setTimeout(milliseconds, callback) {
    if (this.destroyed) return this
    this.timeout = milliseconds
    clearTimeout(this._timeout)
    if (milliseconds === 0) {
      if (callback !== undefined) this.removeListener('timeout', callback)
      return this
    }
    restartTimeout(this)
    if (callback !== undefined) this.once('timeout', callback)
    return this
  }

  setNoDelay() { return this }
  setKeepAlive() { return this }
  address() { return {} }
  ref() {
    this._handle?.ref()
    return this
  }
  unref() {
    this._handle?.unref()
    return this
  }
}

// One chunk is written at a time.
Socket.prototype._writev = null
require('internal/net').likeSocket(Socket.prototype)

// restartTimeout begins the time after which 'timeout' tells that nothing has happened.
function restartTimeout(socket) {
  if (!socket.timeout) return
  clearTimeout(socket._timeout)
  socket._timeout = setTimeout(() => socket.emit('timeout'), socket.timeout).unref()
}

function endOfReading() {
  if (this.allowHalfOpen) return
  this.write = function writeAfterEnd(chunk, encoding, callback) {
    if (typeof encoding === 'function') callback = encoding
    const error = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' })
    if (typeof callback === 'function') process.nextTick(callback, error)
    this.destroy(error)
    return false
  }
}

function received(socket, value) {
  restartTimeout(socket)
  if (value !== null && typeof value === 'object') {
    if (!socket.destroyed && !socket.push(Buffer.from(value))) socket._handle?.readStop()
    return
  }
  const handle = socket._handle
  if (handle !== null) handle.reading = false
  if (typeof value === 'number') {
    socket.destroy(new ErrnoException(value, 'read'))
    return
  }
  socket.push(null)
  socket.read(0)
}

module.exports = { PipeHandle, Socket }
