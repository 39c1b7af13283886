declare module 'http2' {
  import { EventEmitter } from 'events'
  import { Duplex, DuplexOptions, Readable, ReadableOptions, Writable, Stream } from 'stream'
  import { Server, Socket, NetConnectOpts } from 'net'
  import { FileHandle } from 'fs/promises'
  import { Stats } from 'fs'

  /** Names of headers in lower case; the symbol sensitiveHeaders names those that no table of compression may hold. */
  export interface IncomingHttpHeaders {
    [name: string]: string | string[] | number | undefined
    ':path'?: string
    ':method'?: string
    ':authority'?: string
    ':scheme'?: string
    ':status'?: number
    'set-cookie'?: string[]
  }
  export interface OutgoingHttpHeaders {
    [name: string]: string | number | string[] | undefined
    [sensitiveHeaders]?: string[]
  }

  export interface Settings {
    headerTableSize?: number
    enablePush?: boolean
    /** In bytes. */
    initialWindowSize?: number
    /** In bytes, from 16384 to 16777215. */
    maxFrameSize?: number
    maxConcurrentStreams?: number
    /** In bytes. */
    maxHeaderListSize?: number
    maxHeaderSize?: number
    enableConnectProtocol?: boolean
    /** At most 10, by their numbers. */
    customSettings?: Record<number, number>
  }

  export interface SessionState {
    effectiveLocalWindowSize?: number
    effectiveRecvDataLength?: number
    nextStreamID?: number
    localWindowSize?: number
    lastProcStreamID?: number
    remoteWindowSize?: number
    outboundQueueSize?: number
    deflateDynamicTableSize?: number
    inflateDynamicTableSize?: number
  }

  export interface StreamState {
    /** One of the constants NGHTTP2_STREAM_STATE_. */
    state?: number
    weight?: number
    sumDependencyWeight?: number
    localClose?: number
    remoteClose?: number
    localWindowSize?: number
  }

  export interface StreamPriorityOptions {
    exclusive?: boolean
    parent?: number
    /** From 1 to 256. */
    weight?: number
    silent?: boolean
  }

  export interface SessionOptions {
    /** In bytes. */
    maxDeflateDynamicTableSize?: number
    maxSettings?: number
    /** In megabytes; 10 at first. */
    maxSessionMemory?: number
    maxHeaderListPairs?: number
    maxOutstandingPings?: number
    maxOutstandingSettings?: number
    /** In bytes. */
    maxSendHeaderBlockLength?: number
    /** One of the constants PADDING_STRATEGY_. */
    paddingStrategy?: number
    peerMaxConcurrentStreams?: number
    maxReservedRemoteStreams?: number
    maxSessionInvalidFrames?: number
    maxSessionRejectedStreams?: number
    settings?: Settings
    /** The numbers of further settings of the peer that remoteSettings is to have. */
    remoteCustomSettings?: number[]
    /** In milliseconds; 10000 at first. */
    unknownProtocolTimeout?: number
    /** How many streams a peer may reset at once, and in each second after that. */
    streamResetBurst?: number
    streamResetRate?: number
    strictFieldWhitespaceValidation?: boolean
  }

  export interface ClientSessionOptions extends SessionOptions {
    protocol?: 'http:' | 'https:'
    createConnection?(authority: URL, options: ClientSessionOptions): Duplex
  }
  export type SecureClientSessionOptions = ClientSessionOptions & object

  export interface ServerOptions extends SessionOptions {
    Http1IncomingMessage?: Function
    Http1ServerResponse?: Function
    Http2ServerRequest?: typeof Http2ServerRequest
    Http2ServerResponse?: typeof Http2ServerResponse
  }
  export interface SecureServerOptions extends ServerOptions {
    [tlsOption: string]: unknown
    allowHTTP1?: boolean
    origins?: string[]
  }

  export interface ClientSessionRequestOptions extends StreamPriorityOptions {
    endStream?: boolean
    waitForTrailers?: boolean
    signal?: AbortSignal
  }
  export interface ServerStreamResponseOptions {
    endStream?: boolean
    waitForTrailers?: boolean
    sendDate?: boolean
  }
  export interface ServerStreamFileResponseOptions {
    /** Returning false says that the response was sent otherwise. */
    statCheck?(stats: Stats, headers: OutgoingHttpHeaders, options: { offset: number; length: number }): void | boolean
    onError?(error: Error): void
    waitForTrailers?: boolean
    sendDate?: boolean
    offset?: number
    length?: number
  }

  export interface Http2Session extends EventEmitter {
    readonly alpnProtocol?: string
    readonly closed: boolean
    readonly connecting: boolean
    readonly destroyed: boolean
    readonly encrypted?: boolean
    readonly localSettings: Settings
    readonly originSet?: string[]
    readonly pendingSettingsAck: boolean
    readonly remoteSettings: Settings
    /** The socket, with what would disturb the session taken away. */
    readonly socket: Socket
    readonly state: SessionState
    readonly type: number
    close(callback?: () => void): void
    destroy(error?: Error | number, code?: number): void
    goaway(code?: number, lastStreamID?: number, opaqueData?: Uint8Array): void
    /** callback gets milliseconds and the 8 bytes. */
    ping(callback: (error: Error | null, duration: number, payload: Buffer) => void): boolean
    ping(payload: Uint8Array, callback: (error: Error | null, duration: number, payload: Buffer) => void): boolean
    ref(): void
    unref(): void
    setLocalWindowSize(windowSize: number): void
    setNextStreamID(id: number): void
    setTimeout(msecs: number, callback?: () => void): this
    settings(settings: Settings, callback?: (error: Error | null, settings: Settings, duration: number) => void): void
  }
  export interface ClientHttp2Session extends Http2Session {
    request(headers?: OutgoingHttpHeaders, options?: ClientSessionRequestOptions): ClientHttp2Stream
  }
  export interface ServerHttp2Session extends Http2Session {
    readonly server: Http2Server
    altsvc(alt: string, originOrStream: number | string | URL | { origin: string }): void
    origin(...origins: (string | URL | { origin: string })[]): void
  }

  export interface Http2Stream extends Duplex {
    readonly aborted: boolean
    readonly bufferSize: number
    readonly closed: boolean
    readonly endAfterHeaders: boolean
    readonly id?: number
    readonly pending: boolean
    readonly rstCode: number
    readonly sentHeaders: OutgoingHttpHeaders
    readonly sentInfoHeaders?: OutgoingHttpHeaders[]
    readonly sentTrailers?: OutgoingHttpHeaders
    readonly session: Http2Session | undefined
    readonly state: StreamState
    close(code?: number, callback?: () => void): void
    priority(options: StreamPriorityOptions): void
    setTimeout(msecs: number, callback?: () => void): this
    sendTrailers(headers: OutgoingHttpHeaders): void
  }
  export interface ClientHttp2Stream extends Http2Stream {}
  export interface ServerHttp2Stream extends Http2Stream {
    readonly headersSent: boolean
    readonly pushAllowed: boolean
    additionalHeaders(headers: OutgoingHttpHeaders): void
    pushStream(
      headers: OutgoingHttpHeaders,
      callback: (error: Error | null, stream: ServerHttp2Stream, headers: OutgoingHttpHeaders) => void,
    ): void
    pushStream(
      headers: OutgoingHttpHeaders, options: StreamPriorityOptions & { endStream?: boolean },
      callback: (error: Error | null, stream: ServerHttp2Stream, headers: OutgoingHttpHeaders) => void,
    ): void
    respond(headers?: OutgoingHttpHeaders, options?: ServerStreamResponseOptions): void
    respondWithFD(fd: number | FileHandle, headers?: OutgoingHttpHeaders, options?: ServerStreamFileResponseOptions): void
    respondWithFile(path: string, headers?: OutgoingHttpHeaders, options?: ServerStreamFileResponseOptions): void
  }

  export interface Http2Server extends Server {
    setTimeout(msecs?: number, callback?: () => void): this
    timeout: number
    updateSettings(settings: Settings): void
  }
  export interface Http2SecureServer extends Http2Server {}

  export class Http2ServerRequest extends Readable {
    constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, options: ReadableOptions, rawHeaders: string[])
    readonly aborted: boolean
    readonly authority: string
    readonly complete: boolean
    readonly connection: Socket
    readonly headers: IncomingHttpHeaders
    readonly httpVersion: string
    readonly httpVersionMajor: number
    readonly httpVersionMinor: number
    method: string
    readonly rawHeaders: string[]
    readonly rawTrailers: string[]
    readonly scheme: string
    readonly socket: Socket
    readonly stream: ServerHttp2Stream
    readonly trailers: IncomingHttpHeaders
    url: string
    setTimeout(msecs: number, callback?: () => void): this
  }

  export class Http2ServerResponse extends Stream {
    constructor(stream: ServerHttp2Stream, options?: object)
    readonly connection: Socket
    readonly finished: boolean
    readonly headersSent: boolean
    readonly req: Http2ServerRequest
    sendDate: boolean
    readonly socket: Socket | undefined
    statusCode: number
    statusMessage: ''
    readonly stream: ServerHttp2Stream
    readonly writableCorked: number
    readonly writableEnded: boolean
    readonly writableFinished: boolean
    readonly writableHighWaterMark: number
    readonly writableLength: number
    addTrailers(trailers: OutgoingHttpHeaders): void
    appendHeader(name: string, value: string | string[]): void
    cork(): void
    createPushResponse(headers: OutgoingHttpHeaders, callback: (error: Error | null, response: Http2ServerResponse) => void): void
    destroy(error?: Error): void
    end(callback?: () => void): this
    end(data: string | Uint8Array, callback?: () => void): this
    end(data: string | Uint8Array, encoding: BufferEncoding, callback?: () => void): this
    flushHeaders(): void
    getHeader(name: string): string | undefined
    getHeaderNames(): string[]
    getHeaders(): OutgoingHttpHeaders
    hasHeader(name: string): boolean
    removeHeader(name: string): void
    setHeader(name: string, value: number | string | readonly string[]): void
    setTimeout(msecs: number, callback?: () => void): this
    setTrailer(name: string, value: string): void
    uncork(): void
    write(chunk: string | Uint8Array, callback?: (error?: Error) => void): boolean
    write(chunk: string | Uint8Array, encoding: BufferEncoding, callback?: (error?: Error) => void): boolean
    writeContinue(): void
    writeEarlyHints(hints: Record<string, string | string[]>): void
    writeHead(statusCode: number, headers?: OutgoingHttpHeaders): this
    writeHead(statusCode: number, statusMessage: string, headers?: OutgoingHttpHeaders): this
  }

  /** The symbol under which headers name those of them that are sensitive. */
  export const sensitiveHeaders: unique symbol

  export function connect(authority: string | URL, listener?: (session: ClientHttp2Session, socket: Socket) => void): ClientHttp2Session
  export function connect(
    authority: string | URL, options?: ClientSessionOptions & Record<string, unknown>,
    listener?: (session: ClientHttp2Session, socket: Socket) => void,
  ): ClientHttp2Session
  export function createServer(onRequestHandler?: (request: Http2ServerRequest, response: Http2ServerResponse) => void): Http2Server
  export function createServer(
    options: ServerOptions, onRequestHandler?: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  ): Http2Server
  export function createSecureServer(onRequestHandler?: (request: Http2ServerRequest, response: Http2ServerResponse) => void): Http2SecureServer
  export function createSecureServer(
    options: SecureServerOptions, onRequestHandler?: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  ): Http2SecureServer
  export function getDefaultSettings(): Settings
  export function getPackedSettings(settings: Settings): Buffer
  export function getUnpackedSettings(buf: Uint8Array, options?: { validate?: boolean }): Settings
  /** A server's session over a connection that is there. */
  export function performServerHandshake(socket: Duplex, options?: ServerOptions): ServerHttp2Session

  export namespace constants {
    const NGHTTP2_ERR_FRAME_SIZE_ERROR: number
    const NGHTTP2_SESSION_SERVER: number
    const NGHTTP2_SESSION_CLIENT: number
    const NGHTTP2_STREAM_STATE_IDLE: number
    const NGHTTP2_STREAM_STATE_OPEN: number
    const NGHTTP2_STREAM_STATE_RESERVED_LOCAL: number
    const NGHTTP2_STREAM_STATE_RESERVED_REMOTE: number
    const NGHTTP2_STREAM_STATE_HALF_CLOSED_LOCAL: number
    const NGHTTP2_STREAM_STATE_HALF_CLOSED_REMOTE: number
    const NGHTTP2_STREAM_STATE_CLOSED: number
    const NGHTTP2_FLAG_NONE: number
    const NGHTTP2_FLAG_END_STREAM: number
    const NGHTTP2_FLAG_END_HEADERS: number
    const NGHTTP2_FLAG_ACK: number
    const NGHTTP2_FLAG_PADDED: number
    const NGHTTP2_FLAG_PRIORITY: number
    const DEFAULT_SETTINGS_HEADER_TABLE_SIZE: number
    const DEFAULT_SETTINGS_ENABLE_PUSH: number
    const DEFAULT_SETTINGS_MAX_CONCURRENT_STREAMS: number
    const DEFAULT_SETTINGS_INITIAL_WINDOW_SIZE: number
    const DEFAULT_SETTINGS_MAX_FRAME_SIZE: number
    const DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE: number
    const DEFAULT_SETTINGS_ENABLE_CONNECT_PROTOCOL: number
    const MAX_MAX_FRAME_SIZE: number
    const MIN_MAX_FRAME_SIZE: number
    const MAX_INITIAL_WINDOW_SIZE: number
    const NGHTTP2_SETTINGS_HEADER_TABLE_SIZE: number
    const NGHTTP2_SETTINGS_ENABLE_PUSH: number
    const NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS: number
    const NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE: number
    const NGHTTP2_SETTINGS_MAX_FRAME_SIZE: number
    const NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE: number
    const NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL: number
    const PADDING_STRATEGY_NONE: number
    const PADDING_STRATEGY_ALIGNED: number
    const PADDING_STRATEGY_MAX: number
    const PADDING_STRATEGY_CALLBACK: number
    const NGHTTP2_NO_ERROR: number
    const NGHTTP2_PROTOCOL_ERROR: number
    const NGHTTP2_INTERNAL_ERROR: number
    const NGHTTP2_FLOW_CONTROL_ERROR: number
    const NGHTTP2_SETTINGS_TIMEOUT: number
    const NGHTTP2_STREAM_CLOSED: number
    const NGHTTP2_FRAME_SIZE_ERROR: number
    const NGHTTP2_REFUSED_STREAM: number
    const NGHTTP2_CANCEL: number
    const NGHTTP2_COMPRESSION_ERROR: number
    const NGHTTP2_CONNECT_ERROR: number
    const NGHTTP2_ENHANCE_YOUR_CALM: number
    const NGHTTP2_INADEQUATE_SECURITY: number
    const NGHTTP2_HTTP_1_1_REQUIRED: number
    const NGHTTP2_DEFAULT_WEIGHT: number
    const HTTP2_HEADER_STATUS: string
    const HTTP2_HEADER_METHOD: string
    const HTTP2_HEADER_AUTHORITY: string
    const HTTP2_HEADER_SCHEME: string
    const HTTP2_HEADER_PATH: string
    const HTTP2_HEADER_PROTOCOL: string
    const HTTP2_HEADER_ACCEPT_ENCODING: string
    const HTTP2_HEADER_ACCEPT_LANGUAGE: string
    const HTTP2_HEADER_ACCEPT_RANGES: string
    const HTTP2_HEADER_ACCEPT: string
    const HTTP2_HEADER_ACCESS_CONTROL_ALLOW_CREDENTIALS: string
    const HTTP2_HEADER_ACCESS_CONTROL_ALLOW_HEADERS: string
    const HTTP2_HEADER_ACCESS_CONTROL_ALLOW_METHODS: string
    const HTTP2_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN: string
    const HTTP2_HEADER_ACCESS_CONTROL_EXPOSE_HEADERS: string
    const HTTP2_HEADER_ACCESS_CONTROL_REQUEST_HEADERS: string
    const HTTP2_HEADER_ACCESS_CONTROL_REQUEST_METHOD: string
    const HTTP2_HEADER_AGE: string
    const HTTP2_HEADER_AUTHORIZATION: string
    const HTTP2_HEADER_CACHE_CONTROL: string
    const HTTP2_HEADER_CONNECTION: string
    const HTTP2_HEADER_CONTENT_DISPOSITION: string
    const HTTP2_HEADER_CONTENT_ENCODING: string
    const HTTP2_HEADER_CONTENT_LENGTH: string
    const HTTP2_HEADER_CONTENT_TYPE: string
    const HTTP2_HEADER_COOKIE: string
    const HTTP2_HEADER_DATE: string
    const HTTP2_HEADER_ETAG: string
    const HTTP2_HEADER_FORWARDED: string
    const HTTP2_HEADER_HOST: string
    const HTTP2_HEADER_IF_MODIFIED_SINCE: string
    const HTTP2_HEADER_IF_NONE_MATCH: string
    const HTTP2_HEADER_IF_RANGE: string
    const HTTP2_HEADER_LAST_MODIFIED: string
    const HTTP2_HEADER_LINK: string
    const HTTP2_HEADER_LOCATION: string
    const HTTP2_HEADER_RANGE: string
    const HTTP2_HEADER_REFERER: string
    const HTTP2_HEADER_SERVER: string
    const HTTP2_HEADER_SET_COOKIE: string
    const HTTP2_HEADER_STRICT_TRANSPORT_SECURITY: string
    const HTTP2_HEADER_TRANSFER_ENCODING: string
    const HTTP2_HEADER_TE: string
    const HTTP2_HEADER_UPGRADE_INSECURE_REQUESTS: string
    const HTTP2_HEADER_UPGRADE: string
    const HTTP2_HEADER_USER_AGENT: string
    const HTTP2_HEADER_VARY: string
    const HTTP2_HEADER_X_CONTENT_TYPE_OPTIONS: string
    const HTTP2_HEADER_X_FRAME_OPTIONS: string
    const HTTP2_HEADER_KEEP_ALIVE: string
    const HTTP2_HEADER_PROXY_CONNECTION: string
    const HTTP2_HEADER_X_XSS_PROTECTION: string
    const HTTP2_HEADER_ALT_SVC: string
    const HTTP2_HEADER_CONTENT_SECURITY_POLICY: string
    const HTTP2_HEADER_EARLY_DATA: string
    const HTTP2_HEADER_EXPECT_CT: string
    const HTTP2_HEADER_ORIGIN: string
    const HTTP2_HEADER_PURPOSE: string
    const HTTP2_HEADER_TIMING_ALLOW_ORIGIN: string
    const HTTP2_HEADER_X_FORWARDED_FOR: string
    const HTTP2_HEADER_PRIORITY: string
    const HTTP2_HEADER_ACCEPT_CHARSET: string
    const HTTP2_HEADER_ACCESS_CONTROL_MAX_AGE: string
    const HTTP2_HEADER_ALLOW: string
    const HTTP2_HEADER_CONTENT_LANGUAGE: string
    const HTTP2_HEADER_CONTENT_LOCATION: string
    const HTTP2_HEADER_CONTENT_MD5: string
    const HTTP2_HEADER_CONTENT_RANGE: string
    const HTTP2_HEADER_DNT: string
    const HTTP2_HEADER_EXPECT: string
    const HTTP2_HEADER_EXPIRES: string
    const HTTP2_HEADER_FROM: string
    const HTTP2_HEADER_IF_MATCH: string
    const HTTP2_HEADER_IF_UNMODIFIED_SINCE: string
    const HTTP2_HEADER_MAX_FORWARDS: string
    const HTTP2_HEADER_PREFER: string
    const HTTP2_HEADER_PROXY_AUTHENTICATE: string
    const HTTP2_HEADER_PROXY_AUTHORIZATION: string
    const HTTP2_HEADER_REFRESH: string
    const HTTP2_HEADER_RETRY_AFTER: string
    const HTTP2_HEADER_TRAILER: string
    const HTTP2_HEADER_TK: string
    const HTTP2_HEADER_VIA: string
    const HTTP2_HEADER_WARNING: string
    const HTTP2_HEADER_WWW_AUTHENTICATE: string
    const HTTP2_HEADER_HTTP2_SETTINGS: string
    const HTTP2_METHOD_ACL: string
    const HTTP2_METHOD_BASELINE_CONTROL: string
    const HTTP2_METHOD_BIND: string
    const HTTP2_METHOD_CHECKIN: string
    const HTTP2_METHOD_CHECKOUT: string
    const HTTP2_METHOD_CONNECT: string
    const HTTP2_METHOD_COPY: string
    const HTTP2_METHOD_DELETE: string
    const HTTP2_METHOD_GET: string
    const HTTP2_METHOD_HEAD: string
    const HTTP2_METHOD_LABEL: string
    const HTTP2_METHOD_LINK: string
    const HTTP2_METHOD_LOCK: string
    const HTTP2_METHOD_MERGE: string
    const HTTP2_METHOD_MKACTIVITY: string
    const HTTP2_METHOD_MKCALENDAR: string
    const HTTP2_METHOD_MKCOL: string
    const HTTP2_METHOD_MKREDIRECTREF: string
    const HTTP2_METHOD_MKWORKSPACE: string
    const HTTP2_METHOD_MOVE: string
    const HTTP2_METHOD_OPTIONS: string
    const HTTP2_METHOD_ORDERPATCH: string
    const HTTP2_METHOD_PATCH: string
    const HTTP2_METHOD_POST: string
    const HTTP2_METHOD_PRI: string
    const HTTP2_METHOD_PROPFIND: string
    const HTTP2_METHOD_PROPPATCH: string
    const HTTP2_METHOD_PUT: string
    const HTTP2_METHOD_REBIND: string
    const HTTP2_METHOD_REPORT: string
    const HTTP2_METHOD_SEARCH: string
    const HTTP2_METHOD_TRACE: string
    const HTTP2_METHOD_UNBIND: string
    const HTTP2_METHOD_UNCHECKOUT: string
    const HTTP2_METHOD_UNLINK: string
    const HTTP2_METHOD_UNLOCK: string
    const HTTP2_METHOD_UPDATE: string
    const HTTP2_METHOD_UPDATEREDIRECTREF: string
    const HTTP2_METHOD_VERSION_CONTROL: string
    const HTTP_STATUS_CONTINUE: number
    const HTTP_STATUS_SWITCHING_PROTOCOLS: number
    const HTTP_STATUS_PROCESSING: number
    const HTTP_STATUS_EARLY_HINTS: number
    const HTTP_STATUS_OK: number
    const HTTP_STATUS_CREATED: number
    const HTTP_STATUS_ACCEPTED: number
    const HTTP_STATUS_NON_AUTHORITATIVE_INFORMATION: number
    const HTTP_STATUS_NO_CONTENT: number
    const HTTP_STATUS_RESET_CONTENT: number
    const HTTP_STATUS_PARTIAL_CONTENT: number
    const HTTP_STATUS_MULTI_STATUS: number
    const HTTP_STATUS_ALREADY_REPORTED: number
    const HTTP_STATUS_IM_USED: number
    const HTTP_STATUS_MULTIPLE_CHOICES: number
    const HTTP_STATUS_MOVED_PERMANENTLY: number
    const HTTP_STATUS_FOUND: number
    const HTTP_STATUS_SEE_OTHER: number
    const HTTP_STATUS_NOT_MODIFIED: number
    const HTTP_STATUS_USE_PROXY: number
    const HTTP_STATUS_TEMPORARY_REDIRECT: number
    const HTTP_STATUS_PERMANENT_REDIRECT: number
    const HTTP_STATUS_BAD_REQUEST: number
    const HTTP_STATUS_UNAUTHORIZED: number
    const HTTP_STATUS_PAYMENT_REQUIRED: number
    const HTTP_STATUS_FORBIDDEN: number
    const HTTP_STATUS_NOT_FOUND: number
    const HTTP_STATUS_METHOD_NOT_ALLOWED: number
    const HTTP_STATUS_NOT_ACCEPTABLE: number
    const HTTP_STATUS_PROXY_AUTHENTICATION_REQUIRED: number
    const HTTP_STATUS_REQUEST_TIMEOUT: number
    const HTTP_STATUS_CONFLICT: number
    const HTTP_STATUS_GONE: number
    const HTTP_STATUS_LENGTH_REQUIRED: number
    const HTTP_STATUS_PRECONDITION_FAILED: number
    const HTTP_STATUS_PAYLOAD_TOO_LARGE: number
    const HTTP_STATUS_URI_TOO_LONG: number
    const HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE: number
    const HTTP_STATUS_RANGE_NOT_SATISFIABLE: number
    const HTTP_STATUS_EXPECTATION_FAILED: number
    const HTTP_STATUS_TEAPOT: number
    const HTTP_STATUS_MISDIRECTED_REQUEST: number
    const HTTP_STATUS_UNPROCESSABLE_ENTITY: number
    const HTTP_STATUS_LOCKED: number
    const HTTP_STATUS_FAILED_DEPENDENCY: number
    const HTTP_STATUS_TOO_EARLY: number
    const HTTP_STATUS_UPGRADE_REQUIRED: number
    const HTTP_STATUS_PRECONDITION_REQUIRED: number
    const HTTP_STATUS_TOO_MANY_REQUESTS: number
    const HTTP_STATUS_REQUEST_HEADER_FIELDS_TOO_LARGE: number
    const HTTP_STATUS_UNAVAILABLE_FOR_LEGAL_REASONS: number
    const HTTP_STATUS_INTERNAL_SERVER_ERROR: number
    const HTTP_STATUS_NOT_IMPLEMENTED: number
    const HTTP_STATUS_BAD_GATEWAY: number
    const HTTP_STATUS_SERVICE_UNAVAILABLE: number
    const HTTP_STATUS_GATEWAY_TIMEOUT: number
    const HTTP_STATUS_HTTP_VERSION_NOT_SUPPORTED: number
    const HTTP_STATUS_VARIANT_ALSO_NEGOTIATES: number
    const HTTP_STATUS_INSUFFICIENT_STORAGE: number
    const HTTP_STATUS_LOOP_DETECTED: number
    const HTTP_STATUS_BANDWIDTH_LIMIT_EXCEEDED: number
    const HTTP_STATUS_NOT_EXTENDED: number
    const HTTP_STATUS_NETWORK_AUTHENTICATION_REQUIRED: number
  }
}
declare module 'node:http2' {
  export * from 'http2'
}
