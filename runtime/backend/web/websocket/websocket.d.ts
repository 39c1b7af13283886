// WebSocket and CloseEvent, which are lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  interface CloseEventInit extends EventInit {
    code?: number
    reason?: string
    wasClean?: boolean
  }
  interface CloseEvent extends Event {
    /** Whether both sides sent a close frame. */
    readonly wasClean: boolean
    /** What the server gave: 1005 if it gave none, 1006 if the connection broke. */
    readonly code: number
    readonly reason: string
  }

  interface WebSocketInit {
    protocols?: string | string[]
    /** Further headers of the opening request. */
    headers?: Record<string, string> | Iterable<readonly [string, string]>
  }
  interface WebSocket extends globalThis.EventTarget {
    readonly CONNECTING: 0
    readonly OPEN: 1
    readonly CLOSING: 2
    readonly CLOSED: 3
    readonly url: string
    readonly readyState: 0 | 1 | 2 | 3
    /** How many bytes of messages wait to be sent. */
    readonly bufferedAmount: number
    /** What of the protocol's extensions the server agreed to. */
    readonly extensions: string
    /** Which of the protocols the server chose, '' if none was asked for. */
    readonly protocol: string
    /** As what binary messages arrive. Default 'blob'. */
    binaryType: 'blob' | 'arraybuffer'
    onopen: ((event: globalThis.Event) => void) | null
    onmessage: ((event: globalThis.MessageEvent) => void) | null
    /** Its message says why; a close event follows. */
    onerror: ((event: any) => void) | null
    onclose: ((event: globalThis.CloseEvent) => void) | null
    /**
     * @param code 1000 or 3000 to 4999
     * @param reason at most 123 bytes
     */
    close(code?: number, reason?: string): void
    /** @throws DOMException InvalidStateError before the connection is open */
    send(data: string | ArrayBuffer | ArrayBufferView | globalThis.Blob): void
  }
}
interface CloseEvent extends NodeJS.Own<NodeJS.Web.CloseEvent> {}
declare var CloseEvent: typeof globalThis extends { onmessage: any, CloseEvent: infer Theirs } ? Theirs : {
  new (type: string, options?: NodeJS.Web.CloseEventInit): CloseEvent
  readonly prototype: CloseEvent
}
interface WebSocket extends NodeJS.Own<NodeJS.Web.WebSocket> {}
declare var WebSocket: typeof globalThis extends { onmessage: any, WebSocket: infer Theirs } ? Theirs : {
  new (url: string | URL, protocols?: string | string[] | NodeJS.Web.WebSocketInit): WebSocket
  readonly prototype: WebSocket
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSING: 2
  readonly CLOSED: 3
}
