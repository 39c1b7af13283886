declare module 'string_decoder' {
  /** Decodes bytes that come in pieces; a character that is cut in two waits for its rest. */
  class StringDecoder {
    constructor(encoding?: BufferEncoding)
    readonly encoding: BufferEncoding
    write(buffer: string | ArrayBufferView): string
    /** What is left, as replacement characters if it is incomplete. */
    end(buffer?: string | ArrayBufferView): string
  }
}

declare module 'node:string_decoder' {
  export * from 'string_decoder'
}
