declare module 'https' {
  import * as http from 'http'
  import * as tls from 'tls'
  import { URL } from 'url'

  export type ServerOptions = tls.TlsOptions & http.ServerOptions
  export type RequestOptions = http.RequestOptions & tls.SecureContextOptions & {
    checkServerIdentity?: typeof tls.checkServerIdentity
    rejectUnauthorized?: boolean
    servername?: string
  }

  export interface AgentOptions extends http.AgentOptions, tls.ConnectionOptions {
    /** How many TLS sessions are kept to be resumed: 100; 0 keeps none. */
    maxCachedSessions?: number
    [option: string]: any
  }

  export class Agent extends http.Agent {
    constructor(options?: AgentOptions)
  }

  export class Server extends tls.Server {
    constructor(requestListener?: (request: http.IncomingMessage, response: http.ServerResponse) => void)
    constructor(options: ServerOptions, requestListener?: (request: http.IncomingMessage, response: http.ServerResponse) => void)
    timeout: number
    headersTimeout: number
    keepAliveTimeout: number
    requestTimeout: number
    maxHeadersCount: number | null
    maxRequestsPerSocket: number | null
    closeAllConnections(): void
    closeIdleConnections(): void
    setTimeout(callback: () => void): this
    setTimeout(msecs?: number, callback?: () => void): this
  }

  export function createServer(requestListener?: (request: http.IncomingMessage, response: http.ServerResponse) => void): Server
  export function createServer(options: ServerOptions, requestListener?: (request: http.IncomingMessage, response: http.ServerResponse) => void): Server
  export function request(options: RequestOptions | string | URL, callback?: (response: http.IncomingMessage) => void): http.ClientRequest
  export function request(url: string | URL, options: RequestOptions, callback?: (response: http.IncomingMessage) => void): http.ClientRequest
  export function get(options: RequestOptions | string | URL, callback?: (response: http.IncomingMessage) => void): http.ClientRequest
  export function get(url: string | URL, options: RequestOptions, callback?: (response: http.IncomingMessage) => void): http.ClientRequest
  export let globalAgent: Agent
}

declare module 'node:https' {
  export * from 'https'
}
