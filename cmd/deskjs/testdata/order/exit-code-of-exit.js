process.on('exit', (code) => { console.log('exit', code, process.exitCode); if (code === 0) process.exitCode = 5 })
setTimeout(() => console.log('timer'), 1)
