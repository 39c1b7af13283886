'use strict'

// What every part of fs checks and converts: paths, flags, options, times.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, ERR_FS_INVALID_SYMLINK_TYPE },
  AbortError,
} = require('internal/errors')
const validators = require('internal/validators')
const { validateFunction, validateAbortSignal, validateInteger, validateInt32, validateBoolean, validateObject } = validators
binding = require('internal/fs/binding')

const constants = Object.assign(Object.create(null), binding.constants())
const { O_RDONLY, O_WRONLY, O_RDWR, O_APPEND, O_CREAT, O_EXCL, O_TRUNC } = constants
const O_SYNC = constants.O_SYNC || 0
const isWindows = constants.S_IFSOCK === undefined
const maxUserId = 2 ** 32 - 1
const maxLength = 2 ** 31 - 1

let BufferClass
function lazyBuffer() {
  return BufferClass || (BufferClass = require('buffer').Buffer)
}

const flagTable = {
  __proto__: null,
  r: O_RDONLY,
  rs: O_RDONLY | O_SYNC,
  sr: O_RDONLY | O_SYNC,
  'r+': O_RDWR,
  'rs+': O_RDWR | O_SYNC,
  'sr+': O_RDWR | O_SYNC,
  w: O_TRUNC | O_CREAT | O_WRONLY,
  wx: O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  xw: O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  'w+': O_TRUNC | O_CREAT | O_RDWR,
  'wx+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  'xw+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  a: O_APPEND | O_CREAT | O_WRONLY,
  ax: O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  xa: O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  as: O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  sa: O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  'a+': O_APPEND | O_CREAT | O_RDWR,
  'ax+': O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  'xa+': O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  'as+': O_APPEND | O_CREAT | O_RDWR | O_SYNC,
  'sa+': O_APPEND | O_CREAT | O_RDWR | O_SYNC,
}

// stringToFlags takes 'r', 'wx+' and the like, or a number.
function stringToFlags(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validateInt32(flags, name)
    return flags
  }
  if (flags === undefined || flags === null) return O_RDONLY
  const found = typeof flags === 'string' ? flagTable[flags] : undefined
  if (found === undefined) throw new ERR_INVALID_ARG_VALUE('flags', flags)
  return found
}

// pathOf checks a path and returns it as a string or bytes; file: URLs become strings.
function pathOf(value, name = 'path') {
  if (typeof value === 'string') {
    if (value.indexOf('\u0000') !== -1) refuseNull(name, value)
    return value
  }
  if (value instanceof Uint8Array) {
    if (value.indexOf(0) !== -1) refuseNull(name, value)
    return value
  }
  if (isURL(value)) {
    const path = fileURLToPath(value)
    if (path.indexOf('\u0000') !== -1) refuseNull(name, path)
    return path
  }
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], value)
}

function refuseNull(name, value) {
  throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string, Uint8Array, or URL without null bytes')
}

// isURL recognises WHATWG URLs, of any implementation, and not url.parse's objects.
function isURL(value) {
  return value !== null && typeof value === 'object' && Boolean(value.href && value.protocol && value.auth === undefined && value.path === undefined)
}

function fileURLToPath(url) {
  return require('url').fileURLToPath(url)
}

// textOf is a path as a string, for path.join and messages.
function textOf(path) {
  return typeof path === 'string' ? path : lazyBuffer().from(path.buffer, path.byteOffset, path.byteLength).toString()
}

function checkEncoding(encoding) {
  if (encoding && !lazyBuffer().isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding')
  }
}

const noOptions = Object.freeze({ __proto__: null })

// optionsOf returns an options object: a string names the encoding, nothing (or the
// callback in its place) means the defaults.
function optionsOf(options, defaults = noOptions) {
  if (options === undefined || options === null || typeof options === 'function') return defaults
  if (typeof options === 'string') options = { ...defaults, encoding: options }
  else if (typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options)
  if (options.encoding !== 'buffer') checkEncoding(options.encoding)
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal')
  return options
}

// wantsBytes says whether names have to come as bytes, because encoding isn't UTF-8.
function wantsBytes(encoding) {
  return Boolean(encoding) && encoding !== 'utf8' && encoding !== 'utf-8'
}

// encodeName turns a name that came as bytes into what encoding asks for.
function encodeName(name, encoding) {
  if (typeof name === 'string' || name === undefined) return name
  const buffer = lazyBuffer().from(name)
  return encoding === 'buffer' ? buffer : buffer.toString(encoding)
}

function callbackOf(callback) {
  validateFunction(callback, 'cb')
  return callback
}

// fdOf is descriptors' range check.
function fdOf(fd, name = 'fd') {
  if (Object.is(fd, -0)) return 0
  validateInt32(fd, name, 0)
  return fd
}

function isFd(value) {
  return typeof value === 'number' && value >= 0 && value === (value | 0) && !Object.is(value, -0)
}

// seconds turns a time argument into seconds since 1970.
function seconds(time, name = 'time') {
  // == on purpose: a string counts as the number that it spells.
  if (typeof time === 'string' && +time == time) return +time
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time
  if (time instanceof Date) return time.getTime() / 1000
  throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time)
}

function checkOwner(uid, gid) {
  validateInteger(uid, 'uid', -1, maxUserId)
  validateInteger(gid, 'gid', -1, maxUserId)
}

// accessMode checks access's mode, 0 to 7.
function accessMode(mode) {
  if (mode === undefined || mode === null) return 0
  validateInteger(mode, 'mode', 0, 7)
  return mode
}

function copyMode(mode) {
  if (mode === undefined || mode === null) return 0
  validateInteger(mode, 'mode', 0, 7)
  return mode
}

function checkReadWindow(offset, length, byteLength) {
  if (offset < 0) throw new ERR_OUT_OF_RANGE('offset', '>= 0', offset)
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length)
  if (offset + length > byteLength) throw new ERR_OUT_OF_RANGE('length', '<= ' + (byteLength - offset), length)
}

function checkWriteWindow(offset, length, byteLength) {
  if (offset > byteLength) throw new ERR_OUT_OF_RANGE('offset', '<= ' + byteLength, offset)
  if (length > byteLength - offset) throw new ERR_OUT_OF_RANGE('length', '<= ' + (byteLength - offset), length)
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length)
  validateInt32(length, 'length', 0)
}

// positionOf checks a place to read from; null is the descriptor's own.
function positionOf(position, length) {
  if (position === undefined || position === null) return -1
  if (typeof position === 'number') {
    validateInteger(position, 'position', -1)
  } else if (typeof position === 'bigint') {
    if (!(position >= -1n && position <= 2n ** 63n - 1n - BigInt(length))) {
      throw new ERR_OUT_OF_RANGE('position', '>= -1 && <= ' + (2n ** 63n - 1n - BigInt(length)), position)
    }
  } else {
    throw new ERR_INVALID_ARG_TYPE('position', ['integer', 'bigint'], position)
  }
  return position
}

function checkBuffers(buffers) {
  if (!Array.isArray(buffers)) throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers)
  for (let i = 0; i < buffers.length; i++) {
    if (!ArrayBuffer.isView(buffers[i])) throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers)
  }
}

// checkText is for write and writeFile, which take text where they take no view.
function checkText(value, name) {
  if (typeof value !== 'string') throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], value)
}

// dataOf returns what to write as bytes, or as a string if it is to be UTF-8.
function dataOf(data, encoding) {
  if (ArrayBuffer.isView(data)) return data
  checkText(data, 'data')
  return wantsBytes(encoding) ? lazyBuffer().from(data, encoding) : data
}

const rmDefaults = { force: false, maxRetries: 0, recursive: false, retryDelay: 100 }

// rmOptionsOf checks the options of rm and rmdir.
function rmOptionsOf(options, defaults = rmDefaults) {
  if (options === undefined) return defaults
  validateObject(options, 'options')
  options = { ...defaults, ...options }
  if (defaults === rmDefaults) validateBoolean(options.force, 'options.force')
  validateBoolean(options.recursive, 'options.recursive')
  validateInt32(options.retryDelay, 'options.retryDelay', 0)
  validators.validateUint32(options.maxRetries, 'options.maxRetries')
  return options
}

// symlinkKind turns symlink's type into a number.
function symlinkKind(type) {
  switch (type) {
    case undefined:
    case null:
    case 'file': return 0
    case 'dir': return constants.UV_FS_SYMLINK_DIR
    case 'junction': return constants.UV_FS_SYMLINK_JUNCTION
  }
  throw new ERR_FS_INVALID_SYMLINK_TYPE(type)
}

function abortError(signal) {
  return new AbortError(undefined, { cause: signal.reason })
}

// promised calls a callback form.
function promised(start) {
  return new Promise((resolve, reject) => start((error, result) => (error ? reject(error) : resolve(result))))
}

module.exports = {
  constants, isWindows, maxLength, lazyBuffer, stringToFlags, pathOf, textOf, checkEncoding, optionsOf, noOptions,
  wantsBytes, encodeName, callbackOf, fdOf, isFd, seconds, checkOwner, accessMode, copyMode, checkReadWindow,
  checkWriteWindow, positionOf, checkBuffers, checkText, dataOf, rmOptionsOf, symlinkKind, abortError,
  isURL, fileURLToPath, promised,
}
