const log = (x) => console.log(x)
const a = setTimeout(() => { log('a'); clearTimeout(b); clearTimeout(a) }, 5)
const b = setTimeout(() => log('never'), 5)
let n = 0
const i = setInterval(() => {
  log('interval')
  if (++n < 2) return
  clearInterval(i)
  setTimeout(() => { log('c'); process.nextTick(() => clearTimeout(d)) }, 5)
  const d = setTimeout(() => log('never'), 5)
  setTimeout(() => log('last'), 5)
}, 6)
const byNumber = setTimeout(() => log('never'), 3)
clearTimeout(+byNumber)
const byString = setTimeout(() => log('never'), 3)
clearTimeout(`${+byString}`)
