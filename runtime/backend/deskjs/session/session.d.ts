declare module 'deskjs' {
  import { EventEmitter } from 'node:events'
  import { WebContents } from 'electron'

  /** A cookie of a session. */
  export interface Cookie {
    name: string
    value: string
    /** With a dot in front where other hosts of the domain get it too. */
    domain: string
    hostOnly: boolean
    path: string
    secure: boolean
    httpOnly: boolean
    /** Whether it ends with the session. */
    session: boolean
    /** In Unix seconds. */
    expirationDate?: number
    sameSite: 'unspecified' | 'no_restriction' | 'lax' | 'strict'
  }

  /** The cookies of a session: those of the web's pages; the app's own pages have none. */
  export interface Cookies extends EventEmitter {
    get(filter?: Partial<Omit<Cookie, 'value' | 'expirationDate' | 'hostOnly' | 'sameSite'>> & { url?: string }): Promise<Cookie[]>
    set(details: { url: string, name?: string, value?: string, domain?: string, path?: string, secure?: boolean, httpOnly?: boolean, expirationDate?: number,
      sameSite?: Cookie['sameSite'] }): Promise<void>
    remove(url: string, name: string): Promise<void>
    flushStore(): Promise<void>
    /** @platform linux */
    on(event: 'changed', listener: (event: object, cookie: Cookie, cause: 'explicit' | 'overwrite', removed: boolean) => void): this
  }

  /** A file that a page downloads. */
  export interface DownloadItem extends EventEmitter {
    /** In a listener of 'will-download'. Without it the file goes to the person's folder of downloads. */
    setSavePath(path: string): void
    getSavePath(): string
    savePath: string
    getURL(): string
    getURLChain(): string[]
    getFilename(): string
    getMimeType(): string
    getContentDisposition(): string
    /** 0 when the server does not say. */
    getTotalBytes(): number
    getReceivedBytes(): number
    getPercentComplete(): number
    getState(): 'progressing' | 'completed' | 'cancelled' | 'interrupted'
    /** In Unix seconds. */
    getStartTime(): number
    getEndTime(): number
    isPaused(): boolean
    canResume(): boolean
    /** @throws Error with code ERR_NOT_SUPPORTED: the system's webviews can't. */
    pause(): void
    /** @throws Error with code ERR_NOT_SUPPORTED. */
    resume(): void
    cancel(): void
    /** Ten times a second at most. */
    on(event: 'updated', listener: (event: object, state: 'progressing') => void): this
    on(event: 'done', listener: (event: object, state: 'completed' | 'cancelled' | 'interrupted') => void): this
    once(event: 'done', listener: (event: object, state: 'completed' | 'cancelled' | 'interrupted') => void): this
  }

  /** What a page may be allowed. */
  export type PermissionName = 'media' | 'geolocation' | 'notifications' | 'pointerLock' | 'mediaKeySystem' | 'storage-access' | 'clipboard-read' | 'unknown'

  /** What the pages of some windows share. */
  export interface Session extends EventEmitter {
    readonly cookies: Cookies
    readonly protocol: Protocol
    /** Each of its methods throws an Error with code ERR_NOT_SUPPORTED: the webview fetches what pages ask of the web by itself. */
    readonly webRequest: Record<string, (...args: any[]) => never>
    readonly partition: string
    isPersistent(): boolean
    /** @throws Error (rejected) with code ERR_NOT_SUPPORTED for the option origin. */
    clearStorageData(options?: { storages?: ('cookies' | 'indexdb' | 'localstorage' | 'serviceworkers' | 'cachestorage' | 'filesystem' | 'shadercache' | 'websql')[] }): Promise<void>
    clearCache(): Promise<void>
    /** In bytes. @platform linux */
    getCacheSize(): Promise<number>
    /** @platform linux; elsewhere only mode 'system'. */
    setProxy(config: { mode?: 'direct' | 'system' | 'fixed_servers', proxyRules?: string, proxyBypassRules?: string }): Promise<void>
    /** @throws Error (rejected) with code ERR_NOT_SUPPORTED. */
    resolveProxy(url: string): Promise<string>
    /** What pages may do. Without a handler nothing is allowed; null takes it away. */
    setPermissionRequestHandler(handler: ((contents: WebContents, permission: PermissionName, callback: (allowed: boolean) => void,
      details: { requestingUrl: string, isMainFrame: boolean, mediaTypes: ('audio' | 'video')[] }) => void) | null): void
    /** Asked before that handler; false refuses. */
    setPermissionCheckHandler(handler: ((contents: WebContents, permission: PermissionName, requestingOrigin: string, details: object) => boolean) | null): void
    /** @throws Error on Windows and macOS, where the person chooses. @platform linux */
    setSpellCheckerEnabled(enable: boolean): void
    isSpellCheckerEnabled(): boolean
    /** Those whose dictionaries the system has: 'en-GB'. An empty list checks nothing. @platform linux */
    setSpellCheckerLanguages(languages: string[]): void
    getSpellCheckerLanguages(): string[]
    /** @throws Error with code ERR_NOT_SUPPORTED when no window has the session. */
    downloadURL(url: string): void
    /** The backend's own fetch: it has none of the session's cookies. */
    fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
    /** preventDefault() keeps the file from being fetched. */
    on(event: 'will-download', listener: (event: { preventDefault(): void }, item: DownloadItem, contents: WebContents | undefined) => void): this
    once(event: 'will-download', listener: (event: { preventDefault(): void }, item: DownloadItem, contents: WebContents | undefined) => void): this
  }

  export const session: {
    /** The session of a partition: 'persist:NAME' is on disk, any other name in memory. webPreferences.partition puts a window's page in it. @platform linux; macOS has those in memory. */
    fromPartition(partition: string): Session
    readonly defaultSession: Session
  }
}
