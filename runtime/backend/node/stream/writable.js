// Writable: the streams that are written to. Its state is in writable-state.js.

module.exports = Writable

const EE = require('events')
const { Stream } = require('internal/streams/legacy')
const { Buffer } = require('buffer')
const { construct, destroy, undestroy, errorOrDestroy } = require('internal/streams/destroy')
const {
  kObjectMode, kErrorEmitted, kAutoDestroy, kDestroyed, kClosed, kCloseEmitted, kErrored, kConstructed, kOnConstructed,
  kTryWrite, kTried,
} = require('internal/streams/utils')
const states = require('internal/streams/writable-state')
const {
  WritableState, resetBuffer, nop, kOnFinishedValue, kErroredValue, kWriteCbValue, kAfterWriteTickInfoValue,
  kSync, kFinalCalled, kNeedDrain, kEnding, kFinished, kDecodeStrings, kWriting, kBufferProcessing, kPrefinished,
  kAllBuffers, kAllNoop, kOnFinished, kCorked, kDefaultUTF8Encoding, kWriteCb, kExpectWriteCb, kAfterWriteTickInfo,
  kAfterWritePending, kBuffered, kEnded,
} = states
const { codes } = require('internal/errors')

Writable.WritableState = WritableState
Object.setPrototypeOf(Writable.prototype, Stream.prototype)
Object.setPrototypeOf(Writable, Stream)

WritableState.prototype[kOnConstructed] = function onConstructed(stream) {
  if ((this.state & kWriting) === 0) {
    clearBuffer(stream, this)
  }

  if ((this.state & kEnding) !== 0) {
    finishMaybe(stream, this)
  }
}

function Writable(options) {
  if (!(this instanceof Writable))
    return new Writable(options)

  this._writableState = new WritableState(options, this, false)

  if (options) {
    if (typeof options.write === 'function')
      this._write = options.write

    if (typeof options.writev === 'function')
      this._writev = options.writev

    if (typeof options.destroy === 'function')
      this._destroy = options.destroy

    if (typeof options.final === 'function')
      this._final = options.final

    if (typeof options.construct === 'function')
      this._construct = options.construct

    if (options.signal)
      require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this)
  }

  Stream.call(this, options)

  if (this._construct != null) {
    construct(this, () => {
      this._writableState[kOnConstructed](this)
    })
  }
}

const ordinary = Function.prototype[Symbol.hasInstance]

Object.defineProperty(Writable, Symbol.hasInstance, {
  value: function (object) {
    if (ordinary.call(this, object)) return true
    if (this !== Writable) return false

    return object && object._writableState instanceof WritableState
  },
})

// Otherwise people can pipe Writable streams, which is just wrong.
Writable.prototype.pipe = function () {
  errorOrDestroy(this, new codes.ERR_STREAM_CANNOT_PIPE())
}

function _write(stream, chunk, encoding, cb) {
  const state = stream._writableState

  if (cb == null || typeof cb !== 'function') {
    cb = nop
  }

  if (chunk === null) {
    throw new codes.ERR_STREAM_NULL_VALUES()
  }

  if ((state.state & kObjectMode) === 0) {
    if (!encoding) {
      encoding = (state.state & kDefaultUTF8Encoding) !== 0 ? 'utf8' : state.defaultEncoding
    } else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
      throw new codes.ERR_UNKNOWN_ENCODING(encoding)
    }

    if (typeof chunk === 'string') {
      if ((state.state & kDecodeStrings) !== 0) {
        chunk = Buffer.from(chunk, encoding)
        encoding = 'buffer'
      }
    } else if (chunk instanceof Buffer) {
      encoding = 'buffer'
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      encoding = 'buffer'
    } else {
      throw new codes.ERR_INVALID_ARG_TYPE(
        'chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk)
    }
  }

  let err
  if ((state.state & kEnding) !== 0) {
    err = new codes.ERR_STREAM_WRITE_AFTER_END()
  } else if ((state.state & kDestroyed) !== 0) {
    err = new codes.ERR_STREAM_DESTROYED('write')
  }

  if (err) {
    process.nextTick(cb, err)
    errorOrDestroy(stream, err, true)
    return err
  }

  state.pendingcb++
  return writeOrBuffer(stream, state, chunk, encoding, cb)
}

Writable.prototype.write = function (chunk, encoding, cb) {
  if (encoding != null && typeof encoding === 'function') {
    cb = encoding
    encoding = null
  }
  const state = this._writableState
  if (encoding == null && (state.state & kIdle) === kNothingWaits && this[kTryWrite] !== undefined &&
      (chunk instanceof Buffer || typeof chunk === 'string' && (state.state & kDecodeStrings) === 0)) {
    const result = this[kTryWrite](chunk)
    if (result === 0) {
      // The state is as it was, whatever the steps would have been.
      if (typeof cb === 'function') {
        state.pendingcb++
        callLater(this, state, cb)
      }
      return true
    }
    if (result !== undefined) return writeTried(this, state, chunk, cb, result)
  }

  return _write(this, chunk, encoding, cb) === true
}

// kIdle are the flags that matter to a write that may be made at once, kNothingWaits what they are then.
const kNothingWaits = kConstructed | kDefaultUTF8Encoding
const kIdle = kNothingWaits | kObjectMode | kWriting | kErrored | kCorked | kEnding | kDestroyed | kBuffered | kNeedDrain

// writeTried goes on where a write was not done at once.
function writeTried(stream, state, chunk, cb, result) {
  state.pendingcb++
  state.length += chunk.length
  state.writelen = chunk.length
  if (typeof cb === 'function') state.writecb = cb
  state.state |= kWriting | kSync | kExpectWriteCb
  stream[kTried](result, doneOf(stream, state))
  state.state &= ~kSync
  return wantsMore(state)
}

// wantsMore is what write returns.
function wantsMore(state) {
  const more = state.length < state.highWaterMark || state.length === 0
  if (!more) state.state |= kNeedDrain
  // False if errored or destroyed, in order to break any synchronous while (stream.write(data)) loops.
  return more && (state.state & (kDestroyed | kErrored)) === 0
}

Writable.prototype.cork = function () {
  const state = this._writableState

  state.state |= kCorked
  state.corked++
}

Writable.prototype.uncork = function () {
  const state = this._writableState

  if (state.corked) {
    state.corked--

    if (!state.corked) {
      state.state &= ~kCorked
    }

    if ((state.state & kWriting) === 0)
      clearBuffer(this, state)
  }
}

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  // node::ParseEncoding() requires lower case.
  if (typeof encoding === 'string')
    encoding = encoding.toLowerCase()
  if (!Buffer.isEncoding(encoding))
    throw new codes.ERR_UNKNOWN_ENCODING(encoding)
  this._writableState.defaultEncoding = encoding
  return this
}

// If we're already writing something, then just put this
// in the queue, and wait our turn.  Otherwise, call _write
// If we return false, then we need a drain event, so set that flag.
function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const flags = state.state
  const len = (flags & kObjectMode) !== 0 ? 1 : chunk.length

  state.length += len

  if ((flags & (kWriting | kErrored | kCorked | kConstructed)) !== kConstructed) {
    if ((flags & kBuffered) === 0) {
      state.bufferedValue = [{ chunk, encoding, callback }]
    } else {
      state.bufferedValue.push({ chunk, encoding, callback })
    }
    state.state = (encoding !== 'buffer' ? flags & ~kAllBuffers : flags) & (callback !== nop ? ~kAllNoop : -1) | kBuffered
  } else {
    state.writelen = len
    if (callback !== nop) state[kWriteCbValue] = callback
    state.state = flags | (callback !== nop ? kWriting | kSync | kExpectWriteCb | kWriteCb : kWriting | kSync | kExpectWriteCb)
    stream._write(chunk, encoding, doneOf(stream, state))
    state.state &= ~kSync
  }

  return wantsMore(state)
}

function doWrite(stream, state, writev, len, chunk, encoding, cb) {
  state.writelen = len
  if (cb !== nop) {
    state.writecb = cb
  }
  state.state |= kWriting | kSync | kExpectWriteCb
  if ((state.state & kDestroyed) !== 0)
    onwrite(stream, new codes.ERR_STREAM_DESTROYED('write'))
  else if (writev)
    stream._writev(chunk, doneOf(stream, state))
  else
    stream._write(chunk, encoding, doneOf(stream, state))
  state.state &= ~kSync
}

// doneOf is a stream's onwrite.
function doneOf(stream, state) {
  if (state.onwrite === undefined) state.onwrite = (er) => onwrite(stream, er)
  return state.onwrite
}

function onwriteError(stream, state, er, cb) {
  --state.pendingcb

  cb(er)
  // Ensure callbacks are invoked even when autoDestroy is
  // not enabled. Passing `er` here doesn't make sense since
  // it's related to one specific write, not to the buffered
  // writes.
  errorBuffer(state)
  // This can emit error, but error must always follow cb.
  errorOrDestroy(stream, er)
}

function onwrite(stream, er) {
  const state = stream._writableState

  if ((state.state & kExpectWriteCb) === 0) {
    errorOrDestroy(stream, new codes.ERR_MULTIPLE_CALLBACK())
    return
  }

  const flags = state.state
  let cb = nop
  if ((flags & kWriteCb) !== 0) {
    cb = state[kWriteCbValue]
    state[kWriteCbValue] = null
  }
  const sync = (flags & kSync) !== 0
  state.state = flags & ~(kWriting | kExpectWriteCb | kWriteCb)
  state.length -= state.writelen
  state.writelen = 0

  if (er) {
    if ((state.state & kErrored) === 0) {
      state[kErroredValue] = er
      state.state |= kErrored
    }

    // In case of duplex streams we need to notify the readable side of the
    // error.
    if (stream._readableState && !stream._readableState.errored) {
      stream._readableState.errored = er
    }

    if (sync) {
      process.nextTick(onwriteError, stream, state, er, cb)
    } else {
      onwriteError(stream, state, er, cb)
    }
  } else {
    if ((state.state & kBuffered) !== 0) {
      clearBuffer(stream, state)
    }

    if (sync) {
      // It is a common case that the callback passed to .write() is always
      // the same. In that case, we do not schedule a new nextTick(), but
      // rather just increase a counter, to improve performance and avoid
      // memory allocations.
      if (cb === nop) {
        const now = state.state
        // Node asks for the wrong bit where it means destroyed: that of object mode.
        if ((now & kAfterWritePending) === 0 && ((now & kObjectMode) !== 0 || (now & kNeedDrain) !== 0 && state.length === 0)) {
          process.nextTick(afterWrite, stream, state, 1, cb)
          state.state |= kAfterWritePending
        } else {
          state.pendingcb--
          if ((state.state & kEnding) !== 0) {
            finishMaybe(stream, state, true)
          }
        }
      } else {
        callLater(stream, state, cb)
      }
    } else {
      afterWrite(stream, state, 1, cb)
    }
  }
}

// callLater calls a write's callback in a tick, that of equal ones one after the other in one.
function callLater(stream, state, cb) {
  if ((state.state & kAfterWriteTickInfo) !== 0 && state[kAfterWriteTickInfoValue].cb === cb) {
    state[kAfterWriteTickInfoValue].count++
    return
  }
  const info = { count: 1, cb, stream, state }
  state[kAfterWriteTickInfoValue] = info
  process.nextTick(afterWriteTick, info)
  state.state |= (kAfterWritePending | kAfterWriteTickInfo)
}

function afterWriteTick({ stream, state, count, cb }) {
  state.state &= ~kAfterWriteTickInfo
  state[kAfterWriteTickInfoValue] = null
  return afterWrite(stream, state, count, cb)
}

function afterWrite(stream, state, count, cb) {
  state.state &= ~kAfterWritePending

  const needDrain = (state.state & (kEnding | kNeedDrain | kDestroyed)) === kNeedDrain && state.length === 0
  if (needDrain) {
    state.state &= ~kNeedDrain
    stream.emit('drain')
  }

  while (count-- > 0) {
    state.pendingcb--
    cb(null)
  }

  if ((state.state & kDestroyed) !== 0) {
    errorBuffer(state)
  }

  if ((state.state & kEnding) !== 0) {
    finishMaybe(stream, state, true)
  }
}

// If there's something in the buffer waiting, then invoke callbacks.
function errorBuffer(state) {
  if ((state.state & kWriting) !== 0) {
    return
  }

  if ((state.state & kBuffered) !== 0) {
    for (let n = state.bufferedIndex; n < state.buffered.length; ++n) {
      const { chunk, callback } = state.bufferedValue[n]
      const len = (state.state & kObjectMode) !== 0 ? 1 : chunk.length
      state.length -= len
      callback(state.errored ?? new codes.ERR_STREAM_DESTROYED('write'))
    }
  }

  callFinishedCallbacks(state, state.errored ?? new codes.ERR_STREAM_DESTROYED('end'))

  resetBuffer(state)
}

// If there's something in the buffer waiting, then process it.
function clearBuffer(stream, state) {
  if ((state.state & (kDestroyed | kBufferProcessing | kCorked | kBuffered | kConstructed)) !==
      (kBuffered | kConstructed)) {
    return
  }

  const objectMode = (state.state & kObjectMode) !== 0
  const buffered = state.bufferedValue
  const bufferedIndex = state.bufferedIndex
  const bufferedLength = buffered.length - bufferedIndex

  if (!bufferedLength) {
    return
  }

  let i = bufferedIndex

  state.state |= kBufferProcessing
  if (bufferedLength > 1 && stream._writev) {
    state.pendingcb -= bufferedLength - 1

    const callback = (state.state & kAllNoop) !== 0 ? nop : (err) => {
      for (let n = i; n < buffered.length; ++n) {
        buffered[n].callback(err)
      }
    }
    // Make a copy of `buffered` if it's going to be used by `callback` above,
    // since `doWrite` will mutate the array.
    const chunks = (state.state & kAllNoop) !== 0 && i === 0 ?
      buffered : buffered.slice(i)
    chunks.allBuffers = (state.state & kAllBuffers) !== 0

    doWrite(stream, state, true, state.length, chunks, '', callback)

    resetBuffer(state)
  } else {
    do {
      const { chunk, encoding, callback } = buffered[i]
      buffered[i++] = null
      const len = objectMode ? 1 : chunk.length
      doWrite(stream, state, false, len, chunk, encoding, callback)
    } while (i < buffered.length && (state.state & kWriting) === 0)

    if (i === buffered.length) {
      resetBuffer(state)
    } else if (i > 256) {
      buffered.splice(0, i)
      state.bufferedIndex = 0
    } else {
      state.bufferedIndex = i
    }
  }
  state.state &= ~kBufferProcessing
}

Writable.prototype._write = function (chunk, encoding, cb) {
  if (this._writev) {
    this._writev([{ chunk, encoding }], cb)
  } else {
    throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_write()')
  }
}

Writable.prototype._writev = null

Writable.prototype.end = function (chunk, encoding, cb) {
  const state = this._writableState

  if (typeof chunk === 'function') {
    cb = chunk
    chunk = null
    encoding = null
  } else if (typeof encoding === 'function') {
    cb = encoding
    encoding = null
  }

  let err

  if (chunk != null) {
    const ret = _write(this, chunk, encoding)
    if (ret instanceof Error) {
      err = ret
    }
  }

  // .end() fully uncorks.
  if ((state.state & kCorked) !== 0) {
    state.corked = 1
    this.uncork()
  }

  if (err) {
    // Do nothing...
  } else if ((state.state & (kEnding | kErrored)) === 0) {
    // This is forgiving in terms of unnecessary calls to end() and can hide
    // logic errors. However, usually such errors are harmless and causing a
    // hard error can be disproportionately destructive. It is not always
    // trivial for the user to determine whether end() needs to be called
    // or not.

    state.state |= kEnding
    finishMaybe(this, state, true)
    state.state |= kEnded
  } else if ((state.state & kFinished) !== 0) {
    err = new codes.ERR_STREAM_ALREADY_FINISHED('end')
  } else if ((state.state & kDestroyed) !== 0) {
    err = new codes.ERR_STREAM_DESTROYED('end')
  }

  if (typeof cb === 'function') {
    if (err) {
      process.nextTick(cb, err)
    } else if ((state.state & kErrored) !== 0) {
      process.nextTick(cb, state[kErroredValue])
    } else if ((state.state & kFinished) !== 0) {
      process.nextTick(cb, null)
    } else {
      state.state |= kOnFinished
      state[kOnFinishedValue] ??= []
      state[kOnFinishedValue].push(cb)
    }
  }

  return this
}

function needFinish(state) {
  return (
    // State is ended && constructed but not destroyed, finished, writing, errorEmitted or closedEmitted
    (state.state & (
      kEnding |
          kDestroyed |
          kConstructed |
          kFinished |
          kWriting |
          kErrorEmitted |
          kCloseEmitted |
          kErrored |
          kBuffered
    )) === (kEnding | kConstructed) && state.length === 0)
}

function onFinish(stream, state, err) {
  if ((state.state & kPrefinished) !== 0) {
    errorOrDestroy(stream, err ?? new codes.ERR_MULTIPLE_CALLBACK())
    return
  }
  state.pendingcb--
  if (err) {
    callFinishedCallbacks(state, err)
    errorOrDestroy(stream, err, (state.state & kSync) !== 0)
  } else if (needFinish(state)) {
    state.state |= kPrefinished
    stream.emit('prefinish')
    // Backwards compat. Don't check state.sync here.
    // Some streams assume 'finish' will be emitted
    // asynchronously relative to _final callback.
    state.pendingcb++
    process.nextTick(finish, stream, state)
  }
}

function prefinish(stream, state) {
  if ((state.state & (kPrefinished | kFinalCalled)) !== 0) {
    return
  }

  if (typeof stream._final === 'function' && (state.state & kDestroyed) === 0) {
    state.state |= kFinalCalled | kSync
    state.pendingcb++

    try {
      stream._final((err) => onFinish(stream, state, err))
    } catch (err) {
      onFinish(stream, state, err)
    }

    state.state &= ~kSync
  } else {
    state.state |= kFinalCalled | kPrefinished
    stream.emit('prefinish')
  }
}

function finishMaybe(stream, state, sync) {
  if (needFinish(state)) {
    prefinish(stream, state)
    if (state.pendingcb === 0) {
      if (sync) {
        state.pendingcb++
        process.nextTick((stream, state) => {
          if (needFinish(state)) {
            finish(stream, state)
          } else {
            state.pendingcb--
          }
        }, stream, state)
      } else if (needFinish(state)) {
        state.pendingcb++
        finish(stream, state)
      }
    }
  }
}

function finish(stream, state) {
  state.pendingcb--
  state.state |= kFinished

  callFinishedCallbacks(state, null)

  stream.emit('finish')

  if ((state.state & kAutoDestroy) !== 0) {
    // In case of duplex streams we need a way to detect
    // if the readable side is ready for autoDestroy as well.
    const rState = stream._readableState
    const autoDestroy = !rState || (
      rState.autoDestroy &&
      // We don't expect the readable to ever 'end'
      // if readable is explicitly set to false.
      (rState.endEmitted || rState.readable === false)
    )
    if (autoDestroy) {
      stream.destroy()
    }
  }
}

function callFinishedCallbacks(state, err) {
  if ((state.state & kOnFinished) === 0) {
    return
  }

  const onfinishCallbacks = state[kOnFinishedValue]
  state[kOnFinishedValue] = null
  state.state &= ~kOnFinished
  for (let i = 0; i < onfinishCallbacks.length; i++) {
    onfinishCallbacks[i](err)
  }
}

Object.defineProperties(Writable.prototype, {
  closed: {
    get() {
      return this._writableState ? (this._writableState.state & kClosed) !== 0 : false
    },
  },

  destroyed: {
    get() {
      return this._writableState ? (this._writableState.state & kDestroyed) !== 0 : false
    },
    set(value) {
      // Backward compatibility, the user is explicitly managing destroyed.
      if (!this._writableState) return

      if (value) this._writableState.state |= kDestroyed
      else this._writableState.state &= ~kDestroyed
    },
  },

  writable: {
    get() {
      const w = this._writableState
      // w.writable === false means that this is part of a Duplex stream
      // where the writable side was disabled upon construction.
      // Compat. The user might manually disable writable side through
      // deprecated setter.
      return !!w && w.writable !== false &&
        (w.state & (kEnding | kEnded | kDestroyed | kErrored)) === 0
    },
    set(val) {
      // Backwards compatible.
      if (this._writableState) {
        this._writableState.writable = !!val
      }
    },
  },

  writableFinished: { get() { return this._writableState ? (this._writableState.state & kFinished) !== 0 : false } },
  writableObjectMode: { get() { return this._writableState ? (this._writableState.state & kObjectMode) !== 0 : false } },
  writableBuffer: { get() { return this._writableState && this._writableState.getBuffer() } },
  writableEnded: { get() { return this._writableState ? (this._writableState.state & kEnding) !== 0 : false } },
  writableNeedDrain: {
    get() {
      const state = this._writableState
      return state ? (state.state & (kDestroyed | kEnding | kNeedDrain)) === kNeedDrain : false
    },
  },
  writableHighWaterMark: { get() { return this._writableState && this._writableState.highWaterMark } },
  writableCorked: { get() { return this._writableState ? this._writableState.corked : 0 } },
  writableLength: { get() { return this._writableState && this._writableState.length } },
  errored: { get() { return this._writableState ? this._writableState.errored : null } },
  writableAborted: {
    get() {
      const state = this._writableState
      return state.writable !== false && (state.state & (kDestroyed | kErrored)) !== 0 && (state.state & kFinished) === 0
    },
  },
})

Writable.prototype.destroy = function (err, cb) {
  const state = this._writableState
  // The callbacks that still wait are called.
  if ((state.state & (kBuffered | kOnFinished)) !== 0 && (state.state & kDestroyed) === 0) {
    process.nextTick(errorBuffer, state)
  }
  destroy.call(this, err, cb)
  return this
}

Writable.prototype._undestroy = undestroy
Writable.prototype._destroy = function (err, cb) {
  cb(err)
}

Writable.prototype[EE.captureRejectionSymbol] = function (err) {
  this.destroy(err)
}

Writable.prototype[Symbol.asyncDispose] = function () {
  return require('internal/streams/iterator').dispose(this, this.writableFinished, 'AbortError')
}

Writable.fromWeb = function (writableStream, options) {
  return require('internal/webstreams/adapters').newStreamWritableFromWritableStream(writableStream, options)
}

Writable.toWeb = function (streamWritable) {
  return require('internal/webstreams/adapters').newWritableStreamFromStreamWritable(streamWritable)
}
