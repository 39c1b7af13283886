declare module 'domain' {
  import { EventEmitter } from 'events'

  /** @deprecated */
  export class Domain extends EventEmitter {
    members: unknown[]
    enter(): void
    exit(): void
    run<Args extends any[], Result>(fn: (...args: Args) => Result, ...args: Args): Result
    add(member: object): void
    remove(member: object): void
    bind<Fn extends Function>(callback: Fn): Fn
    intercept<Fn extends Function>(callback: Fn): Fn
  }
  /** The domain that is entered. @deprecated */
  export let active: Domain | null | undefined
  /** @deprecated */
  export function create(): Domain
  /** @deprecated */
  export function createDomain(): Domain
}
declare module 'node:domain' {
  export * from 'domain'
}
