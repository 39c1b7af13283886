// The class Worker: a worker as its maker sees it. It follows Node's lib/internal/worker.js.

const EventEmitter = require('events')
const { codes } = require('internal/errors')
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_WORKER_INVALID_EXEC_ARGV, ERR_WORKER_MESSAGING_ERRORED,
  ERR_WORKER_MESSAGING_FAILED, ERR_WORKER_MESSAGING_SAME_THREAD, ERR_WORKER_MESSAGING_TIMEOUT, ERR_WORKER_NOT_RUNNING,
  ERR_WORKER_PATH, ERR_WORKER_UNSERIALIZABLE_ERROR } = codes
const { validateArray, validateNumber, validateString } = require('internal/validators')
const { MessageChannel, drainMessagePort } = require('internal/messaging')

const { isMainThread, threadId, threadName, resourceLimits } = binding
const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV')

const kHandle = Symbol('kHandle')
const kPort = Symbol('kPort')
const kPublicPort = Symbol('kPublicPort')
const kStdio = Symbol('kParentSideStdio')
const kIsOnline = Symbol('kIsOnline')

let environmentData = new Map()

function setEnvironmentData(key, value) {
  if (value === undefined) environmentData.delete(key)
  else environmentData.set(key, value)
}

function getEnvironmentData(key) {
  return environmentData.get(key)
}

const isURL = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined)

// entry says what a worker is to run: { filename, doEval }.
function entry(filename, options) {
  if (options.eval) {
    if (typeof filename !== 'string') {
      throw new ERR_INVALID_ARG_VALUE('options.eval', options.eval, "must be false when 'filename' is not a string")
    }
    return { filename, doEval: 'classic' }
  }
  if (isURL(filename)) {
    if (filename.protocol === 'data:') return { filename: `${filename}`, doEval: 'module' }
    return { filename: require('url').fileURLToPath(filename), doEval: false }
  }
  if (typeof filename !== 'string') throw new ERR_INVALID_ARG_TYPE('filename', ['string', 'URL'], filename)
  const path = require('path')
  if (!path.isAbsolute(filename) && !/^\.\.?[\\/]/.test(filename)) throw new ERR_WORKER_PATH(filename)
  return { filename: path.resolve(filename), doEval: false }
}

// environment is what the native half takes: a list, null for a copy, undefined for the maker's own.
function environment(env) {
  if (env === undefined || env === null) return null
  if (env === SHARE_ENV) return undefined
  if (typeof env !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('options.env', ['object', 'undefined', 'null', 'worker_threads.SHARE_ENV'], env)
  }
  const list = []
  const names = Object.keys(env)
  for (let i = 0; i < names.length; i++) list.push(names[i], `${env[names[i]]}`)
  return list
}

function limits(given) {
  const list = [-1, -1, -1, -1]
  if (typeof given !== 'object' || given === null) return list
  const { maxYoungGenerationSizeMb: young, maxOldGenerationSizeMb: old, codeRangeSizeMb: code, stackSizeMb: stack } = given
  if (typeof old === 'number') list[1] = Math.max(old, 2)
  if (typeof young === 'number') list[0] = young
  if (typeof code === 'number') list[2] = code
  if (typeof stack === 'number') list[3] = stack
  return list
}

function checkFlags(options) {
  if (options.execArgv) {
    const invalid = binding.invalidFlags(options.execArgv.map(String))
    if (invalid.length > 0) throw new ERR_WORKER_INVALID_EXEC_ARGV(invalid)
  }
  const text = options.env?.NODE_OPTIONS
  if (typeof options.env === 'object' && text) {
    const invalid = binding.invalidFlags(`${text}`.split(/\s+/).filter(Boolean))
    if (invalid.length > 0) throw new ERR_WORKER_INVALID_EXEC_ARGV(invalid, 'invalid NODE_OPTIONS env variable')
  }
}

class Worker extends EventEmitter {
  constructor(filename, options = {}) {
    super()
    if (options.execArgv) validateArray(options.execArgv, 'options.execArgv')
    let argv
    if (options.argv) {
      validateArray(options.argv, 'options.argv')
      argv = options.argv.map(String)
    }
    const script = entry(filename, options)
    const env = environment(options.env)
    let name = ''
    if (options.name) {
      validateString(options.name, 'options.name')
      name = options.name.trim()
    }
    if (options.execArgv || options.env?.NODE_OPTIONS) checkFlags(options)
    this[kHandle] = binding.newWorker(env, options.execArgv?.map(String), limits(options.resourceLimits), name,
      options.trackUnmanagedFds ?? true)
    const port = this[kPort] = binding.messagePort(this[kHandle])
    port.on('message', (message) => onMessage(this, message))
    port.unref()
    this[kStdio] = {
      stdin: options.stdin ? undefined : null,
      stdout: undefined, stderr: undefined,
      ownStdout: !!options.stdout, ownStderr: !!options.stderr,
    }
    if (options.stdout) void this.stdout
    if (options.stderr) void this.stderr
    const { port1, port2 } = new MessageChannel()
    const transfer = [port2]
    if (options.transferList) transfer.push(...options.transferList)
    this[kPublicPort] = port1
    port1.on('message', (message) => this.emit('message', message))
    port1.on('messageerror', (error) => this.emit('messageerror', error))
    referWhileHeard(port1, this)
    try {
      port.postMessage({
        argv, ...script, workerData: options.workerData, environmentData, publicPort: port2, hasStdin: !!options.stdin,
      }, transfer)
    } catch (error) {
      port1.close()
      port.close()
      throw error
    }
    this[kIsOnline] = false
    this.performance = { eventLoopUtilization: (one, two) => utilization(this, one, two) }
    binding.start(this[kHandle], (code, failure, reason) => onExit(this, code, failure, reason))
    process.nextTick(() => process.emit('worker', this))
  }

  postMessage(...args) {
    if (this[kPublicPort] === null) return
    this[kPublicPort].postMessage(...args)
  }

  terminate(callback) {
    this.ref()
    if (typeof callback === 'function') {
      process.emitWarning('Passing a callback to worker.terminate() is deprecated. It returns a Promise instead.',
        'DeprecationWarning', 'DEP0132')
      if (this[kHandle] === null) return Promise.resolve()
      this.once('exit', (code) => callback(null, code))
    }
    if (this[kHandle] === null) return Promise.resolve()
    binding.stop(this[kHandle])
    return new Promise((resolve) => { this.once('exit', resolve) })
  }

  ref() {
    if (this[kHandle] === null) return
    binding.reference(this[kHandle], true)
    this[kPublicPort].ref()
  }

  unref() {
    if (this[kHandle] === null) return
    binding.reference(this[kHandle], false)
    this[kPublicPort].unref()
  }

  get threadId() {
    return this[kHandle] === null ? -1 : binding.threadIdOf(this[kHandle])
  }

  get stdin() {
    if (this[kStdio].stdin === undefined) {
      this[kStdio].stdin = require('internal/worker/stdio').writable((chunk) => {
        this[kPort]?.postMessage({ type: 'stdin', chunk })
      }, () => {})
    }
    return this[kStdio].stdin
  }

  get stdout() { return readable(this, 'stdout', this[kStdio].ownStdout) }
  get stderr() { return readable(this, 'stderr', this[kStdio].ownStderr) }

  get resourceLimits() {
    return this[kHandle] === null ? {} : binding.limitsOf(this[kHandle])
  }

  getHeapSnapshot(options) {
    require('internal/heap_utils').checkSnapshotOptions(options)
    if (this[kHandle] === null) return Promise.reject(new ERR_WORKER_NOT_RUNNING())
    return Promise.reject(new codes.ERR_METHOD_NOT_IMPLEMENTED('worker.getHeapSnapshot()'))
  }
}

// referWhileHeard makes a port keep the loop alive as long as somebody listens to the worker's messages.
function referWhileHeard(port, worker) {
  port.unref()
  worker.on('newListener', (name) => {
    if (name !== 'message' || worker.listenerCount(name) !== 0) return
    port.ref()
    port.start()
  })
  worker.on('removeListener', (name) => {
    if (name === 'message' && worker.listenerCount(name) === 0) port.unref()
  })
}

// readable is worker.stdout or stderr. Unless the maker asked for it, all that it gives goes on to the process's stream,
// and as long as nobody has looked at it there is none.
function readable(worker, name, own) {
  const stdio = worker[kStdio]
  if (stdio[name] === undefined) {
    const stream = stdio[name] = require('internal/worker/stdio').readable(() => {
      worker[kPort]?.postMessage({ type: 'more', stream: name })
    })
    if (worker[kHandle] === null) stream.push(null)
    if (!own) pipe(stream, process[name])
  }
  return stdio[name]
}

// pipe does not warn of many listeners: there may be many workers.
function pipe(source, target) {
  const listeners = target._maxListeners
  target.setMaxListeners(Infinity)
  source.pipe(target)
  target._maxListeners = listeners
}

function onMessage(worker, message) {
  switch (message.type) {
    case 'stdio': {
      const stream = worker[kStdio][message.stream]
      if (stream !== undefined) {
        stream.push(message.chunk)
        return
      }
      if (!binding.writeOn(message.stream, message.chunk)) process[message.stream].write(message.chunk)
      if (message.waits) worker[kPort]?.postMessage({ type: 'more', stream: message.stream })
      return
    }
    case 'more':
      worker[kStdio].stdin?.[require('internal/worker/stdio').kMore]()
      return
    case 'online':
      worker[kIsOnline] = true
      worker.emit('online')
      return
    case 'error':
      worker.emit('error', require('internal/error_serdes').deserializeError(message.error))
      return
    case 'unserializable':
      worker.emit('error', new ERR_WORKER_UNSERIALIZABLE_ERROR())
  }
}

function onExit(worker, code, failure, reason) {
  drainMessagePort(worker[kPublicPort])
  drainMessagePort(worker[kPort])
  worker.removeAllListeners('message')
  worker.removeAllListeners('messageerror')
  worker[kPublicPort].unref()
  worker[kPort].unref()
  worker[kPublicPort].close()
  worker[kPort].close()
  worker[kHandle] = null
  worker[kPort] = null
  worker[kPublicPort] = null
  const { stdout, stderr } = worker[kStdio]
  if (stdout !== undefined && !stdout.readableEnded) stdout.push(null)
  if (stderr !== undefined && !stderr.readableEnded) stderr.push(null)
  if (failure !== undefined) worker.emit('error', new codes[failure](reason))
  worker.emit('exit', code)
  worker.removeAllListeners()
}

function utilization(worker, one, two) {
  const none = { idle: 0, active: 0, utilization: 0 }
  if (!worker[kIsOnline] || worker[kHandle] === null) return none
  if (two !== undefined) return share(one.idle - two.idle, one.active - two.active)
  const figures = binding.utilization(worker[kHandle])
  if (figures[0] === 0) return none
  const idle = figures[1]
  const active = figures[0] - idle
  return one === undefined ? share(idle, active) : share(idle - one.idle, active - one.active)
}

function share(idle, active) {
  return { idle, active, utilization: active / (idle + active) }
}

// postMessageToThread. The answers are delivered, no listener, and listener failed.

binding.setReceiver((value, source) => process.emit('workerMessage', value, source))

function postMessageToThread(id, value, transferList, timeout) {
  return new Promise((resolve, reject) => {
    if (typeof transferList === 'number' && timeout === undefined) {
      timeout = transferList
      transferList = []
    }
    if (timeout !== undefined) validateNumber(timeout, 'timeout', 0)
    if (id === threadId) throw new ERR_WORKER_MESSAGING_SAME_THREAD()
    let timer
    binding.sendTo(id, value, transferList === undefined ? [] : [...transferList], (answer) => {
      clearTimeout(timer)
      if (answer === 0) resolve()
      else reject(answer === 1 ? new ERR_WORKER_MESSAGING_FAILED() : new ERR_WORKER_MESSAGING_ERRORED())
    })
    if (timeout !== undefined) timer = setTimeout(() => reject(new ERR_WORKER_MESSAGING_TIMEOUT()), timeout)
  })
}

module.exports = {
  isMainThread,
  SHARE_ENV,
  resourceLimits,
  setEnvironmentData,
  getEnvironmentData,
  assignEnvironmentData(data) { environmentData = data },
  threadId,
  threadName,
  Worker,
  postMessageToThread,
}
