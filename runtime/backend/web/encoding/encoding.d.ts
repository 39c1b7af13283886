// The Encoding Standard's classes, atob and btoa, which are global.

interface TextDecodeOptions { stream?: boolean }

interface TextDecoderOptions { fatal?: boolean, ignoreBOM?: boolean }

interface TextEncoderEncodeIntoResult { read: number, written: number }

interface TextEncoder {
  readonly encoding: string
  /** The UTF-8 of a string; lone surrogates become U+FFFD. */
  encode(input?: string): Uint8Array
  /** Writes whole characters while they fit. */
  encodeInto(src: string, dest: Uint8Array): TextEncoderEncodeIntoResult
}

declare var TextEncoder: { prototype: TextEncoder, new (): TextEncoder }

interface TextDecoder {
  readonly encoding: string
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  decode(input?: ArrayBufferView | ArrayBufferLike, options?: TextDecodeOptions): string
}

/** Decodes UTF-8, UTF-16 and the single-byte encodings of the Encoding Standard. */
declare var TextDecoder: { prototype: TextDecoder, new (label?: string, options?: TextDecoderOptions): TextDecoder }

declare function atob(data: string): string
declare function btoa(data: string): string
