'use strict'

// internal/webstreams/transfer: how streams go through message ports. What is piped into the one end of a channel, the stream at
// the other gives; "pull" asks for a chunk.

const { kReadable, kWritable, kTransform, kController, deferred, handled } = require('internal/webstreams/util')
const readable = require('internal/webstreams/readablestream')
const writable = require('internal/webstreams/writablestream')
const { TransformStream } = require('internal/webstreams/transformstream')
const { kDeserialize } = require('internal/worker/js_transferable')

const { ReadableStream } = readable
const { WritableStream } = writable
const kChannel = Symbol('kChannel')

// channelOf makes the channel of a stream that is about to go.
function channelOf(stream) {
  return stream[kChannel] ??= new (require('worker_threads').MessageChannel)()
}

function transferList(stream) { return [channelOf(stream).port2] }

// leave takes the stream's channel, unless it is locked.
function leave(stream, name) {
  const channel = channelOf(stream)
  stream[kChannel] = undefined
  if (stream.locked) {
    channel.port1.close()
    throw new DOMException(`Cannot transfer a locked ${name}`, 'DataCloneError')
  }
  return channel
}

function transferReadable(stream) {
  const { port1, port2 } = leave(stream, 'ReadableStream')
  handled(stream.pipeTo(new WritableStream(sinkOf(port1, false))))
  return { data: { port: port2 }, deserializeInfo: 'internal/webstreams/transfer:TransferredReadableStream' }
}

function transferWritable(stream) {
  const { port1, port2 } = leave(stream, 'WritableStream')
  handled(new ReadableStream(sourceOf(port1, false)).pipeTo(stream))
  return { data: { port: port2 }, deserializeInfo: 'internal/webstreams/transfer:TransferredWritableStream' }
}

function transferTransform(stream) {
  if (stream.readable.locked) throw new DOMException('Cannot transfer a locked ReadableStream', 'DataCloneError')
  if (stream.writable.locked) throw new DOMException('Cannot transfer a locked WritableStream', 'DataCloneError')
  return {
    data: { readable: stream.readable, writable: stream.writable },
    deserializeInfo: 'internal/webstreams/transfer:TransferredTransformStream',
  }
}

// ---- arrival

function TransferredReadableStream() { return Object.create(ReadableStream.prototype) }
TransferredReadableStream.prototype[kDeserialize] = () => {}

function arriveReadable(stream, { port }) {
  stream[kReadable] = new ReadableStream(sourceOf(port, true), { highWaterMark: 0 })[kReadable]
  stream[kReadable].self = stream
}

function TransferredWritableStream() { return Object.create(WritableStream.prototype) }
TransferredWritableStream.prototype[kDeserialize] = () => {}

function arriveWritable(stream, { port }) {
  stream[kWritable] = new WritableStream(sinkOf(port, true))[kWritable]
  stream[kWritable].self = stream
}

function TransferredTransformStream() { return Object.create(TransformStream.prototype) }
TransferredTransformStream.prototype[kDeserialize] = () => {}

function arriveTransform(stream, ends) {
  // The ends themselves may not have arrived yet.
  stream[kTransform] = { self: stream, readable: { self: ends.readable }, writable: { self: ends.writable }, backpressure: undefined }
}

// ---- the two sides of a channel

// send posts a message; what can't be posted goes as an error instead, and is thrown.
function send(port, type, value) {
  try {
    port.postMessage({ type, value })
  } catch (error) {
    port.postMessage({ type: 'exception', value: { message: error.message, name: error.name } })
    port.close()
    throw error
  }
}

function errorOf({ type, value }) {
  return type === 'exception' ? new DOMException(value.message, value.name) : value
}

// listen calls back with each message; refs says that a stream in use keeps the program alive.
function listen(port, receive) {
  port.onmessage = ({ data }) => receive(data)
  port.onmessageerror = () => {
    const value = { message: 'Internal transferred ReadableStream error', name: 'DataCloneError' }
    port.postMessage({ type: 'exception', value })
    receive({ type: 'exception', value })
    port.close()
  }
  port.unref()
}

// sourceOf is the underlying source of a stream whose chunks come from a port.
function sourceOf(port, refs) {
  let c
  listen(port, (message) => {
    if (message.type === 'chunk') {
      readable.enqueue(c, message.value)
      return
    }
    if (message.type === 'close') readable.close(c)
    else readable.fail(c, errorOf(message))
    port.close()
  })
  return {
    start(controller) { c = controller[kController] },
    pull() {
      if (refs) port.ref()
      refs = false
      port.postMessage({ type: 'pull' })
    },
    cancel(reason) {
      send(port, 'error', reason)
      port.close()
    },
  }
}

// sinkOf is the underlying sink of a stream whose chunks go to a port.
function sinkOf(port, refs) {
  let controller
  let pulled = deferred()
  listen(port, (message) => {
    if (message.type !== 'pull') controller.error(errorOf(message))
    pulled.resolve()
  })
  return {
    start(c) { controller = c },
    async write(chunk) {
      if (refs) port.ref()
      refs = false
      await pulled.promise
      pulled = deferred()
      send(port, 'chunk', chunk)
    },
    close() {
      port.postMessage({ type: 'close' })
      port.close()
    },
    abort(reason) {
      send(port, 'error', reason)
      port.close()
    },
  }
}

module.exports = {
  transferList, transferReadable, transferWritable, transferTransform, arriveReadable, arriveWritable, arriveTransform,
  TransferredReadableStream, TransferredWritableStream, TransferredTransformStream,
}
