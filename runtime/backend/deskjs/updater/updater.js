// autoUpdater, after Electron.

const EventEmitter = require('events')
const { validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')

function failure(code, message) {
  const error = new Error(message)
  error.code = code
  return error
}

// What asks for updates: it will tell the updater what it finds by its events.
async function check() {
  throw failure('ERR_NO_UPDATE_FEED', 'This build of the app has no update feed, so there are no updates to find')
}

class AutoUpdater extends EventEmitter {
  #url = ''

  getFeedURL() { return this.#url }

  setFeedURL(options) {
    const url = typeof options === 'string' ? options : options?.url
    if (options === null || typeof options !== 'object' && typeof options !== 'string') throw new ERR_INVALID_ARG_TYPE('options', ['Object', 'string'], options)
    validateString(url, 'options.url')
    if (!URL.canParse(url)) throw new ERR_INVALID_ARG_VALUE('options.url', url, 'must be an address')
    this.#url = url
  }

  checkForUpdates() {
    if (this.#url === '') return this.#fail(failure('ERR_NO_UPDATE_FEED', 'Update URL is not set: call autoUpdater.setFeedURL first'))
    this.emit('checking-for-update')
    check(this.#url).catch((error) => this.#fail(error))
  }

  quitAndInstall() { this.#fail(failure('ERR_NO_UPDATE', "No update available, can't quit and install")) }

  #fail(error) { process.nextTick(() => this.emit('error', error, error.message)) }
}

module.exports = { autoUpdater: new AutoUpdater() }
