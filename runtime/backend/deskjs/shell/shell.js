// shell, after Electron's.

const path = require('path')
const native = require('internal/deskjs/native')
const { validateString, validateObject, validateOneOf } = require('internal/validators')
const { codes: { ERR_INVALID_URL, ERR_INVALID_ARG_VALUE } } = require('internal/errors')

// A path as the host has to have it: its working directory may be another one.
function checkPath(value, name) {
  validateString(value, name)
  if (value === '' || value.includes('\0')) throw new ERR_INVALID_ARG_VALUE(name, value, 'must be the path of a file')
  return path.resolve(value)
}

const shell = {
  async openExternal(url, options = {}) {
    validateString(url, 'url')
    validateObject(options, 'options')
    if (!URL.canParse(url)) throw new ERR_INVALID_URL(url)
    const { protocol, href } = new URL(url)
    if (process.platform === 'win32' && href.length > 2081) throw new ERR_INVALID_ARG_VALUE('url', url, 'must have at most 2081 characters')
    binding.mayOpenAddress(protocol.slice(0, -1))
    const { activate = true, workingDirectory } = options
    await native.ask('shell.openExternal', { url: href, activate: Boolean(activate), workingDirectory })
  },

  async openPath(file) {
    const absolute = checkPath(file, 'path')
    try {
      await native.ask('shell.openPath', { path: binding.mayOpen(absolute) })
      return ''
    } catch (error) {
      return error.message
    }
  },

  showItemInFolder(fullPath) {
    const absolute = checkPath(fullPath, 'fullPath')
    binding.mayRead(absolute)
    native.post('shell.showItemInFolder', { path: absolute })
  },

  async trashItem(file) {
    const absolute = checkPath(file, 'path')
    binding.mayTrash(absolute)
    await native.ask('shell.trashItem', { path: absolute })
  },

  beep() { native.post('shell.beep') },

  readShortcutLink(shortcutPath) {
    const absolute = checkPath(shortcutPath, 'shortcutPath')
    binding.mayRead(absolute)
    return native.call('shell.readShortcutLink', { path: absolute })
  },

  writeShortcutLink(shortcutPath, operation, options) {
    if (options === undefined) [operation, options] = ['create', operation]
    const absolute = checkPath(shortcutPath, 'shortcutPath')
    validateOneOf(operation, 'operation', ['create', 'update', 'replace'])
    validateObject(options, 'options')
    if (operation !== 'update' || options.target !== undefined) validateString(options.target, 'options.target')
    binding.mayWrite(absolute)
    try {
      native.call('shell.writeShortcutLink', { ...options, path: absolute, operation })
      return true
    } catch (error) {
      if (error.code !== undefined) throw error
      return false
    }
  },
}

module.exports = { shell }
