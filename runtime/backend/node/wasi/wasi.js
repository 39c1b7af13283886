// node:wasi, following Node's lib/wasi.js. The system interface itself is Go.

const { ERR_INVALID_ARG_VALUE, ERR_WASI_ALREADY_STARTED, ERR_WASI_NOT_STARTED } = require('internal/errors').codes
const { validateArray, validateBoolean, validateFunction, validateInt32, validateObject, validateString, validateUndefined } =
  require('internal/validators')

const kExitCode = Symbol('kExitCode')
const kSetMemory = Symbol('kSetMemory')
const kStarted = Symbol('kStarted')
const kInstance = Symbol('kInstance')
const kBindingName = Symbol('kBindingName')

require('process').emitWarning('WASI is an experimental feature and might change at any time', 'ExperimentalWarning')

const kVersions = { __proto__: null, unstable: 'wasi_unstable', preview1: 'wasi_snapshot_preview1' }

class WASI {
  constructor(options = {}) {
    validateObject(options, 'options')
    validateString(options.version, 'options.version')
    const version = kVersions[options.version]
    if (version === undefined) throw new ERR_INVALID_ARG_VALUE('options.version', options.version, 'unsupported WASI version')
    this[kBindingName] = version

    if (options.args !== undefined) validateArray(options.args, 'options.args')
    const args = (options.args || []).map(String)

    const env = []
    if (options.env !== undefined) {
      validateObject(options.env, 'options.env')
      for (const key of Object.keys(options.env)) {
        const value = options.env[key]
        if (value !== undefined) env.push(`${key}=${value}`)
      }
    }

    const preopens = []
    if (options.preopens !== undefined) {
      validateObject(options.preopens, 'options.preopens')
      for (const key of Object.keys(options.preopens)) preopens.push(String(key), String(options.preopens[key]))
    }

    const { stdin = 0, stdout = 1, stderr = 2 } = options
    validateInt32(stdin, 'options.stdin', 0)
    validateInt32(stdout, 'options.stdout', 0)
    validateInt32(stderr, 'options.stderr', 0)

    const system = binding.system({
      args,
      env,
      preopens,
      stdio: [stdin, stdout, stderr],
      unstable: options.version === 'unstable',
      notStarted: () => new ERR_WASI_NOT_STARTED(),
      failed: (code) => Object.assign(new Error(`UVWASI_${code}, uvwasi_init`), { code: `UVWASI_${code}` }),
      exit: (code) => require('process').reallyExit(code),
    })

    let returnOnExit = true
    if (options.returnOnExit !== undefined) {
      validateBoolean(options.returnOnExit, 'options.returnOnExit')
      returnOnExit = options.returnOnExit
    }
    if (returnOnExit) system.functions.proc_exit = wasiReturnOnProcExit.bind(this)

    this[kSetMemory] = (memory) => {
      if (!(memory instanceof WebAssembly.Memory)) {
        throw Object.assign(new TypeError('"instance.exports.memory" property must be a WebAssembly.Memory object'), { code: 'ERR_INVALID_ARG_TYPE' })
      }
      system.setMemory(memory)
    }
    this.wasiImport = system.functions
    this[kStarted] = false
    this[kExitCode] = 0
    this[kInstance] = undefined
  }

  // A command exports _start and not _initialize.
  start(instance) {
    const { _start, _initialize } = setUp(this, instance)
    validateFunction(_start, 'instance.exports._start')
    validateUndefined(_initialize, 'instance.exports._initialize')
    try {
      _start()
    } catch (error) {
      if (error !== kExitCode) throw error
    }
    return this[kExitCode]
  }

  // A reactor does not export _start, and may export _initialize.
  initialize(instance) {
    const { _start, _initialize } = setUp(this, instance)
    validateUndefined(_start, 'instance.exports._start')
    if (_initialize !== undefined) {
      validateFunction(_initialize, 'instance.exports._initialize')
      _initialize()
    }
  }

  getImportObject() {
    return { [this[kBindingName]]: this.wasiImport }
  }
}

function setUp(wasi, instance) {
  if (wasi[kStarted]) throw new ERR_WASI_ALREADY_STARTED()
  wasi[kStarted] = true
  validateObject(instance, 'instance')
  validateObject(instance.exports, 'instance.exports')
  wasi[kInstance] = instance
  wasi[kSetMemory](instance.exports.memory)
  return instance.exports
}

// WebAssembly can't catch what JavaScript throws, so that this ends _start.
function wasiReturnOnProcExit(code) {
  this[kExitCode] = code
  throw kExitCode
}

module.exports = { WASI }
