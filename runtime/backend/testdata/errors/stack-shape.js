// The stack property: lazy, own, hidden, formatted at first look, limited.
const first = (e) => String(e.stack).split('\n')[0]
const frames = (e) => String(e.stack).split('\n').slice(1).filter((line) => line.includes('stack-shape')).map((line) => line.replace(/\(.*[\\/]/, '('))
let e = new Error('a')
e.message = 'b'
e.name = 'Foo'
console.log(first(e))
e.message = 'late'
console.log(first(e))
class Named extends Error { constructor(m) { super(m); this.name = 'Named' } }
console.log(first(new Named('q')))
class Unnamed extends Error {}
console.log(first(new Unnamed('q')), frames(new Unnamed('q')).length)
class Getter extends Error { get name() { return 'getter' } }
console.log(first(new Getter('q')))
console.log(first(new AggregateError([1], 'many')), first(new AggregateError([])))
e = new Error('x')
console.log(Object.hasOwn(e, 'stack'), 'stack' in e, Object.keys(e), Object.getOwnPropertyNames(e), JSON.stringify(e))
const { value, ...rest } = Object.getOwnPropertyDescriptor(e, 'stack')
console.log(typeof value, rest)
e.stack = 'mine'
console.log(e.stack, Object.getOwnPropertyDescriptor(e, 'stack'))
console.log(delete e.stack, e.stack, Object.hasOwn(e, 'stack'))
e = new Error('frozen')
Object.freeze(e)
e.stack = 'no'
console.log(first(e))
const plain = { name: 'N', message: 'M' }
console.log(Error.captureStackTrace(plain))
plain.message = 'late'
console.log(first(plain), Object.keys(plain), Object.getOwnPropertyDescriptor(plain, 'stack').enumerable)
for (const target of [{}, function f() {}, [1], Object.create(null), new Map(), Object.create({ name: 'P', message: 'm' })]) {
  Error.captureStackTrace(target)
  console.log(first(target), Object.hasOwn(target, 'stack'), frames(target).length)
}
for (const bad of [undefined, null, 1, 'x', Symbol()]) try { Error.captureStackTrace(bad) } catch (error) { console.log(error.name, error.message) }
try { Error.captureStackTrace(Object.freeze({})) } catch (error) { console.log(error.message) }
function a() { return b() }
function b() { return c() }
function c() { const o = {}; Error.captureStackTrace(o, c); return o }
console.log(frames(a()))
function d() { const o = {}; Error.captureStackTrace(o, b); return o }
console.log(frames(d()), first(d()))
function Old(message) { this.message = message; Error.captureStackTrace(this, Old) }
Old.prototype = Object.create(Error.prototype, { name: { value: 'Old' }, constructor: { value: Old } })
function makesOld() { return new Old('hand made') }
console.log(first(makesOld()), frames(makesOld())[0])
console.log(Error.stackTraceLimit, Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit'))
function deep(n) { return n === 0 ? new Error('deep') : deep(n - 1) }
const count = () => { const { stack } = deep(50); return stack === undefined ? stack : stack.split('\n').length - 1 }
for (const limit of [10, 3, 0, 25, Infinity, -1, 2.9, NaN, '5', undefined, null]) {
  Error.stackTraceLimit = limit
  console.log(limit, limit === Infinity ? count() > 50 : count())
}
delete Error.stackTraceLimit
console.log(count(), Object.getOwnPropertyNames(new Error('x')))
Error.stackTraceLimit = 10
console.log(count())
