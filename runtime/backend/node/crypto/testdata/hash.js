const crypto = require('crypto')
for (const name of ['md5', 'sha1', 'SHA256', 'sha384', 'sha512', 'sha512-256', 'sha3-256', 'shake128', 'RSA-SHA1']) {
  console.log(name, crypto.createHash(name).update('a').update(Buffer.from('b')).update('63', 'hex').digest('hex'))
}
const hash = crypto.createHash('sha1').update('é')
console.log(hash.copy().digest('base64'), hash.copy().digest('base64url'), hash.digest(), crypto.createHash('shake256', { outputLength: 5 }).digest('hex'), crypto.hash('md5', 'x'))
console.log(crypto.createHmac('sha256', 'key').update('data').digest('hex'), crypto.createHmac('md5', new Uint8Array(100)).update('').digest('latin1').length)
for (const wrong of [() => hash.update('x'), () => hash.digest(), () => hash.copy(), () => crypto.createHash('x'), () => crypto.createHash(5), () => crypto.createHmac('x', ''), () => crypto.createHmac('md5'), () => crypto.createHash('md5').update(5),
  () => crypto.createHash('md5', { outputLength: 3 })]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message) }
}
