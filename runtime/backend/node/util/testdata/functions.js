'use strict'
const util = require('util')
const read = (a, callback) => setImmediate(callback, a < 0 ? new Error('negative') : null, a * 2)
util.promisify(read)(4).then((value) => console.log('promisified', value))
util.promisify(read)(-1).catch((error) => console.log('rejected', error.message))
read[util.promisify.custom] = () => 'own'
console.log(util.promisify(read)())
util.callbackify(async (a) => a + 1)(1, (error, value) => console.log('callbackified', error, value))
util.callbackify(async () => { throw null })((error) => console.log(error.code, error.reason))
function A() {}
function B() {}
util.inherits(A, B)
console.log(new A() instanceof B, A.super_ === B)
console.log(util.isDeepStrictEqual({ a: [1, new Map([[{}, 1]])] }, { a: [1, new Map([[{}, 1]])] }), util.isDeepStrictEqual([1], ['1']))
console.log(JSON.stringify(util.styleText(['red', 'bold'], 'x', { validateStream: false })))
console.log(util.stripVTControlCharacters('\u001b[31mred\u001b[39m \u001b]8;;http://x\u0007link\u001b]8;;\u0007'))
console.log(util.toUSVString('a\ud83d'), util.getSystemErrorName(-2), util.getSystemErrorMap().get(-2))
for (const wrong of [() => util.promisify(1), () => util.inherits(A, null), () => util.getSystemErrorName(2), () => util.styleText('nocolor', 'x')]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message.slice(0, 60)) }
}
