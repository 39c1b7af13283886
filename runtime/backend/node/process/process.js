// The global process: an EventEmitter. What is seldom used is made at first use.

const EventEmitter = require('events')

const errors = () => require('internal/errors')
const validators = () => require('internal/validators')

function process() {
  return this instanceof process ? undefined : new process()
}
process.prototype = Object.create(EventEmitter.prototype, {
  constructor: { configurable: true, writable: true, value: process },
  [Symbol.toStringTag]: { configurable: true, value: 'process' },
})

const self = new process()
EventEmitter.call(self)
module.exports = self

binding.setUp((callback) => validators().validateFunction(callback, 'callback'))

self.version = `v${binding.version.slice(1)}`
self.arch = binding.arch
self.platform = binding.platform
self.argv = binding.argv
self.execArgv = binding.execArgv
self.execPath = binding.execPath
self.pid = binding.pid
self.exitCode = undefined
self._exiting = false
self.nextTick = binding.nextTick
self.reallyExit = binding.reallyExit
self.uptime = binding.uptime
self.cwd = binding.cwd

// lazy defines a property that make() gives its value at first use, or which is assigned.
function lazy(name, make) {
  Object.defineProperty(self, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make()
      fix(name, value)
      return value
    },
    set(value) { fix(name, value) },
  })
}

function fix(name, value) {
  Object.defineProperty(self, name, { configurable: true, enumerable: true, writable: true, value })
}

lazy('env', binding.env)
lazy('allowedNodeEnvironmentFlags', () => require('internal/process/flags'))
// As in node, it is there only if something is restricted.
if (binding.restricted) lazy('permission', () => require('internal/process/permission'))
lazy('report', () => require('internal/process/report'))
lazy('versions', () => Object.freeze(binding.versions()))
lazy('release', () => ({ name: 'node', lts: 'Jod' }))
lazy('stdin', () => require('internal/stdio').stdin())
lazy('stdout', () => require('internal/stdio').stdout())
lazy('stderr', () => require('internal/stdio').stderr())
lazy('features', () => ({
  inspector: false, debug: false, uv: false, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: false, tls: true,
  cached_builtins: false, require_module: true, typescript: 'transform',
}))
lazy('config', () => Object.freeze({
  target_defaults: Object.freeze({
    cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [],
  }),
  variables: Object.freeze({ host_arch: binding.arch, target_arch: binding.arch, node_module_version: 127, v8_enable_i18n_support: 1 }),
}))

const kSeldom = ['_debugEnd', '_debugProcess', '_fatalException', '_getActiveHandles', '_getActiveRequests', '_linkedBinding',
  '_rawDebug', '_startProfilerIdleNotifier', '_stopProfilerIdleNotifier', '_tickCallback', 'abort', 'assert', 'dlopen',
  'getActiveResourcesInfo', 'loadEnvFile', 'moduleLoadList', 'setSourceMapsEnabled']
for (let i = 0; i < kSeldom.length; i++) {
  const name = kSeldom[i]
  lazy(name, () => require('internal/process/seldom')[name])
}

self.domain = null
self._preload_modules = binding.preloaded
self.sourceMapsEnabled = true
Object.defineProperty(self, 'versions', { set: undefined })
Object.defineProperty(self, 'argv0', { enumerable: true, value: binding.argv0 })
Object.defineProperty(self, 'ppid', { configurable: true, enumerable: true, get: binding.ppid })
Object.defineProperty(self, 'debugPort', { configurable: true, enumerable: true, writable: true, value: 9229 })

let title = binding.option('--title') ?? binding.argv0
if (binding.option('--title') !== undefined) binding.setTitle(title)
Object.defineProperty(self, 'title', {
  configurable: true,
  enumerable: true,
  get() { return title },
  set(value) {
    title = `${value}`
    binding.setTitle(title)
  },
})

let exitCode
Object.defineProperty(self, 'exitCode', {
  configurable: false,
  enumerable: true,
  get() { return exitCode },
  set(code) {
    if (code !== null && code !== undefined) {
      let value = code
      if (typeof code === 'string' && code !== '' && Number.isInteger(+code)) value = +code
      validators().validateInteger(value, 'code')
    }
    exitCode = code
  },
})

let exiting = false
Object.defineProperty(self, '_exiting', {
  configurable: true,
  enumerable: true,
  get() { return exiting },
  set(value) {
    exiting = value
    binding.setExiting(value)
  },
})

self.exit = function exit(code) {
  if (arguments.length !== 0) self.exitCode = code
  if (!exiting) {
    self._exiting = true
    self.emit('exit', self.exitCode || 0)
  }
  self.reallyExit(self.exitCode || 0)
}

self.openStdin = function openStdin() {
  self.stdin.resume()
  return self.stdin
}

self.chdir = function chdir(directory) {
  validators().validateString(directory, 'directory')
  binding.chdir(directory)
}

self.umask = function umask(mask) {
  if (mask === undefined) return binding.umask()
  return binding.umask(validators().parseFileMode(mask, 'mask'))
}

// Time and resources.

self.hrtime = function hrtime(time) {
  const now = binding.hrtime()
  let seconds = Math.floor(now / 1e9)
  let nanoseconds = now - seconds * 1e9
  if (time !== undefined) {
    validators().validateArray(time, 'time')
    if (time.length !== 2) throw new (errors().codes.ERR_OUT_OF_RANGE)('time', 2, time.length)
    seconds -= time[0]
    nanoseconds -= time[1]
    if (nanoseconds < 0) {
      seconds--
      nanoseconds += 1e9
    }
  }
  return [seconds, nanoseconds]
}
self.hrtime.bigint = binding.hrtimeBigint

self.memoryUsage = function memoryUsage() {
  const n = binding.memoryUsage()
  return { rss: n[0], heapTotal: n[1], heapUsed: n[2], external: n[3], arrayBuffers: n[4] }
}
self.memoryUsage.rss = binding.rss

self.constrainedMemory = binding.constrainedMemory
self.availableMemory = binding.availableMemory

self.cpuUsage = function cpuUsage(prevValue) {
  if (prevValue) {
    checkUsage(prevValue, 'user')
    checkUsage(prevValue, 'system')
  }
  const n = binding.cpuUsage()
  if (!prevValue) return { user: n[0], system: n[1] }
  return { user: n[0] - prevValue.user, system: n[1] - prevValue.system }
}

function checkUsage(before, name) {
  const value = before[name]
  if (typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER) return
  validators().validateObject(before, 'prevValue')
  validators().validateNumber(value, `prevValue.${name}`)
  throw new (errors().codes.ERR_INVALID_ARG_VALUE.RangeError)(`prevValue.${name}`, value)
}

const kUsages = ['userCPUTime', 'systemCPUTime', 'maxRSS', 'sharedMemorySize', 'unsharedDataSize', 'unsharedStackSize',
  'minorPageFault', 'majorPageFault', 'swappedOut', 'fsRead', 'fsWrite', 'ipcSent', 'ipcReceived', 'signalsCount',
  'voluntaryContextSwitches', 'involuntaryContextSwitches']

self.resourceUsage = function resourceUsage() {
  const numbers = binding.resourceUsage()
  const usage = {}
  for (let i = 0; i < kUsages.length; i++) usage[kUsages[i]] = numbers[i]
  return usage
}

// Users and groups, where the system has them as numbers.

function checkId(id, name = 'id') {
  if (typeof id === 'number') validators().validateUint32(id, name)
  else if (typeof id !== 'string') throw new (errors().codes.ERR_INVALID_ARG_TYPE)(name, ['number', 'string'], id)
}

if (binding.platform !== 'win32') {
  self.getuid = function getuid() { return binding.identity('uid') }
  self.geteuid = function geteuid() { return binding.identity('euid') }
  self.getgid = function getgid() { return binding.identity('gid') }
  self.getegid = function getegid() { return binding.identity('egid') }
  self.getgroups = binding.getgroups
  self.setuid = function setuid(id) { checkId(id); binding.setIdentity('uid', id) }
  self.seteuid = function seteuid(id) { checkId(id); binding.setIdentity('euid', id) }
  self.setgid = function setgid(id) { checkId(id); binding.setIdentity('gid', id) }
  self.setegid = function setegid(id) { checkId(id); binding.setIdentity('egid', id) }
  self.setgroups = function setgroups(groups) {
    validators().validateArray(groups, 'groups')
    for (let i = 0; i < groups.length; i++) checkId(groups[i], `groups[${i}]`)
    binding.setgroups(groups)
  }
  self.initgroups = function initgroups(user, extraGroup) {
    checkId(user, 'user')
    checkId(extraGroup, 'extraGroup')
    binding.initgroups(user, extraGroup)
  }
}

// Signals.

self.kill = function kill(pid, signal) {
  // != on purpose: '123' is fine, as in Node.
  if (pid != (pid | 0)) throw new (errors().codes.ERR_INVALID_ARG_TYPE)('pid', 'number', pid)
  let number = signal
  if (signal !== (signal | 0)) {
    const name = signal || 'SIGTERM'
    number = require('os').constants.signals[name]
    if (!number) throw new (errors().codes.ERR_UNKNOWN_SIGNAL)(name)
  }
  const error = self._kill(pid | 0, number)
  if (error) throw error
  return true
}

// _kill returns an error rather than throwing it; tests and packages replace it.
self._kill = function _kill(pid, number) {
  try {
    binding.kill(pid, number)
  } catch (error) {
    if (error.code !== 'ERR_ACCESS_DENIED') error.message = `kill ${error.code}`
    return error
  }
}

const watches = { __proto__: null }

function isSignal(name) {
  return typeof name === 'string' && name.startsWith('SIG') && binding.isSignal(name)
}

self.on('newListener', (name) => {
  if (!isSignal(name) || watches[name] !== undefined) return
  watches[name] = binding.watchSignal(name, (signal, number) => { self.emit(signal, signal, number) })
})

self.on('removeListener', (name) => {
  if (watches[name] === undefined || self.listenerCount(name) > 0) return
  binding.unwatchSignal(watches[name])
  delete watches[name]
})

// Warnings and uncaught errors.

// What node's flags of the same names do.
const kFlags = {
  __proto__: null,
  '--no-warnings': 'noProcessWarnings',
  '--trace-warnings': 'traceProcessWarnings',
  '--no-deprecation': 'noDeprecation',
  '--trace-deprecation': 'traceDeprecation',
  '--throw-deprecation': 'throwDeprecation',
}
for (const flag in kFlags) if (binding.option(flag) !== undefined) self[kFlags[flag]] = true

self.on('warning', function onWarning(warning) { require('internal/process/warning').print(warning) })

self.emitWarning = function emitWarning(warning, type, code, ctor) {
  require('internal/process/warning').emit(warning, type, code, ctor)
}

const kCapture = Symbol('uncaughtExceptionCaptureCallback')
Object.defineProperty(self, kCapture, { writable: true, value: null })
process.kCapture = kCapture

self.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(fn) {
  if (fn === null) {
    self[kCapture] = null
    return
  }
  if (typeof fn !== 'function') throw new (errors().codes.ERR_INVALID_ARG_TYPE)('fn', ['Function', 'null'], fn)
  if (self[kCapture] !== null) throw new (errors().codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET)()
  self[kCapture] = fn
}

self.hasUncaughtExceptionCaptureCallback = function hasUncaughtExceptionCaptureCallback() {
  return self[kCapture] !== null
}

self.getBuiltinModule = function getBuiltinModule(id) {
  validators().validateString(id, 'id')
  if (!require('module').isBuiltin(id)) return undefined
  return require(id.startsWith('node:') ? id.slice(5) : id)
}

// binding gave Node's own internals, of which there are none here.
self.binding = function binding(module) {
  const error = new Error(`No such module: ${module}`)
  error.code = 'ERR_INVALID_MODULE'
  throw error
}
