// Immediates behind one that throws follow at once; the ticks wait for them.
process.on('uncaughtException', (e) => console.log('uncaught', e.message))
setImmediate(() => { process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('micro')); setImmediate(() => console.log('next turn')); throw new Error('immediate') })
setImmediate(() => { console.log('second'); process.nextTick(() => console.log('tick of second')) })
setImmediate(() => { throw new Error('third') })
setImmediate(() => console.log('fourth'))
