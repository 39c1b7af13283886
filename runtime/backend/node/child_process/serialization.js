'use strict'

// Messages as bytes: JSON, a line each; or, as 'advanced', what v8.serialize makes, behind its length in four bytes.
// Each function makes the state of one channel: encode(message) and parse(bytes), which returns the messages that are whole.

const { Buffer } = require('buffer')

function json(channel) {
  const { StringDecoder } = require('string_decoder')
  const decoder = new StringDecoder('utf8')
  let parts = [] // of a line that is not whole
  return {
    encode: (message) => `${JSON.stringify(message)}\n`,
    parse(bytes) {
      const lines = decoder.write(Buffer.from(bytes.buffer)).split('\n')
      const messages = []
      const last = lines.length - 1
      for (let i = 0; i < last; i++) {
        parts.push(lines[i])
        messages.push(JSON.parse(parts.join('')))
        parts = []
      }
      if (lines[last] !== '') parts.push(lines[last])
      channel.buffering = parts.length !== 0
      return messages
    },
  }
}

const kView = 0
const kOther = 1

function advanced(channel) {
  const v8 = require('v8')

  // As JSON does, objects of the runtime's own are sent as what they hold.
  class Serializer extends v8.DefaultSerializer {
    _writeHostObject(object) {
      if (ArrayBuffer.isView(object)) {
        this.writeUint32(kView)
        super._writeHostObject(object)
        return
      }
      this.writeUint32(kOther)
      this.writeValue({ ...object })
    }
  }

  class Deserializer extends v8.DefaultDeserializer {
    _readHostObject() { return this.readUint32() === kView ? super._readHostObject() : this.readValue() }
  }

  let chunks = []
  let size = 0
  return {
    encode(message) {
      const serializer = new Serializer()
      serializer.writeRawBytes(Buffer.alloc(4))
      serializer.writeHeader()
      serializer.writeValue(message)
      const bytes = serializer.releaseBuffer()
      bytes.writeUInt32BE(bytes.length - 4, 0)
      return bytes
    },
    parse(bytes) {
      chunks.push(bytes)
      size += bytes.length
      const messages = []
      while (size >= 4) {
        if (chunks[0].length < 4) chunks = [Buffer.concat(chunks, size)]
        const head = chunks[0]
        const length = (head[0] * 2 ** 24) + (head[1] << 16 | head[2] << 8 | head[3]) + 4
        if (size < length) break
        const all = chunks.length === 1 ? Buffer.from(head.buffer, head.byteOffset, head.byteLength) : Buffer.concat(chunks, size)
        const deserializer = new Deserializer(all.subarray(4, length))
        deserializer.readHeader()
        messages.push(deserializer.readValue())
        size -= length
        chunks = size === 0 ? [] : [all.subarray(length)]
      }
      channel.buffering = size > 0
      return messages
    },
  }
}

module.exports = { json, advanced }
