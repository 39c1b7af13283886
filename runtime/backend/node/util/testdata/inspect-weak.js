// needs a patch: what weak collections have
'use strict'
const { inspect } = require('util')
const a = { a: 1 }
const b = ['b']
const map = new WeakMap([[a, b], [b, a]])
const set = new WeakSet([a, b])
console.log(inspect(map), inspect(set))
console.log(inspect(map, { showHidden: true }), inspect(set, { showHidden: true }))
console.log(inspect(map, { showHidden: true, maxArrayLength: 0 }), inspect(set, { showHidden: true, maxArrayLength: 0 }))
console.log(inspect({ a, b }).length)
