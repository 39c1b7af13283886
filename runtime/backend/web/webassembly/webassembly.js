// The WebAssembly JavaScript interface. What needs the engine is in native.go; the messages are V8's.

const kHandle = Symbol('handle') // tells the constructors that they are given what they would make

const { kClone, kCreate, kDeserialize, markTransferMode } = require('internal/worker/js_transferable')

const kMaxPages = 65536
const kMaxTable = 10000000
const kValueTypes = { __proto__: null, i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, externref: 0x6f, anyfunc: 0x70, funcref: 0x70 }

function errorClass(name) {
  const made = {
    [name]: function (message, options) {
      const error = Reflect.construct(Error, message === undefined ? [] : [message, options], new.target ?? made)
      Error.captureStackTrace?.(error, made)
      return error
    },
  }[name]
  Object.setPrototypeOf(made, Error)
  const hidden = (value) => ({ value, writable: true, enumerable: false, configurable: true })
  made.prototype = Object.create(Error.prototype, { constructor: hidden(made), name: hidden(name), message: hidden('') })
  Object.defineProperty(made, 'prototype', { writable: false })
  Object.defineProperty(made, 'length', { value: 1 })
  return made
}

const CompileError = errorClass('CompileError')
const LinkError = errorClass('LinkError')
const RuntimeError = errorClass('RuntimeError')

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'

// integer(where, value, what) is Web IDL's [EnforceRange] unsigned long.
function integer(where, value, what) {
  const number = Number(typeof value === 'object' && value !== null ? value : typeof value === 'bigint' || typeof value === 'symbol' ? NaN : value)
  if (!Number.isFinite(number)) throw new TypeError(`${where}: ${what} must be convertible to a valid number`)
  const whole = Math.trunc(number)
  if (whole < 0) throw new TypeError(`${where}: ${what} must be non-negative`)
  if (whole > 0xffffffff) throw new TypeError(`${where}: ${what} must be in the unsigned long range`)
  return whole
}

function bound(where, descriptor, name, low, high) {
  const value = descriptor[name]
  if (value === undefined) return undefined
  const number = integer(where, value, `Property '${name}'`)
  if (number < low) throw new RangeError(`${where}: Property '${name}': value ${number} is below the lower bound ${low}`)
  if (number > high) throw new RangeError(`${where}: Property '${name}': value ${number} is above the upper bound ${high}`)
  return number
}

function initialOf(where, descriptor, high) {
  const initial = bound(where, descriptor, 'initial', 0, high)
  if (initial === undefined) throw new TypeError(`${where}: Property 'initial' is required`)
  return initial
}

function source(where, value) {
  if (!binding.isBytes(value)) throw new TypeError(`${where}: Argument 0 must be a buffer source`)
  return value
}

function moduleArgument(where, value) {
  if (!isObject(value) || !isModule(value)) throw new TypeError(`${where}: Argument 0 must be a WebAssembly.Module`)
  return handleOfModule(value)
}

// Set by the classes: what is behind their objects is nobody else's.
let isModule, isMemory, isTable, isGlobal, isTag
let handleOfModule, handleOfMemory, handleOfTable, handleOfGlobal, handleOfTag

class Module {
  #handle
  constructor(bytes, handle) {
    this.#handle = bytes === kHandle ? handle : binding.compile('WebAssembly.Module()', source('WebAssembly.Module()', bytes))
  }
  static imports(module) {
    return binding.imports(moduleArgument('WebAssembly.Module.imports()', module))
  }
  static exports(module) {
    return binding.exports(moduleArgument('WebAssembly.Module.exports()', module))
  }
  static customSections(module, name) {
    const handle = moduleArgument('WebAssembly.Module.customSections()', module)
    if (name === undefined) throw new TypeError('WebAssembly.Module.customSections(): Argument 1 is required')
    return binding.customSections(handle, `${name}`)
  }
  static [kCreate]() { return new Module(kHandle, undefined) }
  [kClone]() { return { data: binding.moduleBytes(this.#handle), deserializeInfo: 'internal/webassembly:Module' } }
  [kDeserialize](bytes) { this.#handle = binding.compile('WebAssembly.Module()', bytes) }
  static {
    isModule = (value) => #handle in value
    handleOfModule = (module) => {
      return module.#handle
    }
  }
}

markTransferMode(Module.prototype, true, false)

class Instance {
  #exports
  constructor(module, imports, where = 'WebAssembly.Instance()') {
    const handle = moduleArgument(where, module)
    if (imports !== undefined && !isObject(imports)) throw new TypeError(`${where}: Argument 1 must be an object`)
    this.#exports = Object.freeze(binding.instantiate(where, handle, readImports(where, handle, imports)))
  }
  get exports() {
    if (!isObject(this) || !(#exports in this)) throw new TypeError('WebAssembly.Instance.exports: Receiver is not a WebAssembly.Instance')
    return this.#exports
  }
}

// readImports returns what the native half makes of each import, in the order of the module.
function readImports(where, handle, imports) {
  const list = binding.imports(handle)
  if (list.length > 0 && imports === undefined) throw new TypeError(`${where}: Imports argument must be present and must be an object`)
  const values = []
  for (let i = 0; i < list.length; i++) {
    const module = imports[list[i].module]
    if (!isObject(module)) throw new TypeError(`${where}: Import #${i} module="${list[i].module}" error: module is not an object or function`)
    values.push(module[list[i].name])
  }
  for (let i = 0; i < list.length; i++) {
    const { kind, module, name } = list[i]
    const value = values[i]
    const fail = (why) => {
      throw new LinkError(`${where}: Import #${i} module="${module}" ${kind}="${name}" error: ${why}`.replace(`${kind}=`, 'function='))
    }
    switch (kind) {
      case 'function':
        if (typeof value !== 'function') fail('function import requires a callable')
        if (functions.has(value)) values[i] = functions.get(value)
        break
      case 'table':
        if (!isObject(value) || !isTable(value)) fail('table import requires a WebAssembly.Table')
        values[i] = handleOfTable(value)
        break
      case 'memory':
        if (!isObject(value) || !isMemory(value)) fail('memory import must be a WebAssembly.Memory object')
        values[i] = handleOfMemory(value)
        break
      case 'tag':
        if (!isObject(value) || !isTag(value)) fail('tag import requires a WebAssembly.Tag')
        values[i] = handleOfTag(value)
        break
      case 'global':
        if (isObject(value) && isGlobal(value)) values[i] = handleOfGlobal(value)
    }
    const why = binding.checkImport(handle, i, values[i])
    if (why) {
      if (why[0] === '!') throw new LinkError(`${where}: ${why.slice(1)}`)
      fail(why)
    }
  }
  return values
}

class Memory {
  #handle
  constructor(descriptor, handle) {
    if (descriptor === kHandle) {
      this.#handle = handle
      return
    }
    const where = 'WebAssembly.Memory()'
    if (!isObject(descriptor)) throw new TypeError(`${where}: Argument 0 must be a memory descriptor`)
    const initial = initialOf(where, descriptor, kMaxPages)
    const maximum = bound(where, descriptor, 'maximum', initial, kMaxPages)
    const shared = !!descriptor.shared
    if (shared && maximum === undefined) throw new TypeError(`${where}: If shared is true, maximum property should be defined.`)
    this.#handle = binding.memory(this, initial, maximum, shared)
  }
  grow(delta) {
    const handle = handleOfMemory(this, 'WebAssembly.Memory.grow()')
    const pages = integer('WebAssembly.Memory.grow()', delta, 'Argument 0')
    const before = binding.memoryGrow(handle, pages)
    if (before < 0) throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded')
    return before
  }
  get buffer() {
    return binding.memoryBuffer(handleOfMemory(this, 'WebAssembly.Memory.buffer'))
  }
  static {
    isMemory = (value) => #handle in value
    handleOfMemory = (memory, where) => {
      if (!isObject(memory) || !(#handle in memory)) throw new TypeError(`${where}: Receiver is not a WebAssembly.Memory`)
      return memory.#handle
    }
  }
}

class Table {
  #handle
  constructor(descriptor, value) {
    if (descriptor === kHandle) {
      this.#handle = value
      return
    }
    const where = 'WebAssembly.Table()'
    if (!isObject(descriptor)) throw new TypeError(`${where}: Argument 0 must be a table descriptor`)
    const element = kValueTypes[`${descriptor.element}`]
    if (element !== 0x70 && element !== 0x6f) throw new TypeError(`${where}: Descriptor property 'element' must be a WebAssembly reference type`)
    const initial = initialOf(where, descriptor, kMaxTable)
    const maximum = bound(where, descriptor, 'maximum', initial, 0xffffffff)
    this.#handle = binding.table(this, element, initial, maximum)
    if (initial > 0 && (element === 0x6f ? arguments.length > 1 || value !== undefined : value !== undefined && value !== null)) {
      const filler = reference(`${where}: Argument 1 is invalid`, this.#handle, value)
      for (let i = 0; i < initial; i++) binding.tableSet(this.#handle, i, filler)
    }
  }
  get length() {
    return binding.tableLength(handleOfTable(this, 'WebAssembly.Table.length()'))
  }
  grow(delta, value) {
    const where = 'WebAssembly.Table.grow()'
    const handle = handleOfTable(this, where)
    const more = integer(where, delta, 'Argument 0')
    const filler = reference(`${where}: Argument 1 is invalid`, handle, value, arguments.length < 2)
    const before = binding.tableGrow(handle, more, filler)
    if (before < 0) throw new RangeError(`${where}: failed to grow table by ${more}`)
    return before
  }
  set(index, value) {
    const where = 'WebAssembly.Table.set()'
    const handle = handleOfTable(this, where)
    const at = integer(where, index, 'Argument 0')
    const kept = reference(`${where}: Argument 1 is invalid for table`, handle, value, arguments.length < 2)
    if (!binding.tableSet(handle, at, kept)) throw new RangeError(`${where}: invalid index ${at} into ${binding.tableType(handle)} table`)
  }
  get(index) {
    const where = 'WebAssembly.Table.get()'
    const handle = handleOfTable(this, where)
    const at = integer(where, index, 'Argument 0')
    if (at >= binding.tableLength(handle)) throw new RangeError(`${where}: invalid index ${at} into ${binding.tableType(handle)} table`)
    return binding.tableGet(handle, at)
  }
  static {
    isTable = (value) => #handle in value
    handleOfTable = (table, where) => {
      if (!isObject(table) || !(#handle in table)) throw new TypeError(`${where}: Receiver is not a WebAssembly.Table`)
      return table.#handle
    }
  }
}

const kNoFunction = 'function-typed object must be null (if nullable) or a Wasm function object'

// reference checks what is to go into a table.
function reference(where, handle, value, missing) {
  if (binding.tableType(handle) !== 'function') return value
  if (value === null || (missing && value === undefined)) return null
  if (typeof value !== 'function' || !functions.has(value)) throw new TypeError(`${where}: ${kNoFunction}`)
  return value
}

class Global {
  #handle
  constructor(descriptor, value) {
    if (descriptor === kHandle) {
      this.#handle = value
      return
    }
    const where = 'WebAssembly.Global()'
    if (!isObject(descriptor)) throw new TypeError(`${where}: Argument 0 must be a global descriptor`)
    const mutable = !!descriptor.mutable
    const type = kValueTypes[`${descriptor.value}`]
    if (type === undefined) throw new TypeError(`${where}: Descriptor property 'value' must be a WebAssembly type`)
    this.#handle = binding.global(this, type, mutable, initialValue(where, type, value, arguments.length < 2))
  }
  valueOf() {
    return binding.globalGet(handleOfGlobal(this, 'WebAssembly.Global.valueOf()'))
  }
  get value() {
    return binding.globalGet(handleOfGlobal(this, 'get WebAssembly.Global.value'))
  }
  set value(value) {
    const handle = handleOfGlobal(this, 'set WebAssembly.Global.value')
    if (!binding.globalSet(handle, value)) throw new TypeError("set WebAssembly.Global.value: Can't set the value of an immutable global.")
  }
  static {
    isGlobal = (value) => #handle in value
    handleOfGlobal = (global, where) => {
      if (!isObject(global) || !(#handle in global)) throw new TypeError(`${where}: Receiver is not a WebAssembly.Global`)
      return global.#handle
    }
  }
}

function initialValue(where, type, value, missing) {
  switch (type) {
    case 0x6f:
      return missing ? undefined : value
    case 0x70:
      if (value === undefined || value === null) return null
      if (typeof value !== 'function' || !functions.has(value)) throw new TypeError(`${where}: ${kNoFunction}`)
      return value
    case 0x7e:
      return value === undefined ? 0n : value
  }
  return value === undefined ? 0 : value
}

class Tag {
  #handle
  constructor(type, handle) {
    if (type === kHandle) {
      this.#handle = handle
      return
    }
    const where = 'WebAssembly.Tag()'
    if (!isObject(type)) throw new TypeError(`${where}: Argument 0 must be a tag type`)
    const parameters = type.parameters
    if (!isObject(parameters) || typeof parameters[Symbol.iterator] !== 'function') {
      throw new TypeError(`${where}: Argument 0 must be a tag type with 'parameters'`)
    }
    const types = Array.from(parameters, (name, i) => {
      const known = kValueTypes[`${name}`]
      if (known === undefined) throw new TypeError(`${where}: Argument 0 parameter type at index #${i} must be a value type`)
      return known
    })
    this.#handle = binding.tag(this, types)
  }
  static {
    isTag = (value) => #handle in value
    handleOfTag = (tag) => {
      return tag.#handle
    }
  }
}

class Exception {
  #tag
  #values
  constructor(tag, values, options) {
    if (!isObject(tag) || !isTag(tag)) throw new TypeError('WebAssembly.Exception(): Argument 0 must be a WebAssembly tag')
    if (!isObject(values) || typeof values[Symbol.iterator] !== 'function') {
      throw new TypeError('WebAssembly.Exception(): Exception values must be an iterable object')
    }
    this.#tag = tag
    this.#values = binding.tagValues(handleOfTag(tag), Array.from(values))
    if (options?.traceStack) Error.captureStackTrace?.(this, Exception)
  }
  getArg(tag, index) {
    const where = 'WebAssembly.Exception.getArg()'
    if (!isObject(this) || !(#tag in this)) throw new TypeError(`${where}: Receiver is not a WebAssembly.Exception`)
    if (!isObject(tag) || !isTag(tag)) throw new TypeError(`${where}: Argument 0 must be a WebAssembly.Tag`)
    const at = integer(where, index, 'Index')
    if (this.#tag !== tag) throw new TypeError(`${where}: First argument does not match the exception tag`)
    if (at >= this.#values.length) throw new RangeError(`${where}: Index out of range`)
    return this.#values[at]
  }
  is(tag) {
    const where = 'WebAssembly.Exception.is()'
    if (!isObject(this) || !(#tag in this)) throw new TypeError(`${where}: Receiver is not a WebAssembly.Exception`)
    if (!isObject(tag) || !isTag(tag)) throw new TypeError(`${where}: Argument 0 must be a WebAssembly.Tag`)
    return this.#tag === tag
  }
}

// Exported Functions and what is behind them.
const functions = new WeakMap()
const kClasses = { __proto__: null, memory: Memory, table: Table, global: Global, tag: Tag }

binding.setUp({
  register: (exported, handle) => {
    functions.set(exported, handle)
  },
  functionOf: (value) => (typeof value === 'function' ? functions.get(value) : undefined),
  wrap: (kind, handle) => new kClasses[kind](kHandle, handle),
  toBigInt: (value) => BigInt.asIntN(64, value),
  error: (kind, message) => {
    switch (kind) {
      case 'CompileError':
        return new CompileError(message)
      case 'LinkError':
        return new LinkError(message)
      case 'RangeError':
        return new RangeError(message)
      case 'TypeError':
        return new TypeError(message)
    }
    return new RuntimeError(message)
  },
})

function validate(bytes) {
  return binding.validate(source('WebAssembly.validate()', bytes))
}

async function compileAt(where, bytes) {
  return new Module(kHandle, await binding.compileAsync(where, source(where, bytes)))
}

function compile(bytes) {
  return compileAt('WebAssembly.compile()', bytes)
}

async function instantiateAt(where, bytes, imports) {
  if (imports !== undefined && !isObject(imports)) throw new TypeError(`${where}: Argument 1 must be an object`)
  const module = await compileAt(where, bytes)
  return { module, instance: new Instance(module, imports, where) }
}

async function instantiateEither(bytes, imports) {
  const where = 'WebAssembly.instantiate()'
  if (isObject(bytes) && isModule(bytes)) {
    if (imports !== undefined && !isObject(imports)) throw new TypeError(`${where}: Argument 1 must be an object`)
    await undefined
    return new Instance(bytes, imports, where)
  }
  if (!binding.isBytes(bytes)) throw new TypeError(`${where}: Argument 0 must be a buffer source or a WebAssembly.Module object`)
  return instantiateAt(where, bytes, imports)
}

function instantiate(bytes, imports) {
  return instantiateEither(bytes, imports)
}

// body returns the bytes of a Response, or a promise of one, as Node wants it to be.
async function body(source) {
  const { ERR_INVALID_ARG_TYPE, ERR_WEBASSEMBLY_RESPONSE } = require('internal/errors').codes
  const response = await source
  if (!isObject(response) || typeof response.arrayBuffer !== 'function' || typeof response.headers?.get !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('source', ['Response', 'Promise resolving to Response'], response)
  }
  const type = response.headers.get('Content-Type')
  if (type !== 'application/wasm') throw new ERR_WEBASSEMBLY_RESPONSE(`has unsupported MIME type '${type}'`)
  if (!response.ok) throw new ERR_WEBASSEMBLY_RESPONSE(`has status code ${response.status}`)
  if (response.bodyUsed !== false) throw new ERR_WEBASSEMBLY_RESPONSE('body has already been used')
  return response.arrayBuffer()
}

function compileStreaming(source) {
  return body(source).then((bytes) => compileAt('WebAssembly.compileStreaming()', bytes))
}

function instantiateStreaming(source, imports) {
  return body(source).then((bytes) => instantiateAt('WebAssembly.instantiateStreaming()', bytes, imports))
}

const hidden = (value) => ({ value, writable: true, enumerable: false, configurable: true })
const tagged = (value) => ({ value, writable: false, enumerable: false, configurable: true })
const kEnumerable = { enumerable: true }

// plain returns a constructor as V8 has it: a function that tells who calls it without new.
function plain(made) {
  const name = made.name
  const constructor = {
    [name]: function (first, second) {
      const where = `WebAssembly.${name}`
      if (new.target === undefined) throw new TypeError(`${where}(): ${where} must be invoked with 'new'`)
      return Reflect.construct(made, arguments.length < 2 ? [first] : [first, second], new.target)
    },
  }[name]
  constructor.prototype = made.prototype
  Object.defineProperty(constructor, 'prototype', { writable: false })
  Object.defineProperty(constructor, 'length', { value: 1 })
  Object.defineProperty(made.prototype, 'constructor', hidden(constructor))
  Object.defineProperty(made.prototype, Symbol.toStringTag, tagged(`WebAssembly.${name}`))
  for (const key of Object.getOwnPropertyNames(made.prototype)) {
    if (key !== 'constructor') Object.defineProperty(made.prototype, key, kEnumerable)
  }
  for (const key of ['imports', 'exports', 'customSections']) {
    if (made[key] !== undefined) constructor[key] = made[key]
  }
  return constructor
}

const WebAssembly = { compile, validate, instantiate, compileStreaming, instantiateStreaming }
for (const made of [Module, Instance, Table, Memory, Global, Tag, Exception]) {
  Object.defineProperty(WebAssembly, made.name, hidden(plain(made)))
}
Object.defineProperty(WebAssembly.Module, kCreate, { value: () => Module[kCreate]() })
for (const made of [CompileError, LinkError, RuntimeError]) Object.defineProperty(WebAssembly, made.name, hidden(made))
Object.defineProperty(Table.prototype.grow, 'length', { value: 1 })
Object.defineProperty(Table.prototype.set, 'length', { value: 1 })
Object.defineProperty(instantiate, 'length', { value: 1 })
Object.defineProperty(instantiateStreaming, 'length', { value: 1 })
Object.defineProperty(WebAssembly, Symbol.toStringTag, tagged('WebAssembly'))
module.exports = WebAssembly
