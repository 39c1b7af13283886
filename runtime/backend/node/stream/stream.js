// The module "stream". Its rarely used parts are loaded at first use.

const { codes } = require('internal/errors')
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/state')
const utils = require('internal/streams/utils')
const { promisify: { custom: kCustomPromisify } } = require('internal/util')

const { Stream } = require('internal/streams/legacy')
module.exports = Stream

Stream.isDestroyed = utils.isDestroyed
Stream.isDisturbed = utils.isDisturbed
Stream.isErrored = utils.isErrored
Stream.isReadable = utils.isReadable
Stream.isWritable = utils.isWritable

const Readable = require('internal/streams/readable')
Stream.Readable = Readable

// The operators of Readable.prototype with their lengths; those of the first list return streams.
const kStreamOperators = { asIndexedPairs: 0, drop: 1, filter: 2, flatMap: 2, map: 2, take: 1, compose: 2 }
const kPromiseOperators = { every: 1, forEach: 2, reduce: 3, toArray: 1, some: 1, find: 2 }

function defineOperator(name, length, returnsStream) {
  const operator = function (...args) {
    if (new.target) throw new codes.ERR_ILLEGAL_CONSTRUCTOR()
    const result = Reflect.apply(require('internal/streams/operators')[name], this, args)
    return returnsStream ? Readable.from(result) : result
  }
  Object.defineProperty(operator, 'name', { value: name })
  Object.defineProperty(operator, 'length', { value: length })
  Object.defineProperty(Readable.prototype, name, { configurable: true, writable: true, value: operator })
}
for (const name in kStreamOperators) defineOperator(name, kStreamOperators[name], true)
for (const name in kPromiseOperators) defineOperator(name, kPromiseOperators[name], false)

Stream.Writable = require('internal/streams/writable')
Stream.Duplex = require('internal/streams/duplex')
Stream.Transform = require('internal/streams/transform')
Stream.PassThrough = require('internal/streams/passthrough')

Stream.duplexPair = function duplexPair(options) {
  return require('internal/streams/duplexpair')(options)
}

Stream.pipeline = function pipeline(...streams) {
  return require('internal/streams/pipeline').pipeline(streams)
}

Stream.addAbortSignal = function addAbortSignal(signal, stream) {
  return require('internal/streams/add-abort-signal').addAbortSignal(signal, stream)
}

Stream.finished = function eos(stream, options, callback) {
  const eos = require('internal/streams/end-of-stream')
  return arguments.length === 2 ? eos(stream, options) : eos(stream, options, callback)
}

Stream.destroy = require('internal/streams/destroy').destroyer

Stream.compose = function compose(...streams) {
  return require('internal/streams/compose')(streams)
}

Stream.setDefaultHighWaterMark = setDefaultHighWaterMark
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark

Object.defineProperty(Stream, 'promises', {
  configurable: true,
  enumerable: true,
  get() { return require('stream/promises') },
})

function promisified(name) {
  Object.defineProperty(Stream[name], kCustomPromisify, {
    enumerable: true,
    get() { return require('stream/promises')[name] },
  })
}
promisified('pipeline')
promisified('finished')

// What Node 0.4 had, and what packages that copy streams use.
Stream.Stream = Stream
Stream._isArrayBufferView = ArrayBuffer.isView
Stream._isUint8Array = function isUint8Array(value) {
  return require('util/types').isUint8Array(value)
}
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
