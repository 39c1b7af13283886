setImmediate(() => {
  console.log('unrefd immediate')
  setTimeout(() => { console.log('timer'); setImmediate(() => console.log('with a timer')).unref(); setImmediate(() => console.log('immediate')) }, 2)
}).unref()
setImmediate(() => console.log('immediate that keeps it alive'))
setTimeout(() => console.log('never'), 50000).unref()
