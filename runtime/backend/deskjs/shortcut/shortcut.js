// Keys that call the app whatever window has the focus, after Electron's globalShortcut.

const native = require('internal/deskjs/native')
const { parse } = require('internal/deskjs/accelerator')
const { validateArray, validateBoolean, validateFunction } = require('internal/validators')

const registered = new Map() // accelerator -> { id, shortcut, callback }
let last = 0
let suspended = false
let listening = false

function listen() {
  if (listening) return
  listening = true
  native.on('shortcut.pressed', (id) => {
    for (const entry of registered.values()) if (entry.id === id) entry.callback()
  })
}

const tell = ({ id, shortcut }) => native.call('shortcut.register', { id, ...shortcut })

function add(shortcut, callback) {
  if (suspended || registered.has(shortcut.accelerator)) return false
  listen()
  const entry = { id: ++last, shortcut, callback }
  if (!tell(entry)) return false
  registered.set(shortcut.accelerator, entry)
  return true
}

function remove(accelerator) {
  const entry = registered.get(accelerator)
  if (entry === undefined) return
  registered.delete(accelerator)
  if (!suspended) native.call('shortcut.unregister', entry.id)
}

const globalShortcut = {
  register(accelerator, callback) {
    const shortcut = parse(accelerator)
    validateFunction(callback, 'callback')
    return add(shortcut, callback)
  },

  registerAll(accelerators, callback) {
    validateArray(accelerators, 'accelerators')
    const shortcuts = accelerators.map((accelerator) => parse(accelerator))
    validateFunction(callback, 'callback')
    const done = []
    for (const shortcut of shortcuts) {
      if (!add(shortcut, callback)) {
        done.forEach(remove)
        return false
      }
      done.push(shortcut.accelerator)
    }
    return true
  },

  isRegistered(accelerator) { return registered.has(parse(accelerator).accelerator) },

  unregister(accelerator) { remove(parse(accelerator).accelerator) },

  unregisterAll() { for (const accelerator of [...registered.keys()]) remove(accelerator) },

  setSuspended(wanted) {
    validateBoolean(wanted, 'suspended')
    if (wanted === suspended) return
    suspended = wanted
    for (const entry of registered.values()) {
      if (wanted) native.call('shortcut.unregister', entry.id)
      else if (!tell(entry)) registered.delete(entry.shortcut.accelerator) // somebody else has it now
    }
  },

  isSuspended() { return suspended },
}

module.exports = { globalShortcut }
