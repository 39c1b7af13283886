// What Node has and lib ES2023 lacks.
interface SymbolConstructor {
  readonly dispose: unique symbol
  readonly asyncDispose: unique symbol
}
interface Disposable { [Symbol.dispose](): void }
interface AsyncDisposable { [Symbol.asyncDispose](): PromiseLike<void> }

declare namespace NodeJS {
  /** An error of the system, such as ENOENT. */
  interface ErrnoException extends Error {
    /** The system's number, negative. */
    errno?: number
    /** Its name, such as 'ENOENT'. */
    code?: string
    path?: string
    dest?: string
    /** What was called, such as 'open'. */
    syscall?: string
  }

  interface ProcessEnv { [name: string]: string | undefined }

  interface MemoryUsage { rss: number, heapTotal: number, heapUsed: number, external: number, arrayBuffers: number }
  interface CpuUsage { user: number, system: number }

  interface ResourceUsage {
    userCPUTime: number
    systemCPUTime: number
    maxRSS: number
    sharedMemorySize: number
    unsharedDataSize: number
    unsharedStackSize: number
    minorPageFault: number
    majorPageFault: number
    swappedOut: number
    fsRead: number
    fsWrite: number
    ipcSent: number
    ipcReceived: number
    signalsCount: number
    voluntaryContextSwitches: number
    involuntaryContextSwitches: number
  }

  /** What helps to find out why a program is in the state it is in. */
  interface ProcessReport {
    /** The folder of the files; '' is the current one. */
    directory: string
    /** '' for a name of the time and the process. */
    filename: string
    /** One line instead of indented JSON. */
    compact: boolean
    excludeNetwork: boolean
    reportOnFatalError: boolean
    reportOnSignal: boolean
    reportOnUncaughtException: boolean
    signal: string
    getReport(error?: Error): object
    /** @returns the file's name. */
    writeReport(filename?: string, error?: Error): string
    writeReport(error?: Error): string
  }

  interface ProcessPermission {
    /**
     * @param scope "fs", "fs.read", "fs.write", "child", "worker", "wasi", "net", "net.connect" or "net.listen".
     * @param reference a path, a program, or a host with its port; without it, whether all of the scope is granted.
     */
    has(scope: string, reference?: string): boolean
  }

  interface EmitWarningOptions { type?: string, code?: string, ctor?: Function, detail?: string }

  type OutputStream = import('tty').WriteStream
  type InputStream = import('tty').ReadStream

  type Platform = 'aix' | 'android' | 'darwin' | 'freebsd' | 'linux' | 'openbsd' | 'netbsd' | 'sunos' | 'win32'

  interface Process extends EventEmitter {
    argv: string[]
    readonly argv0: string
    execArgv: string[]
    execPath: string
    /** A copy of the environment; assigned values become strings. */
    env: ProcessEnv
    exitCode: number | string | null | undefined
    readonly pid: number
    readonly ppid: number
    readonly platform: Platform
    readonly arch: string
    title: string
    readonly version: string
    readonly versions: { readonly node: string, readonly deskjs: string, readonly goja: string, readonly [name: string]: string }
    readonly release: { name: string, lts?: string }
    readonly features: { readonly [name: string]: boolean | string }
    readonly config: { readonly target_defaults: object, readonly variables: object }
    readonly stdin: InputStream
    readonly stdout: OutputStream
    readonly stderr: OutputStream
    /** What NODE_OPTIONS may have. */
    readonly allowedNodeEnvironmentFlags: ReadonlySet<string>
    readonly report: ProcessReport
    /** What the app may do; undefined where nothing is restricted. */
    readonly permission?: ProcessPermission
    /** The port of the inspector, if there were one. */
    debugPort: number
    readonly sourceMapsEnabled: boolean
    readonly moduleLoadList: string[]
    /** The domain that is entered. @deprecated */
    domain: import('domain').Domain | null | undefined
    noDeprecation?: boolean
    throwDeprecation?: boolean
    traceDeprecation?: boolean
    traceProcessWarnings?: boolean

    cwd(): string
    chdir(directory: string): void
    exit(code?: number | string | null): never
    abort(): never
    nextTick<A extends any[]>(callback: (...args: A) => void, ...args: A): void
    hrtime: { (time?: [number, number]): [number, number], bigint(): bigint }
    /** Seconds since the program began. */
    uptime(): number
    memoryUsage: { (): MemoryUsage, rss(): number }
    cpuUsage(previous?: CpuUsage): CpuUsage
    resourceUsage(): ResourceUsage
    constrainedMemory(): number
    availableMemory(): number
    emitWarning(warning: string | Error, options?: EmitWarningOptions): void
    emitWarning(warning: string | Error, type?: string, code?: string, ctor?: Function): void
    kill(pid: number, signal?: string | number): true
    umask(mask?: number | string): number
    getuid?(): number
    geteuid?(): number
    getgid?(): number
    getegid?(): number
    getgroups?(): number[]
    setuid?(id: number | string): void
    seteuid?(id: number | string): void
    setgid?(id: number | string): void
    setegid?(id: number | string): void
    setgroups?(groups: (number | string)[]): void
    initgroups?(user: number | string, extraGroup: number | string): void
    setUncaughtExceptionCaptureCallback(fn: ((error: Error) => void) | null): void
    hasUncaughtExceptionCaptureCallback(): boolean
    /** Kinds of what keeps the program running, such as 'Timeout'. */
    getActiveResourcesInfo(): string[]
    /** Sets the variables of a file that the environment lacks. Default '.env'. */
    loadEnvFile(path?: string | URL | Buffer): void
    /** Changes nothing but sourceMapsEnabled: stacks are always shown in the author's own source. */
    setSourceMapsEnabled(enabled: boolean): void
    /** There are no native addons: throws ERR_DLOPEN_FAILED. */
    dlopen(module: object, filename: string, flags?: number): void
    getBuiltinModule(id: string): any

    on(event: 'beforeExit' | 'exit', listener: (code: number) => void): this
    on(event: 'uncaughtException' | 'uncaughtExceptionMonitor', listener: (error: Error, origin: 'uncaughtException' | 'unhandledRejection') => void): this
    on(event: 'unhandledRejection', listener: (reason: unknown, promise: Promise<unknown>) => void): this
    on(event: 'rejectionHandled', listener: (promise: Promise<unknown>) => void): this
    on(event: 'warning', listener: (warning: Error) => void): this
    on(event: `SIG${string}`, listener: (signal: string, number: number) => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
  }
}

declare var process: NodeJS.Process

declare module 'process' {
  const process: NodeJS.Process
  export = process
}

declare module 'node:process' {
  import process = require('process')
  export = process
}

declare var global: typeof globalThis
/** Calls the callback after what runs now, before any timer. */
declare function queueMicrotask(callback: () => void): void
