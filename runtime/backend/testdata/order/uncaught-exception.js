// A handled uncaught exception ends its callback only; everything else goes on.
process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', error.message, origin))
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin))
process.nextTick(() => console.log('tick'))
Promise.resolve().then(() => console.log('micro'))

// Each step starts the next when it has nothing left to do, so that no two race.
const steps = [
  function microtasks() {
    queueMicrotask(() => { throw new Error('microtask') })
    queueMicrotask(() => { console.log('next microtask'); after() })
  },
  function immediates() {
    setImmediate(() => { throw new Error('immediate') })
    setImmediate(() => { console.log('next immediate'); after() })
  },
  function ticks() {
    process.nextTick(() => { throw new Error('tick') })
    process.nextTick(() => { console.log('next tick'); after() })
  },
  function intervals() {
    let rounds = 0
    const interval = setInterval(() => {
      if (++rounds === 2) clearInterval(interval)
      throw new Error(`interval ${rounds}`)
    }, 1)
  },
]
function after() { setTimeout(steps.shift(), 1) }
setTimeout(() => { throw new Error('timer') }, 1)
setTimeout(() => { console.log('next timer'); after() }, 1)
throw new Error('main')
