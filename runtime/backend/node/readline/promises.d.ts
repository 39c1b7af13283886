declare module 'readline/promises' {
  import { CompleterResult, Direction, Interface as Base, ReadLineOptions as BaseOptions } from 'readline'

  export type Completer = (line: string) => CompleterResult | Promise<CompleterResult>
  export interface ReadLineOptions extends Omit<BaseOptions, 'completer'> { completer?: Completer }

  export class Interface extends Base {
    question(query: string): Promise<string>
    question(query: string, options: { signal?: AbortSignal }): Promise<string>
  }

  /** Gathers cursor movements; commit() writes them. */
  export class Readline {
    constructor(stream: NodeJS.WritableStream, options?: { autoCommit?: boolean })
    clearLine(direction: Direction): this
    clearScreenDown(): this
    commit(): Promise<void>
    cursorTo(x: number, y?: number): this
    moveCursor(dx: number, dy: number): this
    rollback(): this
  }

  export function createInterface(input: NodeJS.ReadableStream, output?: NodeJS.WritableStream, completer?: Completer, terminal?: boolean): Interface
  export function createInterface(options: ReadLineOptions): Interface
}

declare module 'node:readline/promises' {
  export * from 'readline/promises'
}
