// The state of a Writable. Its flags are bits of one number; the properties that packages know
// read and write them.

const { Buffer } = require('buffer')
const { getHighWaterMark, getDefaultHighWaterMark } = require('internal/streams/state')
const {
  kObjectMode, kErrorEmitted, kAutoDestroy, kEmitClose, kDestroyed, kClosed, kCloseEmitted, kErrored, kConstructed,
  flagProperties,
} = require('internal/streams/utils')

const kOnFinishedValue = Symbol('kOnFinishedValue')
const kErroredValue = Symbol('kErroredValue')
const kDefaultEncodingValue = Symbol('kDefaultEncodingValue')
const kWriteCbValue = Symbol('kWriteCbValue')
const kAfterWriteTickInfoValue = Symbol('kAfterWriteTickInfoValue')
const kBufferedValue = 'bufferedValue'

const kSync = 1 << 9
const kFinalCalled = 1 << 10
const kNeedDrain = 1 << 11
const kEnding = 1 << 12
const kFinished = 1 << 13
const kDecodeStrings = 1 << 14
const kWriting = 1 << 15
const kBufferProcessing = 1 << 16
const kPrefinished = 1 << 17
const kAllBuffers = 1 << 18
const kAllNoop = 1 << 19
const kOnFinished = 1 << 20
const kHasWritable = 1 << 21
const kWritable = 1 << 22
const kCorked = 1 << 23
const kDefaultUTF8Encoding = 1 << 24
const kWriteCb = 1 << 25
const kExpectWriteCb = 1 << 26
const kAfterWriteTickInfo = 1 << 27
const kAfterWritePending = 1 << 28
const kBuffered = 1 << 29
const kEnded = 1 << 30

function nop() {}

function WritableState(options, stream, isDuplex) {
  // sync is set, as what should not happen before the first write has to wait.
  this.state = kSync | kConstructed | kEmitClose | kAutoDestroy

  if (options && (options.objectMode || isDuplex && options.writableObjectMode)) this.state |= kObjectMode

  // From here on write() returns false; with 0 it does so unless all is written at once.
  this.highWaterMark = options
    ? getHighWaterMark(this, options, 'writableHighWaterMark', isDuplex)
    : getDefaultHighWaterMark(false)

  if (!options || options.decodeStrings !== false) this.state |= kDecodeStrings
  if (options && options.emitClose === false) this.state &= ~kEmitClose
  if (options && options.autoDestroy === false) this.state &= ~kAutoDestroy

  const defaultEncoding = options ? options.defaultEncoding : null
  if (defaultEncoding == null || defaultEncoding === 'utf8' || defaultEncoding === 'utf-8') {
    this.state |= kDefaultUTF8Encoding
  } else if (Buffer.isEncoding(defaultEncoding)) {
    this.state &= ~kDefaultUTF8Encoding
    this[kDefaultEncodingValue] = defaultEncoding
  } else {
    throw new (require('internal/errors').codes.ERR_UNKNOWN_ENCODING)(defaultEncoding)
  }

  // How much waits to be written.
  this.length = 0
  this.corked = 0
  // What the stream's _write calls when it is done; it is made at the first.
  this.onwrite = undefined
  // How much _write has in hand.
  this.writelen = 0

  resetBuffer(this)

  // Callbacks of write() still to be called; 'finish' waits for them.
  this.pendingcb = 0
}

function resetBuffer(state) {
  state.bufferedValue = null
  state.bufferedIndex = 0
  state.state |= kAllBuffers | kAllNoop
  state.state &= ~kBuffered
}

WritableState.prototype.getBuffer = function getBuffer() {
  return (this.state & kBuffered) === 0 ? [] : this.buffered.slice(this.bufferedIndex)
}

flagProperties(WritableState.prototype, {
  objectMode: kObjectMode,
  finalCalled: kFinalCalled,
  needDrain: kNeedDrain,
  ending: kEnding,
  ended: kEnded,
  finished: kFinished,
  destroyed: kDestroyed,
  decodeStrings: kDecodeStrings,
  writing: kWriting,
  sync: kSync,
  bufferProcessing: kBufferProcessing,
  constructed: kConstructed,
  prefinished: kPrefinished,
  errorEmitted: kErrorEmitted,
  emitClose: kEmitClose,
  autoDestroy: kAutoDestroy,
  closed: kClosed,
  closeEmitted: kCloseEmitted,
  allBuffers: kAllBuffers,
  allNoop: kAllNoop,
})

// valued makes a property with a value that counts while its flag is set.
function valued(flag, key, missing) {
  return {
    get() { return (this.state & flag) !== 0 ? this[key] : missing() },
    set(value) {
      this[key] = value
      if (value) this.state |= flag
      else this.state &= ~flag
    },
  }
}

Object.defineProperties(WritableState.prototype, {
  bufferedRequestCount: {
    get() { return (this.state & kBuffered) === 0 ? 0 : this.bufferedValue.length - this.bufferedIndex },
  },
  // Set without autoDestroy too, as write() then returns false.
  errored: {
    get() { return (this.state & kErrored) !== 0 ? this[kErroredValue] : null },
    set(value) {
      if (value) {
        this[kErroredValue] = value
        this.state |= kErrored
      } else {
        this.state &= ~kErrored
      }
    },
  },
  writable: {
    get() { return (this.state & kHasWritable) !== 0 ? (this.state & kWritable) !== 0 : undefined },
    set(value) {
      if (value == null) {
        this.state &= ~(kHasWritable | kWritable)
      } else if (value) {
        this.state |= (kHasWritable | kWritable)
      } else {
        this.state |= kHasWritable
        this.state &= ~kWritable
      }
    },
  },
  defaultEncoding: {
    get() { return (this.state & kDefaultUTF8Encoding) !== 0 ? 'utf8' : this[kDefaultEncodingValue] },
    set(value) {
      if (value === 'utf8' || value === 'utf-8') {
        this.state |= kDefaultUTF8Encoding
      } else {
        this.state &= ~kDefaultUTF8Encoding
        this[kDefaultEncodingValue] = value
      }
    },
  },
  // The callback that the program gave write().
  writecb: valued(kWriteCb, kWriteCbValue, () => nop),
  afterWriteTickInfo: valued(kAfterWriteTickInfo, kAfterWriteTickInfoValue, () => null),
  buffered: valued(kBuffered, kBufferedValue, () => []),
})

// isIdle reports whether a stream may be written and has nothing to write.
function isIdle(state) {
  return (state.state & (kConstructed | kEnding | kEnded | kDestroyed | kErrored | kWriting | kCorked | kBuffered | kNeedDrain)) === kConstructed &&
    state.length === 0
}

module.exports = {
  isIdle,
  WritableState,
  resetBuffer,
  nop,
  kOnFinishedValue,
  kErroredValue,
  kWriteCbValue,
  kAfterWriteTickInfoValue,
  kBufferedValue,
  kSync,
  kFinalCalled,
  kNeedDrain,
  kEnding,
  kFinished,
  kDecodeStrings,
  kWriting,
  kBufferProcessing,
  kPrefinished,
  kAllBuffers,
  kAllNoop,
  kOnFinished,
  kCorked,
  kDefaultUTF8Encoding,
  kWriteCb,
  kExpectWriteCb,
  kAfterWriteTickInfo,
  kAfterWritePending,
  kBuffered,
  kEnded,
}
