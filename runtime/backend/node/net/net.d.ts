declare module 'net' {
  import { Duplex, DuplexOptions } from 'stream'
  import { EventEmitter } from 'events'

  type LookupFunction = (
    hostname: string, options: object,
    callback: (error: Error | null, address: string | { address: string; family: number }[], family?: number) => void,
  ) => void

  export interface AddressInfo {
    address: string
    family: string
    port: number
  }

  export interface OnReadOpts {
    buffer: Uint8Array | (() => Uint8Array)
    /** Returning false pauses the socket. */
    callback(bytesWritten: number, buffer: Uint8Array): boolean
  }

  export interface SocketConstructorOpts extends Omit<DuplexOptions, 'objectMode' | 'readableObjectMode' | 'writableObjectMode'> {
    fd?: number
    allowHalfOpen?: boolean
    onread?: OnReadOpts
    signal?: AbortSignal
    /** Addresses not to connect to. */
    blockList?: BlockList
    noDelay?: boolean
    keepAlive?: boolean
    /** In milliseconds. */
    keepAliveInitialDelay?: number
  }

  export interface TcpSocketConnectOpts {
    port: number
    host?: string
    localAddress?: string
    localPort?: number
    family?: number
    hints?: number
    lookup?: LookupFunction
    noDelay?: boolean
    keepAlive?: boolean
    keepAliveInitialDelay?: number
    autoSelectFamily?: boolean
    /** In milliseconds, at least 10. */
    autoSelectFamilyAttemptTimeout?: number
  }
  export interface IpcSocketConnectOpts {
    path: string
  }
  export type SocketConnectOpts = TcpSocketConnectOpts | IpcSocketConnectOpts
  export type NetConnectOpts = SocketConnectOpts & SocketConstructorOpts & { timeout?: number }

  export class Socket extends Duplex {
    constructor(options?: SocketConstructorOpts)
    connect(options: SocketConnectOpts, listener?: () => void): this
    connect(port: number, host: string, listener?: () => void): this
    connect(port: number, listener?: () => void): this
    connect(path: string, listener?: () => void): this
    setTimeout(timeout: number, listener?: () => void): this
    setNoDelay(noDelay?: boolean): this
    setKeepAlive(enable?: boolean, initialDelay?: number): this
    address(): AddressInfo | {}
    ref(): this
    unref(): this
    destroySoon(): void
    /** Ends the connection so that the other end meets ECONNRESET (TCP only). */
    resetAndDestroy(): this
    readonly autoSelectFamilyAttemptedAddresses: string[]
    /** @deprecated Use writableLength. */
    readonly bufferSize: number | undefined
    readonly bytesRead: number
    readonly bytesWritten: number
    readonly connecting: boolean
    readonly pending: boolean
    readonly localAddress?: string
    readonly localPort?: number
    readonly localFamily?: string
    readonly remoteAddress?: string
    readonly remotePort?: number
    readonly remoteFamily?: string
    readonly readyState: 'opening' | 'open' | 'readOnly' | 'writeOnly' | 'closed'
    readonly timeout?: number
  }
  export { Socket as Stream }

  export interface ListenOptions {
    port?: number
    host?: string
    path?: string
    backlog?: number
    exclusive?: boolean
    ipv6Only?: boolean
    reusePort?: boolean
    readableAll?: boolean
    writableAll?: boolean
    signal?: AbortSignal
    fd?: number
  }
  export interface ServerOpts {
    allowHalfOpen?: boolean
    pauseOnConnect?: boolean
    noDelay?: boolean
    keepAlive?: boolean
    keepAliveInitialDelay?: number
    highWaterMark?: number
    blockList?: BlockList
  }
  export interface DropArgument {
    localAddress?: string
    localPort?: number
    localFamily?: string
    remoteAddress?: string
    remotePort?: number
    remoteFamily?: string
  }

  export class Server extends EventEmitter {
    constructor(connectionListener?: (socket: Socket) => void)
    constructor(options?: ServerOpts, connectionListener?: (socket: Socket) => void)
    listen(port?: number, hostname?: string, backlog?: number, listener?: () => void): this
    listen(port?: number, hostname?: string, listener?: () => void): this
    listen(port?: number, backlog?: number, listener?: () => void): this
    listen(port?: number, listener?: () => void): this
    listen(path: string, backlog?: number, listener?: () => void): this
    listen(path: string, listener?: () => void): this
    listen(options: ListenOptions, listener?: () => void): this
    close(callback?: (error?: Error) => void): this
    address(): AddressInfo | string | null
    getConnections(callback: (error: Error | null, count: number) => void): this
    ref(): this
    unref(): this
    maxConnections: number
    dropMaxConnection: boolean
    readonly listening: boolean
    [Symbol.asyncDispose](): Promise<void>
  }

  export class BlockList {
    static isBlockList(value: unknown): value is BlockList
    addAddress(address: string | SocketAddress, type?: 'ipv4' | 'ipv6'): void
    addRange(start: string | SocketAddress, end: string | SocketAddress, type?: 'ipv4' | 'ipv6'): void
    addSubnet(net: string | SocketAddress, prefix: number, type?: 'ipv4' | 'ipv6'): void
    check(address: string | SocketAddress, type?: 'ipv4' | 'ipv6'): boolean
    readonly rules: readonly string[]
    toJSON(): readonly string[]
    fromJSON(data: string | readonly string[]): void
  }

  export interface SocketAddressInitOptions {
    address?: string
    family?: 'ipv4' | 'ipv6'
    flowlabel?: number
    port?: number
  }
  export class SocketAddress {
    static parse(input: string): SocketAddress | undefined
    static isSocketAddress(value: unknown): value is SocketAddress
    constructor(options?: SocketAddressInitOptions)
    readonly address: string
    readonly family: 'ipv4' | 'ipv6'
    readonly port: number
    readonly flowlabel: number
    toJSON(): { address: string, port: number, family: string, flowlabel: number }
  }

  export function createServer(connectionListener?: (socket: Socket) => void): Server
  export function createServer(options?: ServerOpts, connectionListener?: (socket: Socket) => void): Server
  export function connect(options: NetConnectOpts, listener?: () => void): Socket
  export function connect(port: number, host?: string, listener?: () => void): Socket
  export function connect(path: string, listener?: () => void): Socket
  export { connect as createConnection }
  export function getDefaultAutoSelectFamily(): boolean
  export function setDefaultAutoSelectFamily(value: boolean): void
  export function getDefaultAutoSelectFamilyAttemptTimeout(): number
  export function setDefaultAutoSelectFamilyAttemptTimeout(value: number): void
  export function isIP(input: string): number
  export function isIPv4(input: string): boolean
  export function isIPv6(input: string): boolean
}

declare module 'node:net' {
  export * from 'net'
}
