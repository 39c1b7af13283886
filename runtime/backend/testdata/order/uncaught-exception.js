// A handled uncaught exception ends its callback only; everything else goes on.
process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', error.message, origin))
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin))
process.nextTick(() => console.log('tick'))
Promise.resolve().then(() => console.log('micro'))
setTimeout(() => { throw new Error('timer') }, 1)
setTimeout(() => console.log('next timer'), 1)
setTimeout(() => {
  queueMicrotask(() => { throw new Error('microtask') })
  queueMicrotask(() => console.log('next microtask'))
}, 60)
setTimeout(() => {
  setImmediate(() => { throw new Error('immediate') })
  setImmediate(() => console.log('next immediate'))
}, 120)
setTimeout(() => {
  process.nextTick(() => { throw new Error('tick') })
  process.nextTick(() => console.log('next tick'))
}, 180)
let rounds = 0
setTimeout(() => {
  const interval = setInterval(() => {
    if (++rounds === 2) clearInterval(interval)
    throw new Error(`interval ${rounds}`)
  }, 5)
}, 240)
throw new Error('main')
