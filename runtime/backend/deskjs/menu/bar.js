// The menu bar of a window: methods of BaseWindow.

const native = require('internal/deskjs/native')
const live = require('internal/deskjs/menu/live')
const { validateBoolean } = require('internal/validators')

const own = new Map() // id of a window -> ends its own menu's being shown
const hiding = new WeakSet() // windows whose bar hides itself

/** Hears that all windows have the application's menu again. */
function forget() {
  for (const end of own.values()) end()
  own.clear()
}

function alive(window) {
  if (window.isDestroyed()) throw new TypeError('Object has been destroyed')
}

function setMenu(window, menu) {
  const { Menu } = require('internal/deskjs/menu')
  alive(window)
  if (menu !== null && menu?.constructor !== Menu) throw new TypeError('Invalid Menu')
  const { describeAll } = require('internal/deskjs/menu/item')
  const tell = () => native.post('menu.setWindow', { window: window.id, items: menu === null ? null : describeAll(menu) })
  tell()
  own.get(window.id)?.()
  own.delete(window.id)
  if (menu === null) return
  own.set(window.id, live.show(menu, { changed: live.tell, rebuilt: tell }))
  window.once('closed', () => {
    own.get(window.id)?.()
    own.delete(window.id)
  })
}

const methods = {
  setMenu(menu) { setMenu(this, menu) },

  removeMenu() { setMenu(this, null) },

  setMenuBarVisibility(visible) {
    validateBoolean(visible, 'visible')
    alive(this)
    native.post('menu.setBar', { window: this.id, visible })
  },

  isMenuBarVisible() {
    alive(this)
    return native.call('menu.barVisible', { window: this.id })
  },

  setAutoHideMenuBar(hide) {
    validateBoolean(hide, 'hide')
    alive(this)
    if (hide) hiding.add(this)
    else hiding.delete(this)
    native.post('menu.setBar', { window: this.id, autoHide: hide })
  },

  isMenuBarAutoHide() { return hiding.has(this) },
}

/** Gives the class of windows its methods. */
function install(BaseWindow) {
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(BaseWindow.prototype, name, { value, configurable: true, writable: true })
  Object.defineProperties(BaseWindow.prototype, {
    autoHideMenuBar: { configurable: true, get() { return this.isMenuBarAutoHide() }, set(hide) { this.setAutoHideMenuBar(hide) } },
    menuBarVisible: { configurable: true, get() { return this.isMenuBarVisible() }, set(visible) { this.setMenuBarVisibility(visible) } },
  })
}

module.exports = { install, forget }
