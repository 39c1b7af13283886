// session, after Electron: what the pages of some windows share.

const EventEmitter = require('events')
const { validateBoolean, validateFunction, validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')
const { Cookies, changed } = require('internal/deskjs/session/cookies')
const { DownloadItem, tell, cancelled } = require('internal/deskjs/session/download')

const sessions = new Map() // partition -> Session
const items = new Map() // number of a download -> DownloadItem

// What Electron calls that which pages store, and the webviews' kinds of it. The rest of Electron's they don't have.
const storages = { cookies: 'cookies', indexdb: 'indexdb', localstorage: 'localstorage', serviceworkers: 'serviceworkers', cachestorage: 'cachestorage',
  filesystem: undefined, shadercache: undefined, websql: undefined }

const notSupported = (what, why) => Object.assign(new Error(`${what} is not supported: ${why}`), { code: 'ERR_NOT_SUPPORTED' })

// webRequest's hooks see only what passes the host, and that protocol.handle answers: requests of the web go from the webview's own process.
const webRequest = Object.freeze(Object.fromEntries(['onBeforeRequest', 'onBeforeSendHeaders', 'onSendHeaders', 'onHeadersReceived', 'onResponseStarted',
  'onBeforeRedirect', 'onCompleted', 'onErrorOccurred'].map((name) => [name, () => {
  throw notSupported(`webRequest.${name}()`, 'the system\'s webview fetches what pages ask of the web by itself. permissions.page.connect in deskjs.json says ' +
    'where pages may connect to, and protocol.handle() answers for schemes of the app\'s own')
}])))

class Session extends EventEmitter {
  #partition
  #cookies
  #permission
  #check

  constructor(partition) {
    super()
    this.#partition = partition
    this.on('newListener', (event) => { if (event === 'will-download') this.#watch('will-download', true) })
    this.on('removeListener', (event) => { if (event === 'will-download' && this.listenerCount(event) === 0) this.#watch(event, false) })
  }

  get cookies() { return this.#cookies ??= new Cookies(this.#partition) }

  get protocol() { return require('deskjs').protocol }

  get webRequest() { return webRequest }

  isPersistent() { return this.#partition === '' || this.#partition.startsWith('persist:') }

  /** The name that it was made by, '' for the app's own. */
  get partition() { return this.#partition }

  async clearStorageData(options = {}) {
    validateObject(options, 'options')
    if (options.origin !== undefined) throw notSupported('The option origin of clearStorageData()', 'the system\'s webview forgets for all pages of a session')
    const wanted = options.storages ?? Object.keys(storages)
    for (const name of wanted) if (!(name in storages)) throw new ERR_INVALID_ARG_VALUE('options.storages', name, `must be some of ${Object.keys(storages).join(', ')}`)
    const kinds = wanted.map((name) => storages[name]).filter((kind) => kind !== undefined)
    if (kinds.length > 0) await native.ask('session.clear', { partition: this.#partition, kinds })
  }

  async clearCache() { await native.ask('session.clear', { partition: this.#partition, kinds: ['cache'] }) }

  getCacheSize() { return native.ask('session.cacheSize', { partition: this.#partition }) }

  async setProxy(config) {
    validateObject(config, 'config')
    await native.ask('session.setProxy', { partition: this.#partition, ...proxyOf(config) })
  }

  resolveProxy() { return Promise.reject(notSupported('resolveProxy()', 'the system\'s webview does not tell')) }

  /** handler(webContents, permission, callback, details); null denies all again. */
  setPermissionRequestHandler(handler) {
    if (handler !== null) validateFunction(handler, 'handler')
    this.#permission = handler ?? undefined
    this.#watchPermissions()
  }

  /** handler(webContents, permission, requestingOrigin, details) is asked before the request handler; false refuses. */
  setPermissionCheckHandler(handler) {
    if (handler !== null) validateFunction(handler, 'handler')
    this.#check = handler ?? undefined
    this.#watchPermissions()
  }

  setSpellCheckerEnabled(enable) {
    validateBoolean(enable, 'enable')
    const { languages } = this.#spelling()
    native.call('session.setSpelling', { partition: this.#partition, enabled: enable, languages })
  }

  isSpellCheckerEnabled() { return this.#spelling().enabled }

  setSpellCheckerLanguages(languages) {
    if (!Array.isArray(languages) || !languages.every((language) => typeof language === 'string')) throw new ERR_INVALID_ARG_TYPE('languages', 'string[]', languages)
    native.call('session.setSpelling', { partition: this.#partition, enabled: languages.length > 0, languages })
  }

  getSpellCheckerLanguages() { return this.#spelling().languages }

  downloadURL(url) {
    validateString(url, 'url')
    const window = require('deskjs').BrowserWindow.getAllWindows().find(({ webContents }) => webContents.session === this)
    if (window === undefined) throw notSupported('downloadURL() without a window', 'it is a window\'s page that downloads; fetch() needs none')
    window.webContents.downloadURL(url)
  }

  /** The backend's own fetch: it has none of the session's cookies. */
  fetch(input, init) { return fetch(input, init) }

  #spelling() { return native.call('session.spelling', { partition: this.#partition }) }

  #watch(question, watch) { native.post('session.watch', { partition: this.#partition, question, watch }) }

  #watchPermissions() { this.#watch('permission', this.#permission !== undefined || this.#check !== undefined) }

  static permission(session, { id, permission, mediaTypes, url }) {
    const contents = require('deskjs').webContents.fromId(id)
    const details = { requestingUrl: url, isMainFrame: true, mediaTypes }
    const origin = URL.canParse(url) ? new URL(url).origin : ''
    if (session.#check !== undefined && !session.#check(contents, permission, origin, { ...details, mediaType: mediaTypes[0] ?? 'unknown' })) return { allowed: false }
    if (session.#permission === undefined) return { allowed: session.#check !== undefined }
    return new Promise((resolve) => { session.#permission(contents, permission, (allowed) => resolve({ allowed: allowed === true }), details) })
  }

  static download(session, state) {
    const item = new DownloadItem(state)
    items.set(state.download, item)
    const event = new DesktopEvent()
    session.emit('will-download', event, item, require('deskjs').webContents.fromId(state.id))
    return { path: item.getSavePath(), prevented: event.defaultPrevented || cancelled(item) }
  }
}

const { permission, download } = Session
for (const name of ['permission', 'download']) delete Session[name]

// proxyOf reads Electron's configuration: rules as Chromium has them, 'http=a:80;https=b:81' or 'socks5://c'.
function proxyOf({ mode, proxyRules = '', proxyBypassRules = '', pacScript }) {
  if (pacScript || mode === 'pac_script' || mode === 'auto_detect') throw notSupported('A proxy by script', 'the system\'s webview takes addresses; mode \'system\' uses what the desktop has')
  if (mode === 'direct') return { mode: 'direct' }
  if (mode === 'system' || mode === undefined && proxyRules === '') return { mode: 'system' }
  const address = (text) => (text.includes('://') ? text : `http://${text}`)
  const result = { mode: 'custom', default: '', schemes: {}, bypass: proxyBypassRules.split(/[,;]/u).map((rule) => rule.trim()).filter((rule) => rule !== '') }
  for (const rule of proxyRules.split(';').map((text) => text.trim()).filter((text) => text !== '')) {
    const [, scheme, place] = /^(?:(http|https|ftp|socks)=)?(.+)$/u.exec(rule)
    const first = place.split(',')[0].trim()
    if (first === 'direct://') continue
    if (scheme === undefined || scheme === 'socks') result.default = scheme === 'socks' && !first.includes('://') ? `socks://${first}` : address(first)
    else result.schemes[scheme] = address(first)
  }
  return result
}

/** The session of a partition: '' the app's own, 'persist:NAME' one on disk, any other name one in memory. */
function fromPartition(partition, options = {}) {
  validateString(partition, 'partition')
  validateObject(options, 'options')
  let known = sessions.get(partition)
  if (known === undefined) sessions.set(partition, known = new Session(partition))
  return known
}

native.handle('session.permission', (request) => permission(fromPartition(request.partition), request))
native.handle('session.will-download', (state) => download(fromPartition(state.partition), state))
native.on('session.download-updated', (state) => {
  const item = items.get(state.download)
  if (item !== undefined) tell(item, state, false)
})
native.on('session.download-done', (state) => {
  const item = items.get(state.download)
  items.delete(state.download)
  if (item !== undefined) tell(item, state, true)
})
native.on('session.cookies-changed', ({ partition }) => {
  const known = sessions.get(partition)
  if (known !== undefined) changed(known.cookies)
})

const session = {
  fromPartition,
  get defaultSession() { return fromPartition('') },
}

module.exports = { Session, session }
