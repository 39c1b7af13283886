'use strict'

// read, readv, write and writev, in their sync and callback forms.

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const {
  validateBuffer, validateFunction, validateInteger, validateObject, validateEncoding, kValidateObjectAllowNullable,
} = require('internal/validators')
const { customPromisifyArgs } = require('internal/util')
binding = require('internal/fs/binding')
const {
  lazyBuffer, fdOf, noOptions, wantsBytes, checkReadWindow, checkWriteWindow, positionOf, checkBuffers, checkText, callbackOf,
} = require('internal/fs/utils')

// checkRead checks what all forms of read share and returns the offset.
function checkRead(buffer, offset, length) {
  if (buffer.byteLength === 0) throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written')
  checkReadWindow(offset, length, buffer.byteLength)
}

// read(fd, buffer, offset, length, position, callback), read(fd, buffer, options, callback),
// read(fd, options, callback), read(fd, callback)
function read(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = fdOf(fd)
  let offset = offsetOrOptions
  let options = null
  const count = arguments.length
  if (count <= 4) {
    if (count === 4) {
      validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable)
      callback = length
      options = offsetOrOptions
    } else if (count === 3) {
      if (!ArrayBuffer.isView(buffer)) {
        options = buffer
        const given = options === undefined || options === null ? noOptions : options
        buffer = given.buffer === undefined ? lazyBuffer().alloc(16384) : given.buffer
      }
      callback = offsetOrOptions
    } else {
      callback = buffer
      buffer = lazyBuffer().alloc(16384)
    }
    if (options !== undefined) validateObject(options, 'options', kValidateObjectAllowNullable)
    ;({ offset = 0, length = buffer?.byteLength - offset, position = null } = options ?? noOptions)
  }
  validateBuffer(buffer)
  validateFunction(callback, 'cb')
  if (offset === undefined || offset === null) offset = 0
  else validateInteger(offset, 'offset', 0)
  length |= 0
  if (length === 0) return process.nextTick(callback, null, 0, buffer)
  checkRead(buffer, offset, length)
  position = positionOf(position, length)
  binding.read(fd, buffer, offset, length, position, (error, bytesRead) => callback(error, bytesRead || 0, buffer))
}

Object.defineProperty(read, customPromisifyArgs, { value: ['bytesRead', 'buffer'], enumerable: false })

// readSync(fd, buffer, offset, length, position), readSync(fd, buffer, options)
function readSync(fd, buffer, offsetOrOptions, length, position) {
  fd = fdOf(fd)
  validateBuffer(buffer)
  let offset = offsetOrOptions
  if (arguments.length <= 3 || typeof offsetOrOptions === 'object') {
    if (offsetOrOptions !== undefined) validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable)
    ;({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? noOptions)
  }
  if (offset === undefined) offset = 0
  else validateInteger(offset, 'offset', 0)
  length |= 0
  if (length === 0) return 0
  checkRead(buffer, offset, length)
  return binding.readSync(fd, buffer, offset, length, positionOf(position, length))
}

function vectorPosition(position) {
  return typeof position === 'number' || typeof position === 'bigint' ? position : null
}

function readv(fd, buffers, position, callback) {
  const done = callbackOf(callback || position)
  fd = fdOf(fd)
  checkBuffers(buffers)
  binding.readv(fd, buffers, vectorPosition(position), (error, bytesRead) => done(error, bytesRead || 0, buffers))
}

function readvSync(fd, buffers, position) {
  fd = fdOf(fd)
  checkBuffers(buffers)
  return binding.readvSync(fd, buffers, vectorPosition(position))
}

// writeArguments checks write(fd, view, ...) and returns [offset, length, position].
function writeArguments(buffer, offsetOrOptions, length, position) {
  let offset = offsetOrOptions
  if (typeof offset === 'object') ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? noOptions)
  if (offset === undefined || offset === null || typeof offset === 'function') offset = 0
  else validateInteger(offset, 'offset', 0)
  if (typeof length !== 'number') length = buffer.byteLength - offset
  checkWriteWindow(offset, length, buffer.byteLength)
  return [offset, length, vectorPosition(position)]
}

// textBytes returns text as the native half takes it: a string if it is to be UTF-8.
function textBytes(text, encoding) {
  validateEncoding(text, encoding)
  return wantsBytes(encoding) ? lazyBuffer().from(text, encoding) : text
}

// write(fd, view, offset, length, position, callback), write(fd, view, options, callback),
// write(fd, text, position, encoding, callback), with everything before the callback optional
function write(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = fdOf(fd)
  let offset = offsetOrOptions
  if (ArrayBuffer.isView(buffer)) {
    callback = callback || position || length || offset
    validateFunction(callback, 'cb')
    const checked = writeArguments(buffer, offset, length, position)
    binding.write(fd, buffer, checked[0], checked[1], checked[2], (error, written) => callback(error, written || 0, buffer))
    return
  }
  checkText(buffer, 'buffer')
  if (typeof position !== 'function') {
    if (typeof offset === 'function') {
      position = offset
      offset = null
    } else {
      position = length
    }
    length = 'utf8'
  }
  const data = textBytes(buffer, length)
  callback = position
  validateFunction(callback, 'cb')
  binding.write(fd, data, 0, data.length, vectorPosition(offset), (error, written) => callback(error, written || 0, buffer))
}

Object.defineProperty(write, customPromisifyArgs, { value: ['bytesWritten', 'buffer'], enumerable: false })

// writeSync(fd, view, offset, length, position), writeSync(fd, view, options), writeSync(fd, text, position, encoding)
function writeSync(fd, buffer, offsetOrOptions, length, position) {
  fd = fdOf(fd)
  if (ArrayBuffer.isView(buffer)) {
    const checked = writeArguments(buffer, offsetOrOptions, length, position)
    return binding.writeSync(fd, buffer, checked[0], checked[1], checked[2])
  }
  checkText(buffer, 'buffer')
  const data = textBytes(buffer, length)
  return binding.writeSync(fd, data, 0, data.length, vectorPosition(offsetOrOptions))
}

function writev(fd, buffers, position, callback) {
  const done = callbackOf(callback || position)
  fd = fdOf(fd)
  checkBuffers(buffers)
  if (buffers.length === 0) return process.nextTick(done, null, 0, buffers)
  binding.writev(fd, buffers, vectorPosition(position), (error, written) => done(error, written || 0, buffers))
}

function writevSync(fd, buffers, position) {
  fd = fdOf(fd)
  checkBuffers(buffers)
  return buffers.length === 0 ? 0 : binding.writevSync(fd, buffers, vectorPosition(position))
}

for (const [fn, name] of [[readv, 'bytesRead'], [writev, 'bytesWritten']]) {
  Object.defineProperty(fn, customPromisifyArgs, { value: [name, 'buffers'], enumerable: false })
}

module.exports = { read, readSync, readv, readvSync, write, writeSync, writev, writevSync, writeArguments, textBytes, vectorPosition }
