declare module 'fs/promises' {
  import { EventEmitter } from 'events'
  import {
    BigIntStats, BigIntStatsFs, BufferEncodingOption, CopyOptions, Dir, Dirent, EncodingOption, GlobOptions, GlobOptionsWithFileTypes, MakeDirectoryOptions, Mode, OpenDirOptions,
    OpenMode, PathLike, ReadAsyncOptions, ReaddirOptions, ReadFileOptions, ReadOptions, RmDirOptions, RmOptions, StatOptions, Stats,
    ReadStream, ReadStreamOptions, StatsFs, TimeLike, WatchEventType, WatchOptions, WriteFileOptions, WriteStream,
    WriteStreamOptions,
  } from 'fs'
  import { Interface } from 'readline'

  type Text = (ReadFileOptions & { encoding: BufferEncoding }) | BufferEncoding
  type Bytes = (ReadFileOptions & { encoding?: null }) | null
  type Piece = string | NodeJS.ArrayBufferView
  type Data = Piece | Iterable<Piece> | AsyncIterable<Piece>

  /** An open file. It must be closed; `await using` does it too. */
  export interface FileHandle extends EventEmitter {
    readonly fd: number
    appendFile(data: Data, options?: WriteFileOptions | BufferEncoding | null): Promise<void>
    chmod(mode: Mode): Promise<void>
    chown(uid: number, gid: number): Promise<void>
    close(): Promise<void>
    createReadStream(options?: Omit<ReadStreamOptions, 'fd' | 'fs' | 'flags' | 'mode'>): ReadStream
    createWriteStream(options?: Omit<WriteStreamOptions, 'fd' | 'fs' | 'flags' | 'mode'>): WriteStream
    datasync(): Promise<void>
    read<T extends NodeJS.ArrayBufferView>(buffer: T, offset?: number | null, length?: number | null, position?: number | bigint | null): Promise<{ bytesRead: number, buffer: T }>
    read<T extends NodeJS.ArrayBufferView>(buffer: T, options?: ReadOptions): Promise<{ bytesRead: number, buffer: T }>
    read<T extends NodeJS.ArrayBufferView = Buffer>(options?: ReadAsyncOptions<T>): Promise<{ bytesRead: number, buffer: T }>
    readFile(options: Text): Promise<string>
    readLines(options?: Omit<ReadStreamOptions, 'fd' | 'fs' | 'flags' | 'mode'>): Interface
    readableWebStream(options?: { type?: 'bytes' }): ReadableStream
    readFile(options?: Bytes): Promise<Buffer>
    readv(buffers: readonly NodeJS.ArrayBufferView[], position?: number): Promise<{ bytesRead: number, buffers: NodeJS.ArrayBufferView[] }>
    stat(options: { bigint: true }): Promise<BigIntStats>
    stat(options?: StatOptions): Promise<Stats>
    sync(): Promise<void>
    truncate(len?: number): Promise<void>
    utimes(atime: TimeLike, mtime: TimeLike): Promise<void>
    write<T extends NodeJS.ArrayBufferView>(buffer: T, offset?: number | ReadOptions | null, length?: number | null, position?: number | null): Promise<{ bytesWritten: number, buffer: T }>
    write(text: string, position?: number | null, encoding?: BufferEncoding | null): Promise<{ bytesWritten: number, buffer: string }>
    writeFile(data: Data, options?: WriteFileOptions | BufferEncoding | null): Promise<void>
    writev(buffers: readonly NodeJS.ArrayBufferView[], position?: number): Promise<{ bytesWritten: number, buffers: NodeJS.ArrayBufferView[] }>
    [Symbol.asyncDispose](): Promise<void>
  }

  export const constants: typeof import('fs').constants
  export function access(path: PathLike, mode?: number): Promise<void>
  export function appendFile(path: PathLike | FileHandle, data: Piece, options?: WriteFileOptions | BufferEncoding | null): Promise<void>
  export function chmod(path: PathLike, mode: Mode): Promise<void>
  export function chown(path: PathLike, uid: number, gid: number): Promise<void>
  export function copyFile(src: PathLike, dest: PathLike, mode?: number): Promise<void>
  export function cp(src: PathLike, dest: PathLike, options?: CopyOptions): Promise<void>
  /** macOS only: elsewhere it rejects with ERR_METHOD_NOT_IMPLEMENTED. */
  export function lchmod(path: PathLike, mode: Mode): Promise<void>
  export function lchown(path: PathLike, uid: number, gid: number): Promise<void>
  export function link(existingPath: PathLike, newPath: PathLike): Promise<void>
  export function lstat(path: PathLike, options: { bigint: true }): Promise<BigIntStats>
  export function lstat(path: PathLike, options?: StatOptions): Promise<Stats>
  export function lutimes(path: PathLike, atime: TimeLike, mtime: TimeLike): Promise<void>
  /** Resolves to the first folder it made, if `recursive` is set and it made one. */
  export function mkdir(path: PathLike, options?: Mode | MakeDirectoryOptions | null): Promise<string | undefined>
  export function mkdtemp(prefix: PathLike, options?: EncodingOption): Promise<string>
  export function open(path: PathLike, flags?: OpenMode, mode?: Mode): Promise<FileHandle>
  export function glob(pattern: string | readonly string[], options: GlobOptionsWithFileTypes): AsyncGenerator<Dirent>
  export function glob(pattern: string | readonly string[], options?: GlobOptions): AsyncGenerator<string>
  export function opendir(path: PathLike, options?: OpenDirOptions): Promise<Dir>
  export function readdir(path: PathLike, options: ReaddirOptions & { withFileTypes: true }): Promise<Dirent[]>
  export function readdir(path: PathLike, options: { encoding: 'buffer', recursive?: boolean } | 'buffer'): Promise<Buffer[]>
  export function readdir(path: PathLike, options?: ReaddirOptions | BufferEncoding | null): Promise<string[]>
  export function readFile(path: PathLike | FileHandle, options: Text): Promise<string>
  export function readFile(path: PathLike | FileHandle, options?: Bytes): Promise<Buffer>
  export function readlink(path: PathLike, options: BufferEncodingOption): Promise<Buffer>
  export function readlink(path: PathLike, options?: EncodingOption): Promise<string>
  export function realpath(path: PathLike, options: BufferEncodingOption): Promise<Buffer>
  export function realpath(path: PathLike, options?: EncodingOption): Promise<string>
  export function rename(oldPath: PathLike, newPath: PathLike): Promise<void>
  export function rm(path: PathLike, options?: RmOptions): Promise<void>
  export function rmdir(path: PathLike, options?: RmDirOptions): Promise<void>
  export function stat(path: PathLike, options: { bigint: true }): Promise<BigIntStats>
  export function stat(path: PathLike, options?: StatOptions): Promise<Stats>
  export function statfs(path: PathLike, options: { bigint: true }): Promise<BigIntStatsFs>
  export function statfs(path: PathLike, options?: StatOptions): Promise<StatsFs>
  export function symlink(target: PathLike, path: PathLike, type?: 'dir' | 'file' | 'junction' | null): Promise<void>
  export function truncate(path: PathLike, len?: number): Promise<void>
  export function unlink(path: PathLike): Promise<void>
  export function utimes(path: PathLike, atime: TimeLike, mtime: TimeLike): Promise<void>
  export function watch(filename: PathLike, options?: WatchOptions): AsyncIterableIterator<{ eventType: WatchEventType, filename: string | null }>
  export function writeFile(path: PathLike | FileHandle, data: Data, options?: WriteFileOptions | BufferEncoding | null): Promise<void>
}
declare module 'node:fs/promises' {
  export * from 'fs/promises'
}
