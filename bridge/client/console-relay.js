// The relay's half of console-message.js.
(function () {
  'use strict'
  if (location.origin !== 'app://localhost' || window.top !== window || globalThis.__deskjsConsole) return
  globalThis.__deskjsConsole = true
  const { addEventListener } = EventTarget.prototype
  const post = webkit.messageHandlers.deskjs.postMessage.bind(webkit.messageHandlers.deskjs)
  const console = 'console\n' // keep equal to bridge.ConsoleText
  addEventListener.call(document, 'deskjs:console', ({ detail }) => typeof detail === 'string' && post(console + detail).catch(() => {}))
})()
