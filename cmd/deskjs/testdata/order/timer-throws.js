// Timers behind one that throws follow at once; the ticks wait for them.
process.on('uncaughtException', (e) => console.log('uncaught', e.message))
setTimeout(() => { process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('micro')); throw new Error('timer') }, 1)
setTimeout(() => { console.log('second'); process.nextTick(() => console.log('tick of second')) }, 1)
setTimeout(() => console.log('third'), 1)
const until = Date.now() + 3
while (Date.now() < until);
