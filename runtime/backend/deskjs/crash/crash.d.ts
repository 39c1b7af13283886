declare module 'deskjs' {
  export interface CrashReporterStartOptions {
    /** Where reports would be sent to. Nothing is sent: see uploadToServer. */
    submitURL?: string
    /** Must be false, which is the default: reports stay on the machine. */
    uploadToServer?: false
    /** Default: the app's name. */
    productName?: string
    companyName?: string
    /** What is in each report as `parameters`. */
    extra?: Record<string, string>
    globalExtra?: Record<string, string>
  }

  export interface CrashReport { date: Date, id: string }

  export interface LocalCrashReport extends CrashReport {
    /** What has crashed: the backend, the process of a page, or, found at the next start, the process with the windows. */
    process: 'backend' | 'page' | 'host'
    reason: 'crashed' | 'oom' | 'hung' | 'killed' | 'launch-failed' | 'abnormal-exit'
    /** The reason for people. */
    message: string
    /** The error that nobody in the backend has caught. */
    error?: { name: string, message: string, stack: string, code?: string }
    details?: Record<string, unknown>
    productName: string
    companyName?: string
    app: string
    version: string
    platform: string
    arch: string
    /** Of the app, in seconds. */
    uptime: number
    parameters: Record<string, string>
  }

  /**
   * Writes down what has crashed, after Electron: JSON files in `app.getPath('crashDumps')`, the last twenty. The host writes them, so a backend that runs out of memory or hangs has one too.
   */
  export const crashReporter: {
    /**
     * From now on crashes are reported. Call it first of all.
     * @throws Error with code ERR_NOT_SUPPORTED for `uploadToServer: true`
     */
    start(options?: CrashReporterStartOptions): void
    /** The reports on this machine, the newest first. @throws Error with code ERR_NOT_STARTED before start */
    getReports(): LocalCrashReport[]
    /** The newest of them; Electron's returns those that were uploaded. */
    getLastCrashReport(): CrashReport | null
    /** None: nothing is uploaded. */
    getUploadedReports(): CrashReport[]
    getUploadToServer(): boolean
    /** @throws Error with code ERR_NOT_SUPPORTED for true */
    setUploadToServer(uploadToServer: boolean): void
    /** `app.getPath('crashDumps')` */
    getCrashesDirectory(): string
    /** Adds to the `parameters` of reports to come. */
    addExtraParameter(key: string, value: string): void
    removeExtraParameter(key: string): void
    getParameters(): Record<string, string>
  }
}
