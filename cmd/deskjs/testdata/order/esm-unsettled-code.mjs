process.on('exit', (code) => { console.log('exit', code); process.exitCode = 3 })
await new Promise(() => {})
