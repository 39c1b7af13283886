'use strict'

// fs.watch, fs.watchFile and their promises form.

const EventEmitter = require('events')
const { codes: { ERR_INVALID_ARG_VALUE }, AbortError } = require('internal/errors')
const { validateAbortSignal, validateBoolean, validateFunction, validateObject, validateUint32 } = require('internal/validators')
binding = require('internal/fs/binding')
const { lazyBuffer, pathOf, textOf, optionsOf, wantsBytes, encodeName } = require('internal/fs/utils')
const { statsOf } = require('internal/fs/stats')

// start begins watching; the error of a path that can't be watched also has a filename.
function start(path, persistent, recursive, encoding, listener) {
  try {
    return binding.watch(path, persistent, recursive, wantsBytes(encoding), (error, eventType, filename) => {
      if (error !== null) error.filename = textOf(path)
      listener(error, eventType, encodeName(filename, encoding))
    })
  } catch (error) {
    error.filename = path
    throw error
  }
}

class FSWatcher extends EventEmitter {
  #handle = null

  // start is what fs.watch calls; programs never do.
  start(path, persistent, recursive, encoding) {
    if (this.#handle !== null || path === undefined) return
    this.#handle = start(path, persistent, recursive, encoding, (error, eventType, filename) => {
      if (this.#handle === null) return
      if (error !== null) {
        this.#end()
        this.emit('error', error)
      } else {
        this.emit('change', eventType, filename)
      }
    })
  }

  #end() {
    binding.watchClose(this.#handle)
    this.#handle = null
  }

  close() {
    if (this.#handle === null) return
    this.#end()
    process.nextTick(() => this.emit('close'))
  }

  ref() {
    if (this.#handle !== null) binding.watchRef(this.#handle, true)
    return this
  }

  unref() {
    if (this.#handle !== null) binding.watchRef(this.#handle, false)
    return this
  }
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options
  options = { ...optionsOf(options) }
  const { persistent = true, recursive = false, encoding, signal } = options
  const path = pathOf(filename, 'filename')
  if (persistent !== undefined) validateBoolean(persistent, 'options.persistent')
  validateBoolean(recursive, 'options.recursive')
  const watcher = new FSWatcher()
  watcher.start(path, persistent, recursive, encoding)
  if (listener) watcher.addListener('change', listener)
  if (signal) {
    if (signal.aborted) {
      process.nextTick(() => watcher.close())
    } else {
      const onabort = () => watcher.close()
      signal.addEventListener('abort', onabort)
      watcher.once('close', () => signal.removeEventListener('abort', onabort))
    }
  }
  return watcher
}

// watchIterator is fs.promises.watch: an async iterator that begins to watch when it
// is first asked, and ends with the signal or when the loop is left.
function watchIterator(filename, options = {}) {
  let handle = null
  let state = 'new'
  let failure
  let signal
  const events = []
  const waiting = []
  const onabort = () => fail(new AbortError(undefined, { cause: signal.reason }))

  function close() {
    if (handle !== null) binding.watchClose(handle)
    handle = null
    if (signal) signal.removeEventListener('abort', onabort)
  }

  function fail(error) {
    if (state === 'ended') return
    state = 'ended'
    close()
    if (waiting.length > 0) waiting.shift().reject(error)
    else failure = error
    while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true })
  }

  function begin() {
    const path = pathOf(filename, 'filename')
    validateObject(options, 'options')
    const { persistent = true, recursive = false, encoding = 'utf8' } = options
    validateBoolean(persistent, 'options.persistent')
    validateBoolean(recursive, 'options.recursive')
    validateAbortSignal(options.signal, 'options.signal')
    if (encoding && encoding !== 'buffer' && !lazyBuffer().isEncoding(encoding)) {
      throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding')
    }
    signal = options.signal
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason })
    handle = start(path, persistent, recursive, encoding, (error, eventType, name) => {
      if (handle === null) return
      if (error !== null) return fail(error)
      const event = { eventType, filename: name }
      if (waiting.length > 0) waiting.shift().resolve({ value: event, done: false })
      else events.push(event)
    })
    if (signal) signal.addEventListener('abort', onabort, { once: true })
  }

  return {
    async next() {
      if (state === 'new') {
        state = 'running'
        try {
          begin()
        } catch (error) {
          state = 'ended'
          throw error
        }
      }
      if (events.length > 0) return { value: events.shift(), done: false }
      if (failure !== undefined) {
        const error = failure
        failure = undefined
        throw error
      }
      if (state === 'ended') return { value: undefined, done: true }
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
    async return(value) {
      if (state !== 'ended') {
        state = 'ended'
        close()
        while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true })
      }
      events.length = 0
      return { value, done: true }
    },
    async throw(error) {
      await this.return()
      throw error
    },
    [Symbol.asyncIterator]() { return this },
  }
}

class StatWatcher extends EventEmitter {
  #handle = null
  #path
  #wanted = 1 // how many of its users want it to keep the program running
  #users = 1

  constructor(path, bigint, persistent, interval) {
    super()
    this.#path = path
    validateUint32(interval, 'interval')
    this.#handle = binding.watchFile(path, interval, Boolean(bigint), true, (failed, current, previous) => {
      if (this.#handle !== null) this.emit('change', statsOf(current), statsOf(previous))
    })
    if (!persistent) this.unref()
  }

  get path() { return this.#path }

  stop() {
    if (this.#handle === null) return
    binding.watchClose(this.#handle)
    this.#handle = null
    process.nextTick(() => this.emit('stop'))
  }

  ref() {
    if (this.#wanted !== this.#users && this.#handle !== null && this.#wanted++ === 0) binding.watchRef(this.#handle, true)
    return this
  }

  unref() {
    if (this.#wanted !== 0 && this.#handle !== null && --this.#wanted === 0) binding.watchRef(this.#handle, false)
    return this
  }

  // addUser and dropUser count the listeners that share one watcher.
  addUser() {
    this.#users++
    if (this.#wanted++ === 0 && this.#handle !== null) binding.watchRef(this.#handle, true)
  }

  dropUser() {
    this.#users--
    this.unref()
  }
}
Object.defineProperty(StatWatcher.prototype, 'path', { enumerable: false })

const statWatchers = new Map()

function absolute(filename) {
  return require('path').resolve(textOf(pathOf(filename, 'filename')))
}

function watchFile(filename, options, listener) {
  const path = absolute(filename)
  if (options === null || typeof options !== 'object') {
    listener = options
    options = null
  }
  const { interval = 5007, persistent = true, bigint = false } = options || {}
  validateFunction(listener, 'listener')
  let watcher = statWatchers.get(path)
  if (watcher === undefined) {
    watcher = new StatWatcher(path, bigint, persistent, interval)
    statWatchers.set(path, watcher)
  } else {
    watcher.addUser()
  }
  watcher.addListener('change', listener)
  return watcher
}

function unwatchFile(filename, listener) {
  const path = absolute(filename)
  const watcher = statWatchers.get(path)
  if (watcher === undefined) return
  if (typeof listener === 'function') {
    const before = watcher.listenerCount('change')
    watcher.removeListener('change', listener)
    if (watcher.listenerCount('change') < before) watcher.dropUser()
  } else {
    watcher.removeAllListeners('change')
  }
  if (watcher.listenerCount('change') === 0) {
    watcher.stop()
    statWatchers.delete(path)
  }
}

module.exports = { FSWatcher, StatWatcher, watch, watchIterator, watchFile, unwatchFile }
