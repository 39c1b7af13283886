// BaseWindow and BrowserWindow, after Electron. The window itself is the host's; here is what the app's code sees of it.

const { validateObject, validateString } = require('internal/validators')
const native = require('internal/deskjs/native')
const { ask } = require('internal/deskjs/event')
const lifecycle = require('internal/deskjs/lifecycle')
const places = require('internal/deskjs/places')
const { contentsOf } = require('internal/deskjs/contents')
const { creation } = require('internal/deskjs/window/creation')
const { Frame, follow } = require('internal/deskjs/window/frame')
const views = require('internal/deskjs/window/view')

const windows = new Map() // id -> BaseWindow

// Options that are a window already, of deskjs.json.
const known = Symbol('known')

const pages = () => [...windows.values()].filter((window) => window instanceof BrowserWindow)
const focusedOf = (list) => list.find((window) => window.isFocused()) ?? null

// BaseWindow is a window without a page of its own: views are what it shows.
class BaseWindow extends Frame {
  #destroyed = false

  constructor(options = {}) {
    super()
    validateObject(options, 'options')
    lifecycle.attach()
    if (options.name && !options[known] && [...windows.values()].some((window) => window.name === options.name)) {
      throw new TypeError(`Window name '${options.name}' is already in use. Window names must be unique.`)
    }
    const pageless = !(this instanceof BrowserWindow)
    const state = options[known] ?? native.call('window.create', { ...creation(options), ...(pageless ? { pageless } : {}) })
    Object.defineProperty(this, 'id', { value: state.id, enumerable: true })
    Object.defineProperty(this, 'name', { value: state.name ?? '', enumerable: true })
    windows.set(this.id, this)
    if (pageless) begin(this, options, state)
    else this.#page = { options, state }
  }

  #page

  static getAllWindows() { return [...windows.values()] }

  static fromId(id) { return windows.get(id) ?? null }

  static getFocusedWindow() { return focusedOf([...windows.values()]) }

  /** Forgets where a window was. */
  static clearPersistedState(name) {
    validateString(name, 'name')
    native.call('frame.forget', { name })
  }

  isDestroyed() { return this.#destroyed }

  setTitle(title) {
    validateString(title, 'title')
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    native.post('window.setTitle', { title, id: this.id })
  }

  /** Asks the listeners of 'close', then the page, and closes. */
  close() {
    if (this.#destroyed) return
    if (!this.isClosable() || ask(this, 'close')) lifecycle.closeRefused()
    else native.post('contents.close', { id: this.id })
  }

  /** Closes without asking. The window is gone for the app's code at once, whatever the host still tells of it. */
  destroy() {
    if (this.#destroyed) return
    native.post('window.destroy', { id: this.id })
    closed(this)
  }

  static closed(window) {
    window.#destroyed = true
    windows.delete(window.id)
    window.emit('closed')
    if (windows.size === 0) lifecycle.allClosed()
  }

  static pageOf(window) { return window.#page }
}

const { closed, pageOf } = BaseWindow
for (const name of ['closed', 'pageOf']) delete BaseWindow[name]

// What can be done only once there is a window.
function begin(window, options, state) {
  if (options.icon) window.setIcon(options.icon)
  follow(window, { restored: state.restored, fromConfig: options[known] !== undefined })
  if (options.autoHideMenuBar) window.setAutoHideMenuBar(true)
}

class BrowserWindow extends BaseWindow {
  constructor(options = {}) {
    super(options)
    const { state } = pageOf(this)
    this.webContents = contentsOf(state.id)
    begin(this, options, state)
    require('deskjs').app.emit('browser-window-created', {}, this)
  }

  static getAllWindows() { return pages() }

  static fromId(id) {
    const window = windows.get(id)
    return window instanceof BrowserWindow ? window : null
  }

  static fromWebContents(contents) { return BrowserWindow.fromId(contents?.id) }

  static fromBrowserView(view) { return pages().find((window) => window.getBrowserViews().includes(view)) ?? null }

  static getFocusedWindow() { return focusedOf(pages()) }

  loadURL(url, options) { return this.webContents.loadURL(url, options) }

  loadFile(file, options) { return this.webContents.loadFile(file, options) }

  reload() { this.webContents.reload() }

  capturePage(...args) { return this.webContents.capturePage(...args) }

  focusOnWebView() { this.webContents.focus() }

  /** Takes the keyboard from the page: no window here has anything else to give it to. */
  blurWebView() { this.blur() }
}

require('internal/deskjs/menu/bar').install(BaseWindow)
views.install(BaseWindow, BrowserWindow)

native.on('window.closed', ({ id }) => {
  const window = windows.get(id)
  if (window !== undefined) closed(window)
})

native.on('window.stays', () => { lifecycle.closeRefused() })

native.handle('window.close', ({ id }) => { windows.get(id)?.close() })

module.exports = {
  BaseWindow,
  BrowserWindow,
  /** Makes objects of the windows in deskjs.json, which are open already. */
  adopt(states) { for (const state of states) if (!windows.has(state.id)) new BrowserWindow({ [known]: state }) },
}
