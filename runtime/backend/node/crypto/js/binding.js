'use strict'

// What Node's own JavaScript expects of its native half, made of the operations: jobs, which run at once or
// on a goroutine, and handles to keys.

const kCryptoJobAsync = 0
const kCryptoJobSync = 1
const kKeyTypeSecret = 0
const kKeyTypePublic = 1

// KeyObjectHandle holds a key.
class KeyObjectHandle {
  native = undefined

  init(type, data, format, encoding, passphrase) {
    if (type === kKeyTypeSecret) this.native = binding.newSecretKey(data)
    else this.native = openKey(type !== kKeyTypePublic, data, format, encoding, passphrase)
    if (type === kKeyTypePublic) this.native = binding.publicKey(this.native)
  }

  static of(native) {
    const handle = new KeyObjectHandle()
    handle.native = native
    return handle
  }

  // initJwk returns the key's type.
  initJwk(jwk) {
    const members = []
    for (const name of ['kty', 'k', 'crv', 'x', 'y', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi']) {
      if (typeof jwk[name] === 'string') members.push(name, jwk[name])
    }
    this.native = binding.importJWK(members)
    return binding.keyKind(this.native)
  }

  initEDRaw(name, data, type) {
    try {
      this.native = binding.importRaw(name.toLowerCase(), data, type)
      return true
    } catch {
      return false
    }
  }

  initECRaw(curve, data) {
    this.native = binding.importPoint(curve, data)
    return this.native !== undefined
  }

  export(format, encoding, cipher, passphrase) {
    return exported(this.native, format, encoding, cipher, passphrase)
  }

  exportJwk(target, withPSS) { return Object.assign(target, binding.exportJWK(this.native, withPSS)) }
  getSymmetricKeySize() { return binding.keySize(this.native) }
  getAsymmetricKeyType() { return binding.keyType(this.native) }
  keyDetail(target) { return Object.assign(target, binding.keyDetail(this.native)) }
  checkEcKeyData() { return binding.checkEC(this.native) }
  equals(other) { return binding.keyEquals(this.native, other.native) }
}

// openKey returns the native handle of a KeyObjectHandle or of a key in bytes.
function openKey(isPrivate, data, format, encoding, passphrase) {
  if (data instanceof KeyObjectHandle) return data.native
  return binding.newKey(isPrivate, data, format, encoding, passphrase)
}

const { fromArrayBuffer } = require('internal/buffer')

// exported is a key in the form that a program asked for: a string for PEM, otherwise a Buffer.
function exported(native, format, encoding, cipher, passphrase) {
  const bytes = fromArrayBuffer(binding.exportKey(native, format, encoding, cipher ?? undefined, passphrase))
  return format === 1 ? bytes.toString('latin1') : bytes
}

// nativeOf is what an argument of a job becomes: a goroutine must not see bytes that the program may change.
function nativeOf(value, async) {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof KeyObjectHandle) return value.native
  if (!async) return value
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice()
  if (value instanceof ArrayBuffer) return value.slice(0)
  return value
}

// Job runs an operation. Its subclasses say which in prepare, which may refuse arguments at once.
class Job {
  constructor(mode, ...args) {
    this.async = mode === kCryptoJobAsync
    this.ondone = undefined
    const prepared = this.prepare(...args)
    this.operation = prepared[0]
    this.args = prepared.slice(1)
    for (let i = 0; i < this.args.length; i++) this.args[i] = nativeOf(this.args[i], this.async)
  }

  // finish turns the operation's result into the job's.
  finish(result) { return result }

  run() {
    if (!this.async) {
      try {
        return [undefined, this.finish(binding[this.operation + 'Sync'](...this.args))]
      } catch (error) {
        return [error, undefined]
      }
    }
    binding[this.operation](...this.args, (error, result) => {
      if (error) return this.ondone(error, undefined)
      try {
        result = this.finish(result)
      } catch (failure) {
        return this.ondone(failure, undefined)
      }
      this.ondone(undefined, result)
    })
  }
}

class HashJob extends Job {
  prepare(algorithm, data) { return ['hashJob', algorithm, data] }
}

class HmacJob extends Job {
  prepare(mode, algorithm, key, data, signature) { return ['hmacJob', mode === 1, algorithm, key, data, signature] }
}

class HKDFJob extends Job {
  prepare(algorithm, key, salt, info, length) {
    binding.checkHKDF(algorithm, length)
    return ['hkdf', algorithm, key, salt, info, length]
  }
}

class PBKDF2Job extends Job {
  prepare(password, salt, iterations, length, algorithm) {
    if (!binding.hasDigest(algorithm)) throw new (require('internal/errors').codes.ERR_CRYPTO_INVALID_DIGEST)(algorithm)
    return ['pbkdf2', password, salt, iterations, length, algorithm]
  }
}

class ScryptJob extends Job {
  prepare(password, salt, N, r, p, maxmem, length) {
    binding.checkScrypt(N, r, p, maxmem)
    return ['scrypt', password, salt, N, r, p, length]
  }
}

class RandomPrimeJob extends Job {
  prepare(size, safe, add, rem) {
    binding.checkRandomPrime(size, add, rem)
    return ['generatePrime', size, safe, add, rem]
  }
}

class CheckPrimeJob extends Job {
  prepare(candidate, checks) { return ['checkPrime', candidate, checks] }
}

// SignJob's mode is 0 to sign, 1 to verify.
class SignJob extends Job {
  prepare(mode, key, format, encoding, passphrase, data, algorithm, saltLength, padding, signatureEncoding, signature) {
    const native = openKey(mode === 0, key, format, encoding, passphrase)
    if (algorithm != null && !binding.hasDigest(algorithm)) {
      throw new (require('internal/errors').codes.ERR_CRYPTO_INVALID_DIGEST)(algorithm)
    }
    return ['signJob', mode === 1, native, data, algorithm ?? undefined, saltLength, padding, signatureEncoding, signature]
  }
}

class ECDHBitsJob extends Job {
  prepare(name, publicKey, privateKey) { return ['sharedSecret', privateKey, publicKey] }
}

class AESCipherJob extends Job {
  prepare(mode, key, data, variant, iv, tag, additionalData) { return ['aesJob', mode === 0, key, data, variant, iv, tag, additionalData] }
}

class RSACipherJob extends Job {
  prepare(mode, key, data, variant, hash, label) {
    const oaep = 4
    return ['rsaJob', mode === 0 ? 'encrypt' : 'decrypt', key, data, oaep, hash, label]
  }
}

// Keys are exported at once; that it is a job is for its errors to come as the others' do.
class KeyExportJob extends Job {
  prepare(format, key) { return ['', format, key] }

  run() {
    const raw = 0
    const pkcs8 = 1
    let error, bytes
    try {
      const [format, native] = this.args
      bytes = format === raw ? binding.exportRaw(native) : binding.exportKey(native, 0, format === pkcs8 ? 1 : 2)
    } catch (thrown) {
      error = thrown
    }
    require('process').nextTick(() => this.ondone(error, bytes))
  }
}

class SecretKeyGenJob extends Job {
  prepare(bits) { return ['generateSecret', bits] }
  finish(native) { return KeyObjectHandle.of(native) }
}

// KeyPairJob ends in a public and a private key: handles, or what the encoding asks for.
class KeyPairJob extends Job {
  encoding(publicFormat, publicType, privateFormat, privateType, cipher, passphrase) {
    if (cipher != null && !binding.knowsKeyCipher(cipher)) throw new (require('internal/errors').codes.ERR_CRYPTO_UNKNOWN_CIPHER)()
    if (cipher != null && privateFormat !== 2 && passphrase !== undefined) passphrase = nativeOf(passphrase, true)
    this.forms = [publicFormat, publicType, privateFormat, privateType, cipher, passphrase]
  }

  finish(native) {
    const [publicFormat, publicType, privateFormat, privateType, cipher, passphrase] = this.forms
    const form = (key, format, type) => {
      if (format === undefined) return KeyObjectHandle.of(key)
      if (format === 2) return binding.exportJWK(key, false)
      return exported(key, format, type, cipher, passphrase)
    }
    return [form(binding.publicKey(native), publicFormat, publicType), form(native, privateFormat, privateType)]
  }
}

class RsaKeyPairGenJob extends KeyPairJob {
  prepare(variant, bits, exponent, ...rest) {
    const isPSS = variant === 1
    let hash, mgf1Hash, saltLength
    if (isPSS) [hash, mgf1Hash, saltLength, ...rest] = rest
    binding.checkPSS(bits, exponent, isPSS, hash, mgf1Hash, saltLength)
    this.encoding(...rest)
    return ['generateRSA', bits, exponent, isPSS, hash, mgf1Hash, saltLength]
  }
}

class DsaKeyPairGenJob extends KeyPairJob {
  prepare(bits, divisor, ...rest) {
    this.encoding(...rest)
    return ['generateDSA', bits, divisor]
  }
}

class EcKeyPairGenJob extends KeyPairJob {
  prepare(curve, form, ...rest) {
    binding.checkCurve(curve)
    this.encoding(...rest)
    return ['generateEC', curve, form === 0]
  }
}

class NidKeyPairGenJob extends KeyPairJob {
  prepare(name, ...rest) {
    this.encoding(...rest)
    return ['generateRaw', name]
  }
}

class DhKeyPairGenJob extends KeyPairJob {
  prepare(what, ...rest) {
    let generator
    if (typeof what === 'string') binding.newDHGroup(what)
    else generator = rest.shift()
    this.encoding(...rest)
    return ['generateDH', what, generator]
  }
}

module.exports = {
  native: binding,
  openKey,
  exported,
  kCryptoJobAsync,
  kCryptoJobSync,
  kKeyTypeSecret,
  kKeyTypePublic,
  kKeyTypePrivate: 2,
  kKeyFormatDER: 0,
  kKeyFormatPEM: 1,
  kKeyFormatJWK: 2,
  kKeyEncodingPKCS1: 0,
  kKeyEncodingPKCS8: 1,
  kKeyEncodingSPKI: 2,
  kKeyEncodingSEC1: 3,
  kSigEncDER: 0,
  kSigEncP1363: 1,
  kSignJobModeSign: 0,
  kSignJobModeVerify: 1,
  kKeyVariantRSA_SSA_PKCS1_v1_5: 0,
  kKeyVariantRSA_PSS: 1,
  kKeyVariantRSA_OAEP: 2,
  kWebCryptoCipherEncrypt: 0,
  kWebCryptoCipherDecrypt: 1,
  kWebCryptoKeyFormatRaw: 0,
  kWebCryptoKeyFormatPKCS8: 1,
  kWebCryptoKeyFormatSPKI: 2,
  kWebCryptoKeyFormatJWK: 3,
  OPENSSL_EC_EXPLICIT_CURVE: 0,
  OPENSSL_EC_NAMED_CURVE: 1,
  KeyObjectHandle,
  HashJob,
  HmacJob,
  HKDFJob,
  PBKDF2Job,
  ScryptJob,
  RandomPrimeJob,
  CheckPrimeJob,
  SignJob,
  ECDHBitsJob,
  AESCipherJob,
  RSACipherJob,
  ECKeyExportJob: KeyExportJob,
  RSAKeyExportJob: KeyExportJob,
  SecretKeyGenJob,
  RsaKeyPairGenJob,
  DsaKeyPairGenJob,
  EcKeyPairGenJob,
  NidKeyPairGenJob,
  DhKeyPairGenJob,
}
