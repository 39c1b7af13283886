declare module 'vm' {
  export interface Context { [key: string]: any }
  export interface ScriptOptions {
    filename?: string
    lineOffset?: number
    columnOffset?: number
    cachedData?: ArrayBufferView
    produceCachedData?: boolean
    importModuleDynamically?: ((specifier: string, script: Script, importAttributes: object) => any) | symbol
  }
  export interface RunningScriptOptions {
    displayErrors?: boolean
    timeout?: number
    breakOnSigint?: boolean
  }
  export interface RunningScriptInNewContextOptions extends RunningScriptOptions {
    contextName?: string
    contextOrigin?: string
    contextCodeGeneration?: { strings?: boolean; wasm?: boolean }
    microtaskMode?: 'afterEvaluate'
  }
  export interface CreateContextOptions {
    name?: string
    origin?: string
    codeGeneration?: { strings?: boolean; wasm?: boolean }
    microtaskMode?: 'afterEvaluate'
    importModuleDynamically?: ((specifier: string, script: Script, importAttributes: object) => any) | symbol
  }
  export interface CompileFunctionOptions extends ScriptOptions {
    parsingContext?: Context
    contextExtensions?: object[]
  }
  export class Script {
    constructor(code: string, options?: ScriptOptions | string)
    runInContext(contextifiedObject: Context, options?: RunningScriptOptions): any
    runInNewContext(contextObject?: Context, options?: RunningScriptInNewContextOptions): any
    runInThisContext(options?: RunningScriptOptions): any
    createCachedData(): Uint8Array
    cachedDataRejected?: boolean
    cachedDataProduced?: boolean
    cachedData?: Uint8Array
    sourceMapURL?: string
  }
  export function createContext(contextObject?: Context | symbol, options?: CreateContextOptions): Context
  export function isContext(object: object): boolean
  export function runInContext(code: string, contextifiedObject: Context, options?: (ScriptOptions & RunningScriptOptions) | string): any
  export function runInNewContext(code: string, contextObject?: Context, options?: (ScriptOptions & RunningScriptInNewContextOptions) | string): any
  export function runInThisContext(code: string, options?: (ScriptOptions & RunningScriptOptions) | string): any
  export function compileFunction(code: string, params?: readonly string[], options?: CompileFunctionOptions): Function
  export function measureMemory(options?: { mode?: 'summary' | 'detailed'; execution?: 'default' | 'eager' }): Promise<object>
  export const constants: { readonly USE_MAIN_CONTEXT_DEFAULT_LOADER: symbol; readonly DONT_CONTEXTIFY: symbol }
}

declare module 'node:vm' {
  export * from 'vm'
}
