'use strict'

// FileHandle: an open file of the promises API.

const EventEmitter = require('events')
const { validateBoolean, validateBuffer, validateInteger, validateObject, validateString, kValidateObjectAllowNullable, parseFileMode } = require('internal/validators')
const { codes } = require('internal/errors')
binding = require('internal/fs/binding')
const {
  lazyBuffer, noOptions, optionsOf, checkReadWindow, positionOf, checkBuffers, checkText, checkOwner, seconds, dataOf, abortError,
} = require('internal/fs/utils')
const { statsOf } = require('internal/fs/stats')
const { writeArguments, textBytes, vectorPosition } = require('internal/fs/io')
const { kDeserialize, kTransfer, markTransferMode } = require('internal/worker/js_transferable')
const { abortable, readDefaults, writeDefaults, wantsText, contentOf } = require('internal/fs/whole')

// lost closes what a program has forgotten to close, and warns it.
let lost

function forgotten(fd) {
  try {
    binding.closeSync(fd)
  } catch {
    return
  }
  process.emitWarning(`Closing file descriptor ${fd} on garbage collection`)
  process.emitWarning('Closing a FileHandle object on garbage collection is deprecated. Please close FileHandle objects explicitly using ' +
    'FileHandle.prototype.close(). In the future, an error will be thrown if a file descriptor is closed during garbage collection.',
  'DeprecationWarning', 'DEP0137')
}

class FileHandle extends EventEmitter {
  #fd
  #uses = 0 // operations that are running: close waits for them
  #closing = null
  #locked = false // has a web stream
  #idle = null // what close waits with

  constructor(fd) {
    super()
    this.#fd = fd === undefined ? -1 : fd
    if (this.#fd !== -1 && typeof FinalizationRegistry === 'function') {
      lost ??= new FinalizationRegistry(forgotten)
      lost.register(this, fd, this)
    }
    // An own property in Node too, so that it works detached from its handle.
    Object.defineProperty(this, 'close', { value: () => this.#close(), writable: true, configurable: true, enumerable: true })
  }

  get fd() { return this.#fd }

  static hold(handle) { handle.#uses++ }

  static release(handle) {
    if (--handle.#uses === 0 && handle.#idle !== null) handle.#idle()
  }

  // run keeps the descriptor open while an operation is at work on it.
  static async run(handle, name, operation) {
    if (!(#fd in handle)) throw new codes.ERR_INTERNAL_ASSERTION('handle must be an instance of FileHandle')
    if (handle.#fd === -1) {
      const error = new Error('file closed')
      error.code = 'EBADF'
      error.syscall = name
      throw error
    }
    handle.#uses++
    try {
      return await operation(handle.#fd)
    } finally {
      if (--handle.#uses === 0 && handle.#idle !== null) handle.#idle()
    }
  }

  appendFile(data, options) {
    return use(this, 'writeFile', (fd) => writeTo(fd, data, optionsOf(options, writeDefaults)))
  }

  chmod(mode) {
    return use(this, 'fchmod', (fd) => binding.fchmodPromise(fd, parseFileMode(mode, 'mode')))
  }

  chown(uid, gid) {
    return use(this, 'fchown', (fd) => {
      checkOwner(uid, gid)
      return binding.fchownPromise(fd, uid, gid)
    })
  }

  datasync() { return use(this, 'fdatasync', (fd) => binding.fdatasyncPromise(fd)) }

  sync() { return use(this, 'fsync', (fd) => binding.fsyncPromise(fd)) }

  // read(buffer, offset, length, position), read(buffer, options), read(options)
  read(buffer, offset, length, position) {
    return use(this, 'read', (fd) => readFrom(fd, buffer, offset, length, position))
  }

  readv(buffers, position) {
    return use(this, 'readv', async (fd) => {
      checkBuffers(buffers)
      const bytesRead = await binding.readvPromise(fd, buffers, vectorPosition(position))
      return { __proto__: null, bytesRead, buffers }
    })
  }

  readFile(options) {
    return use(this, 'readFile', (fd) => readAll(fd, optionsOf(options, readDefaults)))
  }

  stat(options = { bigint: false }) {
    return use(this, 'fstat', async (fd) => statsOf(await binding.fstatPromise(fd, Boolean(options.bigint))))
  }

  truncate(len = 0) {
    return use(this, 'ftruncate', (fd) => {
      validateInteger(len, 'len')
      return binding.ftruncatePromise(fd, Math.max(0, len))
    })
  }

  utimes(atime, mtime) {
    return use(this, 'futimes', (fd) => binding.futimesPromise(fd, seconds(atime, 'atime'), seconds(mtime, 'mtime')))
  }

  // write(view, offset, length, position), write(view, options), write(text, position, encoding)
  write(buffer, offset, length, position) {
    return use(this, 'write', async (fd) => {
      let bytesWritten
      if (buffer?.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer }
      if (ArrayBuffer.isView(buffer)) {
        const checked = writeArguments(buffer, offset, length, position)
        bytesWritten = await binding.writePromise(fd, buffer, checked[0], checked[1], checked[2])
      } else {
        checkText(buffer, 'buffer')
        const data = textBytes(buffer, length)
        bytesWritten = await binding.writePromise(fd, data, 0, data.length, vectorPosition(offset))
      }
      return { __proto__: null, bytesWritten, buffer }
    })
  }

  writev(buffers, position) {
    return use(this, 'writev', async (fd) => {
      checkBuffers(buffers)
      const bytesWritten = buffers.length === 0 ? 0 : await binding.writevPromise(fd, buffers, vectorPosition(position))
      return { __proto__: null, bytesWritten, buffers }
    })
  }

  writeFile(data, options) {
    return use(this, 'writeFile', (fd) => writeTo(fd, data, optionsOf(options, writeDefaults)))
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams')
    return new ReadStream(undefined, { ...options, fd: this })
  }

  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams')
    return new WriteStream(undefined, { ...options, fd: this })
  }

  readLines(options = undefined) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity })
  }

  readableWebStream(options = noOptions) {
    if (this.#fd === -1) throw new codes.ERR_INVALID_STATE('The FileHandle is closed')
    if (this.#closing !== null) throw new codes.ERR_INVALID_STATE('The FileHandle is closing')
    if (this.#locked) throw new codes.ERR_INVALID_STATE('The FileHandle is locked')
    this.#locked = true
    if (options.type !== undefined) validateString(options.type, 'options.type')
    hold(this)
    return webStream(this, options.type)
  }

  #close() {
    if (this.#closing !== null) return this.#closing
    if (this.#fd === -1) return Promise.resolve()
    const idle = this.#uses === 0 ? null : new Promise((resolve) => { this.#idle = resolve })
    const end = () => {
      const fd = this.#fd
      this.#fd = -1
      if (lost !== undefined) lost.unregister(this)
      return binding.closePromise(fd)
    }
    const closed = idle === null ? end() : idle.then(() => end())
    this.#closing = closed.finally(() => { this.#closing = null })
    this.emit('close')
    return this.#closing
  }

  // What a message that nobody receives has of it is closed.
  [kTransfer]() {
    if (this.#closing !== null || this.#uses > 0) throw new DOMException('Cannot transfer FileHandle while in use', 'DataCloneError')
    const file = binding.lend(this.#fd)
    this.#fd = -1
    markTransferMode(file, true, false)
    return { data: { file }, deserializeInfo: 'internal/fs/handle:FileHandle' }
  }

  [kDeserialize]({ file }) { this.#fd = binding.borrowed(file) }

  async [Symbol.asyncDispose]() {
    return this.close()
  }
}

markTransferMode(FileHandle.prototype, false, true)

const use = FileHandle.run
delete FileHandle.run

// hold keeps close waiting until release.
const { hold, release } = FileHandle
delete FileHandle.hold
delete FileHandle.release

// webStream is a ReadableStream of what the handle reads, of bytes or of Uint8Arrays. It ends when the handle is closed.
function webStream(handle, type) {
  let controller
  let ended = false
  function done() {
    if (!ended) release(handle)
    ended = true
  }
  handle.once('close', () => {
    if (ended) return
    done()
    controller.close()
    controller.byobRequest?.respond(0)
  })
  const source = {
    start(made) { controller = made },
    async pull() {
      if (type === 'bytes') {
        const request = controller.byobRequest
        const { bytesRead } = await handle.read(request.view, 0, request.view.byteLength)
        if (ended) return
        if (bytesRead === 0) {
          done()
          controller.close()
        }
        request.respond(bytesRead)
        return
      }
      const { bytesRead, buffer } = await handle.read(new Uint8Array(65536), 0, 65536)
      if (ended) return
      if (bytesRead === 0) {
        done()
        controller.close()
      } else {
        controller.enqueue(buffer.subarray(0, bytesRead))
      }
    },
    cancel: done,
  }
  if (type === 'bytes') return new ReadableStream({ ...source, type, autoAllocateChunkSize: 16384 })
  return new ReadableStream(source, { highWaterMark: 0 })
}

async function readFrom(fd, bufferOrOptions, offset, length, position) {
  let buffer = bufferOrOptions
  if (!ArrayBuffer.isView(buffer)) {
    if (bufferOrOptions === undefined) bufferOrOptions = null
    validateObject(bufferOrOptions, 'options', kValidateObjectAllowNullable)
    const given = bufferOrOptions ?? noOptions
    buffer = given.buffer === undefined ? lazyBuffer().alloc(16384) : given.buffer
    validateBuffer(buffer)
    ;({ offset = 0, length = buffer.byteLength - offset, position = null } = given)
  } else if (offset !== null && typeof offset === 'object') {
    ;({ offset = 0, length = buffer.byteLength - offset, position = null } = offset)
  }
  if (offset === undefined || offset === null) offset = 0
  else validateInteger(offset, 'offset', 0)
  length = length === undefined || length === null ? buffer.byteLength - offset : length | 0
  if (length === 0) return { __proto__: null, bytesRead: 0, buffer }
  if (buffer.byteLength === 0) throw new codes.ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written')
  checkReadWindow(offset, length, buffer.byteLength)
  const bytesRead = (await binding.readPromise(fd, buffer, offset, length, positionOf(position, length))) || 0
  return { __proto__: null, bytesRead, buffer }
}

async function readAll(fd, options) {
  const data = await new Promise((resolve, reject) => {
    abortable(options.signal, (error, result) => (error ? reject(error) : resolve(result)), (canceller, settle) => {
      binding.readFile(fd, 0, wantsText(options.encoding), canceller, settle)
    })
  })
  return contentOf(data, options.encoding)
}

function isIterable(data) {
  return data !== null && typeof data === 'object' && !ArrayBuffer.isView(data) &&
    (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function')
}

// writeTo writes data, or the pieces that an iterable gives, where the descriptor stands.
async function writeTo(fd, data, options) {
  const flush = options.flush === undefined || options.flush === null ? false : options.flush
  validateBoolean(flush, 'options.flush')
  if (!isIterable(data)) {
    await writePiece(fd, dataOf(data, options.encoding || 'utf8'), options.signal)
    if (flush) await binding.fsyncPromise(fd)
    return
  }
  const iterator = data[Symbol.asyncIterator] ? data[Symbol.asyncIterator]() : data[Symbol.iterator]()
  let finished = false
  try {
    for (;;) {
      if (options.signal?.aborted) throw abortError(options.signal)
      const step = await iterator.next()
      if (step.done) {
        finished = true
        break
      }
      const piece = await step.value
      if (options.signal?.aborted) throw abortError(options.signal)
      await writePiece(fd, dataOf(piece, options.encoding || 'utf8'), options.signal)
    }
  } finally {
    if (!finished && typeof iterator.return === 'function') await iterator.return()
  }
  if (flush) await binding.fsyncPromise(fd)
}

function writePiece(fd, data, signal) {
  return new Promise((resolve, reject) => {
    abortable(signal, (error) => (error ? reject(error) : resolve()), (canceller, settle) => {
      binding.writeFile(fd, data, 0, 0, canceller, (error) => settle(error))
    })
  })
}

// readHandle and writeHandle are fs.promises.readFile and writeFile of a FileHandle.
function readHandle(handle, options) { return handle.readFile(options) }
function writeHandle(handle, data, options) { return handle.writeFile(data, options) }

module.exports = { FileHandle, hold, release, readHandle, writeHandle, isIterable }
