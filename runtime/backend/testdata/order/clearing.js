// What has been cleared does not run, even when it was due in the same phase.
const second = setTimeout(() => console.log('cleared timeout'), 1)
setTimeout(() => console.log('kept timeout'), 1)
clearTimeout(second)
clearTimeout(undefined)
clearTimeout(null)
clearTimeout('nonsense')
clearImmediate(undefined)
clearTimeout({})
let count = 0
const interval = setInterval(() => {
  console.log('interval', ++count)
  if (count < 3) return
  clearInterval(interval)
  setImmediate(() => {
    console.log('first immediate')
    clearImmediate(fourth)
  })
  const fourth = setImmediate(() => console.log('cleared immediate'))
}, 1)
const byNumber = setTimeout(() => console.log('cleared by number'), 1)
clearTimeout(+byNumber)
const byText = setTimeout(() => console.log('cleared by text'), 1)
clearTimeout(`${byText}`)
