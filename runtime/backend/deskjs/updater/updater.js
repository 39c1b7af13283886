// autoUpdater, after Electron. What is looked for, fetched and applied is the host's business; it tells by 'update.event'.

const EventEmitter = require('events')
const { validateBoolean, validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')
const handover = require('internal/deskjs/handover')

function failure({ code, message }) {
  const error = new Error(message)
  if (code) error.code = code
  return error
}

const told = {
  checking: (updater) => updater.emit('checking-for-update'),
  available: (updater, { info }) => updater.emit('update-available', info),
  none: (updater, { info }) => updater.emit('update-not-available', info),
  progress: (updater, { progress }) => updater.emit('download-progress', progress),
  downloaded: (updater, { info, url }) => updater.emit('update-downloaded', new DesktopEvent(), info.notes, info.version, new Date(info.date), url),
  applied: (updater, { info }) => updater.emit('update-applied', info),
  'rolled-back': (updater, { info, error }) => updater.emit('update-rolled-back', info, failure(error)),
  error(updater, { error, asked }) {
    // What the app has not asked for must not end it: the host has logged it.
    if (asked || updater.listenerCount('error') > 0) updater.emit('error', failure(error), error.message)
  },
}

class AutoUpdater extends EventEmitter {
  constructor() {
    super()
    handover.attach(this)
    if (!native.there) return
    native.on('update.event', (event) => { told[event.name]?.(this, event) })
    native.post('update.listen')
  }

  get handedOver() { return handover.handedOver }

  get autoDownload() { return native.call('update.state').autoDownload }

  set autoDownload(on) {
    validateBoolean(on, 'autoDownload')
    native.post('update.set', { autoDownload: on })
  }

  get autoApply() { return native.call('update.state').autoApply }

  set autoApply(on) {
    validateBoolean(on, 'autoApply')
    native.post('update.set', { autoApply: on })
  }

  getFeedURL() { return native.call('update.state').url }

  setFeedURL(options) {
    if (typeof options === 'string') options = { url: options }
    else if (options === null || typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['Object', 'string'], options)
    const { url, headers, allowAnyVersion } = options
    validateString(url, 'options.url')
    if (!URL.canParse(url)) throw new ERR_INVALID_ARG_VALUE('options.url', url, 'must be an address')
    if (headers !== undefined) {
      validateObject(headers, 'options.headers')
      for (const [name, value] of Object.entries(headers)) validateString(value, `options.headers['${name}']`)
    }
    if (allowAnyVersion) throw new ERR_INVALID_ARG_VALUE('options.allowAnyVersion', allowAnyVersion, 'must not be true: no older version is ever installed')
    native.call('update.feed', { url, headers })
  }

  checkForUpdates() { native.post('update.check') }

  downloadUpdate() { return native.ask('update.download') }

  applyUpdate() { return native.ask('update.apply') }

  quitAndInstall() {
    const { downloaded } = native.call('update.state')
    if (!downloaded) {
      const error = failure({ code: 'ERR_NO_UPDATE', message: "No update available, can't quit and install" })
      process.nextTick(() => this.emit('error', error, error.message))
      return
    }
    this.emit('before-quit-for-update')
    const { app } = require('deskjs')
    app.relaunch()
    app.quit()
  }
}

module.exports = { autoUpdater: new AutoUpdater() }
