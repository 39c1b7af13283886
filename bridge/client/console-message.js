// What a page logs, and its errors that nothing catches, for an app that listens to 'console-message'. It runs in the page's own world; the
// console goes on as it was. console-relay.js carries what is told: by events, whose detail is JSON.
(function () {
  'use strict'
  const { console, document, Error, CustomEvent } = globalThis
  const told = Symbol.for('deskjs.told')
  if (window.top !== window || location.origin !== 'app://localhost' || console[told]) return
  Object.defineProperty(console, told, { value: true })
  const { stringify } = JSON
  const { dispatchEvent } = EventTarget.prototype
  const maxText = 100_000 // characters of one message
  const debug = 0, info = 1, warning = 2, error = 3 // Electron's

  const tell = (code, text, url = '', line = 0) =>
    dispatchEvent.call(document, new CustomEvent('deskjs:console', { detail: stringify({ code, text: text.slice(0, maxText), url, line: Number(line) }) }))

  // Where the console was called. WebKit does not know this script by its name: it is place, report and the console's function.
  function place() {
    const lines = String(new Error().stack).split('\n')
    const own = lines.findLastIndex((line) => line.includes('deskjs-console'))
    const [, url, line] = /([\w-]+:\/\/[^\s@]*):(\d+):\d+\)?$/u.exec(lines[own < 0 ? 3 : own + 1] ?? '') ?? []
    return [url, line]
  }

  const report = (code, args) => tell(code, args.map(String).join(' '), ...place())
  const levels = { debug, log: info, info, dir: info, trace: info, warn: warning, error, assert: error }
  for (const [name, code] of Object.entries(levels)) {
    const original = console[name]
    console[name] = {
      [name](...args) {
        try {
          if (name !== 'assert') report(code, args)
          else if (!args[0]) report(code, args.length > 1 ? args.slice(1) : ['console.assert'])
        } catch {
          // What has no text is in the inspector's console all the same.
        }
        return Reflect.apply(original, console, args)
      },
    }[name]
  }

  addEventListener('error', (event) => {
    if (event.target === window) tell(error, 'Uncaught ' + event.message.replace(/^Uncaught /u, ''), event.filename, event.lineno)
  })
  addEventListener('unhandledrejection', ({ reason }) => {
    try {
      tell(error, 'Uncaught (in promise) ' + reason)
    } catch {
      // It has no text.
    }
  })
})()
//# sourceURL=deskjs-console-message.js
