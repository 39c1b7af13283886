declare namespace NodeJS {
  interface ReadableStream extends EventEmitter {
    readable: boolean
    read(size?: number): any
    setEncoding(encoding: BufferEncoding): this
    pause(): this
    resume(): this
    isPaused(): boolean
    pipe<T extends WritableStream>(destination: T, options?: { end?: boolean }): T
    unpipe(destination?: WritableStream): this
    unshift(chunk: any, encoding?: BufferEncoding): void
    wrap(stream: ReadableStream): this
    [Symbol.asyncIterator](): AsyncIterableIterator<any>
  }

  interface WritableStream extends EventEmitter {
    writable: boolean
    write(chunk: any, callback?: (error?: Error | null) => void): boolean
    write(chunk: any, encoding?: BufferEncoding, callback?: (error?: Error | null) => void): boolean
    end(callback?: () => void): this
    end(chunk: any, callback?: () => void): this
    end(chunk: any, encoding?: BufferEncoding, callback?: () => void): this
  }

  interface ReadWriteStream extends ReadableStream, WritableStream {}
}

declare module 'stream' {
  import { EventEmitter } from 'events'
  import * as promises from 'stream/promises'

  class Stream extends EventEmitter {
    constructor(options?: { captureRejections?: boolean })
    pipe<T extends NodeJS.WritableStream>(destination: T, options?: { end?: boolean }): T
  }

  import stream = require('node:stream')
  namespace Stream {
    type Failure = Error | null | undefined
    type Done = (error?: Error | null) => void

    interface StreamOptions<T> {
      emitClose?: boolean
      /** How much is read ahead, or taken before write() returns false. Default 64 KiB, or 16 objects. */
      highWaterMark?: number
      objectMode?: boolean
      construct?(this: T, callback: Done): void
      destroy?(this: T, error: Error | null, callback: Done): void
      autoDestroy?: boolean
      signal?: AbortSignal
      captureRejections?: boolean
      defaultEncoding?: BufferEncoding
    }
    export interface ReadableOptions<T = Readable> extends StreamOptions<T> {
      encoding?: BufferEncoding
      read?(this: T, size: number): void
    }
    export interface WritableOptions<T = Writable> extends StreamOptions<T> {
      decodeStrings?: boolean
      write?(this: T, chunk: any, encoding: BufferEncoding, callback: Done): void
      writev?(this: T, chunks: { chunk: any; encoding: BufferEncoding }[], callback: Done): void
      final?(this: T, callback: Done): void
    }
    export interface DuplexOptions<T = Duplex> extends ReadableOptions<T>, WritableOptions<T> {
      allowHalfOpen?: boolean
      readableObjectMode?: boolean
      writableObjectMode?: boolean
      readableHighWaterMark?: number
      writableHighWaterMark?: number
      readable?: boolean
      writable?: boolean
    }
    export interface TransformOptions<T = Transform> extends DuplexOptions<T> {
      transform?(this: T, chunk: any, encoding: BufferEncoding, callback: (error?: Error | null, data?: any) => void): void
      flush?(this: T, callback: (error?: Error | null, data?: any) => void): void
    }
    export interface FinishedOptions {
      error?: boolean
      readable?: boolean
      writable?: boolean
      signal?: AbortSignal
    }
    interface OperatorOptions { signal?: AbortSignal; concurrency?: number; highWaterMark?: number }

    export class Readable extends stream implements NodeJS.ReadableStream {
      constructor(options?: ReadableOptions)
      static from(iterable: Iterable<any> | AsyncIterable<any>, options?: ReadableOptions): Readable
      static isDisturbed(stream: unknown): boolean
      static fromWeb(stream: ReadableStream, options?: ReadableOptions): Readable
      static toWeb(stream: Readable, options?: { strategy?: NodeJS.Web.QueuingStrategy }): ReadableStream
      static wrap(stream: NodeJS.ReadableStream, options?: ReadableOptions): Readable
      readable: boolean
      readonly readableAborted: boolean
      readonly readableDidRead: boolean
      readonly readableEncoding: BufferEncoding | null
      readonly readableEnded: boolean
      readonly readableFlowing: boolean | null
      readonly readableHighWaterMark: number
      readonly readableLength: number
      readonly readableObjectMode: boolean
      destroyed: boolean
      readonly closed: boolean
      readonly errored: Error | null
      _construct?(callback: Done): void
      _read(size: number): void
      _destroy(error: Error | null, callback: Done): void
      read(size?: number): any
      setEncoding(encoding: BufferEncoding): this
      pause(): this
      resume(): this
      isPaused(): boolean
      unpipe(destination?: NodeJS.WritableStream): this
      unshift(chunk: any, encoding?: BufferEncoding): void
      wrap(stream: NodeJS.ReadableStream): this
      push(chunk: any, encoding?: BufferEncoding): boolean
      destroy(error?: Error): this
      iterator(options?: { destroyOnReturn?: boolean }): AsyncIterableIterator<any>
      map(fn: (data: any, options?: { signal: AbortSignal }) => any, options?: OperatorOptions): Readable
      filter(fn: (data: any, options?: { signal: AbortSignal }) => boolean | Promise<boolean>, options?: OperatorOptions): Readable
      forEach(fn: (data: any, options?: { signal: AbortSignal }) => void | Promise<void>, options?: OperatorOptions): Promise<void>
      toArray(options?: { signal?: AbortSignal }): Promise<any[]>
      some(fn: (data: any, options?: { signal: AbortSignal }) => boolean | Promise<boolean>, options?: OperatorOptions): Promise<boolean>
      find(fn: (data: any, options?: { signal: AbortSignal }) => boolean | Promise<boolean>, options?: OperatorOptions): Promise<any>
      every(fn: (data: any, options?: { signal: AbortSignal }) => boolean | Promise<boolean>, options?: OperatorOptions): Promise<boolean>
      flatMap(fn: (data: any, options?: { signal: AbortSignal }) => any, options?: OperatorOptions): Readable
      drop(limit: number, options?: { signal?: AbortSignal }): Readable
      take(limit: number, options?: { signal?: AbortSignal }): Readable
      asIndexedPairs(options?: { signal?: AbortSignal }): Readable
      reduce(fn: (previous: any, data: any, options?: { signal: AbortSignal }) => any, initial?: any, options?: { signal?: AbortSignal }): Promise<any>
      compose(stream: PipelineStep, options?: { signal?: AbortSignal }): Duplex
      [Symbol.asyncIterator](): AsyncIterableIterator<any>
      [Symbol.asyncDispose](): Promise<void>
    }

    export class Writable extends stream implements NodeJS.WritableStream {
      constructor(options?: WritableOptions)
      static fromWeb(stream: WritableStream, options?: WritableOptions): Writable
      static toWeb(stream: Writable): WritableStream
      writable: boolean
      readonly writableAborted: boolean
      readonly writableCorked: number
      readonly writableEnded: boolean
      readonly writableFinished: boolean
      readonly writableHighWaterMark: number
      readonly writableLength: number
      readonly writableNeedDrain: boolean
      readonly writableObjectMode: boolean
      destroyed: boolean
      readonly closed: boolean
      readonly errored: Error | null
      _write(chunk: any, encoding: BufferEncoding, callback: Done): void
      _writev?(chunks: { chunk: any; encoding: BufferEncoding }[], callback: Done): void
      _construct?(callback: Done): void
      _destroy(error: Error | null, callback: Done): void
      _final(callback: Done): void
      write(chunk: any, callback?: (error: Failure) => void): boolean
      write(chunk: any, encoding: BufferEncoding, callback?: (error: Failure) => void): boolean
      setDefaultEncoding(encoding: BufferEncoding): this
      end(callback?: () => void): this
      end(chunk: any, callback?: () => void): this
      end(chunk: any, encoding: BufferEncoding, callback?: () => void): this
      cork(): void
      uncork(): void
      destroy(error?: Error): this
      [Symbol.asyncDispose](): Promise<void>
    }

    export interface Duplex extends Readable, Writable {}
    export class Duplex extends stream {
      constructor(options?: DuplexOptions)
      static from(source: unknown): Duplex
      static fromWeb(pair: { readable: ReadableStream; writable: WritableStream }, options?: DuplexOptions): Duplex
      static toWeb(stream: Duplex): any
      allowHalfOpen: boolean
    }

    export class Transform extends Duplex {
      constructor(options?: TransformOptions)
      _transform(chunk: any, encoding: BufferEncoding, callback: (error?: Error | null, data?: any) => void): void
      _flush(callback: (error?: Error | null, data?: any) => void): void
    }

    export class PassThrough extends Transform {}

    export type PipelineSource = NodeJS.ReadableStream | Iterable<any> | AsyncIterable<any> | ((options?: { signal: AbortSignal }) => any)
    export type PipelineStep = NodeJS.WritableStream | NodeJS.ReadWriteStream | ((source: AsyncIterable<any>, options?: { signal: AbortSignal }) => any)

    export type PipelineCallback = (error: NodeJS.ErrnoException | null, value?: any) => void
    export function pipeline<L extends PipelineStep>(source: PipelineSource, last: L, callback: PipelineCallback): L extends NodeJS.WritableStream ? L : Duplex
    export function pipeline<L extends PipelineStep>(source: PipelineSource, step: PipelineStep, last: L, callback: PipelineCallback): L extends NodeJS.WritableStream ? L : Duplex
    export function pipeline<L extends PipelineStep>(source: PipelineSource, step1: PipelineStep, step2: PipelineStep, last: L, callback: PipelineCallback): L extends NodeJS.WritableStream ? L : Duplex
    export function pipeline(streams: readonly (PipelineSource | PipelineStep)[], callback: PipelineCallback): any
    export function pipeline(source: PipelineSource, ...steps: (PipelineStep | ((error: NodeJS.ErrnoException | null, value?: any) => void))[]): any
    export function finished(stream: NodeJS.ReadableStream | NodeJS.WritableStream, options: FinishedOptions, callback: (error?: NodeJS.ErrnoException | null) => void): () => void
    export function finished(stream: NodeJS.ReadableStream | NodeJS.WritableStream, callback: (error?: NodeJS.ErrnoException | null) => void): () => void
    export function compose(...streams: any[]): Duplex
    export function addAbortSignal<T extends stream>(signal: AbortSignal, stream: T): T
    export function duplexPair(options?: DuplexOptions): [Duplex, Duplex]
    export function getDefaultHighWaterMark(objectMode: boolean): number
    export function setDefaultHighWaterMark(objectMode: boolean, value: number): void
    export function isErrored(stream: unknown): boolean
    export function isReadable(stream: unknown): boolean | null
    export function isWritable(stream: unknown): boolean | null
    export function isDisturbed(stream: unknown): boolean
    /** As its own destroy, or what comes near to it. */
    export function destroy(stream: unknown, error?: unknown): void
    export function isDestroyed(stream: unknown): boolean | null
    export { promises, stream as Stream }
  }
  export = Stream
}

declare module 'node:stream' {
  import Stream = require('stream')
  export = Stream
}
