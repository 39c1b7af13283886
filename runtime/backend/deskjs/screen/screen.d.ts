declare module 'deskjs' {
  import { EventEmitter } from 'node:events'

  export interface Point { x: number, y: number }

  /** What a listener of the desktop's events gets first. */
  export interface DesktopEvent {
    /** Keeps what would follow the event from happening. Most are followed by nothing. */
    preventDefault(): void
    readonly defaultPrevented: boolean
  }

  /** A display as it is now. Sizes and positions are in logical pixels, but for nativeOrigin and maximumCursorSize. */
  export interface Display {
    /** Stays the same as long as the system calls the display the same. */
    id: number
    /** What the system calls it: under X11 the connector, "DP-1". */
    label: string
    bounds: Rectangle
    size: Size
    /** What panels and docks leave free. */
    workArea: Rectangle
    workAreaSize: Size
    /** Pixels in a logical pixel. Whole numbers on Linux. */
    scaleFactor: number
    /** 0, 90, 180 or 270 degrees. On Wayland, which does not tell, 0. */
    rotation: number
    /** Whether it is part of the computer. */
    internal: boolean
    detected: boolean
    touchSupport: 'available' | 'unavailable' | 'unknown'
    /** No system tells: 'unknown'. */
    accelerometerSupport: 'available' | 'unavailable' | 'unknown'
    /** Bits of a pixel. */
    colorDepth: number
    /** Bits of one of its colours. */
    depthPerComponent: number
    /** No system's webview tells: always sRGB's. */
    colorSpace: string
    /** Pictures in a second; 0 if nobody knows. */
    displayFrequency: number
    monochrome: boolean
    maximumCursorSize: Size
    /** Where it begins, in pixels. @platform Windows, Linux under X11 */
    nativeOrigin?: Point
  }

  /** The displays and the cursor. */
  export interface Screen extends EventEmitter {
    /** A display is there that was not. */
    on(event: 'display-added', listener: (event: DesktopEvent, newDisplay: Display) => void): this
    /** A display is not there any more. */
    on(event: 'display-removed', listener: (event: DesktopEvent, oldDisplay: Display) => void): this
    /** Something of a display is another: 'bounds', 'workArea', 'scaleFactor', 'rotation'. */
    on(event: 'display-metrics-changed', listener: (event: DesktopEvent, display: Display, changedMetrics: string[]) => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
    /** Where the cursor is. @throws Error with code ERR_NOT_SUPPORTED on Wayland, where an app is not told. */
    getCursorScreenPoint(): Point
    /** The display with the menu bar or the panel. On Wayland, where there is none, the first. */
    getPrimaryDisplay(): Display
    getAllDisplays(): Display[]
    getDisplayNearestPoint(point: Point): Display
    /** The display that has most of the rectangle; the primary if none has any. */
    getDisplayMatching(rect: Rectangle): Display
    /** A point in pixels as one in logical pixels. On Wayland it is returned as it is. @platform Windows, Linux */
    screenToDipPoint(point: Point): Point
    /** A point in logical pixels as one in pixels. On Wayland it is returned as it is. @platform Windows, Linux */
    dipToScreenPoint(point: Point): Point
    /** By the scale of the window's display, or of the rectangle's if window is null. @platform Windows */
    screenToDipRect(window: BrowserWindow | null, rect: Rectangle): Rectangle
    /** By the scale of the window's display, or of the rectangle's if window is null. @platform Windows */
    dipToScreenRect(window: BrowserWindow | null, rect: Rectangle): Rectangle
  }

  export const screen: Screen
}
