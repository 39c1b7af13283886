import { AsyncLocalStorage } from 'node:async_hooks'
const s = new AsyncLocalStorage()
async function* g() { for (let i = 0; i < 3; i++) { console.log('in', i, s.getStore()); yield i; await null } }
await s.run('a', async () => { for await (const x of g()) { console.log('loop', x, s.getStore()); await new Promise((r) => setTimeout(r, 1)) } })
const it = s.run('b', () => g())
await it.next()
await s.run('c', () => it.next())
console.log('end', s.getStore())
