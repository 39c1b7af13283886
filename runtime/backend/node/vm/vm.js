// node:vm, following Node's lib/vm.js. Contexts themselves are the engine's.

const { ERR_INVALID_ARG_TYPE, ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING, ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG } = require('internal/errors').codes
const {
  validateArray,
  validateBoolean,
  validateBuffer,
  validateFunction,
  validateInt32,
  validateObject,
  validateOneOf,
  validateString,
  validateStringArray,
  validateUint32,
} = require('internal/validators')

const kMainLoader = Symbol('vm_dynamic_import_main_context_default')
const kPlain = Symbol('vm_context_no_contextify')

// What the native half made of each object that has been made a context: { handle, afterEvaluate }.
const contexts = new WeakMap()

function isContext(object) {
  validateObject(object, 'object', { allowArray: true })
  return contexts.has(object)
}

// importing returns what import() in the code is to do: "default", or the code of the error that it rejects with.
function importing(option) {
  if (option === undefined) return 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING'
  if (option === kMainLoader) return 'default'
  validateFunction(option, 'options.importModuleDynamically')
  return 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG'
}

binding.onRefusedImport((code) =>
  code === 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING' ? new ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING() : new ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG(),
)

class Script {
  #handle
  #code
  constructor(code, options = {}) {
    code = `${code}`
    if (typeof options === 'string') options = { filename: options }
    else validateObject(options, 'options')
    const { filename = 'evalmachine.<anonymous>', lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false, importModuleDynamically } = options
    validateString(filename, 'options.filename')
    validateInt32(lineOffset, 'options.lineOffset')
    validateInt32(columnOffset, 'options.columnOffset')
    if (cachedData !== undefined) validateBuffer(cachedData, 'options.cachedData')
    validateBoolean(produceCachedData, 'options.produceCachedData')
    const policy = importing(importModuleDynamically)
    this.#handle = binding.compile(code, filename, lineOffset, columnOffset, policy)
    this.#code = code
    if (cachedData !== undefined) this.cachedDataRejected = !binding.isCacheOf(code, cachedData)
    if (produceCachedData) {
      this.cachedDataProduced = true
      this.cachedData = this.createCachedData()
    }
    const at = code.lastIndexOf('//# sourceMappingURL=')
    this.sourceMapURL = at < 0 ? undefined : /^\S*/.exec(code.slice(at + 21))[0]
  }

  createCachedData() {
    return require('buffer').Buffer.from(binding.cacheOf(this.#code))
  }

  runInThisContext(options) {
    return this.#run(null, running(options))
  }

  runInContext(contextifiedObject, options) {
    validateContext(contextifiedObject)
    return this.#run(contexts.get(contextifiedObject), running(options))
  }

  runInNewContext(contextObject, options) {
    return this.runInContext(createContext(contextObject, contextOptions(options)), options)
  }

  #run(context, { timeout, breakOnSigint, displayErrors }) {
    const run = () => binding.run(this.#handle, context?.handle, timeout, breakOnSigint, context?.afterEvaluate === true, displayErrors)
    if (breakOnSigint && require('process').listenerCount('SIGINT') > 0) return withoutSigint(run)
    return run()
  }
}

function validateContext(contextifiedObject) {
  if (!isContext(contextifiedObject)) throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context', contextifiedObject)
}

function running(options = {}) {
  validateObject(options, 'options')
  let { timeout } = options
  if (timeout === undefined) timeout = -1
  else validateUint32(timeout, 'options.timeout', true)
  const { displayErrors = true, breakOnSigint = false } = options
  validateBoolean(displayErrors, 'options.displayErrors')
  validateBoolean(breakOnSigint, 'options.breakOnSigint')
  return { timeout, breakOnSigint, displayErrors }
}

// withoutSigint keeps the program's listeners away from a SIGINT that ends a script.
function withoutSigint(run) {
  const process = require('process')
  const listeners = process.rawListeners('SIGINT')
  process.removeAllListeners('SIGINT')
  try {
    return run()
  } finally {
    for (const listener of listeners) process.addListener('SIGINT', listener)
  }
}

function contextOptions(options) {
  if (!options) return {}
  const made = { name: options.contextName, origin: options.contextOrigin, codeGeneration: undefined, microtaskMode: options.microtaskMode }
  if (made.name !== undefined) validateString(made.name, 'options.contextName')
  if (made.origin !== undefined) validateString(made.origin, 'options.contextOrigin')
  if (options.contextCodeGeneration !== undefined) {
    validateObject(options.contextCodeGeneration, 'options.contextCodeGeneration')
    const { strings, wasm } = options.contextCodeGeneration
    if (strings !== undefined) validateBoolean(strings, 'options.contextCodeGeneration.strings')
    if (wasm !== undefined) validateBoolean(wasm, 'options.contextCodeGeneration.wasm')
    made.codeGeneration = { strings, wasm }
  }
  if (options.microtaskMode !== undefined) validateString(options.microtaskMode, 'options.microtaskMode')
  return made
}

const made = [] // all contexts, for measureMemory

// lazily defines a global of a context that is made when it is first looked at.
function lazily(builtins, name, make) {
  const define = (value) => Object.defineProperty(builtins, name, { value, writable: true, enumerable: false, configurable: true })
  Object.defineProperty(builtins, name, {
    enumerable: false,
    configurable: true,
    get() {
      const value = make()
      define(value)
      return value
    },
    set: define,
  })
}

// silentConsole is the console that V8 gives a context: it writes to debuggers only.
function silentConsole() {
  const console = {}
  for (const name of ['debug', 'error', 'info', 'log', 'warn', 'dir', 'dirxml', 'table', 'trace', 'group', 'groupCollapsed', 'groupEnd', 'clear', 'count', 'countReset', 'assert', 'time', 'timeLog', 'timeEnd']) {
    console[name] = { [name]() {} }[name]
  }
  return console
}

// fixedWebAssembly is WebAssembly that compiles nothing.
function fixedWebAssembly() {
  const fail = (where) => new WebAssembly.CompileError(`${where}: Wasm code generation disallowed by embedder`)
  return {
    __proto__: WebAssembly,
    Module: function Module() {
      throw fail('WebAssembly.Module()')
    },
    compile: () => Promise.reject(fail('WebAssembly.compile()')),
    instantiate: () => Promise.reject(fail('WebAssembly.instantiate()')),
  }
}

let unnamed = 1
function createContext(contextObject = {}, options = {}) {
  if (contextObject !== kPlain && isContext(contextObject)) return contextObject
  validateObject(options, 'options')
  const { name = `VM Context ${unnamed++}`, origin, codeGeneration, microtaskMode, importModuleDynamically } = options
  validateString(name, 'options.name')
  if (origin !== undefined) validateString(origin, 'options.origin')
  if (codeGeneration !== undefined) {
    validateObject(codeGeneration, 'options.codeGeneration')
    const { strings = true, wasm = true } = codeGeneration
    validateBoolean(strings, 'options.codeGeneration.strings')
    validateBoolean(wasm, 'options.codeGeneration.wasm')
  }
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined])
  importing(importModuleDynamically)
  const { strings = true, wasm = true } = codeGeneration ?? {}
  const { handle, global, builtins, exposesGC } = binding.makeContext(contextObject === kPlain ? {} : contextObject, strings)
  lazily(builtins, 'console', silentConsole)
  if (exposesGC) lazily(builtins, 'gc', () => require('internal/gc').gc)
  if (!wasm) lazily(builtins, 'WebAssembly', fixedWebAssembly)
  made.push(new WeakRef(global))
  const context = { handle, afterEvaluate: microtaskMode === 'afterEvaluate' }
  // The global object stands for the context, too: a script may pass on what it calls globalThis.
  contexts.set(global, context)
  if (contextObject === kPlain) return global
  contexts.set(contextObject, context)
  return contextObject
}

function createScript(code, options) {
  return new Script(code, options)
}

function runInContext(code, contextifiedObject, options) {
  validateContext(contextifiedObject)
  options = typeof options === 'string' ? { filename: options } : { ...options }
  return createScript(code, options).runInContext(contextifiedObject, options)
}

function runInNewContext(code, contextObject, options) {
  if (typeof options === 'string') options = { filename: options }
  contextObject = createContext(contextObject, contextOptions(options))
  return createScript(code, { ...options }).runInContext(contextObject, { ...options })
}

function runInThisContext(code, options) {
  if (typeof options === 'string') options = { filename: options }
  return createScript(code, options).runInThisContext(options)
}

function compileFunction(code, params, options = {}) {
  validateString(code, 'code')
  validateObject(options, 'options')
  if (params !== undefined) validateStringArray(params, 'params')
  const {
    filename = '',
    columnOffset = 0,
    lineOffset = 0,
    cachedData,
    produceCachedData = false,
    parsingContext,
    contextExtensions = [],
    importModuleDynamically,
  } = options
  validateString(filename, 'options.filename')
  validateInt32(columnOffset, 'options.columnOffset')
  validateInt32(lineOffset, 'options.lineOffset')
  if (cachedData !== undefined) validateBuffer(cachedData, 'options.cachedData')
  validateBoolean(produceCachedData, 'options.produceCachedData')
  if (parsingContext !== undefined && (typeof parsingContext !== 'object' || parsingContext === null || !isContext(parsingContext))) {
    throw new ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext)
  }
  validateArray(contextExtensions, 'options.contextExtensions')
  for (let i = 0; i < contextExtensions.length; i++) {
    validateObject(contextExtensions[i], `options.contextExtensions[${i}]`, { nullable: true })
  }
  const policy = importing(importModuleDynamically)
  const extensions = contextExtensions.filter((extension) => extension !== null)
  const handle = contexts.get(parsingContext)?.handle
  const made = binding.compileFunction(code, params ?? [], filename, lineOffset, columnOffset, handle, extensions, policy)
  if (produceCachedData) {
    made.cachedDataProduced = true
    made.cachedData = require('buffer').Buffer.from(binding.cacheOf(code))
  }
  if (cachedData !== undefined) made.cachedDataRejected = !binding.isCacheOf(code, cachedData)
  return made
}

function measureMemory(options = {}) {
  require('internal/util').emitExperimentalWarning('vm.measureMemory')
  validateObject(options, 'options')
  const { mode = 'summary', execution = 'default' } = options
  validateOneOf(mode, 'options.mode', ['summary', 'detailed'])
  validateOneOf(execution, 'options.execution', ['default', 'eager'])
  const used = require('process').memoryUsage().heapUsed
  const estimate = (bytes) => ({ jsMemoryEstimate: bytes, jsMemoryRange: [bytes, bytes] })
  const result = { total: estimate(used) }
  if (mode === 'detailed') {
    // All contexts share one heap.
    result.current = estimate(used)
    result.other = made.filter((global) => global.deref() !== undefined).map(() => estimate(0))
  }
  return Promise.resolve(result)
}

const constants = Object.freeze({ __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER: kMainLoader, DONT_CONTEXTIFY: kPlain })

module.exports = {
  Script,
  createContext,
  createScript,
  runInContext,
  runInNewContext,
  runInThisContext,
  isContext,
  compileFunction,
  measureMemory,
  constants,
}
