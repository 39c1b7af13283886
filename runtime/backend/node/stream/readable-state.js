// The state of a Readable. Its flags are bits of one number; the properties that Node's documentation
// and packages know read and write them.

const { Buffer } = require('buffer')
const { getHighWaterMark, getDefaultHighWaterMark } = require('internal/streams/state')
const {
  kObjectMode, kErrorEmitted, kAutoDestroy, kEmitClose, kDestroyed, kClosed, kCloseEmitted, kErrored, kConstructed,
  flagProperties,
} = require('internal/streams/utils')

const kErroredValue = Symbol('kErroredValue')
const kDefaultEncodingValue = Symbol('kDefaultEncodingValue')
const kDecoderValue = Symbol('kDecoderValue')
const kEncodingValue = Symbol('kEncodingValue')

const kEnded = 1 << 9
const kEndEmitted = 1 << 10
const kReading = 1 << 11
const kSync = 1 << 12
const kNeedReadable = 1 << 13
const kEmittedReadable = 1 << 14
const kReadableListening = 1 << 15
const kResumeScheduled = 1 << 16
const kMultiAwaitDrain = 1 << 17
const kReadingMore = 1 << 18
const kDataEmitted = 1 << 19
const kDefaultUTF8Encoding = 1 << 20
const kDecoder = 1 << 21
const kEncoding = 1 << 22
const kHasFlowing = 1 << 23
const kFlowing = 1 << 24
const kHasPaused = 1 << 25
const kPaused = 1 << 26
const kDataListening = 1 << 27

function ReadableState(options, stream, isDuplex) {
  // sync is set, as what should not happen before the first read call has to wait.
  this.state = kEmitClose | kAutoDestroy | kConstructed | kSync

  if (options && (options.objectMode || isDuplex && options.readableObjectMode)) this.state |= kObjectMode

  // Reading ahead stops here; 0 means never to read ahead.
  this.highWaterMark = options
    ? getHighWaterMark(this, options, 'readableHighWaterMark', isDuplex)
    : getDefaultHighWaterMark(false)

  this.buffer = []
  this.bufferIndex = 0
  this.length = 0

  if (options && options.emitClose === false) this.state &= ~kEmitClose
  if (options && options.autoDestroy === false) this.state &= ~kAutoDestroy

  const defaultEncoding = options?.defaultEncoding
  if (defaultEncoding == null || defaultEncoding === 'utf8' || defaultEncoding === 'utf-8') {
    this.state |= kDefaultUTF8Encoding
  } else if (Buffer.isEncoding(defaultEncoding)) {
    this.defaultEncoding = defaultEncoding
  } else {
    throw new (require('internal/errors').codes.ERR_UNKNOWN_ENCODING)(defaultEncoding)
  }

  // Who must drain before data flows again: null, a Writable or a set of them.
  this.awaitDrainWriters = null

  if (options && options.encoding) {
    const { StringDecoder } = require('string_decoder')
    this.decoder = new StringDecoder(options.encoding)
    this.encoding = options.encoding
  }
}

flagProperties(ReadableState.prototype, {
  objectMode: kObjectMode,
  ended: kEnded,
  endEmitted: kEndEmitted,
  reading: kReading,
  constructed: kConstructed,
  sync: kSync,
  needReadable: kNeedReadable,
  emittedReadable: kEmittedReadable,
  readableListening: kReadableListening,
  resumeScheduled: kResumeScheduled,
  errorEmitted: kErrorEmitted,
  emitClose: kEmitClose,
  autoDestroy: kAutoDestroy,
  destroyed: kDestroyed,
  closed: kClosed,
  closeEmitted: kCloseEmitted,
  multiAwaitDrain: kMultiAwaitDrain,
  readingMore: kReadingMore,
  dataEmitted: kDataEmitted,
})

// valued makes a property with a value that counts while its flag is set.
function valued(flag, key) {
  return {
    get() { return (this.state & flag) !== 0 ? this[key] : null },
    set(value) {
      if (value) {
        this[key] = value
        this.state |= flag
      } else {
        this.state &= ~flag
      }
    },
  }
}

Object.defineProperties(ReadableState.prototype, {
  // Set without autoDestroy too, so that no 'data' or 'readable' follows an error.
  errored: valued(kErrored, kErroredValue),
  decoder: valued(kDecoder, kDecoderValue),
  encoding: valued(kEncoding, kEncodingValue),
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
  flowing: {
    get() { return (this.state & kHasFlowing) !== 0 ? (this.state & kFlowing) !== 0 : null },
    set(value) {
      if (value == null) {
        this.state &= ~(kHasFlowing | kFlowing)
      } else if (value) {
        this.state |= (kHasFlowing | kFlowing)
      } else {
        this.state |= kHasFlowing
        this.state &= ~kFlowing
      }
    },
  },
  // Made when somebody asks: most streams are never piped.
  pipes: {
    get() { return this.pipes = [] },
    set(value) { Object.defineProperty(this, 'pipes', { __proto__: null, value, writable: true, enumerable: true, configurable: true }) },
  },
  pipesCount: { get() { return this.pipes.length } },
  paused: {
    get() { return (this.state & kPaused) !== 0 },
    set(value) {
      this.state |= kHasPaused
      if (value) this.state |= kPaused
      else this.state &= ~kPaused
    },
  },
})

module.exports = {
  ReadableState,
  kDecoderValue,
  kEnded,
  kEndEmitted,
  kReading,
  kSync,
  kNeedReadable,
  kEmittedReadable,
  kReadableListening,
  kResumeScheduled,
  kMultiAwaitDrain,
  kReadingMore,
  kDataEmitted,
  kDecoder,
  kHasFlowing,
  kFlowing,
  kHasPaused,
  kPaused,
  kDataListening,
}
