declare module 'zlib' {
  import { Transform, TransformOptions } from 'stream'

  export type InputType = string | ArrayBuffer | ArrayBufferView
  type Callback<T> = (error: Error | null, result: T) => void

  interface CommonOptions extends Omit<TransformOptions, 'flush'> {
    flush?: number
    finishFlush?: number
    /** Of the pieces that come out, in bytes: 16384. */
    chunkSize?: number
    /** With it the functions give `{ buffer, engine }`. */
    info?: boolean
    /** More output than so many bytes is an error (functions only): `buffer.kMaxLength`. */
    maxOutputLength?: number
  }
  export interface ZlibOptions extends CommonOptions {
    windowBits?: number
    /** 0 (none) to 9 (smallest), -1 for 6. */
    level?: number
    memLevel?: number
    strategy?: number
    dictionary?: ArrayBuffer | ArrayBufferView
  }
  export interface BrotliOptions extends CommonOptions {
    /** Values by `constants.BROTLI_PARAM_...`. */
    params?: { [parameter: number]: number | boolean }
  }
  export interface ZstdOptions extends CommonOptions {
    /** Values by `constants.ZSTD_c_...` or `ZSTD_d_...`. */
    params?: { [parameter: number]: number | boolean }
    /** How many bytes will be compressed. */
    pledgedSrcSize?: number
  }

  interface Codec extends Transform {
    /** Bytes that were taken from the input. */
    readonly bytesWritten: number
    close(callback?: () => void): void
    flush(kind: number, callback?: () => void): void
    flush(callback?: () => void): void
    reset(): void
  }
  interface ZlibParams { params(level: number, strategy: number, callback?: () => void): void }
  export class Deflate extends Transform { constructor(options?: ZlibOptions) }
  export interface Deflate extends Codec, ZlibParams {}
  export class Inflate extends Transform { constructor(options?: ZlibOptions) }
  export interface Inflate extends Codec {}
  export class Gzip extends Transform { constructor(options?: ZlibOptions) }
  export interface Gzip extends Codec, ZlibParams {}
  export class Gunzip extends Transform { constructor(options?: ZlibOptions) }
  export interface Gunzip extends Codec {}
  export class DeflateRaw extends Transform { constructor(options?: ZlibOptions) }
  export interface DeflateRaw extends Codec, ZlibParams {}
  export class InflateRaw extends Transform { constructor(options?: ZlibOptions) }
  export interface InflateRaw extends Codec {}
  export class Unzip extends Transform { constructor(options?: ZlibOptions) }
  export interface Unzip extends Codec {}
  export class BrotliCompress extends Transform { constructor(options?: BrotliOptions) }
  export interface BrotliCompress extends Codec {}
  export class BrotliDecompress extends Transform { constructor(options?: BrotliOptions) }
  export interface BrotliDecompress extends Codec {}
  export class ZstdCompress extends Transform { constructor(options?: ZstdOptions) }
  export interface ZstdCompress extends Codec {}
  export class ZstdDecompress extends Transform { constructor(options?: ZstdOptions) }
  export interface ZstdDecompress extends Codec {}

  export function createDeflate(options?: ZlibOptions): Deflate
  export function createInflate(options?: ZlibOptions): Inflate
  export function createGzip(options?: ZlibOptions): Gzip
  export function createGunzip(options?: ZlibOptions): Gunzip
  export function createDeflateRaw(options?: ZlibOptions): DeflateRaw
  export function createInflateRaw(options?: ZlibOptions): InflateRaw
  export function createUnzip(options?: ZlibOptions): Unzip
  export function createBrotliCompress(options?: BrotliOptions): BrotliCompress
  export function createBrotliDecompress(options?: BrotliOptions): BrotliDecompress
  export function createZstdCompress(options?: ZstdOptions): ZstdCompress
  export function createZstdDecompress(options?: ZstdOptions): ZstdDecompress

  interface Once<Options> {
    (data: InputType, callback: Callback<Buffer>): void
    (data: InputType, options: Options, callback: Callback<Buffer>): void
    __promisify__(data: InputType, options?: Options): Promise<Buffer>
  }
  export const deflate: Once<ZlibOptions>
  export const inflate: Once<ZlibOptions>
  export const gzip: Once<ZlibOptions>
  export const gunzip: Once<ZlibOptions>
  export const deflateRaw: Once<ZlibOptions>
  export const inflateRaw: Once<ZlibOptions>
  export const unzip: Once<ZlibOptions>
  export const brotliCompress: Once<BrotliOptions>
  export const brotliDecompress: Once<BrotliOptions>
  export const zstdCompress: Once<ZstdOptions>
  export const zstdDecompress: Once<ZstdOptions>
  export function deflateSync(data: InputType, options?: ZlibOptions): Buffer
  export function inflateSync(data: InputType, options?: ZlibOptions): Buffer
  export function gzipSync(data: InputType, options?: ZlibOptions): Buffer
  export function gunzipSync(data: InputType, options?: ZlibOptions): Buffer
  export function deflateRawSync(data: InputType, options?: ZlibOptions): Buffer
  export function inflateRawSync(data: InputType, options?: ZlibOptions): Buffer
  export function unzipSync(data: InputType, options?: ZlibOptions): Buffer
  export function brotliCompressSync(data: InputType, options?: BrotliOptions): Buffer
  export function brotliDecompressSync(data: InputType, options?: BrotliOptions): Buffer
  export function zstdCompressSync(data: InputType, options?: ZstdOptions): Buffer
  export function zstdDecompressSync(data: InputType, options?: ZstdOptions): Buffer
  /** The CRC-32 of data, or of what `value` is the CRC-32 of and data. */
  export function crc32(data: string | ArrayBufferView, value?: number): number
  export const constants: { readonly [name: string]: number }
  /** @deprecated Use `constants`, as for those that follow. */
  export const
    Z_NO_FLUSH: number, Z_PARTIAL_FLUSH: number, Z_SYNC_FLUSH: number, Z_FULL_FLUSH: number, Z_FINISH: number, Z_BLOCK: number,
    Z_OK: number, Z_STREAM_END: number, Z_NEED_DICT: number, Z_ERRNO: number, Z_STREAM_ERROR: number, Z_DATA_ERROR: number,
    Z_MEM_ERROR: number, Z_BUF_ERROR: number, Z_VERSION_ERROR: number, Z_NO_COMPRESSION: number, Z_BEST_SPEED: number, Z_BEST_COMPRESSION: number,
    Z_DEFAULT_COMPRESSION: number, Z_FILTERED: number, Z_HUFFMAN_ONLY: number, Z_RLE: number, Z_FIXED: number, Z_DEFAULT_STRATEGY: number,
    ZLIB_VERNUM: number, DEFLATE: number, INFLATE: number, GZIP: number, GUNZIP: number, DEFLATERAW: number,
    INFLATERAW: number, UNZIP: number, Z_MIN_WINDOWBITS: number, Z_MAX_WINDOWBITS: number, Z_DEFAULT_WINDOWBITS: number, Z_MIN_CHUNK: number,
    Z_MAX_CHUNK: number, Z_DEFAULT_CHUNK: number, Z_MIN_MEMLEVEL: number, Z_MAX_MEMLEVEL: number, Z_DEFAULT_MEMLEVEL: number, Z_MIN_LEVEL: number,
    Z_MAX_LEVEL: number, Z_DEFAULT_LEVEL: number
  export const codes: { readonly [name: string]: number | string }
}
declare module 'node:zlib' {
  export * from 'zlib'
}
