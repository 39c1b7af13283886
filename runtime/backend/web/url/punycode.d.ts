/** @deprecated Use url.domainToASCII and url.domainToUnicode. */
declare module 'punycode' {
  const version: string
  const ucs2: { decode(text: string): number[], encode(codePoints: readonly number[]): string }
  function decode(text: string): string
  function encode(text: string): string
  function toASCII(domain: string): string
  function toUnicode(domain: string): string
}

declare module 'node:punycode' {
  export * from 'punycode'
}
