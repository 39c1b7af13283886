declare module 'deskjs' {
  import { EventEmitter } from 'node:events'

  /** A version of the app. */
  export interface UpdateInfo {
    version: string
    /** The author's words on it, in Markdown; may be empty. */
    notes: string
    /** When it was published, in ISO 8601. */
    date: string
  }

  /** How far a download is. */
  export interface UpdateProgress {
    /** 0 to 100. */
    percent: number
    /** In bytes, of all that has to be fetched: usually a delta of some kilobytes. */
    transferred: number
    total: number
    bytesPerSecond: number
  }

  /** What asks the app something and waits for the answer, four seconds at most. */
  export interface UpdateQuestion {
    /** The answer is no. */
    preventDefault(): void
    readonly defaultPrevented: boolean
    /** Waits for the promise; if it rejects, the answer is no. */
    waitUntil(promise: Promise<unknown>): void
  }

  export interface HandoverQuestion extends UpdateQuestion {
    /** What the next version gets with 'handover': anything that structured clone carries, 16 MB at most. */
    state: any
  }

  /**
   * Updates of the app, with Electron's methods and events. Only what `deskjs publish` has signed with the key in deskjs.json is ever installed, whatever the feed says. Without a feed in deskjs.json,
   * in development, and where a package manager looks after the app, each check ends with an 'error' whose code says so. An 'error' of a check that the app has asked for and nobody listens to is an
   * uncaught exception, as of every emitter; those of checks in the background are only logged then.
   */
  export interface AutoUpdater extends EventEmitter {
    /** Whether what is found is downloaded at once; deskjs.json's "updates" says at the start. */
    autoDownload: boolean
    /** Whether what is downloaded is applied at once, as by applyUpdate; otherwise it starts at the app's next start. deskjs.json's "updates" says at the start. */
    autoApply: boolean
    /** What the version before this one has left while the app went on; undefined after an ordinary start. */
    readonly handedOver: any

    /**
     * Looks elsewhere for updates until the app ends. `headers` go along with each request. `serverType` means nothing here: a feed is static files.
     * @throws TypeError if the url is no address, and for allowAnyVersion: no older version is ever installed
     */
    setFeedURL(options: { url: string, headers?: Record<string, string>, serverType?: 'json' | 'default', allowAnyVersion?: false } | string): void
    /** '' if there is none. */
    getFeedURL(): string
    /** Looks for an update, and tells by events. */
    checkForUpdates(): void
    /** Looks for an update and downloads it, for apps that have set autoDownload to false. Rejects if there is none. */
    downloadUpdate(): Promise<void>
    /**
     * Applies what was downloaded, without a restart: the new version's backend starts, says that all is well ('health-check'), gets the state that this one leaves ('before-handover'), and takes its place. Windows stay;
     * their pages are loaded anew and keep scrolling, what is typed and the keyboard. Once it succeeds this version has ended, so the promise only ever rejects: with why nothing has changed.
     */
    applyUpdate(): Promise<never>
    /** Quits and starts again with what was downloaded; 'error' if there is nothing. */
    quitAndInstall(): void

    on(event: 'error', listener: (error: Error, message: string) => void): this
    on(event: 'checking-for-update' | 'update-not-available' | 'before-quit-for-update', listener: () => void): this
    on(event: 'update-available', listener: (info: UpdateInfo) => void): this
    on(event: 'download-progress', listener: (progress: UpdateProgress) => void): this
    on(event: 'update-downloaded', listener: (event: DesktopEvent, releaseNotes: string, releaseName: string, releaseDate: Date, updateURL: string) => void): this
    /** The version that runs has proved itself: there is no way back any more. */
    on(event: 'update-applied', listener: (info: UpdateInfo) => void): this
    /** A version was tried, did not work, and will not be tried again; this one, from before it, runs again. */
    on(event: 'update-rolled-back', listener: (info: UpdateInfo, error: Error) => void): this
    /** Another version is about to take this one's place: what only one process can have (ports, locks) has to be given up now. preventDefault keeps this version running, and the other one waits for the next start. */
    on(event: 'before-handover', listener: (event: HandoverQuestion) => void): this
    /** This version has taken the place of another one, which has left `state`. It comes before the app's 'ready'. */
    on(event: 'handover', listener: (state: any) => void): this
    /** This version is new: is all well? It comes when the main file has run, usually while the version before it still serves, so that there are no windows yet. After a no the version is never used. */
    on(event: 'health-check', listener: (event: UpdateQuestion) => void): this
    on(event: string, listener: (...args: any[]) => void): this
  }

  export const autoUpdater: AutoUpdater
}
