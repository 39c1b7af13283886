// The DOM Standard's events and aborting, and structuredClone, which are global.

interface EventInit { bubbles?: boolean, cancelable?: boolean, composed?: boolean }
interface CustomEventInit<T = any> extends EventInit { detail?: T }

interface Event {
  readonly type: string
  readonly target: EventTarget | null
  readonly currentTarget: EventTarget | null
  readonly bubbles: boolean
  readonly cancelable: boolean
  readonly composed: boolean
  readonly defaultPrevented: boolean
  readonly eventPhase: number
  readonly isTrusted: boolean
  /** Milliseconds since the program began. */
  readonly timeStamp: number
  composedPath(): EventTarget[]
  preventDefault(): void
  stopPropagation(): void
  stopImmediatePropagation(): void
}
declare var Event: { prototype: Event, new (type: string, init?: EventInit): Event }

interface CustomEvent<T = any> extends Event { readonly detail: T }
declare var CustomEvent: { prototype: CustomEvent, new <T>(type: string, init?: CustomEventInit<T>): CustomEvent<T> }

type EventListenerOrEventListenerObject = ((event: any) => void) | { handleEvent(event: any): void }
interface EventListenerOptions { capture?: boolean }
interface AddEventListenerOptions extends EventListenerOptions { once?: boolean, passive?: boolean, signal?: AbortSignal }

interface EventTarget {
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void
  dispatchEvent(event: Event): boolean
}
declare var EventTarget: { prototype: EventTarget, new (): EventTarget }

interface AbortSignal extends EventTarget {
  readonly aborted: boolean
  readonly reason: any
  onabort: ((this: AbortSignal, event: Event) => any) | null
  throwIfAborted(): void
}
declare var AbortSignal: {
  prototype: AbortSignal
  abort(reason?: any): AbortSignal
  any(signals: AbortSignal[]): AbortSignal
  /** Aborts with a TimeoutError after that many milliseconds; it does not keep the program alive. */
  timeout(milliseconds: number): AbortSignal
}

interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: any): void
}
declare var AbortController: { prototype: AbortController, new (): AbortController }

interface DOMException extends Error {
  readonly name: string
  readonly message: string
  readonly code: number
}
declare var DOMException: { prototype: DOMException, new (message?: string, nameOrOptions?: string | { name?: string, cause?: unknown }): DOMException }

/** @throws DOMException named DataCloneError for functions, symbols and the like. */
declare function structuredClone<T>(value: T, options?: { transfer?: ArrayBuffer[] }): T
