// TextEncoder, TextDecoder, atob and btoa, which are lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  interface TextEncoder {
    readonly encoding: string
    encode(text?: string): Uint8Array<ArrayBuffer>
    /** @returns how much of the text (in UTF-16 units) found room in target, and how many bytes it took. */
    encodeInto(text: string, target: Uint8Array): { read: number, written: number }
  }
  interface TextDecoderOptions {
    /** Whether what is no text is an error, instead of U+FFFD. Default false. */
    fatal?: boolean
    /** Whether a byte order mark stays in the text. Default false. */
    ignoreBOM?: boolean
  }
  interface TextDecoder {
    readonly encoding: string
    readonly fatal: boolean
    readonly ignoreBOM: boolean
    /** With stream the next call goes on where these bytes end. */
    decode(bytes?: ArrayBuffer | ArrayBufferView<ArrayBufferLike> | SharedArrayBuffer | null, options?: { stream?: boolean }): string
  }
}

interface TextEncoder extends NodeJS.Own<NodeJS.Web.TextEncoder> {}
declare var TextEncoder: typeof globalThis extends { onmessage: any, TextEncoder: infer Theirs } ? Theirs : {
  new (): TextEncoder
  readonly prototype: TextEncoder
}

interface TextDecoder extends NodeJS.Own<NodeJS.Web.TextDecoder> {}
declare var TextDecoder: typeof globalThis extends { onmessage: any, TextDecoder: infer Theirs } ? Theirs : {
  /** encoding: a label of the Encoding Standard. Default 'utf-8'. */
  new (encoding?: string, options?: NodeJS.Web.TextDecoderOptions): TextDecoder
  readonly prototype: TextDecoder
}

/** The bytes, as characters up to U+00FF, of base64. */
declare function atob(data: string): string
/** The base64 of bytes, which are characters up to U+00FF. */
declare function btoa(data: string): string
