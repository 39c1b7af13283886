// DownloadItem, after Electron.

const EventEmitter = require('events')
const { validateString } = require('internal/validators')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')

const cannotWait = () => Object.assign(new Error('A download can\'t be paused: the system\'s webview only has it go on or end'), { code: 'ERR_NOT_SUPPORTED' })

class DownloadItem extends EventEmitter {
  #state
  #path = ''
  #outcome = 'progressing'
  #started = Date.now() / 1000
  #ended = 0
  #cancelled = false

  constructor(state) {
    super()
    this.#state = state
  }

  /** Only in a listener of 'will-download'. Where it is not called, the file goes to the person's folder of downloads. */
  setSavePath(path) {
    validateString(path, 'path')
    if (!require('path').isAbsolute(path)) throw new TypeError(`The path of a download must be absolute: ${path}`)
    this.#path = binding.mayWrite(path)
  }

  getSavePath() { return this.#path }
  get savePath() { return this.#path }
  set savePath(path) { this.setSavePath(path) }

  getURL() { return this.#state.url }
  getURLChain() { return [this.#state.url] }
  getFilename() { return this.#state.filename }
  getMimeType() { return this.#state.mimeType }
  getContentDisposition() { return this.#state.contentDisposition }
  getTotalBytes() { return this.#state.totalBytes }
  getReceivedBytes() { return this.#state.receivedBytes }
  getPercentComplete() { return this.#state.totalBytes > 0 ? Math.floor(this.#state.receivedBytes * 100 / this.#state.totalBytes) : 0 }
  getState() { return this.#outcome }
  getStartTime() { return this.#started }
  getEndTime() { return this.#ended }
  isPaused() { return false }
  canResume() { return false }
  pause() { throw cannotWait() }
  resume() { throw cannotWait() }

  cancel() {
    this.#cancelled = true
    if (this.#outcome === 'progressing') native.post('session.cancelDownload', { download: this.#state.download })
  }

  static tell(item, state, done) {
    item.#state = state
    if (state.path) item.#path = state.path
    if (!done) {
      item.emit('updated', new DesktopEvent(), 'progressing')
      return
    }
    item.#outcome = state.state
    item.#ended = Date.now() / 1000
    item.emit('done', new DesktopEvent(), state.state)
  }

  static cancelled(item) { return item.#cancelled }
}

const { tell, cancelled } = DownloadItem
for (const name of ['tell', 'cancelled']) delete DownloadItem[name]

module.exports = { DownloadItem, tell, cancelled }
