// The streams of the web, which are lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  interface QueuingStrategy<T = any> {
    /** How much, by size, is taken before the queue counts as full. Default 1; of a transform's readable side 0. */
    highWaterMark?: number
    /** Default: each chunk is 1. */
    size?(chunk: T): number
  }
  interface QueuingStrategySize {
    readonly highWaterMark: number
    readonly size: (chunk: any) => number
  }

  interface UnderlyingSource<R = any> {
    type?: undefined
    start?(controller: globalThis.ReadableStreamDefaultController<R>): any
    pull?(controller: globalThis.ReadableStreamDefaultController<R>): void | PromiseLike<void>
    cancel?(reason?: any): void | PromiseLike<void>
  }
  interface UnderlyingByteSource {
    type: 'bytes'
    /** Bytes of the buffers that are made for readers who bring none. */
    autoAllocateChunkSize?: number
    start?(controller: globalThis.ReadableByteStreamController): any
    pull?(controller: globalThis.ReadableByteStreamController): void | PromiseLike<void>
    cancel?(reason?: any): void | PromiseLike<void>
  }
  type ReadResult<T> = { done: false, value: T } | { done: true, value: T | undefined }
  interface StreamPipeOptions {
    preventAbort?: boolean
    preventCancel?: boolean
    preventClose?: boolean
    signal?: AbortSignal
  }
  interface ReadableWritablePair<R = any, W = any> { readable: globalThis.ReadableStream<R>, writable: globalThis.WritableStream<W> }

  interface ReadableStream<R = any> {
    /** Whether it has a reader. */
    readonly locked: boolean
    cancel(reason?: any): Promise<void>
    getReader(options: { mode: 'byob' }): globalThis.ReadableStreamBYOBReader
    getReader(options?: { mode?: undefined }): globalThis.ReadableStreamDefaultReader<R>
    pipeThrough<T>(transform: ReadableWritablePair<T, R>, options?: StreamPipeOptions): globalThis.ReadableStream<T>
    pipeTo(destination: globalThis.WritableStream<R>, options?: StreamPipeOptions): Promise<void>
    /** Two streams of the same chunks. */
    tee(): [globalThis.ReadableStream<R>, globalThis.ReadableStream<R>]
    values(options?: { preventCancel?: boolean }): AsyncIterableIterator<R>
    [Symbol.asyncIterator](options?: { preventCancel?: boolean }): AsyncIterableIterator<R>
  }
  interface ReadableStreamConstructor {
    new (source: UnderlyingByteSource, strategy?: { highWaterMark?: number }): globalThis.ReadableStream<Uint8Array<ArrayBuffer>>
    new <R = any>(source?: UnderlyingSource<R>, strategy?: QueuingStrategy<R>): globalThis.ReadableStream<R>
    readonly prototype: globalThis.ReadableStream
    from<R>(iterable: Iterable<R | PromiseLike<R>> | AsyncIterable<R>): globalThis.ReadableStream<R>
  }
  interface Reader {
    readonly closed: Promise<void>
    cancel(reason?: any): Promise<void>
    releaseLock(): void
  }
  interface ReadableStreamDefaultReader<R = any> extends Reader { read(): Promise<ReadResult<R>> }
  interface ReadableStreamBYOBReader extends Reader {
    /** Reads into the memory of view, which is detached; at least min elements unless the stream ends. */
    read<T extends ArrayBufferView>(view: T, options?: { min?: number }): Promise<ReadResult<T>>
  }
  interface ReadableStreamBYOBRequest {
    readonly view: ArrayBufferView<ArrayBuffer> | null
    /** Says that so many bytes have been written into view. */
    respond(bytesWritten: number): void
    respondWithNewView(view: ArrayBufferView<ArrayBuffer>): void
  }
  interface ReadableStreamDefaultController<R = any> {
    /** How much more the queue takes; null after an error. */
    readonly desiredSize: number | null
    close(): void
    enqueue(chunk?: R): void
    error(reason?: any): void
  }
  interface ReadableByteStreamController {
    readonly byobRequest: globalThis.ReadableStreamBYOBRequest | null
    readonly desiredSize: number | null
    close(): void
    enqueue(chunk: ArrayBufferView<ArrayBuffer>): void
    error(reason?: any): void
  }

  interface UnderlyingSink<W = any> {
    start?(controller: globalThis.WritableStreamDefaultController): any
    write?(chunk: W, controller: globalThis.WritableStreamDefaultController): void | PromiseLike<void>
    close?(): void | PromiseLike<void>
    abort?(reason?: any): void | PromiseLike<void>
  }
  interface WritableStream<W = any> {
    /** Whether it has a writer. */
    readonly locked: boolean
    abort(reason?: any): Promise<void>
    close(): Promise<void>
    getWriter(): globalThis.WritableStreamDefaultWriter<W>
  }
  interface WritableStreamDefaultController {
    readonly signal: AbortSignal
    error(reason?: any): void
  }
  interface WritableStreamDefaultWriter<W = any> {
    readonly closed: Promise<void>
    readonly desiredSize: number | null
    /** Resolves when there is room in the queue. */
    readonly ready: Promise<void>
    abort(reason?: any): Promise<void>
    close(): Promise<void>
    releaseLock(): void
    write(chunk?: W): Promise<void>
  }

  interface Transformer<I = any, O = any> {
    start?(controller: globalThis.TransformStreamDefaultController<O>): any
    transform?(chunk: I, controller: globalThis.TransformStreamDefaultController<O>): void | PromiseLike<void>
    flush?(controller: globalThis.TransformStreamDefaultController<O>): void | PromiseLike<void>
    cancel?(reason?: any): void | PromiseLike<void>
  }
  interface TransformStream<I = any, O = any> {
    readonly readable: globalThis.ReadableStream<O>
    readonly writable: globalThis.WritableStream<I>
  }
  interface TransformStreamDefaultController<O = any> {
    readonly desiredSize: number | null
    enqueue(chunk?: O): void
    error(reason?: any): void
    /** Closes the readable side, and errors the writable one. */
    terminate(): void
  }
  interface TextEncoderStream extends TransformStream<string, Uint8Array<ArrayBuffer>> { readonly encoding: string }
  interface TextDecoderStream extends TransformStream<ArrayBuffer | ArrayBufferView<ArrayBuffer>, string> {
    readonly encoding: string
    readonly fatal: boolean
    readonly ignoreBOM: boolean
  }
  type CompressionFormat = 'deflate' | 'deflate-raw' | 'gzip'
  interface Compression extends TransformStream<ArrayBuffer | ArrayBufferView<ArrayBuffer>, Uint8Array<ArrayBuffer>> {}
}

interface ReadableStream<R = any> extends NodeJS.Own<NodeJS.Web.ReadableStream<R>> {}
declare var ReadableStream: typeof globalThis extends { onmessage: any, ReadableStream: infer Theirs } ? Theirs : NodeJS.Web.ReadableStreamConstructor

interface ReadableStreamDefaultReader<R = any> extends NodeJS.Own<NodeJS.Web.ReadableStreamDefaultReader<R>> {}
declare var ReadableStreamDefaultReader: typeof globalThis extends { onmessage: any, ReadableStreamDefaultReader: infer Theirs } ? Theirs : {
  new <R = any>(stream: ReadableStream<R>): ReadableStreamDefaultReader<R>
  readonly prototype: ReadableStreamDefaultReader
}

interface ReadableStreamBYOBReader extends NodeJS.Own<NodeJS.Web.ReadableStreamBYOBReader> {}
declare var ReadableStreamBYOBReader: typeof globalThis extends { onmessage: any, ReadableStreamBYOBReader: infer Theirs } ? Theirs : {
  new (stream: ReadableStream): ReadableStreamBYOBReader
  readonly prototype: ReadableStreamBYOBReader
}

interface ReadableStreamBYOBRequest extends NodeJS.Own<NodeJS.Web.ReadableStreamBYOBRequest> {}
declare var ReadableStreamBYOBRequest: typeof globalThis extends { onmessage: any, ReadableStreamBYOBRequest: infer Theirs } ? Theirs : {
  new (): never
  readonly prototype: ReadableStreamBYOBRequest
}

interface ReadableStreamDefaultController<R = any> extends NodeJS.Own<NodeJS.Web.ReadableStreamDefaultController<R>> {}
declare var ReadableStreamDefaultController: typeof globalThis extends { onmessage: any, ReadableStreamDefaultController: infer Theirs } ? Theirs : {
  new (): never
  readonly prototype: ReadableStreamDefaultController
}

interface ReadableByteStreamController extends NodeJS.Own<NodeJS.Web.ReadableByteStreamController> {}
declare var ReadableByteStreamController: typeof globalThis extends { onmessage: any, ReadableByteStreamController: infer Theirs } ? Theirs : {
  new (): never
  readonly prototype: ReadableByteStreamController
}

interface WritableStream<W = any> extends NodeJS.Own<NodeJS.Web.WritableStream<W>> {}
declare var WritableStream: typeof globalThis extends { onmessage: any, WritableStream: infer Theirs } ? Theirs : {
  new <W = any>(sink?: NodeJS.Web.UnderlyingSink<W>, strategy?: NodeJS.Web.QueuingStrategy<W>): WritableStream<W>
  readonly prototype: WritableStream
}

interface WritableStreamDefaultController extends NodeJS.Own<NodeJS.Web.WritableStreamDefaultController> {}
declare var WritableStreamDefaultController: typeof globalThis extends { onmessage: any, WritableStreamDefaultController: infer Theirs } ? Theirs : {
  new (): never
  readonly prototype: WritableStreamDefaultController
}

interface WritableStreamDefaultWriter<W = any> extends NodeJS.Own<NodeJS.Web.WritableStreamDefaultWriter<W>> {}
declare var WritableStreamDefaultWriter: typeof globalThis extends { onmessage: any, WritableStreamDefaultWriter: infer Theirs } ? Theirs : {
  new <W = any>(stream: WritableStream<W>): WritableStreamDefaultWriter<W>
  readonly prototype: WritableStreamDefaultWriter
}

interface TransformStream<I = any, O = any> extends NodeJS.Own<NodeJS.Web.TransformStream<I, O>> {}
declare var TransformStream: typeof globalThis extends { onmessage: any, TransformStream: infer Theirs } ? Theirs : {
  new <I = any, O = any>(transformer?: NodeJS.Web.Transformer<I, O>, writableStrategy?: NodeJS.Web.QueuingStrategy<I>, readableStrategy?: NodeJS.Web.QueuingStrategy<O>): TransformStream<I, O>
  readonly prototype: TransformStream
}

interface TransformStreamDefaultController<O = any> extends NodeJS.Own<NodeJS.Web.TransformStreamDefaultController<O>> {}
declare var TransformStreamDefaultController: typeof globalThis extends { onmessage: any, TransformStreamDefaultController: infer Theirs } ? Theirs : {
  new (): never
  readonly prototype: TransformStreamDefaultController
}

interface ByteLengthQueuingStrategy extends NodeJS.Own<NodeJS.Web.QueuingStrategySize> {}
declare var ByteLengthQueuingStrategy: typeof globalThis extends { onmessage: any, ByteLengthQueuingStrategy: infer Theirs } ? Theirs : {
  new (options: { highWaterMark: number }): ByteLengthQueuingStrategy
  readonly prototype: ByteLengthQueuingStrategy
}

interface CountQueuingStrategy extends NodeJS.Own<NodeJS.Web.QueuingStrategySize> {}
declare var CountQueuingStrategy: typeof globalThis extends { onmessage: any, CountQueuingStrategy: infer Theirs } ? Theirs : {
  new (options: { highWaterMark: number }): CountQueuingStrategy
  readonly prototype: CountQueuingStrategy
}

interface TextEncoderStream extends NodeJS.Own<NodeJS.Web.TextEncoderStream> {}
declare var TextEncoderStream: typeof globalThis extends { onmessage: any, TextEncoderStream: infer Theirs } ? Theirs : {
  new (): TextEncoderStream
  readonly prototype: TextEncoderStream
}

interface TextDecoderStream extends NodeJS.Own<NodeJS.Web.TextDecoderStream> {}
declare var TextDecoderStream: typeof globalThis extends { onmessage: any, TextDecoderStream: infer Theirs } ? Theirs : {
  new (encoding?: string, options?: NodeJS.Web.TextDecoderOptions): TextDecoderStream
  readonly prototype: TextDecoderStream
}

interface CompressionStream extends NodeJS.Own<NodeJS.Web.Compression> {}
declare var CompressionStream: typeof globalThis extends { onmessage: any, CompressionStream: infer Theirs } ? Theirs : {
  new (format: NodeJS.Web.CompressionFormat): CompressionStream
  readonly prototype: CompressionStream
}

interface DecompressionStream extends NodeJS.Own<NodeJS.Web.Compression> {}
declare var DecompressionStream: typeof globalThis extends { onmessage: any, DecompressionStream: infer Theirs } ? Theirs : {
  new (format: NodeJS.Web.CompressionFormat): DecompressionStream
  readonly prototype: DecompressionStream
}

declare module 'stream/web' {
  export type QueuingStrategy<T = any> = NodeJS.Web.QueuingStrategy<T>
  export type UnderlyingSource<R = any> = NodeJS.Web.UnderlyingSource<R>
  export type UnderlyingByteSource = NodeJS.Web.UnderlyingByteSource
  export type UnderlyingSink<W = any> = NodeJS.Web.UnderlyingSink<W>
  export type Transformer<I = any, O = any> = NodeJS.Web.Transformer<I, O>
  export type StreamPipeOptions = NodeJS.Web.StreamPipeOptions
  export type ReadableWritablePair<R = any, W = any> = NodeJS.Web.ReadableWritablePair<R, W>
  export import ReadableStream = globalThis.ReadableStream
  export import ReadableStreamDefaultReader = globalThis.ReadableStreamDefaultReader
  export import ReadableStreamBYOBReader = globalThis.ReadableStreamBYOBReader
  export import ReadableStreamBYOBRequest = globalThis.ReadableStreamBYOBRequest
  export import ReadableStreamDefaultController = globalThis.ReadableStreamDefaultController
  export import ReadableByteStreamController = globalThis.ReadableByteStreamController
  export import WritableStream = globalThis.WritableStream
  export import WritableStreamDefaultController = globalThis.WritableStreamDefaultController
  export import WritableStreamDefaultWriter = globalThis.WritableStreamDefaultWriter
  export import TransformStream = globalThis.TransformStream
  export import TransformStreamDefaultController = globalThis.TransformStreamDefaultController
  export import ByteLengthQueuingStrategy = globalThis.ByteLengthQueuingStrategy
  export import CountQueuingStrategy = globalThis.CountQueuingStrategy
  export import TextEncoderStream = globalThis.TextEncoderStream
  export import TextDecoderStream = globalThis.TextDecoderStream
  export import CompressionStream = globalThis.CompressionStream
  export import DecompressionStream = globalThis.DecompressionStream
}

declare module 'node:stream/web' {
  export * from 'stream/web'
}
