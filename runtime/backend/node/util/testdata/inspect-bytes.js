'use strict'
const { inspect } = require("util")
function show(value, options) { console.log(inspect(value, options)) }
show(new ArrayBuffer(4))
show(new Uint8Array([1, 2]))
show(new Uint8Array([1, 2]), { showHidden: true })
show(new Float64Array([1.5, -0]))
show(new BigInt64Array([1n]))
show(new DataView(new ArrayBuffer(2)))
show(new Uint8Array(0))
show(Object.assign(new Uint8Array(1), { x: 1 }))
