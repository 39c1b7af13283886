declare module 'crypto' {
  type BinaryLike = string | NodeJS.ArrayBufferView
  type Encoding = BufferEncoding
  type BinaryToTextEncoding = 'base64' | 'base64url' | 'hex' | 'binary'
  interface HashOptions {
    /** In bytes; only the SHAKE functions have a choice. */
    outputLength?: number
  }

  class Hash {
    private constructor()
    /** A copy of the state, to be digested on its own. */
    copy(options?: HashOptions): Hash
    update(data: BinaryLike): this
    update(data: string, inputEncoding: Encoding): this
    digest(): Buffer
    digest(encoding: BinaryToTextEncoding): string
  }
  class Hmac {
    private constructor()
    update(data: BinaryLike): this
    update(data: string, inputEncoding: Encoding): this
    digest(): Buffer
    digest(encoding: BinaryToTextEncoding): string
  }
  function createHash(algorithm: string, options?: HashOptions): Hash
  function createHmac(algorithm: string, key: BinaryLike | ArrayBuffer, options?: { encoding?: Encoding }): Hmac
  function hash(algorithm: string, data: BinaryLike, outputEncoding?: BinaryToTextEncoding): string
  function hash(algorithm: string, data: BinaryLike, outputEncoding: 'buffer'): Buffer
  function getHashes(): string[]
  function randomBytes(size: number): Buffer
  function randomBytes(size: number, callback: (error: Error | null, buffer: Buffer) => void): void
  function randomFillSync<T extends NodeJS.ArrayBufferView | ArrayBuffer>(buffer: T, offset?: number, size?: number): T
  function randomFill<T extends NodeJS.ArrayBufferView | ArrayBuffer>(buffer: T, callback: (error: Error | null, buffer: T) => void): void
  function randomFill<T extends NodeJS.ArrayBufferView | ArrayBuffer>(buffer: T, offset: number, callback: (error: Error | null, buffer: T) => void): void
  function randomFill<T extends NodeJS.ArrayBufferView | ArrayBuffer>(buffer: T, offset: number, size: number, callback: (error: Error | null, buffer: T) => void): void
  /** A whole number from min (default 0) up to but not including max. */
  function randomInt(max: number): number
  function randomInt(max: number, callback: (error: Error | undefined, value: number) => void): void
  function randomInt(min: number, max: number): number
  function randomInt(min: number, max: number, callback: (error: Error | undefined, value: number) => void): void
  function randomUUID(options?: { disableEntropyCache?: boolean }): `${string}-${string}-${string}-${string}-${string}`
  /** @throws RangeError if the lengths differ. */
  function timingSafeEqual(a: NodeJS.ArrayBufferView | ArrayBuffer, b: NodeJS.ArrayBufferView | ArrayBuffer): boolean
  function getRandomValues<T extends ArrayBufferView>(array: T): T
  const webcrypto: globalThis.Crypto
}

declare module 'node:crypto' {
  export * from 'crypto'
}
