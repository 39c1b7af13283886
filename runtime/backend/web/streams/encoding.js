'use strict'

// internal/webstreams/encoding: TextEncoderStream and TextDecoderStream.

const { codes } = require('internal/errors')
const { TextEncoder, TextDecoder } = require('internal/encoding')
const { TransformStream } = require('internal/webstreams/transformstream')
const { kInspect, kEmpty, inspected, isObject } = require('internal/webstreams/util')

class TextEncoderStream {
  #encoder = new TextEncoder()
  // The first half of a surrogate pair that chunks tore apart.
  #half = ''
  #transform = new TransformStream({
    transform: (chunk, controller) => {
      chunk = this.#half + String(chunk)
      const last = chunk.charCodeAt(chunk.length - 1)
      this.#half = ''
      if (last >= 0xd800 && last <= 0xdbff) {
        this.#half = chunk[chunk.length - 1]
        chunk = chunk.slice(0, -1)
      }
      if (chunk.length > 0) controller.enqueue(this.#encoder.encode(chunk))
    },
    flush: (controller) => {
      if (this.#half !== '') controller.enqueue(new Uint8Array([0xef, 0xbf, 0xbd]))
    },
  })

  get encoding() {
    check(isObject(this) && #encoder in this, 'TextEncoderStream')
    return this.#encoder.encoding
  }

  get readable() {
    check(isObject(this) && #encoder in this, 'TextEncoderStream')
    return this.#transform.readable
  }

  get writable() {
    check(isObject(this) && #encoder in this, 'TextEncoderStream')
    return this.#transform.writable
  }

  [kInspect](depth, options) {
    check(isObject(this) && #encoder in this, 'TextEncoderStream')
    return inspected(depth, options, 'TextEncoderStream', {
      encoding: this.encoding, readable: this.readable, writable: this.writable,
    })
  }
}

class TextDecoderStream {
  #decoder
  #transform

  constructor(encoding = 'utf-8', options = kEmpty) {
    const decoder = this.#decoder = new TextDecoder(encoding, options)
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true })
        if (text) controller.enqueue(text)
      },
      flush(controller) {
        const text = decoder.decode()
        if (text) controller.enqueue(text)
        controller.terminate()
      },
    })
  }

  get encoding() {
    check(isObject(this) && #decoder in this, 'TextDecoderStream')
    return this.#decoder.encoding
  }

  get fatal() {
    check(isObject(this) && #decoder in this, 'TextDecoderStream')
    return this.#decoder.fatal
  }

  get ignoreBOM() {
    check(isObject(this) && #decoder in this, 'TextDecoderStream')
    return this.#decoder.ignoreBOM
  }

  get readable() {
    check(isObject(this) && #decoder in this, 'TextDecoderStream')
    return this.#transform.readable
  }

  get writable() {
    check(isObject(this) && #decoder in this, 'TextDecoderStream')
    return this.#transform.writable
  }

  [kInspect](depth, options) {
    check(isObject(this) && #decoder in this, 'TextDecoderStream')
    return inspected(depth, options, 'TextDecoderStream', {
      encoding: this.encoding, fatal: this.fatal, ignoreBOM: this.ignoreBOM, readable: this.readable, writable: this.writable,
    })
  }
}

function check(isOne, name) {
  if (!isOne) throw new codes.ERR_INVALID_THIS(name)
}

function enumerable(Class, names) {
  for (let i = 0; i < names.length; i++) Object.defineProperty(Class.prototype, names[i], { enumerable: true })
}
enumerable(TextEncoderStream, ['encoding', 'readable', 'writable'])
enumerable(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable'])
// Node 22 names them as the standard does.
Object.defineProperty(TextEncoderStream.prototype, Symbol.toStringTag, { configurable: true, value: 'TextEncoderStream' })
Object.defineProperty(TextDecoderStream.prototype, Symbol.toStringTag, { configurable: true, value: 'TextDecoderStream' })

module.exports = { TextEncoderStream, TextDecoderStream }
