declare module 'util' {
  import * as types from 'util/types'
  export { types }

  export type CustomInspectFunction = (depth: number | null, options: InspectOptionsStylized, inspect: typeof import('util').inspect) => unknown

  export interface InspectOptions {
    showHidden?: boolean
    depth?: number | null
    colors?: boolean
    customInspect?: boolean
    showProxy?: boolean
    maxArrayLength?: number | null
    maxStringLength?: number | null
    breakLength?: number
    compact?: boolean | number
    sorted?: boolean | ((a: string, b: string) => number)
    getters?: boolean | 'get' | 'set'
    numericSeparator?: boolean
  }

  export interface InspectOptionsStylized extends InspectOptions {
    stylize(text: string, style: string): string
  }

  export function inspect(value: unknown, showHidden?: boolean, depth?: number | null, color?: boolean): string
  export function inspect(value: unknown, options?: InspectOptions): string
  export namespace inspect {
    const custom: unique symbol
    let defaultOptions: InspectOptions
    const colors: Record<string, [number, number] | undefined>
    const styles: Record<string, string>
  }

  export function format(format?: unknown, ...values: unknown[]): string
  export function formatWithOptions(options: InspectOptions, format?: unknown, ...values: unknown[]): string
  export function stripVTControlCharacters(text: string): string
  export function styleText(format: string | readonly string[], text: string, options?: { validateStream?: boolean; stream?: unknown }): string
  export function toUSVString(text: string): string

  export interface CustomPromisify<F extends Function> extends Function {
    [promisify.custom]: F
  }

  export function promisify<F extends Function>(fn: CustomPromisify<F>): F
  export function promisify<A extends unknown[], R>(fn: (...args: [...A, (error: any, result: R) => void]) => void): (...args: A) => Promise<R>
  export function promisify<A extends unknown[]>(fn: (...args: [...A, (error?: any) => void]) => void): (...args: A) => Promise<void>
  export function promisify(fn: Function): Function
  export namespace promisify {
    const custom: unique symbol
  }

  export function callbackify<A extends unknown[], R>(fn: (...args: A) => Promise<R>): (...args: [...A, (error: Error | null, result: R) => void]) => void
  export function inherits(constructor: unknown, superConstructor: unknown): void
  export function deprecate<F extends Function>(fn: F, message: string, code?: string): F
  export function isDeepStrictEqual(a: unknown, b: unknown): boolean
  export function aborted(signal: AbortSignal, resource: object): Promise<void>
  export function getSystemErrorName(error: number): string
  export function getSystemErrorMap(): Map<number, [name: string, description: string]>
  export function parseEnv(content: string): Record<string, string>

  export interface DebugLogger {
    (message: string, ...values: unknown[]): void
    enabled: boolean
  }
  export function debuglog(section: string, callback?: (logger: (message: string, ...values: unknown[]) => void) => void): DebugLogger
  export { debuglog as debug }

  export interface ParseArgsOption {
    type: 'string' | 'boolean'
    short?: string
    multiple?: boolean
    default?: string | boolean | string[] | boolean[]
  }
  export interface ParseArgsConfig {
    args?: readonly string[]
    options?: Record<string, ParseArgsOption>
    strict?: boolean
    allowPositionals?: boolean
    allowNegative?: boolean
    tokens?: boolean
  }
  type ParsedValue<O extends ParseArgsOption> = O['multiple'] extends true
    ? (O['type'] extends 'string' ? string : boolean)[]
    : O['type'] extends 'string' ? string : boolean
  export type ParseArgsToken =
    | { kind: 'option'; index: number; name: string; rawName: string; value: string | undefined; inlineValue: boolean | undefined }
    | { kind: 'positional'; index: number; value: string }
    | { kind: 'option-terminator'; index: number }
  export function parseArgs<T extends ParseArgsConfig>(config?: T): {
    values: T['options'] extends Record<string, ParseArgsOption>
      ? { [K in keyof T['options']]?: ParsedValue<T['options'][K]> }
      : Record<string, string | boolean | undefined>
    positionals: string[]
    tokens?: ParseArgsToken[]
  }

  export const TextEncoder: typeof globalThis.TextEncoder
  export const TextDecoder: typeof globalThis.TextDecoder

  /** @deprecated Use Array.isArray. */
  export function isArray(value: unknown): value is unknown[]
  /** @deprecated Use Object.assign. */
  export function _extend(target: object, source: unknown): object
}

declare module 'node:util' {
  export * from 'util'
}
