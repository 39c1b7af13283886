'use strict'

// Dir, and opendir in its three forms.

const { codes: { ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION, ERR_MISSING_ARGS } } = require('internal/errors')
const { validateFunction, validateUint32 } = require('internal/validators')
binding = require('internal/fs/binding')
const { pathOf, textOf, optionsOf, wantsBytes, encodeName, promised } = require('internal/fs/utils')
const { Dirent } = require('internal/fs/stats')

const defaults = { encoding: 'utf8' }

class Dir {
  #handle
  #path
  #options
  #closed = false
  #buffered = [] // entries that were read and not handed out, the next one last
  #waiting = null // what waits for the operation that is running; null when none is

  constructor(handle, path, options) {
    if (handle === undefined || handle === null) throw new ERR_MISSING_ARGS('handle')
    this.#handle = handle
    this.#path = path
    this.#options = { bufferSize: 32, ...optionsOf(options, defaults) }
    validateUint32(this.#options.bufferSize, 'options.bufferSize', true)
  }

  get path() { return this.#path }

  read(callback) {
    if (this.#closed) throw new ERR_DIR_CLOSED()
    if (callback === undefined) return promised((done) => this.#read(done))
    validateFunction(callback, 'callback')
    this.#read(callback, true)
  }

  #read(callback, later) {
    if (this.#closed) return callback(new ERR_DIR_CLOSED())
    if (this.#waiting !== null) {
      this.#waiting.push(() => this.#read(callback, later))
      return
    }
    if (this.#buffered.length > 0) {
      let entry
      try {
        entry = this.#next()
      } catch (error) {
        return callback(error)
      }
      if (later) process.nextTick(callback, null, entry)
      else callback(null, entry)
      return
    }
    this.#waiting = []
    binding.dirRead(this.#handle, this.#options.bufferSize, wantsBytes(this.#options.encoding), (error, result) => {
      const waiting = this.#waiting
      this.#waiting = null
      let entry = null
      if (!error && result !== null) {
        try {
          this.#buffer(this.#path, result)
          entry = this.#next()
        } catch (failure) {
          error = failure
        }
      }
      process.nextTick(() => {
        for (let i = 0; i < waiting.length; i++) waiting[i]()
      })
      if (error) callback(error)
      else callback(null, entry)
    })
  }

  readSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED()
    if (this.#waiting !== null) throw new ERR_DIR_CONCURRENT_OPERATION()
    if (this.#buffered.length === 0) {
      const result = binding.dirReadSync(this.#handle, this.#options.bufferSize, wantsBytes(this.#options.encoding))
      if (result === null) return null
      this.#buffer(this.#path, result)
    }
    return this.#next()
  }

  // buffer puts what was read behind what waits to be handed out.
  #buffer(folder, result) {
    const entries = []
    for (let i = result.length - 2; i >= 0; i -= 2) {
      entries.push(new Dirent(encodeName(result[i], this.#options.encoding), result[i + 1], folder))
    }
    this.#buffered = entries.concat(this.#buffered)
  }

  #next() {
    const entry = this.#buffered.pop()
    if (this.#options.recursive && entry.isDirectory()) this.#readFolder(entry)
    return entry
  }

  // readFolder reads the whole of a folder inside, for the recursive option.
  #readFolder(entry) {
    const folder = require('path').join(textOf(entry.parentPath), String(entry.name))
    const handle = binding.opendirSync(folder)
    try {
      for (;;) {
        const result = binding.dirReadSync(handle, 1024, wantsBytes(this.#options.encoding))
        if (result === null) return
        this.#buffer(folder, result)
      }
    } finally {
      binding.dirCloseSync(handle)
    }
  }

  close(callback) {
    if (callback === undefined) {
      if (this.#closed) return Promise.reject(new ERR_DIR_CLOSED())
      return promised((done) => this.close(done))
    }
    validateFunction(callback, 'callback')
    if (this.#closed) {
      process.nextTick(callback, new ERR_DIR_CLOSED())
      return
    }
    if (this.#waiting !== null) {
      this.#waiting.push(() => this.close(callback))
      return
    }
    this.#closed = true
    binding.dirClose(this.#handle, (error) => callback(error))
  }

  closeSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED()
    if (this.#waiting !== null) throw new ERR_DIR_CONCURRENT_OPERATION()
    this.#closed = true
    binding.dirCloseSync(this.#handle)
  }

  // entries iterates over what is left and closes the Dir at the end, or when the loop is left.
  entries() {
    const dir = this
    let ended = false
    const end = async () => {
      if (!ended) {
        ended = true
        await dir.close()
      }
      return { value: undefined, done: true }
    }
    return {
      async next() {
        if (ended) return { value: undefined, done: true }
        let entry
        try {
          entry = await dir.read()
        } catch (error) {
          await end()
          throw error
        }
        return entry === null ? end() : { value: entry, done: false }
      },
      async return(value) {
        await end()
        return { value, done: true }
      },
      async throw(error) {
        await end()
        throw error
      },
      [Symbol.asyncIterator]() { return this },
    }
  }

  async [Symbol.asyncDispose]() {
    if (!this.#closed) await this.close()
  }
}

Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  value: Dir.prototype.entries, enumerable: false, writable: true, configurable: true,
})

function opendir(path, options, callback) {
  callback = typeof options === 'function' ? options : callback
  validateFunction(callback, 'callback')
  path = pathOf(path)
  options = optionsOf(options, defaults)
  checkBufferSize(options)
  binding.opendir(path, (error, handle) => {
    if (error) callback(error)
    else callback(null, new Dir(handle, path, options))
  })
}

function opendirSync(path, options) {
  path = pathOf(path)
  options = optionsOf(options, defaults)
  checkBufferSize(options)
  return new Dir(binding.opendirSync(path), path, options)
}

// checkBufferSize is done before the folder is open, so that no handle is left behind.
function checkBufferSize(options) {
  if (options.bufferSize !== undefined) validateUint32(options.bufferSize, 'options.bufferSize', true)
}

module.exports = { Dir, opendir, opendirSync }
