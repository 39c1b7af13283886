const nodeCrypto = require('crypto')
console.log(nodeCrypto.randomBytes(5).length, nodeCrypto.randomBytes(0), /^[0-9a-f-]{36}$/.test(nodeCrypto.randomUUID()), nodeCrypto.randomUUID() !== crypto.randomUUID())
let inside = true
for (let i = 0; i < 100; i++) inside = inside && nodeCrypto.randomInt(3) < 3 && nodeCrypto.randomInt(-2, 2) >= -2
console.log(inside, nodeCrypto.randomInt(5, 6))
const filled = nodeCrypto.randomFillSync(new Uint8Array(40), 10, 20)
console.log(filled.subarray(0, 10).every((x) => x === 0), filled.subarray(30).every((x) => x === 0), filled.subarray(10, 30).some((x) => x !== 0))
console.log(crypto, crypto === nodeCrypto.webcrypto, crypto.getRandomValues(new Uint32Array(2)).length, nodeCrypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')))
nodeCrypto.randomBytes(3, (error, bytes) => {
  console.log('bytes', error, bytes.length)
  nodeCrypto.randomFill(new Uint16Array(2), (error, array) => {
    console.log('fill', error, array.length)
    nodeCrypto.randomInt(1, (error, number) => console.log('int', error, number))
  })
})
for (const wrong of [() => nodeCrypto.randomBytes(-1), () => nodeCrypto.randomBytes('1'), () => nodeCrypto.randomInt(1.5), () => nodeCrypto.randomInt(5, 5), () => nodeCrypto.randomInt(2 ** 50), () => nodeCrypto.timingSafeEqual(1, 2),
  () => nodeCrypto.timingSafeEqual(Buffer.from('1'), Buffer.from('12')), () => crypto.getRandomValues(new Float32Array(1)), () => crypto.getRandomValues(new Uint8Array(65537)), () => crypto.getRandomValues.call({}, new Uint8Array(1)),
  () => nodeCrypto.randomFillSync(new Uint8Array(5), 6), () => nodeCrypto.randomFillSync(new Uint8Array(5), 1, 6), () => nodeCrypto.randomFill(new Uint8Array(5)), () => nodeCrypto.randomUUID(5)]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message) }
}
