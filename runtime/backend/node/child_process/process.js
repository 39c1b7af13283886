'use strict'

// ChildProcess, and the forms of stdio. It follows Node's lib/internal/child_process.js closely.

const {
  codes: {
    ERR_INVALID_ARG_VALUE, ERR_INVALID_SYNC_FORK_INPUT, ERR_IPC_ONE_PIPE, ERR_IPC_SYNC_FORK,
  },
  ErrnoException,
  systemErrorName,
} = require('internal/errors')
const { validateArray, validateObject, validateOneOf, validateString } = require('internal/validators')
const EventEmitter = require('events')
const process = require('process')
const native = require('internal/child_process/binding')
const { signalNumber } = require('internal/child_process/arguments')
const active = require('internal/process/active')

// What the Go half takes for an element of stdio that is no descriptor.
const kinds = { __proto__: null, ignore: -1, pipe: -2, overlapped: -3 }

const kUsedAsStdio = Symbol('kIsUsedAsStdio')

// stdioOfString is 'pipe' and so on for each of the three standard streams, and what comes after them.
function stdioOfString(stdio, channel) {
  const options = []
  switch (stdio) {
    case 'ignore':
    case 'overlapped':
    case 'pipe': options.push(stdio, stdio, stdio); break
    case 'inherit': options.push(0, 1, 2); break
    default: throw new ERR_INVALID_ARG_VALUE('stdio', stdio)
  }
  if (channel) options.push(channel)
  return options
}

// handleOf is the pipe behind a stream of a child's, undefined for anything else.
function handleOf(stream) {
  const { PipeHandle } = require('internal/child_process/socket')
  if (stream instanceof PipeHandle) return stream
  if (stream.handle instanceof PipeHandle) return stream.handle
  if (stream._handle instanceof PipeHandle) return stream._handle
}

// validStdio returns {stdio, ipc, ipcFd}: what each descriptor is, and which one is the channel.
function validStdio(stdio, sync) {
  if (typeof stdio === 'string') stdio = stdioOfString(stdio)
  else if (!Array.isArray(stdio)) throw new ERR_INVALID_ARG_VALUE('stdio', stdio)
  // As Node's, the caller's own array grows.
  while (stdio.length < 3) stdio.push(undefined)

  const found = []
  let ipcFd
  for (let i = 0; i < stdio.length; i++) {
    let item = stdio[i]
    if (item === null || item === undefined) item = i < 3 ? 'pipe' : 'ignore'
    let handle
    if (item === 'ignore') {
      found.push({ type: 'ignore' })
    } else if (item === 'pipe' || item === 'overlapped' || (typeof item === 'number' && item < 0)) {
      found.push({ type: item === 'overlapped' ? 'overlapped' : 'pipe', readable: i === 0, writable: i !== 0 })
    } else if (item === 'ipc') {
      if (sync) throw new ERR_IPC_SYNC_FORK()
      if (ipcFd !== undefined) throw new ERR_IPC_ONE_PIPE()
      ipcFd = i
      found.push({ type: 'pipe', ipc: true })
    } else if (item === 'inherit') {
      found.push({ type: 'inherit', fd: i })
    } else if (typeof item === 'number' || typeof item.fd === 'number') {
      found.push({ type: 'fd', fd: typeof item === 'number' ? item : item.fd })
    } else if (ArrayBuffer.isView(item) || typeof item === 'string') {
      if (!sync) throw new ERR_INVALID_SYNC_FORK_INPUT(require('internal/util/inspect').inspect(item))
      found.push(undefined)
    } else if ((handle = handleOf(item)) !== undefined) {
      found.push({ type: 'wrap', handle, stream: item })
    } else if ((item._handle?.fd ?? -1) >= 0) { // a net.Socket or net.Server
      found.push({ type: 'fd', fd: item._handle.fd })
    } else {
      throw new ERR_INVALID_ARG_VALUE('stdio', item)
    }
  }
  return { stdio: found, ipc: ipcFd !== undefined, ipcFd }
}

// commandOf is what the Go half takes.
function commandOf(options) {
  const stdio = []
  for (let i = 0; i < options.stdio.length; i++) {
    const item = options.stdio[i]
    if (item === undefined) stdio.push(kinds.pipe)
    else if (item.type === 'wrap') stdio.push(item.handle.native)
    else stdio.push(item.fd ?? kinds[item.type])
  }
  const args = []
  for (let i = 0; i < options.args.length; i++) args.push(String(options.args[i]))
  const env = options.envPairs ?? Object.entries(process.env).map(([key, value]) => `${key}=${value}`)
  return [
    options.file, args, options.cwd, env, stdio, options.detached, options.uid, options.gid,
    options.windowsHide, options.windowsVerbatimArguments,
  ]
}

// Handle is the process itself, while it runs.
class Handle {
  constructor(owner) {
    this.type = 'ProcessWrap'
    this.owner = owner
    this.held = true
    this.pid = 0
    this.native = null
    this.onexit = null
  }

  // spawn starts it; the result is 0 or a negative error number.
  spawn(options) {
    const started = native.spawn(commandOf(options), (code, signal) => {
      native.settle(this.native, () => {
        active.delete(this)
        this.onexit(code, signal)
      })
    })
    if (typeof started === 'number') return started
    this.pid = started.pid
    this.native = started.handle
    this.pipes = started.pipes
    active.add(this)
    return 0
  }

  kill(signal) { return this.native === null ? native.kill(null, signal) : native.kill(this.native, signal) }
  ref() { this.hold(true) }
  unref() { this.hold(false) }
  hasRef() { return this.held }
  hold(on) {
    this.held = on
    if (this.native !== null) native.hold(this.native, on)
  }
}

function ChildProcess() {
  Reflect.apply(EventEmitter, this, [])
  this._closesNeeded = 1
  this._closesGot = 0
  this.connected = false
  this.signalCode = null
  this.exitCode = null
  this.killed = false
  this.spawnfile = null
  this._handle = new Handle(this)
  this._handle.onexit = (code, signal) => exited(this, code, signal)
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype)
Object.setPrototypeOf(ChildProcess, EventEmitter)

function exited(child, code, signal) {
  if (signal) child.signalCode = signal
  else child.exitCode = code
  if (child.stdin) child.stdin.destroy()
  child._handle = null
  if (code < 0) {
    const error = new ErrnoException(code, child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn')
    if (child.spawnfile) error.path = child.spawnfile
    error.spawnargs = child.spawnargs.slice(1)
    child.emit('error', error)
  } else {
    child.emit('exit', child.exitCode, child.signalCode)
  }
  // What nobody has touched is read to its end, so that 'close' comes. It waits a tick: somebody may begin to read
  // once the process has ended.
  process.nextTick(flush, child)
  maybeClose(child)
}

function flush(child) {
  const { stdio } = child
  if (!stdio) return
  for (let i = 0; i < stdio.length; i++) {
    const stream = stdio[i]
    if (stream && stream.readable && !stream[kUsedAsStdio]) stream.resume()
  }
}

function maybeClose(child) {
  child._closesGot++
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode)
}

// Errors that are the program's to hear of rather than the caller's to catch.
const reported = ['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT']

ChildProcess.prototype.spawn = function spawn(options) {
  validateObject(options, 'options')
  const { stdio, ipc, ipcFd } = validStdio(options.stdio || 'pipe', false)
  options.stdio = stdio
  validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced'])
  const serialization = options.serialization || 'json'
  if (ipc) {
    if (options.envPairs === undefined) options.envPairs = []
    else validateArray(options.envPairs, 'options.envPairs')
    options.envPairs.push(`NODE_CHANNEL_FD=${ipcFd}`, `NODE_CHANNEL_SERIALIZATION_MODE=${serialization}`)
  }
  validateString(options.file, 'options.file')
  this.spawnfile = options.file
  if (options.args === undefined) {
    this.spawnargs = []
  } else {
    validateArray(options.args, 'options.args')
    this.spawnargs = options.args
  }

  const failure = this._handle.spawn({ __proto__: null, ...options, args: this.spawnargs })
  if (failure) {
    const name = systemErrorName(failure)
    if (!reported.includes(name)) {
      this._handle = null
      throw new ErrnoException(failure, 'spawn')
    }
    process.nextTick(() => this._handle.onexit(failure))
    if (name === 'EMFILE' || name === 'ENFILE') return failure
  } else {
    process.nextTick(() => this.emit('spawn'))
  }
  this.pid = failure ? undefined : this._handle.pid
  const channel = openStreams(this, stdio, failure ? [] : this._handle.pipes)
  if (ipc) require('internal/child_process/channel').setupChannel(this, channel, serialization)
  return failure
}

function endStream(stream) {
  if (stream.destroyed) return
  stream.push(null)
  stream.read(0)
}

// openStreams makes stdin, stdout, stderr and stdio, and returns the handle of the channel. A process that did not start has streams
// too, which are at their end.
function openStreams(child, stdio, pipes) {
  child.stdio = []
  let channel
  for (let i = 0; i < stdio.length; i++) {
    const item = stdio[i]
    let stream = null
    if (item.type === 'wrap') {
      // The child reads it now.
      item.handle.readStop()
      const shared = item.stream
      if (typeof shared.pause === 'function') {
        shared.pause()
        shared.readableFlowing = false
        if (shared._readableState) shared._readableState.reading = false
      }
      shared[kUsedAsStdio] = true
    } else if (item.ipc) {
      child._closesNeeded++
      const { PipeHandle } = require('internal/child_process/socket')
      channel = new PipeHandle(pipes[i]?.handle ?? null, pipes[i]?.fd)
    } else if (item.type === 'pipe' || item.type === 'overlapped') {
      const { Socket, PipeHandle } = require('internal/child_process/socket')
      const pipe = pipes[i]
      stream = new Socket({ handle: pipe ? new PipeHandle(pipe.handle, pipe.fd) : undefined, readable: i > 0 })
      if (i > 0) {
        child._closesNeeded++
        stream.on('close', () => maybeClose(child))
        if (!pipe) setImmediate(endStream, stream)
      }
    }
    child.stdio.push(stream)
  }
  child.stdin = child.stdio[0]
  child.stdout = child.stdio[1]
  child.stderr = child.stdio[2]
  return channel
}

ChildProcess.prototype.kill = function kill(sig) {
  const signal = sig === 0 ? sig : signalNumber(sig === undefined ? 'SIGTERM' : sig)
  if (!this._handle || this._handle.native === null) return false
  const failure = this._handle.kill(signal)
  if (failure === 0) {
    this.killed = true
    return true
  }
  const name = systemErrorName(failure)
  if (name === 'ESRCH') return false
  const error = new ErrnoException(failure, 'kill')
  if (name === 'EINVAL' || name === 'ENOSYS' || name === 'ENOTSUP') throw error
  this.emit('error', error)
  return false
}

if (Symbol.dispose) {
  ChildProcess.prototype[Symbol.dispose] = function dispose() {
    if (!this.killed) this.kill()
  }
}

ChildProcess.prototype.ref = function ref() { if (this._handle) this._handle.ref() }
ChildProcess.prototype.unref = function unref() { if (this._handle) this._handle.unref() }

// runSync is spawnSync with its arguments checked.
function runSync(options) {
  const inputs = options.stdio.map((item) => item?.input)
  const limit = options.maxBuffer === Infinity || options.maxBuffer === null || options.maxBuffer === undefined ? -1 : options.maxBuffer
  const result = native.spawnSync(commandOf(options), inputs, options.timeout, limit, options.killSignal)
  if (result.output) {
    const { Buffer } = require('buffer')
    for (let i = 0; i < result.output.length; i++) {
      if (!result.output[i]) continue
      result.output[i] = Buffer.from(result.output[i])
      if (options.encoding && options.encoding !== 'buffer') result.output[i] = result.output[i].toString(options.encoding)
    }
  }
  result.stdout = result.output && result.output[1]
  result.stderr = result.output && result.output[2]
  if (result.error) {
    result.error = new ErrnoException(result.error, `spawnSync ${options.file}`)
    result.error.path = options.file
    result.error.spawnargs = options.args.slice(1)
  }
  return result
}

module.exports = { ChildProcess, stdioOfString, validStdio, runSync, maybeClose }
