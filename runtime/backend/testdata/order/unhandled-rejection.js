// unhandledRejection comes when ticks and microtasks have run dry, rejectionHandled after it.
process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandledRejection', reason, promise === late)
})
process.on('rejectionHandled', (promise) => console.log('rejectionHandled', promise === late))
const late = Promise.reject('reason')
setTimeout(() => late.catch((reason) => console.log('caught', reason)), 5)
const soon = Promise.reject('never reported')
process.nextTick(() => {
  console.log('tick')
  Promise.resolve().then(() => soon.catch((reason) => console.log('caught in time', reason)))
})
