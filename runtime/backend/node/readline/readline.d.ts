declare module 'readline' {
  import { EventEmitter } from 'events'
  import * as promises from 'readline/promises'
  export { promises }

  export interface Key {
    sequence?: string
    name?: string
    ctrl?: boolean
    meta?: boolean
    shift?: boolean
  }
  export type CompleterResult = [completions: string[], completed: string]
  export type Completer = (line: string) => CompleterResult
  export type AsyncCompleter = (line: string, callback: (error?: Error | null, result?: CompleterResult) => void) => void
  export type Direction = -1 | 0 | 1

  export interface ReadLineOptions {
    input: NodeJS.ReadableStream
    output?: NodeJS.WritableStream
    completer?: Completer | AsyncCompleter
    /** Whether keys are read and the line can be edited. Default: output.isTTY. */
    terminal?: boolean
    /** The latest line first. */
    history?: string[]
    /** Default 30; 0 keeps none. */
    historySize?: number
    removeHistoryDuplicates?: boolean
    prompt?: string
    /** Milliseconds in which \r and \n are one end of a line. Default 100. */
    crlfDelay?: number
    escapeCodeTimeout?: number
    tabSize?: number
    signal?: AbortSignal
  }

  export class Interface extends EventEmitter implements AsyncIterable<string> {
    constructor(input: NodeJS.ReadableStream, output?: NodeJS.WritableStream, completer?: Completer | AsyncCompleter, terminal?: boolean)
    constructor(options: ReadLineOptions)
    readonly terminal: boolean
    readonly line: string
    readonly cursor: number
    getPrompt(): string
    setPrompt(prompt: string): void
    prompt(preserveCursor?: boolean): void
    question(query: string, callback: (answer: string) => void): void
    question(query: string, options: { signal?: AbortSignal }, callback: (answer: string) => void): void
    pause(): this
    resume(): this
    close(): void
    write(data: string | Buffer | null | undefined, key?: Key): void
    getCursorPos(): { rows: number; cols: number }
    [Symbol.asyncIterator](): AsyncIterableIterator<string>
  }

  export function createInterface(input: NodeJS.ReadableStream, output?: NodeJS.WritableStream, completer?: Completer | AsyncCompleter, terminal?: boolean): Interface
  export function createInterface(options: ReadLineOptions): Interface
  export function emitKeypressEvents(stream: NodeJS.ReadableStream, readlineInterface?: Interface): void
  export function clearLine(stream: NodeJS.WritableStream, direction: Direction, callback?: () => void): boolean
  export function clearScreenDown(stream: NodeJS.WritableStream, callback?: () => void): boolean
  export function cursorTo(stream: NodeJS.WritableStream, x: number, y?: number, callback?: () => void): boolean
  export function moveCursor(stream: NodeJS.WritableStream, dx: number, dy: number, callback?: () => void): boolean
}

declare module 'node:readline' {
  export * from 'readline'
}
