// needs a patch: the context of rejected promises
const { AsyncLocalStorage } = require('async_hooks')
const s = new AsyncLocalStorage()
process.on('uncaughtException', (e) => console.log('uncaught', e.message, s.getStore()))
process.on('unhandledRejection', (e) => console.log('unhandled', e.message, s.getStore()))
s.run('rejection', () => Promise.reject(new Error('rejection')))
s.run('then', () => Promise.resolve().then(() => { throw new Error('then') }))
setImmediate(() => {
  s.run('tick', () => process.nextTick(() => { throw new Error('tick') }))
  setImmediate(() => s.run('timer', () => setTimeout(() => { setTimeout(() => console.log('end', s.getStore()), 5); throw new Error('timer') }, 1)))
})
