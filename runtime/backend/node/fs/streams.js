// fs.ReadStream and fs.WriteStream.

const { codes } = require('internal/errors')
const { deprecate } = require('internal/util')
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators')
const { errorOrDestroy } = require('internal/streams/destroy')
const fs = require('fs')
const { read, write } = require('internal/fs/io')
binding = require('internal/fs/binding')
const { Buffer } = require('buffer')
const { optionsOf, pathOf, isURL, fileURLToPath, fdOf } = require('internal/fs/utils')
const { Readable, Writable } = require('stream')

const kIoDone = Symbol('kIoDone')
const kIsPerformingIO = Symbol('kIsPerformingIO')
const kFs = Symbol('kFs')
const kHandle = Symbol('kHandle')

function release(handle) {
  require('internal/fs/handle').release(handle)
}

// copied is a copy of options with what they inherit.
function copied(options) {
  const copy = {}
  for (const key in options) copy[key] = options[key]
  return copy
}

function _construct(callback) {
  const stream = this
  if (typeof stream.fd === 'number') {
    callback()
    return
  }

  if (stream.open !== openWriteFs && stream.open !== openReadFs) {
    // Backwards compat for monkey patching open().
    const orgEmit = stream.emit
    stream.emit = function (...args) {
      if (args[0] === 'open') {
        this.emit = orgEmit
        callback()
        Reflect.apply(orgEmit, this, args)
      } else if (args[0] === 'error') {
        this.emit = orgEmit
        callback(args[1])
      } else {
        Reflect.apply(orgEmit, this, args)
      }
    }
    stream.open()
  } else {
    stream[kFs].open(stream.path, stream.flags, stream.mode, (er, fd) => {
      if (er) {
        callback(er)
      } else {
        stream.fd = fd
        callback()
        stream.emit('open', stream.fd)
        stream.emit('ready')
      }
    })
  }
}

// handleOperations are the fs operations of a stream whose file is a FileHandle.
function handleOperations(handle) {
  return {
    open() { throw new codes.ERR_METHOD_NOT_IMPLEMENTED('open()') },
    close(fd, cb) {
      release(handle)
      handle.close().then(() => cb(), cb)
    },
    fsync(fd, cb) { handle.sync().then(() => cb(), cb) },
    read(fd, buf, offset, length, pos, cb) {
      handle.read(buf, offset, length, pos).then((r) => cb(null, r.bytesRead, r.buffer), (err) => cb(err, 0, buf))
    },
    write(fd, buf, offset, length, pos, cb) {
      handle.write(buf, offset, length, pos).then((r) => cb(null, r.bytesWritten, r.buffer), (err) => cb(err, 0, buf))
    },
    writev(fd, buffers, pos, cb) {
      handle.writev(buffers, pos).then((r) => cb(null, r.bytesWritten, r.buffers), (err) => cb(err, 0, buffers))
    },
  }
}

function close(stream, err, cb) {
  if (!stream.fd) {
    cb(err)
  } else if (stream.flush) {
    stream[kFs].fsync(stream.fd, (flushErr) => {
      _close(stream, err || flushErr, cb)
    })
  } else {
    _close(stream, err, cb)
  }
}

function _close(stream, err, cb) {
  stream[kFs].close(stream.fd, (er) => {
    cb(er || err)
  })
  stream.fd = null
}

// importFd takes a descriptor or a FileHandle; of a handle the stream hears when it is closed.
function importFd(stream, options) {
  if (typeof options.fd === 'number') {
    stream[kFs] = options.fs || fs
    return options.fd
  }
  const { FileHandle, hold } = require('internal/fs/handle')
  if (typeof options.fd === 'object' && options.fd instanceof FileHandle) {
    if (options.fs) throw new codes.ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs')
    stream[kHandle] = options.fd
    stream[kFs] = handleOperations(stream[kHandle])
    hold(stream[kHandle])
    options.fd.on('close', stream.close.bind(stream))
    return options.fd.fd
  }
  throw new codes.ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], options.fd)
}

// setFile takes from the options what a stream of either kind needs of its file, and whether it closes it.
function setFile(stream, path, options, flags) {
  if (options.fd == null) {
    stream.fd = null
    stream[kFs] = options.fs || fs
    validateFunction(stream[kFs].open, 'options.fs.open')

    // Path will be ignored when fd is specified, so it can be falsy
    stream.path = isURL(path) ? fileURLToPath(path) : path
    stream.flags = options.flags === undefined ? flags : options.flags
    stream.mode = options.mode === undefined ? 0o666 : options.mode

    pathOf(stream.path)
  } else {
    stream.fd = fdOf(importFd(stream, options))
  }

  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream))
    return new ReadStream(path, options)

  // A little bit bigger buffer and water marks by default
  options = copied(optionsOf(options))
  if (options.highWaterMark === undefined)
    options.highWaterMark = 64 * 1024

  setFile(this, path, options, 'r')

  validateFunction(this[kFs].read, 'options.fs.read')

  if (options.autoDestroy) {
    validateFunction(this[kFs].close, 'options.fs.close')
  }

  this.start = options.start
  this.end = options.end
  this.pos = undefined
  this.bytesRead = 0
  this[kIsPerformingIO] = false

  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0)

    this.pos = this.start
  }

  if (this.end === undefined) {
    this.end = Infinity
  } else if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0)

    if (this.start !== undefined && this.start > this.end) {
      throw new codes.ERR_OUT_OF_RANGE(
        'start',
        `<= "end" (here: ${this.end})`,
        this.start,
      )
    }
  }

  Reflect.apply(Readable, this, [options])
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype)
Object.setPrototypeOf(ReadStream, Readable)

Object.defineProperty(ReadStream.prototype, 'autoClose', {
  get() {
    return this._readableState.autoDestroy
  },
  set(val) {
    this._readableState.autoDestroy = val
  },
})

const openReadFs = deprecate(function () {
  // Noop.
}, 'ReadStream.prototype.open() is deprecated', 'DEP0135')
ReadStream.prototype.open = openReadFs

ReadStream.prototype._construct = _construct

ReadStream.prototype._read = function (n) {
  n = this.pos !== undefined ?
    Math.min(this.end - this.pos + 1, n) :
    Math.min(this.end - this.bytesRead + 1, n)

  if (n <= 0) {
    this.push(null)
    return
  }

  this[kIsPerformingIO] = true
  if (this[kFs] === fs && fs.read === read) {
    // The file system's own read: without its checks, and into memory that it makes.
    binding.readChunk(this.fd, n, this.pos, (error, bytes) => {
      received(this, error, bytes === undefined || bytes === null ? null : Buffer.from(bytes))
    })
    return
  }
  this[kFs].read(this.fd, Buffer.allocUnsafeSlow(n), 0, n, this.pos, (error, bytesRead, buf) => {
    if (!error && bytesRead > 0 && bytesRead !== buf.length) {
      // A short read must not keep the memory of a long one.
      const copy = Buffer.allocUnsafeSlow(bytesRead)
      buf.copy(copy, 0, 0, bytesRead)
      buf = copy
    }
    received(this, error, bytesRead > 0 ? buf : null)
  })
}

// received passes on what was read; null is the end.
function received(stream, error, chunk) {
  stream[kIsPerformingIO] = false
  // Now _destroy() can close the file.
  if (stream.destroyed) {
    stream.emit(kIoDone, error)
  } else if (error) {
    errorOrDestroy(stream, error)
  } else if (chunk === null) {
    stream.push(null)
  } else {
    if (stream.pos !== undefined) stream.pos += chunk.length
    stream.bytesRead += chunk.length
    stream.push(chunk)
  }
}

ReadStream.prototype._destroy = function (err, cb) {
  // A descriptor must not be closed while it is read or written.
  if (this[kIsPerformingIO]) {
    this.once(kIoDone, (er) => close(this, err || er, cb))
  } else {
    close(this, err, cb)
  }
}

ReadStream.prototype.close = function (cb) {
  if (typeof cb === 'function') require('stream').finished(this, cb)
  this.destroy()
}

Object.defineProperty(ReadStream.prototype, 'pending', {
  get() { return this.fd === null },
  configurable: true,
})

function WriteStream(path, options) {
  if (!(this instanceof WriteStream))
    return new WriteStream(path, options)

  options = copied(optionsOf(options))

  // Only buffers are supported.
  options.decodeStrings = true

  setFile(this, path, options, 'w')

  if (!this[kFs].write && !this[kFs].writev) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.fs.write', 'function',
                                   this[kFs].write)
  }

  if (this[kFs].write) {
    validateFunction(this[kFs].write, 'options.fs.write')
  }

  if (this[kFs].writev) {
    validateFunction(this[kFs].writev, 'options.fs.writev')
  }

  if (options.autoDestroy) {
    validateFunction(this[kFs].close, 'options.fs.close')
  }

  this.flush = options.flush
  if (this.flush == null) {
    this.flush = false
  } else {
    validateBoolean(this.flush, 'options.flush')
    validateFunction(this[kFs].fsync, 'options.fs.fsync')
  }

  // It's enough to override either, in which case only one will be used.
  if (!this[kFs].write) {
    this._write = null
  }
  if (!this[kFs].writev) {
    this._writev = null
  }

  this.start = options.start
  this.pos = undefined
  this.bytesWritten = 0
  this[kIsPerformingIO] = false

  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0)

    this.pos = this.start
  }

  Reflect.apply(Writable, this, [options])

  if (options.encoding)
    this.setDefaultEncoding(options.encoding)
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype)
Object.setPrototypeOf(WriteStream, Writable)

Object.defineProperty(WriteStream.prototype, 'autoClose', {
  get() {
    return this._writableState.autoDestroy
  },
  set(val) {
    this._writableState.autoDestroy = val
  },
})

const openWriteFs = deprecate(function () {
  // Noop.
}, 'WriteStream.prototype.open() is deprecated', 'DEP0135')
WriteStream.prototype.open = openWriteFs

WriteStream.prototype._construct = _construct

function writeAll(data, size, pos, cb, retries = 0) {
  const done = (er, bytesWritten, buffer = data) => {
    // Nothing can be written now: later.
    if (er?.code === 'EAGAIN') {
      er = null
      bytesWritten = 0
    }

    if (this.destroyed || er) {
      return cb(er || new codes.ERR_STREAM_DESTROYED('write'))
    }

    this.bytesWritten += bytesWritten

    retries = bytesWritten ? 0 : retries + 1
    size -= bytesWritten
    pos += bytesWritten

    // Try writing non-zero number of bytes up to 5 times.
    if (retries > 5) {
      cb(new codes.ERR_SYSTEM_ERROR('write failed'))
    } else if (size) {
      writeAll.call(this, buffer.subarray(bytesWritten), size, pos, cb, retries)
    } else {
      cb()
    }
  }
  // The file system's own write, without its checks.
  if (this[kFs] === fs && fs.write === write) binding.write(this.fd, data, 0, size, pos, done)
  else this[kFs].write(this.fd, data, 0, size, pos, done)
}

function writevAll(chunks, size, pos, cb, retries = 0) {
  this[kFs].writev(this.fd, chunks, this.pos, (er, bytesWritten, buffers) => {
    // Nothing can be written now: later.
    if (er?.code === 'EAGAIN') {
      er = null
      bytesWritten = 0
    }

    if (this.destroyed || er) {
      return cb(er || new codes.ERR_STREAM_DESTROYED('writev'))
    }

    this.bytesWritten += bytesWritten

    retries = bytesWritten ? 0 : retries + 1
    size -= bytesWritten
    pos += bytesWritten

    // Try writing non-zero number of bytes up to 5 times.
    if (retries > 5) {
      cb(new codes.ERR_SYSTEM_ERROR('writev failed'))
    } else if (size) {
      writevAll.call(this, [Buffer.concat(buffers).slice(bytesWritten)], size, pos, cb, retries)
    } else {
      cb()
    }
  })
}

WriteStream.prototype._write = function (data, encoding, cb) {
  this[kIsPerformingIO] = true
  writeAll.call(this, data, data.length, this.pos, (er) => {
    this[kIsPerformingIO] = false
    if (this.destroyed) {
      // Tell ._destroy() that it's safe to close the fd now.
      cb(er)
      return this.emit(kIoDone, er)
    }

    cb(er)
  })

  if (this.pos !== undefined)
    this.pos += data.length
}

WriteStream.prototype._writev = function (data, cb) {
  const len = data.length
  const chunks = new Array(len)
  let size = 0

  for (let i = 0; i < len; i++) {
    const chunk = data[i].chunk

    chunks[i] = chunk
    size += chunk.length
  }

  this[kIsPerformingIO] = true
  writevAll.call(this, chunks, size, this.pos, (er) => {
    this[kIsPerformingIO] = false
    if (this.destroyed) {
      // Tell ._destroy() that it's safe to close the fd now.
      cb(er)
      return this.emit(kIoDone, er)
    }

    cb(er)
  })

  if (this.pos !== undefined)
    this.pos += size
}

WriteStream.prototype._destroy = function (err, cb) {
  // A descriptor must not be closed while it is read or written.
  if (this[kIsPerformingIO]) {
    this.once(kIoDone, (er) => close(this, err || er, cb))
  } else {
    close(this, err, cb)
  }
}

WriteStream.prototype.close = function (cb) {
  if (cb) {
    if (this.closed) {
      process.nextTick(cb)
      return
    }
    this.on('close', cb)
  }

  // If we are not autoClosing, we should call
  // destroy on 'finish'.
  if (!this.autoClose) {
    this.on('finish', this.destroy)
  }

  // We use end() instead of destroy() because of
  // https://github.com/nodejs/node/issues/2006
  this.end()
}

// There is no shutdown() for files.
WriteStream.prototype.destroySoon = WriteStream.prototype.end

Object.defineProperty(WriteStream.prototype, 'pending', {
  get() { return this.fd === null },
  configurable: true,
})

module.exports = {
  ReadStream,
  WriteStream,
}
