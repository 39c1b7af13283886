declare module 'assert' {
  function assert(value: unknown, message?: string | Error): asserts value

  namespace assert {
    type ErrorPredicate = RegExp | (new (...args: any[]) => unknown) | ((thrown: any) => boolean) | object | Error

    class AssertionError extends Error {
      constructor(options?: { message?: string; actual?: unknown; expected?: unknown; operator?: string; stackStartFn?: Function })
      actual: unknown
      expected: unknown
      operator: string
      generatedMessage: boolean
      code: 'ERR_ASSERTION'
    }

    function ok(value: unknown, message?: string | Error): asserts value
    function fail(message?: string | Error): never
    function equal(actual: unknown, expected: unknown, message?: string | Error): void
    function notEqual(actual: unknown, expected: unknown, message?: string | Error): void
    function deepEqual(actual: unknown, expected: unknown, message?: string | Error): void
    function notDeepEqual(actual: unknown, expected: unknown, message?: string | Error): void
    function strictEqual<T>(actual: unknown, expected: T, message?: string | Error): asserts actual is T
    function notStrictEqual(actual: unknown, expected: unknown, message?: string | Error): void
    function deepStrictEqual<T>(actual: unknown, expected: T, message?: string | Error): asserts actual is T
    function notDeepStrictEqual(actual: unknown, expected: unknown, message?: string | Error): void
    function throws(fn: () => unknown, message?: string | Error): void
    function throws(fn: () => unknown, error: ErrorPredicate, message?: string | Error): void
    function doesNotThrow(fn: () => unknown, message?: string | Error): void
    function doesNotThrow(fn: () => unknown, error: ErrorPredicate, message?: string | Error): void
    function rejects(promiseFn: (() => Promise<unknown>) | Promise<unknown>, message?: string | Error): Promise<void>
    function rejects(promiseFn: (() => Promise<unknown>) | Promise<unknown>, error: ErrorPredicate, message?: string | Error): Promise<void>
    function doesNotReject(promiseFn: (() => Promise<unknown>) | Promise<unknown>, message?: string | Error): Promise<void>
    function doesNotReject(promiseFn: (() => Promise<unknown>) | Promise<unknown>, error: ErrorPredicate, message?: string | Error): Promise<void>
    function ifError(value: unknown): asserts value is null | undefined
    function match(text: string, pattern: RegExp, message?: string | Error): void
    function doesNotMatch(text: string, pattern: RegExp, message?: string | Error): void

    /** Whether actual has all that expected has: it may have more. */
    function partialDeepStrictEqual(actual: unknown, expected: unknown, message?: string | Error): void

    /** @deprecated Use node:test's mocks. */
    class CallTracker {
      calls(exact?: number): () => void
      calls<F extends (...args: any[]) => any>(fn?: F, exact?: number): F
      getCalls(fn: Function): { thisArg: unknown, arguments: unknown[] }[]
      report(): { message: string, actual: number, expected: number, operator: string, stack: object }[]
      reset(fn?: Function): void
      /** @throws AssertionError if a function was not called as often as was said. */
      verify(): void
    }

    const strict: typeof assert & { strict: typeof assert }
  }

  export = assert
}

declare module 'node:assert' {
  import assert = require('assert')
  export = assert
}
