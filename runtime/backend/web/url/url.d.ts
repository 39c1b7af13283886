// The URL Standard's classes, which are global.

interface URL {
  href: string
  readonly origin: string
  protocol: string
  username: string
  password: string
  host: string
  hostname: string
  port: string
  pathname: string
  search: string
  /** The query; changing it changes the URL. */
  readonly searchParams: URLSearchParams
  hash: string
  toString(): string
  toJSON(): string
}

declare var URL: {
  prototype: URL
  /** @throws TypeError with code ERR_INVALID_URL if it is no URL. */
  new (input: string | URL, base?: string | URL): URL
  canParse(input: string | URL, base?: string | URL): boolean
  /** Like the constructor, but null if it is no URL. */
  parse(input: string | URL, base?: string | URL): URL | null
}

interface URLSearchParams extends Iterable<[string, string]> {
  readonly size: number
  append(name: string, value: string): void
  delete(name: string, value?: string): void
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string, value?: string): boolean
  set(name: string, value: string): void
  sort(): void
  entries(): IterableIterator<[string, string]>
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  forEach(callback: (value: string, name: string, searchParams: URLSearchParams) => void, thisArg?: unknown): void
  toString(): string
  [Symbol.iterator](): IterableIterator<[string, string]>
}

declare var URLSearchParams: {
  prototype: URLSearchParams
  new (init?: string | URLSearchParams | Record<string, string> | Iterable<[string, string]>): URLSearchParams
}
