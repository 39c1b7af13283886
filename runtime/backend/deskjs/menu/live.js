// Which menus the host shows, so that it hears of their changes.

const native = require('internal/deskjs/native')

const roots = new Set() // { menu, changed(items), rebuilt() }
let pending // item -> names of properties, for the end of the microtask
let rebuilding = new Set()

/** Whether menu is root or stands below it. */
function holds(root, menu) {
  return root === menu || root.items.some((item) => item.submenu && holds(item.submenu, menu))
}

/** The item with a number in a menu that is shown. */
function find(id) {
  for (const { menu } of roots) {
    const found = findIn(menu, id)
    if (found !== undefined) return found
  }
  return undefined
}

function findIn(menu, id) {
  for (const item of menu.items) {
    if (item.commandId === id) return item
    const found = item.submenu ? findIn(item.submenu, id) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** Begins to show a menu. Returns what ends it. */
function show(menu, { changed, rebuilt }) {
  const root = { menu, changed, rebuilt }
  roots.add(root)
  return () => { roots.delete(root) }
}

function soon() {
  if (pending !== undefined) return
  pending = new Map()
  queueMicrotask(flush)
}

function flush() {
  const changes = pending
  const rebuilt = rebuilding
  pending = undefined
  rebuilding = new Set()
  for (const root of [...roots]) {
    if ([...rebuilt].some((menu) => holds(root.menu, menu))) {
      root.rebuilt()
      continue
    }
    const items = new Map([...changes].filter(([item]) => holds(root.menu, item.menu)))
    if (items.size > 0) root.changed(items)
  }
}

/** Hears that a property of an item is another. */
function changed(item, property) {
  if (item.menu === undefined || roots.size === 0) return
  soon()
  if (!pending.has(item)) pending.set(item, new Set())
  pending.get(item).add(property)
}

/** Hears that a menu has another item. */
function grown(menu) {
  if (roots.size === 0) return
  soon()
  rebuilding.add(menu)
}

/** Tells the host's menus of changes; each is told once, in how many menus the item may be. */
function tell(items) {
  native.post('menu.change', [...items].map(([item, properties]) => require('internal/deskjs/menu/item').changeOf(item, properties)))
}

module.exports = { show, find, changed, grown, tell }
