'use strict'

// The classes of streams. Packages reach into them (_handle, _processChunk, _writeState, _outBuffer ...): they are as Node's are.

const { codes: { ERR_BUFFER_TOO_LARGE } } = require('internal/errors')
const { Transform, finished } = require('stream')
const { deprecate } = require('internal/util')
const { checkRangesOrGetDefault, validateFunction } = require('internal/validators')
const { codecSettings, streamSettings, isAnyArrayBuffer, maxFlush, failure } = require('internal/zlib/options')
const constants = require('internal/zlib/constants')
binding = require('internal/zlib/binding')
const assert = require('assert')

const kFlushFlag = Symbol('kFlushFlag')
const kError = Symbol('kError')
const kOwner = Symbol('owner')

// Handle is a codec of the native half.
class Handle {
  #codec
  #state
  #callback
  #writing = false
  #closing = false

  constructor(settings, state, callback) {
    const made = binding.open(...settings)
    if (Array.isArray(made)) throw failure(made)
    this.#codec = made
    this.#state = state
    this.#callback = callback
    // The fields of a write that is under way; a handle is in the shape it keeps from here on.
    this.onerror = undefined
    this.buffer = null
    this.cb = null
    this.availOutBefore = 0
    this.availInBefore = 0
    this.inOff = 0
    this.flushFlag = 0
    this[kOwner] = undefined
  }

  // done takes the native half's answer, and returns false for an error, which it has told of.
  #done(result) {
    if (result.length === 3) {
      this.onerror(result[0], result[1], result[2])
      return false
    }
    this.#state[0] = result[0]
    this.#state[1] = result[1]
    return true
  }

  writeSync(flush, input, inOff, inLength, output, outOff, outLength) {
    assert(!this.#writing, 'write already in progress')
    assert(!this.#closing, 'already finalized')
    this.#done(binding.writeSync(this.#codec, flush, input, inOff, inLength, output, outOff, outLength))
  }

  write(flush, input, inOff, inLength, output, outOff, outLength) {
    assert(!this.#writing, 'write already in progress')
    assert(!this.#closing, 'already finalized')
    this.#writing = true
    binding.write(this.#codec, flush, input, inOff, inLength, output, outOff, outLength, (error, result) => {
      this.#writing = false
      if (error) this.onerror(error.message, constants.Z_STREAM_ERROR, 'Z_STREAM_ERROR')
      else if (this.#done(result)) this.#callback()
      if (this.#closing) binding.close(this.#codec)
    })
  }

  params(level, strategy) {
    const failed = binding.params(this.#codec, level, strategy)
    if (failed) this.onerror(failed[0], failed[1], failed[2])
  }

  reset() {
    const failed = binding.reset(this.#codec)
    if (failed) this.onerror(failed[0], failed[1], failed[2])
  }

  // close waits for a write that is under way: it uses the codec.
  close() {
    if (this.#closing) return
    this.#closing = true
    if (!this.#writing) binding.close(this.#codec)
  }
}

function onHandleError(message, errno, code) {
  const self = this[kOwner]
  const error = failure([message, errno, code])
  self.destroy(error)
  self[kError] = error
}

// ZlibBase is what all classes have in common.
function ZlibBase(opts, mode) {
  this._writeState = new Uint32Array(2)
  const handle = new Handle(codecSettings(mode, opts), this._writeState, processCallback)
  const settings = streamSettings(mode, opts)
  if (opts && (opts.encoding || opts.objectMode || opts.writableObjectMode)) {
    opts = { ...opts, encoding: null, objectMode: false, writableObjectMode: false }
  }
  Transform.call(this, { autoDestroy: true, ...opts })
  this[kError] = null
  this.bytesWritten = 0
  this._handle = handle
  handle[kOwner] = this
  handle.onerror = onHandleError
  this._outBuffer = Buffer.allocUnsafe(settings.chunkSize)
  this._outOffset = 0
  this._chunkSize = settings.chunkSize
  this._defaultFlushFlag = settings.flush
  this._finishFlushFlag = settings.finishFlush
  this._defaultFullFlushFlag = settings.fullFlush
  this._info = opts && opts.info
  this._maxOutputLength = settings.maxOutputLength
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype)
Object.setPrototypeOf(ZlibBase, Transform)

Object.defineProperty(ZlibBase.prototype, '_closed', {
  configurable: true,
  enumerable: true,
  get() { return !this._handle }
})

Object.defineProperty(ZlibBase.prototype, 'bytesRead', {
  configurable: true,
  enumerable: true,
  get: deprecate(function() {
    return this.bytesWritten
  }, 'zlib.bytesRead is deprecated and will change its meaning in the future. Use zlib.bytesWritten instead.', 'DEP0108'),
  set: deprecate(function(value) {
    this.bytesWritten = value
  }, 'Setting zlib.bytesRead is deprecated. This feature will be removed in the future.', 'DEP0108')
})

ZlibBase.prototype.reset = function() {
  if (!this._handle) assert(false, 'zlib binding closed')
  return this._handle.reset()
}

// _flush is called behind the last chunk.
ZlibBase.prototype._flush = function(callback) {
  this._transform(Buffer.alloc(0), '', callback)
}

ZlibBase.prototype._final = function(callback) {
  callback()
}

// Chunks that mean a flush, so that it has its place among the writes.
const kFlushBuffers = []
{
  const nothing = new ArrayBuffer(0)
  for (let flag = 0; flag <= constants.Z_BLOCK; flag++) {
    kFlushBuffers[flag] = Buffer.from(nothing)
    kFlushBuffers[flag][kFlushFlag] = flag
  }
}

ZlibBase.prototype.flush = function(kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind
    kind = this._defaultFullFlushFlag
  }
  if (this.writableFinished) {
    if (callback) process.nextTick(callback)
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback)
  } else {
    this.write(kFlushBuffers[kind], '', callback)
  }
}

ZlibBase.prototype.close = function(callback) {
  if (callback) finished(this, callback)
  this.destroy()
}

ZlibBase.prototype._destroy = function(err, callback) {
  close(this)
  callback(err)
}

ZlibBase.prototype._transform = function(chunk, encoding, cb) {
  let flushFlag = this._defaultFlushFlag
  if (typeof chunk[kFlushFlag] === 'number') flushFlag = chunk[kFlushFlag]
  if (this.writableEnded && this.writableLength === chunk.byteLength) flushFlag = maxFlush(flushFlag, this._finishFlushFlag)
  processChunk(this, chunk, flushFlag, cb)
}

ZlibBase.prototype._processChunk = function(chunk, flushFlag, cb) {
  if (typeof cb === 'function') processChunk(this, chunk, flushFlag, cb)
  else return processChunkSync(this, chunk, flushFlag)
}

function processChunkSync(self, chunk, flushFlag) {
  let availInBefore = chunk.byteLength
  let availOutBefore = self._chunkSize - self._outOffset
  let inOff = 0
  let availOutAfter
  let buffers = null
  let nread = 0
  let inputRead = 0
  const state = self._writeState
  const handle = self._handle
  let buffer = self._outBuffer
  let offset = self._outOffset
  const chunkSize = self._chunkSize

  let error
  self.on('error', function onError(er) {
    error = er
  })

  while (true) {
    handle.writeSync(flushFlag, chunk, inOff, availInBefore, buffer, offset, availOutBefore)
    if (error) throw error
    else if (self[kError]) throw self[kError]

    availOutAfter = state[0]
    const availInAfter = state[1]
    const inDelta = availInBefore - availInAfter
    inputRead += inDelta

    const have = availOutBefore - availOutAfter
    if (have > 0) {
      const out = buffer.slice(offset, offset + have)
      offset += have
      if (!buffers) buffers = [out]
      else buffers.push(out)
      nread += out.byteLength
      if (nread > self._maxOutputLength) {
        close(self)
        throw new ERR_BUFFER_TOO_LARGE(self._maxOutputLength)
      }
    }

    if (availOutAfter === 0 || offset >= chunkSize) {
      availOutBefore = chunkSize
      offset = 0
      buffer = Buffer.allocUnsafe(chunkSize)
    }

    // A buffer that was filled means that there is more.
    if (availOutAfter !== 0) break
    inOff += inDelta
    availInBefore = availInAfter
  }

  self.bytesWritten = inputRead
  close(self)
  if (nread === 0) return Buffer.alloc(0)
  return buffers.length === 1 ? buffers[0] : Buffer.concat(buffers, nread)
}

function processChunk(self, chunk, flushFlag, cb) {
  const handle = self._handle
  if (!handle) return process.nextTick(cb)

  handle.buffer = chunk
  handle.cb = cb
  handle.availOutBefore = self._chunkSize - self._outOffset
  handle.availInBefore = chunk.byteLength
  handle.inOff = 0
  handle.flushFlag = flushFlag
  handle.write(flushFlag, chunk, 0, handle.availInBefore, self._outBuffer, self._outOffset, handle.availOutBefore)
}

// processCallback is called, on the handle, when a write is done.
function processCallback() {
  const handle = this
  const self = this[kOwner]
  const state = self._writeState

  if (self.destroyed) {
    this.buffer = null
    this.cb()
    return
  }

  const availOutAfter = state[0]
  const availInAfter = state[1]
  const inDelta = handle.availInBefore - availInAfter
  self.bytesWritten += inDelta

  const have = handle.availOutBefore - availOutAfter
  let streamBufferIsFull = false
  if (have > 0) {
    const out = self._outBuffer.slice(self._outOffset, self._outOffset + have)
    self._outOffset += have
    streamBufferIsFull = !self.push(out)
  }

  if (self.destroyed) {
    this.cb()
    return
  }

  if (availOutAfter === 0 || self._outOffset >= self._chunkSize) {
    handle.availOutBefore = self._chunkSize
    self._outOffset = 0
    self._outBuffer = Buffer.allocUnsafe(self._chunkSize)
  }

  if (availOutAfter === 0) {
    // A buffer that was filled means that there is more, once the reader has room for it.
    handle.inOff += inDelta
    handle.availInBefore = availInAfter
    if (!streamBufferIsFull) {
      this.write(handle.flushFlag, this.buffer, handle.inOff, handle.availInBefore, self._outBuffer, self._outOffset, self._chunkSize)
    } else {
      const oldRead = self._read
      self._read = (n) => {
        self._read = oldRead
        this.write(handle.flushFlag, this.buffer, handle.inOff, handle.availInBefore, self._outBuffer, self._outOffset, self._chunkSize)
        self._read(n)
      }
    }
    return
  }

  // Input that is left although there is room for output: the data has ended before.
  if (availInAfter > 0) self.push(null)

  this.buffer = null
  this.cb()
}

function close(engine) {
  if (!engine._handle) return
  engine._handle.close()
  engine._handle = null
}

// Zlib is the base of all classes; level and strategy are those of deflate data.
function Zlib(opts, mode) {
  ZlibBase.call(this, opts, mode)
  this._level = checkRangesOrGetDefault(opts?.level, 'options.level', -1, 9, -1)
  this._strategy = checkRangesOrGetDefault(opts?.strategy, 'options.strategy', 0, 4, 0)
}
Object.setPrototypeOf(Zlib.prototype, ZlibBase.prototype)
Object.setPrototypeOf(Zlib, ZlibBase)

// paramsAfterFlush changes the parameters when what was written before is through.
function paramsAfterFlush(level, strategy, callback) {
  assert(this._handle, 'zlib binding closed')
  this._handle.params(level, strategy)
  if (!this.destroyed) {
    this._level = level
    this._strategy = strategy
    if (callback) callback()
  }
}

Zlib.prototype.params = function params(level, strategy, callback) {
  checkRangesOrGetDefault(level, 'level', -1, 9)
  checkRangesOrGetDefault(strategy, 'strategy', 0, 4)
  if (this._level !== level || this._strategy !== strategy) {
    this.flush(constants.Z_SYNC_FLUSH, paramsAfterFlush.bind(this, level, strategy, callback))
  } else {
    process.nextTick(callback)
  }
}

function inherit(constructor, base) {
  Object.setPrototypeOf(constructor.prototype, base.prototype)
  Object.setPrototypeOf(constructor, base)
}

function Deflate(opts) {
  if (!(this instanceof Deflate)) return new Deflate(opts)
  Zlib.call(this, opts, constants.DEFLATE)
}
inherit(Deflate, Zlib)

function Inflate(opts) {
  if (!(this instanceof Inflate)) return new Inflate(opts)
  Zlib.call(this, opts, constants.INFLATE)
}
inherit(Inflate, Zlib)

function Gzip(opts) {
  if (!(this instanceof Gzip)) return new Gzip(opts)
  Zlib.call(this, opts, constants.GZIP)
}
inherit(Gzip, Zlib)

function Gunzip(opts) {
  if (!(this instanceof Gunzip)) return new Gunzip(opts)
  Zlib.call(this, opts, constants.GUNZIP)
}
inherit(Gunzip, Zlib)

function DeflateRaw(opts) {
  // zlib can't make raw data with a window of 256 bytes.
  if (opts && opts.windowBits === 8) opts.windowBits = 9
  if (!(this instanceof DeflateRaw)) return new DeflateRaw(opts)
  Zlib.call(this, opts, constants.DEFLATERAW)
}
inherit(DeflateRaw, Zlib)

function InflateRaw(opts) {
  if (!(this instanceof InflateRaw)) return new InflateRaw(opts)
  Zlib.call(this, opts, constants.INFLATERAW)
}
inherit(InflateRaw, Zlib)

function Unzip(opts) {
  if (!(this instanceof Unzip)) return new Unzip(opts)
  Zlib.call(this, opts, constants.UNZIP)
}
inherit(Unzip, Zlib)

function Brotli(opts, mode) {
  ZlibBase.call(this, opts, mode)
}
inherit(Brotli, Zlib)

function BrotliCompress(opts) {
  if (!(this instanceof BrotliCompress)) return new BrotliCompress(opts)
  Brotli.call(this, opts, constants.BROTLI_ENCODE)
}
inherit(BrotliCompress, Brotli)

function BrotliDecompress(opts) {
  if (!(this instanceof BrotliDecompress)) return new BrotliDecompress(opts)
  Brotli.call(this, opts, constants.BROTLI_DECODE)
}
inherit(BrotliDecompress, Brotli)

function Zstd(opts, mode) {
  ZlibBase.call(this, opts, mode)
}
inherit(Zstd, ZlibBase)

function ZstdCompress(opts) {
  if (!(this instanceof ZstdCompress)) return new ZstdCompress(opts)
  Zstd.call(this, opts, constants.ZSTD_COMPRESS)
}
inherit(ZstdCompress, Zstd)

function ZstdDecompress(opts) {
  if (!(this instanceof ZstdDecompress)) return new ZstdDecompress(opts)
  Zstd.call(this, opts, constants.ZSTD_DECOMPRESS)
}
inherit(ZstdDecompress, Zstd)

// collect runs a buffer through a stream and calls back with all that comes out.
function collect(engine, buffer, callback) {
  validateFunction(callback, 'callback')
  if (ArrayBuffer.isView(buffer) && !(buffer instanceof Uint8Array)) {
    buffer = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength)
  } else if (isAnyArrayBuffer(buffer)) {
    buffer = Buffer.from(buffer)
  }
  const buffers = []
  let nread = 0
  const onEnd = () => {
    const all = buffers.length === 1 ? buffers[0] : Buffer.concat(buffers, nread)
    engine.close()
    callback(null, { buffer: all, engine })
  }
  engine.on('data', (chunk) => {
    buffers.push(chunk)
    nread += chunk.length
    if (nread > engine._maxOutputLength) {
      engine.close()
      engine.removeListener('end', onEnd)
      callback(new ERR_BUFFER_TOO_LARGE(engine._maxOutputLength))
    }
  })
  engine.on('error', (error) => {
    engine.removeListener('end', onEnd)
    callback(error)
  })
  engine.on('end', onEnd)
  engine.end(buffer)
}

module.exports = {
  Deflate,
  Inflate,
  Gzip,
  Gunzip,
  DeflateRaw,
  InflateRaw,
  Unzip,
  BrotliCompress,
  BrotliDecompress,
  ZstdCompress,
  ZstdDecompress,
  collect
}
