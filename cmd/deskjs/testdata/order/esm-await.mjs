console.log('one')
process.nextTick(() => console.log('tick'))
Promise.resolve().then(() => console.log('micro'))
await null
console.log('two')
await new Promise((r) => setImmediate(r))
console.log('three')
process.nextTick(() => console.log('tick 2'))
Promise.resolve().then(() => console.log('micro 2'))
