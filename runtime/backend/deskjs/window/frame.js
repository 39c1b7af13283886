// The methods of windows that are about the window and not about its page, after Electron's BaseWindow. What the window is like the
// host knows: it is asked each time.

const EventEmitter = require('events')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { validateArray, validateNumber, validateObject, validateOneOf, validateString } = require('internal/validators')
const native = require('internal/deskjs/native')
const { DesktopEvent, ask } = require('internal/deskjs/event')
const { integer, rectangle } = require('internal/deskjs/window/creation')

const { encode } = require('internal/deskjs/nativeimage')

const { platform } = process
const systems = { darwin: 'macOS', win32: 'Windows', linux: 'Linux' }
const levels = ['normal', 'floating', 'torn-off-menu', 'modal-panel', 'main-menu', 'status', 'pop-up-menu', 'screen-saver', 'dock']
const warned = new Set()
const pulls = ['will-move', 'will-resize'] // that the host asks about if somebody listens

// has tells whether this system is one of those that have something. Elsewhere Electron does nothing; here that is said, once.
function has(name, ...platforms) {
  if (platforms.includes(platform)) return true
  if (!warned.has(name)) {
    warned.add(name)
    process.emitWarning(`BrowserWindow.${name} does nothing on ${systems[platform] ?? platform}.`, { code: 'DESKJS_NOT_SUPPORTED' })
  }
  return false
}

const windows = () => require('internal/deskjs/window').BaseWindow

function alive(window) {
  if (window.isDestroyed()) throw new TypeError('Object has been destroyed')
}

function info(window) {
  alive(window)
  return native.call('frame.state', { id: window.id })
}

function post(window, method, value, bytes) {
  alive(window)
  native.post(method, { ...value, id: window.id }, bytes)
}

const run = (window, action) => { post(window, 'frame.do', { action }) }
const set = (window, property, on) => { post(window, 'frame.set', { property, on: Boolean(on) }) }
const flag = (window, property, usual = true) => info(window).flags[property] ?? usual
const pair = ({ width, height }) => [width, height]

// The number in what getMediaSourceId() gives.
function sourceOf(id) {
  validateString(id, 'mediaSourceId')
  const [, number] = /^window:(\d+):\d+$/.exec(id) ?? []
  if (number === undefined) throw new ERR_INVALID_ARG_VALUE('mediaSourceId', id, "is not of the form 'window:NUMBER:0'")
  return Number(number)
}

class Frame extends EventEmitter {
  constructor() {
    super()
    if (platform !== 'win32') return
    this.on('newListener', (event) => { if (pulls.includes(event)) post(this, 'frame.watch', { event, on: true }) })
    this.on('removeListener', (event) => {
      if (pulls.includes(event) && this.listenerCount(event) === 0 && !this.isDestroyed()) post(this, 'frame.watch', { event, on: false })
    })
  }

  // What it looks like where

  getBounds() { return info(this).bounds }
  setBounds(bounds) { post(this, 'frame.bounds', rectangle(bounds, 'bounds', false)) }
  getNormalBounds() { return info(this).normal }
  getContentBounds() { return info(this).content }

  setContentBounds(bounds) {
    const { bounds: outer, content } = info(this)
    const { x, y, width, height } = rectangle(bounds, 'bounds')
    post(this, 'frame.contentSize', { width, height })
    // On Linux a position is the frame's already, whose size is not known.
    post(this, 'frame.bounds', { x: x - (content.x - outer.x), y: y - (content.y - outer.y) })
  }

  getSize() { return pair(this.getBounds()) }
  setSize(width, height) { this.setBounds({ width: integer(width, 'width'), height: integer(height, 'height') }) }
  getContentSize() { return pair(this.getContentBounds()) }
  setContentSize(width, height) { post(this, 'frame.contentSize', { width: integer(width, 'width'), height: integer(height, 'height') }) }

  getPosition() {
    const { x, y } = this.getBounds()
    return [x, y]
  }

  setPosition(x, y) { this.setBounds({ x: integer(x, 'x'), y: integer(y, 'y') }) }
  center() { run(this, 'center') }
  getMinimumSize() { return pair(info(this).minimum) }
  setMinimumSize(width, height) { post(this, 'frame.limits', { minimum: { width: integer(width, 'width'), height: integer(height, 'height') } }) }
  getMaximumSize() { return pair(info(this).maximum) }
  setMaximumSize(width, height) { post(this, 'frame.limits', { maximum: { width: integer(width, 'width'), height: integer(height, 'height') } }) }

  setAspectRatio(ratio, extra = { width: 0, height: 0 }) {
    validateNumber(ratio, 'aspectRatio')
    validateObject(extra, 'extraSize')
    post(this, 'frame.ratio', { ratio, extra: { width: integer(extra.width, 'extraSize.width'), height: integer(extra.height, 'extraSize.height') } })
  }

  // Whether it is seen

  show() { post(this, 'frame.show', { active: true }) }
  showInactive() { post(this, 'frame.show', { active: false }) }
  hide() { post(this, 'frame.hide') }
  isVisible() { return info(this).visible }
  focus() { if (this.isVisible()) post(this, 'window.focus') }
  blur() { run(this, 'blur') }
  isFocused() { return info(this).focused }
  moveTop() { run(this, 'moveTop') }

  moveAbove(mediaSourceId) {
    const handle = sourceOf(mediaSourceId)
    alive(this)
    native.call('frame.above', { id: this.id, handle })
  }

  maximize() {
    run(this, 'maximize')
    if (!this.isVisible() && !this.isMinimized()) this.showInactive()
  }

  unmaximize() { run(this, 'unmaximize') }
  isMaximized() { return info(this).maximized }
  minimize() { run(this, 'minimize') }
  restore() { run(this, 'restore') }
  isMinimized() { return info(this).minimized }

  isNormal() {
    const { minimized, maximized, fullScreen } = info(this)
    return !minimized && !maximized && !fullScreen
  }

  setFullScreen(on) { if (this.isFullScreenable()) set(this, 'fullscreen', on) }
  isFullScreen() { return info(this).fullScreen }
  setSimpleFullScreen(on) { if (has('setSimpleFullScreen', 'darwin')) set(this, 'simpleFullscreen', on) }
  isSimpleFullScreen() { return flag(this, 'simpleFullscreen', false) }
  setKiosk(on) { set(this, 'kiosk', on) }
  isKiosk() { return flag(this, 'kiosk', false) }

  setAlwaysOnTop(on, level = 'floating', relativeLevel = 0) {
    validateOneOf(level, 'level', levels)
    const top = Boolean(on) && level !== 'normal'
    const before = this.isAlwaysOnTop()
    post(this, 'frame.level', { level: top ? level : '', relative: integer(relativeLevel, 'relativeLevel') })
    if (before !== top) this.emit('always-on-top-changed', new DesktopEvent(), top)
  }

  isAlwaysOnTop() { return info(this).level !== '' }

  // What people may do to it

  setResizable(on) { set(this, 'resizable', on) }
  isResizable() { return flag(this, 'resizable') }
  setMovable(on) { set(this, 'movable', on) }
  isMovable() { return flag(this, 'movable') }
  setMinimizable(on) { set(this, 'minimizable', on) }
  isMinimizable() { return flag(this, 'minimizable') }
  setMaximizable(on) { set(this, 'maximizable', on) }
  isMaximizable() { return flag(this, 'maximizable') }
  setClosable(on) { set(this, 'closable', on) }
  isClosable() { return flag(this, 'closable') }
  setFullScreenable(on) { set(this, 'fullscreenable', on) }
  isFullScreenable() { return flag(this, 'fullscreenable') }
  setFocusable(on) { set(this, 'focusable', on) }
  isFocusable() { return flag(this, 'focusable') }
  setEnabled(on) { set(this, 'enabled', on) }
  isEnabled() { return flag(this, 'enabled') }
  setIgnoreMouseEvents(on) { set(this, 'ignoreMouseEvents', on) }

  // How it is shown

  getTitle() { return info(this).title }

  setAccessibleTitle(title) {
    validateString(title, 'title')
    this.#accessibleTitle = title
    post(this, 'frame.accessibleTitle', { title })
  }

  #accessibleTitle = ''
  get accessibleTitle() { return this.#accessibleTitle }
  set accessibleTitle(title) { this.setAccessibleTitle(title) }

  setOpacity(opacity) {
    validateNumber(opacity, 'opacity')
    post(this, 'frame.opacity', { opacity })
  }

  getOpacity() { return info(this).opacity }

  setBackgroundColor(color) {
    validateString(color, 'backgroundColor')
    alive(this)
    native.call('frame.background', { id: this.id, color })
  }

  getBackgroundColor() { return info(this).background }
  setHasShadow(on) { if (has('setHasShadow', 'darwin', 'win32')) set(this, 'hasShadow', on) }
  hasShadow() { return flag(this, 'hasShadow') }
  invalidateShadow() { if (has('invalidateShadow', 'darwin')) set(this, 'hasShadow', this.hasShadow()) }

  setShape(rects) {
    validateArray(rects, 'rects')
    if (has('setShape', 'linux', 'win32')) post(this, 'frame.shape', { rects: rects.map((rect, i) => rectangle(rect, `rects[${i}]`)) })
  }

  setVibrancy(type) {
    if (type) validateString(type, 'type')
    if (has('setVibrancy', 'darwin')) native.call('frame.vibrancy', { id: this.id, kind: type || '' })
  }

  setBackgroundMaterial(material) {
    validateOneOf(material, 'material', ['auto', 'none', 'mica', 'acrylic', 'tabbed'])
    if (has('setBackgroundMaterial', 'win32')) post(this, 'frame.material', { kind: material })
  }

  setIcon(icon) {
    const bytes = encode(icon, 'icon')
    alive(this)
    if (has('setIcon', 'linux', 'win32')) native.call('frame.icon', { id: this.id }, bytes)
  }

  setOverlayIcon(overlay, description) {
    validateString(description, 'description')
    const bytes = overlay === null ? undefined : encode(overlay, 'overlay')
    if (has('setOverlayIcon', 'win32')) post(this, 'frame.overlay', { description }, bytes)
  }

  setProgressBar(progress, options = {}) {
    validateNumber(progress, 'progress')
    validateObject(options, 'options')
    if (options.mode !== undefined) validateOneOf(options.mode, 'options.mode', ['none', 'normal', 'indeterminate', 'error', 'paused'])
    post(this, 'frame.progress', { fraction: progress, mode: options.mode })
  }

  flashFrame(on) { set(this, 'flashFrame', on) }
  setSkipTaskbar(skip) { set(this, 'skipTaskbar', skip) }
  setVisibleOnAllWorkspaces(on) { if (has('setVisibleOnAllWorkspaces', 'darwin', 'linux')) set(this, 'visibleOnAllWorkspaces', on) }
  isVisibleOnAllWorkspaces() { return flag(this, 'visibleOnAllWorkspaces', false) }
  setContentProtection(on) { if (has('setContentProtection', 'darwin', 'win32')) set(this, 'contentProtection', on) }
  isContentProtected() { return flag(this, 'contentProtection', false) }

  // Its family

  setParentWindow(parent) {
    if (parent !== null && !(parent instanceof Frame)) throw new ERR_INVALID_ARG_TYPE('parent', ['BrowserWindow', 'null'], parent)
    if (parent !== null) alive(parent)
    alive(this)
    native.call('frame.parent', { id: this.id, parent: parent?.id ?? 0 })
  }

  getParentWindow() { return windows().fromId(info(this).parent) }

  getChildWindows() {
    alive(this)
    return windows().getAllWindows().filter((window) => info(window).parent === this.id)
  }

  isModal() { return info(this).modal }

  // The system's

  getNativeWindowHandle() {
    const handle = Buffer.alloc(8)
    handle.writeBigUInt64LE(BigInt(info(this).handle))
    return handle
  }

  getMediaSourceId() { return `window:${info(this).handle}:0` }
  isTabletMode() { return info(this).tablet }
  isSnapped() { return info(this).snapped }
  get snapped() { return this.isSnapped() }

  // Windows'

  setAccentColor(color) {
    if (color !== null && typeof color !== 'boolean') validateString(color, 'accentColor')
    alive(this)
    if (has('setAccentColor', 'win32')) native.call('frame.accent', { id: this.id, color: typeof color === 'string' ? color : '' })
    this.#accent = color ?? true
  }

  #accent = true
  getAccentColor() { return this.#accent }

  // macOS'

  selectNextTab() { if (has('selectNextTab', 'darwin')) run(this, 'selectNextTab') }
  selectPreviousTab() { if (has('selectPreviousTab', 'darwin')) run(this, 'selectPreviousTab') }
  showAllTabs() { if (has('showAllTabs', 'darwin')) run(this, 'showAllTabs') }
  mergeAllWindows() { if (has('mergeAllWindows', 'darwin')) run(this, 'mergeAllWindows') }
  moveTabToNewWindow() { if (has('moveTabToNewWindow', 'darwin')) run(this, 'moveTabToNewWindow') }
  toggleTabBar() { if (has('toggleTabBar', 'darwin')) run(this, 'toggleTabBar') }

  setDocumentEdited(on) { if (has('setDocumentEdited', 'darwin')) set(this, 'documentEdited', on) }
  isDocumentEdited() { return flag(this, 'documentEdited', false) }

  setRepresentedFilename(path) {
    validateString(path, 'filename')
    this.#represented = path
    if (has('setRepresentedFilename', 'darwin')) post(this, 'frame.file', { path })
  }

  #represented = ''
  getRepresentedFilename() { return this.#represented }
  setHiddenInMissionControl(on) { if (has('setHiddenInMissionControl', 'darwin')) set(this, 'hiddenInMissionControl', on) }
  isHiddenInMissionControl() { return flag(this, 'hiddenInMissionControl', false) }
  setWindowButtonVisibility(on) { if (has('setWindowButtonVisibility', 'darwin')) set(this, 'windowButtonVisibility', on) }

  setWindowButtonPosition(position) {
    const at = position === null ? undefined : { x: integer(position?.x, 'position.x'), y: integer(position?.y, 'position.y') }
    this.#buttons = at ?? null
    if (has('setWindowButtonPosition', 'darwin')) post(this, 'frame.buttons', { at })
  }

  #buttons = null
  getWindowButtonPosition() { return this.#buttons }
}

// Electron's properties, over the methods.
for (const [name, getter, setter] of [
  ['fullScreen', 'isFullScreen', 'setFullScreen'], ['simpleFullScreen', 'isSimpleFullScreen', 'setSimpleFullScreen'], ['kiosk', 'isKiosk', 'setKiosk'],
  ['focusable', 'isFocusable', 'setFocusable'], ['visibleOnAllWorkspaces', 'isVisibleOnAllWorkspaces', 'setVisibleOnAllWorkspaces'],
  ['shadow', 'hasShadow', 'setHasShadow'], ['documentEdited', 'isDocumentEdited', 'setDocumentEdited'],
  ['representedFilename', 'getRepresentedFilename', 'setRepresentedFilename'], ['title', 'getTitle', 'setTitle'],
  ['minimizable', 'isMinimizable', 'setMinimizable'], ['maximizable', 'isMaximizable', 'setMaximizable'], ['resizable', 'isResizable', 'setResizable'],
  ['fullScreenable', 'isFullScreenable', 'setFullScreenable'], ['closable', 'isClosable', 'setClosable'], ['movable', 'isMovable', 'setMovable'],
]) {
  Object.defineProperty(Frame.prototype, name, {
    configurable: true,
    enumerable: true,
    get() { return this[getter]() },
    set(value) { this[setter](value) },
  })
}

/** Called for each new window: what its page does is the window's to tell too. */
function follow(window, { restored, fromConfig }) {
  const { webContents } = window
  if (restored) process.nextTick(() => { if (!window.isDestroyed()) window.emit('persisted-state-restored') })
  if (webContents === undefined) return
  for (const name of ['enter-html-full-screen', 'leave-html-full-screen']) {
    webContents.on(name, () => { if (!window.isDestroyed()) window.emit(name, new DesktopEvent()) })
  }
  // The page's half emits it on the window as well, with the same event: what the listeners said is known afterwards.
  webContents.on('page-title-updated', (event, title) => {
    if (fromConfig) return
    process.nextTick(() => { if (!window.isDestroyed() && !event.defaultPrevented) window.setTitle(title) })
  })
  // WebKit paints nothing that is not seen. What it would paint first is there when the document and what it waits for have been read: later
  // come pictures and frames, for which Electron does not wait either.
  webContents.on('dom-ready', () => { if (!shown(window)) window.emit('ready-to-show', new DesktopEvent()) })
}

// A window that the host has closed meanwhile, with its parent, needs no 'ready-to-show'.
function shown(window) {
  if (window.isDestroyed()) return true
  try {
    return window.isVisible()
  } catch (error) {
    if (error.code === 'ERR_DESTROYED') return true
    throw error
  }
}

native.on('window.event', ({ id, event }) => {
  const window = windows().fromId(id)
  if (window === null) return
  window.emit(event, new DesktopEvent())
})

native.handle('window.will-change', ({ id, event, bounds, edge }) => {
  const window = windows().fromId(id)
  return window !== null && ask(window, event, {}, bounds, ...(event === 'will-resize' ? [{ edge }] : []))
})

native.handle('window.may-open-menu', ({ id, x, y }) => {
  const window = windows().fromId(id)
  return window === null || !ask(window, 'system-context-menu', {}, { x, y })
})

module.exports = { Frame, follow }
