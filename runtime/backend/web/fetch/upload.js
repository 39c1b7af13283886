'use strict'

// internal/fetch/upload: sending a stream as a request's body.

const { kReadable, kResolved, react } = require('internal/webstreams/util')
const readable = require('internal/webstreams/readablestream')

// pump sends what a stream has, no faster than it is taken. failed is called with what breaks it.
function pump(stream, exchange, binding, failed) {
  let reader
  try {
    reader = readable.acquire(stream[kReadable])
  } catch (error) {
    failed(error)
    return
  }
  const request = {
    promise: undefined,
    chunk(chunk) {
      if (!(chunk instanceof Uint8Array)) {
        const error = new TypeError('Received non-Uint8Array chunk')
        readable.cancel(reader.stream, error)
        failed(error)
        return
      }
      // Reading on at once could make the stack deep.
      if (binding.write(exchange, chunk, more)) react(kResolved, more)
    },
    close() { binding.end(exchange) },
    error(error) { failed(error) },
  }
  const more = () => readable.read(reader, request)
  more()
}

module.exports = { pump }
