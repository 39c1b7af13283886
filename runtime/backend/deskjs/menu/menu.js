// Menu, after Electron.

const EventEmitter = require('events')
const native = require('internal/deskjs/native')
const live = require('internal/deskjs/menu/live')
const { order, withoutExtraSeparators } = require('internal/deskjs/menu/order')
const { DesktopEvent } = require('internal/deskjs/event')
const { validateString, validateFunction } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')

let application = null
let wasSet = false
let endApplication = () => {}

const popups = new Map() // number -> { menu, callback, end }
let lastPopup = 0

class Menu extends EventEmitter {
  constructor() {
    super()
    Object.defineProperty(this, 'items', { value: [], enumerable: true })
  }

  static buildFromTemplate(template) {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array')
    if (!template.every(isItem)) throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
    const menu = new Menu()
    for (const item of withoutExtraSeparators(order(template))) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  static getApplicationMenu() { return application }

  static setApplicationMenu(menu) {
    if (menu && menu.constructor !== Menu) throw new TypeError('Invalid menu')
    const items = menu ? describeAll(menu) : null
    native.post('menu.setApplication', { items })
    require('internal/deskjs/menu/bar').forget()
    wasSet = true
    application = menu ?? null
    endApplication()
    endApplication = menu ? live.show(menu, { changed: live.tell, rebuilt: () => native.post('menu.setApplication', { items: describeAll(menu) }) }) : () => {}
  }

  static sendActionToFirstResponder(action) {
    validateString(action, 'action')
    native.call('menu.sendAction', { action })
  }

  append(item) { this.insert(this.items.length, item) }

  insert(position, item) {
    if (item?.constructor !== MenuItem) throw new TypeError('Invalid item')
    if (position < 0) throw new RangeError(`Position ${position} cannot be less than 0`)
    if (position > this.items.length) throw new RangeError(`Position ${position} cannot be greater than the total MenuItem count`)
    this.items.splice(position, 0, item)
    if (item.menu === undefined) Object.defineProperty(item, 'menu', { value: this, enumerable: true, configurable: true })
    if (item.type === 'radio') joinGroup(this.items, item)
    live.grown(this)
  }

  getItemCount() { return this.items.length }

  getMenuItemById(id) {
    const found = this.items.find((item) => item.id === id)
    if (found !== undefined) return found
    for (const { submenu } of this.items) {
      const below = submenu?.getMenuItemById(id)
      if (below) return below
    }
    return null
  }

  popup(options = {}) {
    if (options === null || typeof options !== 'object') throw new TypeError('Options must be an object')
    const { x, y, positioningItem, callback } = options
    if (callback !== undefined && callback !== null) validateFunction(callback, 'options.callback')
    const window = windowOf(options.window)
    const placed = typeof x === 'number' && typeof y === 'number'
    const number = ++lastPopup
    const position = typeof positioningItem === 'number' ? positioningItem : -1
    this.emit('menu-will-show', new DesktopEvent())
    const items = describeAll(this)
    native.call('menu.popUp', { popup: number, window: window.id, items, x: placed ? x : undefined, y: placed ? y : undefined, positioningItem: position })
    popups.set(number, { menu: this, callback, window, end: live.show(this, { changed: live.tell, rebuilt() {} }) })
    return { browserWindow: window, x: placed ? x : -1, y: placed ? y : -1, position }
  }

  closePopup(window) {
    if (window !== undefined && window !== null && typeof window.id !== 'number') throw new ERR_INVALID_ARG_TYPE('window', 'BrowserWindow', window)
    for (const popup of popups.values()) {
      if (popup.menu === this && (window == null || popup.window === window)) native.post('menu.closePopup', { window: popup.window.id })
    }
  }
}

const isItem = (item) => item != null && typeof item === 'object' &&
  (Object.hasOwn(item, 'label') || Object.hasOwn(item, 'role') || item.type === 'separator')

const windows = () => require('internal/deskjs/window').BaseWindow

function windowOf(wanted) {
  const all = windows().getAllWindows()
  const window = all.includes(wanted) ? wanted : (windows().getFocusedWindow?.() ?? all[0])
  if (window === undefined) throw new Error('Cannot open Menu without a BaseWindow present')
  return window
}

native.on('menu.closed', ({ popup: number }) => {
  const popup = popups.get(number)
  if (popup === undefined) return
  popups.delete(number)
  popup.end()
  popup.menu.emit('menu-will-close', new DesktopEvent())
  popup.callback?.()
})

native.on('menu.click', ({ id, window, ...event }) => {
  const item = live.find(id)
  if (item !== undefined) clicked(item, keyboardEvent(event), windows().fromId(window) ?? undefined)
})

for (const [event, name] of [['menu.shown', 'menu-will-show'], ['menu.hidden', 'menu-will-close']]) {
  native.on(event, ({ id }) => live.find(id)?.submenu?.emit(name, new DesktopEvent()))
}

/** Electron's KeyboardEvent, of what the host tells. */
function keyboardEvent({ altKey = false, ctrlKey = false, metaKey = false, shiftKey = false, triggeredByAccelerator = false }) {
  return { altKey, ctrlKey, metaKey, shiftKey, triggeredByAccelerator }
}

/** The PNG of an icon, a NativeImage or a file's path, at most so high; undefined for none that can be read. */
function encode(icon, height) {
  const { nativeImage } = require('deskjs')
  let image = typeof icon === 'string' ? nativeImage.createFromPath(icon) : icon
  if (typeof image?.toPNG !== 'function') throw new ERR_INVALID_ARG_TYPE('icon', ['string', 'NativeImage'], icon)
  if (image.isEmpty()) return undefined
  const scale = Math.max(...image.getScaleFactors())
  const size = image.getSize()
  if (height !== undefined && size.height * scale > height) {
    image = nativeImage.createFromBuffer(image.toPNG({ scaleFactor: scale })).resize({ height })
    return image.toPNG()
  }
  return image.toPNG({ scaleFactor: scale })
}

/** Gives an app of Electron's the menu that it has when it sets none. */
function setDefaultApplicationMenu() {
  if (wasSet) return
  const ownMenu = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...ownMenu, ...['fileMenu', 'editMenu', 'viewMenu', 'windowMenu'].map((role) => ({ role })),
    { role: 'help', submenu: [{ role: 'about' }] }]))
}

let dockMenu = null
let endDock = () => {}

/** app.dock.setMenu */
function setDockMenu(menu) {
  if (menu?.constructor !== Menu) throw new TypeError('Invalid menu')
  const tell = () => native.post('menu.setDock', { items: describeAll(menu) })
  tell()
  dockMenu = menu
  endDock()
  endDock = live.show(menu, { changed: live.tell, rebuilt: tell })
}

module.exports = { Menu, encode, keyboardEvent, setDefaultApplicationMenu, setDockMenu, getDockMenu: () => dockMenu }

// They need each other.
const { MenuItem, describeAll, clicked, joinGroup } = require('internal/deskjs/menu/item')
module.exports.MenuItem = MenuItem
