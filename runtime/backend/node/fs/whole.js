'use strict'

// readFile, writeFile and appendFile: whole files at once. The native half opens, moves
// all bytes and closes in one operation.

const { validateFunction, validateBoolean, parseFileMode } = require('internal/validators')
binding = require('internal/fs/binding')
const { lazyBuffer, stringToFlags, pathOf, optionsOf, isFd, dataOf, wantsBytes, abortError } = require('internal/fs/utils')

const readDefaults = { flag: 'r' }
const writeDefaults = { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false }
const appendDefaults = { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false }

// wantsText says whether the native half may make the string itself.
function wantsText(encoding) {
  return Boolean(encoding) && !wantsBytes(encoding)
}

// contentOf turns what the native half read into what the caller wants.
function contentOf(data, encoding) {
  if (typeof data === 'string') return data
  const buffer = lazyBuffer().from(data)
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer
}

function readFileSync(path, options) {
  options = optionsOf(options, readDefaults)
  const target = isFd(path) ? path : pathOf(path)
  const data = binding.readFileSync(target, stringToFlags(options.flag, 'options.flag'), wantsText(options.encoding))
  return contentOf(data, options.encoding)
}

// abortable calls start(canceller, done), and callback with done's arguments or, if signal
// is aborted before, with an AbortError.
function abortable(signal, callback, start) {
  if (!signal) return start(null, callback)
  if (signal.aborted) return process.nextTick(callback, abortError(signal))
  const canceller = binding.canceller()
  let settled = false
  const onabort = () => {
    if (settled) return
    settled = true
    binding.cancel(canceller)
    callback(abortError(signal))
  }
  signal.addEventListener('abort', onabort, { once: true })
  start(canceller, (error, result) => {
    if (settled) return
    settled = true
    signal.removeEventListener('abort', onabort)
    callback(error, result)
  })
}

function readFile(path, options, callback) {
  callback = callback || options
  validateFunction(callback, 'cb')
  options = optionsOf(options, readDefaults)
  const target = isFd(path) ? path : pathOf(path)
  const flags = stringToFlags(options.flag, 'options.flag')
  const encoding = options.encoding
  abortable(options.signal, callback, (canceller, done) => {
    binding.readFile(target, flags, wantsText(encoding), canceller, (error, data) => {
      if (error) return done(error)
      let content
      try {
        content = contentOf(data, encoding)
      } catch (failure) {
        return done(failure)
      }
      done(null, content)
    })
  })
}

// writeArguments checks options and returns what the native half takes.
function writeArguments(path, data, options) {
  const flush = options.flush === undefined || options.flush === null ? false : options.flush
  validateBoolean(flush, 'options.flush')
  data = dataOf(data, options.encoding || 'utf8')
  const fd = isFd(path)
  return {
    target: fd ? path : pathOf(path),
    data,
    flags: fd ? 0 : stringToFlags(options.flag || 'w'),
    mode: fd ? 0 : parseFileMode(options.mode, 'mode', 0o666),
    flush,
  }
}

function writeFileSync(path, data, options) {
  const w = writeArguments(path, data, optionsOf(options, writeDefaults))
  if (!w.flush) {
    binding.writeFileSync(w.target, w.data, w.flags, w.mode)
    return
  }
  const fs = require('fs')
  const fd = isFd(path) ? path : fs.openSync(path, w.flags, w.mode)
  try {
    binding.writeFileSync(fd, w.data, 0, 0)
    fs.fsyncSync(fd)
  } finally {
    if (!isFd(path)) fs.closeSync(fd)
  }
}

function writeFile(path, data, options, callback) {
  callback = callback || options
  validateFunction(callback, 'cb')
  options = optionsOf(options, writeDefaults)
  const w = writeArguments(path, data, options)
  abortable(options.signal, callback, (canceller, done) => {
    if (w.flush) writeFlushed(path, w, canceller, done)
    else binding.writeFile(w.target, w.data, w.flags, w.mode, canceller, (error) => done(error))
  })
}

// writeFlushed writes, and reports when the disk has what was written.
function writeFlushed(path, w, canceller, done) {
  const fs = require('fs')
  if (isFd(path)) return write(path)
  fs.open(path, w.flags, w.mode, (error, fd) => (error ? done(error) : write(fd)))

  function write(fd) {
    binding.writeFile(fd, w.data, 0, 0, canceller, (error) => (error ? end(fd, error) : fs.fsync(fd, (error) => end(fd, error))))
  }

  function end(fd, error) {
    if (isFd(path)) done(error)
    else fs.close(fd, (closeError) => done(error ?? closeError))
  }
}

// appendOptions makes 'a' the default flag, and the only one for a descriptor.
function appendOptions(path, options) {
  options = { ...optionsOf(options, appendDefaults) }
  if (!options.flag || isFd(path)) options.flag = 'a'
  return options
}

function appendFile(path, data, options, callback) {
  callback = callback || options
  validateFunction(callback, 'cb')
  require('fs').writeFile(path, data, appendOptions(path, options), callback)
}

function appendFileSync(path, data, options) {
  require('fs').writeFileSync(path, data, appendOptions(path, options))
}

module.exports = {
  readFile, readFileSync, writeFile, writeFileSync, appendFile, appendFileSync, abortable, writeArguments, appendOptions,
  readDefaults, writeDefaults, wantsText, contentOf, writeFlushed,
}
