// Blob and File, which are lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  type BlobPart = string | ArrayBuffer | ArrayBufferView<ArrayBufferLike> | globalThis.Blob
  interface BlobOptions {
    type?: string
    /** 'native' writes the line ends of texts as the system does. Default 'transparent'. */
    endings?: 'transparent' | 'native'
  }
  interface Blob {
    /** In bytes. */
    readonly size: number
    readonly type: string
    arrayBuffer(): Promise<ArrayBuffer>
    bytes(): Promise<Uint8Array<ArrayBuffer>>
    /** A part of the bytes, which are not copied; a negative position counts from the end. */
    slice(start?: number, end?: number, type?: string): globalThis.Blob
    stream(): globalThis.ReadableStream<Uint8Array<ArrayBuffer>>
    /** The bytes as UTF-8. */
    text(): Promise<string>
  }
  interface File extends Blob {
    readonly name: string
    /** Milliseconds since 1970. */
    readonly lastModified: number
  }
}

interface Blob extends NodeJS.Own<NodeJS.Web.Blob> {}
declare var Blob: typeof globalThis extends { onmessage: any, Blob: infer Theirs } ? Theirs : {
  new (parts?: Iterable<NodeJS.Web.BlobPart>, options?: NodeJS.Web.BlobOptions): Blob
  readonly prototype: Blob
}

interface File extends NodeJS.Own<NodeJS.Web.File> {}
declare var File: typeof globalThis extends { onmessage: any, File: infer Theirs } ? Theirs : {
  new (parts: Iterable<NodeJS.Web.BlobPart>, name: string, options?: NodeJS.Web.BlobOptions & { lastModified?: number | Date }): File
  readonly prototype: File
}
