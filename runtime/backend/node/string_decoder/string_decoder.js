'use strict'

const { codes } = require('internal/errors')
const { encodingNumber, fromArrayBuffer } = require('internal/buffer')

const names = ['utf8', 'utf16le', 'latin1', 'ascii', 'base64', 'base64url', 'hex']
const native = Symbol('decoder')
const longest = 2 ** 29 - 24

// A function rather than a class: older packages call it on their own objects.
function StringDecoder (encoding) {
  const number = encoding === undefined || encoding === null || encoding === '' ? 0 : encodingNumber(`${encoding}`)
  if (number < 0) throw new codes.ERR_UNKNOWN_ENCODING(encoding)
  this.encoding = names[number]
  Object.defineProperty(this, native, { value: binding.decoder(number), configurable: true, writable: true })
}

function decoderOf (value) {
  const decoder = value?.[native]
  if (decoder === undefined) throw new codes.ERR_INVALID_THIS('StringDecoder')
  return decoder
}

StringDecoder.prototype.write = function write (buf) {
  if (typeof buf === 'string') return buf
  if (!ArrayBuffer.isView(buf)) throw new codes.ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf)
  const text = decoderOf(this).write(buf)
  if (text.length > longest) throw tooLong()
  return text
}

function tooLong () {
  const error = new Error('Cannot create a string longer than 0x1fffffe8 characters')
  error.code = 'ERR_STRING_TOO_LONG'
  return error
}

StringDecoder.prototype.end = function end (buf) {
  const text = buf === undefined ? '' : this.write(buf)
  return text + decoderOf(this).end()
}

// text is not documented but used.
StringDecoder.prototype.text = function text (buf, offset) {
  decoderOf(this).reset()
  return this.write(buf.slice(offset))
}

Object.defineProperties(StringDecoder.prototype, {
  lastChar: {
    configurable: true,
    enumerable: true,
    get () {
      const last = Buffer.alloc(4)
      fromArrayBuffer(decoderOf(this).pending()).copy(last)
      return last
    }
  },
  lastNeed: { configurable: true, enumerable: true, get () { return decoderOf(this).missing() } },
  lastTotal: {
    configurable: true,
    enumerable: true,
    get () {
      const decoder = decoderOf(this)
      return decoder.pending().byteLength + decoder.missing()
    }
  }
})

exports.StringDecoder = StringDecoder
