// The types of Node's buffer module, and of the global Buffer.

type BufferEncoding = 'ascii' | 'utf8' | 'utf-8' | 'utf16le' | 'utf-16le' | 'ucs2' | 'ucs-2' |
  'base64' | 'base64url' | 'latin1' | 'binary' | 'hex'

type WithImplicitCoercion<T> = T | { valueOf(): T }

interface BufferConstructor {
  /** @deprecated Use `Buffer.from` or `Buffer.alloc`. */
  new (value: string | number | ArrayBufferLike | ArrayLike<number>, encodingOrOffset?: BufferEncoding | number, length?: number): Buffer
  readonly prototype: Buffer
  /** How many bytes Node pre-allocates; there is no pool here, so it has no effect. */
  poolSize: number
  /** A buffer over the same memory. */
  from(arrayBuffer: WithImplicitCoercion<ArrayBufferLike>, byteOffset?: number, length?: number): Buffer
  /** A copy of bytes, or of numbers cut to bytes. */
  from(data: WithImplicitCoercion<Uint8Array | ArrayLike<number>>): Buffer
  /** The bytes of a string; the default encoding is 'utf8'. */
  from(text: WithImplicitCoercion<string> | { [Symbol.toPrimitive](hint: 'string'): string }, encoding?: BufferEncoding): Buffer
  copyBytesFrom(view: NodeJS.TypedArray, offset?: number, length?: number): Buffer
  of(...items: number[]): Buffer
  alloc(size: number, fill?: string | Uint8Array | number, encoding?: BufferEncoding): Buffer
  allocUnsafe(size: number): Buffer
  allocUnsafeSlow(size: number): Buffer
  isBuffer(value: unknown): value is Buffer
  isEncoding(encoding: string): encoding is BufferEncoding
  byteLength(value: string | ArrayBufferView | ArrayBufferLike, encoding?: BufferEncoding): number
  concat(list: readonly Uint8Array[], totalLength?: number): Buffer
  compare(buf1: Uint8Array, buf2: Uint8Array): -1 | 0 | 1
}

interface Buffer<Memory extends ArrayBufferLike = ArrayBuffer> extends Uint8Array<Memory> {
  toString(encoding?: BufferEncoding, start?: number, end?: number): string
  /** @returns how many bytes were written; a character that does not fit is left out. */
  write(text: string, encoding?: BufferEncoding): number
  write(text: string, offset: number, encoding?: BufferEncoding): number
  write(text: string, offset: number, length: number, encoding?: BufferEncoding): number
  toJSON(): { type: 'Buffer', data: number[] }
  equals(other: Uint8Array): boolean
  compare(target: Uint8Array, targetStart?: number, targetEnd?: number, sourceStart?: number, sourceEnd?: number): -1 | 0 | 1
  /** @returns how many bytes were copied. */
  copy(target: Uint8Array, targetStart?: number, sourceStart?: number, sourceEnd?: number): number
  /** A buffer over the same memory (unlike a Uint8Array's slice). */
  slice(start?: number, end?: number): Buffer<ArrayBuffer>
  subarray(start?: number, end?: number): Buffer<Memory>
  fill(value: string | Uint8Array | number, offset?: number, end?: number, encoding?: BufferEncoding): this
  fill(value: string | Uint8Array, encoding?: BufferEncoding): this
  indexOf(value: string | number | Uint8Array, byteOffset?: number, encoding?: BufferEncoding): number
  indexOf(value: string, encoding: BufferEncoding): number
  lastIndexOf(value: string | number | Uint8Array, byteOffset?: number, encoding?: BufferEncoding): number
  lastIndexOf(value: string, encoding: BufferEncoding): number
  includes(value: string | number | Uint8Array, byteOffset?: number, encoding?: BufferEncoding): boolean
  includes(value: string, encoding: BufferEncoding): boolean
  swap16(): this
  swap32(): this
  swap64(): this

  readUInt8(offset?: number): number
  readUInt16LE(offset?: number): number
  readUInt16BE(offset?: number): number
  readUInt32LE(offset?: number): number
  readUInt32BE(offset?: number): number
  readUIntLE(offset: number, byteLength: number): number
  readUIntBE(offset: number, byteLength: number): number
  readBigUInt64LE(offset?: number): bigint
  readBigUInt64BE(offset?: number): bigint
  readUint8(offset?: number): number
  readUint16LE(offset?: number): number
  readUint16BE(offset?: number): number
  readUint32LE(offset?: number): number
  readUint32BE(offset?: number): number
  readUintLE(offset: number, byteLength: number): number
  readUintBE(offset: number, byteLength: number): number
  readBigUint64LE(offset?: number): bigint
  readBigUint64BE(offset?: number): bigint
  readInt8(offset?: number): number
  readInt16LE(offset?: number): number
  readInt16BE(offset?: number): number
  readInt32LE(offset?: number): number
  readInt32BE(offset?: number): number
  readIntLE(offset: number, byteLength: number): number
  readIntBE(offset: number, byteLength: number): number
  readBigInt64LE(offset?: number): bigint
  readBigInt64BE(offset?: number): bigint
  readFloatLE(offset?: number): number
  readFloatBE(offset?: number): number
  readDoubleLE(offset?: number): number
  readDoubleBE(offset?: number): number

  writeUInt8(value: number, offset?: number): number
  writeUInt16LE(value: number, offset?: number): number
  writeUInt16BE(value: number, offset?: number): number
  writeUInt32LE(value: number, offset?: number): number
  writeUInt32BE(value: number, offset?: number): number
  writeUIntLE(value: number, offset: number, byteLength: number): number
  writeUIntBE(value: number, offset: number, byteLength: number): number
  writeBigUInt64LE(value: bigint, offset?: number): number
  writeBigUInt64BE(value: bigint, offset?: number): number
  writeUint8(value: number, offset?: number): number
  writeUint16LE(value: number, offset?: number): number
  writeUint16BE(value: number, offset?: number): number
  writeUint32LE(value: number, offset?: number): number
  writeUint32BE(value: number, offset?: number): number
  writeUintLE(value: number, offset: number, byteLength: number): number
  writeUintBE(value: number, offset: number, byteLength: number): number
  writeBigUint64LE(value: bigint, offset?: number): number
  writeBigUint64BE(value: bigint, offset?: number): number
  writeInt8(value: number, offset?: number): number
  writeInt16LE(value: number, offset?: number): number
  writeInt16BE(value: number, offset?: number): number
  writeInt32LE(value: number, offset?: number): number
  writeInt32BE(value: number, offset?: number): number
  writeIntLE(value: number, offset: number, byteLength: number): number
  writeIntBE(value: number, offset: number, byteLength: number): number
  writeBigInt64LE(value: bigint, offset?: number): number
  writeBigInt64BE(value: bigint, offset?: number): number
  writeFloatLE(value: number, offset?: number): number
  writeFloatBE(value: number, offset?: number): number
  writeDoubleLE(value: number, offset?: number): number
  writeDoubleBE(value: number, offset?: number): number
}

declare var Buffer: BufferConstructor

declare namespace NodeJS {
  type TypedArray<Memory extends ArrayBufferLike = ArrayBufferLike> = Uint8Array<Memory> | Uint8ClampedArray<Memory> | Uint16Array<Memory> |
    Uint32Array<Memory> | Int8Array<Memory> | Int16Array<Memory> | Int32Array<Memory> | BigUint64Array<Memory> | BigInt64Array<Memory> |
    Float32Array<Memory> | Float64Array<Memory>
  type ArrayBufferView<Memory extends ArrayBufferLike = ArrayBufferLike> = TypedArray<Memory> | DataView<Memory>
}

declare module 'buffer' {
  export type TranscodeEncoding = 'ascii' | 'utf8' | 'utf-8' | 'utf16le' | 'utf-16le' | 'ucs2' | 'ucs-2' | 'latin1' | 'binary'
  export import Buffer = globalThis.Buffer
  export import Blob = globalThis.Blob
  export import File = globalThis.File
  /** The blob of a URL that URL.createObjectURL made, undefined if it has been revoked. */
  export function resolveObjectURL(id: string): Blob | undefined
  /** @deprecated Use `Buffer.allocUnsafeSlow`. */
  export const SlowBuffer: { new (size: number): Buffer, (size: number): Buffer }
  /** How many bytes `util.inspect` shows. */
  export let INSPECT_MAX_BYTES: number
  export const kMaxLength: number
  export const kStringMaxLength: number
  export const constants: { readonly MAX_LENGTH: number, readonly MAX_STRING_LENGTH: number }
  /** Bytes from one encoding to another; characters it lacks become '?'. */
  export function transcode(source: Uint8Array, fromEncoding: TranscodeEncoding, toEncoding: TranscodeEncoding): Buffer
  export function isUtf8(input: ArrayBuffer | NodeJS.TypedArray | Buffer): boolean
  export function isAscii(input: ArrayBuffer | NodeJS.TypedArray | Buffer): boolean
  export const atob: typeof globalThis.atob
  export const btoa: typeof globalThis.btoa
}

declare module 'node:buffer' {
  export * from 'buffer'
}
