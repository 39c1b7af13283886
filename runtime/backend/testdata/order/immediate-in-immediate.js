// An immediate set by an immediate waits for the next turn, after that turn's timers.
setTimeout(() => {
  setImmediate(() => {
    console.log('immediate 1')
    setImmediate(() => console.log('immediate of immediate'))
    setTimeout(() => console.log('timeout of immediate'), 0)
    const until = Date.now() + 5
    while (Date.now() < until);
  })
  setImmediate(() => console.log('immediate 2'))
}, 1)
