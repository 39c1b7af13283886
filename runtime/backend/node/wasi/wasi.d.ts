declare module 'wasi' {
  export interface WASIOptions {
    version: 'unstable' | 'preview1'
    args?: readonly string[]
    env?: object
    preopens?: Record<string, string>
    returnOnExit?: boolean
    stdin?: number
    stdout?: number
    stderr?: number
  }
  export class WASI {
    constructor(options?: WASIOptions)
    getImportObject(): Record<string, Record<string, (...args: any[]) => any>>
    start(instance: object): number
    initialize(instance: object): void
    readonly wasiImport: Record<string, (...args: any[]) => any>
  }
}

declare module 'node:wasi' {
  export * from 'wasi'
}
