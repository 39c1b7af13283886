let n = 0
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, n)
  if (n === 0) setTimeout(() => console.log('timer'), 1)
  if (n === 1) setImmediate(() => console.log('immediate'))
  if (n === 2) { Promise.resolve().then(() => console.log('micro')); process.nextTick(() => { console.log('tick'); setImmediate(() => console.log('one more')) }) }
  if (n === 3) process.exitCode = 4
  n++
})
process.on('exit', (code) => { console.log('exit', code); process.nextTick(() => console.log('never')); Promise.resolve().then(() => console.log('never')) })
