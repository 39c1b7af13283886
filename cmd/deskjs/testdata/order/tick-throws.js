// A tick that throws makes the rest of them wait for the next turn.
process.on('uncaughtException', (e) => { console.log('uncaught', e.message); process.nextTick(() => console.log('tick of the handler')) })
setImmediate(() => console.log('immediate'))
process.nextTick(() => { console.log('one'); Promise.resolve().then(() => console.log('micro of one')); throw new Error('tick') })
process.nextTick(() => console.log('two'))
Promise.resolve().then(() => console.log('micro'))
