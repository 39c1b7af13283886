process.on('uncaughtException', (e) => console.log('uncaught', e.message))
setImmediate(() => { console.log('first'); process.nextTick(() => { throw new Error('tick') }); process.nextTick(() => console.log('tick two')) })
setImmediate(() => { console.log('second'); Promise.resolve().then(() => console.log('micro of second')) })
setImmediate(() => console.log('third'))
