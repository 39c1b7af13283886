// What each key does.

const { AbortError } = require('internal/errors')
const { kEmptyObject } = require('internal/util')
const { charLengthAt, charLengthLeft, kSubstringSearch } = require('internal/readline/utils')
const { clearScreenDown, cursorTo } = require('internal/readline/callbacks')
const {
  kDeleteLeft, kDeleteLineLeft, kDeleteLineRight, kDeleteRight, kDeleteWordLeft, kDeleteWordRight, kHistoryNext,
  kHistoryPrev, kInsertString, kLine, kMoveCursor, kPreviousKey, kQuestionReject, kRedo, kRefreshLine, kSawReturnAt,
  kSetRawMode, kTabComplete, kTtyWrite, kUndo, kWordLeft, kWordRight, kYank, kYanking, kYankPop,
} = require('internal/readline/symbols')

// \r\n, \n, or \r that no \n follows
const lineEnding = /\r?\n|\r(?!\n)/g

const methods = {
  // Handle a write from the tty
  [kTtyWrite](s, key) {
    const previousKey = this[kPreviousKey]
    key = key || kEmptyObject
    this[kPreviousKey] = key

    if (!key.meta || key.name !== 'y') {
      // Reset yanking state unless we are doing yank pop.
      this[kYanking] = false
    }

    // Activate or deactivate substring search.
    if (
      (key.name === 'up' || key.name === 'down') &&
      !key.ctrl &&
      !key.meta &&
      !key.shift
    ) {
      if (this[kSubstringSearch] === null) {
        this[kSubstringSearch] = this.line.slice(0,
          this.cursor)
      }
    } else if (this[kSubstringSearch] !== null) {
      this[kSubstringSearch] = null
      // Reset the index in case there's no match.
      if (this.history.length === this.historyIndex) {
        this.historyIndex = -1
      }
    }

    // Undo & Redo
    if (typeof key.sequence === 'string') {
      switch (key.sequence.codePointAt(0)) {
        case 0x1f:
          this[kUndo]()
          return
        case 0x1e:
          this[kRedo]()
          return
        default:
          break
      }
    }

    // Ignore escape key, fixes
    // https://github.com/nodejs/node-v0.x-archive/issues/2876.
    if (key.name === 'escape') return

    if (key.ctrl && key.shift) {
      /* Control and shift pressed */
      switch (key.name) {
        case 'backspace':
          this[kDeleteLineLeft]()
          break

        case 'delete':
          this[kDeleteLineRight]()
          break
      }
    } else if (key.ctrl) {
      /* Control key pressed */

      switch (key.name) {
        case 'c':
          if (this.listenerCount('SIGINT') > 0) {
            this.emit('SIGINT')
          } else {
            // This readline instance is finished
            this.close()
            this[kQuestionReject]?.(new AbortError('Aborted with Ctrl+C'))
          }
          break

        case 'h': // delete left
          this[kDeleteLeft]()
          break

        case 'd': // delete right or EOF
          if (this.cursor === 0 && this.line.length === 0) {
            // This readline instance is finished
            this.close()
            this[kQuestionReject]?.(new AbortError('Aborted with Ctrl+D'))
          } else if (this.cursor < this.line.length) {
            this[kDeleteRight]()
          }
          break

        case 'u': // Delete from current to start of line
          this[kDeleteLineLeft]()
          break

        case 'k': // Delete from current to end of line
          this[kDeleteLineRight]()
          break

        case 'a': // Go to the start of the line
          this[kMoveCursor](-Infinity)
          break

        case 'e': // Go to the end of the line
          this[kMoveCursor](+Infinity)
          break

        case 'b': // back one character
          this[kMoveCursor](-charLengthLeft(this.line, this.cursor))
          break

        case 'f': // Forward one character
          this[kMoveCursor](+charLengthAt(this.line, this.cursor))
          break

        case 'l': // Clear the whole screen
          cursorTo(this.output, 0, 0)
          clearScreenDown(this.output)
          this[kRefreshLine]()
          break

        case 'n': // next history item
          this[kHistoryNext]()
          break

        case 'p': // Previous history item
          this[kHistoryPrev]()
          break

        case 'y': // Yank killed string
          this[kYank]()
          break

        case 'z':
          if (process.platform === 'win32') break
          if (this.listenerCount('SIGTSTP') > 0) {
            this.emit('SIGTSTP')
          } else {
            process.once('SIGCONT', () => {
              // Don't raise events if stream has already been abandoned.
              if (!this.paused) {
                // Stream must be paused and resumed after SIGCONT to catch
                // SIGINT, SIGTSTP, and EOF.
                this.pause()
                this.emit('SIGCONT')
              }
              // Explicitly re-enable "raw mode" and move the cursor to
              // the correct position.
              // See https://github.com/joyent/node/issues/3295.
              this[kSetRawMode](true)
              this[kRefreshLine]()
            })
            this[kSetRawMode](false)
            process.kill(process.pid, 'SIGTSTP')
          }
          break

        case 'w': // Delete backwards to a word boundary
        case 'backspace':
          this[kDeleteWordLeft]()
          break

        case 'delete': // Delete forward to a word boundary
          this[kDeleteWordRight]()
          break

        case 'left':
          this[kWordLeft]()
          break

        case 'right':
          this[kWordRight]()
          break
      }
    } else if (key.meta) {
      /* Meta key pressed */

      switch (key.name) {
        case 'b': // backward word
          this[kWordLeft]()
          break

        case 'f': // forward word
          this[kWordRight]()
          break

        case 'd': // delete forward word
        case 'delete':
          this[kDeleteWordRight]()
          break

        case 'backspace': // Delete backwards to a word boundary
          this[kDeleteWordLeft]()
          break

        case 'y': // Doing yank pop
          this[kYankPop]()
          break
      }
    } else {
      /* No modifier keys used */

      // \r bookkeeping is only relevant if a \n comes right after.
      if (this[kSawReturnAt] && key.name !== 'enter') this[kSawReturnAt] = 0

      switch (key.name) {
        case 'return': // Carriage return, i.e. \r
          this[kSawReturnAt] = Date.now()
          this[kLine]()
          break

        case 'enter':
          // When key interval > crlfDelay
          if (
            this[kSawReturnAt] === 0 ||
            Date.now() - this[kSawReturnAt] > this.crlfDelay
          ) {
            this[kLine]()
          }
          this[kSawReturnAt] = 0
          break

        case 'backspace':
          this[kDeleteLeft]()
          break

        case 'delete':
          this[kDeleteRight]()
          break

        case 'left':
          // Obtain the code point to the left
          this[kMoveCursor](-charLengthLeft(this.line, this.cursor))
          break

        case 'right':
          this[kMoveCursor](+charLengthAt(this.line, this.cursor))
          break

        case 'home':
          this[kMoveCursor](-Infinity)
          break

        case 'end':
          this[kMoveCursor](+Infinity)
          break

        case 'up':
          this[kHistoryPrev]()
          break

        case 'down':
          this[kHistoryNext]()
          break

        case 'tab':
          // If tab completion enabled, do that...
          if (
            typeof this.completer === 'function' &&
            this.isCompletionEnabled
          ) {
            const lastKeypressWasTab =
              previousKey && previousKey.name === 'tab'
            this[kTabComplete](lastKeypressWasTab)
            break
          }
        // falls through
        default:
          if (typeof s === 'string' && s) {
            // Erase state of previous searches.
            lineEnding.lastIndex = 0
            let nextMatch
            // Keep track of the end of the last match.
            let lastIndex = 0
            while ((nextMatch = lineEnding.exec(s)) !== null) {
              this[kInsertString](s.slice(lastIndex, nextMatch.index))
              lastIndex = lineEnding.lastIndex
              this[kLine]()
              // Restore lastIndex as the call to kLine could have mutated it.
              lineEnding.lastIndex = lastIndex
            }
            // This ensures that the last line is written if it doesn't end in a newline.
            // Note that the last line may be the first line, in which case this still works.
            this[kInsertString](s.slice(lastIndex))
          }
      }
    }
  },
}

// extend gives a prototype these methods.
function extend(prototype) {
  const descriptors = Object.getOwnPropertyDescriptors(methods)
  for (const key of Reflect.ownKeys(descriptors)) {
    Object.defineProperty(prototype, key, { ...descriptors[key], enumerable: false })
  }
}

module.exports = { extend }
