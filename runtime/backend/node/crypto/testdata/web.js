// The Web Crypto API: what is made is used again after export and import.
const { subtle } = globalThis.crypto
const text = new TextEncoder().encode('text')
const hex = (bytes) => Buffer.from(bytes).toString('hex')
async function main() {
  console.log(hex(await subtle.digest('SHA-256', text)))
  for (const [algorithm, usages, formats] of [
    [{ name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, ['sign', 'verify'], ['spki', 'pkcs8', 'jwk']],
    [{ name: 'RSA-PSS', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-1', saltLength: 20 }, ['sign', 'verify'], ['spki', 'pkcs8', 'jwk']],
    [{ name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' }, ['sign', 'verify'], ['spki', 'pkcs8', 'jwk']],
    [{ name: 'Ed25519' }, ['sign', 'verify'], ['spki', 'pkcs8', 'jwk']],
  ]) {
    const pair = await subtle.generateKey(algorithm, true, usages)
    const signature = await subtle.sign(algorithm, pair.privateKey, text)
    console.log(algorithm.name, signature.byteLength, await subtle.verify(algorithm, pair.publicKey, signature, text), await subtle.verify(algorithm, pair.publicKey, signature, text.subarray(1)))
    for (const format of formats) {
      const isPrivate = format === 'pkcs8'
      const again = await subtle.importKey(format, await subtle.exportKey(format, isPrivate ? pair.privateKey : pair.publicKey), algorithm, true, [isPrivate ? 'sign' : 'verify'])
      console.log(format, again.type, again.usages, isPrivate || await subtle.verify(algorithm, again, signature, text))
    }
  }
  for (const algorithm of [{ name: 'AES-CBC', iv: new Uint8Array(16) }, { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: text }, { name: 'AES-CTR', counter: new Uint8Array(16).fill(255), length: 64 }]) {
    const key = await subtle.importKey('raw', new Uint8Array(32).fill(3), algorithm, true, ['encrypt', 'decrypt'])
    const encrypted = await subtle.encrypt(algorithm, key, new Uint8Array(50).fill(1))
    console.log(algorithm.name, hex(encrypted), hex(await subtle.decrypt(algorithm, key, encrypted)))
  }
  const password = await subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits', 'deriveKey'])
  console.log(hex(await subtle.deriveBits({ name: 'PBKDF2', salt: text, iterations: 10, hash: 'SHA-512' }, password, 160)))
  const wrapper = await subtle.deriveKey({ name: 'PBKDF2', salt: text, iterations: 10, hash: 'SHA-1' }, password, { name: 'AES-KW', length: 128 }, true, ['wrapKey', 'unwrapKey'])
  const inner = await subtle.importKey('raw', new Uint8Array(16), { name: 'HMAC', hash: 'SHA-1' }, true, ['sign'])
  console.log(hex(await subtle.wrapKey('raw', inner, wrapper, 'AES-KW')))
  const material = await subtle.importKey('raw', text, 'HKDF', false, ['deriveBits'])
  console.log(hex(await subtle.deriveBits({ name: 'HKDF', salt: text, info: text, hash: 'SHA-256' }, material, 128)))
  for (const curve of ['P-256', 'X25519']) {
    const algorithm = curve === 'X25519' ? { name: curve } : { name: 'ECDH', namedCurve: curve }
    const ours = await subtle.generateKey(algorithm, true, ['deriveBits'])
    const theirs = await subtle.generateKey(algorithm, true, ['deriveBits'])
    console.log(hex(await subtle.deriveBits({ ...algorithm, public: theirs.publicKey }, ours.privateKey, 256)) ===
      hex(await subtle.deriveBits({ ...algorithm, public: ours.publicKey }, theirs.privateKey, 256)))
  }
  for (const wrong of [() => subtle.digest('MD5', text), () => subtle.generateKey('AES-CBC', true, []), () => subtle.importKey('raw', text, 'AES-GCM', true, ['encrypt']), () => subtle.exportKey('raw', password)]) {
    await wrong().catch((error) => console.log(error.name, error.message))
  }
}
main()
