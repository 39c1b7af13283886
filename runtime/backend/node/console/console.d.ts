// The global console. Lib DOM declares most of it too, in the same way.

interface Console {
  Console: ConsoleConstructor
  assert(condition?: boolean, ...values: any[]): void
  clear(): void
  /** Writes how often it was called with label. Default 'default'. */
  count(label?: string): void
  countReset(label?: string): void
  debug(...values: any[]): void
  dir(value?: any, options?: import('util').InspectOptions): void
  dirxml(...values: any[]): void
  /** To stderr, as warn and trace; the others write to stdout. */
  error(...values: any[]): void
  /** Indents what is written until groupEnd. */
  group(...values: any[]): void
  groupCollapsed(...values: any[]): void
  groupEnd(): void
  info(...values: any[]): void
  log(...values: any[]): void
  table(data?: any, columns?: string[]): void
  time(label?: string): void
  /** Writes how long ago time(label) was called. */
  timeEnd(label?: string): void
  timeLog(label?: string, ...values: any[]): void
  trace(...values: any[]): void
  warn(...values: any[]): void
  /** Nothing without an inspector, as profileEnd, timeStamp and context. */
  profile(label?: string): void
  profileEnd(label?: string): void
  timeStamp(label?: string): void
  context(name?: string): object
}
declare var console: Console

interface ConsoleStream {
  write(text: string): unknown
}

interface ConsoleOptions {
  stdout: ConsoleStream
  stderr?: ConsoleStream
  ignoreErrors?: boolean
  colorMode?: boolean | 'auto'
  inspectOptions?: import('util').InspectOptions
  groupIndentation?: number
}

interface ConsoleConstructor {
  new (stdout: ConsoleStream, stderr?: ConsoleStream, ignoreErrors?: boolean): Console
  new (options: ConsoleOptions): Console
  prototype: Console
}

declare module 'console' {
  const console: Console
  export = console
}

declare module 'node:console' {
  import console = require('console')
  export = console
}
