declare module 'deskjs' {
  export type PathName = 'home' | 'appData' | 'userData' | 'sessionData' | 'cache' | 'logs' | 'crashDumps' | 'temp' | 'exe' | 'module' | 'assets'
    | 'desktop' | 'documents' | 'downloads' | 'music' | 'pictures' | 'videos'

  export interface App {
    /** The name in deskjs.json; of a plain script, its file's name. */
    name: string
    getName(): string
    setName(name: string): void
    /** The version in deskjs.json, '' for a plain script. */
    getVersion(): string
    /**
     * The folder of that name. 'userData', 'sessionData' (what pages store), 'cache', 'logs' and 'crashDumps' are the app's own, named after its id, and are made
     * at first use. 'exe' and 'module' are the app's executable, 'assets' is its folder.
     * @throws Error with code ERR_NO_APP if one of those is asked for in a plain script.
     */
    getPath(name: PathName): string
    /** Makes getPath(name) return path, which must be absolute. */
    setPath(name: PathName, path: string): void
  }

  export const app: App

  /** A schema of any library that speaks Standard Schema, https://standardschema.dev: zod, valibot, arktype and others. */
  export interface StandardSchema<Input = unknown, Output = Input> {
    readonly '~standard': {
      readonly version: 1
      readonly vendor: string
      readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
      readonly types?: { readonly input: Input, readonly output: Output } | undefined
    }
  }
  export type SchemaResult<Output> = { readonly value: Output, readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] }
  export interface SchemaIssue {
    readonly message: string
    readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
  }

  export type SchemaInput<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>['input']
  export type SchemaOutput<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>['output']
  export type SchemaInputs<Schemas extends readonly StandardSchema[]> = { -readonly [K in keyof Schemas]: SchemaInput<Schemas[K]> }
  export type SchemaOutputs<Schemas extends readonly StandardSchema[]> = { -readonly [K in keyof Schemas]: SchemaOutput<Schemas[K]> }
  /** The arguments that schemas accept: without those at the end that may be undefined, too. */
  export type SchemaArguments<Schemas extends readonly StandardSchema[]> =
    Schemas extends readonly [...infer First extends readonly StandardSchema[], infer Last extends StandardSchema]
      ? undefined extends SchemaInput<Last> ? SchemaArguments<First> | SchemaInputs<Schemas> : SchemaInputs<Schemas>
      : []

  /**
   * A function of the api whose arguments are checked by schemas, for what types can't say: lengths, ranges, formats. It runs with what the
   * schemas make of them, and has as many arguments as there are schemas.
   *
   * A call with others rejects with a TypeError that names the places: its `code` is ERR_INVALID_ARGUMENT, and its `issues` are
   * `{ message, path }` each, where `path` begins with the argument's number. The function doesn't run then. An error that a schema throws rejects the call
   * as it is.
   *
   * @example export const saveNote = validated([NoteSchema], async (note) => notes.save(note))
   * @param schemas one for each argument
   * @param implementation an async function or an async generator function
   * @throws TypeError with code ERR_INVALID_ARG_TYPE if a schema is none
   */
  export function validated<const Schemas extends readonly StandardSchema[], Result extends Promise<unknown> | AsyncGenerator<unknown, unknown, unknown>>(
    schemas: Schemas, implementation: (...args: SchemaOutputs<Schemas>) => Result,
  ): (...args: SchemaArguments<Schemas>) => Result

  /**
   * The events of the app and their values, for both halves. An app declares its own in a file that tsconfig.json includes, such as
   * `backend/events.d.ts`:
   *
   *     declare module 'deskjs' {
   *       interface Events { 'note-saved': { id: string }; quit: void }
   *     }
   *     export {}
   *
   * While there are none declared, every name is allowed and values are unknown.
   */
  export interface Events {}

  export type EventName = keyof Events extends never ? string : keyof Events & string
  export type EventValue<Name extends EventName> = Name extends keyof Events ? Events[Name] : unknown
  export type EventArguments<Name extends EventName> = undefined extends EventValue<Name> ? [value?: EventValue<Name>] : void extends EventValue<Name> ? [] : [value: EventValue<Name>]

  /**
   * Sends an event to every window whose page listens to it; values cross by structured clone, as they are now, and can't hold functions or
   * streams. Where no page listens nothing is sent.
   *
   * The promise fulfils when those pages have room for more. Without awaiting it, as many as `bridge.maxEvents` in deskjs.json (10,000) wait
   * for a page that is too slow, and then the oldest are dropped, which is said once on stderr.
   * @param name a word of at most 200 bytes
   * @throws DataCloneError naming what of the value can't be sent
   */
  export function emit<Name extends EventName>(name: Name, ...value: EventArguments<Name>): Promise<void>
  /**
   * Like emit, to one window.
   * @param target its id, its name in deskjs.json, or `getContext().window`
   */
  export function emitTo<Name extends EventName>(target: number | string | { readonly id: number }, name: Name, ...value: EventArguments<Name>): Promise<void>
  /**
   * Calls listener for each such event that a page emits; `getContext()` says which one. Returns a function that ends it. What a listener
   * throws is an uncaught exception.
   */
  export function on<Name extends EventName>(name: Name, listener: (value: EventValue<Name>) => void): () => void
  /** Like on, for the next such event only. */
  export function once<Name extends EventName>(name: Name, listener: (value: EventValue<Name>) => void): () => void

  /** What is known of the page that made a call. It comes from the host: a page can't forge it. */
  export interface Context {
    /** The window: its number in this run of the app, and its name in deskjs.json or ''. */
    readonly window: { readonly id: number; readonly name: string }
    /** Where the page comes from: 'app://localhost'. */
    readonly origin: string
    /**
     * Aborts when the caller has given up: a signal among the arguments aborted, the loop over the generator was left, the
     * page was closed or another one loaded. It goes on to do the latter when the call has returned.
     */
    readonly signal: AbortSignal
  }
  /**
   * The context of the call in which this runs: in a function or generator that a page has called, in a callback that was
   * lent to it, in a listener of its events, and in all that these await or start.
   * @throws Error with code ERR_NO_CONTEXT anywhere else
   */
  export function getContext(): Context
  export { ipcMain, webContents, MessageChannelMain, MessagePortMain } from 'electron'
}
