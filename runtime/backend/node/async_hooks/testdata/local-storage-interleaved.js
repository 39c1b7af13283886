const { AsyncLocalStorage } = require('async_hooks')
const s = new AsyncLocalStorage(), t = new AsyncLocalStorage()
const sleep = (ms) => new Promise((r) => setTimeout(r, ms))
async function work(id) {
  for (let i = 0; i < 3; i++) { await sleep(2 + id * 5); console.log(id, i, s.getStore(), t.getStore()) ; t.enterWith(`${id}.${i}`) }
}
Promise.all([1, 2, 3].map((id) => s.run('s' + id, () => sleep(id * 30).then(() => work(id))))).then(() => console.log('end', s.getStore(), t.getStore()))
