// Duplex: a stream that is both readable and writable. It inherits from Readable and copies Writable's methods.

module.exports = Duplex

const { Stream } = require('internal/streams/legacy')
const Readable = require('internal/streams/readable')
const Writable = require('internal/streams/writable')
const { construct } = require('internal/streams/destroy')
const { kOnConstructed } = require('internal/streams/utils')
const { ReadableState } = Readable
const { WritableState } = Writable

Object.setPrototypeOf(Duplex.prototype, Readable.prototype)
Object.setPrototypeOf(Duplex, Readable)

const methods = Object.keys(Writable.prototype)
for (let i = 0; i < methods.length; i++) {
  Duplex.prototype[methods[i]] ||= Writable.prototype[methods[i]]
}
Duplex.prototype.destroy = Writable.prototype.destroy

function Duplex(options) {
  if (!(this instanceof Duplex))
    return new Duplex(options)

  this._readableState = new ReadableState(options, this, true)
  this._writableState = new WritableState(options, this, true)

  if (options) {
    this.allowHalfOpen = options.allowHalfOpen !== false

    if (options.readable === false) {
      this._readableState.readable = false
      this._readableState.ended = true
      this._readableState.endEmitted = true
    }

    if (options.writable === false) {
      this._writableState.writable = false
      this._writableState.ending = true
      this._writableState.ended = true
      this._writableState.finished = true
    }

    if (typeof options.read === 'function')
      this._read = options.read

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
  } else {
    this.allowHalfOpen = true
  }

  Stream.call(this, options)

  if (this._construct != null) {
    construct(this, () => {
      this._readableState[kOnConstructed](this)
      this._writableState[kOnConstructed](this)
    })
  }
}

const properties = ['writable', 'writableHighWaterMark', 'writableObjectMode', 'writableBuffer', 'writableLength', 'writableFinished',
  'writableCorked', 'writableEnded', 'writableNeedDrain']
for (let i = 0; i < properties.length; i++) {
  Object.defineProperty(Duplex.prototype, properties[i], Object.getOwnPropertyDescriptor(Writable.prototype, properties[i]))
}

Object.defineProperty(Duplex.prototype, 'destroyed', {
  get() {
    const r = this._readableState
    const w = this._writableState
    return r !== undefined && w !== undefined && r.destroyed && w.destroyed
  },
  set(value) {
    if (this._readableState && this._writableState) {
      this._readableState.destroyed = value
      this._writableState.destroyed = value
    }
  },
})

Duplex.fromWeb = function (pair, options) {
  return require('internal/webstreams/adapters').newStreamDuplexFromReadableWritablePair(pair, options)
}

Duplex.toWeb = function (duplex) {
  return require('internal/webstreams/adapters').newReadableWritablePairFromDuplex(duplex)
}

Duplex.from = function (body) {
  return require('internal/streams/duplexify')(body, 'body')
}
