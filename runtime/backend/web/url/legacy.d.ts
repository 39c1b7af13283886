declare module 'url' {
  import { ParsedUrlQuery, ParsedUrlQueryInput } from 'querystring'

  interface UrlObject {
    auth?: string | null
    hash?: string | null
    host?: string | null
    hostname?: string | null
    href?: string | null
    pathname?: string | null
    protocol?: string | null
    search?: string | null
    slashes?: boolean | null
    port?: string | number | null
    query?: string | null | ParsedUrlQueryInput
  }
  interface Url {
    auth: string | null
    hash: string | null
    host: string | null
    hostname: string | null
    href: string
    path: string | null
    pathname: string | null
    protocol: string | null
    search: string | null
    slashes: boolean | null
    port: string | null
    query: string | null | ParsedUrlQuery
  }
  interface UrlWithParsedQuery extends Url { query: ParsedUrlQuery }
  interface UrlWithStringQuery extends Url { query: string | null }
  interface URLFormatOptions { auth?: boolean, fragment?: boolean, search?: boolean, unicode?: boolean }

  /** @deprecated Use the URL class. */
  function parse(url: string, parseQueryString?: false, slashesDenoteHost?: boolean): UrlWithStringQuery
  function parse(url: string, parseQueryString: true, slashesDenoteHost?: boolean): UrlWithParsedQuery
  function format(url: URL, options?: URLFormatOptions): string
  function format(url: UrlObject | string): string
  function resolve(from: string, to: string): string
  function resolveObject(from: string, to: string): Url
  function domainToASCII(domain: string): string
  function domainToUnicode(domain: string): string
  function fileURLToPath(url: string | URL, options?: { windows?: boolean }): string
  function pathToFileURL(path: string, options?: { windows?: boolean }): URL
  function urlToHttpOptions(url: URL): Record<string, unknown>

  const classOfURL: typeof globalThis.URL
  type classOfURL = globalThis.URL
  const classOfURLSearchParams: typeof globalThis.URLSearchParams
  type classOfURLSearchParams = globalThis.URLSearchParams
  export { classOfURL as URL, classOfURLSearchParams as URLSearchParams }
}

declare module 'node:url' {
  export * from 'url'
}
