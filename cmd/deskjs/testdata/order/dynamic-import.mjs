const log = (...x) => console.log(...x)
log('main')
const p = import('./fixtures/second.mjs')
process.nextTick(() => log('tick'))
Promise.resolve().then(() => log('micro'))
log((await p).second)
try { await import('./fixtures/throws.mjs') } catch (e) { log('caught', e.message) }
setImmediate(() => log('immediate'))
