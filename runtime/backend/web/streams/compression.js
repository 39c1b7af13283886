'use strict'

// internal/webstreams/compression: CompressionStream and DecompressionStream.

const { codes } = require('internal/errors')
const { kInspect, inspected, describe, isObject } = require('internal/webstreams/util')

const compressors = { __proto__: null, deflate: 'createDeflate', 'deflate-raw': 'createDeflateRaw', gzip: 'createGzip' }
const decompressors = { __proto__: null, deflate: 'createInflate', 'deflate-raw': 'createInflateRaw', gzip: 'createGunzip' }

function pairOf(makers, format) {
  const maker = typeof format === 'string' ? makers[format] : undefined
  if (maker === undefined) throw new codes.ERR_INVALID_ARG_VALUE('format', format)
  return require('internal/webstreams/adapters').newReadableWritablePairFromDuplex(require('zlib')[maker]())
}

class CompressionStream {
  #pair

  constructor(format) { this.#pair = pairOf(compressors, format) }

  get readable() {
    if (!(isObject(this) && #pair in this)) throw new codes.ERR_INVALID_THIS('CompressionStream')
    return this.#pair.readable
  }

  get writable() {
    if (!(isObject(this) && #pair in this)) throw new codes.ERR_INVALID_THIS('CompressionStream')
    return this.#pair.writable
  }

  [kInspect](depth, options) {
    return inspected(depth, options, 'CompressionStream', { readable: this.readable, writable: this.writable })
  }
}

class DecompressionStream {
  #pair

  constructor(format) { this.#pair = pairOf(decompressors, format) }

  get readable() {
    if (!(isObject(this) && #pair in this)) throw new codes.ERR_INVALID_THIS('DecompressionStream')
    return this.#pair.readable
  }

  get writable() {
    if (!(isObject(this) && #pair in this)) throw new codes.ERR_INVALID_THIS('DecompressionStream')
    return this.#pair.writable
  }

  [kInspect](depth, options) {
    return inspected(depth, options, 'DecompressionStream', { readable: this.readable, writable: this.writable })
  }
}

describe(CompressionStream, 'CompressionStream', ['readable', 'writable'])
describe(DecompressionStream, 'DecompressionStream', ['readable', 'writable'])

module.exports = { CompressionStream, DecompressionStream }
