// BrowserWindow, after Electron. The window itself is the host's; here is what the app's code sees of it.

const { validateObject, validateString } = require('internal/validators')
const native = require('internal/deskjs/native')
const { ask } = require('internal/deskjs/event')
const lifecycle = require('internal/deskjs/lifecycle')
const places = require('internal/deskjs/places')
const { contentsOf } = require('internal/deskjs/contents')
const { creation } = require('internal/deskjs/window/creation')
const { BaseWindow, follow } = require('internal/deskjs/window/frame')

const windows = new Map() // id -> BrowserWindow

// Options that are a window already, of deskjs.json.
const known = Symbol('known')

class BrowserWindow extends BaseWindow {
  #destroyed = false

  constructor(options = {}) {
    super()
    validateObject(options, 'options')
    lifecycle.attach()
    if (options.name && !options[known] && [...windows.values()].some((window) => window.name === options.name)) {
      throw new TypeError(`Window name '${options.name}' is already in use. Window names must be unique.`)
    }
    const state = options[known] ?? native.call('window.create', creation(options))
    Object.defineProperty(this, 'id', { value: state.id, enumerable: true })
    Object.defineProperty(this, 'name', { value: state.name ?? '', enumerable: true })
    this.webContents = contentsOf(state.id)
    windows.set(this.id, this)
    if (options.icon) this.setIcon(options.icon)
    follow(this, { restored: state.restored, fromConfig: options[known] !== undefined })
    if (options.autoHideMenuBar) this.setAutoHideMenuBar(true)
    require('deskjs').app.emit('browser-window-created', {}, this)
  }

  static getAllWindows() { return [...windows.values()] }

  static fromId(id) { return windows.get(id) ?? null }

  static fromWebContents(contents) { return windows.get(contents?.id) ?? null }

  isDestroyed() { return this.#destroyed }

  loadURL(url, options) { return this.webContents.loadURL(url, options) }

  loadFile(file, options) { return this.webContents.loadFile(file, options) }

  reload() { this.webContents.reload() }

  capturePage(...args) { return this.webContents.capturePage(...args) }

  focusOnWebView() { this.webContents.focus() }

  /** Takes the keyboard from the page: no window here has anything else to give it to. */
  blurWebView() { this.blur() }

  setTitle(title) {
    validateString(title, 'title')
    this.#post('window.setTitle', { title })
  }

  /** Asks the listeners of 'close', then the page, and closes. */
  close() {
    if (this.#destroyed) return
    if (!this.isClosable() || ask(this, 'close')) lifecycle.closeRefused()
    else this.webContents.close({ waitForBeforeUnload: true })
  }

  /** Closes without asking. The window is gone for the app's code at once, whatever the host still tells of it. */
  destroy() {
    if (this.#destroyed) return
    native.post('window.destroy', { id: this.id })
    closed(this)
  }

  #post(method, value) {
    this.#alive()
    native.post(method, { ...value, id: this.id })
  }

  #alive() {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
  }

  static closed(window) {
    window.#destroyed = true
    windows.delete(window.id)
    window.emit('closed')
    if (windows.size === 0) lifecycle.allClosed()
  }
}

require('internal/deskjs/menu/bar').install(BaseWindow)

const closed = BrowserWindow.closed
delete BrowserWindow.closed

native.on('window.closed', ({ id }) => {
  const window = windows.get(id)
  if (window !== undefined) closed(window)
})

native.on('window.stays', () => { lifecycle.closeRefused() })

native.handle('window.close', ({ id }) => { windows.get(id)?.close() })

module.exports = {
  BrowserWindow,
  /** Makes objects of the windows in deskjs.json, which are open already. */
  adopt(states) { for (const state of states) if (!windows.has(state.id)) new BrowserWindow({ [known]: state }) },
}
