// Event, EventTarget, AbortController and DOMException, which are lib DOM's where an app has that too.

declare namespace NodeJS {
  /** T, or nothing where lib DOM declares the same. */
  type Own<T> = typeof globalThis extends { onmessage: any } ? {} : T
}

/** What the web's standards describe and Node has: these are the types of the globals of the same names. */
declare namespace NodeJS.Web {
  interface EventInit {
    /** Default false, as the others. */
    bubbles?: boolean
    cancelable?: boolean
    composed?: boolean
  }
  interface Event {
    readonly type: string
    readonly target: globalThis.EventTarget | null
    readonly currentTarget: globalThis.EventTarget | null
    /** @deprecated Use target. */
    readonly srcElement: globalThis.EventTarget | null
    readonly bubbles: boolean
    readonly cancelable: boolean
    readonly composed: boolean
    readonly defaultPrevented: boolean
    readonly eventPhase: number
    readonly isTrusted: boolean
    /** Milliseconds, as performance.now(). */
    readonly timeStamp: number
    /** @deprecated Use stopPropagation. */
    cancelBubble: boolean
    /** @deprecated Use defaultPrevented. */
    returnValue: boolean
    readonly NONE: 0
    readonly CAPTURING_PHASE: 1
    readonly AT_TARGET: 2
    readonly BUBBLING_PHASE: 3
    /** The target, while it is told. */
    composedPath(): globalThis.EventTarget[]
    /** Has no effect unless the event is cancelable. */
    preventDefault(): void
    stopImmediatePropagation(): void
    stopPropagation(): void
    /** @deprecated Use the constructor. */
    initEvent(type: string, bubbles?: boolean, cancelable?: boolean): void
  }
  interface EventConstructor {
    new (type: string, options?: EventInit): globalThis.Event
    readonly prototype: globalThis.Event
    readonly NONE: 0
    readonly CAPTURING_PHASE: 1
    readonly AT_TARGET: 2
    readonly BUBBLING_PHASE: 3
  }
  interface CustomEvent<T = any> extends Event { readonly detail: T }

  type EventListener = ((event: any) => void) | { handleEvent(event: any): void }
  interface AddEventListenerOptions {
    capture?: boolean
    /** Whether the listener is removed when it is called. Default false. */
    once?: boolean
    /** That the listener never calls preventDefault. Default false. */
    passive?: boolean
    /** Removes the listener when it aborts. */
    signal?: AbortSignal
  }
  interface EventTarget {
    addEventListener(type: string, listener: EventListener | null, options?: AddEventListenerOptions | boolean): void
    removeEventListener(type: string, listener: EventListener | null, options?: { capture?: boolean } | boolean): void
    /** @returns false if a listener called preventDefault of a cancelable event. */
    dispatchEvent(event: globalThis.Event): boolean
  }

  interface AbortSignal extends EventTarget {
    readonly aborted: boolean
    readonly reason: any
    onabort: ((this: globalThis.AbortSignal, event: globalThis.Event) => any) | null
    /** @throws the reason, if it has aborted. */
    throwIfAborted(): void
  }
  interface AbortSignalConstructor {
    new (): globalThis.AbortSignal
    readonly prototype: globalThis.AbortSignal
    /** One that has aborted; without a reason it is an AbortError. */
    abort(reason?: any): globalThis.AbortSignal
    /** One that aborts when the first of signals does. */
    any(signals: Iterable<globalThis.AbortSignal>): globalThis.AbortSignal
    /** One that aborts after milliseconds, with a TimeoutError. */
    timeout(milliseconds: number): globalThis.AbortSignal
  }
  interface AbortController {
    readonly signal: globalThis.AbortSignal
    /** Without a reason it is an AbortError. */
    abort(reason?: any): void
  }

  interface DOMExceptionCodes {
    readonly INDEX_SIZE_ERR: 1
    readonly DOMSTRING_SIZE_ERR: 2
    readonly HIERARCHY_REQUEST_ERR: 3
    readonly WRONG_DOCUMENT_ERR: 4
    readonly INVALID_CHARACTER_ERR: 5
    readonly NO_DATA_ALLOWED_ERR: 6
    readonly NO_MODIFICATION_ALLOWED_ERR: 7
    readonly NOT_FOUND_ERR: 8
    readonly NOT_SUPPORTED_ERR: 9
    readonly INUSE_ATTRIBUTE_ERR: 10
    readonly INVALID_STATE_ERR: 11
    readonly SYNTAX_ERR: 12
    readonly INVALID_MODIFICATION_ERR: 13
    readonly NAMESPACE_ERR: 14
    readonly INVALID_ACCESS_ERR: 15
    readonly VALIDATION_ERR: 16
    readonly TYPE_MISMATCH_ERR: 17
    readonly SECURITY_ERR: 18
    readonly NETWORK_ERR: 19
    readonly ABORT_ERR: 20
    readonly URL_MISMATCH_ERR: 21
    readonly QUOTA_EXCEEDED_ERR: 22
    readonly TIMEOUT_ERR: 23
    readonly INVALID_NODE_TYPE_ERR: 24
    readonly DATA_CLONE_ERR: 25
  }
  interface DOMException extends Error, DOMExceptionCodes {
    readonly name: string
    readonly message: string
    /** @deprecated Use name. */
    readonly code: number
  }
  interface DOMExceptionConstructor extends DOMExceptionCodes {
    new (message?: string, nameOrOptions?: string | { name?: string, cause?: unknown }): globalThis.DOMException
    readonly prototype: globalThis.DOMException
  }
}

interface Event extends NodeJS.Own<NodeJS.Web.Event> {}
declare var Event: typeof globalThis extends { onmessage: any, Event: infer Theirs } ? Theirs : NodeJS.Web.EventConstructor

interface CustomEvent<T = any> extends NodeJS.Own<NodeJS.Web.CustomEvent<T>> {}
declare var CustomEvent: typeof globalThis extends { onmessage: any, CustomEvent: infer Theirs } ? Theirs : {
  new <T>(type: string, options?: NodeJS.Web.EventInit & { detail?: T }): CustomEvent<T>
  readonly prototype: CustomEvent
}

interface EventTarget extends NodeJS.Own<NodeJS.Web.EventTarget> {}
declare var EventTarget: typeof globalThis extends { onmessage: any, EventTarget: infer Theirs } ? Theirs : {
  new (): EventTarget
  readonly prototype: EventTarget
}

interface AbortSignal extends NodeJS.Own<NodeJS.Web.AbortSignal> {}
declare var AbortSignal: typeof globalThis extends { onmessage: any, AbortSignal: infer Theirs } ? Theirs : NodeJS.Web.AbortSignalConstructor

interface AbortController extends NodeJS.Own<NodeJS.Web.AbortController> {}
declare var AbortController: typeof globalThis extends { onmessage: any, AbortController: infer Theirs } ? Theirs : {
  new (): AbortController
  readonly prototype: AbortController
}

interface DOMException extends NodeJS.Own<NodeJS.Web.DOMException> {}
declare var DOMException: typeof globalThis extends { onmessage: any, DOMException: infer Theirs } ? Theirs : NodeJS.Web.DOMExceptionConstructor
