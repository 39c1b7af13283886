// needs a patch: contexts
const vm = require('vm')
const show = (f) => {
  try {
    console.log(f())
  } catch (error) {
    console.log(error.name, error.code, error.message)
  }
}
show(() => vm.runInNewContext('for (;;) {}', {}, { timeout: 20 }))
show(() => vm.runInThisContext('for (;;) {}', { timeout: 20 }))
show(() => vm.runInNewContext('1 + 1', {}, { timeout: 1000 }))
show(() => vm.runInNewContext('f()', { f: () => vm.runInNewContext('for (;;) {}', {}, { timeout: 10 }) }, { timeout: 10000 }))
show(() => vm.runInContext('1', {}))
show(() => new vm.Script(1, 2))
show(() => new vm.Script('1', { filename: 5 }))
show(() => vm.runInThisContext('1', { timeout: -1 }))
show(() => vm.createContext({}, { microtaskMode: 'x' }))
show(() => vm.compileFunction('return a + b + c', ['a', 'b'], { contextExtensions: [{ c: 3 }] })(1, 2))
show(() => vm.compileFunction('return typeof x', [], { parsingContext: vm.createContext({ x: 1 }) })())
show(() => vm.compileFunction('', ['a', 5]))
const script = new vm.Script('1', { produceCachedData: true })
console.log(script.cachedDataProduced, script.cachedData.length > 0, new vm.Script('1', { cachedData: script.cachedData }).cachedDataRejected)
console.log(new vm.Script('2', { cachedData: Buffer.alloc(10) }).cachedDataRejected, new vm.Script('1 //# sourceMappingURL=a.map').sourceMapURL, new vm.Script('1').sourceMapURL)
try {
  vm.runInThisContext('\nfunction failing() { throw new Error("x") }\nfailing()', { filename: 'named.js', lineOffset: 10 })
} catch (error) {
  console.log(error.stack.match(/named\.js:\d+(:\d+)/g))
}
const log = []
vm.runInNewContext('Promise.resolve().then(() => log.push("inside"))', { log }, { microtaskMode: 'afterEvaluate' })
console.log(log)
vm.runInThisContext('import("fs")', { filename: 'no-callback' }).catch((error) => console.log(error.code))
console.log(Object.keys(vm))
