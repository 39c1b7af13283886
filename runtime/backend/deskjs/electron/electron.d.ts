// All that "deskjs" has, under the names by which an app written for Electron imports it. What of it is for which process, it knows itself.
declare module 'electron' {
  export * from 'deskjs'
}

declare module 'electron/main' {
  export * from 'electron'
}

declare module 'electron/common' {
  export * from 'electron'
}

declare module 'electron/renderer' {
  export * from 'electron'
}

declare namespace NodeJS {
  interface Process {
    /** In an app written for Electron: 'browser' in the main process, 'renderer' in a preload script. */
    readonly type: 'browser' | 'renderer' | 'worker' | 'utility'
    /** The folder of the files that the app carries; the project's while it runs there. */
    readonly resourcesPath: string
    /** True while the app runs in its project's folder; not there in a built app. */
    readonly defaultApp?: boolean
    /** Without meaning: there are no archives that a file has to be read from. */
    noAsar: boolean
    readonly mas: boolean
    readonly windowsStore: boolean
    readonly sandboxed: boolean
    readonly contextIsolated: boolean
    /** The version of the system; of its kernel, on Linux. */
    getSystemVersion(): string
    /** When the process began, in milliseconds since 1970. */
    getCreationTime(): number | null
    /** All in kilobytes. */
    getHeapStatistics(): {
      totalHeapSize: number, totalHeapSizeExecutable: number, totalPhysicalSize: number, totalAvailableSize: number, usedHeapSize: number,
      heapSizeLimit: number, mallocedMemory: number, peakMallocedMemory: number, doesZapGarbage: boolean
    }
    /** All in kilobytes; swap is not counted. */
    getSystemMemoryInfo(): { total: number, free: number, swapTotal: number, swapFree: number }
    /** All in kilobytes. */
    getProcessMemoryInfo(): Promise<{ residentSet: number, private: number, shared: number }>
    /** Of the backend process, since the last call. */
    getCPUUsage(): { percentCPUUsage: number, cumulativeCPUUsage?: number, idleWakeupsPerSecond: number }
    /** Ends the process as a crash does; the host starts it again. */
    crash(): void
    /** Keeps the process busy for ever; the host ends it and starts it again. */
    hang(): void
  }
}
