// What a script of the page imports beside code: an asset is its URL, a style sheet goes into the page.

/** The names of the classes in the file, as they are in the page. */
declare module '*.module.css' {
  const classes: { readonly [name: string]: string }
  export default classes
}
declare module '*.css' {}
declare module '*.png' {
  const url: string
  export default url
}
declare module '*.jpg' {
  const url: string
  export default url
}
declare module '*.jpeg' {
  const url: string
  export default url
}
declare module '*.gif' {
  const url: string
  export default url
}
declare module '*.svg' {
  const url: string
  export default url
}
declare module '*.webp' {
  const url: string
  export default url
}
declare module '*.avif' {
  const url: string
  export default url
}
declare module '*.ico' {
  const url: string
  export default url
}
declare module '*.woff' {
  const url: string
  export default url
}
declare module '*.woff2' {
  const url: string
  export default url
}
declare module '*.ttf' {
  const url: string
  export default url
}
declare module '*.otf' {
  const url: string
  export default url
}
declare module '*.eot' {
  const url: string
  export default url
}
declare module '*.mp4' {
  const url: string
  export default url
}
declare module '*.webm' {
  const url: string
  export default url
}
declare module '*.mp3' {
  const url: string
  export default url
}
declare module '*.ogg' {
  const url: string
  export default url
}
declare module '*.wav' {
  const url: string
  export default url
}
declare module '*.m4a' {
  const url: string
  export default url
}
declare module '*.wasm' {
  const url: string
  export default url
}
declare module '*.pdf' {
  const url: string
  export default url
}

/** What `import x from './file?url'` and its like give; see DeskJS's documentation of the page. */
declare module '*?url' {
  const url: string
  export default url
}
declare module '*?no-inline' {
  const url: string
  export default url
}
/** The file's text. */
declare module '*?raw' {
  const text: string
  export default text
}
/** The file as a data: URL; of a style sheet, its text. */
declare module '*?inline' {
  const text: string
  export default text
}
declare module '*?worker' {
  const constructor: new (options?: { name?: string }) => Worker
  export default constructor
}
declare module '*?worker&inline' {
  const constructor: new (options?: { name?: string }) => Worker
  export default constructor
}
declare module '*?worker&url' {
  const url: string
  export default url
}
declare module '*?sharedworker' {
  const constructor: new (options?: { name?: string }) => SharedWorker
  export default constructor
}
/** Starts the wasm module with what it imports. */
declare module '*.wasm?init' {
  const init: (imports?: WebAssembly.Imports) => Promise<WebAssembly.Instance>
  export default init
}

/** The variables of the .env files whose names begin with VITE_ or DESKJS_; declare your own in an interface of this name. */
interface ImportMetaEnv {
  /** A variable; undefined if no .env file has it. */
  [name: string]: any
  /** Where the app's files are: "/". */
  BASE_URL: string
  /** "production", "development", or what --mode says. */
  MODE: string
  /** True in `deskjs dev`. */
  DEV: boolean
  /** True in what `deskjs build` makes. */
  PROD: boolean
  /** True in the backend. */
  SSR: boolean
}
/** `import.meta.hot` of one module. The calls are found by their form: write them out, with literals for the modules. */
interface ImportMetaHot {
  /** What the module hands to the one that takes its place; the same properties are there in the next. */
  readonly data: any
  /** Takes changes of this module, and of what it imports and nobody else takes. `callback` gets the new module's exports. */
  accept(callback?: (module: any) => void): void
  /** Takes changes of a module that this one imports. */
  accept(module: string, callback?: (module: any) => void): void
  /** Takes changes of several; the callback gets undefined for those that did not change. */
  accept(modules: readonly string[], callback?: (modules: any[]) => void): void
  /** As accept for this module. */
  acceptExports(names: string | readonly string[], callback?: (module: any) => void): void
  /** Is called before the module is replaced, or goes from the page. */
  dispose(callback: (data: any) => void): void
  /** Is called when nothing in the page imports the module any more. */
  prune(callback: (data: any) => void): void
  /** The page is loaded again for any change that comes to this module. */
  decline(): void
  /** Hands the change on to the importers after all, from within a callback of accept. */
  invalidate(message?: string): void
  /** Listens to "vite:beforeUpdate", "vite:afterUpdate", "vite:beforePrune", "vite:beforeFullReload", "vite:invalidate" and "vite:error". */
  on(event: string, callback: (payload: any) => void): void
  off(event: string, callback: (payload: any) => void): void
  /** There is no server whose plugins could listen: the event is logged. */
  send(event: string, data?: any): void
}
interface ImportMeta {
  readonly env: ImportMetaEnv
  /** How the module takes changes while it is open in `deskjs dev`, as Vite has it; undefined in what `deskjs build` makes. */
  readonly hot?: ImportMetaHot
  /**
   * The modules that match patterns such as './pages/*.ts', read when the app is built; a pattern with "!" in front leaves out. Patterns and
   * options are literals.
   */
  glob<Module = unknown>(
    pattern: string | string[],
    options: { eager: true; import?: string; query?: string | Record<string, string | number | boolean>; base?: string; exhaustive?: boolean },
  ): Record<string, Module>
  /** Without `eager`, each is a function that imports the module. */
  glob<Module = unknown>(
    pattern: string | string[],
    options?: { eager?: false; import?: string; query?: string | Record<string, string | number | boolean>; base?: string; exhaustive?: boolean },
  ): Record<string, () => Promise<Module>>
}
