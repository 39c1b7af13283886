// What the app asks of its desktop.

const path = require('path')
const { validateArray, validateBoolean, validateInteger, validateObject, validateOneOf, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const native = require('internal/deskjs/native')
const opens = require('internal/deskjs/application/opens')

// A program that is named, or that shall be started; '' and undefined are the app itself.
const programOf = (program, starts) => (program === undefined || program === '' ? program : binding.mayStart(program, starts))

function protocolOf(protocol, program, args, starts) {
  validateString(protocol, 'protocol')
  if (program !== undefined) validateString(program, 'path')
  return { protocol, path: programOf(program, starts), args: strings(args, 'args') }
}

function strings(list, name) {
  if (list === undefined) return []
  validateArray(list, name)
  list.forEach((text, i) => validateString(text, `${name}[${i}]`))
  return list
}

function loginItem(options, starts) {
  validateObject(options, 'options')
  const { path: program, args } = options
  if (program !== undefined) validateString(program, 'options.path')
  return { ...options, path: programOf(program, starts), args: strings(args, 'options.args') }
}

function schemeOf(url) {
  validateString(url, 'url')
  const match = /^([a-z][a-z0-9+.-]*):/i.exec(url)
  if (match === null) throw new ERR_INVALID_ARG_VALUE('url', url, "must be an address with its scheme, such as 'https://'")
  return match[1].toLowerCase()
}

const dock = {
  bounce(type = 'informational') {
    validateOneOf(type, 'type', ['critical', 'informational'])
    return native.call('app.dock', { method: 'bounce', text: type })
  },
  cancelBounce(id) {
    validateInteger(id, 'id')
    native.call('app.dock', { method: 'cancelBounce', id })
  },
  setBadge(text) {
    validateString(text, 'text')
    native.call('app.dock', { method: 'setBadge', text })
  },
  getBadge: () => native.call('app.dock', { method: 'getBadge' }),
  hide() { native.call('app.dock', { method: 'hide' }) },
  async show() { await native.ask('app.dock', { method: 'show' }) },
  isVisible: () => native.call('app.dock', { method: 'isVisible' }),
  setMenu(menu) { require('internal/deskjs/menu').setDockMenu(menu) },
  getMenu: () => require('internal/deskjs/menu').getDockMenu(),
}

module.exports = {
  dock,

  setAsDefaultProtocolClient(protocol, program, args) {
    const asked = protocolOf(protocol, program, args, true)
    const done = native.call('app.setProtocol', asked)
    if (done) opens.add(protocol)
    return done
  },

  removeAsDefaultProtocolClient: (protocol, program, args) => native.call('app.removeProtocol', protocolOf(protocol, program, args, false)),

  isDefaultProtocolClient: (protocol, program, args) => native.call('app.isProtocol', protocolOf(protocol, program, args, false)),

  getApplicationNameForProtocol: (url) => native.call('app.protocolName', schemeOf(url)),

  getLoginItemSettings(options = {}) {
    const { launchItems = [], ...state } = native.call('app.loginItem', loginItem(options, false))
    return { openAsHidden: false, wasOpenedAsHidden: false, restoreState: false, ...state, launchItems }
  },

  setLoginItemSettings(settings) {
    validateObject(settings, 'settings')
    const { openAtLogin, enabled } = settings
    if (openAtLogin !== undefined) validateBoolean(openAtLogin, 'settings.openAtLogin')
    if (enabled !== undefined) validateBoolean(enabled, 'settings.enabled')
    native.call('app.setLoginItem', loginItem(settings, openAtLogin === true))
  },

  setBadgeCount(count = 0) {
    validateInteger(count, 'count', 0)
    return native.call('app.setBadge', count)
  },

  getBadgeCount: () => native.call('app.badge'),

  addRecentDocument(file) {
    validateString(file, 'path')
    native.call('app.addRecent', path.resolve(file))
  },

  clearRecentDocuments() { native.call('app.clearRecent') },

  getRecentDocuments: () => native.call('app.recent'),

  setActivationPolicy(policy) {
    validateOneOf(policy, 'policy', ['regular', 'accessory', 'prohibited'])
    native.call('app.setPolicy', policy)
  },

  focus(options = {}) {
    validateObject(options, 'options')
    native.call('app.activate', options.steal === true)
    if (process.platform !== 'darwin') require('internal/deskjs/window').BrowserWindow.getAllWindows()[0]?.focus()
  },

  hide() { native.call('app.hide') },

  show() { native.call('app.show') },

  relaunch(options = {}) {
    validateObject(options, 'options')
    const { execPath, args } = options
    if (execPath !== undefined) validateString(execPath, 'options.execPath')
    native.call('app.relaunch', { execPath: programOf(execPath, true), args: args === undefined ? process.argv.slice(1) : strings(args, 'options.args') })
  },
}
