declare module 'deskjs' {
  import { EventEmitter } from 'node:events'
  import { WebContents } from 'electron'

  /** What a new window is like. Sizes are in logical pixels. */
  export interface BaseWindowConstructorOptions {
    /** The title bar's text; the app's name by default. */
    title?: string
    /** The first width, 800 by default. */
    width?: number
    /** The first height, 600 by default. */
    height?: number
    minWidth?: number
    minHeight?: number
    /** Whether the menu bar is seen only after Alt was pressed, false by default. @platform linux, win32 */
    autoHideMenuBar?: boolean
    /** What deskjs.json and `emitTo` call it. */
    name?: string
  }

  export interface BrowserWindowConstructorOptions extends BaseWindowConstructorOptions {
    webPreferences?: WebPreferences
  }

  /** What the window's page may do. */
  export interface WebPreferences {
    /** The preload script's path in the project. */
    preload?: string
    /** What its page may use of the app, as `windows[].capabilities` of deskjs.json; everything by default. */
    capabilities?: string[]
    /** What `process.argv` of its preload script ends with. */
    additionalArguments?: string[]
    /** The session of its page: 'persist:NAME' on disk, any other name in memory, the app's own by default. @platform linux; macOS has those in memory. */
    partition?: string
    /** The same, by its object. */
    session?: Session
  }

  /** A window without a page of its own: what it shows are the views in its `contentView`. */
  export class BaseWindow extends EventEmitter {
    constructor(options?: BaseWindowConstructorOptions)
    /** All windows, those with a page too. */
    static getAllWindows(): BaseWindow[]
    static fromId(id: number): BaseWindow | null
    /** The window that has the keyboard. */
    static getFocusedWindow(): BaseWindow | null
    /** Forgets where a window was. */
    static clearPersistedState(name: string): void
    /** The window's number in this run of the app. */
    readonly id: number
    readonly name: string
    focus(): void
    setTitle(title: string): void
    /**
     * Emits 'close', whose listeners may refuse by event.preventDefault(), then asks the page by its beforeunload event, and closes. A page
     * that nobody has touched is not asked to stay, and one that does not answer for five seconds is not waited for.
     * @platform linux; elsewhere the page is not asked.
     */
    close(): void
    /** Closes without asking. */
    destroy(): void
    isDestroyed(): boolean
  }

  /** A window, and the page in it. */
  export class BrowserWindow extends BaseWindow {
    constructor(options?: BrowserWindowConstructorOptions)
    static getAllWindows(): BrowserWindow[]
    static fromId(id: number): BrowserWindow | null
    static getFocusedWindow(): BrowserWindow | null
    static fromWebContents(contents: WebContents): BrowserWindow | null
    static fromBrowserView(view: BrowserView): BrowserWindow | null
    readonly webContents: WebContents
    /** Shows a page: one of the app's (app://localhost/..., or a file: URL in its folder), or one elsewhere. */
    loadURL(url: string): Promise<void>
    /**
     * Shows a page of the app, by its path: absolute, or counted from app.getAppPath().
     * @throws Error if it is not in the app's folder.
     */
    loadFile(filePath: string, options?: { query?: Record<string, string>, search?: string, hash?: string }): Promise<void>
    /** Loads its page again. */
    reload(): void
    /** A picture of its page; see webContents.capturePage(). */
    capturePage(rect?: Rectangle): Promise<NativeImage>
    /** Gives the page the keyboard. */
    focusOnWebView(): void
    /** Takes the keyboard from the window. */
    blurWebView(): void
  }
}
