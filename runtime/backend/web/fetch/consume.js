'use strict'

// internal/fetch/consume: reading bodies, at once or by their streams.

const { P, kReadable, kResolved, deferred, react, rejected } = require('internal/webstreams/util')
const readable = require('internal/webstreams/readablestream')
const { isUnusable } = require('internal/fetch/body')
const { list } = require('internal/fetch/headers')
const { isBlob } = require('internal/blob')

// ---- all at once

// consume reads the body of a request's or a response's state: as is what the promise is for.
function consume(state, as) {
  const body = state.body
  if (body?.controller?.aborted) return rejected(body.controller.reason)
  if (body !== null && isUnusable(body)) return rejected(new TypeError('Body is unusable: Body has already been read'))
  const asText = as === 'text' || as === 'json'
  return react(body === null ? P.resolve(asText ? '' : new ArrayBuffer(0)) : gather(body, asText), (data) => {
    switch (as) {
      case 'json': return JSON.parse(data)
      case 'bytes': return new Uint8Array(data)
      case 'blob': return new Blob([data], { type: list.mimeType(state.list)?.[1] ?? '' })
      case 'formData': return formOf(data, state)
      default: return data
    }
  })
}

function formOf(bytes, state) {
  const type = list.mimeType(state.list)
  switch (type?.[0]) {
    case 'multipart/form-data': {
      const parts = type[2] === undefined ? undefined : binding.parseMultipart(bytes, type[2])
      if (parts === undefined) throw new TypeError('Failed to parse body as FormData.')
      return require('internal/fetch/formdata').decode(parts)
    }
    case 'application/x-www-form-urlencoded': {
      const pairs = []
      new URLSearchParams(binding.decode(bytes)).forEach((value, name) => { pairs.push(name, value) })
      return require('internal/fetch/formdata').ofPairs(pairs)
    }
  }
  throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".')
}

// gather is a promise for all of a body, a string or an ArrayBuffer.
function gather(body, asText) {
  if (body.made === undefined) {
    body.used = true
    if (body.exchange !== undefined) return gatherExchange(body, asText, undefined)
    return gatherParts(body, asText)
  }
  const s = body.made[kReadable]
  if (body.exchange !== undefined && !body.started && s.state === 'readable') {
    // Nobody has read of the stream: the exchange itself can be asked.
    s.disturbed = true
    readable.acquire(s)
    return gatherExchange(body, asText, s)
  }
  return react(gatherStream(s), (bytes) => asText ? binding.decode(bytes) : bytes)
}

function gatherParts(body, asText) {
  const { parts } = body
  if (typeof parts === 'string') {
    if (asText) return P.resolve(parts.charCodeAt(0) === 0xFEFF ? parts.slice(1) : parts)
    return P.resolve(binding.join(parts))
  }
  if (isBlob(parts)) return react(parts.arrayBuffer(), (bytes) => asText ? binding.decode(bytes) : bytes)
  try {
    const bytes = binding.join(nativeParts(parts))
    return P.resolve(asText ? binding.decode(bytes) : bytes)
  } catch (error) {
    return rejected(error)
  }
}

function gatherExchange(body, asText, s) {
  const d = deferred()
  require('internal/fetch/network').gather(body.exchange, body.controller, asText, (error, all) => {
    if (error !== undefined) {
      if (s !== undefined) fail(s, error)
      d.reject(error)
      return
    }
    if (s !== undefined && s.state === 'readable') require('internal/webstreams/bytestream').close(s.controller)
    d.resolve(all)
  })
  return d.promise
}

// gatherStream reads a stream to its end.
function gatherStream(s) {
  const d = deferred()
  const chunks = []
  const reader = readable.acquire(s)
  const request = {
    promise: undefined,
    chunk(chunk) {
      if (!(chunk instanceof Uint8Array)) {
        d.reject(new TypeError('Received non-Uint8Array chunk'))
        return
      }
      chunks.push(chunk)
      // A source that enqueues while it is read must not make the stack deep.
      react(kResolved, more)
    },
    close() { d.resolve(chunks.length === 1 && isWhole(chunks[0]) ? chunks[0].buffer : binding.join(chunks)) },
    error(error) { d.reject(error) },
  }
  const more = () => readable.read(reader, request)
  more()
  return d.promise
}

function isWhole(chunk) { return chunk.byteOffset === 0 && chunk.byteLength === chunk.buffer.byteLength }

// nativeParts is a body's parts as the native halves take them.
function nativeParts(parts) {
  if (isBlob(parts)) return [parts[binding.kHandle]]
  if (!Array.isArray(parts)) return parts
  const out = []
  for (let i = 0; i < parts.length; i++) out.push(isBlob(parts[i]) ? parts[i][binding.kHandle] : parts[i])
  return out
}

function lengthOf(parts) { return binding.size(nativeParts(parts)) }

// ---- streams

// makeStream makes a body's stream.
function makeStream(body) {
  if (body.used) return spent()
  if (body.exchange !== undefined) return streamOfExchange(body)
  const { parts } = body
  if (isBlob(parts)) return parts.stream()
  if (Array.isArray(parts)) return streamOfParts(parts)
  const bytes = require('internal/webstreams/bytestream')
  const s = bytes.make(() => {
    const all = new Uint8Array(binding.join(parts))
    if (all.length > 0) bytes.enqueue(s.controller, all)
    queueMicrotask(() => finish(s))
    return kResolved
  }, () => kResolved)
  return s.self
}

// finish closes a byte stream, also where a reader waits with a buffer of its own.
function finish(s) {
  const bytes = require('internal/webstreams/bytestream')
  if (s.state !== 'readable' || s.controller.closeRequested) return
  bytes.close(s.controller)
  if (s.controller.pendingPullIntos.length > 0) bytes.respond(s.controller, 0)
}

// spent is the stream of a body that was read without it: closed, and its reader's for ever.
function spent() {
  const bytes = require('internal/webstreams/bytestream')
  const s = bytes.make(() => kResolved, () => kResolved)
  bytes.close(s.controller)
  s.disturbed = true
  readable.acquire(s)
  return s.self
}

// streamOfExchange is fed by the network.
function streamOfExchange(body) {
  const bytes = require('internal/webstreams/bytestream')
  const network = require('internal/fetch/network')
  const { exchange, controller } = body
  let pulled
  const next = () => {
    if (s.state !== 'readable') {
      pulled?.resolve()
      return
    }
    for (;;) {
      const chunk = network.take(exchange)
      if (chunk === undefined) {
        network.wait(exchange, next)
        return
      }
      if (chunk === null) {
        network.ended(controller)
        finish(s)
        break
      }
      if (!(chunk instanceof ArrayBuffer)) {
        fail(s, network.terminated(chunk))
        break
      }
      bytes.enqueue(s.controller, new Uint8Array(chunk))
      if (s.state !== 'readable' || s.controller.highWaterMark - s.controller.total <= 0) break
    }
    const waiting = pulled
    pulled = undefined
    waiting?.resolve()
  }
  const s = bytes.make(() => {
    body.started = true
    pulled = deferred()
    const { promise } = pulled
    next()
    return promise
  }, (reason) => {
    network.cancel(exchange, controller, reason)
    return kResolved
  })
  controller.stream = s
  if (controller.aborted) fail(s, controller.reason)
  else network.watch(exchange, (failure) => fail(s, network.terminated(failure)))
  return s.self
}

function fail(s, error) { require('internal/webstreams/bytestream').fail(s.controller, error) }

// streamOfParts gives the parts one after the other.
function streamOfParts(parts) {
  let at = 0
  let reader
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      for (;;) {
        if (at === parts.length) {
          queueMicrotask(() => {
            controller.close()
            controller.byobRequest?.respond(0)
          })
          return
        }
        const part = parts[at]
        if (!isBlob(part)) {
          at++
          controller.enqueue(new Uint8Array(binding.join(part)))
          return
        }
        reader ??= part.stream().getReader()
        const { done, value } = await reader.read()
        if (!done) {
          controller.enqueue(value)
          return
        }
        reader = undefined
        at++
      }
    },
    async cancel(reason) { await reader?.cancel(reason) },
  })
}

// streamFrom is a stream of what an async iterable yields.
function streamFrom(iterable) {
  let iterator
  return new ReadableStream({
    type: 'bytes',
    start() { iterator = iterable[Symbol.asyncIterator]() },
    async pull(controller) {
      for (;;) {
        const { done, value } = await iterator.next()
        if (done) {
          queueMicrotask(() => {
            controller.close()
            controller.byobRequest?.respond(0)
          })
          return
        }
        const chunk = Buffer.isBuffer(value) ? value : Buffer.from(value)
        if (chunk.byteLength > 0) {
          controller.enqueue(new Uint8Array(chunk))
          return
        }
      }
    },
    async cancel() { await iterator.return?.() },
  })
}

module.exports = { consume, gather, nativeParts, lengthOf, makeStream, streamFrom, fail }
