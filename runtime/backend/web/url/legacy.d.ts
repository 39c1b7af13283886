declare module 'url' {
  import { ParsedUrlQuery, ParsedUrlQueryInput } from 'querystring'

  export interface UrlObject {
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
  /** What parse returns. */
  export class Url {
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
    /** As the functions of the same names. */
    parse(url: string, parseQueryString?: boolean, slashesDenoteHost?: boolean): this
    format(): string
    resolve(to: string): string
    resolveObject(to: string | Url): Url
  }
  export interface UrlWithParsedQuery extends Url { query: ParsedUrlQuery }
  export interface UrlWithStringQuery extends Url { query: string | null }
  export interface URLFormatOptions { auth?: boolean, fragment?: boolean, search?: boolean, unicode?: boolean }

  /** @deprecated Use the URL class. */
  export function parse(url: string, parseQueryString?: false, slashesDenoteHost?: boolean): UrlWithStringQuery
  export function parse(url: string, parseQueryString: true, slashesDenoteHost?: boolean): UrlWithParsedQuery
  export function format(url: URL, options?: URLFormatOptions): string
  export function format(url: UrlObject | string): string
  export function resolve(from: string, to: string): string
  export function resolveObject(from: string, to: string): Url
  export function domainToASCII(domain: string): string
  export function domainToUnicode(domain: string): string
  export function fileURLToPath(url: string | URL, options?: { windows?: boolean }): string
  export function pathToFileURL(path: string, options?: { windows?: boolean }): URL
  export function urlToHttpOptions(url: URL): Record<string, unknown>

  export import URL = globalThis.URL
  export import URLSearchParams = globalThis.URLSearchParams
}

declare module 'node:url' {
  export * from 'url'
}
