// The global console is lib DOM's; this is what Node's has besides.

interface Console {
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

declare module 'console' {
  const console: Console
  export = console
}

declare module 'node:console' {
  import console = require('console')
  export = console
}
