// deskjs only: MAX_LENGTH is that of Node 22
// needs a patch: limits of allocations, resizable ArrayBuffers
const { constants } = require('buffer')
console.log(constants)
for (const size of [2 ** 50, 2 ** 53, -1, 1.5]) {
  try { console.log(Buffer.alloc(size).length) } catch (error) { console.log(error.name, error.message) }
}
const resizable = new ArrayBuffer(10, { maxByteLength: 20 })
const tracking = Buffer.from(resizable, 1)
resizable.resize(15)
console.log(tracking.length)
