// What the page's own code imports of the bridge.

declare module 'deskjs/frontend' {
  import type { EventArguments, EventName, EventValue } from 'deskjs'

  /**
   * Sends an event to the backend, if that listens to it; the value crosses by structured clone, as it is now, and can't hold functions or
   * streams. The names and values are those of the interface `Events` of the module "deskjs".
   *
   * The promise fulfils when the backend has room for more. Without awaiting it, up to 10,000 wait for a backend that is too slow, and
   * then the oldest are dropped, which is said once on the console. An event that the window's capabilities don't cover is
   * refused, and that is said there too.
   * @throws Error with code ERR_NOT_IN_DESKJS outside of an app's window; DataCloneError naming what of the value can't be sent
   */
  export function emit<Name extends EventName>(name: Name, ...value: EventArguments<Name>): Promise<void>
  /** Calls listener for each such event that the backend emits to this window or to all. Returns a function that ends it. */
  export function on<Name extends EventName>(name: Name, listener: (value: EventValue<Name>) => void): () => void
  /** Like on, for the next such event only. */
  export function once<Name extends EventName>(name: Name, listener: (value: EventValue<Name>) => void): () => void

  // What follows asks the desktop. A window's page may do so only if its `capabilities` in deskjs.json name it, as "native:clipboard.readText" or "native:dialog.*": a
  // window without a list of capabilities has none of these. Every function rejects with an Error with code ERR_CALL_NOT_ALLOWED, whose message is the line to add, where it is not granted.
  // What they do, and on which systems, is documented at the things of the same name in the module "deskjs".

  export const app: {
    addRecentDocument(path: string): Promise<void>
    getBadgeCount(): Promise<number>
    getLocale(): Promise<string>
    getName(): Promise<string>
    getVersion(): Promise<string>
    quit(): Promise<void>
    setBadgeCount(count?: number): Promise<boolean>
  }

  export const clipboard: {
    availableFormats(): Promise<string[]>
    clear(): Promise<void>
    readHTML(): Promise<string>
    /** The picture as a PNG file, null if there is none. */
    readImage(): Promise<Uint8Array | null>
    readText(): Promise<string>
    writeHTML(markup: string): Promise<void>
    /** @param image a PNG or JPEG file */
    writeImage(image: Uint8Array | ArrayBuffer): Promise<void>
    writeText(text: string): Promise<void>
  }

  /** The window that the page is in. */
  export const currentWindow: {
    close(): Promise<void>
    focus(): Promise<void>
    hide(): Promise<void>
    isFullScreen(): Promise<boolean>
    isMaximized(): Promise<boolean>
    maximize(): Promise<void>
    minimize(): Promise<void>
    restore(): Promise<void>
    setAlwaysOnTop(flag: boolean): Promise<void>
    setFullScreen(flag: boolean): Promise<void>
    setTitle(title: string): Promise<void>
    show(): Promise<void>
    unmaximize(): Promise<void>
  }

  export interface DialogFilter {
    name: string
    /** Without a dot; '*' is any. */
    extensions: string[]
  }

  /** Dialogs belong to the window that the page is in. */
  export const dialog: {
    showErrorBox(title: string, content: string): Promise<void>
    showMessageBox(options: {
      message: string, type?: 'none' | 'info' | 'error' | 'question' | 'warning', buttons?: string[], defaultId?: number, cancelId?: number,
      title?: string, detail?: string, checkboxLabel?: string, checkboxChecked?: boolean, noLink?: boolean,
    }): Promise<{ response: number, checkboxChecked: boolean }>
    showOpenDialog(options?: {
      title?: string, defaultPath?: string, buttonLabel?: string, filters?: DialogFilter[], message?: string,
      properties?: ('openFile' | 'openDirectory' | 'multiSelections' | 'showHiddenFiles' | 'createDirectory' | 'promptToCreate' | 'noResolveAliases' | 'treatPackageAsDirectory' | 'dontAddToRecent')[],
    }): Promise<{ canceled: boolean, filePaths: string[] }>
    showSaveDialog(options?: {
      title?: string, defaultPath?: string, buttonLabel?: string, filters?: DialogFilter[], message?: string, nameFieldLabel?: string, showsTagField?: boolean,
      properties?: ('showHiddenFiles' | 'createDirectory' | 'treatPackageAsDirectory' | 'showOverwriteConfirmation' | 'dontAddToRecent')[],
    }): Promise<{ canceled: boolean, filePath: string }>
  }

  export const nativeTheme: {
    getState(): Promise<{ shouldUseDarkColors: boolean, shouldUseHighContrastColors: boolean, prefersReducedTransparency: boolean, themeSource: 'system' | 'light' | 'dark' }>
    setThemeSource(source: 'system' | 'light' | 'dark'): Promise<void>
  }

  export const Notification: {
    isSupported(): Promise<boolean>
    /** Fulfils when it is shown. */
    show(options: { title: string, body?: string, subtitle?: string, silent?: boolean, urgency?: 'normal' | 'critical' | 'low', timeoutType?: 'default' | 'never' }): Promise<void>
  }

  export const powerMonitor: {
    /** @param idleThreshold in seconds */
    getSystemIdleState(idleThreshold: number): Promise<'active' | 'idle' | 'locked' | 'unknown'>
    /** In seconds. */
    getSystemIdleTime(): Promise<number>
    isOnBatteryPower(): Promise<boolean>
  }

  export interface ScreenRectangle { x: number, y: number, width: number, height: number }
  export interface ScreenDisplay {
    id: number
    label: string
    bounds: ScreenRectangle
    workArea: ScreenRectangle
    scaleFactor: number
    rotation: number
    internal: boolean
  }

  export const screen: {
    getAllDisplays(): Promise<ScreenDisplay[]>
    getCursorScreenPoint(): Promise<{ x: number, y: number }>
    getPrimaryDisplay(): Promise<ScreenDisplay>
  }

  export const shell: {
    beep(): Promise<void>
    openExternal(url: string, options?: { activate?: boolean, workingDirectory?: string, logUsage?: boolean }): Promise<void>
    /** Opens a file with the program for it, which may be the file itself. The string is '', or why it could not be. */
    openPath(path: string): Promise<string>
    showItemInFolder(fullPath: string): Promise<void>
    trashItem(path: string): Promise<void>
  }

  /**
   * Where a file is on the disk: an absolute path, or '' if file is none that somebody has dropped on this page or chosen in one of its
   * `<input type=file>`. Files that the page made, copied or got from elsewhere have none. It answers
   * at once.
   *
   * A window's page may ask if its `capabilities` name "native:webUtils.getPathForFile". Preload scripts have it as `webUtils.getPathForFile` of the module "electron" in any case.
   * @throws Error with code ERR_CALL_NOT_ALLOWED, whose message is the line to add; ERR_NOT_SUPPORTED; ERR_INVALID_ARG_TYPE; ERR_NOT_IN_DESKJS outside of an app's window
   * @platform linux
   */
  export function getPathForFile(file: File): string
}
