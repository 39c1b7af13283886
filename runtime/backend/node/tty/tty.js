// The module "tty": terminals.

const { codes } = require('internal/errors')
const { DescriptorStream, kind, size } = require('internal/tty/descriptor')
const { getColorDepth, hasColors } = require('internal/tty')

function isatty(fd) {
  return Number.isInteger(fd) && fd >= 0 && fd <= 2147483647 && kind(fd) === 'tty'
}

function check(fd) {
  if (fd >> 0 !== fd || fd < 0) throw new codes.ERR_INVALID_FD(fd)
  if (kind(fd) !== 'tty') {
    throw new codes.ERR_TTY_INIT_FAILED({ errno: -22, code: 'EINVAL', message: 'invalid argument', syscall: 'uv_tty_init' })
  }
}

function ReadStream(fd, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(fd, options)
  check(fd)
  DescriptorStream.call(this, { readableHighWaterMark: 0, ...options, fd })
  this.isRaw = false
  this.isTTY = true
}
Object.setPrototypeOf(ReadStream.prototype, DescriptorStream.prototype)
Object.setPrototypeOf(ReadStream, DescriptorStream)

let restores = false

ReadStream.prototype.setRawMode = function (flag) {
  const handle = this._handle
  if (handle !== null) {
    try {
      handle.setRawMode(!!flag)
    } catch (error) {
      this.emit('error', error)
      return this
    }
    // The terminal outlives the program.
    if (flag && !restores) {
      restores = true
      process.prependOnceListener('exit', () => { handle.setRawMode(false) })
    }
  }
  this.isRaw = !!flag
  return this
}

function WriteStream(fd) {
  if (!(this instanceof WriteStream)) return new WriteStream(fd)
  check(fd)
  DescriptorStream.call(this, { readableHighWaterMark: 0, fd })
  try {
    const [columns, rows] = size(fd)
    this.columns = columns
    this.rows = rows
  } catch {
    // As in Node, a terminal without a size has none.
  }
}
Object.setPrototypeOf(WriteStream.prototype, DescriptorStream.prototype)
Object.setPrototypeOf(WriteStream, DescriptorStream)

WriteStream.prototype.isTTY = true
WriteStream.prototype.getColorDepth = getColorDepth
WriteStream.prototype.hasColors = hasColors

WriteStream.prototype._refreshSize = function () {
  let columns
  let rows
  try {
    [columns, rows] = size(this.fd)
  } catch (error) {
    this.emit('error', error)
    return
  }
  if (columns === this.columns && rows === this.rows) return
  this.columns = columns
  this.rows = rows
  this.emit('resize')
}

WriteStream.prototype.cursorTo = function (x, y, callback) {
  return require('internal/readline/callbacks').cursorTo(this, x, y, callback)
}

WriteStream.prototype.moveCursor = function (dx, dy, callback) {
  return require('internal/readline/callbacks').moveCursor(this, dx, dy, callback)
}

WriteStream.prototype.clearLine = function (dir, callback) {
  return require('internal/readline/callbacks').clearLine(this, dir, callback)
}

WriteStream.prototype.clearScreenDown = function (callback) {
  return require('internal/readline/callbacks').clearScreenDown(this, callback)
}

WriteStream.prototype.getWindowSize = function () {
  return [this.columns, this.rows]
}

module.exports = { isatty, ReadStream, WriteStream }
