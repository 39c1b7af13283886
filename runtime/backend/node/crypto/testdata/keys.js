// Keys in all their forms, and what is done with them.
const crypto = require('crypto')
const curves = ['prime256v1', 'secp384r1', 'secp521r1', 'secp224r1', 'secp256k1', 'brainpoolP256r1', 'prime192v1', 'secp112r1']
for (const namedCurve of curves) {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ec', { namedCurve })
  for (const type of ['sec1', 'pkcs8']) {
    for (const format of ['pem', 'der']) {
      const again = crypto.createPrivateKey({ key: privateKey.export({ type, format }), type, format })
      console.log(namedCurve, type, format, again.equals(privateKey), crypto.createPublicKey(again).equals(publicKey))
    }
  }
  const signature = crypto.sign('sha256', Buffer.from('text'), privateKey)
  const fixed = crypto.sign('sha512', Buffer.from('text'), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  console.log(crypto.verify('sha256', Buffer.from('text'), publicKey, signature), crypto.verify('sha256', Buffer.from('texts'), publicKey, signature),
    fixed.length, crypto.verify('sha512', Buffer.from('text'), { key: publicKey, dsaEncoding: 'ieee-p1363' }, fixed))
  const ours = crypto.createECDH(namedCurve)
  const theirs = crypto.createECDH(namedCurve)
  ours.generateKeys()
  theirs.generateKeys()
  console.log(ours.computeSecret(theirs.getPublicKey('hex', 'compressed'), 'hex').equals(theirs.computeSecret(ours.getPublicKey())))
}
for (const type of ['ed25519', 'ed448']) {
  const { publicKey, privateKey } = crypto.generateKeyPairSync(type)
  const signature = crypto.sign(null, Buffer.from('text'), privateKey)
  console.log(type, signature.length, crypto.verify(null, Buffer.from('text'), publicKey, signature), crypto.verify(null, Buffer.from('tex'), publicKey, signature),
    Object.keys(privateKey.export({ format: 'jwk' })).sort().join(), crypto.createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' }).equals(privateKey))
}
for (const type of ['x25519', 'x448']) {
  const ours = crypto.generateKeyPairSync(type)
  const theirs = crypto.generateKeyPairSync(type)
  console.log(type, crypto.diffieHellman({ privateKey: ours.privateKey, publicKey: theirs.publicKey })
    .equals(crypto.diffieHellman({ privateKey: theirs.privateKey, publicKey: ours.publicKey })))
}
const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 1024, privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'top secret' } })
const key = crypto.createPrivateKey({ key: rsa.privateKey, passphrase: 'top secret' })
console.log(rsa.privateKey.split('\n')[0], key.asymmetricKeyDetails, rsa.publicKey)
for (const padding of [crypto.constants.RSA_PKCS1_OAEP_PADDING, crypto.constants.RSA_NO_PADDING]) {
  const text = Buffer.alloc(padding === crypto.constants.RSA_NO_PADDING ? 128 : 40, 7)
  console.log(crypto.privateDecrypt({ key, padding }, crypto.publicEncrypt({ key: rsa.publicKey, padding }, text)).equals(text))
}
console.log(crypto.publicDecrypt(rsa.publicKey, crypto.privateEncrypt(key, Buffer.from('text'))).toString())
for (const padding of [crypto.constants.RSA_PKCS1_PADDING, crypto.constants.RSA_PKCS1_PSS_PADDING]) {
  const signature = crypto.createSign('RSA-SHA256').update('te').update('xt').sign({ key, padding })
  console.log(crypto.createVerify('sha256').update('text').verify({ key: rsa.publicKey, padding }, signature))
}
for (const wrong of [() => crypto.createPrivateKey({ key: rsa.privateKey, passphrase: 'no' }), () => crypto.createPrivateKey('x'), () => crypto.createPublicKey({ key: '{', format: 'jwk' }),
  () => crypto.generateKeyPairSync('ec', { namedCurve: 'x' }), () => crypto.generateKeyPairSync('rsa', {}), () => crypto.publicEncrypt(rsa.publicKey, Buffer.alloc(200))]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message) }
}
