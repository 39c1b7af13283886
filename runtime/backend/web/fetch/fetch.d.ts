// fetch, Headers, Request, Response and FormData, which are lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  type HeadersInit = Iterable<readonly [string, string] | Iterable<string>> | Record<string, string> | globalThis.Headers
  type BodyInit = string | ArrayBuffer | ArrayBufferView<ArrayBufferLike> | globalThis.Blob | globalThis.FormData | globalThis.URLSearchParams
    | globalThis.ReadableStream | AsyncIterable<Uint8Array | string>
  type RequestInfo = string | URL | globalThis.Request
  type FormDataEntryValue = globalThis.File | string

  interface Headers {
    append(name: string, value: string): void
    delete(name: string): void
    /** All values of the name, joined by ', '; null if there is none. */
    get(name: string): string | null
    /** Each Set-Cookie header by itself. */
    getSetCookie(): string[]
    has(name: string): boolean
    set(name: string, value: string): void
    forEach(callback: (value: string, name: string, headers: globalThis.Headers) => void, thisArg?: any): void
    /** The names in lower case, sorted. */
    keys(): IterableIterator<string>
    values(): IterableIterator<string>
    entries(): IterableIterator<[string, string]>
    [Symbol.iterator](): IterableIterator<[string, string]>
  }

  interface FormData {
    append(name: string, value: string | globalThis.Blob): void
    append(name: string, value: globalThis.Blob, filename?: string): void
    delete(name: string): void
    get(name: string): FormDataEntryValue | null
    getAll(name: string): FormDataEntryValue[]
    has(name: string): boolean
    set(name: string, value: string | globalThis.Blob): void
    set(name: string, value: globalThis.Blob, filename?: string): void
    forEach(callback: (value: FormDataEntryValue, name: string, form: globalThis.FormData) => void, thisArg?: any): void
    keys(): IterableIterator<string>
    values(): IterableIterator<FormDataEntryValue>
    entries(): IterableIterator<[string, FormDataEntryValue]>
    [Symbol.iterator](): IterableIterator<[string, FormDataEntryValue]>
  }

  interface Body {
    readonly body: globalThis.ReadableStream<Uint8Array<ArrayBuffer>> | null
    /** Whether the body has been read, or is being read. */
    readonly bodyUsed: boolean
    arrayBuffer(): Promise<ArrayBuffer>
    blob(): Promise<globalThis.Blob>
    bytes(): Promise<Uint8Array<ArrayBuffer>>
    formData(): Promise<globalThis.FormData>
    json(): Promise<any>
    text(): Promise<string>
  }

  interface RequestInit {
    /** Default 'GET'. */
    method?: string
    headers?: HeadersInit
    body?: BodyInit | null
    /** 'half', which a body that is a stream needs. */
    duplex?: 'half'
    /** 'manual' gives the redirecting response itself. Default 'follow', 20 times at most. */
    redirect?: 'follow' | 'error' | 'manual'
    signal?: AbortSignal | null
    /** Hashes of which the body must have one, as 'sha256-...'. */
    integrity?: string
    keepalive?: boolean
    referrer?: string
    referrerPolicy?: '' | 'no-referrer' | 'no-referrer-when-downgrade' | 'same-origin' | 'origin' | 'strict-origin'
      | 'origin-when-cross-origin' | 'strict-origin-when-cross-origin' | 'unsafe-url'
    mode?: 'cors' | 'navigate' | 'no-cors' | 'same-origin'
    credentials?: 'include' | 'omit' | 'same-origin'
    cache?: 'default' | 'force-cache' | 'no-cache' | 'no-store' | 'only-if-cached' | 'reload'
    window?: null
    /** A dispatcher of the package undici, by which the request goes. */
    dispatcher?: { dispatch(options: any, handler: any): boolean }
  }
  interface Request extends Body {
    readonly method: string
    readonly url: string
    readonly headers: globalThis.Headers
    readonly destination: ''
    readonly referrer: string
    readonly referrerPolicy: NonNullable<RequestInit['referrerPolicy']>
    readonly mode: NonNullable<RequestInit['mode']>
    readonly credentials: NonNullable<RequestInit['credentials']>
    readonly cache: NonNullable<RequestInit['cache']>
    readonly redirect: NonNullable<RequestInit['redirect']>
    readonly integrity: string
    readonly keepalive: boolean
    readonly isReloadNavigation: boolean
    readonly isHistoryNavigation: boolean
    readonly signal: AbortSignal
    readonly duplex: 'half'
    clone(): globalThis.Request
  }

  interface ResponseInit {
    /** From 200 to 599. Default 200. */
    status?: number
    statusText?: string
    headers?: HeadersInit
  }
  interface Response extends Body {
    readonly type: 'basic' | 'cors' | 'default' | 'error' | 'opaque' | 'opaqueredirect'
    /** Without the fragment; '' if it does not come from fetch. */
    readonly url: string
    readonly redirected: boolean
    readonly status: number
    /** Whether the status is from 200 to 299. */
    readonly ok: boolean
    readonly statusText: string
    readonly headers: globalThis.Headers
    clone(): globalThis.Response
  }
  interface ResponseConstructor {
    new (body?: BodyInit | null, init?: ResponseInit): globalThis.Response
    readonly prototype: globalThis.Response
    error(): globalThis.Response
    json(data: any, init?: ResponseInit): globalThis.Response
    /** Default status 302. */
    redirect(url: string | URL, status?: number): globalThis.Response
  }
}

interface Headers extends NodeJS.Own<NodeJS.Web.Headers> {}
declare var Headers: typeof globalThis extends { onmessage: any, Headers: infer Theirs } ? Theirs : {
  new (init?: NodeJS.Web.HeadersInit): Headers
  readonly prototype: Headers
}

interface FormData extends NodeJS.Own<NodeJS.Web.FormData> {}
declare var FormData: typeof globalThis extends { onmessage: any, FormData: infer Theirs } ? Theirs : {
  new (): FormData
  readonly prototype: FormData
}

interface Request extends NodeJS.Own<NodeJS.Web.Request> {}
declare var Request: typeof globalThis extends { onmessage: any, Request: infer Theirs } ? Theirs : {
  new (input: NodeJS.Web.RequestInfo, init?: NodeJS.Web.RequestInit): Request
  readonly prototype: Request
}

interface Response extends NodeJS.Own<NodeJS.Web.Response> {}
declare var Response: typeof globalThis extends { onmessage: any, Response: infer Theirs } ? Theirs : NodeJS.Web.ResponseConstructor

/** Proxies are those of HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY. Rejects with a TypeError whose cause says why. */
declare function fetch(input: NodeJS.Web.RequestInfo, init?: NodeJS.Web.RequestInit): Promise<Response>
