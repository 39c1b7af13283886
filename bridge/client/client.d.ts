/**
 * A function of the backend, as the page calls it. Arguments and results cross by structured clone; what the function
 * throws rejects the promise, with its message, code and stack.
 *
 * @param name MODULE.EXPORT, "api.listNotes"
 */
export function call<Arguments extends unknown[], Result>(name: string): (...args: Arguments) => Promise<Result>

/**
 * An async generator function of the backend. It runs only as far as items are asked for, and ends when the loop does.
 *
 * @param name MODULE.EXPORT, "api.watchNotes"
 */
export function stream<Arguments extends unknown[], Item>(name: string): (...args: Arguments) => AsyncIterableIterator<Item>

declare global {
  interface DocumentEventMap {
    /** The backend stopped, or runs again. The detail is JSON: `{ state: 'restarting' | 'ready' | 'failed', reason: string }`. */
    'deskjs:backend': CustomEvent<string>
  }
}
