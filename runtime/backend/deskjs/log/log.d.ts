declare module 'deskjs' {
  export type LogLevel = 'error' | 'warn' | 'info' | 'verbose' | 'debug' | 'silly'

  export interface LogFunctions {
    /** Something failed. */
    error(...data: any[]): void
    warn(...data: any[]): void
    info(...data: any[]): void
    /** info */
    log(...data: any[]): void
    verbose(...data: any[]): void
    debug(...data: any[]): void
    silly(...data: any[]): void
  }

  export interface LogMessage {
    level: LogLevel
    /** What was logged. */
    data: any[]
    scope?: string
    date: Date
    logId: string
    /** What {name} stands for in a format, beside the names that are always there. */
    variables: Record<string, any>
  }

  /**
   * How an entry is written. In a string {text} is what was logged, {level}, {scope} (' (name)' or nothing), {y} {m} {d} {h} {i} {s} {ms} {z} {iso} its time, {processType} 'main' or
   * 'renderer', and the names in `log.variables` what these hold. A function returns the text, or what to make it of.
   */
  export type LogFormat = string | ((params: { message: LogMessage, data: any[], level: LogLevel }) => any)

  export interface LogTransport {
    (message: LogMessage): void
    /** The least important level that it takes; false is none. Default: 'silly', all. */
    level: LogLevel | false
  }

  export interface LogConsoleTransport extends LogTransport {
    /** Default: '{h}:{i}:{s}.{ms}{scope} › {text}'. */
    format: LogFormat
  }

  export interface LogFileTransport extends LogTransport {
    /** Default: '[{y}-{m}-{d} {h}:{i}:{s}.{ms}] [{level}]{scope} {text}'. The lines after an entry's first are indented, and control characters are written as \xNN. */
    format: LogFormat
    /** Default: 'main.log'. */
    fileName: string
    /** Bytes that a file may have before it becomes main.1.log, and that main.2.log; 0 is no limit. Default: 1048576. */
    maxSize: number
    /** How many files there may be in all. Default: 5. */
    maxFiles: number
    /** Returns where the file is, an absolute path. Default: in `app.getPath('logs')`. */
    resolvePathFn: ((variables: { fileName: string, libraryDefaultDir: string | undefined }) => string) | undefined
    getFile(): { path: string }
    /** The lines of all files, the newest first. */
    readAllLogs(): { path: string, lines: string[] }[]
  }

  export interface LogErrorHandler {
    /** Logs an error. */
    handle(error: unknown, options?: { onError?: (params: { error: unknown, errorName: string, origin?: string }) => false | void, errorName?: string, origin?: string }): void
    /** Logs what nobody catches, errors and rejections, and lets the app go on. If onError returns false the error is not logged. */
    startCatching(options?: { onError?: (params: { error: unknown, errorName: string, origin?: string }) => false | void }): void
    stopCatching(): void
  }

  /** After electron-log. A plain script has no file: it logs to the console alone, unless resolvePathFn says where to. */
  export interface Logger extends LogFunctions {
    readonly logId: string
    readonly levels: LogLevel[]
    /** The functions alone, as in `Object.assign(console, log.functions)`. */
    readonly functions: LogFunctions
    /** Where messages go; one can be added, and deleted. */
    transports: { console: LogConsoleTransport, file: LogFileTransport, [name: string]: LogTransport }
    /** Each may change a message, or keep it from a transport by returning false. */
    hooks: ((message: LogMessage, transport: LogTransport, name: string) => LogMessage | false)[]
    variables: Record<string, any>
    readonly errorHandler: LogErrorHandler
    /** With spyRendererConsole, what the app's pages log is logged too, with the variable processType 'renderer'. */
    initialize(options?: { spyRendererConsole?: boolean }): void
    /** The same functions with a name in front. */
    scope(label: string): LogFunctions
    /** Another logger with its own settings and file, logId.log. */
    create(options: string | { logId: string }): Logger
    processMessage(message: { level: LogLevel, data: any[], scope?: string, date?: Date, variables?: Record<string, any> }): void
  }

  /**
   * What the app tells whoever looks after it: on the console, and in files that rotate, in `app.getPath('logs')`. An entry is in its file when the call returns.
   * @example log.info('saved', note.id); const db = log.scope('db'); db.warn('slow', query)
   */
  export const log: Logger
}
