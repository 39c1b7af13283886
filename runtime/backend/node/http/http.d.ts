declare module 'http' {
  import { Duplex, Readable, Stream } from 'stream'
  import { EventEmitter } from 'events'
  import { NetConnectOpts, Server as NetServer, Socket, TcpSocketConnectOpts } from 'net'

  /** Names are in lower case; only those of which there can be several are arrays. */
  export interface IncomingHttpHeaders {
    accept?: string
    'accept-encoding'?: string
    'accept-language'?: string
    'accept-ranges'?: string
    age?: string
    allow?: string
    authorization?: string
    'cache-control'?: string
    connection?: string
    'content-disposition'?: string
    'content-encoding'?: string
    'content-language'?: string
    'content-length'?: string
    'content-location'?: string
    'content-range'?: string
    'content-type'?: string
    cookie?: string
    date?: string
    etag?: string
    expect?: string
    expires?: string
    forwarded?: string
    from?: string
    host?: string
    'if-match'?: string
    'if-modified-since'?: string
    'if-none-match'?: string
    'if-unmodified-since'?: string
    'last-modified'?: string
    location?: string
    origin?: string
    pragma?: string
    range?: string
    referer?: string
    'retry-after'?: string
    'sec-websocket-accept'?: string
    'sec-websocket-extensions'?: string
    'sec-websocket-key'?: string
    'sec-websocket-protocol'?: string
    'sec-websocket-version'?: string
    server?: string
    'set-cookie'?: string[]
    trailer?: string
    'transfer-encoding'?: string
    upgrade?: string
    'user-agent'?: string
    vary?: string
    via?: string
    'www-authenticate'?: string
    [name: string]: string | string[] | undefined
  }
  export type OutgoingHttpHeader = number | string | string[]
  export interface OutgoingHttpHeaders { [name: string]: OutgoingHttpHeader | undefined }

  type LookupFunction = (
    hostname: string, options: object,
    callback: (error: Error | null, address: string | { address: string; family: number }[], family?: number) => void,
  ) => void

  export interface ClientRequestArgs {
    /** false makes a new agent for this request. */
    agent?: Agent | boolean
    /** 'user:password' */
    auth?: string | null
    createConnection?: (options: ClientRequestArgs, oncreate: (error: Error | null, socket: Duplex) => void) => Duplex | null | undefined
    defaultPort?: number | string
    family?: number
    headers?: OutgoingHttpHeaders | readonly string[]
    hints?: number
    host?: string | null
    hostname?: string | null
    insecureHTTPParser?: boolean
    joinDuplicateHeaders?: boolean
    localAddress?: string
    localPort?: number
    lookup?: LookupFunction
    /** In bytes; 16384 unless the option --max-http-header-size says otherwise. */
    maxHeaderSize?: number
    method?: string
    path?: string | null
    port?: number | string | null
    protocol?: string | null
    /** Whether Connection, Content-Length, Transfer-Encoding and Host are added: true. */
    setDefaultHeaders?: boolean
    /** Whether Host is added. */
    setHost?: boolean
    signal?: AbortSignal
    /** A Unix socket's path, or a pipe's. */
    socketPath?: string
    /** In milliseconds. */
    timeout?: number
    uniqueHeaders?: (string | string[])[]
  }
  export interface RequestOptions extends ClientRequestArgs {}

  /** Times are in milliseconds. */
  export interface ServerOptions {
    IncomingMessage?: typeof IncomingMessage
    ServerResponse?: typeof ServerResponse
    /** How often slow clients are looked for: 30000. */
    connectionsCheckingInterval?: number
    /** At most requestTimeout: 60000. */
    headersTimeout?: number
    highWaterMark?: number
    insecureHTTPParser?: boolean
    joinDuplicateHeaders?: boolean
    keepAlive?: boolean
    keepAliveInitialDelay?: number
    /** How long an idle connection is kept: 5000. */
    keepAliveTimeout?: number
    /** How much longer it is kept than the client is told: 1000. */
    keepAliveTimeoutBuffer?: number
    maxHeaderSize?: number
    noDelay?: boolean
    /** Whether writing a body that the response cannot have throws. */
    rejectNonStandardBodyWrites?: boolean
    requestTimeout?: number
    /** Whether a request of HTTP/1.1 without Host is refused: true. */
    requireHostHeader?: boolean
    /** Whether a request that asks for it is one for 'upgrade'. */
    shouldUpgradeCallback?: (request: IncomingMessage) => boolean
    uniqueHeaders?: (string | string[])[]
  }

  export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void

  export class Server extends NetServer {
    constructor(requestListener?: RequestListener)
    constructor(options: ServerOptions, requestListener?: RequestListener)
    maxHeadersCount: number | null
    maxHeaderSize: number | undefined
    maxRequestsPerSocket: number | null
    insecureHTTPParser: boolean | undefined
    joinDuplicateHeaders: boolean | undefined
    timeout: number
    headersTimeout: number
    keepAliveTimeout: number
    keepAliveTimeoutBuffer: number
    requestTimeout: number
    connectionsCheckingInterval: number
    requireHostHeader: boolean
    rejectNonStandardBodyWrites: boolean
    httpAllowHalfOpen: boolean
    shouldUpgradeCallback: (request: IncomingMessage) => boolean
    setTimeout(msecs?: number, callback?: (socket: Socket) => void): this
    setTimeout(callback: (socket: Socket) => void): this
    close(callback?: (error?: Error) => void): this
    closeAllConnections(): void
    closeIdleConnections(): void
    [Symbol.asyncDispose](): Promise<void>

    on(event: 'request' | 'checkContinue' | 'checkExpectation', listener: RequestListener): this
    on(event: 'connect' | 'upgrade', listener: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): this
    on(event: 'dropRequest', listener: (request: IncomingMessage, socket: Duplex) => void): this
    on(event: 'clientError', listener: (error: Error, socket: Duplex) => void): this
    on(event: 'connection' | 'timeout', listener: (socket: Socket) => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
  }

  export class OutgoingMessage extends Stream {
    constructor(options?: { highWaterMark?: number; rejectNonStandardBodyWrites?: boolean })
    chunkedEncoding: boolean
    destroyed: boolean
    finished: boolean
    maxRequestsOnConnectionReached: boolean
    outputData: { data: string | Uint8Array; encoding?: string | null; callback?: ((error?: Error | null) => void) | null }[]
    outputSize: number
    sendDate: boolean
    shouldKeepAlive: boolean
    socket: Socket | null
    /** Whether a body that is not as long as Content-Length says throws. */
    strictContentLength: boolean
    useChunkedEncodingByDefault: boolean
    writable: boolean
    /** @deprecated socket is its name. */
    connection: Socket | null
    readonly closed: boolean
    readonly errored: Error | null
    readonly headersSent: boolean
    readonly writableCorked: number
    readonly writableEnded: boolean
    readonly writableFinished: boolean
    readonly writableHighWaterMark: number
    readonly writableLength: number
    readonly writableNeedDrain: boolean
    readonly writableObjectMode: boolean
    addTrailers(headers: OutgoingHttpHeaders | readonly [string, string][]): void
    appendHeader(name: string, value: string | readonly string[]): this
    cork(): void
    destroy(error?: Error): this
    end(callback?: () => void): this
    end(chunk: string | Uint8Array, callback?: () => void): this
    end(chunk: string | Uint8Array, encoding: BufferEncoding, callback?: () => void): this
    flushHeaders(): void
    getHeader(name: string): OutgoingHttpHeader | undefined
    getHeaderNames(): string[]
    getHeaders(): OutgoingHttpHeaders
    getRawHeaderNames(): string[]
    hasHeader(name: string): boolean
    pipe(): any
    removeHeader(name: string): void
    setHeader(name: string, value: number | string | readonly string[]): this
    setHeaders(headers: Map<string, number | string | readonly string[]> | { keys(): Iterable<string>; get(name: string): string | null }): this
    setTimeout(msecs: number, callback?: (socket: Socket) => void): this
    uncork(): void
    write(chunk: string | Uint8Array, callback?: (error?: Error | null) => void): boolean
    write(chunk: string | Uint8Array, encoding: BufferEncoding, callback?: (error?: Error | null) => void): boolean
  }

  export class ServerResponse extends OutgoingMessage {
    constructor(request: IncomingMessage, options?: { highWaterMark?: number; rejectNonStandardBodyWrites?: boolean })
    req: IncomingMessage
    statusCode: number
    statusMessage: string
    assignSocket(socket: Socket): void
    detachSocket(socket: Socket): void
    writeContinue(callback?: () => void): void
    writeEarlyHints(hints: Record<string, string | string[]>, callback?: () => void): void
    writeHead(statusCode: number, statusMessage?: string, headers?: OutgoingHttpHeaders | OutgoingHttpHeader[]): this
    writeHead(statusCode: number, headers?: OutgoingHttpHeaders | OutgoingHttpHeader[]): this
    /** @deprecated writeHead is its name. */
    writeHeader(statusCode: number, statusMessage?: string, headers?: OutgoingHttpHeaders | OutgoingHttpHeader[]): this
    writeProcessing(callback?: () => void): void
  }

  export interface InformationEvent {
    httpVersion: string
    httpVersionMajor: number
    httpVersionMinor: number
    statusCode: number
    statusMessage: string
    headers: IncomingHttpHeaders
    rawHeaders: string[]
  }

  export class ClientRequest extends OutgoingMessage {
    constructor(url: string | URL | ClientRequestArgs, callback?: (response: IncomingMessage) => void)
    constructor(url: string | URL, options: ClientRequestArgs, callback?: (response: IncomingMessage) => void)
    /** @deprecated destroyed is what to ask. */
    aborted: boolean
    agent: Agent | undefined
    host: string
    maxHeadersCount: number | null
    method: string
    path: string
    protocol: string
    res: IncomingMessage | null
    /** Whether the request went over a connection that had been used before. */
    reusedSocket: boolean
    timeout?: number
    /** @deprecated destroy is its name. */
    abort(): void
    clearTimeout(callback?: () => void): void
    onSocket(socket: Duplex, error?: Error): void
    setNoDelay(noDelay?: boolean): void
    setSocketKeepAlive(enable?: boolean, initialDelay?: number): void
    setTimeout(msecs: number, callback?: () => void): this

    on(event: 'response', listener: (response: IncomingMessage) => void): this
    on(event: 'connect' | 'upgrade', listener: (response: IncomingMessage, socket: Socket, head: Buffer) => void): this
    on(event: 'information', listener: (information: InformationEvent) => void): this
    on(event: 'socket', listener: (socket: Socket) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    on(event: 'abort' | 'close' | 'continue' | 'drain' | 'finish' | 'timeout', listener: () => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
  }

  export class IncomingMessage extends Readable {
    constructor(socket: Socket)
    /** @deprecated 'close' and complete say it. */
    aborted: boolean
    client: Socket
    complete: boolean
    /** @deprecated socket is its name. */
    connection: Socket
    headers: IncomingHttpHeaders
    headersDistinct: Record<string, string[]>
    httpVersion: string
    httpVersionMajor: number
    httpVersionMinor: number
    joinDuplicateHeaders: boolean
    /** Of a request. */
    method?: string
    rawHeaders: string[]
    rawTrailers: string[]
    socket: Socket
    /** Of a response. */
    statusCode?: number
    /** Of a response. */
    statusMessage?: string
    trailers: Record<string, string>
    trailersDistinct: Record<string, string[]>
    upgrade: boolean | null
    /** Of a request. */
    url?: string
    setTimeout(msecs: number, callback?: () => void): this
  }

  export interface AgentOptions extends Partial<TcpSocketConnectOpts> {
    /** Whether connections are kept for further requests: false; the global agent's are. */
    keepAlive?: boolean
    /** The delay of TCP's keep-alive, in milliseconds: 1000. */
    keepAliveMsecs?: number
    /** How much earlier than the server announced a connection is given up, in milliseconds: 1000. */
    agentKeepAliveTimeoutBuffer?: number
    /** Connections to one host: Infinity. */
    maxSockets?: number
    /** Connections in all: Infinity. */
    maxTotalSockets?: number
    /** Idle connections to one host: 256. */
    maxFreeSockets?: number
    /** Which idle connection is used next: 'lifo'. */
    scheduling?: 'fifo' | 'lifo'
    /** Of sockets, in milliseconds. */
    timeout?: number
  }

  export class Agent extends EventEmitter {
    constructor(options?: AgentOptions)
    static defaultMaxSockets: number
    agentKeepAliveTimeoutBuffer: number
    defaultPort: number
    readonly freeSockets: Record<string, Socket[] | undefined>
    keepAlive: boolean
    keepAliveMsecs: number
    maxFreeSockets: number
    maxSockets: number
    maxTotalSockets: number
    options: AgentOptions
    protocol: string
    readonly requests: Record<string, ClientRequest[] | undefined>
    scheduling: 'fifo' | 'lifo'
    readonly sockets: Record<string, Socket[] | undefined>
    totalSocketCount: number
    addRequest(request: ClientRequest, options: ClientRequestArgs): void
    createConnection(options: NetConnectOpts, callback?: (error: Error | null, socket: Duplex) => void): Duplex | null | undefined
    createSocket(request: ClientRequest, options: ClientRequestArgs, callback: (error: Error | null, socket?: Duplex) => void): void
    destroy(): void
    getName(options?: ClientRequestArgs): string
    keepSocketAlive(socket: Duplex): boolean
    removeSocket(socket: Duplex, options: ClientRequestArgs): void
    reuseSocket(socket: Duplex, request: ClientRequest): void
  }

  export function createServer(requestListener?: RequestListener): Server
  export function createServer(options: ServerOptions, requestListener?: RequestListener): Server
  export function request(options: RequestOptions | string | URL, callback?: (response: IncomingMessage) => void): ClientRequest
  export function request(url: string | URL, options: RequestOptions, callback?: (response: IncomingMessage) => void): ClientRequest
  export function get(options: RequestOptions | string | URL, callback?: (response: IncomingMessage) => void): ClientRequest
  export function get(url: string | URL, options: RequestOptions, callback?: (response: IncomingMessage) => void): ClientRequest
  /** Throws what a header of the name would throw. */
  export function validateHeaderName(name: string, label?: string): void
  export function validateHeaderValue(name: string, value: any): void
  /** How many parsers are kept for further connections: 1000. */
  export function setMaxIdleHTTPParsers(max: number): void

  export const METHODS: string[]
  export const STATUS_CODES: Record<number, string>
  /** In bytes. */
  export const maxHeaderSize: number
  export let globalAgent: Agent
  export import CloseEvent = globalThis.CloseEvent
  export import MessageEvent = globalThis.MessageEvent
  export import WebSocket = globalThis.WebSocket
}

declare module 'node:http' {
  export * from 'http'
}
