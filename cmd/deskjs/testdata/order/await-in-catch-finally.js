const log = (x) => console.log(x)
async function f() { try { await Promise.reject(new Error('x')) } catch (e) { log('catch ' + e.message); await null; log('catch 2') } finally { log('finally'); await null; log('finally 2') } return 'f' }
async function g() { try { return await f() } finally { await Promise.resolve(); log('g finally') } }
g().then(log)
async function h() { for (let i = 0; i < 3; i++) { await i; log('h ' + i) } }
h()
process.nextTick(() => log('tick'))
