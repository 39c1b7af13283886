declare module 'async_hooks' {
  /** Holds a value for everything that is done, now or later, on behalf of a callback. */
  class AsyncLocalStorage<T> {
    /** Returns fn, to be called in the context of here. */
    static bind<F extends (...args: any[]) => any>(fn: F): F
    /** Returns a function that calls its first argument in the context of here. */
    static snapshot(): <R, A extends any[]>(fn: (...args: A) => R, ...args: A) => R
    /** Forgets the value, everywhere, until run or enterWith is called again. */
    disable(): void
    /** Sets the value from here on, for the rest of the current callback and what it starts. */
    enterWith(store: T): void
    /** Calls the callback with the value set, in it and in all that it starts. */
    run<R, A extends any[]>(store: T, callback: (...args: A) => R, ...args: A): R
    /** Calls the callback without a value. */
    exit<R, A extends any[]>(callback: (...args: A) => R, ...args: A): R
    /** The value, undefined if there is none here. */
    getStore(): T | undefined
  }

  interface AsyncResourceOptions {
    /** The id of what caused the resource. Default: executionAsyncId(). */
    triggerAsyncId?: number
    /** Leaves calling emitDestroy to you; otherwise a destroy hook hears of it when the resource is collected. Default false. */
    requireManualDestroy?: boolean
  }

  /** Carries the context from where it is made to where its callbacks run. */
  class AsyncResource {
    constructor(type: string, options?: number | AsyncResourceOptions)
    static bind<F extends (this: This, ...args: any[]) => any, This>(fn: F, type?: string, thisArg?: This): F
    bind<F extends (...args: any[]) => any>(fn: F, thisArg?: any): F
    runInAsyncScope<This, R>(fn: (this: This, ...args: any[]) => R, thisArg?: This, ...args: any[]): R
    emitDestroy(): this
    asyncId(): number
    triggerAsyncId(): number
  }

  interface HookCallbacks {
    init?(asyncId: number, type: string, triggerAsyncId: number, resource: object): void
    before?(asyncId: number): void
    after?(asyncId: number): void
    destroy?(asyncId: number): void
    promiseResolve?(asyncId: number): void
  }

  interface AsyncHook {
    enable(): this
    disable(): this
  }

  /** Follows timers, ticks, promises, operations and AsyncResources. An error in a callback ends the program. */
  function createHook(callbacks: HookCallbacks): AsyncHook
  function executionAsyncId(): number
  function triggerAsyncId(): number
  function executionAsyncResource(): object
  const asyncWrapProviders: Readonly<Record<string, number>>
}

declare module 'node:async_hooks' {
  export * from 'async_hooks'
}
