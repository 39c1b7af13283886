// What a page shows while its app is being developed: the bundler's messages over it, and new styles without a reload. It
// runs after relay.js, in the same world, and never in a shipped app.
(function () {
  'use strict'
  const own = globalThis.__deskjs
  if (own === undefined) return
  let overlay = null

  const styles = {
    host: 'all:initial!important;display:block!important;position:fixed!important;inset:0!important;z-index:2147483647!important',
    backdrop: 'position:absolute;inset:0;overflow:auto;box-sizing:border-box;padding:4vh 4vw;background:rgb(10 12 16/.88);color:#e5e7eb;' +
      'font:15px/1.5 system-ui,sans-serif',
    message: 'max-width:60rem;margin:0 auto 1.25rem;padding:1rem 1.25rem;border-radius:.5rem;background:#161b22;border-left:4px solid #f85149',
    warning: 'border-left-color:#d29922',
    text: 'margin:0 0 .35rem;font-size:1.05rem;font-weight:600;color:#ffffff',
    place: 'font:13px/1.5 ui-monospace,monospace;color:#79c0ff;overflow-wrap:anywhere',
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

  function show(message) {
    const box = element('section', styles.message + (message.severity === 'warning' ? ';' + styles.warning : ''))
    box.append(element('h1', styles.text, message.text))
    if (message.file) {
      const place = message.line ? ':' + message.line + (message.column ? ':' + message.column : '') : ''
      box.append(element('div', styles.place, message.file + place))
    }
    if (message.lineText && message.line && message.column) box.append(element('pre', styles.code, codeFrame(message)))
    for (const note of message.notes || []) box.append(element('p', styles.note, note))
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
    clear()
  }

  function insert(host) {
    if (document.documentElement === null) document.addEventListener('DOMContentLoaded', () => insert(host), { once: true })
    else if (host === overlay) document.documentElement.append(host)
  }

  own.problem = (messages) => {
    clear()
    overlay = element('deskjs-problem', styles.host)
    const backdrop = element('div', styles.backdrop)
    backdrop.setAttribute('role', 'alertdialog')
    backdrop.setAttribute('aria-label', 'A problem in the app')
    backdrop.tabIndex = 0
    for (const message of messages) backdrop.append(show(message))
    backdrop.append(element('p', styles.foot, 'This goes away when the problem is solved. Esc hides it.'))
    overlay.attachShadow({ mode: 'closed' }).append(backdrop)
    addEventListener('keydown', onKey, true)
    insert(overlay)
  }

  own.clearProblem = clear

  // An update of the page's modules is for its own client (bundler/hot/client).
  own.hot = (update) => document.dispatchEvent(new CustomEvent('deskjs:hot', { detail: JSON.stringify(update) }))

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
