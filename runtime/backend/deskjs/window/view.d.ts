declare module 'deskjs' {
  import { EventEmitter } from 'node:events'
  import { WebContents } from 'electron'

  /** A part of a window that others may be in. It draws nothing itself, and does not cut off what is in it. */
  export class View extends EventEmitter {
    /** The views in it, the last one on top. */
    readonly children: View[]
    /** Adds a view at an index, on top by default; one that is there already goes to its new place. */
    addChildView(view: View, index?: number): void
    removeChildView(view: View): void
    /** Where it is within its parent. It is there at once, without an animation. */
    setBounds(bounds: Rectangle, options?: { animate?: boolean | { duration?: number, easing?: string } }): void
    getBounds(): Rectangle
    setVisible(visible: boolean): void
    getVisible(): boolean
    /** What is seen before its page paints; of a window's contentView, the window's. */
    setBackgroundColor(color: string): void
    /** Does nothing here, and says so. */
    setBorderRadius(radius: number): void
    /** Does nothing here, and says so. */
    setBackgroundBlur(blurRadius: number): void
    on(event: 'bounds-changed', listener: () => void): this
    on(event: string | symbol, listener: (...values: any[]) => void): this
  }

  /** A page within a window. It lives until `webContents.close()`, also when its window has closed. */
  export class WebContentsView extends View {
    constructor(options?: { webPreferences?: WebPreferences, webContents?: WebContents })
    readonly webContents: WebContents
  }

  /** Electron's older way to a page within a window: WebContentsView is today's. */
  export class BrowserView {
    constructor(options?: { webPreferences?: WebPreferences })
    readonly webContents: WebContents
    setBounds(bounds: Rectangle): void
    getBounds(): Rectangle
    setBackgroundColor(color: string): void
    /** Whether it changes with its window: by as much (width, height), or in proportion (horizontal, vertical). */
    setAutoResize(options: { width?: boolean, height?: boolean, horizontal?: boolean, vertical?: boolean }): void
  }

  export interface BaseWindow {
    /** What fills the window, above its page if it has one. */
    contentView: View
    getContentView(): View
    setContentView(view: View): void
  }

  export interface BrowserWindow {
    setBrowserView(view: BrowserView | null): void
    getBrowserView(): BrowserView | null
    getBrowserViews(): BrowserView[]
    addBrowserView(view: BrowserView): void
    removeBrowserView(view: BrowserView): void
    setTopBrowserView(view: BrowserView): void
  }
}
