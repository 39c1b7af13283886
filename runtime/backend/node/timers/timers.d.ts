declare namespace NodeJS {
  interface RefCounted {
    ref(): this
    unref(): this
    hasRef(): boolean
  }

  interface Timeout extends RefCounted, Disposable {
    /** Starts the timer anew, also after it has fired. */
    refresh(): this
    close(): this
    [Symbol.toPrimitive](): number
  }

  interface Immediate extends RefCounted, Disposable {}
}

declare module 'timers' {
  type TimerArgument = NodeJS.Timeout | string | number | undefined | null

  /** delay is in milliseconds; less than 1 and more than 2147483647 mean 1. */
  export function setTimeout<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): NodeJS.Timeout
  export function setInterval<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): NodeJS.Timeout
  export function setImmediate<A extends any[]>(callback: (...args: A) => void, ...args: A): NodeJS.Immediate
  export function clearTimeout(timeout: TimerArgument): void
  export function clearInterval(timeout: TimerArgument): void
  export function clearImmediate(immediate: NodeJS.Immediate | undefined | null): void
  export * as promises from 'timers/promises'
}

declare module 'node:timers' {
  export * from 'timers'
}

declare function setTimeout<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): NodeJS.Timeout
declare function setInterval<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): NodeJS.Timeout
declare function setImmediate<A extends any[]>(callback: (...args: A) => void, ...args: A): NodeJS.Immediate
declare function clearTimeout(timeout: NodeJS.Timeout | string | number | undefined | null): void
declare function clearInterval(timeout: NodeJS.Timeout | string | number | undefined | null): void
declare function clearImmediate(immediate: NodeJS.Immediate | undefined | null): void
