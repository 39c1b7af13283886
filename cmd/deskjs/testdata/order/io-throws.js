const fs = require('fs')
process.on('uncaughtException', (e) => console.log('uncaught', e.message))
fs.stat(__filename, () => {
  process.nextTick(() => console.log('tick'))
  queueMicrotask(() => console.log('micro'))
  setImmediate(() => console.log('immediate'))
  throw new Error('callback')
})
