declare module 'timers/promises' {
  interface TimerOptions {
    /** Whether the timer keeps the program alive. Default true. */
    ref?: boolean
    /** Rejects with an AbortError when it aborts. */
    signal?: AbortSignal
  }

  export function setTimeout<T = void>(delay?: number, value?: T, options?: TimerOptions): Promise<T>
  export function setImmediate<T = void>(value?: T, options?: TimerOptions): Promise<T>
  export function setInterval<T = void>(delay?: number, value?: T, options?: TimerOptions): AsyncIterableIterator<T>

  interface Scheduler {
    wait(delay: number, options?: TimerOptions): Promise<void>
    yield(): Promise<void>
  }
  export const scheduler: Scheduler
}

declare module 'node:timers/promises' {
  export * from 'timers/promises'
}
