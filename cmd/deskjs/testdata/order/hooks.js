const hooks = require('async_hooks')
const seen = []
const kinds = new Map()
const hook = hooks.createHook({
  init(id, type) { if (['Timeout', 'Immediate', 'TickObject', 'MINE'].includes(type)) { kinds.set(id, type); seen.push('init ' + type) } },
  before(id) { if (kinds.has(id)) seen.push('before ' + kinds.get(id)) },
  after(id) { if (kinds.has(id)) seen.push('after ' + kinds.get(id)) },
  destroy(id) { if (kinds.has(id)) seen.push('destroy ' + kinds.get(id)) },
})
setImmediate(() => {
  hook.enable()
  setImmediate(() => {
    seen.push('immediate')
    clearTimeout(setTimeout(() => {}, 1))
    // Destroy hooks run behind the immediates: the timer begins when they have.
    setImmediate(() => setImmediate(() => setTimeout(() => {
      seen.push('timer')
      setImmediate(() => { hook.disable(); console.log(seen.join('\n')) })
    }, 1)))
  })
  process.nextTick(() => seen.push('tick'))
  const r = new hooks.AsyncResource('MINE')
  r.runInAsyncScope(() => seen.push('mine'))
  r.emitDestroy()
})
