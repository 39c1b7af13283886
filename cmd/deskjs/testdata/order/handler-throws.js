process.on('exit', (code) => console.log('exit', code))
process.on('uncaughtException', () => { console.log('handler'); throw new Error('worse') })
setImmediate(() => console.log('never'))
process.nextTick(() => { throw new Error('bad') })
