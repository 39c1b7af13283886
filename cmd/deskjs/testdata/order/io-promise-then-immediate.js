const fs = require('fs')
fs.promises.stat(__filename).then(() => {
  console.log('stat')
  setTimeout(() => console.log('timer'), 0)
  setImmediate(() => console.log('immediate'))
  process.nextTick(() => console.log('tick'))
  queueMicrotask(() => console.log('micro'))
})
