// process.stdin, stdout and stderr. Each is made when it is first used; console prints without them.

const { Readable, Writable } = require('stream')
const { DescriptorStream, kind, number, write } = require('internal/tty/descriptor')

// SyncWriteStream writes to a file, at once.
class SyncWriteStream extends Writable {
  constructor(fd) {
    super({ autoDestroy: true, decodeStrings: false })
    this.fd = fd
    this.readable = false
    this.autoClose = false
  }

  _write(chunk, encoding, callback) {
    if (typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'utf-8') chunk = Buffer.from(chunk, encoding)
    try {
      write(this.fd, chunk)
    } catch (error) {
      callback(error)
      return
    }
    callback()
  }
}

function open(fd) {
  const type = kind(fd)
  let stream
  if (type === 'tty') {
    const { WriteStream } = require('tty')
    stream = new WriteStream(fd)
    stream._type = 'tty'
  } else if (type === 'file') {
    stream = new SyncWriteStream(fd)
    stream._type = 'fs'
  } else if (type === 'pipe') {
    stream = new DescriptorStream({ fd, readable: false })
    stream._type = 'pipe'
  } else {
    stream = new Writable({ write(chunk, encoding, callback) { callback() } })
  }
  stream.fd = fd
  stream._isStdio = true
  stream.destroySoon = stream.destroy
  // The descriptor stays open: others in the process may still write to it.
  stream._destroy = stayOpen
  if (stream.isTTY) process.on('SIGWINCH', () => { stream._refreshSize() })
  made[fd] = stream
  ways[fd] = stream._write
  return stream
}

const made = []
const ways = []

// isPlain(stream, fd) tells console that it may print to the descriptor itself: the program has not changed how its stream
// writes, and nothing waits in it.
exports.isPlain = function (stream, fd) {
  return stream === made[fd] && stream.write === Writable.prototype.write && stream._write === ways[fd] &&
    stream.writable && stream.writableLength === 0 && stream.writableCorked === 0
}

function stayOpen(error, callback) {
  callback(error)
  this._undestroy()
  if (!this._writableState.emitClose) process.nextTick(() => { this.emit('close') })
}

exports.stdout = () => open(1)
exports.stderr = () => open(2)

exports.stdin = function () {
  const type = kind(0)
  let stdin
  if (type === 'tty') {
    const { ReadStream } = require('tty')
    stdin = new ReadStream(0)
  } else if (type === 'file' && number(0) === 0) {
    const { ReadStream } = require('fs')
    stdin = new ReadStream(null, { fd: 0, autoClose: false })
  } else if (type === undefined) {
    stdin = new Readable({ read() {} })
    stdin.push(null)
  } else {
    stdin = new DescriptorStream({ fd: 0, writable: false })
  }
  stdin.fd = 0

  // pause() ends reading a tick later, so that the program can end.
  stdin.on('pause', () => { process.nextTick(stopReading, stdin) })
  return stdin
}

function stopReading(stdin) {
  const handle = stdin._handle
  if (handle && handle.reading && !stdin.readableFlowing) {
    stdin._readableState.reading = false
    handle.readStop()
  }
}
