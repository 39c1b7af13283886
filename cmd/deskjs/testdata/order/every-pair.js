// Each queue fills each.
const log = (x) => console.log(x)
const queues = {
  tick: (f) => process.nextTick(f), then: (f) => Promise.resolve().then(f), micro: (f) => queueMicrotask(f),
  await: async (f) => { await null; f() }, immediate: (f) => setImmediate(f), sync: (f) => f(),
}
let pairs = []
for (const a in queues) for (const b in queues) pairs.push([a, b])
function next() {
  const pair = pairs.shift()
  if (!pair) return
  const [a, b] = pair
  let left = 2
  const done = () => { if (--left === 0) setTimeout(next, 0) }
  queues[a](() => { log(a + ' > ' + a); queues[b](() => { log(a + ' > ' + b); done() }) })
  queues[b](() => { log(b + ' alone'); queues[a](() => { log(b + ' > ' + a); done() }) })
}
next()
