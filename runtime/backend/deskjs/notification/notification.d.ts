declare module 'deskjs' {
  export interface NotificationAction {
    /** 'selection' is one of Electron's on Windows; here it is ignored. */
    type: 'button' | 'selection'
    text?: string
  }

  export interface NotificationOptions {
    /** What the system knows it by: a random one by default. */
    id?: string
    /** Notifications of one group stand together. macOS */
    groupId?: string
    title?: string
    /** Below the title on macOS; elsewhere the body's first line. */
    subtitle?: string
    /** Plain text; a "<" is a "<". */
    body?: string
    /** Whether it makes no sound. */
    silent?: boolean
    /** A picture, or the path of its file. */
    icon?: NativeImage | string
    /** Whether there is a field for a reply. macOS, and Linux where the server has "inline-reply" (KDE); elsewhere there is none. */
    hasReply?: boolean
    replyPlaceholder?: string
    /** 'never': it stays until the user closes it. Linux */
    timeoutType?: 'default' | 'never'
    /** A sound of the system's by its name; on Linux also the path of a file. Linux, macOS */
    sound?: string
    /** How much it matters; the server decides what follows. Linux */
    urgency?: 'normal' | 'critical' | 'low'
    /** Buttons. Linux where the server has them, and macOS; Windows' balloons have none. */
    actions?: NotificationAction[]
    /** The word on macOS' button that closes it. */
    closeButtonText?: string
    /** Electron's on Windows. There `show` fails with it: DeskJS shows balloons, which have no XML. */
    toastXml?: string
  }

  /**
   * A notification of the desktop. `show()` shows it. On Linux it is org.freedesktop.Notifications' server that does, on macOS the notification centre, which asks the user and needs a
   * signed app, on Windows a balloon of the notification area.
   *
   * Events: 'show', 'click', 'close' with `reason` ('userCanceled', 'timedOut', 'applicationHidden' for close()), 'reply' with `reply`, 'action' with `actionIndex`, 'failed' with
   * why it could not be shown.
   */
  export class Notification extends NodeJS.EventEmitter {
    /** Whether there is somebody who shows notifications. */
    static isSupported(): boolean
    constructor(options?: NotificationOptions)
    readonly id: string
    readonly groupId: string
    title: string
    subtitle: string
    body: string
    silent: boolean
    hasReply: boolean
    replyPlaceholder: string
    sound: string
    urgency: '' | 'normal' | 'critical' | 'low'
    timeoutType: 'default' | 'never'
    closeButtonText: string
    toastXml: string
    actions: NotificationAction[]
    /** Shows it, as it is now. One that is shown goes first. */
    show(): void
    /** Takes it away. */
    close(): void
    on(event: 'show' | 'click', listener: (event: object) => void): this
    on(event: 'close', listener: (event: { readonly reason?: 'userCanceled' | 'timedOut' | 'applicationHidden' }) => void): this
    on(event: 'reply', listener: (event: { readonly reply: string }, reply: string) => void): this
    on(event: 'action', listener: (event: { readonly actionIndex: number, readonly selectionIndex: number }, index: number, selectionIndex: number) => void): this
    on(event: 'failed', listener: (event: object, error: string) => void): this
    once(event: 'show' | 'click', listener: (event: object) => void): this
    once(event: 'close', listener: (event: { readonly reason?: 'userCanceled' | 'timedOut' | 'applicationHidden' }) => void): this
    once(event: 'reply', listener: (event: { readonly reply: string }, reply: string) => void): this
    once(event: 'action', listener: (event: { readonly actionIndex: number, readonly selectionIndex: number }, index: number, selectionIndex: number) => void): this
    once(event: 'failed', listener: (event: object, error: string) => void): this
  }
}
