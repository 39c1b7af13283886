process.on('exit', (code) => console.log('exit', code))
setImmediate(() => console.log('never'))
Promise.reject(new Error('nobody'))
process.nextTick(() => console.log('tick'))
