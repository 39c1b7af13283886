declare module 'tty' {
  import { Duplex, DuplexOptions } from 'stream'

  export function isatty(fd: number): boolean

  class DescriptorStream extends Duplex {
    readonly fd: number
    ref(): this
    /** Reading keeps the program running no longer. */
    unref(): this
  }

  export class ReadStream extends DescriptorStream {
    constructor(fd: number, options?: DuplexOptions)
    readonly isRaw: boolean
    readonly isTTY: boolean
    /** Each key as it is pressed. */
    setRawMode(mode: boolean): this
  }

  /** -1: to the left, 1: to the right, 0: the whole line. */
  export type Direction = -1 | 0 | 1

  export class WriteStream extends DescriptorStream {
    constructor(fd: number)
    readonly isTTY: boolean
    columns: number
    rows: number
    clearLine(direction: Direction, callback?: () => void): boolean
    clearScreenDown(callback?: () => void): boolean
    cursorTo(x: number, y?: number, callback?: () => void): boolean
    cursorTo(x: number, callback: () => void): boolean
    moveCursor(dx: number, dy: number, callback?: () => void): boolean
    getColorDepth(env?: object): number
    hasColors(count?: number, env?: object): boolean
    hasColors(env?: object): boolean
    getWindowSize(): [columns: number, rows: number]
  }
  export {}
}

declare module 'node:tty' {
  export * from 'tty'
}
