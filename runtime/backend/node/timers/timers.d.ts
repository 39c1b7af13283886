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
  export type TimerArgument = NodeJS.Timeout | string | number | undefined | null

  /** delay is in milliseconds; less than 1 and more than 2147483647 mean 1. */
  export function setTimeout<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): NodeJS.Timeout
  export function setInterval<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): NodeJS.Timeout
  export function setImmediate<A extends any[]>(callback: (...args: A) => void, ...args: A): NodeJS.Immediate
  export function clearTimeout(timeout: TimerArgument): void
  export function clearInterval(timeout: TimerArgument): void
  export function clearImmediate(immediate: NodeJS.Immediate | undefined | null): void
  /** @deprecated Use setTimeout. */
  export function enroll(item: object, delay: number): void
  /** @deprecated Use clearTimeout. */
  export function unenroll(item: object): void
  /** @deprecated Use Timeout.refresh. */
  export function active(item: object): void
  export * as promises from 'timers/promises'
}

declare module 'node:timers' {
  export * from 'timers'
}

// Lib DOM's timers are numbers, and a page's are: here they may be used as either.
declare function setTimeout<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): NodeJS.Timeout & number
declare function setInterval<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): NodeJS.Timeout & number
declare function setImmediate<A extends any[]>(callback: (...args: A) => void, ...args: A): NodeJS.Immediate
declare function clearTimeout(timeout: NodeJS.Timeout | string | number | undefined | null): void
declare function clearInterval(timeout: NodeJS.Timeout | string | number | undefined | null): void
declare function clearImmediate(immediate: NodeJS.Immediate | undefined | null): void
