declare module 'stream/consumers' {
  type Source = NodeJS.ReadableStream | AsyncIterable<any>

  export function arrayBuffer(stream: Source): Promise<ArrayBuffer>
  export function blob(stream: Source): Promise<Blob>
  export function buffer(stream: Source): Promise<Buffer>
  export function json(stream: Source): Promise<unknown>
  export function text(stream: Source): Promise<string>
}

declare module 'node:stream/consumers' {
  export * from 'stream/consumers'
}
