declare module 'dgram' {
  import { EventEmitter } from 'events'
  import { AddressInfo, BlockList } from 'net'

  export interface RemoteInfo {
    address: string
    family: 'IPv4' | 'IPv6'
    port: number
    size: number
  }

  export type SocketType = 'udp4' | 'udp6'

  export interface SocketOptions {
    type: SocketType
    reuseAddr?: boolean
    reusePort?: boolean
    ipv6Only?: boolean
    /** In bytes. */
    recvBufferSize?: number
    /** In bytes. */
    sendBufferSize?: number
    lookup?: (hostname: string, family: number, callback: (error: Error | null, address: string, family: number) => void) => void
    /** Closes the socket. */
    signal?: AbortSignal
    /** Addresses from which nothing is received. */
    receiveBlockList?: BlockList
    /** Addresses to which nothing is sent. */
    sendBlockList?: BlockList
  }

  export interface BindOptions {
    port?: number
    address?: string
    exclusive?: boolean
    fd?: number
  }

  export type Message = string | NodeJS.ArrayBufferView
  export type SendCallback = (error: Error | null, bytes: number) => void

  export class Socket extends EventEmitter {
    addMembership(multicastAddress: string, multicastInterface?: string): void
    addSourceSpecificMembership(sourceAddress: string, groupAddress: string, multicastInterface?: string): void
    address(): AddressInfo
    bind(port?: number, address?: string, callback?: () => void): this
    bind(port: number, callback?: () => void): this
    bind(callback: () => void): this
    bind(options: BindOptions, callback?: () => void): this
    close(callback?: () => void): this
    connect(port: number, address?: string, callback?: (error?: Error) => void): void
    connect(port: number, callback: (error?: Error) => void): void
    disconnect(): void
    dropMembership(multicastAddress: string, multicastInterface?: string): void
    dropSourceSpecificMembership(sourceAddress: string, groupAddress: string, multicastInterface?: string): void
    getRecvBufferSize(): number
    getSendBufferSize(): number
    getSendQueueSize(): number
    getSendQueueCount(): number
    ref(): this
    remoteAddress(): AddressInfo
    send(message: Message | readonly Message[], port?: number, address?: string, callback?: SendCallback): void
    send(message: Message | readonly Message[], port?: number, callback?: SendCallback): void
    send(message: Message | readonly Message[], callback?: SendCallback): void
    send(message: Message, offset: number, length: number, port?: number, address?: string, callback?: SendCallback): void
    send(message: Message, offset: number, length: number, port?: number, callback?: SendCallback): void
    send(message: Message, offset: number, length: number, callback?: SendCallback): void
    /** @deprecated Use send. */
    sendto(message: Message, offset: number, length: number, port: number, address: string, callback?: SendCallback): void
    setBroadcast(flag: boolean): void
    setMulticastInterface(multicastInterface: string): void
    setMulticastLoopback(flag: boolean): boolean
    setMulticastTTL(ttl: number): number
    setRecvBufferSize(size: number): void
    setSendBufferSize(size: number): void
    setTTL(ttl: number): number
    unref(): this
    [Symbol.asyncDispose](): Promise<void>
    on(event: 'message', listener: (message: Buffer, rinfo: RemoteInfo) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    on(event: 'close' | 'connect' | 'listening', listener: () => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
  }

  export function createSocket(type: SocketType | SocketOptions, callback?: (message: Buffer, rinfo: RemoteInfo) => void): Socket
  /** @deprecated */
  export function _createSocketHandle(...args: any[]): any
}

declare module 'node:dgram' {
  export * from 'dgram'
}
