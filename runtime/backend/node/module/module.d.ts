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
