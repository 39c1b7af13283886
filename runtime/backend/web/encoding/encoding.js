'use strict'

const { codes } = require('internal/errors')
const inspectSymbol = Symbol.for('nodejs.util.inspect.custom')

function invalidThis (name) { return new codes.ERR_INVALID_THIS(name) }

// shown is what util.inspect shows of an encoder or decoder.
function shown (object, names, options) {
  const copy = {}
  for (let i = 0; i < names.length; i++) copy[names[i]] = object[names[i]]
  return require('internal/util/inspect').inspect(copy, options)
}

class TextEncoder {
  #encoder = true

  get encoding () {
    if (!(#encoder in this)) throw invalidThis('TextEncoder')
    return 'utf-8'
  }

  encode (input = '') {
    if (!(#encoder in this)) throw invalidThis('TextEncoder')
    return new Uint8Array(binding.encode(`${input}`))
  }

  encodeInto (src, dest) {
    if (!(#encoder in this)) throw invalidThis('TextEncoder')
    if (typeof src !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('src', 'string', src)
    if (!(dest instanceof Uint8Array)) throw new codes.ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest)
    const done = binding.encodeInto(src, dest)
    return { read: done[0], written: done[1] }
  }

  [inspectSymbol] (depth, options) {
    if (!(#encoder in this)) throw invalidThis('TextEncoder')
    return typeof depth === 'number' && depth < 0 ? this : shown(this, ['encoding'], options)
  }
}

class TextDecoder {
  #decode
  #encoding
  #fatal
  #ignoreBOM

  constructor (encoding = 'utf-8', options = {}) {
    encoding = `${encoding}`
    if (options !== null && typeof options !== 'object' && typeof options !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'object', options)
    }
    this.#encoding = binding.nameOf(encoding)
    if (this.#encoding === '') throw new codes.ERR_ENCODING_NOT_SUPPORTED(encoding)
    this.#fatal = Boolean(options?.fatal)
    this.#ignoreBOM = Boolean(options?.ignoreBOM)
    this.#decode = binding.decoder(this.#encoding, this.#fatal, this.#ignoreBOM)
  }

  get encoding () {
    if (!(#decode in this)) throw invalidThis('TextDecoder')
    return this.#encoding
  }

  get fatal () {
    if (!(#decode in this)) throw invalidThis('TextDecoder')
    return this.#fatal
  }

  get ignoreBOM () {
    if (!(#decode in this)) throw invalidThis('TextDecoder')
    return this.#ignoreBOM
  }

  decode (input = undefined, options = undefined) {
    if (!(#decode in this)) throw invalidThis('TextDecoder')
    if (input !== undefined && !binding.isBytes(input)) {
      const error = new TypeError('The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.')
      error.code = 'ERR_INVALID_ARG_TYPE'
      throw error
    }
    if (options != null && typeof options !== 'object' && typeof options !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'object', options)
    }
    const text = this.#decode(input, Boolean(options?.stream))
    if (text === undefined) throw new codes.ERR_ENCODING_INVALID_ENCODED_DATA(this.#encoding, undefined)
    return text
  }

  [inspectSymbol] (depth, options) {
    if (!(#decode in this)) throw invalidThis('TextDecoder')
    if (typeof depth === 'number' && depth < 0) return this
    return `${(this.constructor || TextDecoder).name} ${shown(this, ['encoding', 'fatal', 'ignoreBOM'], options)}`
  }
}

for (const Class of [TextEncoder, TextDecoder]) {
  for (const name of Object.getOwnPropertyNames(Class.prototype)) {
    if (name !== 'constructor') Object.defineProperty(Class.prototype, name, { enumerable: true })
  }
  Object.defineProperty(Class.prototype, inspectSymbol, { enumerable: false })
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { configurable: true, value: Class.name })
}

function invalidCharacter (message) { return new DOMException(message, 'InvalidCharacterError') }

function atob (input) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('input')
  const text = binding.atob(`${input}`)
  if (text === 1) throw invalidCharacter('Invalid character')
  if (text === 2) throw invalidCharacter('The string to be decoded is not correctly encoded.')
  return text
}

function btoa (input) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('input')
  const text = binding.btoa(`${input}`)
  if (text === undefined) throw invalidCharacter('Invalid character')
  return text
}

module.exports = { TextEncoder, TextDecoder, atob, btoa }
