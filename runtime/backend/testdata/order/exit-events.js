// beforeExit comes when nothing is left and may start more; exit comes once.
let more = 2
process.on('beforeExit', (code) => {
  console.log('beforeExit', code)
  if (more-- > 0) setTimeout(() => console.log('more'), 1)
})
process.on('exit', (code) => {
  console.log('exit', code)
  setTimeout(() => console.log('never'), 0)
  process.nextTick(() => console.log('never'))
  Promise.resolve().then(() => console.log('never'))
})
console.log('main')
