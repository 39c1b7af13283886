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

  /** What happens to windows and pages is told here too. */
  emit(event, ...args) {
    if (event === 'browser-window-created') {
      follow(this, args[1])
      super.emit('web-contents-created', args[0], args[1].webContents)
    }
    return super.emit(event, ...args)
  }

  whenReady() { return lifecycle().whenReady() }

  isReady() { return lifecycle().isReady() }

  quit() { lifecycle().quit() }

  exit(code) { lifecycle().exit(code) }

  get isPackaged() { return binding.packaged }

  getAppPath() { return binding.path }

  get runningUnderARM64Translation() { return binding.translated() }

  get commandLine() { return require('internal/deskjs/application/commandline').commandLine }

  get dock() { return process.platform === 'darwin' ? require('internal/deskjs/application/desktop').dock : undefined }

  get badgeCount() { return this.getBadgeCount() }
  set badgeCount(count) { this.setBadgeCount(count) }

  get accessibilitySupportEnabled() { return this.isAccessibilitySupportEnabled() }
  set accessibilitySupportEnabled(enabled) { this.setAccessibilitySupportEnabled(enabled) }

  get applicationMenu() { return require('internal/deskjs/menu').Menu.getApplicationMenu() }
  set applicationMenu(menu) { require('internal/deskjs/menu').Menu.setApplicationMenu(menu) }

  /** Pages always are in a sandbox. */
  enableSandbox() {}

  resolveProxy(url) { return require('internal/deskjs/session').session.defaultSession.resolveProxy(url) }

  setProxy(config) { return require('internal/deskjs/session').session.defaultSession.setProxy(config) }

  setAboutPanelOptions(options) { require('internal/deskjs/menu/about').setAboutPanelOptions(options) }

  showAboutPanel() { require('internal/deskjs/menu/about').showAboutPanel() }

  getName() { return name }

  setName(value) {
    validateString(value, 'name')
    name = value
  }

  getVersion() { return binding.version }

  getPath(which) {
    validateString(which, 'name')
    const path = chosen[which] ?? binding.folder(which)
    if (path !== undefined) return path
    throw new ERR_INVALID_ARG_VALUE('name', which, "names no folder; there are 'home', 'appData', 'userData', 'sessionData', 'cache', 'logs', 'crashDumps', " +
      "'temp', 'exe', 'module', 'assets', 'desktop', 'documents', 'downloads', 'music', 'pictures' and 'videos'")
  }

  setPath(which, path) {
    validateString(which, 'name')
    validateString(path, 'path')
    if (!require('path').isAbsolute(path)) throw new ERR_INVALID_ARG_VALUE('path', path, 'must be an absolute path')
    if (binding.folderNames.includes(which)) {
      chosen[which] = path
      return
    }
    throw new ERR_INVALID_ARG_VALUE('name', which, `names no folder; there are ${binding.folderNames.join(', ')}`)
  }

  setAppLogsPath(path) {
    const folder = path ?? this.getPath('logs')
    this.setPath('logs', folder)
    require('fs').mkdirSync(folder, { recursive: true })
  }
}

// Methods that are loaded when they are used, and where they are.
const parts = {
  instance: ['requestSingleInstanceLock', 'hasSingleInstanceLock', 'releaseSingleInstanceLock'],
  desktop: [
    'setAsDefaultProtocolClient', 'removeAsDefaultProtocolClient', 'isDefaultProtocolClient', 'getApplicationNameForProtocol',
    'getLoginItemSettings', 'setLoginItemSettings', 'setBadgeCount', 'getBadgeCount', 'addRecentDocument', 'clearRecentDocuments', 'getRecentDocuments',
    'setActivationPolicy', 'focus', 'hide', 'show', 'relaunch',
  ],
  system: [
    'getLocale', 'getSystemLocale', 'getPreferredSystemLanguages', 'getLocaleCountryCode', 'getAppMetrics', 'getGPUInfo', 'getGPUFeatureStatus',
    'isAccessibilitySupportEnabled', 'setAccessibilitySupportEnabled', 'configureHostResolver', 'isEmojiPanelSupported', 'showEmojiPanel', 'setAppUserModelId', 'isUnityRunning',
  ],
}
for (const [part, methods] of Object.entries(parts)) {
  for (const method of methods) {
    const call = { [method](...args) { return require(`internal/deskjs/application/${part}`)[method](...args) } }[method]
    Object.defineProperty(App.prototype, method, { __proto__: null, value: call, writable: true, configurable: true })
  }
}

function follow(app, window) {
  window.on('focus', () => app.emit('browser-window-focus', {}, window))
  window.on('blur', () => app.emit('browser-window-blur', {}, window))
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
