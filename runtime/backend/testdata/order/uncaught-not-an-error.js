// Anything can be thrown.
process.on('uncaughtException', (error, origin) => console.log(typeof error, error, origin))
setTimeout(() => { throw 'text' }, 1)
setTimeout(() => { throw undefined }, 5)
setTimeout(() => { throw null }, 10)
setTimeout(() => { throw 7 }, 15)
