// The module "readline/promises".

const EventEmitter = require('events')
const { AbortError, codes } = require('internal/errors')
const { kEmptyObject } = require('internal/util')
const { validateAbortSignal, validateBoolean, validateInteger } = require('internal/validators')
const { isWritable } = require('internal/streams/utils')
const { CSI } = require('internal/readline/utils')
const { Interface: Base } = require('internal/readline/interface')
const { kQuestion, kQuestionCancel, kQuestionReject } = require('internal/readline/symbols')
const { kClearToLineBeginning, kClearToLineEnd, kClearLine, kClearScreenDown } = CSI

// Readline gathers cursor movements, and writes them with commit().
class Readline {
  #autoCommit = false
  #stream
  #todo = []

  constructor(stream, options = undefined) {
    if (!isWritable(stream))
      throw new codes.ERR_INVALID_ARG_TYPE('stream', 'Writable', stream)
    this.#stream = stream
    if (options?.autoCommit != null) {
      validateBoolean(options.autoCommit, 'options.autoCommit')
      this.#autoCommit = options.autoCommit
    }
  }

  cursorTo(x, y = undefined) {
    validateInteger(x, 'x')
    if (y != null) validateInteger(y, 'y')

    const data = y == null ? CSI`${x + 1}G` : CSI`${y + 1};${x + 1}H`
    if (this.#autoCommit) process.nextTick(() => this.#stream.write(data))
    else this.#todo.push(data)

    return this
  }

  moveCursor(dx, dy) {
    if (dx || dy) {
      validateInteger(dx, 'dx')
      validateInteger(dy, 'dy')

      let data = ''

      if (dx < 0) {
        data += CSI`${-dx}D`
      } else if (dx > 0) {
        data += CSI`${dx}C`
      }

      if (dy < 0) {
        data += CSI`${-dy}A`
      } else if (dy > 0) {
        data += CSI`${dy}B`
      }
      if (this.#autoCommit) process.nextTick(() => this.#stream.write(data))
      else this.#todo.push(data)
    }
    return this
  }

  clearLine(dir) {
    validateInteger(dir, 'dir', -1, 1)

    const data =
      dir < 0 ? kClearToLineBeginning :
        dir > 0 ? kClearToLineEnd :
          kClearLine
    if (this.#autoCommit) process.nextTick(() => this.#stream.write(data))
    else this.#todo.push(data)
    return this
  }

  clearScreenDown() {
    if (this.#autoCommit) {
      process.nextTick(() => this.#stream.write(kClearScreenDown))
    } else {
      this.#todo.push(kClearScreenDown)
    }
    return this
  }

  commit() {
    return new Promise((resolve) => {
      this.#stream.write(this.#todo.join(''), resolve)
      this.#todo = []
    })
  }

  rollback() {
    this.#todo = []
    return this
  }
}

class Interface extends Base {
  question(query, options = kEmptyObject) {
    return new Promise((resolve, reject) => {
      let cb = resolve

      if (options?.signal) {
        validateAbortSignal(options.signal, 'options.signal')
        if (options.signal.aborted) {
          return reject(
            new AbortError(undefined, { cause: options.signal.reason }))
        }

        const onAbort = () => {
          this[kQuestionCancel]()
          reject(new AbortError(undefined, { cause: options.signal.reason }))
        }
        const disposable = EventEmitter.addAbortListener(options.signal, onAbort)

        cb = (answer) => {
          disposable[Symbol.dispose]()
          resolve(answer)
        }
      }

      this[kQuestionReject] = reject

      this[kQuestion](query, cb)
    })
  }
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal)
}

module.exports = {
  Interface,
  Readline,
  createInterface,
}
