declare module 'fs' {
  import { EventEmitter } from 'events'
  import { Readable, Writable } from 'stream'
  import * as promises from 'fs/promises'
  export { promises }

  export type PathLike = string | Uint8Array | URL
  export type PathOrFileDescriptor = PathLike | number
  export type TimeLike = string | number | Date
  /** A number, or a string of octal digits. */
  export type Mode = number | string
  /** 'r', 'w', 'a' with 'x', 's' and '+', or a sum of `constants.O_...`. */
  export type OpenMode = number | string
  export type NoParamCallback = (error: NodeJS.ErrnoException | null) => void
  type Callback<T> = (error: NodeJS.ErrnoException | null, result: T) => void
  type Encoding = BufferEncoding | 'buffer'
  export type EncodingOption = { encoding?: BufferEncoding | null } | BufferEncoding | null | undefined
  export type BufferEncodingOption = { encoding: 'buffer' } | 'buffer'

  export interface StatsBase<T> {
    isFile(): boolean
    isDirectory(): boolean
    isBlockDevice(): boolean
    isCharacterDevice(): boolean
    isSymbolicLink(): boolean
    isFIFO(): boolean
    isSocket(): boolean
    dev: T
    ino: T
    mode: T
    nlink: T
    uid: T
    gid: T
    rdev: T
    size: T
    blksize: T
    blocks: T
    atimeMs: T
    mtimeMs: T
    ctimeMs: T
    birthtimeMs: T
    atime: Date
    mtime: Date
    ctime: Date
    birthtime: Date
  }
  export interface Stats extends StatsBase<number> {}
  export class Stats {}
  export interface BigIntStats extends StatsBase<bigint> {
    atimeNs: bigint
    mtimeNs: bigint
    ctimeNs: bigint
    birthtimeNs: bigint
  }
  export interface StatsFsBase<T> { type: T, bsize: T, blocks: T, bfree: T, bavail: T, files: T, ffree: T }
  export interface StatsFs extends StatsFsBase<number> {}
  export interface BigIntStatsFs extends StatsFsBase<bigint> {}

  export class Dirent<Name extends string | Buffer = string> {
    name: Name
    /** The folder that the entry is in. */
    parentPath: string
    /** @deprecated Use `parentPath`. */
    path: string
    isFile(): boolean
    isDirectory(): boolean
    isBlockDevice(): boolean
    isCharacterDevice(): boolean
    isSymbolicLink(): boolean
    isFIFO(): boolean
    isSocket(): boolean
  }

  export class Dir implements AsyncIterable<Dirent> {
    readonly path: string
    read(): Promise<Dirent | null>
    read(callback: Callback<Dirent | null>): void
    readSync(): Dirent | null
    close(): Promise<void>
    close(callback: NoParamCallback): void
    closeSync(): void
    entries(): AsyncIterableIterator<Dirent>
    [Symbol.asyncIterator](): AsyncIterableIterator<Dirent>
    [Symbol.asyncDispose](): Promise<void>
  }

  export type WatchEventType = 'rename' | 'change'
  export interface WatchOptions {
    encoding?: Encoding | null
    /** Keeps the program running. Default true. */
    persistent?: boolean
    /** Watches the folders inside too. Default false. */
    recursive?: boolean
    signal?: AbortSignal
  }
  type WatchListener<T> = (event: WatchEventType, filename: T | null) => void
  /** Emits 'change', 'error' and 'close'. */
  export interface FSWatcher extends EventEmitter {
    close(): void
    ref(): this
    unref(): this
  }
  export interface StatWatcher extends EventEmitter {
    ref(): this
    unref(): this
  }
  export interface WatchFileOptions {
    bigint?: boolean
    persistent?: boolean
    /** Milliseconds between looks. Default 5007. */
    interval?: number
  }

  export interface StatOptions { bigint?: boolean }
  export interface StatSyncOptions extends StatOptions { throwIfNoEntry?: boolean }
  export interface MakeDirectoryOptions {
    /** Makes the folders above too, and is content with what exists. Default false. */
    recursive?: boolean
    mode?: Mode
  }
  export interface RmDirOptions {
    maxRetries?: number
    /** @deprecated Use `rm`. */
    recursive?: boolean
    /** Milliseconds. Default 100. */
    retryDelay?: number
  }
  export interface RmOptions {
    /** Is content when nothing is there. Default false. */
    force?: boolean
    maxRetries?: number
    recursive?: boolean
    retryDelay?: number
  }
  export interface ReaddirOptions { encoding?: Encoding | null, withFileTypes?: boolean, recursive?: boolean }
  export interface OpenDirOptions { encoding?: BufferEncoding, bufferSize?: number, recursive?: boolean }
  export interface ReadOptions { offset?: number, length?: number, position?: number | bigint | null }
  export interface ReadAsyncOptions<T> extends ReadOptions { buffer?: T }
  export interface ReadFileOptions { encoding?: BufferEncoding | null, flag?: OpenMode, signal?: AbortSignal }
  export interface WriteFileOptions {
    encoding?: BufferEncoding | null
    mode?: Mode
    flag?: OpenMode
    /** Waits until the bytes are on the disk. Default false. */
    flush?: boolean
    signal?: AbortSignal
  }
  export interface CopyOptions {
    dereference?: boolean
    errorOnExist?: boolean
    filter?: (source: string, destination: string) => boolean | Promise<boolean>
    force?: boolean
    mode?: number
    preserveTimestamps?: boolean
    recursive?: boolean
    verbatimSymlinks?: boolean
  }
  export interface CopySyncOptions extends Omit<CopyOptions, 'filter'> {
    filter?: (source: string, destination: string) => boolean
  }
  type ReadWriteData = string | NodeJS.ArrayBufferView

  export const F_OK: number
  export const R_OK: number
  export const W_OK: number
  export const X_OK: number
  export const constants: { readonly [name: string]: number }

  export function access(path: PathLike, callback: NoParamCallback): void
  export function access(path: PathLike, mode: number | undefined, callback: NoParamCallback): void
  export function accessSync(path: PathLike, mode?: number): void
  export function appendFile(path: PathOrFileDescriptor, data: ReadWriteData, callback: NoParamCallback): void
  export function appendFile(path: PathOrFileDescriptor, data: ReadWriteData, options: WriteFileOptions | BufferEncoding | null | undefined, callback: NoParamCallback): void
  export function appendFileSync(path: PathOrFileDescriptor, data: ReadWriteData, options?: WriteFileOptions | BufferEncoding | null): void
  export function chmod(path: PathLike, mode: Mode, callback: NoParamCallback): void
  export function chmodSync(path: PathLike, mode: Mode): void
  export function chown(path: PathLike, uid: number, gid: number, callback: NoParamCallback): void
  export function chownSync(path: PathLike, uid: number, gid: number): void
  export function close(fd: number, callback?: NoParamCallback): void
  export function closeSync(fd: number): void
  export function copyFile(src: PathLike, dest: PathLike, callback: NoParamCallback): void
  export function copyFile(src: PathLike, dest: PathLike, mode: number, callback: NoParamCallback): void
  export function copyFileSync(src: PathLike, dest: PathLike, mode?: number): void

  interface StreamOptions {
    flags?: OpenMode
    encoding?: BufferEncoding
    fd?: number | promises.FileHandle
    mode?: Mode
    /** Whether the file is closed at the end and after an error. Default true. */
    autoClose?: boolean
    emitClose?: boolean
    /** The place of the first byte. */
    start?: number
    signal?: AbortSignal | null
    highWaterMark?: number
  }
  export interface ReadStreamOptions extends StreamOptions {
    /** The place of the last byte. */
    end?: number
    fs?: { open?: Function; read: Function; close?: Function } | null
  }
  export interface WriteStreamOptions extends StreamOptions {
    /** Whether all is on the disk before the file is closed. Default false. */
    flush?: boolean
    fs?: { open?: Function; write?: Function; writev?: Function; close?: Function; fsync?: Function } | null
  }
  export class ReadStream extends Readable {
    close(callback?: (error?: NodeJS.ErrnoException | null) => void): void
    bytesRead: number
    path: string | Buffer
    readonly autoClose: boolean
    /** @deprecated It opens the file by itself. */
    open(): void
    readonly pending: boolean
  }
  export class WriteStream extends Writable {
    close(callback?: (error?: NodeJS.ErrnoException | null) => void): void
    bytesWritten: number
    path: string | Buffer
    readonly autoClose: boolean
    /** Closes it when all is written. */
    destroySoon(): void
    /** @deprecated It opens the file by itself. */
    open(): void
    readonly pending: boolean
  }
  export function createReadStream(path: PathLike, options?: ReadStreamOptions | BufferEncoding): ReadStream
  export function createWriteStream(path: PathLike, options?: WriteStreamOptions | BufferEncoding): WriteStream
  export function cp(src: PathLike, dest: PathLike, callback: NoParamCallback): void
  export function cp(src: PathLike, dest: PathLike, options: CopyOptions, callback: NoParamCallback): void
  export function cpSync(src: PathLike, dest: PathLike, options?: CopySyncOptions): void
  /** @deprecated Use `stat` or `access`. */
  export function exists(path: PathLike, callback: (exists: boolean) => void): void
  export function existsSync(path: PathLike): boolean
  export function fchmod(fd: number, mode: Mode, callback: NoParamCallback): void
  export function fchmodSync(fd: number, mode: Mode): void
  export function fchown(fd: number, uid: number, gid: number, callback: NoParamCallback): void
  export function fchownSync(fd: number, uid: number, gid: number): void
  export function fdatasync(fd: number, callback: NoParamCallback): void
  export function fdatasyncSync(fd: number): void
  export function fstat(fd: number, callback: Callback<Stats>): void
  export function fstat(fd: number, options: { bigint: true }, callback: Callback<BigIntStats>): void
  export function fstat(fd: number, options: StatOptions | undefined, callback: Callback<Stats>): void
  export function fstatSync(fd: number, options: { bigint: true }): BigIntStats
  export function fstatSync(fd: number, options?: StatOptions): Stats
  export function fsync(fd: number, callback: NoParamCallback): void
  export function fsyncSync(fd: number): void
  export function ftruncate(fd: number, callback: NoParamCallback): void
  export function ftruncate(fd: number, len: number | undefined, callback: NoParamCallback): void
  export function ftruncateSync(fd: number, len?: number): void
  export function futimes(fd: number, atime: TimeLike, mtime: TimeLike, callback: NoParamCallback): void
  export function futimesSync(fd: number, atime: TimeLike, mtime: TimeLike): void
  export function lchown(path: PathLike, uid: number, gid: number, callback: NoParamCallback): void
  export function lchownSync(path: PathLike, uid: number, gid: number): void
  export function link(existingPath: PathLike, newPath: PathLike, callback: NoParamCallback): void
  export function linkSync(existingPath: PathLike, newPath: PathLike): void
  export function lstat(path: PathLike, callback: Callback<Stats>): void
  export function lstat(path: PathLike, options: { bigint: true }, callback: Callback<BigIntStats>): void
  export function lstat(path: PathLike, options: StatOptions | undefined, callback: Callback<Stats>): void
  export function lstatSync(path: PathLike, options: { bigint: true, throwIfNoEntry: false }): BigIntStats | undefined
  export function lstatSync(path: PathLike, options: { bigint: true }): BigIntStats
  export function lstatSync(path: PathLike, options: StatSyncOptions & { throwIfNoEntry: false }): Stats | undefined
  export function lstatSync(path: PathLike, options?: StatSyncOptions): Stats
  export function lutimes(path: PathLike, atime: TimeLike, mtime: TimeLike, callback: NoParamCallback): void
  export function lutimesSync(path: PathLike, atime: TimeLike, mtime: TimeLike): void
  export function mkdir(path: PathLike, callback: NoParamCallback): void
  export function mkdir(path: PathLike, options: MakeDirectoryOptions & { recursive: true }, callback: Callback<string | undefined>): void
  export function mkdir(path: PathLike, options: Mode | MakeDirectoryOptions | null | undefined, callback: NoParamCallback): void
  export function mkdirSync(path: PathLike, options: MakeDirectoryOptions & { recursive: true }): string | undefined
  export function mkdirSync(path: PathLike, options?: Mode | MakeDirectoryOptions | null): void
  export function mkdtemp(prefix: PathLike, callback: Callback<string>): void
  export function mkdtemp(prefix: PathLike, options: EncodingOption, callback: Callback<string>): void
  export function mkdtempSync(prefix: PathLike, options?: EncodingOption): string
  export function open(path: PathLike, callback: Callback<number>): void
  export function open(path: PathLike, flags: OpenMode | undefined, callback: Callback<number>): void
  export function open(path: PathLike, flags: OpenMode | undefined, mode: Mode | null | undefined, callback: Callback<number>): void
  export function openSync(path: PathLike, flags?: OpenMode, mode?: Mode | null): number
  /** What glob takes. `exclude` is patterns, or a function of a path (an entry with `withFileTypes`) that says true of what is left out with all below it. */
  export interface GlobOptions {
    /** Where relative patterns begin; the current folder by default. */
    cwd?: string | URL
    exclude?: readonly string[] | ((name: string) => boolean)
    /** Dirents rather than paths. False by default. */
    withFileTypes?: boolean
  }
  export interface GlobOptionsWithFileTypes extends Omit<GlobOptions, 'exclude'> {
    exclude?: readonly string[] | ((entry: Dirent) => boolean)
    withFileTypes: true
  }
  /** The files and folders that fit the patterns, in no order. What cannot be read is left out. */
  export function glob(pattern: string | readonly string[], callback: Callback<string[]>): void
  export function glob(pattern: string | readonly string[], options: GlobOptionsWithFileTypes, callback: Callback<Dirent[]>): void
  export function glob(pattern: string | readonly string[], options: GlobOptions, callback: Callback<string[]>): void
  export function globSync(pattern: string | readonly string[], options: GlobOptionsWithFileTypes): Dirent[]
  export function globSync(pattern: string | readonly string[], options?: GlobOptions): string[]
  export function openAsBlob(path: PathLike, options?: { type?: string }): Promise<Blob>
  export function opendir(path: PathLike, callback: Callback<Dir>): void
  export function opendir(path: PathLike, options: OpenDirOptions, callback: Callback<Dir>): void
  export function opendirSync(path: PathLike, options?: OpenDirOptions): Dir
  type ReadCallback<T> = (error: NodeJS.ErrnoException | null, bytesRead: number, buffer: T) => void
  export function read<T extends NodeJS.ArrayBufferView>(fd: number, buffer: T, offset: number, length: number, position: number | bigint | null, callback: ReadCallback<T>): void
  export function read<T extends NodeJS.ArrayBufferView>(fd: number, buffer: T, options: ReadOptions, callback: ReadCallback<T>): void
  export function read<T extends NodeJS.ArrayBufferView>(fd: number, options: ReadAsyncOptions<T>, callback: ReadCallback<T>): void
  export function read<T extends NodeJS.ArrayBufferView>(fd: number, buffer: T, callback: ReadCallback<T>): void
  export function read(fd: number, callback: ReadCallback<Buffer>): void
  export function readSync(fd: number, buffer: NodeJS.ArrayBufferView, offset: number, length: number, position?: number | bigint | null): number
  export function readSync(fd: number, buffer: NodeJS.ArrayBufferView, options?: ReadOptions): number
  export function readdir(path: PathLike, callback: Callback<string[]>): void
  export function readdir(path: PathLike, options: ReaddirOptions & { withFileTypes: true }, callback: Callback<Dirent[]>): void
  export function readdir(path: PathLike, options: { encoding: 'buffer', recursive?: boolean } | 'buffer', callback: Callback<Buffer[]>): void
  export function readdir(path: PathLike, options: ReaddirOptions | BufferEncoding | null | undefined, callback: Callback<string[]>): void
  export function readdirSync(path: PathLike, options: ReaddirOptions & { withFileTypes: true }): Dirent[]
  export function readdirSync(path: PathLike, options: { encoding: 'buffer', recursive?: boolean } | 'buffer'): Buffer[]
  export function readdirSync(path: PathLike, options?: ReaddirOptions | BufferEncoding | null): string[]
  export function readFile(path: PathOrFileDescriptor, callback: Callback<Buffer>): void
  export function readFile(path: PathOrFileDescriptor, options: (ReadFileOptions & { encoding: BufferEncoding }) | BufferEncoding, callback: Callback<string>): void
  export function readFile(path: PathOrFileDescriptor, options: ReadFileOptions | null | undefined, callback: Callback<Buffer>): void
  export function readFileSync(path: PathOrFileDescriptor, options: (ReadFileOptions & { encoding: BufferEncoding }) | BufferEncoding): string
  export function readFileSync(path: PathOrFileDescriptor, options?: (ReadFileOptions & { encoding?: null }) | null): Buffer
  export function readlink(path: PathLike, callback: Callback<string>): void
  export function readlink(path: PathLike, options: EncodingOption, callback: Callback<string>): void
  export function readlinkSync(path: PathLike, options: BufferEncodingOption): Buffer
  export function readlinkSync(path: PathLike, options?: EncodingOption): string
  type VectorCallback = (error: NodeJS.ErrnoException | null, bytes: number, buffers: NodeJS.ArrayBufferView[]) => void
  export function readv(fd: number, buffers: readonly NodeJS.ArrayBufferView[], callback: VectorCallback): void
  export function readv(fd: number, buffers: readonly NodeJS.ArrayBufferView[], position: number | null, callback: VectorCallback): void
  export function readvSync(fd: number, buffers: readonly NodeJS.ArrayBufferView[], position?: number | null): number
  export const realpath: {
    (path: PathLike, callback: Callback<string>): void
    (path: PathLike, options: EncodingOption, callback: Callback<string>): void
    native(path: PathLike, callback: Callback<string>): void
    native(path: PathLike, options: EncodingOption, callback: Callback<string>): void
  }
  export const realpathSync: {
    (path: PathLike, options: BufferEncodingOption): Buffer
    (path: PathLike, options?: EncodingOption): string
    native(path: PathLike, options: BufferEncodingOption): Buffer
    native(path: PathLike, options?: EncodingOption): string
  }
  export function rename(oldPath: PathLike, newPath: PathLike, callback: NoParamCallback): void
  export function renameSync(oldPath: PathLike, newPath: PathLike): void
  export function rm(path: PathLike, callback: NoParamCallback): void
  export function rm(path: PathLike, options: RmOptions, callback: NoParamCallback): void
  export function rmSync(path: PathLike, options?: RmOptions): void
  export function rmdir(path: PathLike, callback: NoParamCallback): void
  export function rmdir(path: PathLike, options: RmDirOptions, callback: NoParamCallback): void
  export function rmdirSync(path: PathLike, options?: RmDirOptions): void
  export function stat(path: PathLike, callback: Callback<Stats>): void
  export function stat(path: PathLike, options: { bigint: true }, callback: Callback<BigIntStats>): void
  export function stat(path: PathLike, options: StatOptions | undefined, callback: Callback<Stats>): void
  export function statSync(path: PathLike, options: { bigint: true, throwIfNoEntry: false }): BigIntStats | undefined
  export function statSync(path: PathLike, options: { bigint: true }): BigIntStats
  export function statSync(path: PathLike, options: StatSyncOptions & { throwIfNoEntry: false }): Stats | undefined
  export function statSync(path: PathLike, options?: StatSyncOptions): Stats
  export function statfs(path: PathLike, callback: Callback<StatsFs>): void
  export function statfs(path: PathLike, options: { bigint: true }, callback: Callback<BigIntStatsFs>): void
  export function statfs(path: PathLike, options: StatOptions | undefined, callback: Callback<StatsFs>): void
  export function statfsSync(path: PathLike, options: { bigint: true }): BigIntStatsFs
  export function statfsSync(path: PathLike, options?: StatOptions): StatsFs
  type SymlinkType = 'dir' | 'file' | 'junction' | null
  export function symlink(target: PathLike, path: PathLike, callback: NoParamCallback): void
  export function symlink(target: PathLike, path: PathLike, type: SymlinkType | undefined, callback: NoParamCallback): void
  export function symlinkSync(target: PathLike, path: PathLike, type?: SymlinkType): void
  export function truncate(path: PathLike, callback: NoParamCallback): void
  export function truncate(path: PathLike, len: number | undefined, callback: NoParamCallback): void
  export function truncateSync(path: PathLike, len?: number): void
  export function unlink(path: PathLike, callback: NoParamCallback): void
  export function unlinkSync(path: PathLike): void
  export function utimes(path: PathLike, atime: TimeLike, mtime: TimeLike, callback: NoParamCallback): void
  export function utimesSync(path: PathLike, atime: TimeLike, mtime: TimeLike): void
  export function watch(filename: PathLike, options?: WatchOptions | BufferEncoding | null, listener?: WatchListener<string>): FSWatcher
  export function watch(filename: PathLike, listener: WatchListener<string>): FSWatcher
  export function watchFile(filename: PathLike, options: WatchFileOptions & { bigint: true }, listener: (current: BigIntStats, previous: BigIntStats) => void): StatWatcher
  export function watchFile(filename: PathLike, options: WatchFileOptions, listener: (current: Stats, previous: Stats) => void): StatWatcher
  export function watchFile(filename: PathLike, listener: (current: Stats, previous: Stats) => void): StatWatcher
  export function unwatchFile(filename: PathLike, listener?: (...args: any[]) => void): void
  type WriteCallback<T> = (error: NodeJS.ErrnoException | null, written: number, data: T) => void
  export function write<T extends NodeJS.ArrayBufferView>(fd: number, buffer: T, offset: number | null | undefined, length: number | null | undefined, position: number | null | undefined, callback: WriteCallback<T>): void
  export function write<T extends NodeJS.ArrayBufferView>(fd: number, buffer: T, offset: number | null | undefined, length: number | null | undefined, callback: WriteCallback<T>): void
  export function write<T extends NodeJS.ArrayBufferView>(fd: number, buffer: T, optionsOrOffset: ReadOptions | number | null | undefined, callback: WriteCallback<T>): void
  export function write<T extends ReadWriteData>(fd: number, data: T, callback: WriteCallback<T>): void
  export function write(fd: number, text: string, position: number | null | undefined, callback: WriteCallback<string>): void
  export function write(fd: number, text: string, position: number | null | undefined, encoding: BufferEncoding | null | undefined, callback: WriteCallback<string>): void
  export function writeSync(fd: number, buffer: NodeJS.ArrayBufferView, optionsOrOffset?: ReadOptions | number | null, length?: number | null, position?: number | null): number
  export function writeSync(fd: number, text: string, position?: number | null, encoding?: BufferEncoding | null): number
  export function writeFile(path: PathOrFileDescriptor, data: ReadWriteData, callback: NoParamCallback): void
  export function writeFile(path: PathOrFileDescriptor, data: ReadWriteData, options: WriteFileOptions | BufferEncoding | null | undefined, callback: NoParamCallback): void
  export function writeFileSync(path: PathOrFileDescriptor, data: ReadWriteData, options?: WriteFileOptions | BufferEncoding | null): void
  export function writev(fd: number, buffers: readonly NodeJS.ArrayBufferView[], callback: VectorCallback): void
  export function writev(fd: number, buffers: readonly NodeJS.ArrayBufferView[], position: number | null, callback: VectorCallback): void
  export function writevSync(fd: number, buffers: readonly NodeJS.ArrayBufferView[], position?: number | null): number
}
declare module 'node:fs' {
  export * from 'fs'
}
