declare module 'events' {
  type EventName = string | symbol
  type Listener = (...args: any[]) => void

  interface EventEmitterOptions {
    /** Routes rejections of async listeners to 'error'. Default false. */
    captureRejections?: boolean
  }

  interface Abortable { signal?: AbortSignal }

  interface OnOptions extends Abortable {
    /** Events that end the iteration. */
    close?: string[]
    highWaterMark?: number
    lowWaterMark?: number
  }

  class EventEmitter {
    constructor(options?: EventEmitterOptions)
    addListener(event: EventName, listener: Listener): this
    on(event: EventName, listener: Listener): this
    once(event: EventName, listener: Listener): this
    prependListener(event: EventName, listener: Listener): this
    prependOnceListener(event: EventName, listener: Listener): this
    removeListener(event: EventName, listener: Listener): this
    off(event: EventName, listener: Listener): this
    removeAllListeners(event?: EventName): this
    setMaxListeners(n: number): this
    getMaxListeners(): number
    listeners(event: EventName): Function[]
    rawListeners(event: EventName): Function[]
    emit(event: EventName, ...args: any[]): boolean
    eventNames(): EventName[]
    listenerCount(event: EventName, listener?: Function): number

    static once(emitter: EventEmitter | EventTarget, event: EventName, options?: Abortable): Promise<any[]>
    static on(emitter: EventEmitter | EventTarget, event: EventName, options?: OnOptions): AsyncIterableIterator<any[]>
    static listenerCount(emitter: EventEmitter, event: EventName): number
    static getEventListeners(emitter: EventEmitter | EventTarget, event: EventName): Function[]
    static getMaxListeners(emitter: EventEmitter | EventTarget): number
    static setMaxListeners(n?: number, ...targets: (EventEmitter | EventTarget)[]): void
    static addAbortListener(signal: AbortSignal, listener: (event: Event) => void): Disposable
    static readonly errorMonitor: unique symbol
    static readonly captureRejectionSymbol: unique symbol
    static captureRejections: boolean
    static defaultMaxListeners: number
    static EventEmitter: typeof EventEmitter
    static EventEmitterAsyncResource: typeof EventEmitterAsyncResource
  }

  class EventEmitterAsyncResource extends EventEmitter {
    constructor(options?: string | (EventEmitterOptions & { name?: string, triggerAsyncId?: number, requireManualDestroy?: boolean }))
    readonly asyncId: number
    readonly triggerAsyncId: number
    readonly asyncResource: import('async_hooks').AsyncResource
    emitDestroy(): void
  }

  namespace EventEmitter {
    export { EventEmitter, EventEmitterAsyncResource, EventEmitterOptions, OnOptions }
  }
  export = EventEmitter
}

declare module 'node:events' {
  import events = require('events')
  export = events
}
