declare module 'deskjs' {
  import { EventEmitter } from 'node:events'

  /**
   * Updates of the app, with Electron's methods and events. No build has an update feed yet: each check ends with an 'error' whose code is ERR_NO_UPDATE_FEED. As of every emitter, an 'error' that
   * nobody listens to is an uncaught exception.
   */
  export interface AutoUpdater extends EventEmitter {
    /** @throws TypeError if the url is no address */
    setFeedURL(options: { url: string, headers?: Record<string, string>, serverType?: 'json' | 'default', allowAnyVersion?: boolean } | string): void
    /** '' before setFeedURL. */
    getFeedURL(): string
    checkForUpdates(): void
    /** After 'update-downloaded' only; 'error' otherwise. */
    quitAndInstall(): void

    on(event: 'error', listener: (error: Error, message: string) => void): this
    on(event: 'checking-for-update' | 'update-available' | 'update-not-available' | 'before-quit-for-update', listener: () => void): this
    on(event: 'update-downloaded', listener: (event: DesktopEvent, releaseNotes: string, releaseName: string, releaseDate: Date, updateURL: string) => void): this
    on(event: string, listener: (...args: any[]) => void): this
  }

  export const autoUpdater: AutoUpdater
}
