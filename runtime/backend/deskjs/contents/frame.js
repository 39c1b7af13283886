// WebFrameMain, after Electron: a document of a page as the app's code sees it. The system's webviews tell of the top frame alone.

const EventEmitter = require('events')
const { validateNumber } = require('internal/validators')

const routingId = 1

class WebFrameMain extends EventEmitter {
  #page

  constructor(page) {
    super()
    this.#page = page
    page.on('dom-ready', () => { this.emit('dom-ready') })
  }

  get url() { return this.#page.getURL() }

  /** As location.origin has it in the page. */
  get origin() {
    const { url } = this
    if (!URL.canParse(url)) return 'null'
    const { origin, protocol, host } = new URL(url)
    return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin
  }

  get processId() { return this.#page.id }
  get routingId() { return routingId }
  get frameTreeNodeId() { return this.#page.id }
  get name() { return '' }
  get parent() { return null }
  get top() { return this }
  get frames() { return [] }
  get framesInSubtree() { return [this] }
  get detached() { return this.isDestroyed() }
  get ipc() { return this.#page.ipc }

  get visibilityState() {
    const window = require('deskjs').BrowserWindow.fromId(this.#page.id)
    return window?.isVisible() && !window.isMinimized() ? 'visible' : 'hidden'
  }

  isDestroyed() { return this.#page.isDestroyed() }

  executeJavaScript(code, userGesture) { return this.#page.executeJavaScript(code, userGesture) }

  reload() {
    if (this.isDestroyed()) return false
    this.#page.reload()
    return true
  }

  send(channel, ...args) { this.#page.send(channel, ...args) }

  postMessage(channel, message, transfer) { this.#page.postMessage(channel, message, transfer) }
}

const webFrameMain = {
  /** The frame with those numbers, null if there is none. */
  fromId(processId, wanted) {
    validateNumber(processId, 'processId')
    validateNumber(wanted, 'routingId')
    return wanted === routingId ? require('internal/deskjs/contents').webContents.fromId(processId)?.mainFrame ?? null : null
  },
}

module.exports = { WebFrameMain, webFrameMain }
