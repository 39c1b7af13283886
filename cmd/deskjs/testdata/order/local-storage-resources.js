const { AsyncLocalStorage, AsyncResource, executionAsyncId, triggerAsyncId } = require('async_hooks')
const s = new AsyncLocalStorage()
const log = (what) => console.log(what, s.getStore())
let r, bound, snap
s.run('a', () => { r = new AsyncResource('R'); bound = AsyncResource.bind(() => log('bound')); snap = AsyncLocalStorage.snapshot() })
r.runInAsyncScope(() => { log('in scope'); console.log(executionAsyncId() === r.asyncId(), triggerAsyncId() === r.triggerAsyncId()) })
console.log(r.runInAsyncScope((x, y) => x + y, null, 1, 2))
bound()
s.run('b', () => { snap(() => log('snapshot')); bound(); log('b') })
r.bind(function (x) { log('bind ' + x + ' ' + this) }, 'self')(5)
const e = new (require('events').EventEmitterAsyncResource)({ name: 'E' })
s.run('c', () => { e.on('x', () => log('emitter')); e.emit('x') })
const plain = new (require('events'))()
s.run('d', () => plain.on('x', () => log('plain emitter')))
s.run('e', () => plain.emit('x'))
try { r.runInAsyncScope(() => { throw new Error('in scope') }) } catch (err) { console.log(err.message) }
log('after')
s.run('f', () => { s.disable(); log('disabled') })
try { s.run('g', () => { throw new Error('g') }) } catch { log('after throw') }
