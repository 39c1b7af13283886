'use strict'

// internal/blob/file: reading what a Blob is made of, piece by piece: an ArrayBuffer, or a stretch of a file,
// {path, size, mtimeNs, offset, length}, or of what another process has, {read, offset, length}.

const { ReadableStream } = require('internal/webstreams/readablestream')

const kChunk = 65536
const kFar = 1 << 20 // the most that is asked of another process at once

function unreadable(cause) {
  const error = new DOMException('The blob could not be read', 'NotReadableError')
  if (cause !== undefined) Object.defineProperty(error, 'cause', { value: cause, writable: true, configurable: true })
  return error
}

async function readFar({ read, offset }, at, length) {
  let bytes
  try {
    bytes = await read(offset + at, length)
  } catch (error) {
    throw unreadable(error)
  }
  if (!(bytes instanceof ArrayBuffer) || bytes.byteLength !== length) throw unreadable()
  return bytes
}

// makeReader returns an async function that gives the next bytes, at most limit of a file, and undefined after the last.
function makeReader(pieces, limit) {
  let next = 0
  let at = 0 // in the piece
  return async function () {
    if (next === pieces.length) return undefined
    const piece = pieces[next]
    if (piece instanceof ArrayBuffer) {
      next++
      return new Uint8Array(piece)
    }
    // An empty stretch is read too: that tells whether the file has changed.
    const length = Math.min(piece.read === undefined ? limit : kFar, piece.length - at)
    let bytes
    if (piece.read !== undefined) {
      bytes = await readFar(piece, at, length)
    } else {
      try {
        bytes = await binding.readFilePromise(piece.path, piece.size, piece.mtimeNs, piece.offset + at, length)
      } catch {
        throw unreadable()
      }
    }
    at += length
    if (at === piece.length) {
      next++
      at = 0
    }
    return new Uint8Array(bytes)
  }
}

async function arrayBuffer(pieces) {
  const read = makeReader(pieces, Infinity)
  const all = []
  let size = 0
  for (let bytes = await read(); bytes !== undefined; bytes = await read()) {
    all.push(bytes)
    size += bytes.length
  }
  const joined = new Uint8Array(size)
  let at = 0
  for (let i = 0; i < all.length; i++) {
    joined.set(all[i], at)
    at += all[i].length
  }
  return joined.buffer
}

function stream(pieces) {
  const read = makeReader(pieces, kChunk)
  let cancelled = false
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      // Read on until there is more than somebody waits for.
      for (;;) {
        const bytes = await read()
        if (cancelled) return
        if (bytes === undefined) {
          controller.close()
          controller.byobRequest?.respond(0)
          return
        }
        if (bytes.length > 0) controller.enqueue(bytes)
        await undefined
        if (cancelled || controller.desiredSize < 0) return
      }
    },
    cancel() { cancelled = true },
  }, { highWaterMark: 0 })
}

module.exports = { arrayBuffer, stream }
