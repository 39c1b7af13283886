async function run() {
  for (const p of [Promise.resolve(1), 2]) console.log(await p)
  const it = { i: 0, [Symbol.asyncIterator]() { return this }, async next() { return { value: this.i, done: this.i++ >= 2 } }, async return() { console.log('return'); return {} } }
  let r
  while (!(r = await it.next()).done) console.log('value', r.value)
}
run().then(() => console.log('end'))
Promise.resolve().then(() => console.log(1)).then(() => console.log(2)).then(() => console.log(3)).then(() => console.log(4)).then(() => console.log(5))
