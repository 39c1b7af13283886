// The relay between the page and the host. It runs in an isolated world of the app's own top frame, where the page's
// scripts can't touch it, and carries text; it understands none of it.
(function () {
  'use strict'
  if (location.origin !== 'app://localhost' || window.top !== window) return
  // What the relay uses is taken now, before any script of the page runs. The world has globals and prototypes of its own, but a
  // document's properties are shared: an element with the name "dispatchEvent" takes the place of the function in every world.
  const { CustomEvent, MutationObserver } = globalThis
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const { preventDefault } = Event.prototype
  const { createElement, querySelectorAll } = Document.prototype
  const { startsWith } = String.prototype
  const { get: rootOf } = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement')
  const page = document
  const post = webkit.messageHandlers.deskjs.postMessage.bind(webkit.messageHandlers.deskjs)
  // Keep equal to bridge.HelloText, bridge.PaintedText, bridge.ReadyText, bridge.PreloadText and bridge.MaxText.
  const hello = 'hello'
  const painted = 'painted'
  const ready = 'ready\n'
  const preload = 'preload\n'
  const maxText = 64 << 20
  let secret = ''

  const emit = (name, detail) => dispatchEvent.call(page, new CustomEvent(name, { detail }))
  const receive = (reply) => emit('deskjs:receive', typeof reply === 'string' ? reply : null)

  // The first message of every document; the answer is the document's secret.
  post(hello).then((reply) => {
    secret = reply
    emit('deskjs:hello', secret)
  }, () => {})

  // The second frame begins when the first is on its way to the screen. What is not shown has none.
  const frame = globalThis.requestAnimationFrame
  if (frame !== undefined) frame(() => frame(() => post(painted).catch(() => {})))

  addEventListener.call(page, 'DOMContentLoaded', () => {
    const icons = Array.from(querySelectorAll.call(page, 'link[rel~="icon" i][href]'), (link) => link.href)
    post(ready + icons.join('\n')).catch(() => {})
  })

  const connect = () => emit('deskjs:hello', secret)
  const send = (event) => {
    preventDefault.call(event) // it was taken
    const { detail } = event
    if (typeof detail !== 'string' || detail === hello || detail === painted || startsWith.call(detail, preload) || startsWith.call(detail, ready) || detail.length > maxText) receive(null)
    else post(detail).then(receive, () => receive(null))
  }
  // document.open takes all listeners away, and all nodes: then they come back. What is there already is not added twice.
  const listen = () => {
    addEventListener.call(page, 'deskjs:connect', connect)
    addEventListener.call(page, 'deskjs:send', send)
  }
  listen()
  new MutationObserver(listen).observe(page, { childList: true })

  // The host says what happens to the backend: the page hears it as an event, and the person at the screen sees a line
  // at the bottom until it works again.
  let notice = null
  const messages = {
    __proto__: null,
    restarting: (reason) => `The app's backend stopped (${reason}); restarting…`,
    failed: (reason) => `The app's backend stopped (${reason}) and could not be restarted.`,
  }

  function show(text, urgent) {
    if (notice === null) {
      const element = createElement.call(page, 'deskjs-notice')
      element.style.cssText = 'all:initial!important;display:block!important;position:fixed!important;inset:auto 0 0 0!important;' +
        'z-index:2147483646!important;pointer-events:none!important'
      const line = createElement.call(page, 'div')
      line.style.cssText = 'box-sizing:border-box;max-width:42rem;margin:0 auto 1rem;padding:.6rem 1rem;border-radius:.5rem;' +
        'color-scheme:light dark;background:#1f2937;color:#f9fafb;font:14px/1.4 system-ui,sans-serif;' +
        'box-shadow:0 2px 12px rgb(0 0 0/.35);text-align:center;width:fit-content'
      element.attachShadow({ mode: 'closed' }).append(line)
      notice = { element, line }
    }
    notice.line.setAttribute('role', urgent ? 'alert' : 'status')
    if (!notice.element.isConnected) rootOf.call(page).append(notice.element)
    notice.line.textContent = text
  }

  globalThis.__deskjs = {
    // What the preload script sends is told from what the page does: the page can't send what begins so.
    preload: (text) => post(preload + text),
    key: '',
    notice({ state, reason = '' }) {
      const message = messages[state]
      if (message !== undefined) show(message(reason), state === 'failed')
      else if (notice !== null) notice.element.remove()
      emit('deskjs:backend', JSON.stringify({ state, reason }))
    },
  }
})()
