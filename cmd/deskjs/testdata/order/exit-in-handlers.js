process.on('exit', (code) => { console.log('exit', code); process.exitCode = 7 })
process.nextTick(() => { console.log('tick'); process.exit(3); console.log('never') })
process.nextTick(() => console.log('never'))
Promise.resolve().then(() => console.log('never'))
