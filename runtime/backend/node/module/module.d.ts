declare module 'module' {
  class Module {
    constructor(id?: string, parent?: Module)
    id: string
    path: string
    exports: any
    filename: string | null
    loaded: boolean
    children: Module[]
    paths: string[]
    require(id: string): any

    /** filename: an absolute path or a file URL; a trailing slash makes it a directory. */
    static createRequire(filename: string | URL): NodeJS.Require
    static readonly builtinModules: readonly string[]
    static isBuiltin(name: string): boolean
    /** The folders that require looks in last, NODE_PATH's first. */
    static readonly globalPaths: string[]
    /** The package.json of a package, or the one that a file is under. Default base: the current folder. */
    static findPackageJSON(specifier: string | URL, base?: string | URL): string | undefined
    static readonly constants: { readonly compileCacheStatus: { readonly FAILED: 0, readonly ENABLED: 1, readonly ALREADY_ENABLED: 2, readonly DISABLED: 3 } }
    /** There is no cache of compiled code: the status is DISABLED. */
    static enableCompileCache(directory?: string): { status: number, message?: string, directory?: string }
    static flushCompileCache(): void
    static getCompileCacheDir(): string | undefined
    static runMain(main?: string): any
    static syncBuiltinESMExports(): void
    static wrap(script: string): string
    static readonly wrapper: readonly [string, string]
  }
  import module = require('node:module')
  namespace Module {
    export { module as Module }
  }
  export = Module
}

declare module 'node:module' {
  import Module = require('module')
  export = Module
}

declare namespace NodeJS {
  interface Module extends InstanceType<typeof import('module')> {}

  interface Require {
    (id: string): any
    resolve: { (id: string, options?: { paths?: string[] }): string, paths(id: string): string[] | null }
    cache: { [path: string]: Module | undefined }
    main?: Module
  }
}

declare const require: NodeJS.Require
declare const module: NodeJS.Module
declare const exports: any
declare const __filename: string
declare const __dirname: string

interface ImportMeta {
  /** Of the file with the code: in a built app, of the one file that the modules were put together in. */
  url: string
  readonly dirname: string
  readonly filename: string
  /** The URL of a file or package, as seen from here. */
  resolve(specifier: string): string
}
