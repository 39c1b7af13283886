// import.meta.hot: what a module can do about changes while `deskjs dev` runs. It is undefined in what `deskjs build` makes.

/**
 * The names are Vite's. A change of the page's modules is brought into the open page; a change of any file of the backend replaces the
 * backend's process, so that there only `data` and `dispose` do anything, and the rest is for modules that both halves import.
 */
interface ImportMetaHot {
  /**
   * What this module keeps for the next time that it runs. In the backend it crosses to the new process by structured clone: what can't
   * be cloned, such as a function or a server, is left out and named in the terminal.
   */
  readonly data: any
  /** In the page: this module takes its own changes. `changed` gets its new exports, undefined if it has failed. */
  accept(changed?: (module: Record<string, any> | undefined) => void): void
  /** In the page: this module takes the changes of a module that it imports. */
  accept(specifier: string, changed?: (module: Record<string, any> | undefined) => void): void
  /** In the page: this module takes the changes of modules that it imports; those that have not changed are undefined. */
  accept(specifiers: readonly string[], changed?: (modules: (Record<string, any> | undefined)[]) => void): void
  /** In the page: this module takes its own changes, as long as others import no more of it than these exports. */
  acceptExports(names: string | readonly string[], changed?: (module: Record<string, any> | undefined) => void): void
  /**
   * Runs `end` before this module is replaced: to stop timers, to close what is open, to put into `data` what should stay. In the backend
   * a promise is waited for, for a second at most, and timers and servers end with the process.
   */
  dispose(end: (data: any) => void | Promise<void>): void
  /** In the page: runs `end` when nothing imports this module any more. */
  prune(end: (data: any) => void): void
  /** In the page: changes of this module load the page again. */
  decline(): void
  /** In the page: passes a change that this module has accepted on to those that import it. */
  invalidate(message?: string): void
  /** In the page: hears of "vite:beforeUpdate", "vite:afterUpdate", "vite:beforeFullReload", "vite:beforePrune", "vite:invalidate" and "vite:error". */
  on(event: string, listener: (payload: any) => void): void
  /** Takes a listener away. */
  off(event: string, listener: (payload: any) => void): void
  /** In the page: there is no server to send to; the event is shown in the console. */
  send(event: string, data?: any): void
}
interface ImportMeta {
  /** Undefined unless `deskjs dev` runs; a test for it, and what stands behind it, is left out of what `deskjs build` makes. */
  readonly hot?: ImportMetaHot
}
