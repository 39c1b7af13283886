// The line of a terminal: its characters, cursor, history, what was deleted and can be put back.

const { getStringWidth, stripVTControlCharacters } = require('internal/util/inspect')
const { charLengthAt, charLengthLeft, kSubstringSearch } = require('internal/readline/utils')
const { clearScreenDown, cursorTo, moveCursor } = require('internal/readline/callbacks')
const {
  kAddHistory, kBeforeEdit, kDeleteLeft, kDeleteLineLeft, kDeleteLineRight, kDeleteRight, kDeleteWordLeft, kDeleteWordRight,
  kGetDisplayPos, kHistoryNext, kHistoryPrev, kInsertString, kLine, kKillRing, kKillRingCursor, kMoveCursor, kOnLine,
  kPrompt, kPushToKillRing, kPushToUndoStack, kRedo, kRedoStack, kRefreshLine, kUndo, kUndoStack, kWordLeft, kWordRight,
  kWriteToOutput, kYank, kYanking, kYankPop,
} = require('internal/readline/symbols')

const kMaxUndoRedoStackSize = 2048
const kMaxLengthOfKillRing = 32

const methods = {
  [kAddHistory]() {
    if (this.line.length === 0) return ''

    // If the history is disabled then return the line
    if (this.historySize === 0) return this.line

    // If the trimmed line is empty then return the line
    if (this.line.trim().length === 0) return this.line

    if (this.history.length === 0 || this.history[0] !== this.line) {
      if (this.removeHistoryDuplicates) {
        // Remove older history line if identical to new one
        const dupIndex = this.history.indexOf(this.line)
        if (dupIndex !== -1) this.history.splice(dupIndex, 1)
      }

      this.history.unshift(this.line)

      // Only store so many
      if (this.history.length > this.historySize)
        this.history.pop()
    }

    this.historyIndex = -1

    // The listener could change the history object, possibly
    // to remove the last added entry if it is sensitive and should
    // not be persisted in the history, like a password
    const line = this.history[0]

    // Emit history event to notify listeners of update
    this.emit('history', this.history)

    return line
  },

  [kRefreshLine]() {
    // line length
    const line = this[kPrompt] + this.line
    const dispPos = this[kGetDisplayPos](line)
    const lineCols = dispPos.cols
    const lineRows = dispPos.rows

    // cursor position
    const cursorPos = this.getCursorPos()

    // First move to the bottom of the current line, based on cursor pos
    const prevRows = this.prevRows || 0
    if (prevRows > 0) {
      moveCursor(this.output, 0, -prevRows)
    }

    // Cursor to left edge.
    cursorTo(this.output, 0)
    // erase data
    clearScreenDown(this.output)

    // Write the prompt and the current buffer content.
    this[kWriteToOutput](line)

    // Force terminal to allocate a new line
    if (lineCols === 0) {
      this[kWriteToOutput](' ')
    }

    // Move cursor to original position.
    cursorTo(this.output, cursorPos.cols)

    const diff = lineRows - cursorPos.rows
    if (diff > 0) {
      moveCursor(this.output, 0, -diff)
    }

    this.prevRows = cursorPos.rows
  },

  [kInsertString](c) {
    this[kBeforeEdit](this.line, this.cursor)
    if (!this.isCompletionEnabled) {
      this.line += c
      this.cursor += c.length
      this[kWriteToOutput](c)
      return
    }
    if (this.cursor < this.line.length) {
      const beg = this.line.slice(0, this.cursor)
      const end = this.line.slice(this.cursor,
        this.line.length)
      this.line = beg + c + end
      this.cursor += c.length
      this[kRefreshLine]()
    } else {
      const oldPos = this.getCursorPos()
      this.line += c
      this.cursor += c.length
      const newPos = this.getCursorPos()

      if (oldPos.rows < newPos.rows) {
        this[kRefreshLine]()
      } else {
        this[kWriteToOutput](c)
      }
    }
  },

  [kWordLeft]() {
    if (this.cursor > 0) {
      // Reverse the string and match a word near beginning
      // to avoid quadratic time complexity
      const leading = this.line.slice(0, this.cursor)
      const reversed = Array.from(leading).reverse().join('')
      const match = (/^\s*(?:[^\w\s]+|\w+)?/).exec(reversed)
      this[kMoveCursor](-match[0].length)
    }
  },

  [kWordRight]() {
    if (this.cursor < this.line.length) {
      const trailing = this.line.slice(this.cursor)
      const match = (/^(?:\s+|[^\w\s]+|\w+)\s*/).exec(trailing)
      this[kMoveCursor](match[0].length)
    }
  },

  [kDeleteLeft]() {
    if (this.cursor > 0 && this.line.length > 0) {
      this[kBeforeEdit](this.line, this.cursor)
      // The number of UTF-16 units comprising the character to the left
      const charSize = charLengthLeft(this.line, this.cursor)
      this.line =
        this.line.slice(0, this.cursor - charSize) +
        this.line.slice(this.cursor, this.line.length)

      this.cursor -= charSize
      this[kRefreshLine]()
    }
  },

  [kDeleteRight]() {
    if (this.cursor < this.line.length) {
      this[kBeforeEdit](this.line, this.cursor)
      // The number of UTF-16 units comprising the character to the left
      const charSize = charLengthAt(this.line, this.cursor)
      this.line =
        this.line.slice(0, this.cursor) +
        this.line.slice(this.cursor + charSize,
          this.line.length)
      this[kRefreshLine]()
    }
  },

  [kDeleteWordLeft]() {
    if (this.cursor > 0) {
      this[kBeforeEdit](this.line, this.cursor)
      // Reverse the string and match a word near beginning
      // to avoid quadratic time complexity
      let leading = this.line.slice(0, this.cursor)
      const reversed = Array.from(leading).reverse().join('')
      const match = (/^\s*(?:[^\w\s]+|\w+)?/).exec(reversed)
      leading = leading.slice(0,
        leading.length - match[0].length)
      this.line =
        leading +
        this.line.slice(this.cursor, this.line.length)
      this.cursor = leading.length
      this[kRefreshLine]()
    }
  },

  [kDeleteWordRight]() {
    if (this.cursor < this.line.length) {
      this[kBeforeEdit](this.line, this.cursor)
      const trailing = this.line.slice(this.cursor)
      const match = (/^(?:\s+|\W+|\w+)\s*/).exec(trailing)
      this.line =
        this.line.slice(0, this.cursor) +
        trailing.slice(match[0].length)
      this[kRefreshLine]()
    }
  },

  [kDeleteLineLeft]() {
    this[kBeforeEdit](this.line, this.cursor)
    const del = this.line.slice(0, this.cursor)
    this.line = this.line.slice(this.cursor)
    this.cursor = 0
    this[kPushToKillRing](del)
    this[kRefreshLine]()
  },

  [kDeleteLineRight]() {
    this[kBeforeEdit](this.line, this.cursor)
    const del = this.line.slice(this.cursor)
    this.line = this.line.slice(0, this.cursor)
    this[kPushToKillRing](del)
    this[kRefreshLine]()
  },

  [kPushToKillRing](del) {
    if (!del || del === this[kKillRing][0]) return
    this[kKillRing].unshift(del)
    this[kKillRingCursor] = 0
    while (this[kKillRing].length > kMaxLengthOfKillRing)
      this[kKillRing].pop()
  },

  [kYank]() {
    if (this[kKillRing].length > 0) {
      this[kYanking] = true
      this[kInsertString](this[kKillRing][this[kKillRingCursor]])
    }
  },

  [kYankPop]() {
    if (!this[kYanking]) {
      return
    }
    if (this[kKillRing].length > 1) {
      const lastYank = this[kKillRing][this[kKillRingCursor]]
      this[kKillRingCursor]++
      if (this[kKillRingCursor] >= this[kKillRing].length) {
        this[kKillRingCursor] = 0
      }
      const currentYank = this[kKillRing][this[kKillRingCursor]]
      const head =
            this.line.slice(0, this.cursor - lastYank.length)
      const tail =
            this.line.slice(this.cursor)
      this.line = head + currentYank + tail
      this.cursor = head.length + currentYank.length
      this[kRefreshLine]()
    }
  },

  clearLine() {
    this[kMoveCursor](+Infinity)
    this[kWriteToOutput]('\r\n')
    this.line = ''
    this.cursor = 0
    this.prevRows = 0
  },

  [kLine]() {
    const line = this[kAddHistory]()
    this[kUndoStack] = []
    this[kRedoStack] = []
    this.clearLine()
    this[kOnLine](line)
  },

  [kPushToUndoStack](text, cursor) {
    if (this[kUndoStack].push({ text, cursor }) >
        kMaxUndoRedoStackSize) {
      this[kUndoStack].shift()
    }
  },

  [kUndo]() {
    if (this[kUndoStack].length <= 0) return

    this[kRedoStack].push({ text: this.line, cursor: this.cursor })

    const entry = this[kUndoStack].pop()
    this.line = entry.text
    this.cursor = entry.cursor

    this[kRefreshLine]()
  },

  [kRedo]() {
    if (this[kRedoStack].length <= 0) return

    this[kUndoStack].push({ text: this.line, cursor: this.cursor })

    const entry = this[kRedoStack].pop()
    this.line = entry.text
    this.cursor = entry.cursor

    this[kRefreshLine]()
  },

  [kHistoryNext]() {
    if (this.historyIndex >= 0) {
      this[kBeforeEdit](this.line, this.cursor)
      const search = this[kSubstringSearch] || ''
      let index = this.historyIndex - 1
      while (
        index >= 0 &&
        (!this.history[index].startsWith(search) ||
          this.line === this.history[index])
      ) {
        index--
      }
      if (index === -1) {
        this.line = search
      } else {
        this.line = this.history[index]
      }
      this.historyIndex = index
      this.cursor = this.line.length // Set cursor to end of line.
      this[kRefreshLine]()
    }
  },

  [kHistoryPrev]() {
    if (this.historyIndex < this.history.length && this.history.length) {
      this[kBeforeEdit](this.line, this.cursor)
      const search = this[kSubstringSearch] || ''
      let index = this.historyIndex + 1
      while (
        index < this.history.length &&
        (!this.history[index].startsWith(search) ||
          this.line === this.history[index])
      ) {
        index++
      }
      if (index === this.history.length) {
        this.line = search
      } else {
        this.line = this.history[index]
      }
      this.historyIndex = index
      this.cursor = this.line.length // Set cursor to end of line.
      this[kRefreshLine]()
    }
  },

  // Returns the last character's display position of the given string
  [kGetDisplayPos](str) {
    let offset = 0
    const col = this.columns
    let rows = 0
    str = stripVTControlCharacters(str)
    for (const char of str) {
      if (char === '\n') {
        // Rows must be incremented by 1 even if offset = 0 or col = +Infinity.
        rows += Math.ceil(offset / col) || 1
        offset = 0
        continue
      }
      // Tabs must be aligned by an offset of the tab size.
      if (char === '\t') {
        offset += this.tabSize - (offset % this.tabSize)
        continue
      }
      const width = getStringWidth(char, false /* stripVTControlCharacters */)
      if (width === 0 || width === 1) {
        offset += width
      } else {
        // width === 2
        if ((offset + 1) % col === 0) {
          offset++
        }
        offset += 2
      }
    }
    const cols = offset % col
    rows += (offset - cols) / col
    return { cols, rows }
  },

  getCursorPos() {
    const strBeforeCursor =
      this[kPrompt] + this.line.slice(0, this.cursor)
    return this[kGetDisplayPos](strBeforeCursor)
  },

  // This function moves cursor dx places to the right
  // (-dx for left) and refreshes the line if it is needed.
  [kMoveCursor](dx) {
    if (dx === 0) {
      return
    }
    const oldPos = this.getCursorPos()
    this.cursor += dx

    // Bounds check
    if (this.cursor < 0) {
      this.cursor = 0
    } else if (this.cursor > this.line.length) {
      this.cursor = this.line.length
    }

    const newPos = this.getCursorPos()

    // Check if cursor stayed on the line.
    if (oldPos.rows === newPos.rows) {
      const diffWidth = newPos.cols - oldPos.cols
      moveCursor(this.output, diffWidth, 0)
    } else {
      this[kRefreshLine]()
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
