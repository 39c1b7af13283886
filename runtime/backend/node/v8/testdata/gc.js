// needs a patch: FinalizationRegistry
require('v8').setFlagsFromString('--expose-gc')
const gc = require('vm').runInNewContext('gc')
console.log(typeof gc, typeof globalThis.gc, gc(), gc({ type: 'minor' }))

const gone = []
const registry = new FinalizationRegistry((held) => gone.push(held))
const values = new WeakMap()
function forget() {
  registry.register({ data: [] }, 'object')
  const key = {}
  values.set(key, { key })
  registry.register(key, 'key')
}
forget()

const { PerformanceObserver, constants } = require('perf_hooks')
const observer = new PerformanceObserver((list) => {
  const entries = list.getEntries()
  const { name, entryType, detail } = entries[entries.length - 1]
  observer.disconnect()
  console.log(name, entryType, detail.flags === constants.NODE_PERFORMANCE_GC_FLAGS_FORCED, detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)
})

setImmediate(() => {
  gc()
  console.log('collected')
  setTimeout(() => {
    console.log(gone.sort())
    observer.observe({ entryTypes: ['gc'] })
    gc()
    setTimeout(async () => console.log(await gc({ execution: 'async' })), 10)
  }, 10)
})
