// structuredClone of graphs of plain data, and of what looks like it.
const util = require('util')
class Point { constructor() { this.x = 1 } get y() { return 2 } #hidden = 3 }
const shared = { list: [1, 'two', null, undefined, true, 4.5, -0, 10n] }
const graph = {
  first: shared, second: shared, at: new Date(5), never: new Date(NaN),
  map: new Map([[shared, 'key'], ['nested', new Map([[1, new Set([shared])]])]]), point: new Point(),
  bare: Object.assign(Object.create(null), { a: 1 }), frozen: Object.freeze({ a: Object.freeze([1]) }), 2: 'two', 1: 'one',
}
graph.itself = graph
graph.map.set('map', graph.map)
Object.defineProperty(graph, 'hidden', { value: 1 })
graph[Symbol('s')] = 1
const copy = structuredClone(graph)
console.log(Object.keys(copy).join())
console.log(copy !== graph, copy.itself === copy, copy.first === copy.second, copy.first !== shared, copy.map.has(copy.first), copy.map.get('map') === copy.map)
console.log(util.inspect(copy, { depth: 5 }))
console.log(Object.getPrototypeOf(copy.point) === Object.prototype, Object.getPrototypeOf(copy.bare) === Object.prototype)
copy.frozen.b = 1
copy.frozen.a.push(2)
console.log(copy.frozen, graph.frozen)

const gone = { a: 1, b: 2, c: 3 }
delete gone.b
gone.d = 4
const again = structuredClone(gone)
again.e = 5
console.log(again, gone)

console.log(structuredClone([1, , 3]), structuredClone(Object.assign([1], { named: 2 })))
console.log(structuredClone({ get a() { return [1] } }), structuredClone([{ r: /a/g }, new Uint8Array([1, 2]), Object(1), Object('s')]))
console.log(structuredClone('text'), structuredClone(undefined), structuredClone(null))
for (const bad of [Symbol('s'), { f() {} }, [[new Map([[1, Symbol('t')]])]], { a: { b: () => 1 } }]) {
  try { structuredClone(bad) } catch (error) { console.log(error.name, error.code, error.message) }
}
let deep = []
for (let i = 0; i < 3000; i++) deep = [deep]
let depth = 0
for (let at = structuredClone(deep); at.length > 0; at = at[0]) depth++
console.log(depth)

// What is copied does not change with its copy.
const text = structuredClone({ s: 'a' })
text.s += 'b'
console.log(text, structuredClone({ many: Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, i])) }).many.k199)
