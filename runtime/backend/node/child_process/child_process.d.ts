declare module 'child_process' {
  import { EventEmitter } from 'events'
  import { Readable, Writable, Duplex } from 'stream'

  type Signal = string | number
  type StdioKind = 'pipe' | 'overlapped' | 'ignore' | 'inherit'
  type StdioOptions = StdioKind | (StdioKind | 'ipc' | Readable | Writable | Duplex | number | null | undefined)[]
  type Serializable = string | object | number | boolean

  interface Channel extends EventEmitter {
    readonly fd: number | undefined
    /** Makes the channel keep the program alive, or no longer. */
    ref(): void
    unref(): void
  }

  class ChildProcess extends EventEmitter {
    stdin: Writable | null
    stdout: Readable | null
    stderr: Readable | null
    readonly stdio: (Duplex | null)[]
    readonly channel?: Channel | null
    readonly connected: boolean
    /** undefined if the process could not be started. */
    readonly pid?: number
    readonly exitCode: number | null
    readonly signalCode: string | null
    readonly spawnargs: string[]
    readonly spawnfile: string
    /** Whether a signal was sent, not whether the process has ended. */
    readonly killed: boolean
    kill(signal?: Signal): boolean
    send(message: Serializable, callback?: (error: Error | null) => void): boolean
    send(message: Serializable, handle: undefined, callback?: (error: Error | null) => void): boolean
    disconnect(): void
    ref(): void
    unref(): void
    /** Kills it. */
    [Symbol.dispose](): void
    on(event: 'close' | 'exit', listener: (code: number | null, signal: string | null) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    on(event: 'message', listener: (message: any) => void): this
    on(event: 'spawn' | 'disconnect', listener: () => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
  }

  interface ProcessOptions {
    cwd?: string | URL
    env?: { [name: string]: string | undefined }
    argv0?: string
    uid?: number
    gid?: number
    /** true for the system's shell: then arguments are not quoted. */
    shell?: boolean | string
    /** Milliseconds; 0, the default, is for ever. */
    timeout?: number
    /** Default SIGTERM. */
    killSignal?: Signal
    windowsHide?: boolean
    windowsVerbatimArguments?: boolean
  }

  interface SpawnOptions extends ProcessOptions {
    stdio?: StdioOptions
    detached?: boolean
    serialization?: 'json' | 'advanced'
    signal?: AbortSignal
  }

  interface ForkOptions extends SpawnOptions {
    execPath?: string
    execArgv?: string[]
    /** Pipes instead of the parent's stdin, stdout and stderr. */
    silent?: boolean
  }

  interface ExecOptions extends ProcessOptions {
    encoding?: BufferEncoding | 'buffer' | null
    /** Bytes of stdout or stderr. Default 1 MiB. */
    maxBuffer?: number
    signal?: AbortSignal
  }

  interface ExecException extends Error {
    cmd?: string
    killed?: boolean
    code?: number | string | null
    signal?: string | null
    stdout?: string | Buffer
    stderr?: string | Buffer
  }

  type ExecCallback<T> = (error: ExecException | null, stdout: T, stderr: T) => void
  type Output<T> = Promise<{ stdout: T, stderr: T }> & { child: ChildProcess }
  type AsBuffer = { encoding: 'buffer' | null }

  interface SpawnSyncOptions extends ProcessOptions {
    input?: string | NodeJS.ArrayBufferView
    stdio?: StdioOptions
    maxBuffer?: number
    encoding?: BufferEncoding | 'buffer' | null
  }

  interface SpawnSyncReturns<T> {
    pid: number
    output: (T | null)[] | null
    stdout: T
    stderr: T
    status: number | null
    signal: string | null
    error?: Error
  }

  export function spawn(command: string, options?: SpawnOptions): ChildProcess
  export function spawn(command: string, args?: readonly string[], options?: SpawnOptions): ChildProcess
  export function fork(modulePath: string | URL, options?: ForkOptions): ChildProcess
  export function fork(modulePath: string | URL, args?: readonly string[], options?: ForkOptions): ChildProcess

  export namespace exec {
    function __promisify__(command: string, options: ExecOptions & AsBuffer): Output<Buffer>
    function __promisify__(command: string, options?: ExecOptions): Output<string>
  }
  export function exec(command: string, callback?: ExecCallback<string>): ChildProcess
  export function exec(command: string, options: ExecOptions & AsBuffer, callback?: ExecCallback<Buffer>): ChildProcess
  export function exec(command: string, options: ExecOptions | undefined, callback?: ExecCallback<string>): ChildProcess

  export namespace execFile {
    function __promisify__(file: string, args: readonly string[] | undefined, options: ExecOptions & AsBuffer): Output<Buffer>
    function __promisify__(file: string, args?: readonly string[], options?: ExecOptions): Output<string>
  }
  export function execFile(file: string, callback?: ExecCallback<string>): ChildProcess
  export function execFile(file: string, args: readonly string[] | undefined, callback?: ExecCallback<string>): ChildProcess
  export function execFile(file: string, args: readonly string[] | undefined, options: ExecOptions & AsBuffer, callback?: ExecCallback<Buffer>): ChildProcess
  export function execFile(file: string, args: readonly string[] | undefined, options: ExecOptions | undefined, callback?: ExecCallback<string>): ChildProcess

  export function spawnSync(command: string, args: readonly string[] | undefined, options: SpawnSyncOptions & { encoding: BufferEncoding }): SpawnSyncReturns<string>
  export function spawnSync(command: string, args?: readonly string[], options?: SpawnSyncOptions): SpawnSyncReturns<Buffer>
  export function execSync(command: string, options: SpawnSyncOptions & { encoding: BufferEncoding }): string
  export function execSync(command: string, options?: SpawnSyncOptions): Buffer
  export function execFileSync(file: string, args: readonly string[] | undefined, options: SpawnSyncOptions & { encoding: BufferEncoding }): string
  export function execFileSync(file: string, args?: readonly string[], options?: SpawnSyncOptions): Buffer

  export { ChildProcess, SpawnOptions, ForkOptions, ExecOptions, SpawnSyncOptions, SpawnSyncReturns, ExecException, StdioOptions, Serializable }
}

declare module 'node:child_process' {
  export * from 'child_process'
}
