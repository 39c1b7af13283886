declare module 'node:test' {
  interface TestOptions {
    concurrency?: boolean | number
    only?: boolean
    plan?: number
    signal?: AbortSignal
    skip?: boolean | string
    timeout?: number
    todo?: boolean | string
  }

  interface HookOptions {
    timeout?: number
  }

  type Done = (error?: unknown) => void
  type TestFn = (context: TestContext, done: Done) => unknown
  type SuiteFn = (context: SuiteContext) => unknown
  type HookFn = (context: TestContext | SuiteContext, done: Done) => unknown

  interface SuiteContext {
    readonly name: string
    readonly fullName: string
    readonly signal: AbortSignal
  }

  /** Those of 'assert' that narrow a type do not here: TypeScript lets only what is declared by name. */
  interface ContextAssert extends Omit<typeof import('assert'), 'strict' | 'AssertionError' | 'ok' | 'strictEqual' | 'deepStrictEqual' | 'ifError'> {
    ok(value: unknown, message?: string | Error): void
    strictEqual(actual: unknown, expected: unknown, message?: string | Error): void
    deepStrictEqual(actual: unknown, expected: unknown, message?: string | Error): void
    ifError(value: unknown): void
    /** Compares with what a run with --test-update-snapshots has written down. */
    snapshot(value: unknown, options?: SnapshotOptions): void
    fileSnapshot(value: unknown, path: string, options?: SnapshotOptions): void
  }

  interface SnapshotOptions {
    /** Each gets what the one before made; the last makes text. */
    serializers?: readonly ((value: any) => any)[]
  }

  interface TestContext {
    readonly name: string
    readonly fullName: string
    readonly signal: AbortSignal
    /** Of the file with the test. */
    readonly filePath: string | undefined
    readonly passed: boolean
    readonly error: Error | null
    readonly mock: MockTracker
    readonly assert: ContextAssert
    test(name?: string, fn?: TestFn): Promise<void>
    test(name: string, options: TestOptions, fn?: TestFn): Promise<void>
    test(options: TestOptions, fn?: TestFn): Promise<void>
    test(fn: TestFn): Promise<void>
    before(fn: HookFn, options?: HookOptions): void
    after(fn: HookFn, options?: HookOptions): void
    beforeEach(fn: HookFn, options?: HookOptions): void
    afterEach(fn: HookFn, options?: HookOptions): void
    diagnostic(message: string): void
    plan(count: number): void
    runOnly(only: boolean): void
    skip(message?: string): void
    todo(message?: string): void
    /** Calls condition until it neither throws nor rejects, and resolves to what it gives. In milliseconds: interval 50, timeout 1000. */
    waitFor<T>(condition: () => T | Promise<T>, options?: { interval?: number, timeout?: number }): Promise<T>
  }

  interface Declare<F> {
    (name?: string, fn?: F): Promise<void>
    (name: string, options: TestOptions, fn?: F): Promise<void>
    (options: TestOptions, fn?: F): Promise<void>
    (fn: F): Promise<void>
  }

  interface DeclareVariants<F> extends Declare<F> {
    skip: Declare<F>
    todo: Declare<F>
    only: Declare<F>
  }

  interface MockCall {
    arguments: any[]
    error: unknown
    result: any
    stack: Error
    target: Function | undefined
    this: any
  }

  interface MockFunctionContext {
    readonly calls: MockCall[]
    callCount(): number
    mockImplementation(implementation: Function): void
    mockImplementationOnce(implementation: Function, onCall?: number): void
    resetCalls(): void
    restore(): void
  }

  type Mocked<F> = F & { mock: MockFunctionContext }

  /** Time that stands still until it is told. */
  interface MockTimers {
    /** Default: all APIs, at 0 milliseconds since 1970. */
    enable(options?: { apis?: readonly ('setTimeout' | 'setInterval' | 'setImmediate' | 'Date')[], now?: number | Date }): void
    reset(): void
    /** Runs all timers that are set. */
    runAll(): void
    setTime(milliseconds: number): void
    /** Lets milliseconds pass. Default 1. */
    tick(milliseconds?: number): void
    [Symbol.dispose](): void
  }

  interface MockTracker {
    readonly timers: MockTimers
    fn<F extends Function = (...args: any[]) => undefined>(original?: F, options?: { times?: number }): Mocked<F>
    fn<F extends Function, I extends Function>(original: F, implementation: I, options?: { times?: number }): Mocked<F>
    method<T extends object, K extends keyof T>(object: T, name: K, implementation?: Function, options?: { times?: number; getter?: boolean; setter?: boolean }): Mocked<Function>
    getter<T extends object, K extends keyof T>(object: T, name: K, implementation?: Function, options?: { times?: number }): Mocked<Function>
    setter<T extends object, K extends keyof T>(object: T, name: K, implementation?: Function, options?: { times?: number }): Mocked<Function>
    reset(): void
    restoreAll(): void
  }

  const test: DeclareVariants<TestFn> & {
    test: DeclareVariants<TestFn>
    it: DeclareVariants<TestFn>
    suite: DeclareVariants<SuiteFn>
    describe: DeclareVariants<SuiteFn>
    before: (fn: HookFn, options?: HookOptions) => void
    after: (fn: HookFn, options?: HookOptions) => void
    beforeEach: (fn: HookFn, options?: HookOptions) => void
    afterEach: (fn: HookFn, options?: HookOptions) => void
    mock: MockTracker
  }

  export const it: DeclareVariants<TestFn>
  export const suite: DeclareVariants<SuiteFn>
  export const describe: DeclareVariants<SuiteFn>
  export function before(fn: HookFn, options?: HookOptions): void
  export function after(fn: HookFn, options?: HookOptions): void
  export function beforeEach(fn: HookFn, options?: HookOptions): void
  export function afterEach(fn: HookFn, options?: HookOptions): void

  interface RunOptions {
    /** How many files run at once; true is one less than there are processors, false, the default, one. */
    concurrency?: boolean | number
    /** Default: process.cwd(). */
    cwd?: string
    /** Those that `--test` would find, unless given. */
    files?: readonly string[]
    globPatterns?: readonly string[]
    only?: boolean
    setup?: (stream: TestsStream) => unknown
    shard?: { index: number, total: number }
    signal?: AbortSignal
    testNamePatterns?: string | RegExp | readonly (string | RegExp)[]
    testSkipPatterns?: string | RegExp | readonly (string | RegExp)[]
    /** Of a file, in milliseconds; Infinity by default. */
    timeout?: number
    /** Flags of the processes, and arguments of the files. */
    execArgv?: readonly string[]
    argv?: readonly string[]
  }

  /** Its data are { type, data }; it emits each by its type, too. */
  interface TestsStream extends import('stream').Readable {}

  /** Runs test files, each in a process of its own. */
  export function run(options?: RunOptions): TestsStream
  export const mock: MockTracker
  /** Adds a function to every test's t.assert. */
  export const assert: { register(name: string, fn: (this: TestContext, ...args: any[]) => void): void }
  export const snapshot: {
    setDefaultSnapshotSerializers(serializers: readonly ((value: any) => any)[]): void
    /** Default: the test's path and '.snapshot'. */
    setResolveSnapshotPath(fn: (path: string | undefined) => string): void
  }
  export const skip: Declare<TestFn>
  export const todo: Declare<TestFn>
  export const only: Declare<TestFn>
  export { test, RunOptions, TestsStream, TestContext, SuiteContext, TestOptions, MockTracker, MockFunctionContext }
  export default test
}

declare module 'node:test/reporters' {
  import { Transform } from 'stream'

  interface TestEvent { type: string, data: any }
  type Reporter = (source: AsyncIterable<TestEvent>) => AsyncGenerator<string, void>
  export const dot: Reporter
  export const junit: Reporter
  export const tap: Reporter
  class SpecReporter extends Transform {}
  export const spec: { new (): SpecReporter, (): SpecReporter }
  export {}
}
