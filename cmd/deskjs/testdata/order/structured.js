// Callbacks of one phase, and what comes between them.
const log = (x) => console.log(x)
for (const n of [1, 2, 3]) {
  setImmediate(() => { log('immediate ' + n); process.nextTick(() => log('tick ' + n)); Promise.resolve().then(() => log('micro ' + n)).then(() => process.nextTick(() => log('tick of micro ' + n))) })
}
setImmediate(() => setImmediate(() => setImmediate(() => { for (const n of [1, 2]) setTimeout(() => { log('timer ' + n); process.nextTick(() => log('t tick ' + n)); queueMicrotask(() => log('t micro ' + n)) }, 1); const until = Date.now() + 3; while (Date.now() < until); })))
