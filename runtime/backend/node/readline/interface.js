// Interface: lines of a stream. What edits the line of a terminal is in editing.js and terminal.js.

const { codes } = require('internal/errors')
const { validateAbortSignal, validateArray, validateNumber, validateString, validateUint32 } = require('internal/validators')
const { inspect, getStringWidth } = require('internal/util/inspect')
const EventEmitter = require('events')
const { commonPrefix, kSubstringSearch } = require('internal/readline/utils')
const { StringDecoder } = require('string_decoder')
const {
  kLineObjectStream, kQuestionCancel, kQuestion, kBeforeEdit, kDecoder, kInsertString, kLine_buffer, kKillRing,
  kKillRingCursor, kNormalWrite, kOldPrompt, kOnLine, kPreviousKey, kPrompt, kPushToUndoStack, kQuestionCallback, kRedoStack,
  kRefreshLine, kSawKeyPress, kSawReturnAt, kSetRawMode, kTabComplete, kTabCompleter, kTtyWrite, kUndoStack, kWriteToOutput,
} = require('internal/readline/symbols')

const kHistorySize = 30
const kMincrlfDelay = 100
// GNU readline's keyseq-timeout, in milliseconds.
const ESCAPE_CODE_TIMEOUT = 500
// \r\n, \n, or \r that no \n follows
const lineEnding = /\r?\n|\r(?!\n)/
const lineEnd = /[\r\n]/

function InterfaceConstructor(input, output, completer, terminal) {
  this[kSawReturnAt] = 0
  this.isCompletionEnabled = true
  this[kSawKeyPress] = false
  this[kPreviousKey] = null
  this.escapeCodeTimeout = ESCAPE_CODE_TIMEOUT
  this.tabSize = 8

  EventEmitter.call(this)

  let history
  let historySize
  let removeHistoryDuplicates = false
  let crlfDelay
  let prompt = '> '
  let signal

  if (input?.input) {
    // An options object was given
    output = input.output
    completer = input.completer
    terminal = input.terminal
    history = input.history
    historySize = input.historySize
    signal = input.signal
    if (input.tabSize !== undefined) {
      validateUint32(input.tabSize, 'tabSize', true)
      this.tabSize = input.tabSize
    }
    removeHistoryDuplicates = input.removeHistoryDuplicates
    if (input.prompt !== undefined) {
      prompt = input.prompt
    }
    if (input.escapeCodeTimeout !== undefined) {
      if (Number.isFinite(input.escapeCodeTimeout)) {
        this.escapeCodeTimeout = input.escapeCodeTimeout
      } else {
        throw new codes.ERR_INVALID_ARG_VALUE(
          'input.escapeCodeTimeout',
          this.escapeCodeTimeout,
        )
      }
    }

    if (signal) {
      validateAbortSignal(signal, 'options.signal')
    }

    crlfDelay = input.crlfDelay
    input = input.input
  }

  if (completer !== undefined && typeof completer !== 'function') {
    throw new codes.ERR_INVALID_ARG_VALUE('completer', completer)
  }

  if (history === undefined) {
    history = []
  } else {
    validateArray(history, 'history')
  }

  if (historySize === undefined) {
    historySize = kHistorySize
  }

  validateNumber(historySize, 'historySize', 0)

  // Backwards compat; check the isTTY prop of the output stream
  //  when `terminal` was not specified
  if (terminal === undefined && !(output === null || output === undefined)) {
    terminal = !!output.isTTY
  }

  const self = this

  this.line = ''
  this[kSubstringSearch] = null
  this.output = output
  this.input = input
  this[kUndoStack] = []
  this[kRedoStack] = []
  this.history = history
  this.historySize = historySize

  // The kill ring is a global list of blocks of text that were previously
  // killed (deleted). If its size exceeds kMaxLengthOfKillRing, the oldest
  // element will be removed to make room for the latest deletion. With kill
  // ring, users are able to recall (yank) or cycle (yank pop) among previously
  // killed texts, quite similar to the behavior of Emacs.
  this[kKillRing] = []
  this[kKillRingCursor] = 0

  this.removeHistoryDuplicates = !!removeHistoryDuplicates
  this.crlfDelay = crlfDelay ?
    Math.max(kMincrlfDelay, crlfDelay) :
    kMincrlfDelay
  this.completer = completer

  this.setPrompt(prompt)

  this.terminal = !!terminal

  function onerror(err) {
    self.emit('error', err)
  }

  function ondata(data) {
    self[kNormalWrite](data)
  }

  function onend() {
    if (
      typeof self[kLine_buffer] === 'string' &&
        self[kLine_buffer].length > 0
    ) {
      self.emit('line', self[kLine_buffer])
    }
    self.close()
  }

  function ontermend() {
    if (typeof self.line === 'string' && self.line.length > 0) {
      self.emit('line', self.line)
    }
    self.close()
  }

  function onkeypress(s, key) {
    self[kTtyWrite](s, key)
    if (key && key.sequence) {
      // If the key.sequence is half of a surrogate pair
      // (>= 0xd800 and <= 0xdfff), refresh the line so
      // the character is displayed appropriately.
      const ch = key.sequence.codePointAt(0)
      if (ch >= 0xd800 && ch <= 0xdfff) self[kRefreshLine]()
    }
  }

  function onresize() {
    self[kRefreshLine]()
  }

  this[kLineObjectStream] = undefined

  input.on('error', onerror)

  if (!this.terminal) {
    function onSelfCloseWithoutTerminal() {
      input.removeListener('data', ondata)
      input.removeListener('error', onerror)
      input.removeListener('end', onend)
    }

    input.on('data', ondata)
    input.on('end', onend)
    self.once('close', onSelfCloseWithoutTerminal)
    this[kDecoder] = new StringDecoder('utf8')
  } else {
    function onSelfCloseWithTerminal() {
      input.removeListener('keypress', onkeypress)
      input.removeListener('error', onerror)
      input.removeListener('end', ontermend)
      if (output !== null && output !== undefined) {
        output.removeListener('resize', onresize)
      }
    }

    require('internal/readline/keypress')(input, this)

    // `input` usually refers to stdin
    input.on('keypress', onkeypress)
    input.on('end', ontermend)

    this[kSetRawMode](true)
    this.terminal = true

    // Cursor position on the line.
    this.cursor = 0

    this.historyIndex = -1

    if (output !== null && output !== undefined)
      output.on('resize', onresize)

    self.once('close', onSelfCloseWithTerminal)
  }

  if (signal) {
    const onAborted = () => self.close()
    if (signal.aborted) {
      process.nextTick(onAborted)
    } else {
      const disposable = EventEmitter.addAbortListener(signal, onAborted)
      self.once('close', disposable[Symbol.dispose])
    }
  }

  // Current line
  this.line = ''

  input.resume()
}

Object.setPrototypeOf(InterfaceConstructor.prototype, EventEmitter.prototype)
Object.setPrototypeOf(InterfaceConstructor, EventEmitter)

class Interface extends InterfaceConstructor {
  get columns() {
    if (this.output && this.output.columns) return this.output.columns
    return Infinity
  }

  setPrompt(prompt) {
    this[kPrompt] = prompt
  }

  getPrompt() {
    return this[kPrompt]
  }

  [kSetRawMode](mode) {
    const wasInRawMode = this.input.isRaw

    if (typeof this.input.setRawMode === 'function') {
      this.input.setRawMode(mode)
    }

    return wasInRawMode
  }

  prompt(preserveCursor) {
    if (this.paused) this.resume()
    if (this.terminal && process.env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0
      this[kRefreshLine]()
    } else {
      this[kWriteToOutput](this[kPrompt])
    }
  }

  [kQuestion](query, cb) {
    if (this.closed) {
      throw new codes.ERR_USE_AFTER_CLOSE('readline')
    }
    if (this[kQuestionCallback]) {
      this.prompt()
    } else {
      this[kOldPrompt] = this[kPrompt]
      this.setPrompt(query)
      this[kQuestionCallback] = cb
      this.prompt()
    }
  }

  [kOnLine](line) {
    if (this[kQuestionCallback]) {
      const cb = this[kQuestionCallback]
      this[kQuestionCallback] = null
      this.setPrompt(this[kOldPrompt])
      cb(line)
    } else {
      this.emit('line', line)
    }
  }

  [kBeforeEdit](oldText, oldCursor) {
    this[kPushToUndoStack](oldText, oldCursor)
  }

  [kQuestionCancel]() {
    if (this[kQuestionCallback]) {
      this[kQuestionCallback] = null
      this.setPrompt(this[kOldPrompt])
      this.clearLine()
    }
  }

  [kWriteToOutput](stringToWrite) {
    validateString(stringToWrite, 'stringToWrite')

    if (this.output !== null && this.output !== undefined) {
      this.output.write(stringToWrite)
    }
  }

  close() {
    if (this.closed) return
    this.pause()
    if (this.terminal) {
      this[kSetRawMode](false)
    }
    this.closed = true
    this.emit('close')
  }

  pause() {
    if (this.paused) return
    this.input.pause()
    this.paused = true
    this.emit('pause')
    return this
  }

  resume() {
    if (!this.paused) return
    this.input.resume()
    this.paused = false
    this.emit('resume')
    return this
  }

  write(d, key) {
    if (this.paused) this.resume()
    if (this.terminal) {
      this[kTtyWrite](d, key)
    } else {
      this[kNormalWrite](d)
    }
  }

  [kNormalWrite](b) {
    if (b === undefined) {
      return
    }
    let string = this[kDecoder].write(b)
    if (
      this[kSawReturnAt] &&
      Date.now() - this[kSawReturnAt] <= this.crlfDelay
    ) {
      if (string.codePointAt() === 10) string = string.slice(1)
      this[kSawReturnAt] = 0
    }

    // Only the new part is searched, not all of the line so far.
    if (lineEnd.test(string)) {
      if (this[kLine_buffer]) {
        string = this[kLine_buffer] + string
        this[kLine_buffer] = null
      }
      this[kSawReturnAt] = string.endsWith('\r') ? Date.now() : 0
      const lines = string.includes('\r') ? string.split(lineEnding) : string.split('\n')
      const last = lines.length - 1
      // '' or the beginning of the next line
      this[kLine_buffer] = lines[last]
      for (let i = 0; i < last; i++) this[kOnLine](lines[i])
    } else if (string) {
      if (this[kLine_buffer]) this[kLine_buffer] += string
      else this[kLine_buffer] = string
    }
  }

  async [kTabComplete](lastKeypressWasTab) {
    this.pause()
    const string = this.line.slice(0, this.cursor)
    let value
    try {
      value = await this.completer(string)
    } catch (err) {
      this[kWriteToOutput](`Tab completion error: ${inspect(err)}`)
      return
    } finally {
      this.resume()
    }
    this[kTabCompleter](lastKeypressWasTab, value)
  }

  [kTabCompleter](lastKeypressWasTab, { 0: completions, 1: completeOn }) {
    // Result and the text that was completed.

    if (!completions || completions.length === 0) {
      return
    }

    // If there is a common prefix to all matches, then apply that portion.
    const prefix = commonPrefix(
      completions.filter((e) => e !== ''),
    )
    if (prefix.startsWith(completeOn) &&
        prefix.length > completeOn.length) {
      this[kInsertString](prefix.slice(completeOn.length))
      return
    } else if (!completeOn.startsWith(prefix)) {
      this.line = this.line.slice(0,
                                       this.cursor - completeOn.length) +
                  prefix +
                  this.line.slice(this.cursor,
                                       this.line.length)
      this.cursor = this.cursor - completeOn.length + prefix.length
      this[kRefreshLine]()
      return
    }

    if (!lastKeypressWasTab) {
      return
    }

    this[kBeforeEdit](this.line, this.cursor)

    // Apply/show completions.
    const completionsWidth = completions.map((e) =>
      getStringWidth(e))
    const width = Math.max.apply(null, completionsWidth) + 2 // 2 space padding
    let maxColumns = Math.floor(this.columns / width) || 1
    if (maxColumns === Infinity) {
      maxColumns = 1
    }
    let output = '\r\n'
    let lineIndex = 0
    let whitespace = 0
    for (let i = 0; i < completions.length; i++) {
      const completion = completions[i]
      if (completion === '' || lineIndex === maxColumns) {
        output += '\r\n'
        lineIndex = 0
        whitespace = 0
      } else {
        output += (' ').repeat(whitespace)
      }
      if (completion !== '') {
        output += completion
        whitespace = width - completionsWidth[i]
        lineIndex++
      } else {
        output += '\r\n'
      }
    }
    if (lineIndex !== 0) {
      output += '\r\n\r\n'
    }
    this[kWriteToOutput](output)
    this[kRefreshLine]()
  }

  [Symbol.asyncIterator]() {
    if (this[kLineObjectStream] === undefined) {
      this[kLineObjectStream] = EventEmitter.on(
        this, 'line', {
          close: ['close'],
          highWaterMark: 1024,
          [EventEmitter.kFirstEventParam]: true,
        })
    }
    return this[kLineObjectStream]
  }
}

require('internal/readline/editing').extend(Interface.prototype)
require('internal/readline/terminal').extend(Interface.prototype)

module.exports = { Interface, InterfaceConstructor }
