'use strict'
const { inspect } = require("util")
function show(value, options) { console.log(inspect(value, options)) }
show({ a: 1n, b: Symbol('s'), c: undefined, d: null, e: true, f() {}, g: class {}, h: 'x', i: new Date(0), j: /r/ }, { colors: true })
show({ a: { b: { c: 1 } }, d: [1, 2] }, { compact: true, breakLength: 10 })
show({ a: { b: { c: 1 } }, d: [1, 2] }, { compact: 1 })
class Money { constructor() { this.n = 1 } [inspect.custom](depth, options, inner) { return `Money<${depth}, ${inner === inspect}, ${options.stylize(5, 'number')}>` } }
show(new Money())
show({ m: { m: new Money() } })
show(new Money(), { customInspect: false })
show({ [inspect.custom]: () => ({ other: true }) })
inspect.defaultOptions.depth = 0
show({ a: { b: 1 } })
inspect.defaultOptions.depth = 2
console.log(inspect({ a: { b: { c: { d: 1 } } } }, false, null, false))
