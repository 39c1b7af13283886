// Electron's webFrame, as preload scripts have it. What needs the page's own world or the window, the main process does.

import { ipcRenderer } from './ipc.js'

const frameChannel = 'deskjs:webFrame' // keep equal to the one in runtime/backend/deskjs/ipc/main.js
const { document: framed, CSSStyleSheet: Sheet } = globalThis
const sheets = new Map() // key -> the style sheet that insertCSS has added
const askNow = (what, ...values) => ipcRenderer.sendSync(frameChannel, what, ...values)
const none = () => null

/** Electron's webFrame: the top frame, for the webview tells of no others. */
export const webFrame = Object.freeze({
  insertCSS(css, { cssOrigin = 'author' } = {}) {
    if (typeof css !== 'string') throw new TypeError('A style sheet is a string.')
    if (cssOrigin !== 'author') throw Object.assign(new Error("cssOrigin '" + cssOrigin + "' is not supported: a style sheet of the app is one of the page's author"), { code: 'ERR_NOT_SUPPORTED' })
    const sheet = new Sheet()
    sheet.replaceSync(css)
    framed.adoptedStyleSheets = [...framed.adoptedStyleSheets, sheet]
    const key = 'style-' + (sheets.size + 1)
    sheets.set(key, sheet)
    return key
  },

  removeInsertedCSS(key) {
    framed.adoptedStyleSheets = [...framed.adoptedStyleSheets].filter((sheet) => sheet !== sheets.get(key))
  },

  insertText(text) { framed.execCommand('insertText', false, text) },

  executeJavaScript(code, userGesture, callback) {
    const result = ipcRenderer.invoke(frameChannel, 'executeJavaScript', code)
    if (typeof callback === 'function') result.then((value) => callback(value, undefined), (error) => callback(undefined, error))
    return result
  },

  getZoomFactor: () => askNow('getZoomFactor'),
  setZoomFactor(factor) { askNow('setZoomFactor', factor) },
  getZoomLevel: () => askNow('getZoomLevel'),
  setZoomLevel(level) { askNow('setZoomLevel', level) },

  get top() { return webFrame },
  opener: null,
  parent: null,
  firstChild: null,
  nextSibling: null,
  routingId: 1,
  findFrameByName: none,
  findFrameByRoutingId: (id) => (id === 1 ? webFrame : null),
  getFrameForSelector: none,
})
