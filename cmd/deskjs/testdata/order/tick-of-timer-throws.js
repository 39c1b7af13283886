process.on('uncaughtException', (e) => console.log('uncaught', e.message))
setTimeout(() => { console.log('first'); process.nextTick(() => { throw new Error('tick') }); process.nextTick(() => console.log('tick two')) }, 1)
setTimeout(() => { console.log('second'); Promise.resolve().then(() => console.log('micro of second')) }, 1)
setTimeout(() => console.log('third'), 1)
const until = Date.now() + 3
while (Date.now() < until);
