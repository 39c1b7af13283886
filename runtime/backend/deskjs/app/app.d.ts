declare module 'deskjs' {
  type PathName = 'home' | 'appData' | 'userData' | 'cache' | 'logs' | 'temp' | 'exe' | 'desktop' | 'documents' | 'downloads'
    | 'music' | 'pictures' | 'videos'

  interface App {
    /** The name in deskjs.json; of a plain script, its file's name. */
    name: string
    getName(): string
    setName(name: string): void
    /** The version in deskjs.json, '' for a plain script. */
    getVersion(): string
    /**
     * The folder of that name. 'userData', 'cache' and 'logs' are the app's own, named after its id, and are made at first use.
     * @throws Error with code ERR_NO_APP if one of those is asked for in a plain script.
     */
    getPath(name: PathName): string
    /** Makes getPath(name) return path, which must be absolute. */
    setPath(name: PathName, path: string): void
  }

  export const app: App

  /** A schema of any library that speaks Standard Schema, https://standardschema.dev: zod, valibot, arktype and others. */
  interface StandardSchema<Input = unknown, Output = Input> {
    readonly '~standard': {
      readonly version: 1
      readonly vendor: string
      readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
      readonly types?: { readonly input: Input, readonly output: Output } | undefined
    }
  }
  type SchemaResult<Output> = { readonly value: Output, readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] }
  interface SchemaIssue {
    readonly message: string
    readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
  }

  type SchemaInput<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>['input']
  type SchemaOutput<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>['output']
  type SchemaInputs<Schemas extends readonly StandardSchema[]> = { -readonly [K in keyof Schemas]: SchemaInput<Schemas[K]> }
  type SchemaOutputs<Schemas extends readonly StandardSchema[]> = { -readonly [K in keyof Schemas]: SchemaOutput<Schemas[K]> }
  /** The arguments that schemas accept: without those at the end that may be undefined, too. */
  type SchemaArguments<Schemas extends readonly StandardSchema[]> =
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
}
