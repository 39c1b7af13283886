declare module 'crypto' {
  import { Transform, TransformOptions, Writable, WritableOptions } from 'stream'

  export type BinaryLike = string | NodeJS.ArrayBufferView
  /** Bytes of any kind. */
  type Bytes = NodeJS.ArrayBufferView | ArrayBuffer
  export type Encoding = BufferEncoding
  export type BinaryToTextEncoding = 'base64' | 'base64url' | 'hex' | 'binary' | 'latin1'
  type Callback<T> = (error: Error | null, result: T) => void

  // Hashes

  export interface HashOptions extends TransformOptions {
    /** In bytes; only the SHAKE functions have a choice. */
    outputLength?: number
  }
  export class Hash extends Transform {
    private constructor()
    /** A copy of the state, to be digested on its own. */
    copy(options?: HashOptions): Hash
    update(data: BinaryLike): this
    update(data: string, inputEncoding: Encoding): this
    /** It cannot be updated any more. */
    digest(): Buffer
    digest(encoding: BinaryToTextEncoding): string
  }
  export class Hmac extends Transform {
    private constructor()
    update(data: BinaryLike): this
    update(data: string, inputEncoding: Encoding): this
    digest(): Buffer
    digest(encoding: BinaryToTextEncoding): string
  }
  export function createHash(algorithm: string, options?: HashOptions): Hash
  export function createHmac(algorithm: string, key: BinaryLike | ArrayBuffer | KeyObject | CryptoKey, options?: TransformOptions & { encoding?: Encoding }): Hmac
  /** The digest of data, by default in hex. */
  export function hash(algorithm: string, data: BinaryLike, outputEncoding?: BinaryToTextEncoding): string
  export function hash(algorithm: string, data: BinaryLike, outputEncoding: 'buffer'): Buffer
  export function getHashes(): string[]

  // Ciphers

  export type CipherKey = BinaryLike | ArrayBuffer | KeyObject | CryptoKey
  export interface CipherOptions extends TransformOptions {
    /** Of the tag of GCM, CCM, OCB and ChaCha20-Poly1305, in bytes. Default 16; CCM and OCB have none. */
    authTagLength?: number
  }
  export class Cipheriv extends Transform {
    constructor(algorithm: string, key: CipherKey, iv: BinaryLike | null, options?: CipherOptions)
    update(data: BinaryLike): Buffer
    update(data: string, inputEncoding: Encoding): Buffer
    update(data: NodeJS.ArrayBufferView, inputEncoding: undefined, outputEncoding: Encoding): string
    update(data: string, inputEncoding: Encoding | undefined, outputEncoding: Encoding): string
    final(): Buffer
    final(outputEncoding: Encoding): string
    /** Whether the last block is padded. Default true. */
    setAutoPadding(autoPadding?: boolean): this
    /** After final. */
    getAuthTag(): Buffer
    /** Before update; CCM wants plaintextLength, in bytes. */
    setAAD(data: BinaryLike, options?: { plaintextLength?: number, encoding?: Encoding }): this
  }
  export class Decipheriv extends Transform {
    constructor(algorithm: string, key: CipherKey, iv: BinaryLike | null, options?: CipherOptions)
    update(data: NodeJS.ArrayBufferView): Buffer
    update(data: string, inputEncoding: Encoding): Buffer
    update(data: NodeJS.ArrayBufferView, inputEncoding: undefined, outputEncoding: Encoding): string
    update(data: string, inputEncoding: Encoding | undefined, outputEncoding: Encoding): string
    /** @throws Error if the data is not what was encrypted. */
    final(): Buffer
    final(outputEncoding: Encoding): string
    setAutoPadding(autoPadding?: boolean): this
    /** Before final. */
    setAuthTag(tag: BinaryLike, encoding?: Encoding): this
    setAAD(data: BinaryLike, options?: { plaintextLength?: number, encoding?: Encoding }): this
  }
  export function createCipheriv(algorithm: string, key: CipherKey, iv: BinaryLike | null, options?: CipherOptions): Cipheriv
  export function createDecipheriv(algorithm: string, key: CipherKey, iv: BinaryLike | null, options?: CipherOptions): Decipheriv
  export interface CipherInfo {
    name: string
    nid: number
    /** In bytes; undefined for a stream cipher. */
    blockSize?: number
    ivLength?: number
    keyLength: number
    mode: 'cbc' | 'ccm' | 'cfb' | 'ctr' | 'ecb' | 'gcm' | 'ocb' | 'ofb' | 'stream' | 'wrap' | 'xts'
  }
  /** undefined if there is no such cipher, or it takes no key or iv of that length. */
  export function getCipherInfo(nameOrNid: string | number, options?: { keyLength?: number, ivLength?: number }): CipherInfo | undefined
  export function getCiphers(): string[]

  // Keys

  export type KeyObjectType = 'secret' | 'public' | 'private'
  export type KeyType = 'rsa' | 'rsa-pss' | 'dsa' | 'dh' | 'ec' | 'ed25519' | 'ed448' | 'x25519' | 'x448'
  export type KeyFormat = 'pem' | 'der' | 'jwk'
  export interface JsonWebKey { [name: string]: unknown }
  export interface AsymmetricKeyDetails {
    /** In bits, as divisorLength. */
    modulusLength?: number
    publicExponent?: bigint
    hashAlgorithm?: string
    mgf1HashAlgorithm?: string
    saltLength?: number
    divisorLength?: number
    namedCurve?: string
  }
  interface PublicEncoding { type: 'pkcs1' | 'spki' }
  interface PrivateEncoding {
    type: 'pkcs1' | 'pkcs8' | 'sec1'
    /** With passphrase: the key is encrypted. */
    cipher?: string
    passphrase?: string | Buffer
  }
  export class KeyObject {
    private constructor()
    static from(key: CryptoKey): KeyObject
    readonly type: KeyObjectType
    /** Of a secret key, in bytes. */
    readonly symmetricKeySize?: number
    readonly asymmetricKeyType?: KeyType
    readonly asymmetricKeyDetails?: AsymmetricKeyDetails
    export(options: { format: 'jwk' }): JsonWebKey
    export(options: (PublicEncoding | PrivateEncoding) & { format: 'pem' }): string | Buffer
    export(options?: (Partial<PublicEncoding> | PrivateEncoding) & { format?: 'der' | 'buffer' }): Buffer
    equals(other: KeyObject): boolean
    toCryptoKey(algorithm: Algorithm, extractable: boolean, usages: readonly NodeJS.Web.KeyUsage[]): CryptoKey
  }
  export interface PrivateKeyInput {
    key: string | Bytes | JsonWebKey
    /** Default 'pem'. */
    format?: KeyFormat
    type?: 'pkcs1' | 'pkcs8' | 'sec1'
    passphrase?: string | Bytes
    encoding?: Encoding
  }
  export interface PublicKeyInput {
    key: string | Bytes | JsonWebKey
    /** Default 'pem'. */
    format?: KeyFormat
    type?: 'pkcs1' | 'spki'
    encoding?: Encoding
  }
  export type KeyLike = string | Bytes | KeyObject | CryptoKey
  type PrivateKey = KeyLike | PrivateKeyInput
  type PublicKey = KeyLike | PublicKeyInput | PrivateKeyInput
  export function createPrivateKey(key: PrivateKeyInput | string | Bytes): KeyObject
  /** The public key of a private one, too. */
  export function createPublicKey(key: PublicKeyInput | PrivateKeyInput | string | Bytes | KeyObject): KeyObject
  export function createSecretKey(key: Bytes): KeyObject
  export function createSecretKey(key: string, encoding: Encoding): KeyObject

  export interface KeyPairOptions {
    /** In bits, of RSA and DSA. */
    modulusLength?: number
    /** Default 65537. */
    publicExponent?: number
    /** Of 'rsa-pss'. */
    hashAlgorithm?: string
    mgf1HashAlgorithm?: string
    saltLength?: number
    /** In bits, of DSA. */
    divisorLength?: number
    /** Of 'ec'. */
    namedCurve?: string
    /** Of 'dh', in bits; or prime, or group. */
    primeLength?: number
    prime?: Buffer
    /** Default 2. */
    generator?: number
    group?: string
    groupName?: string
    paramEncoding?: 'named' | 'explicit'
  }
  export interface KeyPairEncodings<Public extends KeyFormat, Private extends KeyFormat> {
    publicKeyEncoding: { format: Public, type?: 'pkcs1' | 'spki' }
    privateKeyEncoding: { format: Private, type?: 'pkcs1' | 'pkcs8' | 'sec1', cipher?: string, passphrase?: string }
  }
  type Encoded<Format> = Format extends 'pem' ? string : Format extends 'der' ? Buffer : JsonWebKey
  export interface KeyPairKeyObjectResult { publicKey: KeyObject, privateKey: KeyObject }
  export interface KeyPairSyncResult<Public, Private> { publicKey: Public, privateKey: Private }
  export function generateKeyPairSync<Public extends KeyFormat, Private extends KeyFormat>(type: KeyType, options: KeyPairOptions & KeyPairEncodings<Public, Private>): KeyPairSyncResult<Encoded<Public>, Encoded<Private>>
  export function generateKeyPairSync(type: KeyType, options?: KeyPairOptions): KeyPairKeyObjectResult
  export function generateKeyPair<Public extends KeyFormat, Private extends KeyFormat>(type: KeyType, options: KeyPairOptions & KeyPairEncodings<Public, Private>, callback: (error: Error | null, publicKey: Encoded<Public>, privateKey: Encoded<Private>) => void): void
  export function generateKeyPair(type: KeyType, options: KeyPairOptions | undefined, callback: (error: Error | null, publicKey: KeyObject, privateKey: KeyObject) => void): void
  export namespace generateKeyPair {
    function __promisify__<Public extends KeyFormat, Private extends KeyFormat>(type: KeyType, options: KeyPairOptions & KeyPairEncodings<Public, Private>): Promise<KeyPairSyncResult<Encoded<Public>, Encoded<Private>>>
    function __promisify__(type: KeyType, options?: KeyPairOptions): Promise<KeyPairKeyObjectResult>
  }
  /** length: in bits. */
  export function generateKey(type: 'hmac' | 'aes', options: { length: number }, callback: (error: Error | null, key: KeyObject) => void): void
  export function generateKeySync(type: 'hmac' | 'aes', options: { length: number }): KeyObject

  // Signatures

  export type DSAEncoding = 'der' | 'ieee-p1363'
  export interface SigningOptions {
    /** One of constants.RSA_..._PADDING. */
    padding?: number
    /** Bytes, or one of constants.RSA_PSS_SALTLEN_... */
    saltLength?: number
    /** How signatures of DSA and ECDSA are written. Default 'der'. */
    dsaEncoding?: DSAEncoding
    context?: Bytes
  }
  export interface SignPrivateKeyInput extends PrivateKeyInput, SigningOptions {}
  export interface SignKeyObjectInput extends SigningOptions { key: KeyObject | CryptoKey }
  export interface VerifyPublicKeyInput extends PublicKeyInput, SigningOptions {}
  export interface VerifyKeyObjectInput extends SigningOptions { key: KeyObject | CryptoKey }
  type SigningKey = KeyLike | SignPrivateKeyInput | SignKeyObjectInput
  type VerifyingKey = KeyLike | VerifyPublicKeyInput | VerifyKeyObjectInput
  export class Sign extends Writable {
    private constructor()
    update(data: BinaryLike): this
    update(data: string, inputEncoding: Encoding): this
    sign(privateKey: SigningKey): Buffer
    sign(privateKey: SigningKey, outputEncoding: BinaryToTextEncoding): string
  }
  export class Verify extends Writable {
    private constructor()
    update(data: BinaryLike): this
    update(data: string, inputEncoding: Encoding): this
    verify(key: VerifyingKey, signature: Bytes): boolean
    verify(key: VerifyingKey, signature: string, signatureEncoding?: BinaryToTextEncoding): boolean
  }
  export function createSign(algorithm: string, options?: WritableOptions): Sign
  export function createVerify(algorithm: string, options?: WritableOptions): Verify
  /** algorithm: null for keys that have one of their own, as Ed25519. */
  export function sign(algorithm: string | null | undefined, data: Bytes, key: SigningKey): Buffer
  export function sign(algorithm: string | null | undefined, data: Bytes, key: SigningKey, callback: Callback<Buffer>): void
  export function verify(algorithm: string | null | undefined, data: Bytes, key: VerifyingKey, signature: Bytes): boolean
  export function verify(algorithm: string | null | undefined, data: Bytes, key: VerifyingKey, signature: Bytes, callback: Callback<boolean>): void

  export interface RsaOptions {
    /** One of constants.RSA_..._PADDING. */
    padding?: number
    oaepHash?: string
    oaepLabel?: Bytes
    encoding?: Encoding
  }
  type RsaPublicKey = PublicKey | (RsaOptions & { key: KeyLike | JsonWebKey, format?: KeyFormat, passphrase?: string | Bytes })
  type RsaPrivateKey = PrivateKey | (RsaOptions & { key: KeyLike | JsonWebKey, format?: KeyFormat, passphrase?: string | Bytes })
  export function publicEncrypt(key: RsaPublicKey, data: BinaryLike | ArrayBuffer): Buffer
  export function publicDecrypt(key: RsaPublicKey, data: BinaryLike | ArrayBuffer): Buffer
  export function privateEncrypt(key: RsaPrivateKey, data: BinaryLike | ArrayBuffer): Buffer
  export function privateDecrypt(key: RsaPrivateKey, data: BinaryLike | ArrayBuffer): Buffer

  // Agreements

  export class DiffieHellmanGroup {
    /** name: 'modp5' or another group of RFC 3526. */
    constructor(name: string)
    readonly verifyError: number
    computeSecret(other: Bytes): Buffer
    computeSecret(other: string, inputEncoding?: Encoding): Buffer
    computeSecret(other: string | Bytes, inputEncoding: Encoding | undefined, outputEncoding: BinaryToTextEncoding): string
    generateKeys(): Buffer
    generateKeys(encoding: BinaryToTextEncoding): string
    getGenerator(): Buffer
    getGenerator(encoding: BinaryToTextEncoding): string
    getPrime(): Buffer
    getPrime(encoding: BinaryToTextEncoding): string
    getPrivateKey(): Buffer
    getPrivateKey(encoding: BinaryToTextEncoding): string
    getPublicKey(): Buffer
    getPublicKey(encoding: BinaryToTextEncoding): string
  }
  export interface DiffieHellman extends DiffieHellmanGroup {}
  export class DiffieHellman {
    constructor(primeOrLength: number | string | Bytes, generator?: number | Bytes)
    setPrivateKey(key: Bytes): void
    setPrivateKey(key: string, encoding: Encoding): void
    setPublicKey(key: Bytes): void
    setPublicKey(key: string, encoding: Encoding): void
  }
  /** primeLength: in bits. */
  export function createDiffieHellman(primeLength: number, generator?: number): DiffieHellman
  export function createDiffieHellman(prime: Bytes, generator?: number | Bytes): DiffieHellman
  export function createDiffieHellman(prime: string, primeEncoding: Encoding, generator?: number | Bytes): DiffieHellman
  export function createDiffieHellman(prime: string, primeEncoding: Encoding, generator: string, generatorEncoding: Encoding): DiffieHellman
  export function createDiffieHellmanGroup(name: string): DiffieHellmanGroup
  export function getDiffieHellman(name: string): DiffieHellmanGroup

  export type ECDHKeyFormat = 'compressed' | 'uncompressed' | 'hybrid'
  export class ECDH {
    constructor(curve: string)
    static convertKey(key: BinaryLike, curve: string, inputEncoding?: Encoding, outputEncoding?: 'latin1' | 'hex' | 'base64' | 'base64url', format?: ECDHKeyFormat): Buffer | string
    computeSecret(other: Bytes): Buffer
    computeSecret(other: string, inputEncoding: Encoding): Buffer
    computeSecret(other: string | Bytes, inputEncoding: Encoding | undefined, outputEncoding: BinaryToTextEncoding): string
    generateKeys(): Buffer
    generateKeys(encoding: BinaryToTextEncoding, format?: ECDHKeyFormat): string
    getPrivateKey(): Buffer
    getPrivateKey(encoding: BinaryToTextEncoding): string
    getPublicKey(encoding?: null, format?: ECDHKeyFormat): Buffer
    getPublicKey(encoding: BinaryToTextEncoding, format?: ECDHKeyFormat): string
    setPrivateKey(key: Bytes): void
    setPrivateKey(key: string, encoding: Encoding): void
    /** @deprecated */
    setPublicKey(key: string | Bytes, encoding?: Encoding): void
  }
  export function createECDH(curve: string): ECDH
  export function getCurves(): string[]
  export function diffieHellman(options: { privateKey: KeyObject, publicKey: KeyObject }): Buffer
  export function diffieHellman(options: { privateKey: KeyObject, publicKey: KeyObject }, callback: Callback<Buffer>): void

  // Derivation; keylen is in bytes.

  export function pbkdf2(password: BinaryLike | ArrayBuffer, salt: BinaryLike | ArrayBuffer, iterations: number, keylen: number, digest: string, callback: Callback<Buffer>): void
  export function pbkdf2Sync(password: BinaryLike | ArrayBuffer, salt: BinaryLike | ArrayBuffer, iterations: number, keylen: number, digest: string): Buffer
  export function hkdf(digest: string, key: BinaryLike | ArrayBuffer | KeyObject, salt: BinaryLike | ArrayBuffer, info: BinaryLike | ArrayBuffer, keylen: number, callback: Callback<ArrayBuffer>): void
  export function hkdfSync(digest: string, key: BinaryLike | ArrayBuffer | KeyObject, salt: BinaryLike | ArrayBuffer, info: BinaryLike | ArrayBuffer, keylen: number): ArrayBuffer
  export interface ScryptOptions {
    /** A power of two. Default 16384. */
    cost?: number
    N?: number
    /** Default 8. */
    blockSize?: number
    r?: number
    /** Default 1. */
    parallelization?: number
    p?: number
    /** In bytes; about 128 * N * r are needed. Default 32 MiB. */
    maxmem?: number
  }
  export function scrypt(password: BinaryLike | ArrayBuffer, salt: BinaryLike | ArrayBuffer, keylen: number, callback: Callback<Buffer>): void
  export function scrypt(password: BinaryLike | ArrayBuffer, salt: BinaryLike | ArrayBuffer, keylen: number, options: ScryptOptions, callback: Callback<Buffer>): void
  export namespace scrypt {
    function __promisify__(password: BinaryLike | ArrayBuffer, salt: BinaryLike | ArrayBuffer, keylen: number, options?: ScryptOptions): Promise<Buffer>
  }
  export function scryptSync(password: BinaryLike | ArrayBuffer, salt: BinaryLike | ArrayBuffer, keylen: number, options?: ScryptOptions): Buffer

  // Random

  export function randomBytes(size: number): Buffer
  export function randomBytes(size: number, callback: Callback<Buffer>): void
  /** @deprecated Use randomBytes. */
  export const pseudoRandomBytes: typeof randomBytes, prng: typeof randomBytes, rng: typeof randomBytes
  export function randomFillSync<T extends Bytes>(buffer: T, offset?: number, size?: number): T
  export function randomFill<T extends Bytes>(buffer: T, callback: Callback<T>): void
  export function randomFill<T extends Bytes>(buffer: T, offset: number, callback: Callback<T>): void
  export function randomFill<T extends Bytes>(buffer: T, offset: number, size: number, callback: Callback<T>): void
  /** A whole number from min (default 0) up to but not including max. */
  export namespace randomInt {
    function __promisify__(max: number): Promise<number>
    function __promisify__(min: number, max: number): Promise<number>
  }
  export function randomInt(max: number): number
  export function randomInt(max: number, callback: (error: Error | undefined, value: number) => void): void
  export function randomInt(min: number, max: number): number
  export function randomInt(min: number, max: number, callback: (error: Error | undefined, value: number) => void): void
  export function randomUUID(options?: { disableEntropyCache?: boolean }): `${string}-${string}-${string}-${string}-${string}`
  export function getRandomValues<T extends ArrayBufferView>(array: T): T

  export interface GeneratePrimeOptions {
    /** The prime is rem modulo add. */
    add?: Bytes | bigint
    rem?: Bytes | bigint
    /** Whether (prime - 1) / 2 is prime too. Default false. */
    safe?: boolean
    bigint?: boolean
  }
  /** size: in bits. */
  export function generatePrime(size: number, callback: Callback<ArrayBuffer>): void
  export function generatePrime(size: number, options: GeneratePrimeOptions & { bigint: true }, callback: Callback<bigint>): void
  export function generatePrime(size: number, options: GeneratePrimeOptions, callback: Callback<ArrayBuffer>): void
  export function generatePrimeSync(size: number, options: GeneratePrimeOptions & { bigint: true }): bigint
  export function generatePrimeSync(size: number, options?: GeneratePrimeOptions): ArrayBuffer
  /** checks: rounds of Miller-Rabin. Default 0: as many as the size needs. */
  export function checkPrime(candidate: Bytes | bigint, callback: Callback<boolean>): void
  export function checkPrime(candidate: Bytes | bigint, options: { checks?: number }, callback: Callback<boolean>): void
  export function checkPrimeSync(candidate: Bytes | bigint, options?: { checks?: number }): boolean

  // Certificates

  export interface X509CheckOptions {
    subject?: 'default' | 'always' | 'never'
    wildcards?: boolean
    partialWildcards?: boolean
    multiLabelWildcards?: boolean
    singleLabelSubdomains?: boolean
  }
  export class X509Certificate {
    /** PEM or DER. */
    constructor(certificate: string | Bytes)
    readonly ca: boolean
    readonly fingerprint: string
    readonly fingerprint256: string
    readonly fingerprint512: string
    readonly infoAccess: string | undefined
    readonly issuer: string
    readonly issuerCertificate: X509Certificate | undefined
    readonly keyUsage: string[] | undefined
    readonly publicKey: KeyObject
    readonly raw: Buffer
    readonly serialNumber: string
    readonly subject: string
    readonly subjectAltName: string | undefined
    readonly validFrom: string
    readonly validFromDate: Date
    readonly validTo: string
    readonly validToDate: Date
    /** The name in the certificate that matches, undefined if none does. */
    checkHost(name: string, options?: X509CheckOptions): string | undefined
    checkEmail(email: string, options?: Pick<X509CheckOptions, 'subject'>): string | undefined
    checkIP(ip: string): string | undefined
    /** Whether it was issued by other, as the names in them say. */
    checkIssued(other: X509Certificate): boolean
    checkPrivateKey(privateKey: KeyObject): boolean
    /** Whether its signature is of that key. */
    verify(publicKey: KeyObject): boolean
    toJSON(): string
    toLegacyObject(): Record<string, any>
    /** As PEM. */
    toString(): string
  }
  /** SPKAC of Netscape. */
  export class Certificate {
    static exportChallenge(spkac: BinaryLike | ArrayBuffer, encoding?: Encoding): Buffer
    static exportPublicKey(spkac: BinaryLike | ArrayBuffer, encoding?: Encoding): Buffer
    static verifySpkac(spkac: BinaryLike | ArrayBuffer, encoding?: Encoding): boolean
    exportChallenge(spkac: BinaryLike | ArrayBuffer, encoding?: Encoding): Buffer
    exportPublicKey(spkac: BinaryLike | ArrayBuffer, encoding?: Encoding): Buffer
    verifySpkac(spkac: BinaryLike | ArrayBuffer, encoding?: Encoding): boolean
  }

  // The rest

  /** @throws RangeError if the lengths differ. */
  export function timingSafeEqual(a: Bytes, b: Bytes): boolean
  export function secureHeapUsed(): { total: number, used: number, utilization: number, min: number }
  /** OpenSSL's; there are no engines here. */
  export function setEngine(engine: string, flags?: number): void
  /** 0: there is no FIPS mode. */
  export function getFips(): 0 | 1
  export function setFips(enabled: boolean | number): void
  /** @deprecated Use getFips and setFips. */
  export let fips: boolean | number
  export const constants: { readonly defaultCoreCipherList: string, readonly defaultCipherList: string } & { readonly [name: string]: number }

  export interface Algorithm { name: string, [parameter: string]: unknown }
  export const webcrypto: globalThis.Crypto
  export const subtle: globalThis.SubtleCrypto
  export namespace webcrypto {
    type Crypto = globalThis.Crypto
    type CryptoKey = globalThis.CryptoKey
    type SubtleCrypto = globalThis.SubtleCrypto
    type CryptoKeyPair = NodeJS.Web.KeyPair
  }
}

declare module 'node:crypto' {
  export * from 'crypto'
}

// The Web Crypto API, which is lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  type KeyUsage = 'encrypt' | 'decrypt' | 'sign' | 'verify' | 'deriveKey' | 'deriveBits' | 'wrapKey' | 'unwrapKey'
  type KeyFormat = 'raw' | 'pkcs8' | 'spki' | 'jwk'
  type CryptoBytes = ArrayBuffer | ArrayBufferView<ArrayBufferLike>
  /** A name, or one with parameters: { name: 'AES-GCM', iv }. */
  type CryptoAlgorithm = string | { name: string, [parameter: string]: any }
  interface JsonWebKey { kty?: string, [name: string]: any }
  interface KeyPair { privateKey: globalThis.CryptoKey, publicKey: globalThis.CryptoKey }

  interface CryptoKey {
    readonly type: 'secret' | 'public' | 'private'
    readonly extractable: boolean
    readonly algorithm: { name: string }
    readonly usages: KeyUsage[]
  }
  /** Each rejects with a DOMException: InvalidAccessError, NotSupportedError, OperationError, DataError. */
  interface SubtleCrypto {
    encrypt(algorithm: CryptoAlgorithm, key: globalThis.CryptoKey, data: CryptoBytes): Promise<ArrayBuffer>
    decrypt(algorithm: CryptoAlgorithm, key: globalThis.CryptoKey, data: CryptoBytes): Promise<ArrayBuffer>
    sign(algorithm: CryptoAlgorithm, key: globalThis.CryptoKey, data: CryptoBytes): Promise<ArrayBuffer>
    verify(algorithm: CryptoAlgorithm, key: globalThis.CryptoKey, signature: CryptoBytes, data: CryptoBytes): Promise<boolean>
    digest(algorithm: CryptoAlgorithm, data: CryptoBytes): Promise<ArrayBuffer>
    generateKey(algorithm: { name: 'RSASSA-PKCS1-v1_5' | 'RSA-PSS' | 'RSA-OAEP' | 'ECDSA' | 'ECDH', [parameter: string]: any } | 'Ed25519' | 'Ed448' | 'X25519' | 'X448', extractable: boolean, usages: readonly KeyUsage[]): Promise<KeyPair>
    generateKey(algorithm: { name: 'AES-CTR' | 'AES-CBC' | 'AES-GCM' | 'AES-KW' | 'HMAC', [parameter: string]: any }, extractable: boolean, usages: readonly KeyUsage[]): Promise<globalThis.CryptoKey>
    generateKey(algorithm: CryptoAlgorithm, extractable: boolean, usages: readonly KeyUsage[]): Promise<KeyPair | globalThis.CryptoKey>
    deriveKey(algorithm: CryptoAlgorithm, baseKey: globalThis.CryptoKey, derivedKey: CryptoAlgorithm, extractable: boolean, usages: readonly KeyUsage[]): Promise<globalThis.CryptoKey>
    /** length: in bits. */
    deriveBits(algorithm: CryptoAlgorithm, baseKey: globalThis.CryptoKey, length?: number | null): Promise<ArrayBuffer>
    importKey(format: 'jwk', key: JsonWebKey, algorithm: CryptoAlgorithm, extractable: boolean, usages: readonly KeyUsage[]): Promise<globalThis.CryptoKey>
    importKey(format: 'raw' | 'pkcs8' | 'spki', key: CryptoBytes, algorithm: CryptoAlgorithm, extractable: boolean, usages: readonly KeyUsage[]): Promise<globalThis.CryptoKey>
    exportKey(format: 'jwk', key: globalThis.CryptoKey): Promise<JsonWebKey>
    exportKey(format: 'raw' | 'pkcs8' | 'spki', key: globalThis.CryptoKey): Promise<ArrayBuffer>
    wrapKey(format: KeyFormat, key: globalThis.CryptoKey, wrappingKey: globalThis.CryptoKey, algorithm: CryptoAlgorithm): Promise<ArrayBuffer>
    unwrapKey(format: KeyFormat, wrapped: CryptoBytes, unwrappingKey: globalThis.CryptoKey, algorithm: CryptoAlgorithm, unwrappedKey: CryptoAlgorithm, extractable: boolean, usages: readonly KeyUsage[]): Promise<globalThis.CryptoKey>
  }
  interface Crypto {
    readonly subtle: globalThis.SubtleCrypto
    /** Fills an array of integers. @throws DOMException QuotaExceededError for more than 65536 bytes. */
    getRandomValues<T extends ArrayBufferView | null>(array: T): T
    randomUUID(): `${string}-${string}-${string}-${string}-${string}`
  }
}

interface CryptoKey extends NodeJS.Own<NodeJS.Web.CryptoKey> {}
declare var CryptoKey: typeof globalThis extends { onmessage: any, CryptoKey: infer Theirs } ? Theirs : { new (): never, readonly prototype: CryptoKey }
interface SubtleCrypto extends NodeJS.Own<NodeJS.Web.SubtleCrypto> {}
declare var SubtleCrypto: typeof globalThis extends { onmessage: any, SubtleCrypto: infer Theirs } ? Theirs : { new (): never, readonly prototype: SubtleCrypto }
interface Crypto extends NodeJS.Own<NodeJS.Web.Crypto> {}
declare var Crypto: typeof globalThis extends { onmessage: any, Crypto: infer Theirs } ? Theirs : { new (): never, readonly prototype: Crypto }
declare var crypto: typeof globalThis extends { onmessage: any, crypto: infer Theirs } ? Theirs : Crypto
