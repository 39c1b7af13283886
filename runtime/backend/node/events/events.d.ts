declare module 'events' {
  type EventName = string | symbol

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

  /** Events is the arguments of each event, as in `EventEmitter<{ saved: [name: string] }>`. Without it any name goes. */
  class EventEmitter<Events extends Record<keyof Events, any[]> = Record<EventName, any[]>> {
    constructor(options?: EventEmitterOptions)
    addListener<Name extends keyof Events>(event: Name, listener: (...args: Events[Name]) => void): this
    on<Name extends keyof Events>(event: Name, listener: (...args: Events[Name]) => void): this
    once<Name extends keyof Events>(event: Name, listener: (...args: Events[Name]) => void): this
    prependListener<Name extends keyof Events>(event: Name, listener: (...args: Events[Name]) => void): this
    prependOnceListener<Name extends keyof Events>(event: Name, listener: (...args: Events[Name]) => void): this
    removeListener<Name extends keyof Events>(event: Name, listener: (...args: Events[Name]) => void): this
    off<Name extends keyof Events>(event: Name, listener: (...args: Events[Name]) => void): this
    removeAllListeners(event?: keyof Events): this
    setMaxListeners(n: number): this
    getMaxListeners(): number
    listeners(event: keyof Events): Function[]
    rawListeners(event: keyof Events): Function[]
    emit<Name extends keyof Events>(event: Name, ...args: Events[Name]): boolean
    eventNames(): EventName[]
    listenerCount(event: keyof Events, listener?: Function): number

    static once(emitter: EventEmitter<any> | EventTarget, event: EventName, options?: Abortable): Promise<any[]>
    static on(emitter: EventEmitter<any> | EventTarget, event: EventName, options?: OnOptions): AsyncIterableIterator<any[]>
    static listenerCount(emitter: EventEmitter<any>, event: EventName): number
    static getEventListeners(emitter: EventEmitter<any> | EventTarget, event: EventName): Function[]
    static getMaxListeners(emitter: EventEmitter<any> | EventTarget): number
    static setMaxListeners(n?: number, ...targets: (EventEmitter<any> | EventTarget)[]): void
    static addAbortListener(signal: AbortSignal, listener: (event: Event) => void): Disposable
    static readonly errorMonitor: unique symbol
    static readonly captureRejectionSymbol: unique symbol
    static captureRejections: boolean
    static usingDomains: boolean
    static defaultMaxListeners: number
  }

  import emitter = require('node:events')
  namespace EventEmitter {
    export { emitter as EventEmitter, EventEmitterOptions, Abortable, OnOptions }

    export class EventEmitterAsyncResource extends EventEmitter {
      constructor(options?: string | (EventEmitterOptions & { name?: string, triggerAsyncId?: number, requireManualDestroy?: boolean }))
      readonly asyncId: number
      readonly triggerAsyncId: number
      readonly asyncResource: object
      emitDestroy(): void
    }
  }
  export = EventEmitter
}

declare module 'node:events' {
  import events = require('events')
  export = events
}

declare namespace NodeJS {
  type Emitter = import('events').EventEmitter
  interface EventEmitter extends Emitter {}
}
