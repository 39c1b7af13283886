// MenuItem, after Electron.

const roles = require('internal/deskjs/menu/roles')
const live = require('internal/deskjs/menu/live')
const native = require('internal/deskjs/native')

const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette']
const macTypes = ['header', 'palette']

const groups = new WeakMap() // radio item -> its group, an object with the item that is checked
const labelled = new WeakSet() // items whose label is the app's, and not their role's
let lastCommandId = 0
let lastGroup = 0

const badges = ['alerts', 'updates', 'new-items', 'none']

function validateBadge(badge) {
  if (badge === undefined || badge === null) return
  if (typeof badge !== 'object') throw new TypeError('badge must be a MenuItemBadge object')
  const { type = 'none', content, count } = badge
  if (!badges.includes(type)) throw new TypeError(`Invalid badge type '${type}': must be one of ${badges.join(', ')}`)
  if (type === 'none') {
    if (typeof content !== 'string') throw new TypeError("badge.content must be a string when badge.type is 'none'")
    if (count !== undefined && count !== null) throw new TypeError("badge.count cannot be used when badge.type is 'none'")
    return
  }
  if (!Number.isInteger(count) || count < 0) throw new TypeError(`badge.count must be a non-negative integer when badge.type is '${type}'`)
  if (content !== undefined && content !== null) throw new TypeError("badge.content can only be used when badge.type is 'none'")
}

class MenuItem {
  constructor(options) {
    const { Menu } = require('internal/deskjs/menu')
    for (const key in options) if (!(key in this)) this[key] = options[key]
    if (typeof this.role === 'string' || this.role instanceof String) this.role = String(this.role).toLowerCase()
    this.submenu ||= roles.submenuOf(this.role)
    if (this.submenu != null && this.submenu.constructor !== Menu) this.submenu = Menu.buildFromTemplate(this.submenu)
    if (this.type == null && this.submenu != null) this.type = 'submenu'
    if (this.type === 'submenu' && this.submenu?.constructor !== Menu) throw new Error('Invalid submenu')
    validateBadge(this.badge)

    fix(this, 'type', roles.checksItself(this.role) ? 'checkbox' : 'normal')
    fix(this, 'role', null)
    fix(this, 'accelerator', roles.acceleratorOf(this.role) ?? null)
    fix(this, 'submenu', null)
    if (this.label != null) labelled.add(this)
    follow(this, 'icon', null)
    follow(this, 'label', roles.labelOf(this.role))
    follow(this, 'accessibilityLabel', '')
    follow(this, 'sublabel', '')
    follow(this, 'toolTip', '')
    follow(this, 'enabled', true)
    follow(this, 'visible', true)
    follow(this, 'checked', false)
    follow(this, 'registerAccelerator', roles.registersAccelerator(this.role))
    this.acceleratorWorksWhenHidden ??= true
    if (!types.includes(this.type)) throw new Error(`Unknown menu item type: ${this.type}`)
    fix(this, 'commandId', ++lastCommandId)
    Object.defineProperty(this, 'userAccelerator', { enumerable: true, get: () => null })

    const { click } = this
    this.click = (event, window, contents) => {
      checkByClick(this)
      if (native.there && this.role !== null && native.call('menu.perform', { role: this.role, window: window?.id ?? 0 })) return
      finish(this, click, event, window, contents)
    }
    clicks.set(this, (event, window) => finish(this, click, event, window, window?.webContents))
  }

  getCheckStatus() { return roles.checksItself(this.role) ? roles.checkedOf(this.role) : this.checked }

  getDefaultRoleAccelerator() { return roles.acceleratorOf(this.role) }
}

const clicks = new WeakMap() // item -> what a click does that the host could not do by itself

function finish(item, click, event, window, contents) {
  if (roles.act(item.role, window, contents)) return
  if (item.role !== null && roles.isRole(item.role)) return // the host could not, because nothing has the focus
  if (typeof click === 'function') click(item, window, event)
  else if (typeof item.selector === 'string' && process.platform === 'darwin') native.post('menu.sendAction', { action: item.selector })
}

function checkByClick(item) {
  if (!roles.checksItself(item.role) && (item.type === 'checkbox' || item.type === 'radio')) item.checked = !item.checked
}

function fix(item, name, value) {
  Object.defineProperty(item, name, { value: item[name] ?? value, enumerable: true, writable: false, configurable: true })
}

// A property whose changes are seen.
function follow(item, name, value) {
  let now = item[name] ?? value
  Object.defineProperty(item, name, {
    enumerable: true,
    configurable: true,
    get: () => now,
    set(next) {
      now = next
      if (name === 'label') labelled.add(item)
      live.changed(item, name)
    },
  })
}

// Of the radio items between two separators one is checked at most: whoever is set is.
function joinGroup(items, item) {
  const at = items.indexOf(item)
  const group = neighbour(items, at, -1) ?? neighbour(items, at, 1) ?? { number: ++lastGroup, items: new Set() }
  const before = item.checked
  group.items.add(item)
  groups.set(item, group)
  Object.defineProperty(item, 'groupId', { value: group.number, enumerable: true, configurable: true })
  if (before) group.checked = item
  let own = before
  Object.defineProperty(item, 'checked', {
    enumerable: true,
    configurable: true,
    // Several may say so when they are made: that changes with the first click.
    get: () => (group.chosen ? group.checked === item : own),
    set() {
      group.chosen = true
      group.checked = item
      for (const other of group.items) live.changed(other, 'checked')
    },
  })
}

function neighbour(items, at, step) {
  for (let i = at + step; i >= 0 && i < items.length; i += step) {
    if (items[i].type === 'radio') return groups.get(items[i])
    if (items[i].type === 'separator') return undefined
  }
  return undefined
}

// A group of which no item is checked shows the first as such.
function isChecked(item) {
  const group = groups.get(item)
  if (group === undefined) return Boolean(item.getCheckStatus())
  if ([...group.items].some((other) => other.checked)) return item.checked
  return [...group.items][0] === item
}

const iconHeight = 32 // twice that of menus, for dense screens

function iconOf(item) {
  if (item.icon == null || item.icon === '') return undefined
  const { encode } = require('internal/deskjs/menu')
  return encode(item.icon, iconHeight)?.toString('base64')
}

/** What the host needs to know of an item. */
function describe(item) {
  const radio = groups.get(item)
  return {
    id: item.commandId,
    type: item.type === 'normal' || macTypes.includes(item.type) && process.platform !== 'darwin' ? (item.submenu ? 'submenu' : undefined) : item.type,
    role: item.role ?? undefined,
    label: labelOf(item),
    sublabel: item.sublabel || undefined,
    toolTip: item.toolTip || undefined,
    accessibilityLabel: item.accessibilityLabel || undefined,
    accelerator: item.accelerator || undefined,
    unregistered: !item.registerAccelerator || undefined,
    disabled: !item.enabled || undefined,
    hidden: !item.visible || roles.isElsewhere(item.role) || undefined,
    checked: (item.type === 'checkbox' || item.type === 'radio') && isChecked(item) || undefined,
    group: radio?.number,
    icon: iconOf(item),
    items: item.submenu ? describeAll(item.submenu) : undefined,
  }
}

const describeAll = (menu) => menu.items.map(describe)

// The host knows what roles are called.
const labelOf = (item) => (item.role !== null && roles.isRole(item.role) && !labelled.has(item) && item.role !== 'appmenu' ? undefined : String(item.label ?? ''))

/** What the host needs to know when some properties of an item have changed. */
function changeOf(item, properties) {
  const change = { id: item.commandId }
  if (properties.has('label')) change.label = String(item.label ?? '')
  if (properties.has('sublabel')) change.sublabel = String(item.sublabel ?? '')
  if (properties.has('toolTip')) change.toolTip = String(item.toolTip ?? '')
  if (properties.has('enabled')) change.disabled = !item.enabled
  if (properties.has('visible')) change.hidden = !item.visible || roles.isElsewhere(item.role)
  if (properties.has('checked')) change.checked = isChecked(item)
  if (properties.has('icon')) change.icon = iconOf(item) ?? ''
  if (properties.has('registerAccelerator')) change.unregistered = !item.registerAccelerator
  return change
}

/** Does what a click does that the host has told of: it has tried the role already, and shown what is checked. */
function clicked(item, event, window) {
  checkByClick(item)
  clicks.get(item)(event, window)
}

module.exports = { MenuItem, describeAll, changeOf, clicked, joinGroup }
