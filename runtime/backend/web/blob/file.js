'use strict'

// internal/blob/file: reading what a Blob is made of, piece by piece: an ArrayBuffer, or a stretch of a file,
// {path, size, mtimeNs, offset, length}.

const { ReadableStream } = require('internal/webstreams/readablestream')
const { open } = require('fs/promises')

const kChunk = 65536

function unreadable() { return new DOMException('The blob could not be read', 'NotReadableError') }

// makeReader returns an async function that gives the next bytes, and undefined after the last. cancel lets go of the open file.
function makeReader(pieces) {
  let next = 0
  let handle
  let piece
  let at = 0

  async function release() {
    const open = handle
    handle = undefined
    await open?.close()
  }

  // check refuses a file that has changed since the Blob was made.
  async function check() {
    const now = await handle.stat({ bigint: true })
    if (Number(now.size) !== piece.size || String(now.mtimeNs) !== piece.mtimeNs) throw unreadable()
  }

  async function readFile() {
    if (handle === undefined) handle = await open(piece.path)
    await check()
    const length = Math.min(kChunk, piece.length - at)
    if (length === 0) return undefined
    const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, piece.offset + at)
    if (bytesRead === 0) throw unreadable()
    at += bytesRead
    return buffer.subarray(0, bytesRead)
  }

  async function read() {
    for (;;) {
      if (piece === undefined) {
        if (next === pieces.length) return undefined
        const first = pieces[next++]
        if (first instanceof ArrayBuffer) return new Uint8Array(first)
        piece = first
        at = 0
      }
      const bytes = await readFile()
      if (bytes !== undefined) return bytes
      piece = undefined
      await release()
    }
  }

  return {
    async read() {
      try {
        return await read()
      } catch {
        await release()
        throw unreadable()
      }
    },
    cancel: release,
  }
}

async function arrayBuffer(pieces) {
  const reader = makeReader(pieces)
  const all = []
  let size = 0
  for (let bytes = await reader.read(); bytes !== undefined; bytes = await reader.read()) {
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
  const reader = makeReader(pieces)
  let cancelled = false
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      // Read on until there is more than somebody waits for.
      for (;;) {
        const bytes = await reader.read()
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
    cancel() {
      cancelled = true
      return reader.cancel()
    },
  }, { highWaterMark: 0 })
}

module.exports = { arrayBuffer, stream }
