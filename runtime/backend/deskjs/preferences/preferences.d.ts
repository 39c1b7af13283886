declare module 'deskjs' {
  import { EventEmitter } from 'node:events'

  export interface UserDefaultTypes {
    string: string
    boolean: boolean
    integer: number
    float: number
    double: number
    url: string
    array: unknown[]
    dictionary: Record<string, unknown>
  }

  /** What is told of a notification of macOS's: its name, what came with it, and who sent it, if that is text. */
  export type NotificationCallback = (event: string, userInfo: Record<string, unknown>, object: string) => void

  /** What the system's settings say. A method of another system throws an Error with code ERR_NOT_SUPPORTED. */
  export interface SystemPreferences extends EventEmitter {
    on(event: 'accent-color-changed', listener: (event: DesktopEvent, newColor: string) => void): this
    /** @platform Windows */
    on(event: 'color-changed', listener: (event: DesktopEvent) => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
    /** The colour the person has chosen, "rrggbbaa"; '' where they have chosen none and the theme has none. */
    getAccentColor(): string
    getAnimationSettings(): { shouldRenderRichAnimation: boolean, scrollAnimationsEnabledBySystem: boolean, prefersReducedMotion: boolean }
    /** A colour of the system, "#RRGGBBAA", by Electron's name for it. @platform Windows, macOS */
    getColor(color: string): string
    /** 'blue', 'brown', 'gray', 'green', 'orange', 'pink', 'purple', 'red' or 'yellow' as macOS shows it now. @platform macOS */
    getSystemColor(color: string): string
    /** @platform macOS */
    getEffectiveAppearance(): 'dark' | 'light' | 'unknown'
    /** @platform macOS */
    readonly effectiveAppearance: 'dark' | 'light' | 'unknown'
    /** @deprecated nativeTheme.prefersReducedTransparency */
    readonly accessibilityDisplayShouldReduceTransparency: boolean
    /** @platform Windows, macOS */
    getMediaAccessStatus(mediaType: 'microphone' | 'camera' | 'screen'): 'not-determined' | 'granted' | 'denied' | 'restricted' | 'unknown'
    /** Asks the person, once; later it is what they said. @platform macOS */
    askForMediaAccess(mediaType: 'microphone' | 'camera'): Promise<boolean>
    /** @platform macOS */
    canPromptTouchID(): boolean
    /** Resolves when the person has shown a finger, rejects when they won't. @platform macOS */
    promptTouchID(reason: string): Promise<void>
    /** Always true since Windows 8. @platform Windows */
    isAeroGlassEnabled(): boolean
    /** @param prompt whether to ask the person to trust the app @platform macOS */
    isTrustedAccessibilityClient(prompt: boolean): boolean
    /** @platform macOS */
    isSwipeTrackingFromScrollEventsEnabled(): boolean
    /** @platform macOS */
    registerDefaults(defaults: Record<string, string | boolean | number>): void
    /** @platform macOS */
    getUserDefault<Type extends keyof UserDefaultTypes>(key: string, type: Type): UserDefaultTypes[Type]
    /** @platform macOS */
    setUserDefault<Type extends keyof UserDefaultTypes>(key: string, type: Type, value: UserDefaultTypes[Type]): void
    /** @platform macOS */
    removeUserDefault(key: string): void
    /** @platform macOS */
    postNotification(event: string, userInfo: Record<string, unknown>, deliverImmediately?: boolean): void
    /** @platform macOS */
    postLocalNotification(event: string, userInfo: Record<string, unknown>): void
    /** @platform macOS */
    postWorkspaceNotification(event: string, userInfo: Record<string, unknown>): void
    /** Returns a number for unsubscribeNotification. @param event its name; null is all @platform macOS */
    subscribeNotification(event: string | null, callback: NotificationCallback): number
    /** @platform macOS */
    subscribeLocalNotification(event: string | null, callback: NotificationCallback): number
    /** @platform macOS */
    subscribeWorkspaceNotification(event: string | null, callback: NotificationCallback): number
    /** @platform macOS */
    unsubscribeNotification(id: number): void
    /** @platform macOS */
    unsubscribeLocalNotification(id: number): void
    /** @platform macOS */
    unsubscribeWorkspaceNotification(id: number): void
  }

  export const systemPreferences: SystemPreferences
}
