interface Console {
  log(message?: unknown, ...values: unknown[]): void
  info(message?: unknown, ...values: unknown[]): void
  debug(message?: unknown, ...values: unknown[]): void
  error(message?: unknown, ...values: unknown[]): void
  warn(message?: unknown, ...values: unknown[]): void
  dir(value: unknown, options?: import('util').InspectOptions): void
  dirxml(...values: unknown[]): void
  table(data: unknown, properties?: readonly string[]): void
  group(...label: unknown[]): void
  groupCollapsed(...label: unknown[]): void
  groupEnd(): void
  time(label?: string): void
  timeEnd(label?: string): void
  timeLog(label?: string, ...values: unknown[]): void
  count(label?: string): void
  countReset(label?: string): void
  assert(value: unknown, message?: string, ...values: unknown[]): void
  trace(message?: unknown, ...values: unknown[]): void
  clear(): void
  Console: ConsoleConstructor
}

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

declare var console: Console

declare module 'console' {
  const console: Console
  export = console
}

declare module 'node:console' {
  import console = require('console')
  export = console
}
