'use strict'

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateFunction, validateUint32 } = require('internal/validators')
const { codecSettings, streamSettings, isAnyArrayBuffer, maxFlush, outcome } = require('internal/zlib/options')
const constants = require('internal/zlib/constants')
binding = require('internal/zlib/binding')

function settingsOf(mode, options) {
  // As the class does, see there.
  if (mode === constants.DEFLATERAW && options && options.windowBits === 8) options.windowBits = 9
  const codec = codecSettings(mode, options)
  return { codec, stream: streamSettings(mode, options) }
}

// syncMethod and asyncMethod do it in one operation rather than with a stream, which nobody would see but by the option info.

function syncMethod(name, mode) {
  return function syncBufferWrapper(buffer, opts) {
    const info = opts && opts.info
    const settings = info ? undefined : settingsOf(mode, opts)
    const engine = info ? new module.exports[name](opts) : undefined
    if (typeof buffer !== 'string' && !ArrayBuffer.isView(buffer) && !isAnyArrayBuffer(buffer)) {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], buffer)
    }
    if (info) {
      if (!ArrayBuffer.isView(buffer)) buffer = Buffer.from(buffer)
      return { buffer: engine._processChunk(buffer, engine._finishFlushFlag), engine }
    }
    const { finishFlush, maxOutputLength } = settings.stream
    const result = outcome(binding.onceSync(buffer, finishFlush, maxOutputLength, ...settings.codec), maxOutputLength)
    if (result instanceof Error) throw result
    return result
  }
}

function asyncMethod(name, mode) {
  return function asyncBufferWrapper(buffer, opts, callback) {
    if (typeof opts === 'function') {
      callback = opts
      opts = {}
    }
    if (opts && opts.info) {
      return require('internal/zlib/streams').collect(new module.exports[name](opts), buffer, callback)
    }
    const settings = settingsOf(mode, opts)
    validateFunction(callback, 'callback')
    if (buffer === undefined || buffer === null) {
      buffer = ''
    } else if (typeof buffer !== 'string' && !ArrayBuffer.isView(buffer) && !isAnyArrayBuffer(buffer)) {
      throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer)
    }
    const { flush, finishFlush, maxOutputLength } = settings.stream
    binding.once(buffer, maxFlush(flush, finishFlush), maxOutputLength, ...settings.codec, (error, result) => {
      if (error) return callback(error)
      result = outcome(result, maxOutputLength)
      if (result instanceof Error) callback(result)
      else callback(null, result)
    })
  }
}

function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data)
  }
  validateUint32(value, 'value')
  return binding.crc32(data, value)
}

const modes = {
  deflate: ['Deflate', constants.DEFLATE],
  gzip: ['Gzip', constants.GZIP],
  deflateRaw: ['DeflateRaw', constants.DEFLATERAW],
  unzip: ['Unzip', constants.UNZIP],
  inflate: ['Inflate', constants.INFLATE],
  gunzip: ['Gunzip', constants.GUNZIP],
  inflateRaw: ['InflateRaw', constants.INFLATERAW],
  brotliCompress: ['BrotliCompress', constants.BROTLI_ENCODE],
  brotliDecompress: ['BrotliDecompress', constants.BROTLI_DECODE],
  zstdCompress: ['ZstdCompress', constants.ZSTD_COMPRESS],
  zstdDecompress: ['ZstdDecompress', constants.ZSTD_DECOMPRESS]
}

const names = ['Deflate', 'Inflate', 'Gzip', 'Gunzip', 'DeflateRaw', 'InflateRaw', 'Unzip', 'BrotliCompress', 'BrotliDecompress',
  'ZstdCompress', 'ZstdDecompress']

module.exports = { crc32 }

// The classes are compiled when the first of them is asked for.
function lazyClass(name) {
  Object.defineProperty(module.exports, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = require('internal/zlib/streams')[name]
      this[name] = value
      return value
    },
    set(value) {
      Object.defineProperty(module.exports, name, { configurable: true, enumerable: true, writable: true, value })
    }
  })
}

for (let i = 0; i < names.length; i++) lazyClass(names[i])

const functions = Object.keys(modes)
for (let i = 0; i < functions.length; i++) {
  const mode = modes[functions[i]]
  module.exports[functions[i]] = asyncMethod(mode[0], mode[1])
  module.exports[functions[i] + 'Sync'] = syncMethod(mode[0], mode[1])
}

for (let i = 0; i < names.length; i++) {
  Object.defineProperty(module.exports, 'create' + names[i], {
    configurable: true,
    enumerable: true,
    value: function(options) {
      return new (require('internal/zlib/streams')[names[i]])(options)
    }
  })
}

const codes = {}
for (const name of ['Z_OK', 'Z_STREAM_END', 'Z_NEED_DICT', 'Z_ERRNO', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR', 'Z_BUF_ERROR',
  'Z_VERSION_ERROR']) {
  codes[name] = constants[name]
  codes[constants[name]] = name
}

Object.defineProperties(module.exports, {
  constants: { enumerable: true, value: constants },
  codes: { enumerable: true, value: Object.freeze(codes) }
})

// The constants were once the module's own.
for (const name of Object.keys(constants)) {
  if (!name.startsWith('BROTLI') && !name.startsWith('ZSTD')) {
    Object.defineProperty(module.exports, name, { enumerable: false, value: constants[name], writable: false })
  }
}
