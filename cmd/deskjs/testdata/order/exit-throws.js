process.on('exit', (code) => { console.log('exit', code); throw new Error('in exit') })
process.on('uncaughtException', (e) => console.log('uncaught', e.message))
