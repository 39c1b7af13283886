setTimeout(() => {
  console.log('timer')
  setImmediate(() => { console.log('immediate'); setTimeout(() => console.log('timer of immediate'), 0) })
  setTimeout(() => { console.log('timer of timer'); setImmediate(() => console.log('immediate of timer of timer')) }, 20)
  process.nextTick(() => console.log('tick'))
}, 0)
