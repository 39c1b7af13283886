// The order of one turn: main, nextTick, microtasks, timers, immediates.
setImmediate(() => console.log('immediate'))
setTimeout(() => console.log('timeout'), 0)
Promise.resolve().then(() => console.log('microtask'))
queueMicrotask(() => console.log('queueMicrotask'))
process.nextTick(() => console.log('tick'))
;(async () => {
  console.log('async before await')
  await null
  console.log('async after await')
})()
console.log('main')
// The timer is due before the loop begins.
const until = Date.now() + 5
while (Date.now() < until);
