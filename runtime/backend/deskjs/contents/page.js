// What webContents does with the page of a window, after Electron. The page is the host's; WebContents (contents.js) adds the channels.

const EventEmitter = require('events')
const { validateBoolean, validateFunction, validateNumber, validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const native = require('internal/deskjs/native')
const { DesktopEvent, ask } = require('internal/deskjs/event')
const { decodeOutcome } = require('internal/deskjs/contents/result')
const { WebFrameMain } = require('internal/deskjs/contents/frame')
const { NavigationHistory } = require('internal/deskjs/contents/history')
const printing = require('internal/deskjs/contents/printing')
const { receive } = require('internal/deskjs/contents/events')

// What the host asks only if somebody listens.
const questions = { 'will-navigate': 'will-navigate', 'will-frame-navigate': 'will-navigate', 'will-prevent-unload': 'will-prevent-unload', 'context-menu': 'context-menu', 'console-message': 'console-message',
  'before-input-event': 'before-input-event' }

const aborted = -3 // Chromium's number

// Electron's steps of zoom: a level is a power of this.
const zoomStep = 1.2

// onDisk is a file that other programs can read: what only the app sees, because it carries it, is copied first.
function onDisk(file) {
  const path = require('path')
  if (!require('internal/deskjs/places').isCarried(file)) return path.resolve(file)
  const fs = require('fs')
  const copy = path.join(fs.mkdtempSync(path.join(require('os').tmpdir(), 'drag-')), path.basename(file))
  fs.copyFileSync(file, copy)
  return copy
}

const notSupported = (what, why) => Object.assign(new Error(`${what} is not supported: ${why}`), { code: 'ERR_NOT_SUPPORTED' })

class Page extends EventEmitter {
  #id
  #destroyed = false
  #crashed = false
  #loading // the promise of loadURL that is under way: { url, resolve, reject, started }
  #openHandler
  #styles = 0
  #finds = 0
  #found = { text: '', ordinal: 0, forward: true }
  #partition
  #history
  #frame

  constructor(id) {
    super()
    this.#id = id
    this.on('newListener', (event) => this.#watch(questions[event], true))
    this.on('removeListener', (event) => {
      const question = questions[event]
      if (question !== undefined && !Object.keys(questions).some((name) => questions[name] === question && this.listenerCount(name) > 0)) this.#watch(question, false)
    })
  }

  /** The window's number in this run of the app. */
  get id() { return this.#id }

  /** The top frame: the webview tells of no others. */
  get mainFrame() { return this.#frame ??= new WebFrameMain(this) }

  getType() { return 'window' }

  isCrashed() { return this.#crashed }

  isFocused() { return require('deskjs').BrowserWindow.fromId(this.#id)?.isFocused() ?? false }

  // Navigation

  loadURL(url, options = {}) {
    validateString(url, 'url')
    validateObject(options, 'options')
    for (const name of ['httpReferrer', 'extraHeaders', 'postData', 'baseURLForDataURL']) {
      if (options[name] !== undefined) throw notSupported(`The option ${name} of loadURL()`, 'the system\'s webview takes an address alone')
    }
    this.#alive()
    const address = require('internal/deskjs/places').localAddress(url)
    this.#interrupt(this.#loading?.url)
    const loading = { url: address, href: URL.canParse(address) ? new URL(address).href : address, started: false }
    const promise = new Promise((resolve, reject) => Object.assign(loading, { resolve, reject }))
    this.#loading = loading
    native.ask('contents.load', { id: this.id, url: address, userAgent: options.userAgent }).then((there) => {
      if (there && this.#loading === loading) this.#settle('resolve')
    }, (error) => {
      const [, number] = /\((-\d+)\)/u.exec(error.message) ?? []
      if (this.#loading === loading) this.#settle('reject', Object.assign(error, { errno: Number(number), url: address }))
    })
    promise.catch(() => {}) // as in Electron: who does not wait hears of it by did-fail-load
    return promise
  }

  loadFile(file, options = {}) {
    validateString(file, 'filePath')
    validateObject(options, 'options')
    const address = require('internal/deskjs/places').addressOf(file, options)
    if (address !== undefined) return this.loadURL(address)
    return Promise.reject(Object.assign(new Error(`ERR_FILE_NOT_FOUND (-6) loading '${file}': it is not in the app's folder, ${require('internal/deskjs/places').folder()}: pages are built into the app, so it has to be there`), { code: 'ERR_FILE_NOT_FOUND', errno: -6 }))
  }

  downloadURL(url) {
    validateString(url, 'url')
    this.#post('contents.download', { url })
  }

  getURL() { return this.#state('url', '') }

  getTitle() { return this.#state('title', '') }

  isLoading() { return this.#state('loading', false) }

  isLoadingMainFrame() { return this.isLoading() }

  isWaitingForResponse() { return this.#loading !== undefined && !this.#loading.started }

  stop() { this.#post('contents.stop') }

  reload() { this.#post('contents.reloadCached') }

  reloadIgnoringCache() { this.#post('contents.reload') }

  get navigationHistory() {
    return this.#history ??= new NavigationHistory(() => {
      const { entries, index } = this.#destroyed ? { entries: [], index: -1 } : native.call('contents.state', { id: this.id })
      return { entries, index }
    }, (offset) => this.#post('contents.goTo', { offset }))
  }

  canGoBack() { return this.navigationHistory.canGoBack() }

  canGoForward() { return this.navigationHistory.canGoForward() }

  canGoToOffset(offset) { return this.navigationHistory.canGoToOffset(offset) }

  goBack() { this.navigationHistory.goBack() }

  goForward() { this.navigationHistory.goForward() }

  goToIndex(index) { this.navigationHistory.goToIndex(index) }

  goToOffset(offset) { this.navigationHistory.goToOffset(offset) }

  isDestroyed() { return this.#destroyed }

  close({ waitForBeforeUnload = false } = {}) {
    if (this.#destroyed) return
    native.post(waitForBeforeUnload ? 'contents.close' : 'window.destroy', { id: this.id })
  }

  forcefullyCrashRenderer() { this.#post('contents.crash') }

  focus() { this.#post('window.focus') }

  setWindowOpenHandler(handler) {
    validateFunction(handler, 'handler')
    this.#openHandler = handler
    this.#watch('open-window', true)
  }

  // Scripts and styles

  async executeJavaScript(code, userGesture = false) {
    validateString(code, 'code')
    validateBoolean(userGesture, 'userGesture')
    this.#alive()
    if (this.isLoading()) await this.#loaded()
    return run(this, code)
  }

  async insertCSS(css, { cssOrigin = 'author' } = {}) {
    validateString(css, 'css')
    if (cssOrigin !== 'author') throw notSupported(`cssOrigin '${cssOrigin}'`, 'a style sheet of the app is one of the page\'s author')
    const key = `deskjs-style-${++this.#styles}`
    this.#post('contents.evaluate', { script: `{ const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(css)}); ` +
      `(globalThis.__deskjsStyles ??= new Map()).set('${key}', sheet); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }` })
    return key
  }

  async removeInsertedCSS(key) {
    validateString(key, 'key')
    this.#post('contents.evaluate', { script: `{ const sheet = globalThis.__deskjsStyles?.get(${JSON.stringify(key)}); ` +
      'document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet) }' })
  }

  // What the page is to look and sound like

  getZoomFactor() { return this.#state('zoom', 1) }

  setZoomFactor(factor) {
    validateNumber(factor, 'factor')
    if (!(factor > 0)) throw new Error('\'zoomFactor\' must be a double greater than 0.0')
    this.#post('contents.setZoom', { factor })
  }

  get zoomFactor() { return this.getZoomFactor() }
  set zoomFactor(factor) { this.setZoomFactor(factor) }

  getZoomLevel() { return Math.round(Math.log(this.getZoomFactor()) / Math.log(zoomStep) * 1e6) / 1e6 }

  setZoomLevel(level) {
    validateNumber(level, 'level')
    this.#post('contents.setZoom', { factor: zoomStep ** level })
  }

  get zoomLevel() { return this.getZoomLevel() }
  set zoomLevel(level) { this.setZoomLevel(level) }

  getUserAgent() { return this.#state('userAgent', '') }

  setUserAgent(userAgent) {
    validateString(userAgent, 'userAgent')
    this.#post('contents.setUserAgent', { text: userAgent })
  }

  get userAgent() { return this.getUserAgent() }
  set userAgent(userAgent) { this.setUserAgent(userAgent) }

  isAudioMuted() { return this.#state('muted', false) }

  setAudioMuted(muted) {
    validateBoolean(muted, 'muted')
    this.#alive()
    native.call('contents.setMuted', { id: this.id, muted })
  }

  get audioMuted() { return this.isAudioMuted() }
  set audioMuted(muted) { this.setAudioMuted(muted) }

  isCurrentlyAudible() { return this.#state('audible', false) }

  // Finding

  findInPage(text, { forward = true, findNext = false, matchCase = false } = {}) {
    validateString(text, 'text')
    if (text === '') throw new ERR_INVALID_ARG_VALUE('text', text, 'must not be empty')
    const next = !findNext && this.#found.text === text // Electron: findNext begins a new search
    this.#found = { text, next, forward, ordinal: next ? this.#found.ordinal : 0, matches: next ? this.#found.matches : 0 }
    this.#post('contents.find', { text, next, backward: !forward, case: matchCase })
    return ++this.#finds
  }

  stopFindInPage(action) {
    if (!['clearSelection', 'keepSelection', 'activateSelection'].includes(action)) {
      throw new ERR_INVALID_ARG_VALUE('action', action, "must be 'clearSelection', 'keepSelection' or 'activateSelection'")
    }
    this.#found = { text: '', ordinal: 0 }
    this.#post('contents.stopFinding')
  }

  // Pictures and paper

  async capturePage(rect = {}) {
    validateObject(rect, 'rect')
    this.#alive()
    const { x = 0, y = 0, width = 0, height = 0 } = rect
    const { bytes } = await native.ask('contents.capture', { id: this.id, X: Math.round(x), Y: Math.round(y), Width: Math.round(width), Height: Math.round(height) })
    return require('deskjs').nativeImage.createFromBuffer(bytes)
  }

  startDrag(item) {
    validateObject(item, 'item')
    this.#alive()
    const files = item.files ?? [item.file]
    if (!files.every((file) => typeof file === 'string' && file !== '')) throw new Error("Must specify either 'file' or 'files' option")
    const { nativeImage } = require('deskjs')
    const icon = typeof item.icon === 'string' ? nativeImage.createFromPath(item.icon) : item.icon
    if (icon === undefined || icon.isEmpty()) throw new Error("Must specify non-empty 'icon' option")
    native.call('drag.start', { id: this.id, files: files.map(onDisk) }, icon.toPNG())
  }

  sendInputEvent(inputEvent) {
    validateObject(inputEvent, 'inputEvent')
    this.#alive()
    native.call('contents.input', { ...inputEvent, id: this.id })
  }

  print(options = {}, callback) {
    validateObject(options, 'options')
    if (callback !== undefined) validateFunction(callback, 'callback')
    this.#alive()
    native.ask('contents.print', { id: this.id, ...printing.print(options) })
      .then(() => callback?.(true, ''), (error) => callback?.(false, error.message === 'cancelled' ? 'Print job canceled' : error.message))
  }

  async printToPDF(options = {}) {
    validateObject(options, 'options')
    this.#alive()
    const { bytes } = await native.ask('contents.printToPDF', { id: this.id, ...printing.pdf(options) })
    return bytes
  }

  // The inspector

  openDevTools({ mode } = {}) {
    this.#alive()
    native.call('contents.openDevTools', { id: this.id, detached: mode === 'detach' || mode === 'undocked' })
  }

  closeDevTools() {
    this.#alive()
    native.call('contents.closeDevTools', { id: this.id })
  }

  isDevToolsOpened() { return this.#state('devTools', false) }

  toggleDevTools() {
    if (this.isDevToolsOpened()) this.closeDevTools()
    else this.openDevTools()
  }

  // Editing

  insertText(text) {
    validateString(text, 'text')
    return this.executeJavaScript(`void document.execCommand('insertText', false, ${JSON.stringify(text)})`)
  }

  scrollToTop() { this.executeJavaScript('scrollTo(scrollX, 0)').catch(() => {}) }

  scrollToBottom() { this.executeJavaScript('scrollTo(scrollX, document.documentElement.scrollHeight)').catch(() => {}) }

  replace(text) {
    validateString(text, 'text')
    this.insertText(text).catch(() => {})
  }

  /** The word where the caret is: a right click has put it there. */
  replaceMisspelling(text) {
    validateString(text, 'text')
    this.executeJavaScript(`{
      const selected = getSelection()
      if (selected.type === 'Caret') {
        selected.modify('move', 'right', 'character')
        selected.modify('move', 'backward', 'word')
        selected.modify('extend', 'forward', 'word')
      }
      void document.execCommand('insertText', false, ${JSON.stringify(text)})
    }`).catch(() => {})
  }

  get session() { return require('deskjs').session.fromPartition(this.#partition ??= this.#state('partition', '')) }

  // For this module and its neighbours.

  #state(name, none) { return this.#destroyed ? none : native.call('contents.state', { id: this.id })[name] }

  #post(method, value) {
    this.#alive()
    native.post(method, { ...value, id: this.id })
  }

  #alive() {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
  }

  #watch(question, watch) {
    if (question !== undefined && !this.#destroyed && native.there) native.post('contents.watch', { id: this.id, question, watch })
  }

  // The promise of the end of what is being loaded.
  #loaded() {
    return new Promise((resolve) => {
      const done = () => {
        this.off('did-stop-loading', done).off('destroyed', done)
        resolve()
      }
      this.on('did-stop-loading', done).on('destroyed', done)
    })
  }

  #settle(how, value) {
    const loading = this.#loading
    this.#loading = undefined
    loading?.[how](value)
  }

  #interrupt(url) {
    this.#settle('reject', Object.assign(new Error(`ERR_ABORTED (${aborted}) loading '${url}'`), { code: 'ERR_ABORTED', errno: aborted, url }))
  }

  static tell(page, event) {
    const loading = page.#loading
    switch (event.kind) {
      case 'render-process-gone':
        page.#crashed = true
        break
      case 'did-start-loading':
        page.#crashed = false
        break
      case 'did-start-navigation':
        if (loading !== undefined && event.url === loading.href) loading.started = true
        break
      case 'did-navigate-in-page':
        if (loading !== undefined && !loading.started && event.url === loading.href) page.#settle('resolve')
        break
      case 'did-finish-load':
        if (loading?.started) page.#settle('resolve')
        break
      case 'did-fail-load':
        if (loading?.started && (event.code !== aborted || event.url === loading.href)) {
          page.#settle('reject', Object.assign(new Error(`${event.text} (${event.code}) loading '${loading.url}'`), { code: event.text, errno: event.code, url: loading.url }))
        }
        break
      case 'found-in-page': {
        const found = page.#found
        // The webview counts only when a search begins.
        const matches = event.code > 0 && found.next ? found.matches : event.code ?? 0
        found.matches = matches
        const step = found.forward ? 1 : -1
        found.ordinal = matches === 0 ? 0 : found.next ? (found.ordinal - 1 + step + matches) % matches + 1 : found.forward ? 1 : matches
        event.result = { requestId: page.#finds, activeMatchOrdinal: found.ordinal, matches, selectionArea: { x: 0, y: 0, width: 0, height: 0 }, finalUpdate: event.flag === true }
        break
      }
    }
    receive(page, event)
  }

  // run does not wait for what is loading: the preload script of a page asks before it is there.
  static async run(page, code) {
    validateString(code, 'code')
    page.#alive()
    return decodeOutcome(await native.ask('contents.run', { id: page.id, script: code }))
  }

  static destroyed(page) {
    if (page.#destroyed) return
    page.#interrupt(page.#loading?.url)
    page.#destroyed = true
    page.emit('destroyed')
  }

  static async open(page, { url, frameName, userGesture }) {
    const details = { url, frameName, features: '', disposition: frameName === '_blank' || frameName === '' ? 'foreground-tab' : 'new-window',
      referrer: { url: page.getURL(), policy: 'strict-origin-when-cross-origin' }, userGesture }
    const answer = page.#openHandler?.(details)
    if (answer?.action !== 'allow') return
    const { BrowserWindow } = require('deskjs')
    const window = answer.createWindow?.({}) ?? new BrowserWindow(answer.overrideBrowserWindowOptions ?? {})
    const contents = window.webContents ?? window
    contents.loadURL(url)
    page.emit('did-create-window', window, { url, frameName, options: answer.overrideBrowserWindowOptions ?? {}, referrer: details.referrer, disposition: details.disposition })
  }
}

for (const command of ['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll', 'unselect']) {
  Object.defineProperty(Page.prototype, command, { configurable: true, writable: true, value() {
    if (this.isDestroyed()) throw new TypeError('Object has been destroyed')
    native.post('contents.edit', { id: this.id, command })
  } })
}

const { tell, destroyed, open, run } = Page
for (const name of ['tell', 'destroyed', 'open', 'run']) delete Page[name]

// connect hears what the host tells of pages; find(id) gives the one of a window, undefined if there is none, and forget(id) is told that it has gone.
function connect(find, forget) {
  native.on('contents.event', (event) => {
    const page = find(event.id)
    if (page !== undefined) tell(page, event)
  })
  native.on('window.event', ({ id, event }) => {
    if (event === 'focus' || event === 'blur') find(id)?.emit(event, new DesktopEvent())
  })
  native.on('window.closed', ({ id }) => {
    const page = find(id)
    if (page === undefined) return
    forget(id)
    destroyed(page)
  })
  native.handle('contents.open-window', async (details) => { await open(find(details.id), details) })
  native.handle('contents.will-navigate', ({ id, url, redirect }) => {
    const page = find(id)
    const details = { url, isMainFrame: true, isSameDocument: false, frame: page.mainFrame, initiator: page.mainFrame }
    const name = redirect ? 'will-redirect' : 'will-navigate'
    const prevented = ask(page, 'will-frame-navigate', details)
    return { prevented: ask(page, name, details, url, false, true) || prevented }
  })
  native.handle('contents.before-input-event', ({ id, input }) => ({ prevented: ask(find(id), 'before-input-event', {}, input) }))
  native.handle('contents.will-prevent-unload', ({ id }) => ({ prevented: ask(find(id), 'will-prevent-unload') }))
}

module.exports = { Page, DesktopEvent, connect, run }
