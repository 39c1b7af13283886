declare module 'inspector' {
  import { EventEmitter } from 'events'

  /** There is no inspector here: connecting throws ERR_INSPECTOR_NOT_AVAILABLE. */
  export class Session extends EventEmitter {
    connect(): void
    connectToMainThread(): void
    disconnect(): void
    post(method: string, params?: object, callback?: (error: Error | null, result?: unknown) => void): void
    post(method: string, callback?: (error: Error | null, result?: unknown) => void): void
  }
  export function open(port?: number, host?: string, wait?: boolean): Disposable
  export function close(): void
  export function url(): string | undefined
  export function waitForDebugger(): void
  /** The inspector's console: there is none, so its methods do nothing. */
  export const console: Console
  /** Tells a debugger of requests: there is none, so these do nothing. */
  export const Network: { readonly [name: string]: (params: object) => void }
}
declare module 'node:inspector' {
  export * from 'inspector'
}
declare module 'inspector/promises' {
  import * as inspector from 'inspector'
  export { open, close, url, waitForDebugger, console, Network } from 'inspector'
  export class Session extends inspector.Session {
    post(method: string, params?: object): Promise<unknown> & void
  }
}
declare module 'node:inspector/promises' {
  export * from 'inspector/promises'
}
