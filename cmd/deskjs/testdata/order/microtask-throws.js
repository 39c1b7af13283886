// An error in queueMicrotask is uncaught; the microtasks behind it follow.
process.on('uncaughtException', (e, origin) => console.log('uncaught', e.message, origin))
queueMicrotask(() => { throw new Error('one') })
queueMicrotask(() => console.log('two'))
Promise.resolve().then(() => console.log('three'))
process.nextTick(() => console.log('tick'))
setImmediate(() => console.log('immediate'))
