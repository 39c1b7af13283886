// deskjs only: Electron's module
const { Menu, MenuItem } = require('deskjs')

const show = (menu) => menu.items.map((item) => (item.type === 'separator' ? '---' : item.id ?? item.label)).join(' ')
const built = (...template) => show(Menu.buildFromTemplate(template))
const fails = (name, run) => {
  try {
    run()
    console.log(name, 'does not throw')
  } catch (error) {
    console.log(name, String(error))
  }
}

// Templates.
fails('no array', () => Menu.buildFromTemplate('menu'))
for (const bad of [null, undefined, {}, { visible: true }, 'x']) fails('bad item', () => Menu.buildFromTemplate([bad]))
fails('bad type', () => Menu.buildFromTemplate([{ label: 'x', type: 'custom' }]))
fails('bad submenu', () => new MenuItem({ type: 'submenu', label: 'x' }))
const template = [{ label: 'text', submenu: [{ label: 'sub', extra: 1 }] }, { role: 'Quit' }]
const before = JSON.stringify(template)
const menu = Menu.buildFromTemplate(template)
console.log(JSON.stringify(template) === before, menu.items[0].type, menu.items[0].submenu instanceof Menu, menu.items[0].submenu.items[0].extra)
console.log(Object.prototype.toString.call(menu), menu.constructor.name, menu.items[0].menu === menu)
const plain = new MenuItem({ label: 'plain', accelerator: undefined, enabled: null })
console.log(plain.type, plain.role, plain.accelerator, plain.enabled, plain.visible, plain.checked, plain.icon, plain.sublabel, plain.registerAccelerator, plain.userAccelerator)
plain.type = 'radio'
console.log(plain.type, typeof plain.commandId, plain.menu)

// Order.
console.log(built({ id: '1', label: 'one' }, { id: '2', label: 'two' }))
console.log(built({ id: '1', label: 'one' }, { type: 'separator' }, { id: '3', label: 'three', beforeGroupContaining: ['1'] },
  { id: '4', label: 'four', afterGroupContaining: ['2'] }, { type: 'separator' }, { id: '2', label: 'two' }))
console.log(built({ id: '1', label: 'one', after: ['3'] }, { id: '2', label: 'two', before: ['1'] }, { id: '3', label: 'three' }))
console.log(built({ id: 'a', label: 'a', after: ['b'] }, { id: 'b', label: 'b', after: ['a'] }), '|', built({ id: 'a', label: 'a', before: ['none'] }, { id: 'b', label: 'b' }))
console.log(built({ type: 'separator' }, { label: 'a' }, { type: 'separator' }, { type: 'separator' }, { label: 'b' }, { type: 'separator' }))

// Roles.
for (const role of ['undo', 'pasteAndMatchStyle', 'toggleDevTools', 'zoomIn', 'togglefullscreen', 'windowMenu', 'editMenu', 'about']) {
  const item = new MenuItem({ role })
  console.log(item.role, '|', item.label, '|', item.accelerator, '|', item.registerAccelerator, '|', item.type, '|', item.submenu === null ? '' : item.submenu.items.map((sub) => sub.role ?? '-').join(' '))
}
console.log(new MenuItem({ role: 'reload', label: 'Again', accelerator: 'F5' }).label, new MenuItem({ role: 'nonsense', label: 'x' }).accelerator)

// Finding and inserting.
const found = Menu.buildFromTemplate([{ label: 'View', submenu: [{ label: 'Enter', id: 'deep' }, { type: 'separator', id: 'line' }, { label: 'More' }] }])
console.log(found.getMenuItemById('deep').label, found.getMenuItemById('line').type, found.getMenuItemById('no'))
fails('below', () => found.insert(-1, new MenuItem({ label: 'x' })))
fails('above', () => found.insert(9, new MenuItem({ label: 'x' })))
fails('no item', () => found.append({ label: 'x' }))
found.insert(0, new MenuItem({ label: 'first' }))
found.append(new MenuItem({ label: 'last' }))
console.log(show(found), found.getItemCount())

// What a click does.
const clicks = Menu.buildFromTemplate([
  { label: 'check', type: 'checkbox', click: (item, window, event) => console.log('clicked', item.checked, window, event) },
  { label: 'a', type: 'radio' }, { label: 'b', type: 'radio', checked: true }, { label: 'c', type: 'radio' }, { type: 'separator' }, { label: 'd', type: 'radio' },
])
clicks.items[0].click()
clicks.items[0].click('event', 'window')
const radios = () => clicks.items.filter((item) => item.type === 'radio').map((item) => item.checked).join()
console.log(radios())
clicks.items[3].click()
clicks.items[5].checked = false
console.log(radios(), clicks.items[1].groupId === clicks.items[3].groupId, clicks.items[1].groupId === clicks.items[5].groupId)

// What needs an app.
console.log(Menu.getApplicationMenu())
fails('setApplicationMenu', () => Menu.setApplicationMenu({}))
fails('popup', () => menu.popup(null))
try {
  Menu.setApplicationMenu(menu)
} catch (error) {
  console.log(error.code)
}
