// needs a patch: contexts
const vm = require('vm')
const sandbox = { given: 1, log: [] }
const context = vm.createContext(sandbox)
console.log(context === sandbox, vm.isContext(sandbox), vm.isContext({}))
const run = (code) => {
  try {
    return vm.runInContext(code, context)
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}
console.log(run('var a = given + 1; function f() { return a } let b = 5; c = 6; this.d = 7; typeof process'))
console.log(run('f() + b + c + d'), Object.keys(sandbox), typeof sandbox.f, sandbox.b)
sandbox.a = 100
console.log(run('f()'), run('globalThis === this'), run('(function () { return this })() === globalThis'), run('typeof globalThis.a'))
console.log(run('delete given; typeof given'), 'given' in sandbox, run('nope'), run("'use strict'; undeclared = 1"), run('let b = 1'))
console.log(run('Object.defineProperty(globalThis, "x", { get: () => 42, enumerable: true }); x'), sandbox.x, run('Object.keys(globalThis).includes("x")'))
console.log(run('NaN = 1; undefined = 2; String(NaN) + undefined'), run('(0, eval)("typeof require") + new Function("return typeof require")()'))
console.log(typeof process, typeof a, typeof globalThis.f, vm.runInNewContext('x + y', { x: 1, y: 2 }), vm.runInNewContext('typeof x'))
globalThis.here = 'here'
console.log(vm.runInThisContext('here'), vm.runInThisContext('typeof vm'), new vm.Script('here + 1').runInThisContext())
const callback = vm.runInContext('(function (g) { return typeof a + typeof g() })', context)
console.log(callback(() => here))
const frozen = vm.createContext(Object.freeze({ k: 1 }))
console.log(vm.runInContext('k = 2; var z = 1; k', frozen), frozen)
