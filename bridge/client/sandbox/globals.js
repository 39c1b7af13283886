// What a preload script has as globals beside a page's: what Electron gives to a sandboxed one. The host says what it is.

const timers = require('timers')
const EventEmitter = require('events')

const given = globalThis.__deskjs.process
const started = performance.timeOrigin

const process = new EventEmitter()
Object.assign(process, {
  ...given, type: 'renderer', sandboxed: true, contextIsolated: true, execArgv: [], title: document.title,
  isMainFrame: true, mas: false, windowsStore: false,
  cwd: () => '/',
  uptime: () => performance.now() / 1000,
  hrtime: Object.assign(([seconds, nanoseconds] = [0, 0]) => {
    const now = performance.now()
    const whole = Math.floor(now / 1000) - seconds
    const rest = Math.floor((now % 1000) * 1e6) - nanoseconds
    return rest < 0 ? [whole - 1, rest + 1e9] : [whole, rest]
  }, { bigint: () => BigInt(Math.floor(performance.now() * 1e6)) }),
  nextTick: (callback, ...args) => queueMicrotask(() => callback(...args)),
  getCreationTime: () => started,
  getSystemVersion: () => given.systemVersion,
})
Object.freeze(process.versions)
addEventListener('DOMContentLoaded', () => { process.title = document.title })
addEventListener('load', () => { process.emit('loaded') })
addEventListener('pagehide', () => { process.emit('exit', 0) })

module.exports = { process, global: globalThis, setImmediate: timers.setImmediate, clearImmediate: timers.clearImmediate }
