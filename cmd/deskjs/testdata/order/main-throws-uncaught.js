process.on('exit', (code) => console.log('exit', code, process.exitCode))
process.nextTick(() => console.log('never'))
throw new Error('main')
