// A hundred thousand of each, in order.
const count = 100000
let last = -1
let inOrder = true
function next(i) {
  inOrder &&= i === last + 1
  last = i
}
for (let i = 0; i < count; i++) setTimeout(next, 1, i)
setTimeout(() => {
  console.log('timeouts', inOrder, last)
  last = -1
  for (let i = 0; i < count; i++) setImmediate(next, i)
  setImmediate(() => {
    console.log('immediates', inOrder, last)
    last = -1
    for (let i = 0; i < count; i++) process.nextTick(next, i)
    process.nextTick(() => console.log('ticks', inOrder, last))
  })
}, 1)
