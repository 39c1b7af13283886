declare module 'worker_threads' {
  import { EventEmitter } from 'events'

  /**
   * The two sizes of memory count together, as by how much the process's memory has grown since the worker began: all threads
   * share one heap. It is looked at fifty times a second. `codeRangeSizeMb` changes nothing.
   */
  interface ResourceLimits {
    maxYoungGenerationSizeMb?: number
    maxOldGenerationSizeMb?: number
    codeRangeSizeMb?: number
    /** Megabytes; 4 if not given. */
    stackSizeMb?: number
  }

  interface WorkerOptions {
    argv?: any[]
    env?: Record<string, string | undefined> | typeof SHARE_ENV
    /** The first argument is code, not a file. */
    eval?: boolean
    execArgv?: string[]
    stdin?: boolean
    stdout?: boolean
    stderr?: boolean
    workerData?: any
    /** Close what `fs.open` has left open when the worker ends; true by default. */
    trackUnmanagedFds?: boolean
    transferList?: readonly object[]
    resourceLimits?: ResourceLimits
    name?: string
  }

  interface EventLoopUtilization {
    idle: number
    active: number
    utilization: number
  }

  class MessagePort extends EventTarget {
    onmessage: ((event: { data: any }) => void) | null
    onmessageerror: ((event: { data: any }) => void) | null
    postMessage(value: any, transferList?: readonly object[]): void
    start(): void
    close(): void
    ref(): void
    unref(): void
    hasRef(): boolean
    on(event: 'message' | 'messageerror' | 'close', listener: (value: any) => void): this
    once(event: 'message' | 'messageerror' | 'close', listener: (value: any) => void): this
    off(event: string, listener: (value: any) => void): this
  }

  class MessageChannel {
    readonly port1: MessagePort
    readonly port2: MessagePort
  }

  class BroadcastChannel extends EventTarget {
    constructor(name: any)
    readonly name: string
    onmessage: ((event: { data: any }) => void) | null
    onmessageerror: ((event: { data: any }) => void) | null
    postMessage(message: any): void
    close(): void
    ref(): this
    unref(): this
  }

  class Worker extends EventEmitter {
    constructor(filename: string | URL, options?: WorkerOptions)
    readonly threadId: number
    readonly resourceLimits: ResourceLimits
    readonly stdin: any
    readonly stdout: any
    readonly stderr: any
    readonly performance: { eventLoopUtilization(one?: EventLoopUtilization, two?: EventLoopUtilization): EventLoopUtilization }
    postMessage(value: any, transferList?: readonly object[]): void
    ref(): void
    unref(): void
    terminate(): Promise<number>
    /** Rejects: there are no V8 heaps here. */
    getHeapSnapshot(options?: object): Promise<never>
    on(event: 'error', listener: (error: Error) => void): this
    on(event: 'exit', listener: (code: number) => void): this
    on(event: 'message' | 'messageerror', listener: (value: any) => void): this
    on(event: 'online', listener: () => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
  }

  const isMainThread: boolean
  const parentPort: MessagePort | null
  const workerData: any
  const threadId: number
  const threadName: string
  const resourceLimits: ResourceLimits
  const SHARE_ENV: unique symbol
  function markAsUncloneable(object: object): void
  function markAsUntransferable(object: object): void
  function isMarkedAsUntransferable(object: object): boolean
  function moveMessagePortToContext(port: MessagePort, context: object): MessagePort
  function receiveMessageOnPort(port: MessagePort | BroadcastChannel): { message: any } | undefined
  function getEnvironmentData(key: any): any
  function setEnvironmentData(key: any, value?: any): void
  function postMessageToThread(threadId: number, value: any, transferList?: readonly object[], timeout?: number): Promise<void>
}

declare module 'node:worker_threads' {
  export * from 'worker_threads'
}

// The globals of the same names are lib DOM's where an app has that too.
interface MessagePort extends NodeJS.Own<import('worker_threads').MessagePort> {}
declare var MessagePort: typeof globalThis extends { onmessage: any, MessagePort: infer Theirs } ? Theirs : typeof import('worker_threads').MessagePort
interface MessageChannel extends NodeJS.Own<import('worker_threads').MessageChannel> {}
declare var MessageChannel: typeof globalThis extends { onmessage: any, MessageChannel: infer Theirs } ? Theirs : typeof import('worker_threads').MessageChannel
interface BroadcastChannel extends NodeJS.Own<import('worker_threads').BroadcastChannel> {}
declare var BroadcastChannel: typeof globalThis extends { onmessage: any, BroadcastChannel: infer Theirs } ? Theirs : typeof import('worker_threads').BroadcastChannel

declare namespace NodeJS.Web {
  interface MessageEventInit<T> extends EventInit {
    data?: T
    origin?: string
    lastEventId?: string
    source?: globalThis.MessagePort | null
    ports?: globalThis.MessagePort[]
  }
  interface MessageEvent<T = any> extends Event {
    readonly data: T
    readonly origin: string
    readonly lastEventId: string
    readonly source: globalThis.MessagePort | null
    readonly ports: readonly globalThis.MessagePort[]
    /** @deprecated Use the constructor. */
    initMessageEvent(type: string, bubbles?: boolean, cancelable?: boolean, data?: any, origin?: string, lastEventId?: string,
      source?: globalThis.MessagePort | null, ports?: globalThis.MessagePort[]): void
  }
}
interface MessageEvent<T = any> extends NodeJS.Own<NodeJS.Web.MessageEvent<T>> {}
declare var MessageEvent: typeof globalThis extends { onmessage: any, MessageEvent: infer Theirs } ? Theirs : {
  new <T>(type: string, init?: NodeJS.Web.MessageEventInit<T>): MessageEvent<T>
  readonly prototype: MessageEvent
}

/** A deep copy, of all that may cross to a worker; what is in transfer is moved. @throws DOMException DataCloneError */
declare function structuredClone<T = any>(value: T, options?: { transfer?: any[] }): T
