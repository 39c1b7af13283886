const log = (...x) => console.log(...x)
async function* count(n) { for (let i = 0; i < n; i++) { yield i; await new Promise((r) => setImmediate(r)) } }
for await (const x of count(3)) { log(x); process.nextTick(() => log('tick', x)); if (x === 2) break }
for await (const x of [Promise.resolve('a'), 'b']) log(x)
try { for await (const x of [Promise.reject(new Error('rejected'))]) log(x) } catch (e) { log(e.message) }
async function* outer() { yield* count(2); yield 'end' }
for await (const x of outer()) log('outer', x)
log('done')
