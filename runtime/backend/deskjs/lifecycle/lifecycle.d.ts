declare module 'deskjs' {
  export interface App {
    /** Fulfils when windows can be opened. */
    whenReady(): Promise<void>
    isReady(): boolean
    /**
     * Closes all windows and ends the app: 'before-quit', then each window's 'close', then 'will-quit' and 'quit'. A listener that calls
     * event.preventDefault() stops it.
     */
    quit(): void
    /**
     * Ends the app at once, without asking anybody.
     * @param code the exit code, 0 by default
     */
    exit(code?: number): void
  }
}
