const { setInterval: every } = require('timers/promises')
;(async () => {
  const c = new AbortController()
  const it = every(3, 'v', { signal: c.signal })
  console.log((await it.next()).value)
  const pending = it.next()
  c.abort()
  try { await pending; await it.next() } catch (e) { console.log(e.name) }
  console.log(JSON.stringify(await it.next()))
  try { await every(1, 1, { signal: AbortSignal.abort() }).next() } catch (e) { console.log(e.name, e.code) }
  try { await every('1').next() } catch (e) { console.log(e.code) }
})()
