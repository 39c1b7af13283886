'use strict'

// crypto: each part is loaded when something of it is first used.

function lazily(part, names) {
  for (let i = 0; i < names.length; i++) {
    const name = names[i][0]
    const key = names[i][1]
    const define = (value) => Object.defineProperty(module.exports, name, { value, enumerable: true, writable: true, configurable: true })
    Object.defineProperty(module.exports, name, {
      enumerable: true,
      configurable: true,
      get() {
        const exported = require('internal/crypto/' + part)
        const value = key === '' ? exported : exported[key]
        define(value)
        return value
      },
      set: define,
    })
  }
}

const same = (names) => names.split(' ').map((name) => [name, name])

function create(name, make) {
  module.exports[name] = make
}

const part = (name) => require('internal/crypto/' + name)

lazily('primes', same('checkPrime checkPrimeSync'))
create('createCipheriv', function createCipheriv(cipher, key, iv, options) { return new (part('cipher').Cipheriv)(cipher, key, iv, options) })
create('createDecipheriv', function createDecipheriv(cipher, key, iv, options) { return new (part('cipher').Decipheriv)(cipher, key, iv, options) })
create('createDiffieHellman', function createDiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  return new (part('diffiehellman').DiffieHellman)(sizeOrKey, keyEncoding, generator, genEncoding)
})
create('createDiffieHellmanGroup', function createDiffieHellmanGroup(name) { return new (part('diffiehellman').DiffieHellmanGroup)(name) })
create('createECDH', function createECDH(curve) { return new (part('diffiehellman').ECDH)(curve) })
create('createHash', function createHash(algorithm, options) { return new (part('hash').Hash)(algorithm, options) })
create('createHmac', function createHmac(hmac, key, options) { return new (part('hash').Hmac)(hmac, key, options) })
lazily('keys', same('createPrivateKey createPublicKey createSecretKey'))
create('createSign', function createSign(algorithm, options) { return new (part('sig').Sign)(algorithm, options) })
create('createVerify', function createVerify(algorithm, options) { return new (part('sig').Verify)(algorithm, options) })
lazily('diffiehellman', same('diffieHellman'))
lazily('primes', same('generatePrime generatePrimeSync'))
lazily('util', same('getCiphers'))
lazily('cipher', same('getCipherInfo'))
lazily('util', same('getCurves'))
module.exports.getDiffieHellman = module.exports.createDiffieHellmanGroup
lazily('util', same('getHashes'))
lazily('hkdf', same('hkdf hkdfSync'))
lazily('pbkdf2', same('pbkdf2 pbkdf2Sync'))
lazily('keygen', same('generateKeyPair generateKeyPairSync generateKey generateKeySync'))
lazily('cipher', same('privateDecrypt privateEncrypt publicDecrypt publicEncrypt'))
lazily('random', same('randomBytes randomFill randomFillSync randomInt randomUUID'))
lazily('scrypt', same('scrypt scryptSync'))
lazily('sig', [['sign', 'signOneShot']])
lazily('util', same('setEngine'))
create('timingSafeEqual', function timingSafeEqual(buf1, buf2) {
  checkBytes(buf1, 'buf1')
  checkBytes(buf2, 'buf2')
  if (buf1.byteLength !== buf2.byteLength) throw new (require('internal/errors').codes.ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH)()
  return part('binding').native.timingSafeEqual(buf1, buf2)
})
create('getFips', function getFips() { return 0 })
create('setFips', function setFips(fips) {
  if (fips) throw new (require('internal/errors').codes.ERR_CRYPTO_FIPS_UNAVAILABLE)()
})
lazily('sig', [['verify', 'verifyOneShot']])
lazily('hash', same('hash'))
lazily('certificate', [['Certificate', '']])
lazily('cipher', same('Cipheriv Decipheriv'))
lazily('diffiehellman', same('DiffieHellman DiffieHellmanGroup ECDH'))
lazily('hash', same('Hash Hmac'))
lazily('keys', same('KeyObject'))
lazily('sig', same('Sign Verify'))
lazily('x509', same('X509Certificate'))
lazily('util', same('secureHeapUsed'))

function checkBytes(value, name) {
  if (ArrayBuffer.isView(value) || require('util/types').isAnyArrayBuffer(value)) return
  const error = new TypeError(`The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`)
  error.code = 'ERR_INVALID_ARG_TYPE'
  throw error
}

function getRandomValues(array) { return part('random').getRandomValues(array) }

// randomBytes has old names.
function alias(name) {
  const define = (enumerable) => (value) => Object.defineProperty(module.exports, name, { value, enumerable, configurable: true, writable: true })
  return {
    enumerable: false,
    configurable: true,
    get() {
      define(false)(module.exports.randomBytes)
      return module.exports.randomBytes
    },
    set: define(true),
  }
}

Object.defineProperties(module.exports, {
  fips: { get: () => module.exports.getFips(), set: (fips) => module.exports.setFips(fips) },
  constants: { enumerable: true, get: () => part('constants') },
  webcrypto: { enumerable: true, get: () => part('web').crypto, set: undefined },
  subtle: { enumerable: true, get: () => part('web').crypto.subtle, set: undefined },
  getRandomValues: { enumerable: true, get: () => getRandomValues, set: undefined },
  prng: alias('prng'),
  pseudoRandomBytes: alias('pseudoRandomBytes'),
  rng: alias('rng'),
})
