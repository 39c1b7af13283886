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
  export function promisify<F extends Function>(fn: { __promisify__: F }): F
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

  export import TextEncoder = globalThis.TextEncoder
  export import TextDecoder = globalThis.TextDecoder

  /** The steps from expected to actual: what to leave out (1), to keep (0) and to put in (-1). */
  export function diff(actual: string | readonly string[], expected: string | readonly string[]): [step: -1 | 0 | 1, text: string][]

  export interface CallSite {
    functionName: string
    scriptId: string
    scriptName: string
    /** From 1, as column. */
    lineNumber: number
    column: number
    /** @deprecated Use column. */
    columnNumber: number
  }
  /** The calls that led here; frameCount is up to 200 of them, by default 10. */
  export function getCallSites(frameCount?: number, options?: { sourceMap?: boolean }): CallSite[]
  export function getCallSites(options: { sourceMap?: boolean }): CallSite[]
  /** @deprecated Use getCallSites. */
  export function getCallSite(frameCount?: number): CallSite[]
  export function getSystemErrorMessage(error: number): string

  export class MIMEType {
    /** @throws TypeError with code ERR_INVALID_MIME_SYNTAX */
    constructor(text: string | { toString(): string })
    type: string
    subtype: string
    /** type and subtype. */
    readonly essence: string
    readonly params: MIMEParams
    toString(): string
    toJSON(): string
  }
  export class MIMEParams {
    delete(name: string): void
    get(name: string): string | null
    has(name: string): boolean
    set(name: string, value: string): void
    entries(): IterableIterator<[string, string]>
    keys(): IterableIterator<string>
    values(): IterableIterator<string>
    [Symbol.iterator](): IterableIterator<[string, string]>
    toString(): string
    toJSON(): string
  }

  /** One whose signal may be sent to a worker. */
  export function transferableAbortController(): AbortController
  export function transferableAbortSignal(signal: AbortSignal): AbortSignal

  /** @deprecated Use Array.isArray. */
  export function isArray(value: unknown): value is unknown[]
  /** @deprecated Use typeof. */
  export function isBoolean(value: unknown): value is boolean
  /** @deprecated Use Buffer.isBuffer. */
  export function isBuffer(value: unknown): value is Buffer
  /** @deprecated Compare with null. */
  export function isNull(value: unknown): value is null
  /** @deprecated Compare with null. */
  export function isNullOrUndefined(value: unknown): value is null | undefined
  /** @deprecated Use typeof. */
  export function isNumber(value: unknown): value is number
  /** @deprecated Use typeof. */
  export function isString(value: unknown): value is string
  /** @deprecated Use typeof. */
  export function isSymbol(value: unknown): value is symbol
  /** @deprecated Compare with undefined. */
  export function isUndefined(value: unknown): value is undefined
  /** @deprecated Use types.isRegExp. */
  export function isRegExp(value: unknown): value is RegExp
  /** @deprecated Use typeof. */
  export function isObject(value: unknown): boolean
  /** @deprecated Use types.isDate. */
  export function isDate(value: unknown): value is Date
  /** @deprecated Use types.isNativeError. */
  export function isError(value: unknown): value is Error
  /** @deprecated Use typeof. */
  export function isFunction(value: unknown): value is Function
  /** @deprecated Use typeof. */
  export function isPrimitive(value: unknown): boolean
  /** Writes the time and a text to stdout. @deprecated Use console.log. */
  export function log(format?: unknown, ...values: unknown[]): void
  /** @deprecated Use Object.assign. */
  export function _extend(target: object, source: unknown): object
}

declare module 'node:util' {
  export * from 'util'
}
