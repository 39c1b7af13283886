// The beginning of the script of the isolated world: gives it the message handler that the host's other webviews have of their
// own, window.webkit.messageHandlers.deskjs, over the one-way function that the DevTools protocol adds to this world.
const post = globalThis.deskjsPost
delete globalThis.deskjsPost
const waiting = new Map() // key -> [resolve, reject]
// No answer that was meant for an earlier document can have one of this document's keys.
const document_ = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')
let last = 0

globalThis.webkit = {
  messageHandlers: {
    deskjs: {
      postMessage(text) {
        if (typeof text !== 'string') return Promise.reject(new TypeError('only strings can be posted to deskjs'))
        return new Promise((resolve, reject) => {
          const key = document_ + '.' + ++last
          waiting.set(key, [resolve, reject])
          post(key + ' ' + text)
        })
      },
    },
  },
}

Object.defineProperty(globalThis, 'deskjsSettle', {
  value(key, text, reason) {
    const promise = waiting.get(key)
    if (promise === undefined) return
    waiting.delete(key)
    if (reason === '') promise[0](text)
    else promise[1](new Error(reason))
  },
})
