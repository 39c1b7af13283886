// Tray, after Electron: an icon in the part of the desktop beside the clock.

const EventEmitter = require('events')
const native = require('internal/deskjs/native')
const live = require('internal/deskjs/menu/live')
const { Menu, encode, keyboardEvent } = require('internal/deskjs/menu')
const { describeAll, clicked } = require('internal/deskjs/menu/item')
const { DesktopEvent } = require('internal/deskjs/event')
const { validateString, validateBoolean, validateObject, validateOneOf } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')

const trays = new Map() // number -> Tray
const guids = new Set()
const guidForm = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i

let last = 0

function pictureOf(image, name) {
  if (typeof image !== 'string' && typeof image?.toPNG !== 'function') throw new ERR_INVALID_ARG_TYPE(name, ['string', 'NativeImage'], image)
  const png = encode(image)
  if (png === undefined && typeof image === 'string') throw new Error(`Failed to load image from path '${image}'`)
  return png ?? Buffer.alloc(0)
}

class Tray extends EventEmitter {
  #number = 0
  #guid = null
  #title = ''
  #ignoresDoubleClicks = false
  #menu = null
  #endMenu = () => {}

  constructor(image, guid) {
    super()
    const png = pictureOf(image, 'image')
    if (guid !== undefined) {
      validateString(guid, 'guid')
      if (!guidForm.test(guid)) throw new ERR_INVALID_ARG_VALUE('guid', guid, 'must be a UUID')
      if (guids.has(guid.toLowerCase())) throw new ERR_INVALID_ARG_VALUE('guid', guid, 'is that of another Tray already')
    }
    const number = ++last
    native.call('tray.create', { id: number, guid, template: image?.isTemplateImage?.() ?? /Template(@[\d.]+x)?\.\w+$/.test(String(image)) }, png)
    if (guid !== undefined) guids.add(guid.toLowerCase())
    this.#number = number
    this.#guid = guid ?? null
    trays.set(number, this)
  }

  setImage(image) {
    this.#alive()
    native.post('tray.setImage', { id: this.#number }, pictureOf(image, 'image'))
  }

  setPressedImage(image) {
    this.#alive()
    native.call('tray.setPressedImage', { id: this.#number }, pictureOf(image, 'image'))
  }

  setToolTip(toolTip) {
    validateString(toolTip, 'toolTip')
    this.#post('tray.setToolTip', { text: toolTip })
  }

  setTitle(title, options = {}) {
    validateString(title, 'title')
    validateObject(options, 'options')
    if (options.fontType !== undefined) validateOneOf(options.fontType, 'options.fontType', ['monospaced', 'monospacedDigit'])
    this.#post('tray.setTitle', { text: title, fontType: options.fontType })
    this.#title = title
  }

  getTitle() {
    this.#alive()
    return this.#title
  }

  setContextMenu(menu) {
    if (menu !== null && menu?.constructor !== Menu) throw new ERR_INVALID_ARG_TYPE('menu', 'Menu', menu)
    const tell = () => this.#post('tray.setMenu', { items: menu === null ? null : describeAll(menu) })
    tell()
    this.#endMenu()
    this.#menu = menu
    this.#endMenu = menu === null ? () => {} : live.show(menu, { changed: tell, rebuilt: tell })
  }

  popUpContextMenu(menu, position) {
    if (menu !== undefined && menu !== null && menu.constructor !== Menu) throw new ERR_INVALID_ARG_TYPE('menu', 'Menu', menu)
    if (position !== undefined) validateObject(position, 'position')
    this.#call('tray.popUp', { items: menu ? describeAll(menu) : null, position })
    if (menu) this.#popped = menu
  }

  #popped

  closeContextMenu() { this.#call('tray.closeMenu') }

  getBounds() { return this.#call('tray.bounds') }

  setIgnoreDoubleClickEvents(ignore) {
    validateBoolean(ignore, 'ignore')
    this.#call('tray.ignoreDoubleClicks', { ignore })
    this.#ignoresDoubleClicks = ignore
  }

  getIgnoreDoubleClickEvents() {
    this.#alive()
    return this.#ignoresDoubleClicks
  }

  displayBalloon(options) {
    this.#alive()
    validateObject(options, 'options')
    const { icon, iconType = 'custom', title, content, largeIcon = true, noSound = false, respectQuietTime = false } = options
    validateString(title, 'options.title')
    validateString(content, 'options.content')
    validateOneOf(iconType, 'options.iconType', ['none', 'info', 'warning', 'error', 'custom'])
    const png = icon === undefined ? undefined : pictureOf(icon, 'options.icon')
    native.call('tray.displayBalloon', { id: this.#number, iconType, title, content, smallIcon: !largeIcon, noSound, respectQuietTime }, png)
  }

  removeBalloon() { this.#call('tray.removeBalloon') }

  focus() { this.#call('tray.focus') }

  getGUID() {
    this.#alive()
    return this.#guid
  }

  destroy() {
    if (this.#number === 0) return
    native.post('tray.destroy', { id: this.#number })
    this.#endMenu()
    trays.delete(this.#number)
    if (this.#guid !== null) guids.delete(this.#guid.toLowerCase())
    this.#number = 0
  }

  isDestroyed() { return this.#number === 0 }

  #post(method, value) {
    this.#alive()
    native.post(method, { ...value, id: this.#number })
  }

  #call(method, value) {
    this.#alive()
    return native.call(method, { ...value, id: this.#number })
  }

  #alive() {
    if (this.#number === 0) throw new TypeError('Object has been destroyed')
  }

  static heard(tray, { event, bounds, position, item, ...keys }) {
    if (event === 'menu') {
      const found = live.find(item) ?? find(tray.#popped, item)
      if (found !== undefined) clicked(found, keyboardEvent(keys), undefined)
      return
    }
    if (event === 'menu-opened' || event === 'menu-closed') {
      tray.#menu?.emit(event === 'menu-opened' ? 'menu-will-show' : 'menu-will-close', new DesktopEvent())
      return
    }
    const values = [bounds, position].filter((value) => value !== undefined)
    tray.emit(event, Object.assign(new DesktopEvent(), keyboardEvent(keys)), ...values)
  }
}

const { heard } = Tray
delete Tray.heard

function find(menu, id) {
  for (const item of menu?.items ?? []) {
    if (item.commandId === id) return item
    const below = find(item.submenu, id)
    if (below !== undefined) return below
  }
  return undefined
}

native.on('tray.event', ({ id, ...event }) => {
  const tray = trays.get(id)
  if (tray !== undefined) heard(tray, event)
})

module.exports = { Tray }
