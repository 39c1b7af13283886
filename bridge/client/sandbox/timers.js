// The module "timers" of preload scripts.

const { MessageChannel } = globalThis

const immediates = new Map() // number -> what is to be called
const { port1, port2 } = new MessageChannel()
let last = 0

port1.onmessage = ({ data }) => {
  const run = immediates.get(data)
  immediates.delete(data)
  run?.()
}

module.exports = {
  setTimeout: (...args) => setTimeout(...args),
  clearTimeout: (timer) => clearTimeout(timer),
  setInterval: (...args) => setInterval(...args),
  clearInterval: (timer) => clearInterval(timer),
  setImmediate(callback, ...args) {
    immediates.set(++last, () => callback(...args))
    port2.postMessage(last)
    return last
  },
  clearImmediate(immediate) { immediates.delete(immediate) },
}
