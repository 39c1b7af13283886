declare module 'electron' {
  import { EventEmitter } from 'node:events'
  export { app } from 'deskjs'

  /** What a handler gets of who asks. */
  interface IpcMainInvokeEvent {
    /** What the window that asks shows. */
    readonly sender: WebContents
    readonly senderId: number
    readonly senderFrame: WebFrameMain
    readonly processId: number
    readonly frameId: number
    readonly type: 'frame'
  }

  interface IpcMainEvent extends IpcMainInvokeEvent {
    /** What sendSync returns; the first that is set counts. */
    returnValue: any
    /** Those that came with postMessage. */
    readonly ports: MessagePortMain[]
    /** Sends to the page that asks. */
    reply(channel: string, ...args: any[]): void
  }

  interface IpcMain extends EventEmitter {
    /**
     * Answers ipcRenderer.invoke on a channel with what listener returns or its promise resolves to. Arguments and results cross by
     * structured clone, functions, streams and AbortSignals by reference.
     * @throws Error if the channel has a handler.
     */
    handle(channel: string, listener: (event: IpcMainInvokeEvent, ...args: any[]) => any): void
    /** As handle, for one invocation. */
    handleOnce(channel: string, listener: (event: IpcMainInvokeEvent, ...args: any[]) => any): void
    removeHandler(channel: string): void
    on(channel: string, listener: (event: IpcMainEvent, ...args: any[]) => void): this
    once(channel: string, listener: (event: IpcMainEvent, ...args: any[]) => void): this
    off(channel: string, listener: (event: IpcMainEvent, ...args: any[]) => void): this
    addListener(channel: string, listener: (event: IpcMainEvent, ...args: any[]) => void): this
    removeListener(channel: string, listener: (event: IpcMainEvent, ...args: any[]) => void): this
    removeAllListeners(channel?: string): this
  }

  /** Main process: answers what ipcRenderer asks and hears what it sends. */
  export const ipcMain: IpcMain

  /** What a window shows: one document after another, each with its preload script. */
  interface WebContents extends EventEmitter {
    /** The window's number in this run of the app. */
    readonly id: number
    /** What only this window sends. */
    readonly ipc: IpcMain
    /** Sends to the page's ipcRenderer. Nothing happens if nobody listens there; a page that is 10,000 behind misses what comes meanwhile. */
    send(channel: string, ...args: any[]): void
    /** As send, with ports. */
    postMessage(channel: string, message: any, transfer?: MessagePortMain[]): void
    /** Whether its window has closed. */
    isDestroyed(): boolean
  }

  export const webContents: {
    /** Those of the open windows. */
    getAllWebContents(): WebContents[]
    fromId(id: number): WebContents | undefined
    /** That of the window that has the keyboard. */
    getFocusedWebContents(): WebContents | null
  }

  /** One end of a MessageChannelMain. */
  export interface MessagePortMain extends EventEmitter {
    postMessage(message: any, transfer?: MessagePortMain[]): void
    /** Messages wait until then. */
    start(): void
    close(): void
    on(event: 'message', listener: (event: { data: any; ports: MessagePortMain[] }) => void): this
    on(event: 'close', listener: () => void): this
    once(event: 'message', listener: (event: { data: any; ports: MessagePortMain[] }) => void): this
    once(event: 'close', listener: () => void): this
  }

  export class MessageChannelMain {
    readonly port1: MessagePortMain
    readonly port2: MessagePortMain
  }

  /** What a listener in a page or preload script gets first. */
  interface IpcRendererEvent {
    readonly sender: IpcRenderer
    readonly senderId: number
    /** Those that came with postMessage. */
    readonly ports: MessagePort[]
  }

  interface IpcRenderer {
    /** Asks the handler of a channel. */
    invoke(channel: string, ...args: any[]): Promise<any>
    /** Sends to the listeners of ipcMain. */
    send(channel: string, ...args: any[]): void
    /** Sends and waits for event.returnValue; the page stands still meanwhile. Prefer invoke. */
    sendSync(channel: string, ...args: any[]): any
    /** As send, with ports, which are the main process's from then on. */
    postMessage(channel: string, message: any, transfer?: MessagePort[]): void
    on(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this
    once(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this
    off(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this
    addListener(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this
    prependListener(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this
    prependOnceListener(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this
    removeListener(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this
    removeAllListeners(channel?: string): this
    emit(channel: string, ...args: any[]): boolean
    listenerCount(channel: string): number
    listeners(channel: string): ((event: IpcRendererEvent, ...args: any[]) => void)[]
    eventNames(): string[]
  }

  /** Preload scripts, and pages of windows that have none. */
  export const ipcRenderer: IpcRenderer

  /** Preload scripts only. */
  export const contextBridge: {
    /**
     * Gives the page a copy of api as window[key]. Functions and promises work on both sides; all else is copied.
     * @throws Error if the page has something of that name; DataCloneError for what can't be copied.
     */
    exposeInMainWorld(key: string, api: any): void
  }

  /** Preload scripts only. The top frame: the webview tells of no others. */
  export const webFrame: {
    /** Adds a style sheet; the key removes it. @throws Error with code ERR_NOT_SUPPORTED for cssOrigin 'user' */
    insertCSS(css: string, options?: { cssOrigin?: 'author' }): string
    removeInsertedCSS(key: string): void
    insertText(text: string): void
    /** Runs a script in the page's own world, and gives what structured clone carries. */
    executeJavaScript(code: string, userGesture?: boolean, callback?: (result: any, error?: Error) => void): Promise<any>
    /** These four stand still until the main process has answered. @throws Error for a factor that is not above 0 */
    getZoomFactor(): number
    setZoomFactor(factor: number): void
    getZoomLevel(): number
    setZoomLevel(level: number): void
    readonly top: typeof webFrame
    readonly parent: null
    readonly opener: null
    readonly firstChild: null
    readonly nextSibling: null
    readonly routingId: number
    findFrameByName(name: string): null
    findFrameByRoutingId(routingId: number): typeof webFrame | null
    getFrameForSelector(selector: string): null
  }

  /** Preload scripts only. Pages have getPathForFile of the module "deskjs/frontend", if they are granted it. */
  export const webUtils: {
    /**
     * Where a file is on the disk: an absolute path, or '' if file is none that somebody has dropped on the page or chosen in one of its
     * `<input type=file>`. A File that the page gives the preload script by contextBridge
     * stays the same.
     * @throws Error with code ERR_NOT_SUPPORTED; ERR_INVALID_ARG_TYPE
     * @platform linux
     */
    getPathForFile(file: File): string
  }
}
