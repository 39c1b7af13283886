// Readable: the streams that are read from. Its state is in readable-state.js; pipe and what few
// programs use are loaded at first use.

module.exports = Readable

const EE = require('events')
const { Stream } = require('internal/streams/legacy')
const { Buffer } = require('buffer')
const { construct, destroy, undestroy, errorOrDestroy } = require('internal/streams/destroy')
const { kErrorEmitted, kDestroyed, kCloseEmitted, kErrored, kConstructed, kObjectMode, kOnConstructed, kFlow } =
  require('internal/streams/utils')
const {
  ReadableState, kDecoderValue, kEnded, kEndEmitted, kReading, kSync, kNeedReadable, kEmittedReadable, kReadableListening,
  kResumeScheduled, kMultiAwaitDrain, kReadingMore, kDataEmitted, kDecoder, kHasFlowing, kFlowing, kHasPaused, kPaused, kDataListening,
} = require('internal/streams/readable-state')
const { fromList } = require('internal/streams/list')
const { codes } = require('internal/errors')

Readable.ReadableState = ReadableState
Object.setPrototypeOf(Readable.prototype, Stream.prototype)
Object.setPrototypeOf(Readable, Stream)

ReadableState.prototype[kOnConstructed] = function onConstructed(stream) {
  if ((this.state & kNeedReadable) !== 0) {
    maybeReadMore(stream, this)
  }
}

function Readable(options) {
  if (!(this instanceof Readable))
    return new Readable(options)

  this._readableState = new ReadableState(options, this, false)

  if (options) {
    if (typeof options.read === 'function')
      this._read = options.read

    if (typeof options.destroy === 'function')
      this._destroy = options.destroy

    if (typeof options.construct === 'function')
      this._construct = options.construct

    if (options.signal)
      require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this)
  }

  Stream.call(this, options)

  if (this._construct != null) {
    construct(this, () => {
      this._readableState[kOnConstructed](this)
    })
  }
}

Readable.prototype.destroy = destroy
Readable.prototype._undestroy = undestroy
Readable.prototype._destroy = function (err, cb) {
  cb(err)
}

Readable.prototype[EE.captureRejectionSymbol] = function (err) {
  this.destroy(err)
}

Readable.prototype[Symbol.asyncDispose] = function () {
  return require('internal/streams/iterator').dispose(this, this.readableEnded)
}

// Manually shove something into the read() buffer.
// This returns true if the highWaterMark has not been hit yet,
// similar to how Writable.write() returns true if you should
// write() some more.
Readable.prototype.push = function (chunk, encoding) {
  const state = this._readableState
  return (state.state & kObjectMode) === 0 ?
    readableAddChunkPushByteMode(this, state, chunk, encoding) :
    readableAddChunkPushObjectMode(this, state, chunk, encoding)
}

// Unshift should *always* be something directly out of read().
Readable.prototype.unshift = function (chunk, encoding) {
  const state = this._readableState
  return (state.state & kObjectMode) === 0 ?
    readableAddChunkUnshiftByteMode(this, state, chunk, encoding) :
    readableAddChunkUnshiftObjectMode(this, state, chunk)
}

function readableAddChunkUnshiftByteMode(stream, state, chunk, encoding) {
  if (chunk === null) {
    state.state &= ~kReading
    onEofChunk(stream, state)

    return false
  }

  if (typeof chunk === 'string') {
    encoding = encoding || state.defaultEncoding
    if (state.encoding !== encoding) {
      if (state.encoding) {
        // When unshifting, if state.encoding is set, we have to save
        // the string in the BufferList with the state encoding.
        chunk = Buffer.from(chunk, encoding).toString(state.encoding)
      } else {
        chunk = Buffer.from(chunk, encoding)
      }
    }
  } else if (ArrayBuffer.isView(chunk)) {
    chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  } else if (chunk !== undefined && !(chunk instanceof Buffer)) {
    errorOrDestroy(stream, new codes.ERR_INVALID_ARG_TYPE(
      'chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk))
    return false
  }

  if (!(chunk && chunk.length > 0)) {
    return canPushMore(state)
  }

  return readableAddChunkUnshiftValue(stream, state, chunk)
}

function readableAddChunkUnshiftObjectMode(stream, state, chunk) {
  if (chunk === null) {
    state.state &= ~kReading
    onEofChunk(stream, state)

    return false
  }

  return readableAddChunkUnshiftValue(stream, state, chunk)
}

function readableAddChunkUnshiftValue(stream, state, chunk) {
  if ((state.state & kEndEmitted) !== 0)
    errorOrDestroy(stream, new codes.ERR_STREAM_UNSHIFT_AFTER_END_EVENT())
  else if ((state.state & (kDestroyed | kErrored)) !== 0)
    return false
  else
    addChunk(stream, state, chunk, true)

  return canPushMore(state)
}

function readableAddChunkPushByteMode(stream, state, chunk, encoding) {
  if (chunk === null) {
    state.state &= ~kReading
    onEofChunk(stream, state)
    return false
  }

  if (typeof chunk === 'string') {
    encoding = encoding || state.defaultEncoding
    if (state.encoding !== encoding) {
      chunk = Buffer.from(chunk, encoding)
      encoding = ''
    }
  } else if (chunk instanceof Buffer) {
    encoding = ''
  } else if (ArrayBuffer.isView(chunk)) {
    chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    encoding = ''
  } else if (chunk !== undefined) {
    errorOrDestroy(stream, new codes.ERR_INVALID_ARG_TYPE(
      'chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk))
    return false
  }

  if (!chunk || chunk.length <= 0) {
    state.state &= ~kReading
    maybeReadMore(stream, state)

    return canPushMore(state)
  }

  if ((state.state & kEnded) !== 0) {
    errorOrDestroy(stream, new codes.ERR_STREAM_PUSH_AFTER_EOF())
    return false
  }

  if ((state.state & (kDestroyed | kErrored)) !== 0) {
    return false
  }

  state.state &= ~kReading
  if ((state.state & kDecoder) !== 0 && !encoding) {
    chunk = state[kDecoderValue].write(chunk)
    if (chunk.length === 0) {
      maybeReadMore(stream, state)
      return canPushMore(state)
    }
  }

  addChunk(stream, state, chunk, false)
  return canPushMore(state)
}

function readableAddChunkPushObjectMode(stream, state, chunk, encoding) {
  if (chunk === null) {
    state.state &= ~kReading
    onEofChunk(stream, state)
    return false
  }

  if ((state.state & kEnded) !== 0) {
    errorOrDestroy(stream, new codes.ERR_STREAM_PUSH_AFTER_EOF())
    return false
  }

  if ((state.state & (kDestroyed | kErrored)) !== 0) {
    return false
  }

  state.state &= ~kReading

  if ((state.state & kDecoder) !== 0 && !encoding) {
    chunk = state[kDecoderValue].write(chunk)
  }

  addChunk(stream, state, chunk, false)
  return canPushMore(state)
}

const kFlows = kFlowing | kDataListening | kConstructed
const kOfFlow = kFlows | kSync | kObjectMode | kDecoder | kEnded | kDestroyed | kErrored | kMultiAwaitDrain | kReadingMore

// kFlow gives a Buffer that is not empty to a stream that flows, from a source that goes on by itself: it is push without the tick in
// which read(0) would tell the source to go on. It returns false if push has to do it.
Readable.prototype[kFlow] = function (chunk) {
  const state = this._readableState
  if ((state.state & kOfFlow) !== kFlows || state.length !== 0) return false
  state.awaitDrainWriters = null
  state.state = state.state & ~kReading | kDataEmitted
  this.emit('data', chunk)
  // As read(0) leaves it.
  if ((state.state & kOfFlow) === kFlows && state.length === 0) state.state |= kReading | kNeedReadable
  else maybeReadMore(this, state)
  return true
}

function canPushMore(state) {
  // We can push more data if we are below the highWaterMark.
  // Also, if we have no data yet, we can stand some more bytes.
  // This is to work around cases where hwm=0, such as the repl.
  return (state.state & kEnded) === 0 &&
    (state.length < state.highWaterMark || state.length === 0)
}

function addChunk(stream, state, chunk, addToFront) {
  if ((state.state & (kFlowing | kSync | kDataListening)) === (kFlowing | kDataListening) && state.length === 0) {
    // Use the guard to avoid creating `Set()` repeatedly
    // when we have multiple pipes.
    if ((state.state & kMultiAwaitDrain) !== 0) {
      state.awaitDrainWriters.clear()
    } else {
      state.awaitDrainWriters = null
    }

    state.state |= kDataEmitted
    stream.emit('data', chunk)
  } else {
    // Update the buffer info.
    state.length += (state.state & kObjectMode) !== 0 ? 1 : chunk.length
    if (addToFront) {
      if (state.bufferIndex > 0) {
        state.buffer[--state.bufferIndex] = chunk
      } else {
        state.buffer.unshift(chunk) // Slow path
      }
    } else {
      state.buffer.push(chunk)
    }

    if ((state.state & kNeedReadable) !== 0)
      emitReadable(stream)
  }
  maybeReadMore(stream, state)
}

Readable.prototype.isPaused = function () {
  const state = this._readableState
  return (state.state & kPaused) !== 0 || (state.state & (kHasFlowing | kFlowing)) === kHasFlowing
}

// Backwards compatibility.
Readable.prototype.setEncoding = function (enc) {
  const state = this._readableState

  const decoder = new (require('string_decoder').StringDecoder)(enc)
  state.decoder = decoder
  // If setEncoding(null), decoder.encoding equals utf8.
  state.encoding = state.decoder.encoding

  // Iterate over current buffer to convert already stored Buffers:
  let content = ''
  for (let i = state.bufferIndex; i < state.buffer.length; i++) content += decoder.write(state.buffer[i])
  state.buffer.length = 0
  state.bufferIndex = 0

  if (content !== '')
    state.buffer.push(content)
  state.length = content.length
  return this
}

// Don't raise the hwm > 1GB.
const MAX_HWM = 0x40000000
function computeNewHighWaterMark(n) {
  if (n > MAX_HWM) {
    throw new codes.ERR_OUT_OF_RANGE('size', '<= 1GiB', n)
  } else {
    // Get the next highest power of 2 to prevent increasing hwm excessively in
    // tiny amounts.
    n--
    n |= n >>> 1
    n |= n >>> 2
    n |= n >>> 4
    n |= n >>> 8
    n |= n >>> 16
    n++
  }
  return n
}

// This function is designed to be inlinable, so please take care when making
// changes to the function body.
function howMuchToRead(n, state) {
  if (n <= 0 || (state.length === 0 && (state.state & kEnded) !== 0))
    return 0
  if ((state.state & kObjectMode) !== 0)
    return 1
  if (Number.isNaN(n)) {
    // Only flow one buffer at a time.
    if ((state.state & kFlowing) !== 0 && state.length)
      return state.buffer[state.bufferIndex].length
    return state.length
  }
  if (n <= state.length)
    return n
  return (state.state & kEnded) !== 0 ? state.length : 0
}

// You can override either this method, or the async _read(n) below.
Readable.prototype.read = function (n) {
  // Same as parseInt(undefined, 10), however V8 7.3 performance regressed
  // in this scenario, so we are doing it manually.
  if (n === undefined) {
    n = NaN
  } else if (!Number.isInteger(n)) {
    n = Number.parseInt(n, 10)
  }
  const state = this._readableState
  const nOrig = n

  // If we're asking for more than the current hwm, then raise the hwm.
  if (n > state.highWaterMark)
    state.highWaterMark = computeNewHighWaterMark(n)

  if (n !== 0)
    state.state &= ~kEmittedReadable

  // If we're doing read(0) to trigger a readable event, but we
  // already have a bunch of data in the buffer, then just trigger
  // the 'readable' event and move on.
  if (n === 0 &&
      (state.state & kNeedReadable) !== 0 &&
      ((state.highWaterMark !== 0 ?
        state.length >= state.highWaterMark :
        state.length > 0) ||
       (state.state & kEnded) !== 0)) {
    if (state.length === 0 && (state.state & kEnded) !== 0)
      endReadable(this)
    else
      emitReadable(this)
    return null
  }

  n = howMuchToRead(n, state)

  // If we've ended, and we're now clear, then finish it up.
  if (n === 0 && (state.state & kEnded) !== 0) {
    if (state.length === 0)
      endReadable(this)
    return null
  }

  // All the actual chunk generation logic needs to be
  // *below* the call to _read.  The reason is that in certain
  // synthetic stream cases, such as passthrough streams, _read
  // may be a completely synchronous operation which may change
  // the state of the read buffer, providing enough data when
  // before there was *not* enough.
  //
  // So, the steps are:
  // 1. Figure out what the state of things will be after we do
  // a read from the buffer.
  //
  // 2. If that resulting state will trigger a _read, then call _read.
  // Note that this may be asynchronous, or synchronous.  Yes, it is
  // deeply ugly to write APIs this way, but that still doesn't mean
  // that the Readable class should behave improperly, as streams are
  // designed to be sync/async agnostic.
  // Take note if the _read call is sync or async (ie, if the read call
  // has returned yet), so that we know whether or not it's safe to emit
  // 'readable' etc.
  //
  // 3. Actually pull the requested chunks out of the buffer and return.

  // if we need a readable event, then we need to do some reading.
  let doRead = (state.state & kNeedReadable) !== 0

  // If we currently have less than the highWaterMark, then also read some.
  if (state.length === 0 || state.length - n < state.highWaterMark) {
    doRead = true
  }

  // However, if we've ended, then there's no point, if we're already
  // reading, then it's unnecessary, if we're constructing we have to wait,
  // and if we're destroyed or errored, then it's not allowed,
  if ((state.state & (kReading | kEnded | kDestroyed | kErrored | kConstructed)) !== kConstructed) {
    doRead = false
  } else if (doRead) {
    state.state |= kReading | kSync
    // If the length is currently zero, then we *need* a readable event.
    if (state.length === 0)
      state.state |= kNeedReadable

    // Call internal read method
    try {
      this._read(state.highWaterMark)
    } catch (err) {
      errorOrDestroy(this, err)
    }
    state.state &= ~kSync

    // If _read pushed data synchronously, then `reading` will be false,
    // and we need to re-evaluate how much data we can return to the user.
    if ((state.state & kReading) === 0)
      n = howMuchToRead(nOrig, state)
  }

  let ret
  if (n > 0)
    ret = fromList(n, state)
  else
    ret = null

  if (ret === null) {
    state.state |= state.length <= state.highWaterMark ? kNeedReadable : 0
    n = 0
  } else {
    state.length -= n
    if ((state.state & kMultiAwaitDrain) !== 0) {
      state.awaitDrainWriters.clear()
    } else {
      state.awaitDrainWriters = null
    }
  }

  if (state.length === 0) {
    // If we have nothing in the buffer, then we want to know
    // as soon as we *do* get something into the buffer.
    if ((state.state & kEnded) === 0)
      state.state |= kNeedReadable

    // If we tried to read() past the EOF, then emit end on the next tick.
    if (nOrig !== n && (state.state & kEnded) !== 0)
      endReadable(this)
  }

  if (ret !== null && (state.state & (kErrorEmitted | kCloseEmitted)) === 0) {
    state.state |= kDataEmitted
    this.emit('data', ret)
  }

  return ret
}

function onEofChunk(stream, state) {
  if ((state.state & kEnded) !== 0) return
  const decoder = (state.state & kDecoder) !== 0 ? state[kDecoderValue] : null
  if (decoder) {
    const chunk = decoder.end()
    if (chunk && chunk.length) {
      state.buffer.push(chunk)
      state.length += (state.state & kObjectMode) !== 0 ? 1 : chunk.length
    }
  }
  state.state |= kEnded

  if ((state.state & kSync) !== 0) {
    // If we are sync, wait until next tick to emit the data.
    // Otherwise we risk emitting data in the flow()
    // the readable code triggers during a read() call.
    emitReadable(stream)
  } else {
    // Emit 'readable' now to make sure it gets picked up.
    state.state &= ~kNeedReadable
    state.state |= kEmittedReadable
    // We have to emit readable now that we are EOF. Modules
    // in the ecosystem (e.g. dicer) rely on this event being sync.
    emitReadable_(stream)
  }
}

// Don't emit readable right away in sync mode, because this can trigger
// another read() call => stack overflow.  This way, it might trigger
// a nextTick recursion warning, but that's not so bad.
function emitReadable(stream) {
  const state = stream._readableState
  state.state &= ~kNeedReadable
  if ((state.state & kEmittedReadable) === 0) {
    state.state |= kEmittedReadable
    process.nextTick(emitReadable_, stream)
  }
}

function emitReadable_(stream) {
  const state = stream._readableState
  if ((state.state & (kDestroyed | kErrored)) === 0 && (state.length || (state.state & kEnded) !== 0)) {
    stream.emit('readable')
    state.state &= ~kEmittedReadable
  }

  // The stream needs another readable event if:
  // 1. It is not flowing, as the flow mechanism will take
  //    care of it.
  // 2. It is not ended.
  // 3. It is below the highWaterMark, so we can schedule
  //    another readable later.
  state.state |=
    (state.state & (kFlowing | kEnded)) === 0 &&
    state.length <= state.highWaterMark ? kNeedReadable : 0
  flow(stream)
}

// At this point, the user has presumably seen the 'readable' event,
// and called read() to consume some data.  that may have triggered
// in turn another _read(n) call, in which case reading = true if
// it's in progress.
// However, if we're not ended, or reading, and the length < hwm,
// then go ahead and try to read some more preemptively.
function maybeReadMore(stream, state) {
  if ((state.state & (kReadingMore | kConstructed)) === kConstructed) {
    state.state |= kReadingMore
    process.nextTick(maybeReadMore_, stream, state)
  }
}

function maybeReadMore_(stream, state) {
  // Attempt to read more data if we should.
  //
  // The conditions for reading more data are (one of):
  // - Not enough data buffered (state.length < state.highWaterMark). The loop
  //   is responsible for filling the buffer with enough data if such data
  //   is available. If highWaterMark is 0 and we are not in the flowing mode
  //   we should _not_ attempt to buffer any extra data. We'll get more data
  //   when the stream consumer calls read() instead.
  // - No data in the buffer, and the stream is in flowing mode. In this mode
  //   the loop below is responsible for ensuring read() is called. Failing to
  //   call read here would abort the flow and there's no other mechanism for
  //   continuing the flow if the stream consumer has just subscribed to the
  //   'data' event.
  //
  // In addition to the above conditions to keep reading data, the following
  // conditions prevent the data from being read:
  // - The stream has ended (state.ended).
  // - There is already a pending 'read' operation (state.reading). This is a
  //   case where the stream has called the implementation defined _read()
  //   method, but they are processing the call asynchronously and have _not_
  //   called push() with new data. In this case we skip performing more
  //   read()s. The execution ends in this method again after the _read() ends
  //   up calling push() with more data.
  while ((state.state & (kReading | kEnded)) === 0 &&
         (state.length < state.highWaterMark ||
          ((state.state & kFlowing) !== 0 && state.length === 0))) {
    const len = state.length
    stream.read(0)
    if (len === state.length)
      // Didn't get any data, stop spinning.
      break
  }
  state.state &= ~kReadingMore
}

// Abstract method.  to be overridden in specific implementation classes.
// call cb(er, data) where data is <= n in length.
// for virtual (non-string, non-buffer) streams, "length" is somewhat
// arbitrary, and perhaps not very meaningful.
Readable.prototype._read = function (n) {
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_read()')
}

// Set up data events if they are asked for
// Ensure readable listeners eventually get something.
Readable.prototype.on = function (ev, fn) {
  const res = Stream.prototype.on.call(this, ev, fn)
  const state = this._readableState

  if (ev === 'data') {
    state.state |= kDataListening

    // Update readableListening so that resume() may be a no-op
    // a few lines down. This is needed to support once('readable').
    state.state |= this.listenerCount('readable') > 0 ? kReadableListening : 0

    // Try start flowing on next tick if stream isn't explicitly paused.
    if ((state.state & (kHasFlowing | kFlowing)) !== kHasFlowing) {
      this.resume()
    }
  } else if (ev === 'readable') {
    if ((state.state & (kEndEmitted | kReadableListening)) === 0) {
      state.state |= kReadableListening | kNeedReadable | kHasFlowing
      state.state &= ~(kFlowing | kEmittedReadable)
      if (state.length) {
        emitReadable(this)
      } else if ((state.state & kReading) === 0) {
        process.nextTick(nReadingNextTick, this)
      }
    }
  }

  return res
}
Readable.prototype.addListener = Readable.prototype.on

Readable.prototype.removeListener = function (ev, fn) {
  const state = this._readableState

  const res = Stream.prototype.removeListener.call(this, ev, fn)

  if (ev === 'readable') {
    // After 'readable' was emitted but before I/O, for cycles of once('readable'): resume has no effect
    // within the same tick.
    process.nextTick(updateReadableListening, this)
  } else if (ev === 'data' && this.listenerCount('data') === 0) {
    state.state &= ~kDataListening
  }

  return res
}
Readable.prototype.off = Readable.prototype.removeListener

Readable.prototype.removeAllListeners = function (ev) {
  const res = arguments.length === 0
    ? Stream.prototype.removeAllListeners.call(this)
    : Stream.prototype.removeAllListeners.call(this, ev)

  if (ev === 'readable' || ev === undefined) {
    // After 'readable' was emitted but before I/O, for cycles of once('readable'): resume has no effect
    // within the same tick.
    process.nextTick(updateReadableListening, this)
  }

  return res
}

function updateReadableListening(self) {
  const state = self._readableState

  if (self.listenerCount('readable') > 0) {
    state.state |= kReadableListening
  } else {
    state.state &= ~kReadableListening
  }

  if ((state.state & (kHasPaused | kPaused | kResumeScheduled)) === (kHasPaused | kResumeScheduled)) {
    // Flowing needs to be set to true now, otherwise
    // the upcoming resume will not flow.
    state.state |= kHasFlowing | kFlowing

    // Crude way to check if we should resume.
  } else if ((state.state & kDataListening) !== 0) {
    self.resume()
  } else if ((state.state & kReadableListening) === 0) {
    state.state &= ~(kHasFlowing | kFlowing)
  }
}

function nReadingNextTick(self) {
  self.read(0)
}

// pause() and resume() are remnants of the legacy readable stream API
// If the user uses them, then switch into old mode.
Readable.prototype.resume = function () {
  const state = this._readableState
  if ((state.state & kFlowing) === 0) {
    // We flow only if there is no one listening
    // for readable, but we still have to call
    // resume().
    state.state |= kHasFlowing
    if ((state.state & kReadableListening) === 0) {
      state.state |= kFlowing
    } else {
      state.state &= ~kFlowing
    }
    resume(this, state)
  }
  state.state |= kHasPaused
  state.state &= ~kPaused
  return this
}

function resume(stream, state) {
  if ((state.state & kResumeScheduled) === 0) {
    state.state |= kResumeScheduled
    process.nextTick(resume_, stream, state)
  }
}

function resume_(stream, state) {
  if ((state.state & kReading) === 0) {
    stream.read(0)
  }

  state.state &= ~kResumeScheduled
  stream.emit('resume')
  flow(stream)
  if ((state.state & (kFlowing | kReading)) === kFlowing)
    stream.read(0)
}

Readable.prototype.pause = function () {
  const state = this._readableState
  if ((state.state & (kHasFlowing | kFlowing)) !== kHasFlowing) {
    state.state |= kHasFlowing
    state.state &= ~kFlowing
    this.emit('pause')
  }
  state.state |= kHasPaused | kPaused
  return this
}

function flow(stream) {
  const state = stream._readableState
  while ((state.state & kFlowing) !== 0 && stream.read() !== null);
}

// They are not enumerable, as programs copy prototypes.
Object.defineProperties(Readable.prototype, {
  readable: {
    get() {
      const r = this._readableState
      // r.readable is false in a Duplex made without a readable side, and where a program has set it so.
      return !!r && r.readable !== false && (r.state & (kDestroyed | kErrorEmitted | kEndEmitted)) === 0
    },
    set(value) {
      if (this._readableState) this._readableState.readable = !!value
    },
  },
  readableDidRead: { get() { return this._readableState.dataEmitted } },
  readableAborted: {
    get() {
      const r = this._readableState
      return !!(r.readable !== false && (r.destroyed || r.errored) && !r.endEmitted)
    },
  },
  readableHighWaterMark: { get() { return this._readableState.highWaterMark } },
  readableBuffer: { get() { return this._readableState && this._readableState.buffer } },
  readableFlowing: {
    get() { return this._readableState.flowing },
    set(value) {
      if (this._readableState) this._readableState.flowing = value
    },
  },
  readableLength: { get() { return this._readableState.length } },
  readableObjectMode: { get() { return this._readableState ? this._readableState.objectMode : false } },
  readableEncoding: { get() { return this._readableState ? this._readableState.encoding : null } },
  errored: { get() { return this._readableState ? this._readableState.errored : null } },
  closed: { get() { return this._readableState ? this._readableState.closed : false } },
  destroyed: {
    get() { return this._readableState ? this._readableState.destroyed : false },
    set(value) {
      if (this._readableState) this._readableState.destroyed = value
    },
  },
  readableEnded: { get() { return this._readableState ? this._readableState.endEmitted : false } },
})

Readable._fromList = fromList

function endReadable(stream) {
  const state = stream._readableState

  if ((state.state & kEndEmitted) === 0) {
    state.state |= kEnded
    process.nextTick(endReadableNT, state, stream)
  }
}

function endReadableNT(state, stream) {

  // Check that we didn't get one last unshift.
  if ((state.state & (kErrored | kCloseEmitted | kEndEmitted)) === 0 && state.length === 0) {
    state.state |= kEndEmitted
    stream.emit('end')

    if (stream.writable && stream.allowHalfOpen === false) {
      process.nextTick(endWritableNT, stream)
    } else if (state.autoDestroy) {
      // In case of duplex streams we need a way to detect
      // if the writable side is ready for autoDestroy as well.
      const wState = stream._writableState
      const autoDestroy = !wState || (
        wState.autoDestroy &&
        // We don't expect the writable to ever 'finish'
        // if writable is explicitly set to false.
        (wState.finished || wState.writable === false)
      )

      if (autoDestroy) {
        stream.destroy()
      }
    }
  }
}

function endWritableNT(stream) {
  const writable = stream.writable && !stream.writableEnded &&
    !stream.destroyed
  if (writable) {
    stream.end()
  }
}

Readable.prototype.pipe = function (dest, pipeOpts) {
  return require('internal/streams/pipe').pipe(this, dest, pipeOpts)
}

Readable.prototype.unpipe = function (dest) {
  return require('internal/streams/pipe').unpipe(this, dest)
}

Readable.prototype.wrap = function (stream) {
  return require('internal/streams/wrap').wrap(this, stream)
}

Readable.prototype[Symbol.asyncIterator] = function () {
  return require('internal/streams/iterator').iterate(this)
}

Readable.prototype.iterator = function (options) {
  if (options !== undefined) require('internal/validators').validateObject(options, 'options')
  return require('internal/streams/iterator').iterate(this, options)
}

Readable.from = function (iterable, opts) {
  return require('internal/streams/from')(Readable, iterable, opts)
}

Readable.wrap = function (src, options) {
  return require('internal/streams/wrap').wrapped(src, options)
}

Readable.fromWeb = function (readableStream, options) {
  return require('internal/webstreams/adapters').newStreamReadableFromReadableStream(readableStream, options)
}

Readable.toWeb = function (streamReadable, options) {
  return require('internal/webstreams/adapters').newReadableStreamFromStreamReadable(streamReadable, options)
}
