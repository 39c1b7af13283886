// WebAssembly, which is lib DOM's where an app has that too.

declare namespace NodeJS.Web.WebAssembly {
  type Bytes = ArrayBuffer | ArrayBufferView<ArrayBufferLike>
  type Kind = 'function' | 'global' | 'memory' | 'table' | 'tag'
  type ValueKind = 'i32' | 'i64' | 'f32' | 'f64' | 'v128' | 'externref' | 'anyfunc'
  type Imports = Record<string, Record<string, any>>
  interface ImportDescriptor { module: string, name: string, kind: Kind }
  interface ExportDescriptor { name: string, kind: Kind }

  interface ModuleConstructor {
    /** Compiles. @throws WebAssembly.CompileError */
    new (bytes: Bytes): globalThis.WebAssembly.Module
    readonly prototype: globalThis.WebAssembly.Module
    customSections(module: globalThis.WebAssembly.Module, name: string): ArrayBuffer[]
    exports(module: globalThis.WebAssembly.Module): ExportDescriptor[]
    imports(module: globalThis.WebAssembly.Module): ImportDescriptor[]
  }
  interface Instance { readonly exports: Record<string, any> }
  interface MemoryDescriptor {
    /** In pages of 64 KiB, as maximum. */
    initial: number
    maximum?: number
    shared?: boolean
  }
  interface Memory {
    /** Detached when the memory grows. */
    readonly buffer: ArrayBuffer
    /** @returns how many pages there were. @throws RangeError */
    grow(pages: number): number
  }
  interface TableDescriptor { element: 'anyfunc' | 'externref', initial: number, maximum?: number }
  interface Table {
    readonly length: number
    get(index: number): any
    grow(elements: number, value?: any): number
    set(index: number, value?: any): void
  }
  interface Global<T = any> {
    value: T
    valueOf(): T
  }
  interface Exception {
    /** @throws TypeError if the exception is of another tag. */
    getArg(tag: Tag, index: number): any
    is(tag: Tag): boolean
  }
  interface Tag {}
  interface Source { instance: globalThis.WebAssembly.Instance, module: globalThis.WebAssembly.Module }
  interface ErrorConstructor<T> {
    new (message?: string, options?: { cause?: unknown }): T
    (message?: string): T
    readonly prototype: T
  }
}

declare namespace WebAssembly {
  interface Module {}
  var Module: typeof globalThis extends { onmessage: any, WebAssembly: { Module: infer Theirs } } ? Theirs : NodeJS.Web.WebAssembly.ModuleConstructor
  interface Instance extends NodeJS.Own<NodeJS.Web.WebAssembly.Instance> {}
  var Instance: typeof globalThis extends { onmessage: any, WebAssembly: { Instance: infer Theirs } } ? Theirs : {
    /** @throws WebAssembly.LinkError if an import is missing or of another type. */
    new (module: Module, imports?: NodeJS.Web.WebAssembly.Imports): Instance
    readonly prototype: Instance
  }
  interface Memory extends NodeJS.Own<NodeJS.Web.WebAssembly.Memory> {}
  var Memory: typeof globalThis extends { onmessage: any, WebAssembly: { Memory: infer Theirs } } ? Theirs : {
    new (descriptor: NodeJS.Web.WebAssembly.MemoryDescriptor): Memory
    readonly prototype: Memory
  }
  interface Table extends NodeJS.Own<NodeJS.Web.WebAssembly.Table> {}
  var Table: typeof globalThis extends { onmessage: any, WebAssembly: { Table: infer Theirs } } ? Theirs : {
    new (descriptor: NodeJS.Web.WebAssembly.TableDescriptor, value?: any): Table
    readonly prototype: Table
  }
  var Global: typeof globalThis extends { onmessage: any, WebAssembly: { Global: infer Theirs } } ? Theirs : {
    new (descriptor: { value: NodeJS.Web.WebAssembly.ValueKind, mutable?: boolean }, value?: any): NodeJS.Web.WebAssembly.Global
    readonly prototype: NodeJS.Web.WebAssembly.Global
  }
  interface Tag extends NodeJS.Web.WebAssembly.Tag {}
  var Tag: {
    new (type: { parameters: NodeJS.Web.WebAssembly.ValueKind[] }): Tag
    readonly prototype: Tag
  }
  interface Exception extends NodeJS.Web.WebAssembly.Exception {}
  var Exception: {
    new (tag: Tag, payload: any[], options?: { traceStack?: boolean }): Exception
    readonly prototype: Exception
  }
  interface CompileError extends Error {}
  var CompileError: typeof globalThis extends { onmessage: any, WebAssembly: { CompileError: infer Theirs } } ? Theirs : NodeJS.Web.WebAssembly.ErrorConstructor<CompileError>
  interface LinkError extends Error {}
  var LinkError: typeof globalThis extends { onmessage: any, WebAssembly: { LinkError: infer Theirs } } ? Theirs : NodeJS.Web.WebAssembly.ErrorConstructor<LinkError>
  interface RuntimeError extends Error {}
  var RuntimeError: typeof globalThis extends { onmessage: any, WebAssembly: { RuntimeError: infer Theirs } } ? Theirs : NodeJS.Web.WebAssembly.ErrorConstructor<RuntimeError>

  function compile(bytes: NodeJS.Web.WebAssembly.Bytes): Promise<Module>
  function instantiate(bytes: NodeJS.Web.WebAssembly.Bytes, imports?: NodeJS.Web.WebAssembly.Imports): Promise<NodeJS.Web.WebAssembly.Source>
  function instantiate(module: Module, imports?: NodeJS.Web.WebAssembly.Imports): Promise<Instance>
  /** source: a Response of fetch. */
  function compileStreaming(source: any): Promise<Module>
  function instantiateStreaming(source: any, imports?: NodeJS.Web.WebAssembly.Imports): Promise<NodeJS.Web.WebAssembly.Source>
  function validate(bytes: NodeJS.Web.WebAssembly.Bytes): boolean
}
