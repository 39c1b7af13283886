// The module "readline".

const EventEmitter = require('events')
const { AbortError } = require('internal/errors')
const { inspect } = require('internal/util/inspect')
const { kEmptyObject, promisify } = require('internal/util')
const { validateAbortSignal } = require('internal/validators')
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('internal/readline/callbacks')
const { Interface: Base, InterfaceConstructor } = require('internal/readline/interface')
const symbols = require('internal/readline/symbols')
const { kQuestion, kQuestionCancel, kSawReturnAt, kTabCompleter } = symbols

function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) {
    return new Interface(input, output, completer, terminal)
  }

  if (input?.input &&
      typeof input.completer === 'function' && input.completer.length !== 2) {
    const { completer } = input
    input.completer = (v, cb) => cb(null, completer(v))
  } else if (typeof completer === 'function' && completer.length !== 2) {
    const realCompleter = completer
    completer = (v, cb) => cb(null, realCompleter(v))
  }

  InterfaceConstructor.call(this, input, output, completer, terminal)

  if (process.env.TERM === 'dumb') {
    this._ttyWrite = _ttyWriteDumb.bind(this)
  }
}

Object.setPrototypeOf(Interface.prototype, Base.prototype)
Object.setPrototypeOf(Interface, Base)

Interface.prototype.question = function question(query, options, cb) {
  cb = typeof options === 'function' ? options : cb
  if (options === null || typeof options !== 'object') {
    options = kEmptyObject
  }

  if (options.signal) {
    validateAbortSignal(options.signal, 'options.signal')
    if (options.signal.aborted) {
      return
    }

    const onAbort = () => {
      this[kQuestionCancel]()
    }
    const disposable = EventEmitter.addAbortListener(options.signal, onAbort)
    const originalCb = cb
    cb = typeof cb === 'function' ? (answer) => {
      disposable[Symbol.dispose]()
      return originalCb(answer)
    } : disposable[Symbol.dispose]
  }

  if (typeof cb === 'function') {
    this[kQuestion](query, cb)
  }
}
Interface.prototype.question[promisify.custom] = function question(query, options) {
  if (options === null || typeof options !== 'object') {
    options = kEmptyObject
  }

  if (options.signal && options.signal.aborted) {
    return Promise.reject(
      new AbortError(undefined, { cause: options.signal.reason }))
  }

  return new Promise((resolve, reject) => {
    let cb = resolve

    if (options.signal) {
      const onAbort = () => {
        reject(new AbortError(undefined, { cause: options.signal.reason }))
      }
      const disposable = EventEmitter.addAbortListener(options.signal, onAbort)
      cb = (answer) => {
        disposable[Symbol.dispose]()
        resolve(answer)
      }
    }

    this.question(query, options, cb)
  })
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal)
}

// What programs know of the inner parts by names with an underscore. Replacing a method replaces what is called.
const methods = ['kSetRawMode', 'kOnLine', 'kWriteToOutput', 'kAddHistory', 'kRefreshLine', 'kNormalWrite', 'kInsertString',
  'kTabComplete', 'kWordLeft', 'kWordRight', 'kDeleteLeft', 'kDeleteRight', 'kDeleteWordLeft', 'kDeleteWordRight',
  'kDeleteLineLeft', 'kDeleteLineRight', 'kLine', 'kHistoryNext', 'kHistoryPrev', 'kGetDisplayPos', 'kMoveCursor', 'kTtyWrite']
for (let i = 0; i < methods.length; i++) {
  const symbol = symbols[methods[i]]
  const name = symbol.description
  Interface.prototype[name] = Base.prototype[symbol]
  Object.defineProperty(Interface.prototype, symbol, { get() { return this[name] } })
}
Interface.prototype._getCursorPos = Base.prototype.getCursorPos

const values = ['kDecoder', 'kLine_buffer', 'kOldPrompt', 'kPreviousKey', 'kPrompt', 'kQuestionCallback', 'kSawKeyPress', 'kSawReturnAt']
for (let i = 0; i < values.length; i++) {
  const symbol = symbols[values[i]]
  Object.defineProperty(Interface.prototype, symbol.description, {
    get() { return this[symbol] },
    set(value) { this[symbol] = value },
  })
}

// Here the completer takes a callback.
Interface.prototype._tabComplete = function (lastKeypressWasTab) {
  this.pause()
  const string = this.line.slice(0, this.cursor)
  this.completer(string, (err, value) => {
    this.resume()

    if (err) {
      this._writeToOutput(`Tab completion error: ${inspect(err)}`)
      return
    }

    this[kTabCompleter](lastKeypressWasTab, value)
  })
}
function _ttyWriteDumb(s, key) {
  key = key || kEmptyObject

  if (key.name === 'escape') return

  if (this[kSawReturnAt] && key.name !== 'enter')
    this[kSawReturnAt] = 0

  if (key.ctrl) {
    if (key.name === 'c') {
      if (this.listenerCount('SIGINT') > 0) {
        this.emit('SIGINT')
      } else {
        // This readline instance is finished
        this.close()
      }

      return
    } else if (key.name === 'd') {
      this.close()
      return
    }
  }

  switch (key.name) {
    case 'return':  // Carriage return, i.e. \r
      this[kSawReturnAt] = Date.now()
      this._line()
      break

    case 'enter':
      // When key interval > crlfDelay
      if (this[kSawReturnAt] === 0 ||
          Date.now() - this[kSawReturnAt] > this.crlfDelay) {
        this._line()
      }
      this[kSawReturnAt] = 0
      break

    default:
      if (typeof s === 'string' && s) {
        this.line += s
        this.cursor += s.length
        this._writeToOutput(s)
      }
  }
}

function emitKeypressEvents(stream, iface) {
  require('internal/readline/keypress')(stream, iface)
}

module.exports = {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  emitKeypressEvents,
  moveCursor,
}

let promises
Object.defineProperty(module.exports, 'promises', {
  configurable: true,
  enumerable: true,
  get() { return promises ??= require('readline/promises') },
  set(value) { promises = value },
})
