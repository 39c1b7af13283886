declare module 'diagnostics_channel' {
  import { AsyncLocalStorage } from 'async_hooks'

  export type ChannelListener = (message: unknown, name: string | symbol) => void
  export class Channel<Store = unknown, Context = Store> {
    private constructor(name: string | symbol)
    readonly name: string | symbol
    readonly hasSubscribers: boolean
    publish(message: unknown): void
    subscribe(listener: ChannelListener): void
    unsubscribe(listener: ChannelListener): boolean
    bindStore(store: AsyncLocalStorage<Store>, transform?: (context: Context) => Store): void
    unbindStore(store: AsyncLocalStorage<Store>): boolean
    runStores<This = any, Args extends any[] = any[], Result = any>(context: Context, fn: (this: This, ...args: Args) => Result, thisArg?: This, ...args: Args): Result
  }
  export interface TracingChannelSubscribers<Context extends object> {
    start?(message: Context): void
    end?(message: Context): void
    asyncStart?(message: Context): void
    asyncEnd?(message: Context): void
    error?(message: Context): void
  }
  export interface TracingChannelCollection {
    start: Channel
    end: Channel
    asyncStart: Channel
    asyncEnd: Channel
    error: Channel
  }
  export interface TracingChannel<Context extends object = object> extends TracingChannelCollection {
    readonly hasSubscribers: boolean
    subscribe(subscribers: TracingChannelSubscribers<Context>): void
    unsubscribe(subscribers: TracingChannelSubscribers<Context>): boolean
    traceSync<This = any, Args extends any[] = any[], Result = any>(fn: (this: This, ...args: Args) => Result, context?: Context, thisArg?: This, ...args: Args): Result
    tracePromise<This = any, Args extends any[] = any[], Result = any>(fn: (this: This, ...args: Args) => Promise<Result>, context?: Context, thisArg?: This, ...args: Args): Promise<Result>
    traceCallback<Fn extends (this: any, ...args: any[]) => any>(fn: Fn, position?: number, context?: Context, thisArg?: any, ...args: Parameters<Fn>): ReturnType<Fn>
  }
  export function channel(name: string | symbol): Channel
  export function hasSubscribers(name: string | symbol): boolean
  export function subscribe(name: string | symbol, listener: ChannelListener): void
  export function unsubscribe(name: string | symbol, listener: ChannelListener): boolean
  export function tracingChannel<Context extends object = object>(nameOrChannels: string | TracingChannelCollection): TracingChannel<Context>
}
declare module 'node:diagnostics_channel' {
  export * from 'diagnostics_channel'
}
