// The object `app`, after Electron's.

const { validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')

let name = binding.name
const chosen = { __proto__: null }

const app = {
  get name() { return name },
  set name(value) { app.setName(value) },

  getName() { return name },

  setName(value) {
    validateString(value, 'name')
    name = value
  },

  getVersion() { return binding.version },

  getPath(which) {
    validateString(which, 'name')
    const path = chosen[which] ?? binding.folder(which)
    if (path !== undefined) return path
    throw new ERR_INVALID_ARG_VALUE('name', which, "names no folder; there are 'home', 'appData', 'userData', 'cache', 'logs', " +
      "'temp', 'exe', 'desktop', 'documents', 'downloads', 'music', 'pictures' and 'videos'")
  },

  setPath(which, path) {
    validateString(which, 'name')
    validateString(path, 'path')
    if (!require('path').isAbsolute(path)) throw new ERR_INVALID_ARG_VALUE('path', path, 'must be an absolute path')
    chosen[which] = path
  },
}

module.exports = {
  app,
  get log() { return require('internal/deskjs/log').log },
  get Store() { return require('internal/deskjs/store').Store },
  get validated() { return require('internal/validated').validated },
  ...require('internal/deskjs/pages'),
  get nativeImage() { return require('internal/deskjs/nativeimage').nativeImage },
  get ipcMain() { return require('internal/ipc').ipcMain },
  get MessageChannelMain() { return require('internal/ipc').MessageChannelMain },
  get webContents() { return require('internal/ipc').webContents },
}
