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
interface ImportMeta {
  readonly env: ImportMetaEnv
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
