// webContents.navigationHistory, after Electron.

const { validateInteger } = require('internal/validators')

class NavigationHistory {
  #read
  #go

  // read() gives { entries, index }; go(offset) goes there.
  constructor(read, go) {
    this.#read = read
    this.#go = go
  }

  canGoBack() { return this.canGoToOffset(-1) }

  canGoForward() { return this.canGoToOffset(1) }

  canGoToOffset(offset) {
    validateInteger(offset, 'offset')
    const { entries, index } = this.#read()
    return index + offset >= 0 && index + offset < entries.length
  }

  getActiveIndex() { return this.#read().index }

  getAllEntries() { return this.#read().entries }

  getEntryAtIndex(index) {
    validateInteger(index, 'index')
    return this.#read().entries[index] ?? null
  }

  goBack() { this.goToOffset(-1) }

  goForward() { this.goToOffset(1) }

  goToIndex(to) {
    validateInteger(to, 'index')
    this.#go(to - this.#read().index)
  }

  goToOffset(offset) {
    validateInteger(offset, 'offset')
    this.#go(offset)
  }

  length() { return this.#read().entries.length }
}

module.exports = { NavigationHistory }
