// Without unhandledRejection a rejection is an uncaught exception.
process.on('uncaughtException', (error, origin) => {
  console.log(error.name, error.code, error.message, origin)
})
Promise.reject(new TypeError('an error'))
setTimeout(() => Promise.reject(42), 1)
setTimeout(() => Promise.reject(undefined), 5)
setTimeout(() => Promise.reject({ some: 'object' }), 10)
setTimeout(() => Promise.reject(null), 15)
