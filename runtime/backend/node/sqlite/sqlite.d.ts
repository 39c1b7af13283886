declare module 'node:sqlite' {
  type SupportedValueType = null | number | bigint | string | Uint8Array
  type SupportedInput = null | number | bigint | string | ArrayBufferView
  type Row = Record<string, SupportedValueType>
  type Named = Record<string, SupportedInput>

  export interface StatementOptions {
    readBigInts?: boolean
    returnArrays?: boolean
    allowBareNamedParameters?: boolean
    allowUnknownNamedParameters?: boolean
  }
  export interface DatabaseSyncOptions extends StatementOptions {
    open?: boolean
    readOnly?: boolean
    enableForeignKeyConstraints?: boolean
    enableDoubleQuotedStringLiterals?: boolean
    allowExtension?: boolean
    /** How long to wait for a lock, in milliseconds: 0. */
    timeout?: number
  }
  export interface FunctionOptions {
    deterministic?: boolean
    directOnly?: boolean
    useBigIntArguments?: boolean
    varargs?: boolean
  }
  export interface AggregateOptions<T> extends FunctionOptions {
    start: T | (() => T)
    step(accumulator: T, ...args: any[]): T
    result?(accumulator: T): SupportedInput
    inverse?(accumulator: T, ...args: any[]): T
  }
  export class DatabaseSync {
    constructor(path: string | Uint8Array | URL, options?: DatabaseSyncOptions)
    readonly isOpen: boolean
    readonly isTransaction: boolean
    open(): void
    close(): void
    exec(sql: string): void
    prepare(sql: string, options?: StatementOptions): StatementSync
    location(dbName?: string): string | null
    function(name: string, options: FunctionOptions, fn: (...args: any[]) => SupportedInput | undefined): void
    function(name: string, fn: (...args: any[]) => SupportedInput | undefined): void
    aggregate<T>(name: string, options: AggregateOptions<T>): void
    createSession(options?: { table?: string, db?: string }): Session
    applyChangeset(changeset: Uint8Array, options?: { filter?(table: string): boolean, onConflict?(kind: number): number }): boolean
    /** SQLite is no C library here: extensions can't be loaded. */
    loadExtension(path: string): void
    enableLoadExtension(allow: boolean): void
    [Symbol.dispose](): void
  }
  export class Session {
    private constructor()
    changeset(): Uint8Array
    patchset(): Uint8Array
    close(): void
    [Symbol.dispose](): void
  }
  export class StatementSync {
    private constructor()
    all(...parameters: SupportedInput[]): Row[]
    all(named: Named, ...parameters: SupportedInput[]): Row[]
    get(...parameters: SupportedInput[]): Row | undefined
    get(named: Named, ...parameters: SupportedInput[]): Row | undefined
    iterate(...parameters: SupportedInput[]): IterableIterator<Row>
    iterate(named: Named, ...parameters: SupportedInput[]): IterableIterator<Row>
    run(...parameters: SupportedInput[]): { changes: number | bigint, lastInsertRowid: number | bigint }
    run(named: Named, ...parameters: SupportedInput[]): { changes: number | bigint, lastInsertRowid: number | bigint }
    columns(): { column: string | null, database: string | null, name: string, table: string | null, type: string | null }[]
    readonly sourceSQL: string
    readonly expandedSQL: string
    setReadBigInts(enabled: boolean): void
    setReturnArrays(enabled: boolean): void
    setAllowBareNamedParameters(enabled: boolean): void
    setAllowUnknownNamedParameters(enabled: boolean): void
  }
  /** Copies a database to a file; resolves with how many pages it has. */
  export function backup(source: DatabaseSync, path: string | Uint8Array | URL, options?: {
    source?: string
    target?: string
    /** Pages at a time: 100. */
    rate?: number
    progress?(progress: { totalPages: number, remainingPages: number }): void
  }): Promise<number>
  export const constants: {
    readonly SQLITE_CHANGESET_OMIT: number
    readonly SQLITE_CHANGESET_REPLACE: number
    readonly SQLITE_CHANGESET_ABORT: number
    readonly SQLITE_CHANGESET_DATA: number
    readonly SQLITE_CHANGESET_NOTFOUND: number
    readonly SQLITE_CHANGESET_CONFLICT: number
    readonly SQLITE_CHANGESET_CONSTRAINT: number
    readonly SQLITE_CHANGESET_FOREIGN_KEY: number
  }
}
