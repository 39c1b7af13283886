'use strict'

// How streams read and write their handles, and time out.

const process = require('process')
const { codes: { ERR_OUT_OF_RANGE }, ErrnoException } = require('internal/errors')
const { validateFunction, validateNumber } = require('internal/validators')
const { setTimeout, clearTimeout } = require('timers')
const { Buffer } = require('buffer')
const { fromArrayBuffer } = require('internal/buffer')
const { kAfterAsyncWrite, kHandle, kMaybeDestroy, kOwner, kSession, kTimeout, kUpdateTimer } = require('internal/http2/symbols')

function onStreamRead(arrayBuffer) {
  const stream = this[kOwner]
  stream[kUpdateTimer]()
  if (stream.destroyed || stream.push(fromArrayBuffer(arrayBuffer))) return
  if (!stream.destroyed) this.readStop()
}

function onStreamEnd() {
  const stream = this[kOwner]
  if (stream === undefined) return
  stream[kUpdateTimer]()
  if (stream._readableState.endEmitted) {
    stream[kMaybeDestroy]()
    return
  }
  stream.on('end', stream[kMaybeDestroy])
  // The end comes before what follows from it.
  stream.push(null)
  stream.read(0)
}

// write sends data, or the chunks of a writev; the callback gets an error or null. It returns how many bytes that is.
function write(stream, data, callback) {
  let bytes = 0
  bytes = stream[kHandle].write(data, (status) => {
    if (stream.destroyed) return callback(null)
    if (status < 0) return callback(new ErrnoException(status, 'write'))
    stream[kUpdateTimer]()
    stream[kAfterAsyncWrite](bytes)
    callback(null)
  })
  return bytes
}

function writeGeneric(stream, data, encoding, callback) {
  if (typeof data === 'string' && encoding !== 'utf8' && encoding !== 'utf-8') data = Buffer.from(data, encoding)
  return write(stream, data, callback)
}

function writevGeneric(stream, chunks, callback) {
  const list = []
  for (let i = 0; i < chunks.length; i++) {
    const { chunk, encoding } = chunks[i]
    list.push(typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'utf-8' ? Buffer.from(chunk, encoding) : chunk)
  }
  return write(stream, list, callback)
}

// setStreamTimeout is setTimeout of sessions and streams.
function setStreamTimeout(msecs, callback) {
  if (this.destroyed) return this
  this.timeout = msecs
  msecs = getTimerDuration(msecs, 'msecs')
  clearTimeout(this[kTimeout])
  if (msecs === 0) {
    if (callback !== undefined) {
      validateFunction(callback, 'callback')
      this.removeListener('timeout', callback)
    }
    return this
  }
  this[kTimeout] = setTimeout(() => this._onTimeout(), msecs).unref()
  if (this[kSession]) this[kSession][kUpdateTimer]()
  if (callback !== undefined) {
    validateFunction(callback, 'callback')
    this.once('timeout', callback)
  }
  return this
}

const maxTimeout = 2 ** 31 - 1

function getTimerDuration(msecs, name) {
  validateNumber(msecs, name)
  if (msecs < 0 || !Number.isFinite(msecs)) throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs)
  if (msecs > maxTimeout) {
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${maxTimeout}.`, 'TimeoutOverflowWarning')
    return maxTimeout
  }
  return msecs
}

module.exports = { onStreamRead, onStreamEnd, writeGeneric, writevGeneric, setStreamTimeout }
