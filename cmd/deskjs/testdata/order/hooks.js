const hooks = require('async_hooks')
const seen = []
let quiet = false
const kinds = new Map()
const hook = hooks.createHook({
  init(id, type) { if (!quiet && ['Timeout', 'Immediate', 'TickObject', 'MINE'].includes(type)) { kinds.set(id, type); seen.push('init ' + type) } },
  before(id) { if (kinds.has(id)) seen.push('before ' + kinds.get(id)) },
  after(id) { if (kinds.has(id)) seen.push('after ' + kinds.get(id)) },
  destroy(id) { if (kinds.has(id)) seen.push('destroy ' + kinds.get(id)) },
})
setImmediate(() => {
  hook.enable()
  setImmediate(() => {
    seen.push('immediate')
    clearTimeout(setTimeout(() => {}, 1))
    // The timer begins when the destroy hooks have run, which no clock decides.
    quiet = true
    setImmediate(function wait() {
      if (!seen.includes('destroy Immediate') || !seen.includes('destroy Timeout')) return setImmediate(wait)
      quiet = false
      setTimeout(() => {
        seen.push('timer')
        setImmediate(() => { hook.disable(); console.log(seen.join('\n')) })
      }, 1)
    })
  })
  process.nextTick(() => seen.push('tick'))
  const r = new hooks.AsyncResource('MINE')
  r.runInAsyncScope(() => seen.push('mine'))
  r.emitDestroy()
})
