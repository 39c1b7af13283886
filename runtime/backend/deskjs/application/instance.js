// One instance of the app, after Electron.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')
const { app } = require('deskjs')

let heard = false
let raises = false // a window, where nobody listens: the app has "singleInstance" in deskjs.json

// What another process of the app was started with.
function listen() {
  if (heard) return
  heard = true
  native.on('app.second-instance', started)
}

// Hears that the app was started again.
function started({ argv, workingDirectory, additionalData }) {
  if (raises && app.listenerCount('second-instance') === 0) raise()
  app.emit('second-instance', new DesktopEvent(), argv, workingDirectory, additionalData ?? null)
  require('internal/deskjs/application/opens').opened(argv.slice(1), workingDirectory)
}

// Shows the app's first window, as somebody expects who starts an app that runs.
function raise() {
  const [window] = require('internal/deskjs/window').BaseWindow.getAllWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
}

module.exports = {
  /** Hears of other starts, those too that came before there was anybody to hear. */
  begin({ singleInstance, seconds = [] }) {
    if (!singleInstance) return
    raises = true
    listen()
    if (seconds.length > 0) setImmediate(() => seconds.forEach(started)) // behind what awaits whenReady
  },

  requestSingleInstanceLock(additionalData) {
    if (additionalData !== undefined && (typeof additionalData !== 'object' || additionalData === null)) {
      throw new ERR_INVALID_ARG_TYPE('additionalData', 'Object', additionalData)
    }
    listen()
    require('internal/deskjs/lifecycle').attach()
    return native.call('app.requestLock', { argv: process.argv, workingDirectory: process.cwd(), additionalData })
  },

  hasSingleInstanceLock: () => native.call('app.hasLock'),

  releaseSingleInstanceLock() { native.call('app.releaseLock') },
}
