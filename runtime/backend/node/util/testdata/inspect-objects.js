'use strict'
const { inspect } = require("util")
function show(value, options) { console.log(inspect(value, options)) }
class Foo {}
show({ a: { b: { c: Object.create(null) } } })
show({ a: { b: { c: Object.create(null, { x: { value: 1, enumerable: true } }) } } })
show({ a: { b: { c: Object.assign(new Foo(), { x: 1 }) } } })
show(Object.create(null))
show(Object.create({}))
show(Object.create(Object.create(null)))
show({ 'a-b': 3, ['__proto__']: 3, [Symbol('a b')]: 1, [Symbol()]: 2 })
class Tagged { get [Symbol.toStringTag]() { return 'bar' } }
show(new Tagged())
show(Object.create(null, { [Symbol.toStringTag]: { value: 'foo' } }))
show({ [Symbol.toStringTag]: 'a' })
const circle = { a: 1 }
circle.self = circle
circle.list = [circle, { circle }]
show(circle)
show({ get a() { return 1 }, set a(v) {}, get b() { return { x: 1 } }, set c(v) {} })
show({ get a() { return 1 }, set a(v) {}, get b() { return { x: 1 } }, get c() { throw new Error('no') } }, { getters: true })
show({ b: 1, a: { d: 1, c: 2 } }, { sorted: true })
show({ b: 1, a: 2 }, { sorted: (x, y) => (x < y ? 1 : -1) })
show({ a: { b: { c: {} } } }, { depth: 0 })
show(Math)
show(JSON)
show((function () { return arguments })(1, 'a'))
