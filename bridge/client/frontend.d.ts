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
}
