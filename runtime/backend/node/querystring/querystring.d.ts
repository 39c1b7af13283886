declare module 'querystring' {
  interface StringifyOptions {
    /** How keys and values are encoded; the default is `escape`. */
    encodeURIComponent?: (text: string) => string
  }
  interface ParseOptions {
    /** How many keys are read at most; 0 is no limit. The default is 1000. */
    maxKeys?: number
    decodeURIComponent?: (text: string) => string
  }
  interface ParsedUrlQuery { [key: string]: string | string[] | undefined }
  interface ParsedUrlQueryInput {
    [key: string]: string | number | boolean | bigint | ReadonlyArray<string | number | boolean | bigint> | null | undefined
  }
  function stringify(object?: ParsedUrlQueryInput, separator?: string, equals?: string, options?: StringifyOptions): string
  function parse(query: string, separator?: string, equals?: string, options?: ParseOptions): ParsedUrlQuery
  const encode: typeof stringify
  const decode: typeof parse
  function escape(text: string): string
  function unescape(text: string): string
  function unescapeBuffer(text: string, decodeSpaces?: boolean): Buffer
}

declare module 'node:querystring' {
  export * from 'querystring'
}
