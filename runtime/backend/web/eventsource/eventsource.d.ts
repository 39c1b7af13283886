// EventSource, which is lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  interface EventSourceInit {
    /** Kept as it is: there are no cookies here. Default false. */
    withCredentials?: boolean
  }
  interface EventSource extends globalThis.EventTarget {
    readonly CONNECTING: 0
    readonly OPEN: 1
    readonly CLOSED: 2
    readonly url: string
    readonly withCredentials: boolean
    /** CONNECTING also between attempts. */
    readonly readyState: 0 | 1 | 2
    onopen: ((event: globalThis.Event) => void) | null
    /** Events without a type of their own; the others go to addEventListener(TYPE, ...). */
    onmessage: ((event: globalThis.MessageEvent) => void) | null
    /** The connection broke and is tried again, or, if readyState is CLOSED, was refused. */
    onerror: ((event: globalThis.Event) => void) | null
    close(): void
  }
}
interface EventSource extends NodeJS.Own<NodeJS.Web.EventSource> {}
declare var EventSource: typeof globalThis extends { onmessage: any, EventSource: infer Theirs } ? Theirs : {
  new (url: string | URL, options?: NodeJS.Web.EventSourceInit): EventSource
  readonly prototype: EventSource
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSED: 2
}
