process.on('uncaughtException', (e) => console.log('uncaught', e.message))
let n = 0
process.on('beforeExit', () => { console.log('beforeExit'); if (n++ === 0) { setTimeout(() => console.log('timer'), 1); throw new Error('before exit') } })
process.on('exit', (code) => console.log('exit', code))
