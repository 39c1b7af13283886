const { AsyncLocalStorage } = require('async_hooks')
const s = new AsyncLocalStorage(), t = new AsyncLocalStorage()
const turn = () => new Promise((r) => setImmediate(r))
async function work(id) {
  for (let i = 0; i < 3; i++) { await turn(); console.log(id, i, s.getStore(), t.getStore()); t.enterWith(`${id}.${i}`) }
}
Promise.all([1, 2, 3].map((id) => s.run('s' + id, () => turn().then(() => work(id))))).then(() => console.log('end', s.getStore(), t.getStore()))
