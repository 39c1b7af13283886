process.on('unhandledRejection', (reason, promise) => { console.log('unhandled', reason.message, promise === p2); process.nextTick(() => console.log('tick of the handler')); Promise.resolve().then(() => console.log('micro of the handler')) })
const p2 = Promise.resolve().then(() => { process.nextTick(() => console.log('tick')); throw new Error('then') })
Promise.resolve().then(() => console.log('after'))
setImmediate(() => console.log('immediate'))
