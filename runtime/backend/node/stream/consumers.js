// stream/consumers: what a stream or any async iterable holds, as one value.

const { each } = require('internal/streams/generator')

async function blob(stream) {
  const chunks = []
  await each(stream, (chunk) => { chunks.push(chunk) })
  return new Blob(chunks)
}

// concatenated is the bytes of a stream's chunks, as a Blob would join them.
async function concatenated(stream) {
  const chunks = []
  await each(stream, (chunk) => {
    if (ArrayBuffer.isView(chunk)) chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    else if (chunk instanceof ArrayBuffer) chunks.push(Buffer.from(chunk))
    else chunks.push(Buffer.from(`${chunk}`))
  })
  return Buffer.concat(chunks)
}

async function arrayBuffer(stream) {
  const bytes = await concatenated(stream)
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}

async function buffer(stream) {
  return concatenated(stream)
}

async function text(stream) {
  const decoder = new TextDecoder()
  const parts = []
  await each(stream, (chunk) => {
    parts.push(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
  })
  parts.push(decoder.decode(undefined, { stream: false }))
  return parts.join('')
}

async function json(stream) {
  return JSON.parse(await text(stream))
}

module.exports = { arrayBuffer, blob, buffer, text, json }
