// When the app is ready, and in which order it quits, after Electron. The first use attaches the backend to the host: from then on it
// decides itself when the app ends.

const native = require('internal/deskjs/native')
const { DesktopEvent, ask } = require('internal/deskjs/event')
const { app } = require('deskjs')

let ready = false
let quitting = false // before-quit was passed, and windows are closing
let exitCode // of app.exit, while the windows go
let over = false
let attached // the promise of what the host says

const windows = () => require('internal/deskjs/window')

/** Attaches the backend to the host, once. */
function attach() {
  if (attached !== undefined) return attached
  native.on('app.quit', quit)
  attached = native.ask('app.attach').then((state) => {
    windows().adopt(state.windows)
    const opens = require('internal/deskjs/application/opens')
    app.emit('will-finish-launching')
    opens.begin(state)
    if (state.singleInstance) require('internal/deskjs/application/instance').begin(state)
    if (process.versions.electron !== undefined) {
      require('internal/deskjs/menu').setDefaultApplicationMenu()
      require('internal/deskjs/electron/process').goesOn()
    }
    ready = true
    app.emit('ready', new DesktopEvent(), {})
    // Behind what awaits whenReady: it may want to listen.
    if (state.ended) setImmediate(() => app.emit('child-process-gone', new DesktopEvent(), state.ended))
  })
  return attached
}

/** Called when the last window has closed. */
function allClosed() {
  if (over) return
  if (exitCode !== undefined) end(exitCode)
  else if (quitting) finish()
  else if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
  else quit()
}

/** Called when a window does not close although it was asked to: the app goes on. */
function closeRefused() { quitting = false }

function quit() {
  if (quitting || over || exitCode !== undefined) return
  if (native.there) attach()
  if (ask(app, 'before-quit')) return
  quitting = true
  const open = native.there ? windows().BaseWindow.getAllWindows() : []
  if (open.length === 0) return finish()
  // Those that do not refuse close, also when one does.
  for (const window of open) if (!window.isDestroyed()) window.close()
}

function finish() {
  if (ask(app, 'will-quit')) {
    quitting = false
    return
  }
  end(process.exitCode ?? 0)
}

function exit(code = 0) {
  if (over) return
  exitCode = code
  const open = native.there && ready ? windows().BaseWindow.getAllWindows() : []
  if (open.length === 0) return end(code)
  for (const window of open) window.destroy()
}

function end(code) {
  over = true
  app.emit('quit', new DesktopEvent(), code)
  if (native.there) native.post('app.exit', { code })
  else process.exit(code)
}

module.exports = { attach, allClosed, closeRefused, quit, exit, isReady: () => ready, whenReady: () => attach().then(() => undefined) }
