// One instance of the app, after Electron.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')
const { app } = require('deskjs')

let heard = false

// What another process of the app was started with.
function listen() {
  if (heard) return
  heard = true
  native.on('app.second-instance', ({ argv, workingDirectory, additionalData }) => {
    app.emit('second-instance', new DesktopEvent(), argv, workingDirectory, additionalData ?? null)
    require('internal/deskjs/application/opens').opened(argv.slice(1), workingDirectory)
  })
}

module.exports = {
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
