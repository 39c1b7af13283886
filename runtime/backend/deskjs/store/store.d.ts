declare module 'deskjs' {
  /** What a key with dots, which TypeScript can't follow, leads to. */
  type StoreRest<T, Key> = Key extends keyof T ? never : Key

  export interface StoreOptions<T extends Record<string, any> = Record<string, any>> {
    /** The file's name without its extension. Default: 'config'. */
    name?: string
    /** Default: 'json'. '' is none. */
    fileExtension?: string
    /** The folder. Default: `app.getPath('userData')`, in which a relative one lies. */
    cwd?: string
    /** What keys have that the file doesn't. They are not written, so that another version of the app may have others. */
    defaults?: Readonly<Partial<T>>
    /**
     * What the whole store must be, by any library that speaks Standard Schema (zod, valibot, arktype, ...) and answers at once. A change that
     * doesn't match throws; what is stored is what was given, not what the schema makes of it.
     */
    schema?: StandardSchema<T, unknown>
    /**
     * What brings the file of an older version of the app up to date: by the version it came with, '1.2.0', or a range, '>=1.2.0 <2.0.0'. All that are due run
     * when the store is made, in their order here, and are written together: if one throws, the file is what it was.
     */
    migrations?: Record<string, (store: Store<T>) => void>
    /** Called before each migration. */
    beforeEachMigration?: (store: Store<T>, context: { fromVersion: string, toVersion: string, finalVersion: string, versions: string[] }) => void
    /** The version that migrations lead to. Default: `app.getVersion()`. */
    projectVersion?: string
    /**
     * Whether a file that can't be read, or doesn't match the schema, is given another name (`config.invalid-TIME.json`), with a warning on process, and the
     * store begins anew. With false the constructor throws. Default: true.
     */
    clearInvalidConfig?: boolean
    /** Default: JSON with tabs. */
    serialize?: (value: T) => string
    /** Default: JSON.parse. */
    deserialize?: (text: string) => T
    /** Whether 'a.b' is b in a. Default: true. */
    accessPropertiesByDotNotation?: boolean
    /** Whether changes by other processes and other stores are told to listeners at once. Without it they are seen when a value is asked for. Default: false. */
    watch?: boolean
    /** Whether the file is encrypted with `safeStorage`, which is available after `app.whenReady()`. Default: false. */
    encrypted?: boolean
    /** The permissions of the file. Default: 0o600, for the user alone. Without effect on Windows. */
    configFileMode?: number
  }

  /**
   * Settings and state of the app, kept in a file; after electron-store. All is synchronous: when a method returns, the change is on disk (written to a new file, synced,
   * and put in the old one's place). Several processes may use one file: each change is made, under a lock, to what the file holds at that moment, so none is lost.
   *
   * Values are what JSON has. Keys with dots lead into objects ('window.width') and arrays ('tabs[0]', 'tabs.0'); `\\.` is a dot in a name. What get returns is a copy.
   *
   * @example
   * const store = new Store({ defaults: { theme: 'system', window: { width: 900 } } })
   * store.set('window.width', 1200)
   * @throws Error with code ERR_NO_APP in a plain script without an absolute `cwd`; ERR_STORE_INVALID and ERR_STORE_SCHEMA (with `issues`), see clearInvalidConfig;
   * ERR_STORE_MIGRATION if a migration throws, which is its cause; ERR_STORE_LOCKED if another process keeps the file locked for 10 seconds;
   * ERR_STORE_ENCRYPTION if it is encrypted and safeStorage is not available
   */
  export class Store<T extends Record<string, any> = Record<string, any>> implements Iterable<[keyof T, T[keyof T]]> {
    constructor(options?: StoreOptions<T>)
    /** Where the file is. */
    readonly path: string
    /** How many keys there are at the top, defaults included. */
    readonly size: number
    /** Everything, as a copy. Assigning replaces all. */
    store: T
    /** The value, a default, or undefined. */
    get<Key extends keyof T>(key: Key): T[Key]
    /** The value, or defaultValue if there is none. */
    get<Key extends keyof T>(key: Key, defaultValue: Required<T>[Key]): Required<T>[Key]
    get<Key extends string, Value = any>(key: StoreRest<T, Key>, defaultValue?: Value): Value
    /** Keeps a value. undefined, functions, symbols and bigints throw. */
    set<Key extends keyof T>(key: Key, value: T[Key]): void
    set<Key extends string>(key: StoreRest<T, Key>, value: unknown): void
    /** Keeps several values, written once. */
    set(values: Partial<T>): void
    /** Keeps what change makes of the value; no other process gets in between. Returns it. */
    update<Key extends keyof T>(key: Key, change: (value: T[Key]) => T[Key]): T[Key]
    update<Key extends string, Value = any>(key: StoreRest<T, Key>, change: (value: Value) => Value): Value
    /** Adds a value to the end of an array, which is made if there is none. */
    appendToArray(key: keyof T | string, value: unknown): void
    has(key: keyof T | string): boolean
    /** Gives keys their defaults back; those without one stay. */
    reset(...keys: (keyof T | string)[]): void
    /** Removes a value; a default is seen again. */
    delete(key: keyof T | string): void
    /** Removes all; the defaults are seen again. */
    clear(): void
    /** Calls callback when the value has become another, here or, when it is seen, by another process. Returns a function that ends it. */
    onDidChange<Key extends keyof T>(key: Key, callback: (this: this, newValue: T[Key] | undefined, oldValue: T[Key] | undefined) => void): () => void
    onDidChange<Key extends string, Value = any>(key: StoreRest<T, Key>, callback: (this: this, newValue: Value | undefined, oldValue: Value | undefined) => void): () => void
    /** The same for everything. */
    onDidAnyChange(callback: (this: this, newValue: T, oldValue: T) => void): () => void
    /** Ends `watch`. */
    close(): void
    [Symbol.iterator](): IterableIterator<[keyof T, T[keyof T]]>
  }
}
