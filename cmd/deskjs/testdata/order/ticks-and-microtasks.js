const log = (x) => console.log(x)
function tick(n) { process.nextTick(() => { log('tick ' + n); if (n < 3) { tick(n + 1); micro(n) } }) }
function micro(n) { queueMicrotask(() => { log('micro ' + n); if (n < 3) { micro(n + 1); process.nextTick(() => log('tick of micro ' + n)) } }) }
tick(0); micro(0)
Promise.resolve().then(() => { process.nextTick(() => log('tick of then')); queueMicrotask(() => log('micro of then')) })
setImmediate(() => { log('immediate'); queueMicrotask(() => log('micro of immediate')); process.nextTick(() => log('tick of immediate')) })
log('main')
