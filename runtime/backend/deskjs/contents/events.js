// What the host tells of a page becomes Electron's events, with what Electron passes along.

const { DesktopEvent } = require('internal/deskjs/event')

const mainFrame = true
const frame = [1, 1] // frameProcessId and frameRoutingId: there is the top frame alone

const emitters = {
  'did-start-loading': (page, emit) => emit(),
  'did-stop-loading': (page, emit) => emit(),
  'dom-ready': (page, emit) => emit(),
  'did-start-navigation': (page, emit, { url }) => emit({ url, isSameDocument: false, isMainFrame: mainFrame, frame: page.mainFrame }, url, false, mainFrame, ...frame),
  'did-redirect-navigation': (page, emit, { url }) => emit({ url, isSameDocument: false, isMainFrame: mainFrame, frame: page.mainFrame }, url, false, mainFrame, ...frame),
  'did-navigate': (page, emit, { url, code = 0, text = '' }) => {
    emit({}, url, code, text)
    page.emit('did-frame-navigate', new DesktopEvent(), url, code, text, mainFrame, ...frame)
  },
  'did-navigate-in-page': (page, emit, { url }) => emit({}, url, mainFrame, ...frame),
  'did-finish-load': (page, emit) => {
    page.emit('did-frame-finish-load', new DesktopEvent(), mainFrame, ...frame)
    emit()
  },
  'did-fail-load': (page, emit, { url, code, text }) => emit({}, code, text, url, mainFrame, ...frame),
  'page-title-updated': (page, emit, { text }) => {
    const event = emit({ title: text, explicitSet: true }, text, true)
    require('internal/deskjs/window').BrowserWindow.fromId(page.id)?.emit('page-title-updated', event, text, true)
  },
  'page-favicon-updated': (page, emit, { list = [] }) => emit({}, list),
  'found-in-page': (page, emit, { result }) => emit({}, result),
  'devtools-opened': (page, emit) => emit(),
  'devtools-closed': (page, emit) => emit(),
  'devtools-focused': (page, emit) => emit(),
  'audio-state-changed': (page, emit, { flag = false }) => {
    emit({ audible: flag })
    page.emit(flag ? 'media-started-playing' : 'media-paused')
  },
  'unresponsive': unresponsive,
  'responsive': unresponsive,
  'update-target-url': (page, emit, { url = '' }) => emit({}, url),
  'enter-html-full-screen': (page, emit) => emit(),
  'leave-html-full-screen': (page, emit) => emit(),
  'zoom-changed': (page, emit, { text }) => emit({}, text),
  'render-process-gone': (page, emit, { text }) => {
    const reason = { 'exceeded-memory': 'oom', terminated: 'killed' }[text] ?? 'crashed'
    const details = { reason, exitCode: reason === 'killed' ? 9 : 1 }
    emit({}, details)
    require('deskjs').app.emit('render-process-gone', new DesktopEvent(), page, details)
  },
  'context-menu': (page, emit, { menu }) => {
    if (!menu.selected && !menu.misspelled) return emit({}, paramsOf(page, menu))
    // What is selected the webview does not say, nor which word is not spelled well: the page does.
    const tell = (known) => process.nextTick(() => {
      if (page.isDestroyed()) return
      const [selectionText, word] = Array.isArray(known) ? known : ['', '']
      emit({}, paramsOf(page, { ...menu, selectionText: menu.selected ? String(selectionText) : '', misspelledWord: menu.misspelled ? String(word) : '' }))
    })
    page.executeJavaScript(selection).then(tell, tell)
  },
  'console-message': (page, emit, { text, code, url, line }) => {
    const level = ['debug', 'info', 'warning', 'error'][code] ?? 'info'
    emit({ message: text, level, lineNumber: line, sourceId: url, frame: page.mainFrame }, code, text, line, url)
  },
}

function unresponsive(page, emit, { kind }) {
  emit()
  require('internal/deskjs/window').BrowserWindow.fromId(page.id)?.emit(kind)
}

// selection is a script for what is selected in a page, and the word where the caret is, but in a field for passwords.
const selection = `(() => {
  const wordAt = (text, at) => /[\\p{L}\\p{M}\\p{N}'’]*$/u.exec(text.slice(0, at))[0] + /^[\\p{L}\\p{M}\\p{N}'’]*/u.exec(text.slice(at))[0]
  const field = document.activeElement
  if (typeof field?.selectionStart === 'number') {
    const { type, value, selectionStart, selectionEnd } = field
    return type === 'password' ? ['', ''] : [value.slice(selectionStart, selectionEnd), wordAt(value, selectionStart)]
  }
  const selected = getSelection()
  const { anchorNode: node, anchorOffset: at } = selected
  return [String(selected), node?.nodeType === Node.TEXT_NODE ? wordAt(node.data, at) : '']
})()`

// paramsOf are those of 'context-menu'.
function paramsOf(page, menu) {
  const { selected, misspelled, ...known } = menu
  const editable = menu.isEditable
  const flags = { canUndo: editable, canRedo: editable, canCut: editable && selected, canCopy: selected, canPaste: editable, canDelete: editable && selected, canSelectAll: true, canEditRichly: editable }
  return { ...known, frame: page.mainFrame, frameURL: '', pageURL: page.getURL(), titleText: '', altText: '', suggestedFilename: '', selectionRect: { x: menu.x, y: menu.y, width: 0, height: 0 }, selectionStartOffset: 0,
    hasImageContents: menu.mediaType === 'image', selectionText: menu.selectionText ?? '', misspelledWord: menu.misspelledWord ?? '', spellcheckEnabled: true, menuSourceType: 'mouse', inputFieldType: 'none', formControlType: editable ? 'text-area' : 'none',
    referrerPolicy: { url: page.getURL(), policy: 'strict-origin-when-cross-origin' }, mediaFlags: {}, editFlags: flags }
}

/** Emits what the host tells of a page. What it still tells of one whose window is gone is nobody's. */
function receive(page, event) {
  if (page.isDestroyed()) return
  emitters[event.kind]?.(page, (properties, ...values) => {
    const given = new DesktopEvent(properties)
    page.emit(event.kind, given, ...values)
    return given
  }, event)
}

module.exports = { receive }
