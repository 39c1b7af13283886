setTimeout(() => {
  console.log('timer')
  setImmediate(() => {
    console.log('immediate')
    setTimeout(() => {
      console.log('timer of immediate')
      setTimeout(() => {
        console.log('timer of timer')
        setImmediate(() => console.log('immediate of timer of timer'))
        process.nextTick(() => console.log('tick of timer of timer'))
      }, 2)
    }, 0)
  })
  process.nextTick(() => console.log('tick'))
}, 0)
