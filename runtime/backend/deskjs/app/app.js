// The object `app`, after Electron's, and the table of what the module exports.

const EventEmitter = require('events')
const native = require('internal/deskjs/native')
const { validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')

let name = binding.name
const chosen = { __proto__: null }

const lifecycle = () => require('internal/deskjs/lifecycle')

// Whoever listens to the app wants to hear of it: the backend attaches to its host.
function listened() { if (native.there) process.nextTick(() => lifecycle().attach()) }

class App extends EventEmitter {
  get name() { return name }
  set name(value) { this.setName(value) }

  on(event, listener) {
    listened()
    return super.on(event, listener)
  }

  addListener(event, listener) { return this.on(event, listener) }

  prependListener(event, listener) {
    listened()
    return super.prependListener(event, listener)
  }

  whenReady() { return lifecycle().whenReady() }

  isReady() { return lifecycle().isReady() }

  quit() { lifecycle().quit() }

  exit(code) { lifecycle().exit(code) }

  getName() { return name }

  setName(value) {
    validateString(value, 'name')
    name = value
  }

  getAppPath() { return require('internal/deskjs/places').folder() }

  getVersion() { return binding.version }

  getPath(which) {
    validateString(which, 'name')
    const path = chosen[which] ?? binding.folder(which)
    if (path !== undefined) return path
    throw new ERR_INVALID_ARG_VALUE('name', which, "names no folder; there are 'home', 'appData', 'userData', 'cache', 'logs', " +
      "'temp', 'exe', 'desktop', 'documents', 'downloads', 'music', 'pictures' and 'videos'")
  }

  setPath(which, path) {
    validateString(which, 'name')
    validateString(path, 'path')
    if (!require('path').isAbsolute(path)) throw new ERR_INVALID_ARG_VALUE('path', path, 'must be an absolute path')
    chosen[which] = path
  }
}

const app = new App()

module.exports = {
  app,
  ...require('internal/deskjs/pages'),
}

// All else is loaded when it is used.
for (const [key, from] of Object.entries(require('internal/deskjs/exports'))) {
  Object.defineProperty(module.exports, key, { enumerable: true, configurable: true, get: () => require(from)[key] })
}
