// Ticks and microtasks run after each timer and each immediate, not after each phase.
for (const n of [1, 2]) {
  setTimeout(() => {
    console.log('timeout', n)
    Promise.resolve().then(() => console.log('micro of timeout', n))
    process.nextTick(() => console.log('tick of timeout', n))
  }, 1)
}
setTimeout(() => {
  for (const n of [1, 2]) {
    setImmediate(() => {
      console.log('immediate', n)
      Promise.resolve().then(() => console.log('micro of immediate', n))
      process.nextTick(() => console.log('tick of immediate', n))
    })
  }
}, 20)
