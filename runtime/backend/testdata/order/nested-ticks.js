// Ticks queued by ticks run before microtasks, ticks queued by microtasks after all of them.
process.nextTick(() => {
  console.log('tick 1')
  process.nextTick(() => console.log('tick 1.1'))
  Promise.resolve().then(() => {
    console.log('micro of tick')
    process.nextTick(() => console.log('tick of micro'))
    Promise.resolve().then(() => console.log('micro of micro'))
  })
})
process.nextTick((a, b) => console.log('tick 2', a, b), 1, 'two')
Promise.resolve().then(() => console.log('micro'))
