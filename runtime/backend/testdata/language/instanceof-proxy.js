// needs a patch: instanceof asks a proxy of a function
class A {}
const P = new Proxy(A, { get(target, key) { return target[key] } })
console.log(new A() instanceof P, {} instanceof P)
try { ({}) instanceof {} } catch (error) { console.log(error.message) }
