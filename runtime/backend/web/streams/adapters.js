'use strict'

// internal/webstreams/adapters: what toWeb and fromWeb of node:stream do.

const { codes, AbortError } = require('internal/errors')
const { normalizeEncoding } = require('internal/util')
const { validateBoolean, validateObject } = require('internal/validators')
const { P, kEmpty, react, deferred } = require('internal/webstreams/util')
const { ReadableStream, isReadableStream } = require('internal/webstreams/readablestream')
const { WritableStream, isWritableStream } = require('internal/webstreams/writablestream')
const { CountQueuingStrategy, ByteLengthQueuingStrategy } = require('internal/webstreams/queuingstrategies')
const { TextEncoder } = require('internal/encoding')
const { Buffer } = require('buffer')
const { Readable, Writable, Duplex, finished, destroy } = require('stream')
const { isDestroyed, isReadable, isWritable, isWritableEnded } = require('internal/streams/utils')

const encoder = new TextEncoder()
function nothing() {}

// whenFinished tells of the end of a Node stream, an early one being an abort.
function whenFinished(stream, callback) {
  const cleanup = finished(stream, (error) => {
    if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') error = new AbortError(undefined, { cause: error })
    cleanup()
    // Streams of the old kind may emit another error.
    stream.on('error', nothing)
    callback(error)
  })
}

function newWritableStreamFromStreamWritable(stream) {
  if (typeof stream?.write !== 'function' || typeof stream?.on !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', stream)
  }
  if (isDestroyed(stream) || !isWritable(stream)) {
    const writable = new WritableStream()
    writable.close()
    return writable
  }
  const highWaterMark = stream.writableHighWaterMark
  const strategy = stream.writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark }
  let controller
  let drained
  let closed
  whenFinished(stream, (error) => {
    if (error !== undefined && error !== null) {
      drained?.reject(error)
      closed?.reject(error)
      closed = undefined
      controller.error(error)
      controller = undefined
    } else if (closed !== undefined) {
      closed.resolve()
      closed = undefined
    } else {
      controller.error(new AbortError())
      controller = undefined
    }
  })
  stream.on('drain', () => drained?.resolve())
  return new WritableStream({
    start(c) { controller = c },
    write(chunk) {
      if (!stream.writableNeedDrain && stream.write(chunk)) return undefined
      drained = deferred()
      const settled = () => { drained = undefined }
      return react(drained.promise, settled, (error) => {
        settled()
        throw error
      })
    },
    abort(reason) { destroy(stream, reason) },
    close() {
      if (closed === undefined && !isWritableEnded(stream)) {
        closed = deferred()
        stream.end()
        return closed.promise
      }
      controller = undefined
      return undefined
    },
  }, strategy)
}

function newReadableStreamFromStreamReadable(stream, options = kEmpty) {
  if (typeof stream?._readableState !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', stream)
  if (isDestroyed(stream) || !isReadable(stream)) {
    const readable = new ReadableStream()
    readable.cancel()
    return readable
  }
  const objectMode = stream.readableObjectMode
  const highWaterMark = stream.readableHighWaterMark
  const strategy = options?.strategy ||
    (objectMode ? new CountQueuingStrategy({ highWaterMark }) : new ByteLengthQueuingStrategy({ highWaterMark }))
  let controller
  let cancelled = false
  stream.pause()
  whenFinished(stream, (error) => {
    if (error) controller.error(error)
    else if (!cancelled) controller.close()
  })
  stream.on('data', (chunk) => {
    // A copy, since the Buffer may be a part of a pool.
    if (!objectMode && Buffer.isBuffer(chunk)) chunk = new Uint8Array(chunk)
    controller.enqueue(chunk)
    if (controller.desiredSize <= 0) stream.pause()
  })
  return new ReadableStream({
    start(c) { controller = c },
    pull() { stream.resume() },
    cancel(reason) {
      cancelled = true
      destroy(stream, reason)
    },
  }, strategy)
}

// ---- Node streams over web streams

// later calls a callback of a Node stream outside the promise that brought its result.
function later(callback, error, failed) {
  try {
    callback(error)
  } catch (thrown) {
    process.nextTick(failed, thrown)
  }
}

function rethrow(error) { throw error }

function bytesOf(chunk, encoding) {
  if (normalizeEncoding(encoding) === 'utf8') return encoder.encode(chunk)
  const buffer = Buffer.from(chunk, encoding)
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

// writing returns the methods of a Node stream that writes with writer; target returns the stream.
function writing(writer, target, decodes, isClosed) {
  return {
    writev(chunks, callback) {
      const done = (errors) => {
        errors = errors.filter((error) => error)
        later(callback, errors.length === 0 ? undefined : errors, (error) => destroy(target(), error))
      }
      const writeAll = () => {
        const writes = []
        for (let i = 0; i < chunks.length; i++) writes.push(writer.write(chunks[i].chunk))
        return react(P.all(writes), done, done)
      }
      react(writer.ready, writeAll, done)
    },
    write(chunk, encoding, callback) {
      if (typeof chunk === 'string' && decodes) chunk = bytesOf(chunk, encoding)
      const done = (error) => {
        try {
          callback(error)
        } catch (thrown) {
          destroy(target(), thrown)
        }
      }
      react(writer.ready, () => react(writer.write(chunk), done, done), done)
    },
    final(callback) {
      const done = (error) => later(callback, error, (thrown) => destroy(target(), thrown))
      if (!isClosed()) react(writer.close(), done, done)
    },
  }
}

// reading is the read method of a Node stream that reads with reader.
function reading(reader, target) {
  return () => {
    react(reader.read(), (result) => target().push(result.done ? null : result.value), (error) => destroy(target(), error))
  }
}

function newStreamWritableFromWritableStream(writableStream, options = kEmpty) {
  if (!isWritableStream(writableStream)) throw new codes.ERR_INVALID_ARG_TYPE('writableStream', 'WritableStream', writableStream)
  validateObject(options, 'options')
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options
  validateBoolean(objectMode, 'options.objectMode')
  validateBoolean(decodeStrings, 'options.decodeStrings')
  const writer = writableStream.getWriter()
  let closed = false
  const writable = new Writable({
    highWaterMark, objectMode, decodeStrings, signal,
    ...writing(writer, () => writable, decodeStrings && !objectMode, () => closed),
    destroy(error, callback) {
      const done = () => later(callback, error, rethrow)
      if (closed) done()
      else react(error !== undefined && error !== null ? writer.abort(error) : writer.close(), done, done)
    },
  })
  react(writer.closed, () => {
    closed = true
    if (!isWritableEnded(writable)) destroy(writable, new codes.ERR_STREAM_PREMATURE_CLOSE())
  }, (error) => {
    closed = true
    destroy(writable, error)
  })
  return writable
}

function newStreamReadableFromReadableStream(readableStream, options = kEmpty) {
  if (!isReadableStream(readableStream)) throw new codes.ERR_INVALID_ARG_TYPE('readableStream', 'ReadableStream', readableStream)
  validateObject(options, 'options')
  const { highWaterMark, encoding, objectMode = false, signal } = options
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new codes.ERR_INVALID_ARG_VALUE(encoding, 'options.encoding')
  validateBoolean(objectMode, 'options.objectMode')
  const reader = readableStream.getReader()
  let closed = false
  const readable = new Readable({
    objectMode, highWaterMark, encoding, signal,
    read: reading(reader, () => readable),
    destroy(error, callback) {
      const done = () => later(callback, error, rethrow)
      if (closed) done()
      else react(reader.cancel(error), done, done)
    },
  })
  react(reader.closed, () => { closed = true }, (error) => {
    closed = true
    destroy(readable, error)
  })
  return readable
}

function newReadableWritablePairFromDuplex(duplex) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex)
  }
  return { writable: newWritableStreamFromStreamWritable(duplex), readable: newReadableStreamFromStreamReadable(duplex) }
}

function newStreamDuplexFromReadableWritablePair(pair = kEmpty, options = kEmpty) {
  validateObject(pair, 'pair')
  const { readable: readableStream, writable: writableStream } = pair
  if (!isReadableStream(readableStream)) throw new codes.ERR_INVALID_ARG_TYPE('pair.readable', 'ReadableStream', readableStream)
  if (!isWritableStream(writableStream)) throw new codes.ERR_INVALID_ARG_TYPE('pair.writable', 'WritableStream', writableStream)
  validateObject(options, 'options')
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options
  validateBoolean(objectMode, 'options.objectMode')
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new codes.ERR_INVALID_ARG_VALUE(encoding, 'options.encoding')
  const writer = writableStream.getWriter()
  const reader = readableStream.getReader()
  let writableClosed = false
  let readableClosed = false
  const duplex = new Duplex({
    allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
    ...writing(writer, () => duplex, decodeStrings && !objectMode, () => writableClosed),
    read: reading(reader, () => duplex),
    destroy(error, callback) {
      const done = () => later(callback, error, rethrow)
      if (writableClosed && readableClosed) {
        done()
        return
      }
      const closeWriter = async () => { if (!writableClosed) await writer.abort(error) }
      const closeReader = async () => { if (!readableClosed) await reader.cancel(error) }
      react(P.all([closeWriter(), closeReader()]), done, done)
    },
  })
  const failed = (error) => {
    writableClosed = true
    readableClosed = true
    destroy(duplex, error)
  }
  react(writer.closed, () => {
    writableClosed = true
    if (!isWritableEnded(duplex)) destroy(duplex, new codes.ERR_STREAM_PREMATURE_CLOSE())
  }, failed)
  react(reader.closed, () => { readableClosed = true }, failed)
  return duplex
}

module.exports = {
  newWritableStreamFromStreamWritable,
  newReadableStreamFromStreamReadable,
  newStreamWritableFromWritableStream,
  newStreamReadableFromReadableStream,
  newReadableWritablePairFromDuplex,
  newStreamDuplexFromReadableWritablePair,
}
