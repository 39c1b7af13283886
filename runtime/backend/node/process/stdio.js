// process.stdout and stderr. Output is written at once, as Node does it for
// files and terminals, so that nothing is lost at the exit; that needs no stream machinery, and
// printing does not load it.

const EventEmitter = require('events')

const errors = () => require('internal/errors')

class WriteStream extends EventEmitter {
  constructor(fd) {
    super()
    this.fd = fd
    this._type = binding.kind(fd)
    this._isStdio = true
    this.writable = true
    this.writableEnded = false
    this.writableFinished = false
    this.writableNeedDrain = false
    this.writableLength = 0
    this.writableObjectMode = false
    this.writableHighWaterMark = 16384
    this.destroyed = false
    this.errored = null
    if (this._type === 'tty') makeTerminal(this)
  }

  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') {
      callback = encoding
      encoding = undefined
    }
    let error
    if (this.writableEnded) {
      error = new (errors().codes.ERR_STREAM_WRITE_AFTER_END)()
    } else {
      error = writeChunk(this.fd, chunk, encoding)
    }
    if (error) {
      this.errored = error
      process.nextTick(failed, this, error, callback)
      return false
    }
    if (typeof callback === 'function') process.nextTick(callback)
    return true
  }

  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') {
      callback = chunk
      chunk = undefined
    } else if (typeof encoding === 'function') {
      callback = encoding
      encoding = undefined
    }
    if (chunk !== null && chunk !== undefined) this.write(chunk, encoding)
    if (typeof callback === 'function') this.once('finish', callback)
    if (this.writableEnded) return this
    this.writableEnded = true
    this.writable = false
    process.nextTick(finished, this)
    return this
  }

  // The stream stays open, as Node's does: others in the process may still write to it.
  destroy(error) {
    process.nextTick(() => {
      if (error) this.emit('error', error)
      this.emit('close')
    })
    return this
  }

  destroySoon() { return this.destroy() }
  cork() {}
  uncork() {}
  setDefaultEncoding() { return this }
  ref() { return this }
  unref() { return this }
  pipe() { throw new (errors().codes.ERR_STREAM_CANNOT_PIPE)() }
}

function writeChunk(fd, chunk, encoding) {
  if (typeof chunk === 'string') {
    if (encoding && encoding !== 'utf8' && encoding !== 'utf-8' && encoding !== 'buffer') {
      if (!Buffer.isEncoding(encoding)) throw new (errors().codes.ERR_UNKNOWN_ENCODING)(encoding)
      chunk = Buffer.from(chunk, encoding)
    }
  } else if (chunk === null) {
    throw new (errors().codes.ERR_STREAM_NULL_VALUES)()
  } else if (!ArrayBuffer.isView(chunk)) {
    throw new (errors().codes.ERR_INVALID_ARG_TYPE)('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk)
  }
  try {
    binding.write(fd, chunk)
  } catch (error) {
    return error
  }
}

function failed(stream, error, callback) {
  if (typeof callback === 'function') callback(error)
  stream.emit('error', error)
}

function finished(stream) {
  stream.writableFinished = true
  stream.emit('finish')
}

// makeTerminal adds what tty.WriteStream has.
function makeTerminal(stream) {
  stream.isTTY = true
  ;[stream.columns, stream.rows] = binding.size(stream.fd)
  stream.on('newListener', function watch(name) {
    if (name !== 'resize' || process.platform === 'win32') return
    stream.removeListener('newListener', watch)
    process.on('SIGWINCH', () => {
      const [columns, rows] = binding.size(stream.fd)
      if (columns === stream.columns && rows === stream.rows) return
      stream.columns = columns
      stream.rows = rows
      stream.emit('resize')
    })
  })
  const escape = (sequence, callback) => stream.write(`\x1b[${sequence}`, callback)
  Object.assign(stream, {
    getWindowSize: () => [stream.columns, stream.rows],
    getColorDepth: (env = process.env) => colorDepth(env),
    hasColors(count = 16, env = process.env) {
      if (typeof count === 'object') {
        env = count
        count = 16
      }
      return count <= 2 ** colorDepth(env)
    },
    cursorTo(x, y, callback) {
      if (typeof y === 'function') {
        callback = y
        y = undefined
      }
      return escape(typeof y === 'number' ? `${y + 1};${x + 1}H` : `${x + 1}G`, callback)
    },
    moveCursor(dx, dy, callback) {
      let sequence = ''
      if (dx < 0) sequence += `\x1b[${-dx}D`
      else if (dx > 0) sequence += `\x1b[${dx}C`
      if (dy < 0) sequence += `\x1b[${-dy}A`
      else if (dy > 0) sequence += `\x1b[${dy}B`
      return stream.write(sequence, callback)
    },
    clearLine: (direction, callback) => escape(direction < 0 ? '1K' : direction > 0 ? '0K' : '2K', callback),
    clearScreenDown: (callback) => escape('0J', callback),
  })
}

// colorDepth is how many bits of colour the terminal of env shows: 1, 4, 8 or 24.
function colorDepth(env) {
  if (env.FORCE_COLOR !== undefined) {
    return { '': 4, '1': 4, 'true': 4, '2': 8, '3': 24 }[env.FORCE_COLOR] ?? 1
  }
  if (env.NODE_DISABLE_COLORS || env.NO_COLOR || env.TERM === 'dumb') return 1
  if (process.platform === 'win32') return 24
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 24
  const term = (env.TERM ?? '').toLowerCase()
  if (/^(xterm|screen|tmux)-256|-256color|iterm|hyper|kitty/.test(term + (env.TERM_PROGRAM ?? '').toLowerCase())) return 8
  return env.COLORTERM || /ansi|color|linux|cygwin|konsole|rxvt|screen|xterm|vt100|tmux/.test(term) ? 4 : 1
}

module.exports = {
  stdout: () => new WriteStream(1),
  stderr: () => new WriteStream(2),
}
