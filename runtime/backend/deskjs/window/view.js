// View, WebContentsView and BrowserView, after Electron: pages within a window. A window of the host's that is never seen has the page of each; the window
// that shows it is told where.

const EventEmitter = require('events')
const { validateInteger, validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const native = require('internal/deskjs/native')
const lifecycle = require('internal/deskjs/lifecycle')
const { contentsOf } = require('internal/deskjs/contents')
const { page, rectangle } = require('internal/deskjs/window/creation')

const shown = new Map() // id of the contents -> the WebContentsView that has them
const warned = new Set()

function unheard(name, why) {
  if (warned.has(name)) return
  warned.add(name)
  process.emitWarning(`${name} does nothing: ${why}.`, { code: 'DESKJS_NOT_SUPPORTED' })
}

const nothing = { x: 0, y: 0, width: 0, height: 0 }

class View extends EventEmitter {
  #parent = null
  #window = null // that it is the contentView of
  #children = []
  #bounds = nothing
  #visible = true

  get children() { return [...this.#children] }

  addChildView(view, index) {
    if (!(view instanceof View)) throw new ERR_INVALID_ARG_TYPE('view', 'View', view)
    if (index !== undefined) validateInteger(index, 'index', 0)
    for (let up = this; up !== null; up = up.#parent) {
      if (up === view) throw new ERR_INVALID_ARG_VALUE('view', view, 'is above the view that it would be added to')
    }
    const before = view.#root()
    view.#leave()
    view.#parent = this
    this.#children.splice(index ?? this.#children.length, 0, view)
    const now = this.#root()
    if (before !== null && before !== now) place(before)
    if (now !== null) place(now)
  }

  removeChildView(view) {
    if (!(view instanceof View)) throw new ERR_INVALID_ARG_TYPE('view', 'View', view)
    if (view.#parent !== this) return
    view.#leave()
    this.#place()
  }

  setBounds(bounds, options = {}) {
    validateObject(options, 'options')
    if (options.animate) unheard('The option animate of view.setBounds()', 'the view is where it belongs at once')
    const now = rectangle(bounds, 'bounds')
    const before = this.#bounds
    this.#bounds = now
    if (Object.keys(now).every((key) => now[key] === before[key])) return
    this.#place()
    process.nextTick(() => this.emit('bounds-changed'))
  }

  getBounds() {
    if (this.#window === null) return { ...this.#bounds }
    const { width, height } = this.#window.getContentBounds()
    return { x: 0, y: 0, width, height }
  }

  setVisible(visible) {
    this.#visible = Boolean(visible)
    this.#place()
  }

  getVisible() { return this.#visible }

  setBackgroundColor(color) {
    validateString(color, 'color')
    if (this.#window !== null) this.#window.setBackgroundColor(color)
    else unheard('setBackgroundColor() of a View that is not the contentView of a window', 'a view without a page draws nothing')
  }

  setBorderRadius(radius) {
    validateInteger(radius, 'radius', 0)
    unheard('view.setBorderRadius()', 'webviews have corners')
  }

  setBackgroundBlur(radius) {
    validateInteger(radius, 'blurRadius', 0)
    unheard('view.setBackgroundBlur()', 'webviews don\'t blur what is behind them')
  }

  #leave() {
    const parent = this.#parent
    if (parent === null) return
    parent.#children.splice(parent.#children.indexOf(this), 1)
    this.#parent = null
  }

  // The window that it is seen in, null if none.
  #root() {
    let top = this
    while (top.#parent !== null) top = top.#parent
    return top.#window
  }

  #place() {
    const window = this.#root()
    if (window !== null) place(window)
  }

  // The pages in it and where they are in the window, from below to above.
  #pages(x, y, fills) {
    if (!this.#visible) return []
    const own = this instanceof WebContentsView && !this.webContents.isDestroyed()
      ? [{ id: this.webContents.id, bounds: { ...this.#bounds, x, y }, fills }] : []
    return own.concat(...this.#children.map((child) => child.#pages(x + child.#bounds.x, y + child.#bounds.y, false)))
  }

  static root(view) { return view.#root() }
  static layout(view) { return view.#pages(0, 0, true) }

  static attach(view, window) {
    if (window !== null) {
      if (view.#window !== null && view.#window !== window) throw new ERR_INVALID_ARG_VALUE('view', view, 'is the contentView of another window')
      view.#leave()
    }
    view.#window = window
  }

  static detach(view) { view.#leave() }
}

const { root, layout, attach, detach } = View
for (const name of ['root', 'layout', 'attach', 'detach']) delete View[name]

const contents = new WeakMap() // window -> its contentView

// Tells the host which pages a window shows, and where.
function place(window) {
  if (!window.isDestroyed()) native.post('frame.views', { id: window.id, views: layout(contents.get(window)) })
}

class WebContentsView extends View {
  #contents

  constructor(options = {}) {
    super()
    validateObject(options, 'options')
    lifecycle.attach()
    const { webContents, webPreferences = {} } = options
    if (webContents !== undefined) {
      const before = shown.get(webContents?.id)
      if (before === undefined) throw new ERR_INVALID_ARG_VALUE('options.webContents', webContents, 'is no page of a WebContentsView')
      if (root(before) !== null) throw new ERR_INVALID_ARG_VALUE('options.webContents', webContents, 'is shown by another WebContentsView')
    }
    const id = webContents?.id ?? native.call('window.create', { ...page(webPreferences), title: '', view: true, show: false }).id
    this.#contents = contentsOf(id)
    shown.set(id, this)
    if (webContents !== undefined) return
    this.#contents.once('destroyed', () => { shown.delete(id) })
    require('deskjs').app.emit('web-contents-created', {}, this.#contents)
  }

  get webContents() { return this.#contents }

  setBackgroundColor(color) {
    validateString(color, 'color')
    if (this.#contents.isDestroyed()) throw new TypeError('Object has been destroyed')
    native.call('frame.background', { id: this.#contents.id, color })
  }
}

// BrowserView is Electron's older way to a page within a window.
class BrowserView {
  #view
  #follows = { width: false, height: false, horizontal: false, vertical: false }
  #size

  constructor(options = {}) { this.#view = new WebContentsView(options) }

  get webContents() { return this.#view.webContents }

  setBounds(bounds) {
    this.#view.setBounds(bounds)
    this.#size = root(this.#view)?.getContentBounds()
  }

  getBounds() { return this.#view.getBounds() }

  setBackgroundColor(color) { this.#view.setBackgroundColor(color) }

  setAutoResize(options) {
    validateObject(options, 'options')
    Object.assign(this.#follows, options)
    this.#size ??= root(this.#view)?.getContentBounds()
  }

  static viewOf(view) { return view.#view }

  static resized(view, { width, height }) {
    const before = view.#size
    const { width: wide, height: high, horizontal, vertical } = view.#follows
    view.#size = { width, height }
    if (before === undefined || !(wide || high || horizontal || vertical)) return
    const bounds = view.getBounds()
    if (wide) bounds.width += width - before.width
    if (high) bounds.height += height - before.height
    if (horizontal && before.width > 0) {
      bounds.x = Math.round(bounds.x * width / before.width)
      bounds.width = Math.round(bounds.width * width / before.width)
    }
    if (vertical && before.height > 0) {
      bounds.y = Math.round(bounds.y * height / before.height)
      bounds.height = Math.round(bounds.height * height / before.height)
    }
    view.#view.setBounds(bounds)
  }
}

const { viewOf, resized } = BrowserView
for (const name of ['viewOf', 'resized']) delete BrowserView[name]

const browserViews = new WeakMap() // window -> its BrowserViews, the last one on top

function viewsOf(window) {
  let views = browserViews.get(window)
  if (views === undefined) {
    browserViews.set(window, views = [])
    window.on('resize', () => { for (const view of views) resized(view, window.getContentBounds()) })
  }
  return views
}

function browserView(view) {
  if (!(view instanceof BrowserView)) throw new ERR_INVALID_ARG_TYPE('browserView', 'BrowserView', view)
  return view
}

/** Gives windows a contentView, and those with a page Electron's methods for BrowserViews. */
function install(BaseWindow, BrowserWindow) {
  Object.defineProperty(BaseWindow.prototype, 'contentView', {
    configurable: true,
    enumerable: true,
    get() {
      if (!contents.has(this)) this.setContentView(new View())
      return contents.get(this)
    },
    set(view) { this.setContentView(view) },
  })

  Object.assign(BaseWindow.prototype, {
    getContentView() { return this.contentView },

    setContentView(view) {
      if (!(view instanceof View)) throw new ERR_INVALID_ARG_TYPE('view', 'View', view)
      if (this.isDestroyed()) throw new TypeError('Object has been destroyed')
      attach(view, this)
      const before = contents.get(this)
      if (before !== undefined && before !== view) attach(before, null)
      else if (before === undefined) this.once('closed', () => { attach(contents.get(this), null) })
      contents.set(this, view)
      place(this)
    },
  })

  Object.assign(BrowserWindow.prototype, {
    addBrowserView(view) {
      const views = viewsOf(this)
      browserView(view)
      if (!views.includes(view)) views.push(view)
      this.contentView.addChildView(viewOf(view))
      view.setBounds(view.getBounds())
    },

    removeBrowserView(view) {
      const views = viewsOf(this)
      const at = views.indexOf(browserView(view))
      if (at < 0) return
      views.splice(at, 1)
      detach(viewOf(view))
      place(this)
    },

    setTopBrowserView(view) {
      if (!viewsOf(this).includes(browserView(view))) throw new Error('Given BrowserView is not attached to the window')
      const views = viewsOf(this)
      views.push(...views.splice(views.indexOf(view), 1))
      this.addBrowserView(view)
    },

    setBrowserView(view) {
      for (const other of [...viewsOf(this)]) this.removeBrowserView(other)
      if (view !== null) this.addBrowserView(view)
    },

    getBrowserView() {
      const views = viewsOf(this)
      if (views.length > 1) throw new Error('BrowserWindow have multiple BrowserViews, use getBrowserViews() instead')
      return views[0] ?? null
    },

    getBrowserViews() { return [...viewsOf(this)] },
  })
  for (const method of ['getContentView', 'setContentView']) Object.defineProperty(BaseWindow.prototype, method, { enumerable: false })
}

module.exports = { View, WebContentsView, BrowserView, install, windowOf: (contentsID) => { const view = shown.get(contentsID); return view === undefined ? null : root(view) } }
