// A Duplex on a descriptor: what terminals and pipes among the standard streams are. Writing is at once, as Node's is to
// terminals, so that nothing is lost at the exit.

const { Duplex } = require('stream')

exports.kind = binding.kind
exports.number = binding.number
exports.size = binding.size
exports.write = binding.write

// Handle is the descriptor itself. Nothing is read before readStart, and what comes after readStop is kept.
class Handle {
  constructor(fd) {
    this.fd = fd
    this.reading = false
    this.pending = false // a read is under way
    this.kept = undefined // what it brought after readStop: [error, bytes]
    this.referenced = true
    this.closed = false
    this.onread = undefined
  }

  readStart() {
    if (this.closed) return false
    this.reading = true
    if (this.kept !== undefined) {
      const kept = this.kept
      this.kept = undefined
      this.pending = true
      process.nextTick(() => this.deliver(kept[0], kept[1]))
    } else if (!this.pending) {
      this.pending = true
      binding.read(this.fd, (error, bytes) => this.deliver(error, bytes))
    }
    this.hold()
    return true
  }

  readStop() {
    this.reading = false
    this.hold()
  }

  deliver(error, bytes) {
    this.pending = false
    if (!this.closed) {
      if (this.reading) {
        this.onread(error, bytes)
        if (this.reading && !this.pending && !error && bytes !== null) this.readStart()
      } else {
        this.kept = [error, bytes]
      }
    }
    this.hold()
  }

  hold() {
    binding.hold(this.fd, this.reading && this.pending && this.referenced && !this.closed)
  }

  write(chunk) { binding.write(this.fd, chunk) }
  setRawMode(on) { binding.setRaw(this.fd, on) }
  // Packages ask for it, so that nothing is lost at the exit; it is so here.
  setBlocking() { return 0 }
  hasRef() { return this.referenced }

  ref() {
    this.referenced = true
    this.hold()
  }

  unref() {
    this.referenced = false
    this.hold()
  }

  close() {
    this.closed = true
    this.reading = false
    this.kept = undefined
    this.hold()
    if (this.fd > 2) binding.close(this.fd)
  }
}

// DescriptorStream takes {fd, readable, writable, highWaterMark}.
function DescriptorStream(options) {
  Duplex.call(this, {
    ...options, allowHalfOpen: false, emitClose: false, autoDestroy: true, decodeStrings: false,
  })
  this.connecting = false
  this.fd = options.fd
  const handle = this._handle = new Handle(options.fd)
  handle.onread = (error, bytes) => received(this, error, bytes)
}
Object.setPrototypeOf(DescriptorStream.prototype, Duplex.prototype)
Object.setPrototypeOf(DescriptorStream, Duplex)
DescriptorStream.prototype._writev = null // one chunk at a time
require('internal/net').likeSocket(DescriptorStream.prototype)

function received(stream, error, bytes) {
  const handle = stream._handle
  if (error) {
    handle.reading = false
    stream.destroy(error)
  } else if (bytes === null) {
    handle.reading = false
    stream.push(null)
    stream.read(0)
  } else if (!stream.push(Buffer.from(bytes))) {
    handle.readStop()
  }
}

DescriptorStream.prototype._read = function () {
  const handle = this._handle
  if (handle === null || handle.reading || handle.readStart()) return
  this.destroy(failure(-require('os').constants.errno.EBADF, 'read'))
}

DescriptorStream.prototype._write = function (chunk, encoding, callback) {
  if (this._handle === null) {
    callback(new (require('internal/errors').codes.ERR_STREAM_DESTROYED)('write'))
    return
  }
  if (typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'utf-8') chunk = Buffer.from(chunk, encoding)
  try {
    this._handle.write(chunk)
  } catch (error) {
    callback(failure(error.errno, 'write'))
    return
  }
  callback()
}

function failure(number, call) {
  const { ErrnoException } = require('internal/errors')
  return new ErrnoException(number, call)
}

// A turn later, as shutting down takes its time in Node: what ends with the stream comes before 'finish'.
DescriptorStream.prototype._final = function (callback) {
  setImmediate(callback)
}

DescriptorStream.prototype._destroy = function (error, callback) {
  const handle = this._handle
  if (handle !== null) {
    this._handle = null
    handle.close()
  }
  callback(error)
  process.nextTick(() => { this.emit('close', !!error) })
}

DescriptorStream.prototype.destroySoon = function () {
  if (this.writable) this.end()
  if (this.writableFinished) this.destroy()
  else this.once('finish', this.destroy)
}

DescriptorStream.prototype.ref = function () {
  this._handle?.ref()
  return this
}

DescriptorStream.prototype.unref = function () {
  this._handle?.unref()
  return this
}

exports.DescriptorStream = DescriptorStream
