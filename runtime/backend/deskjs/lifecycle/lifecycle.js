// When the app is ready, and in which order it quits, after Electron. The first use attaches the backend to the host: from then on it
// decides itself when the app ends.

const native = require('internal/deskjs/native')
const { DesktopEvent, ask } = require('internal/deskjs/event')
const { app } = require('deskjs')

let ready = false
let quitting = false
let attached // the promise of what the host says

/** Attaches the backend to the host, once. */
function attach() {
  attached ??= native.ask('app.attach').then((state) => {
    windows().adopt(state.windows)
    ready = true
    app.emit('ready', new DesktopEvent(), {})
  })
  return attached
}

const windows = () => require('internal/deskjs/window')

/** Called when the last window has closed. */
function allClosed() {
  if (quitting) return finish()
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
  else quit()
}

function quit() {
  if (quitting) return
  attach()
  if (ask(app, 'before-quit')) return
  quitting = true
  const open = windows().BrowserWindow.getAllWindows()
  if (open.length === 0) return finish()
  for (const window of open) {
    if (window.isDestroyed()) continue
    window.close()
    if (!window.isDestroyed() && windows().refused(window)) {
      quitting = false
      return
    }
  }
}

function finish() {
  if (ask(app, 'will-quit')) {
    quitting = false
    return
  }
  exit(process.exitCode ?? 0)
}

function exit(code = 0) {
  app.emit('quit', new DesktopEvent(), code)
  native.post('app.exit', { code })
}

module.exports = { attach, allClosed, quit, exit, isReady: () => ready, whenReady: () => attach().then(() => undefined) }
