// What a page shows while its app is being developed: the bundler's messages over it, and new styles without a reload. It
// runs after relay.js, in the same world, and never in a shipped app.
(function () {
  'use strict'
  const own = globalThis.__deskjs
  if (own === undefined) return
  let overlay = null
  let runtime = false // it shows an error of the page, which runs all the same
  let hidden = '' // the error of the page that the author has put away

  // What the terminal is told goes the way of the relay's messages. Keep equal to bridge.PageText and bridge.DevToolsText.
  const post = webkit.messageHandlers.deskjs.postMessage.bind(webkit.messageHandlers.deskjs)
  const tell = (text) => post('page\n' + text).catch(() => {})
  document.addEventListener('deskjs:tell', ({ detail }) => typeof detail === 'string' && tell(detail))

  const styles = {
    host: 'all:initial!important;display:block!important;position:fixed!important;inset:0!important;z-index:2147483647!important',
    backdrop: 'position:absolute;inset:0;overflow:auto;box-sizing:border-box;padding:4vh 4vw;background:rgb(10 12 16/.88);color:#e5e7eb;' +
      'font:15px/1.5 system-ui,sans-serif',
    message: 'max-width:60rem;margin:0 auto 1.25rem;padding:1rem 1.25rem;border-radius:.5rem;background:#161b22;border-left:4px solid #f85149',
    warning: 'border-left-color:#d29922',
    text: 'margin:0 0 .35rem;font-size:1.05rem;font-weight:600;color:#ffffff',
    place: 'font:13px/1.5 ui-monospace,monospace;color:#79c0ff;overflow-wrap:anywhere;background:none;border:0;padding:0;text-align:start;cursor:pointer;' +
      'text-decoration:underline;text-underline-offset:2px',
    copy: 'float:right;margin:0 0 .5rem .75rem;padding:.15rem .6rem;border:1px solid #30363d;border-radius:.35rem;background:#21262d;color:#c9d1d9;' +
      'font:12px/1.5 system-ui,sans-serif;cursor:pointer',
    code: 'margin:.6rem 0 0;padding:.6rem .8rem;overflow:auto;border-radius:.35rem;background:#0d1117;color:#e6edf3;' +
      'font:13px/1.5 ui-monospace,monospace;white-space:pre;tab-size:4',
    note: 'margin:.5rem 0 0;color:#c9d1d9;white-space:pre-wrap;overflow-wrap:anywhere',
    hint: 'margin:.5rem 0 0;color:#7ee787',
    foot: 'max-width:60rem;margin:0 auto;color:#9ca3af;font-size:13px',
  }

  function element(name, style, text) {
    const made = document.createElement(name)
    made.style.cssText = style
    if (text !== undefined) made.textContent = text
    return made
  }

  // Columns count bytes of the line, as editors of the backend's messages do; the frame shows characters.
  function characters(line, bytes) {
    return new TextDecoder().decode(new TextEncoder().encode(line).subarray(0, bytes)).length
  }

  function codeFrame({ line, column, length, lineText }) {
    const number = String(line)
    const before = characters(lineText, column - 1)
    const marked = Math.max(1, characters(lineText, column - 1 + (length || 1)) - before)
    const indent = lineText.slice(0, before).replace(/[^\t]/g, ' ')
    return number + ' | ' + lineText + '\n' + ' '.repeat(number.length) + ' | ' + indent + '^'.repeat(marked)
  }

  // A place of the author's files: a click opens the editor there.
  function placeOf({ file, line, column }) {
    const text = file + (line ? ':' + line + (column ? ':' + column : '') : '')
    const place = element('button', styles.place, text)
    place.title = 'Open in the editor that EDITOR names'
    place.onclick = () => tell(JSON.stringify([{ open: { file, line, column } }]))
    return place
  }

  // A note is text, in which each place of a stack can be opened.
  function noteOf(text) {
    const note = element('p', styles.note)
    let end = 0
    for (const found of text.matchAll(/(?<=\(|at )([^\s():]+):(\d+):(\d+)/g)) {
      note.append(text.slice(end, found.index), placeOf({ file: found[1], line: Number(found[2]), column: Number(found[3]) }))
      end = found.index + found[0].length
    }
    note.append(text.slice(end))
    return note
  }

  function textOf(message) {
    const place = message.file ? message.file + (message.line ? ':' + message.line + ':' + (message.column || 1) : '') : ''
    const frame = message.lineText && message.line && message.column ? codeFrame(message) : ''
    return [message.text, place, frame, ...(message.notes || []), message.hint].filter(Boolean).join('\n')
  }

  function copyButton(message) {
    const button = element('button', styles.copy, 'Copy')
    button.onclick = () => navigator.clipboard.writeText(textOf(message)).then(() => { button.textContent = 'Copied' }, () => { button.textContent = 'Not allowed' })
    return button
  }

  function show(message) {
    const box = element('section', styles.message + (message.severity === 'warning' ? ';' + styles.warning : ''))
    box.append(copyButton(message), element('h1', styles.text, message.text))
    if (message.file) box.append(placeOf(message))
    if (message.lineText && message.line && message.column) box.append(element('pre', styles.code, codeFrame(message)))
    for (const note of message.notes || []) box.append(noteOf(note))
    if (message.hint) box.append(element('p', styles.hint, message.hint))
    return box
  }

  function clear() {
    if (overlay === null) return
    overlay.remove()
    overlay = null
    removeEventListener('keydown', onKey, true)
  }

  function onKey(event) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (runtime) hidden = overlay.__text
    clear()
  }

  // F12 and what else browsers open their inspector by. A browser does so itself.
  const mac = /Mac/.test(navigator.platform)
  addEventListener('keydown', (event) => {
    const inspect = event.code === 'KeyI' && (mac ? event.metaKey && event.altKey : event.ctrlKey && event.shiftKey)
    if (location.protocol !== 'app:' || (event.key !== 'F12' && !inspect)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    post('devtools').catch(() => {})
  }, true)

  function insert(host) {
    if (document.documentElement === null) document.addEventListener('DOMContentLoaded', () => insert(host), { once: true })
    else if (host === overlay) document.documentElement.append(host)
  }

  own.problem = (messages, ofPage = false) => {
    const text = ofPage ? messages.map(textOf).join('\n') : ''
    if (ofPage && (text === hidden || (overlay !== null && !runtime))) return // what keeps the app from being built comes first
    clear()
    runtime = ofPage
    overlay = element('deskjs-problem', styles.host)
    const backdrop = element('div', styles.backdrop)
    backdrop.setAttribute('role', 'alertdialog')
    backdrop.setAttribute('aria-label', 'A problem in the app')
    backdrop.tabIndex = 0
    overlay.__text = text
    for (const message of messages) backdrop.append(show(message))
    backdrop.append(element('p', styles.foot, 'This goes away when the problem is solved. Esc hides it.'))
    overlay.attachShadow({ mode: 'closed' }).append(backdrop)
    addEventListener('keydown', onKey, true)
    insert(overlay)
  }

  own.clearProblem = () => {
    hidden = ''
    clear()
  }

  // An update of the page's modules is for its own client (bundler/hot/client).
  own.hot = (update) => {
    hidden = ''
    if (runtime) clear()
    document.dispatchEvent(new CustomEvent('deskjs:hot', { detail: JSON.stringify(update) }))
  }

  // What the page's policy refuses is told by the webview in the policy's words; this says which grant is missing.
  const loading = ['connect-src', 'img-src', 'media-src']
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    const [, secure, host] = /^(?:http|ws)(s?):\/\/([^/?#]+)/.exec(blockedURI) || []
    if (host === undefined || !loading.includes(effectiveDirective)) return
    console.error('The page may not load data from ' + blockedURI + '. To allow it, add "http' + secure + '://' + host +
      '" to permissions.page.connect in deskjs.json.')
  })

  // A style sheet is replaced only when the new one is there, so that the page is never without.
  own.styles = (paths) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(link.href)
      if (address.origin !== location.origin || !paths.includes(address.pathname)) continue
      address.searchParams.set('t', Date.now())
      const fresh = link.cloneNode()
      fresh.href = address.href
      const replace = () => link.remove()
      fresh.addEventListener('load', replace, { once: true })
      fresh.addEventListener('error', () => fresh.remove(), { once: true })
      link.after(fresh)
    }
  }
})()
