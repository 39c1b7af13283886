// The body of a module is itself a microtask: its ticks come after its microtasks.
console.log('main')
process.nextTick(() => console.log('tick'))
Promise.resolve().then(() => { console.log('micro'); process.nextTick(() => console.log('tick of micro')) })
queueMicrotask(() => console.log('micro 2'))
setImmediate(() => console.log('immediate'))
