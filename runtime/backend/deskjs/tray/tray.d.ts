declare module 'deskjs' {
  import { EventEmitter } from 'node:events'

  export interface DisplayBalloonOptions {
    /** Used if iconType is 'custom'. */
    icon?: NativeImage | string
    /** 'custom' by default. */
    iconType?: 'none' | 'info' | 'warning' | 'error' | 'custom'
    title: string
    content: string
    /** True by default. */
    largeIcon?: boolean
    /** False by default. */
    noSound?: boolean
    /** Whether it is left out while the user wants no interruption, false by default. */
    respectQuietTime?: boolean
  }

  /**
   * An icon beside the desktop's clock. On Linux it is a StatusNotifierItem, which the panel shows: GNOME needs its extension AppIndicator for
   * that. Keep a reference as long as the icon shall be there. What a system can't do throws ERR_NOT_SUPPORTED.
   *
   * Emits, with an event that has the keys that were held:
   * - 'click' (event, bounds, position); on Linux the panel decides which click that is, and the bounds have the place but no size
   * - 'right-click' (event, bounds); on Linux if there is no menu
   * - 'double-click' (event, bounds), @platform darwin, win32
   * - 'middle-click' (event, bounds), @platform linux, win32
   * - 'mouse-move', 'mouse-enter', 'mouse-leave' (event, position), @platform win32
   * - 'mouse-up', 'mouse-down' (event, position), @platform darwin
   * - 'balloon-show', 'balloon-click', 'balloon-closed' (event), @platform win32
   */
  export class Tray extends EventEmitter {
    /**
     * @param image a picture or the path of one; the sharpest of its scales is shown
     * @param guid keeps the icon's place from one start of the app to the next; a UUID. @platform darwin, win32
     */
    constructor(image: NativeImage | string, guid?: string)
    setImage(image: NativeImage | string): void
    /** @platform darwin */
    setPressedImage(image: NativeImage | string): void
    /** "" is none. */
    setToolTip(toolTip: string): void
    /** The text beside the icon; on Linux some panels show it, others read it to those who can't see. @platform darwin, linux */
    setTitle(title: string, options?: { fontType?: 'monospaced' | 'monospacedDigit' }): void
    getTitle(): string
    /** Gives the icon a menu, or none. Later changes of its items are seen without another call. */
    setContextMenu(menu: Menu | null): void
    /**
     * Shows the icon's menu, or another.
     * @param position on the screen, beside the icon by default. @platform win32
     * @platform darwin, win32
     */
    popUpContextMenu(menu?: Menu, position?: { x: number; y: number }): void
    /** @platform darwin, win32 */
    closeContextMenu(): void
    /** Where the icon is on the screen. @platform darwin, win32 */
    getBounds(): { x: number; y: number; width: number; height: number }
    /** @platform darwin */
    setIgnoreDoubleClickEvents(ignore: boolean): void
    getIgnoreDoubleClickEvents(): boolean
    /** @platform win32 */
    displayBalloon(options: DisplayBalloonOptions): void
    /** @platform win32 */
    removeBalloon(): void
    /** Gives the keyboard back to the tray. @platform win32 */
    focus(): void
    getGUID(): string | null
    destroy(): void
    isDestroyed(): boolean
  }
}
