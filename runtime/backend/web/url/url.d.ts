// URL and URLSearchParams, which are lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  interface URL {
    href: string
    readonly origin: string
    /** With its colon: 'https:'. */
    protocol: string
    username: string
    password: string
    /** hostname and port. */
    host: string
    hostname: string
    /** '' if it is the protocol's own. */
    port: string
    pathname: string
    /** '' or from the '?' on. */
    search: string
    /** Changes to it change search. */
    readonly searchParams: globalThis.URLSearchParams
    /** '' or from the '#' on. */
    hash: string
    toString(): string
    toJSON(): string
  }
  interface URLConstructor {
    /** @throws TypeError with code ERR_INVALID_URL */
    new (url: string | globalThis.URL, base?: string | globalThis.URL): globalThis.URL
    readonly prototype: globalThis.URL
    canParse(url: string | globalThis.URL, base?: string | globalThis.URL): boolean
    /** null where the constructor throws. */
    parse(url: string | globalThis.URL, base?: string | globalThis.URL): globalThis.URL | null
    /** A name by which buffer.resolveObjectURL finds the blob until it is revoked. */
    createObjectURL(blob: Blob): string
    revokeObjectURL(url: string): void
  }

  interface URLSearchParams {
    readonly size: number
    append(name: string, value: string): void
    delete(name: string, value?: string): void
    get(name: string): string | null
    getAll(name: string): string[]
    has(name: string, value?: string): boolean
    set(name: string, value: string): void
    /** By name, those of one name in their order. */
    sort(): void
    toString(): string
    forEach(callback: (value: string, name: string, params: globalThis.URLSearchParams) => void, thisArg?: any): void
    entries(): IterableIterator<[string, string]>
    keys(): IterableIterator<string>
    values(): IterableIterator<string>
    [Symbol.iterator](): IterableIterator<[string, string]>
  }
}

interface URL extends NodeJS.Own<NodeJS.Web.URL> {}
declare var URL: typeof globalThis extends { onmessage: any, URL: infer Theirs } ? Theirs : NodeJS.Web.URLConstructor

interface URLSearchParams extends NodeJS.Own<NodeJS.Web.URLSearchParams> {}
declare var URLSearchParams: typeof globalThis extends { onmessage: any, URLSearchParams: infer Theirs } ? Theirs : {
  new (init?: string | Iterable<[string, string]> | Record<string, string | readonly string[]> | readonly (readonly [string, string])[]): URLSearchParams
  readonly prototype: URLSearchParams
}
