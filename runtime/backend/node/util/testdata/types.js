'use strict'
const types = require('util/types')
const values = {
  date: new Date(0), regexp: /x/, error: new Error('x'), map: new Map(), set: new Set(), mapIterator: new Map().keys(), setIterator: new Set().values(),
  weakMap: new WeakMap(), weakSet: new WeakSet(), promise: Promise.resolve(), proxy: new Proxy({}, {}), arguments: (function () { return arguments })(),
  number: Object(1), string: Object('s'), boolean: Object(true), symbol: Object(Symbol()), bigint: Object(1n), buffer: new ArrayBuffer(1),
  view: new DataView(new ArrayBuffer(1)), bytes: new Uint8Array(1), floats: new Float64Array(1), async: async () => {}, generatorFunction: function * () {},
  generator: (function * () {})(), plain: {}, fake: { [Symbol.toStringTag]: 'Map' }, text: 's', nothing: null,
}
for (const name of Object.keys(values)) {
  console.log(name, Object.keys(types).filter((key) => key.startsWith('is') && !/Key/.test(key) && types[key](values[name])).sort().join())
}
