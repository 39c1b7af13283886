const hooks = require('async_hooks')
const ids = new Map()
let n = 0
const name = (id) => ids.has(id) ? ids.get(id) : '-'
const out = []
const hook = hooks.createHook({
  init(id, type, trigger, resource) { if (type === 'PROMISE') { ids.set(id, 'p' + n++); out.push(`init ${name(id)} by ${name(trigger)} ${resource instanceof Promise}`) } },
  before(id) { if (ids.has(id)) out.push('before ' + name(id)) },
  after(id) { if (ids.has(id)) out.push('after ' + name(id)) },
  promiseResolve(id) { if (ids.has(id)) out.push('resolve ' + name(id)) },
}).enable()
const p = new Promise((r) => r(1))
p.then(() => { out.push('then ' + name(hooks.executionAsyncId())) })
async function f() { out.push('f'); await p; out.push('f 2 ' + name(hooks.executionAsyncId())) }
f()
setTimeout(() => { hook.disable(); console.log(out.join('\n')) }, 5)
