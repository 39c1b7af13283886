// Known answers: what others' keys sign and agree on.
const crypto = require('crypto')
const seed = (type, length, fill) => crypto.createPrivateKey({ format: 'der', type: 'pkcs8', key: Buffer.concat([
  Buffer.from({ ed25519: '302e020100300506032b657004220420', ed448: '3047020100300506032b6571043b0439', x25519: '302e020100300506032b656e04220420', x448: '3046020100300506032b656f043a0438' }[type], 'hex'), Buffer.alloc(length, fill)]) })
for (const [type, length] of [['ed25519', 32], ['ed448', 57]]) {
  const key = seed(type, length, 9)
  console.log(crypto.createPublicKey(key).export({ format: 'jwk' }), crypto.sign(null, Buffer.from('text'), key).toString('hex'))
}
for (const [type, length] of [['x25519', 32], ['x448', 56]]) {
  console.log(crypto.diffieHellman({ privateKey: seed(type, length, 9), publicKey: crypto.createPublicKey(seed(type, length, 5)) }).toString('hex'))
}
for (const curve of ['secp256k1', 'prime256v1', 'brainpoolP320t1', 'secp521r1', 'secp160r1']) {
  const ecdh = crypto.createECDH(curve)
  ecdh.setPrivateKey('0123456789abcdef0123', 'hex')
  console.log(curve, ecdh.getPublicKey('hex', 'compressed'), crypto.ECDH.convertKey(ecdh.getPublicKey('hex', 'hybrid'), curve, 'hex', 'base64', 'uncompressed'))
}
const group = crypto.getDiffieHellman('modp14')
console.log(group.verifyError, group.getGenerator('hex'), crypto.hash('sha1', group.getPrime()))
const exchange = crypto.createDiffieHellman(group.getPrime(), 2)
exchange.setPrivateKey(Buffer.alloc(32, 3))
console.log(crypto.hash('sha1', exchange.generateKeys()), crypto.hash('sha1', exchange.computeSecret(Buffer.alloc(200, 5))))
console.log(crypto.checkPrimeSync(97n), crypto.checkPrimeSync(91n), crypto.generatePrimeSync(64, { bigint: true, add: 12n, rem: 11n }) % 12n,
  crypto.generatePrimeSync(80, { safe: true }).byteLength)
console.log(crypto.getCipherInfo('AES-256-GCM'), crypto.getCipherInfo(419), crypto.getCipherInfo('none'), crypto.getCurves().includes('secp256k1'), crypto.getFips(), crypto.secureHeapUsed())
