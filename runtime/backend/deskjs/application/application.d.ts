declare module 'deskjs' {
  import type { WebContents } from 'electron'

  /** What listeners of the app's events get first. */
  export interface DesktopEvent {
    /** Keeps what would follow the event from happening, where that is said of it. */
    preventDefault(): void
    readonly defaultPrevented: boolean
  }

  export interface CommandLine {
    /** Adds a switch, `--name=value`. The system's webview reads none of them: they are for the app itself. */
    appendSwitch(name: string, value?: string): void
    appendArgument(value: string): void
    /** Whether the app was started with a switch, or has added it. Names are without dashes; case makes no difference. */
    hasSwitch(name: string): boolean
    /** The value of a switch, '' if it has none or isn't there. */
    getSwitchValue(name: string): string
    removeSwitch(name: string): void
  }

  /** @platform macOS */
  export interface Dock {
    /** Lets the app's icon jump: once, or until the app is used. Returns a number for cancelBounce. */
    bounce(type?: 'critical' | 'informational'): number
    cancelBounce(id: number): void
    setBadge(text: string): void
    getBadge(): string
    hide(): void
    show(): Promise<void>
    isVisible(): boolean
    /** The menu that a right click on the app's icon shows, above the system's own items. */
    setMenu(menu: Menu): void
    getMenu(): Menu | null
  }

  export interface LaunchItem {
    name: string
    path: string
    args: string[]
    scope: 'user' | 'machine'
    enabled: boolean
  }

  export interface LoginItemSettings {
    /** Whether the app, with the path and arguments that were asked about, starts when the user logs in. */
    openAtLogin: boolean
    /** Whether the system will start it: the user may have switched that off. */
    executableWillLaunchAtLogin: boolean
    /** @platform macOS 13 */
    status?: 'not-registered' | 'enabled' | 'requires-approval' | 'not-found'
    /** False: no system says it. */
    wasOpenedAtLogin: boolean
    /** False, and so are the next two: macOS has given them up. */
    openAsHidden: boolean
    wasOpenedAsHidden: boolean
    restoreState: boolean
    /** @platform Windows; empty elsewhere */
    launchItems: LaunchItem[]
  }

  export interface ProcessMetric {
    pid: number
    /** 'Browser' is the process with the windows, 'Tab' one of pages, 'Utility' any other. */
    type: 'Browser' | 'Tab' | 'Utility'
    /** 'Backend', 'Network Service' */
    name?: string
    /** 'deskjs.backend', 'network' */
    serviceName?: string
    cpu: {
      /** Of one core, since it was asked for the last time. */
      percentCPUUsage: number
      /** Seconds since the process started. */
      cumulativeCPUUsage: number
      idleWakeupsPerSecond: number
    }
    /** Milliseconds since 1970. */
    creationTime: number
    /** In kilobytes. */
    memory: { workingSetSize: number, peakWorkingSetSize: number, privateBytes?: number }
  }

  export interface ChildProcessGoneDetails {
    type: 'Utility'
    reason: 'crashed' | 'oom' | 'killed' | 'abnormal-exit'
    exitCode: number
    name: string
    serviceName: string
    /** The reason for people. */
    message: string
  }

  export interface App {
    /** Does nothing: pages always are in a sandbox. */
    enableSandbox(): void
    /** session.defaultSession's. */
    setProxy(config: { mode?: 'direct' | 'system' | 'fixed_servers', proxyRules?: string, proxyBypassRules?: string }): Promise<void>
    /** session.defaultSession's. */
    resolveProxy(url: string): Promise<string>
    /** Whether the app has been built, and does not run from its project's folder. */
    readonly isPackaged: boolean
    /** The project's folder; of a built app the folder in which its backend sees the files that it carries. */
    getAppPath(): string
    /** Whether the system runs this program of another processor's on ARM64. @platform macOS, Windows; false elsewhere */
    readonly runningUnderARM64Translation: boolean
    readonly commandLine: CommandLine
    /** @platform macOS; undefined elsewhere */
    readonly dock: Dock | undefined
    /** The same as getBadgeCount and setBadgeCount. */
    badgeCount: number
    /** The same as isAccessibilitySupportEnabled. */
    accessibilitySupportEnabled: boolean

    /** Makes getPath('logs') return path, and makes that folder. Default: the app's own. */
    setAppLogsPath(path?: string): void
    /**
     * Starts the app again when it has ended: with the arguments that it was started with, or others. It doesn't end it; call quit or exit. Called twice it starts two.
     * @throws Error with code ERR_NOT_SUPPORTED in development, unless there is an execPath
     */
    relaunch(options?: { args?: string[], execPath?: string }): void

    /**
     * Makes this the app's one process. False if another is: that one hears 'second-instance', and this one should quit. Others of the same user only; an app in
     * development and the installed one are two.
     * @param additionalData what the other process gets to know; what JSON has
     */
    requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean
    hasSingleInstanceLock(): boolean
    releaseSingleInstanceLock(): void

    /**
     * Makes the app the one that opens addresses such as my-app://. They come as 'open-url'.
     *
     * Linux: a desktop file and mimeapps.list in the user's folders, or the installed app's own desktop file if it says that it opens them. Windows: the user's registry. macOS: only
     * schemes that the bundle declares; path and args have no meaning.
     * @param protocol without '://'
     * @param path the program. Default: the app
     * @param args come before the address
     * @throws Error with code ERR_NOT_SUPPORTED in development, unless there is a path
     */
    setAsDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean
    /** Takes it back. False if it was not the one. */
    removeAsDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean
    isDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean
    /** The name of the program that opens an address, '' if none does. */
    getApplicationNameForProtocol(url: string): string

    /** Linux: ~/.config/autostart. Windows: the registry's Run key. macOS: SMAppService, 13 and newer. */
    getLoginItemSettings(options?: { path?: string, args?: string[], type?: string, serviceName?: string }): LoginItemSettings
    /** @throws Error with code ERR_NOT_SUPPORTED in development, unless there is a path */
    setLoginItemSettings(settings: { openAtLogin?: boolean, enabled?: boolean, name?: string, path?: string, args?: string[], type?: string, serviceName?: string }): void

    /**
     * Shows a number at the app's icon, 0 hides it. False where there is no place for one.
     * @platform Linux (docks that speak Unity's LauncherEntry, if the app is installed), macOS
     */
    setBadgeCount(count?: number): boolean
    getBadgeCount(): number

    /** Linux: the list of recent documents that GTK and KDE share. Windows, macOS: the system's. */
    addRecentDocument(path: string): void
    /** Takes this app's documents out. @platform Linux, macOS */
    clearRecentDocuments(): void
    /** This app's documents, the newest first. @platform Linux, macOS */
    getRecentDocuments(): string[]

    /** @platform macOS */
    setActivationPolicy(policy: 'regular' | 'accessory' | 'prohibited'): void
    /** Brings the app to the front; on Linux and Windows its first window. */
    focus(options?: { steal: boolean }): void
    /** @platform macOS */
    hide(): void
    /** @platform macOS */
    show(): void

    /** The language of the user, 'de-AT'. */
    getLocale(): string
    /** The one whose formats the user wants. */
    getSystemLocale(): string
    /** The languages of the user, the most wanted first. */
    getPreferredSystemLanguages(): string[]
    /** Two letters, 'AT'; '' if they can't be known. */
    getLocaleCountryCode(): string

    /** All processes of the app. */
    getAppMetrics(): ProcessMetric[]
    /** `gpuDevice`: vendorId, deviceId and driverVendor of each graphics card. @platform Linux */
    getGPUInfo(infoType: 'basic' | 'complete'): Promise<{ gpuDevice: { active: boolean, vendorId: number, deviceId: number, driverVendor: string }[] }>
    /** @throws Error with code ERR_NOT_SUPPORTED: the system's webview doesn't tell */
    getGPUFeatureStatus(): never
    /** Whether a screen reader or the like is at work. */
    isAccessibilitySupportEnabled(): boolean
    /** @throws Error with code ERR_NOT_SUPPORTED: the system's webview decides it */
    setAccessibilitySupportEnabled(enabled: boolean): never
    /** @throws Error with code ERR_NOT_SUPPORTED: pages look up names as the system does */
    configureHostResolver(options: object): never
    isEmojiPanelSupported(): boolean
    /** @platform macOS, Windows */
    showEmojiPanel(): void
    /** @platform Windows */
    setAppUserModelId(id: string): void
    /** @platform Linux; false elsewhere */
    isUnityRunning(): boolean

    /** Before 'open-url', 'open-file' and 'ready'. */
    on(event: 'will-finish-launching', listener: () => void): this
    on(event: 'ready', listener: (event: DesktopEvent, launchInfo: Record<string, unknown>) => void): this
    /** The last window has closed. Who listens decides whether the app goes on; it quits if nobody does. */
    on(event: 'window-all-closed', listener: () => void): this
    /** Before the windows close. event.preventDefault() keeps the app. */
    on(event: 'before-quit', listener: (event: DesktopEvent) => void): this
    /** All windows have closed, and the app is about to end. event.preventDefault() keeps it. */
    on(event: 'will-quit', listener: (event: DesktopEvent) => void): this
    on(event: 'quit', listener: (event: DesktopEvent, exitCode: number) => void): this
    /** Another process of the app was started; it has asked for the lock that this one has. */
    on(event: 'second-instance', listener: (event: DesktopEvent, argv: string[], workingDirectory: string, additionalData: unknown) => void): this
    /**
     * An address was opened, whose scheme is among `protocols` in deskjs.json or that the app has made its own: on the command line, by a second process, or by the system. What comes before
     * anybody listens is kept for the first who does.
     */
    on(event: 'open-url', listener: (event: DesktopEvent, url: string) => void): this
    /** The same of a file that is among `fileAssociations`; its path is absolute. */
    on(event: 'open-file', listener: (event: DesktopEvent, path: string) => void): this
    /** @platform macOS */
    on(event: 'activate', listener: (event: DesktopEvent, hasVisibleWindows: boolean) => void): this
    on(event: 'browser-window-created' | 'browser-window-focus' | 'browser-window-blur', listener: (event: DesktopEvent, window: BrowserWindow) => void): this
    on(event: 'web-contents-created', listener: (event: DesktopEvent, webContents: WebContents) => void): this
    on(event: 'render-process-gone', listener: (event: DesktopEvent, webContents: WebContents, details: { reason: string, exitCode: number }) => void): this
    /** The backend before this one has ended, and this one was started in its place. */
    on(event: 'child-process-gone', listener: (event: DesktopEvent, details: ChildProcessGoneDetails) => void): this
    on(event: string, listener: (...args: any[]) => void): this
    addListener: App['on']
    prependListener: App['on']
    once: App['on']
    off(event: string, listener: (...args: any[]) => void): this
    removeListener(event: string, listener: (...args: any[]) => void): this
    removeAllListeners(event?: string): this
    emit(event: string, ...args: any[]): boolean
    listenerCount(event: string): number
    listeners(event: string): Function[]
  }
}
