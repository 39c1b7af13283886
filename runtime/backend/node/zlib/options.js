'use strict'

// What the options of streams and of the functions that do it at once mean. Both check them here, in Node's order.

const { codes } = require('internal/errors')
const { checkRangesOrGetDefault, validateFiniteNumber } = require('internal/validators')
const { kMaxLength } = require('buffer')
const { fromArrayBuffer } = require('internal/buffer')

const INFLATE = 2
const GZIP = 3
const GUNZIP = 4
const UNZIP = 7
const BROTLI_DECODE = 8
const ZSTD_COMPRESS = 10

const defaultChunk = 16384

const zlibDefaults = { flush: 0, finishFlush: 4, fullFlush: 3, most: 5 }
const brotliDefaults = { flush: 0, finishFlush: 2, fullFlush: 1, most: 3 }
const zstdDefaults = { flush: 0, finishFlush: 2, fullFlush: 1, most: 2 }

// isAnyArrayBuffer is as good as always right without the module that knows.
function isAnyArrayBuffer(value) { return value instanceof ArrayBuffer || require('util/types').isAnyArrayBuffer(value) }

// codecSettings are what a codec is made from: the arguments of binding.open.
function codecSettings(mode, options) {
  if (mode < BROTLI_DECODE) return zlibSettings(mode, options)
  const params = new Uint32Array(mode < ZSTD_COMPRESS ? 9 : mode === ZSTD_COMPRESS ? 403 : 101).fill(-1)
  if (options?.params) {
    const keys = Object.keys(options.params)
    for (let i = 0; i < keys.length; i++) {
      const key = +keys[i]
      if (Number.isNaN(key) || key < 0 || key >= params.length || (params[key] | 0) !== -1) {
        throw new codes[mode < ZSTD_COMPRESS ? 'ERR_BROTLI_INVALID_PARAM' : 'ERR_ZSTD_INVALID_PARAM'](keys[i])
      }
      const value = options.params[keys[i]]
      if (typeof value !== 'number' && typeof value !== 'boolean') {
        throw new codes.ERR_INVALID_ARG_TYPE('options.params[key]', 'number', value)
      }
      params[key] = value
    }
  }
  return [mode, params, mode === ZSTD_COMPRESS ? options?.pledgedSrcSize : undefined]
}

function zlibSettings(mode, options) {
  let windowBits = 15
  let level = -1
  let memLevel = 8
  let strategy = 0
  let dictionary
  if (options) {
    // When decompressing, 0 is the window that the data's header has.
    if ((options.windowBits == null || options.windowBits === 0) && (mode === INFLATE || mode === GUNZIP || mode === UNZIP)) {
      windowBits = 0
    } else {
      windowBits = checkRangesOrGetDefault(options.windowBits, 'options.windowBits', mode === GZIP ? 9 : 8, 15, 15)
    }
    level = checkRangesOrGetDefault(options.level, 'options.level', -1, 9, -1)
    memLevel = checkRangesOrGetDefault(options.memLevel, 'options.memLevel', 1, 9, 8)
    strategy = checkRangesOrGetDefault(options.strategy, 'options.strategy', 0, 4, 0)
    dictionary = options.dictionary
    if (dictionary !== undefined && !ArrayBuffer.isView(dictionary)) {
      if (!isAnyArrayBuffer(dictionary)) {
        throw new codes.ERR_INVALID_ARG_TYPE('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], dictionary)
      }
      dictionary = Buffer.from(dictionary)
    }
  }
  return [mode, windowBits, level, strategy, dictionary, memLevel]
}

function defaultsOf(mode) {
  return mode < BROTLI_DECODE ? zlibDefaults : mode < ZSTD_COMPRESS ? brotliDefaults : zstdDefaults
}

// streamSettings are what all codecs have in common.
function streamSettings(mode, options) {
  const defaults = defaultsOf(mode)
  const settings = {
    chunkSize: defaultChunk,
    flush: defaults.flush,
    finishFlush: defaults.finishFlush,
    fullFlush: defaults.fullFlush,
    maxOutputLength: kMaxLength
  }
  if (options) {
    settings.chunkSize = options.chunkSize
    if (!validateFiniteNumber(settings.chunkSize, 'options.chunkSize')) {
      settings.chunkSize = defaultChunk
    } else if (settings.chunkSize < 64) {
      throw new codes.ERR_OUT_OF_RANGE('options.chunkSize', '>= 64', settings.chunkSize)
    }
    settings.flush = checkRangesOrGetDefault(options.flush, 'options.flush', 0, defaults.most, defaults.flush)
    settings.finishFlush = checkRangesOrGetDefault(options.finishFlush, 'options.finishFlush', 0, defaults.most, defaults.finishFlush)
    settings.maxOutputLength = checkRangesOrGetDefault(options.maxOutputLength, 'options.maxOutputLength', 1, kMaxLength, kMaxLength)
  }
  return settings
}

// flushiness orders flush flags by how much they flush.
const flushiness = [0, 2, 3, 4, 5, 1]

function maxFlush(a, b) { return flushiness[a] > flushiness[b] ? a : b }

// failure makes the error of a codec from what the native half says: message, number and name.
function failure(failed) {
  const error = new Error(failed[0])
  if (failed[2] === 'ERR_ZLIB_INITIALIZATION_FAILED') {
    return new codes.ERR_ZLIB_INITIALIZATION_FAILED(failed[0])
  }
  error.errno = failed[1]
  error.code = failed[2]
  return error
}

// outcome makes the result or the error of binding.once.
function outcome(result, maxOutputLength) {
  if (result === null) return new codes.ERR_BUFFER_TOO_LARGE(maxOutputLength)
  if (Array.isArray(result)) return failure(result)
  return fromArrayBuffer(result)
}

module.exports = { codecSettings, streamSettings, isAnyArrayBuffer, maxFlush, failure, outcome }
