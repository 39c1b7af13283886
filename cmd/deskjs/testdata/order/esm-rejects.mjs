process.on('exit', (code) => console.log('exit', code))
await null
console.log('before')
await Promise.reject(new Error('top level'))
