declare module 'deskjs' {
  import { EventEmitter } from 'node:events'

  /**
   * How things should look. On Linux the desktop portal says so (org.freedesktop.appearance), and what it does not say, GTK's settings do
   * (XSETTINGS, GSettings).
   */
  export interface NativeTheme extends EventEmitter {
    /** Something is another than before. */
    on(event: 'updated', listener: () => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
    /**
     * What the app has chosen, 'system' at first: then all is as the desktop wants it. Pages follow (`prefers-color-scheme`), menus and
     * frames too where the system lets them.
     * @throws TypeError with code ERR_INVALID_ARG_VALUE
     */
    themeSource: 'system' | 'light' | 'dark'
    readonly shouldUseDarkColors: boolean
    readonly shouldUseHighContrastColors: boolean
    /** Whether the desktop's own parts are dark, whatever the app has chosen. */
    readonly shouldUseDarkColorsForSystemIntegratedUI: boolean
    readonly shouldUseInvertedColorScheme: boolean
    /** @platform Windows; false elsewhere, where nothing is forced */
    readonly inForcedColorsMode: boolean
    /** @platform macOS, Windows; false on Linux, which has no such setting */
    readonly prefersReducedTransparency: boolean
    /** @platform macOS; false elsewhere, where there is no such setting */
    readonly shouldDifferentiateWithoutColor: boolean
  }

  export const nativeTheme: NativeTheme
}
