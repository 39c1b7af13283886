'use strict'

// child_process, as Node documents it. It follows Node's lib/child_process.js closely.

const {
  AbortError,
  codes: { ERR_CHILD_PROCESS_IPC_REQUIRED, ERR_CHILD_PROCESS_STDIO_MAXBUFFER, ERR_INVALID_ARG_TYPE },
  genericNodeError,
} = require('internal/errors')
const { validateAbortSignal, validateArray, validateObject } = require('internal/validators')
const { promisify } = require('internal/util')
const {
  checkNull, checkNulls, checkTimeout, checkMaxBuffer, killSignalNumber, spawnArguments, execArguments, execFileArguments,
} = require('internal/child_process/arguments')
const { ChildProcess, stdioOfString, validStdio, runSync } = require('internal/child_process')
const { setTimeout, clearTimeout } = require('timers')
const process = require('process')

const maxBufferDefault = 1024 * 1024

let lazyBuffer
function buffers() { return lazyBuffer ??= require('buffer').Buffer }

function spawn(file, args, options) {
  options = spawnArguments(file, args, options)
  checkTimeout(options.timeout)
  validateAbortSignal(options.signal, 'options.signal')
  const killSignal = killSignalNumber(options.killSignal)
  const child = new ChildProcess()
  child.spawn(options)

  if (options.timeout > 0) {
    let timer = setTimeout(() => {
      timer = null
      try {
        child.kill(killSignal)
      } catch (error) {
        child.emit('error', error)
      }
    }, options.timeout)
    child.once('exit', () => {
      if (timer) clearTimeout(timer)
      timer = null
    })
  }

  const signal = options.signal
  if (signal) {
    const abort = () => abortChild(child, killSignal, signal.reason)
    if (signal.aborted) {
      process.nextTick(abort)
    } else {
      signal.addEventListener('abort', abort, { once: true })
      child.once('exit', () => signal.removeEventListener('abort', abort))
    }
  }
  return child
}

function abortChild(child, killSignal, reason) {
  try {
    if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: reason }))
  } catch (error) {
    child.emit('error', error)
  }
}

function fork(modulePath, args = [], options) {
  modulePath = require('internal/fs/utils').pathOf(modulePath, 'modulePath')
  if (args === null || args === undefined) {
    args = []
  } else if (typeof args === 'object' && !Array.isArray(args)) {
    options = args
    args = []
  } else {
    validateArray(args, 'args')
  }
  if (options !== null && options !== undefined) validateObject(options, 'options')
  options = { __proto__: null, ...options, shell: false }
  options.execPath = options.execPath || process.execPath
  checkNull(options.execPath, 'options.execPath')

  let execArgv = options.execArgv || process.execArgv
  checkNulls(execArgv, 'options.execArgv')
  if (execArgv === process.execArgv && process._eval !== undefined && process._eval !== null) {
    const index = execArgv.lastIndexOf(process._eval)
    if (index > 0) {
      // Without the -e switch, or the program would fork itself for ever.
      execArgv = execArgv.slice()
      execArgv.splice(index - 1, 2)
    }
  }
  args = [...execArgv, modulePath, ...args]

  if (typeof options.stdio === 'string') {
    options.stdio = stdioOfString(options.stdio, 'ipc')
  } else if (!Array.isArray(options.stdio)) {
    options.stdio = stdioOfString(options.silent ? 'pipe' : 'inherit', 'ipc')
  } else if (!options.stdio.includes('ipc')) {
    throw new ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio')
  }
  return spawn(options.execPath, args, options)
}

function exec(command, options, callback) {
  const sorted = execArguments(command, options, callback)
  return module.exports.execFile(sorted.file, sorted.options, sorted.callback)
}

// output gathers what one of the child's streams writes.
class Output {
  constructor(name, stream, encoding, maxBuffer, exceeded) {
    this.stream = stream
    this.encoding = encoding
    this.chunks = []
    let length = 0
    if (!stream) return
    if (encoding) stream.setEncoding(encoding)
    stream.on('data', (chunk) => {
      if (maxBuffer === Infinity) {
        this.chunks.push(chunk)
        return
      }
      const size = stream.readableEncoding ? buffers().byteLength(chunk, stream.readableEncoding) : chunk.length
      length += size
      if (length > maxBuffer) {
        this.chunks.push(chunk.slice(0, maxBuffer - (length - size)))
        exceeded(new ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name))
      } else {
        this.chunks.push(chunk)
      }
    })
  }

  value() {
    return this.encoding || this.stream?.readableEncoding ? this.chunks.join('') : buffers().concat(this.chunks)
  }
}

function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = execFileArguments(file, args, options, callback))
  options = {
    __proto__: null,
    encoding: 'utf8',
    timeout: 0,
    maxBuffer: maxBufferDefault,
    killSignal: 'SIGTERM',
    cwd: null,
    env: null,
    shell: false,
    ...options,
  }
  checkTimeout(options.timeout)
  checkMaxBuffer(options.maxBuffer)
  options.killSignal = killSignalNumber(options.killSignal)

  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    gid: options.gid,
    shell: options.shell,
    signal: options.signal,
    uid: options.uid,
    windowsHide: !!options.windowsHide,
    windowsVerbatimArguments: !!options.windowsVerbatimArguments,
  })

  const encoding = options.encoding !== 'buffer' && buffers().isEncoding(options.encoding) ? options.encoding : null
  let killed = false
  let exited = false
  let timer = null
  let failure = null

  function finish(code, signal) {
    if (exited) return
    exited = true
    if (timer) clearTimeout(timer)
    timer = null
    if (!callback) return
    const out = stdout.value()
    const err = stderr.value()
    if (!failure && code === 0 && signal === null) {
      callback(null, out, err)
      return
    }
    let command = file
    if (args?.length) command += ` ${args.join(' ')}`
    failure ||= genericNodeError(`Command failed: ${command}\n${err}`, {
      code: code < 0 ? require('internal/errors').systemErrorName(code) : code,
      killed: child.killed || killed,
      signal,
    })
    failure.cmd = command
    callback(failure, out, err)
  }

  function stopReading() {
    child.stdout?.destroy()
    child.stderr?.destroy()
  }

  function kill() {
    stopReading()
    killed = true
    try {
      child.kill(options.killSignal)
    } catch (error) {
      failure = error
      finish()
    }
  }

  function exceeded(error) {
    failure = error
    kill()
  }

  if (options.timeout > 0) {
    timer = setTimeout(() => {
      kill()
      timer = null
    }, options.timeout)
  }
  const stdout = new Output('stdout', child.stdout, encoding, options.maxBuffer, exceeded)
  const stderr = new Output('stderr', child.stderr, encoding, options.maxBuffer, exceeded)
  child.addListener('close', finish)
  child.addListener('error', (error) => {
    failure = error
    stopReading()
    finish()
  })
  return child
}

// promised is what util.promisify makes of exec and execFile.
function promised(original) {
  return (...args) => {
    let resolve
    let reject
    const promise = new Promise((settle, refuse) => {
      resolve = settle
      reject = refuse
    })
    promise.child = original(...args, (error, stdout, stderr) => {
      if (error !== null) {
        error.stdout = stdout
        error.stderr = stderr
        reject(error)
      } else {
        resolve({ stdout, stderr })
      }
    })
    return promise
  }
}
Object.defineProperty(exec, promisify.custom, { __proto__: null, enumerable: false, value: promised(exec) })
Object.defineProperty(execFile, promisify.custom, { __proto__: null, enumerable: false, value: promised(execFile) })

// inputOf is an input of spawnSync as bytes.
function inputOf(input, i, encoding) {
  if (ArrayBuffer.isView(input)) return input
  if (typeof input === 'string') return buffers().from(input, encoding)
  throw new ERR_INVALID_ARG_TYPE(`options.stdio[${i}]`, ['Buffer', 'TypedArray', 'DataView', 'string'], input)
}

function spawnSync(file, args, options) {
  options = { __proto__: null, maxBuffer: maxBufferDefault, ...spawnArguments(file, args, options) }
  checkTimeout(options.timeout)
  checkMaxBuffer(options.maxBuffer)
  options.killSignal = killSignalNumber(options.killSignal)
  options.stdio = validStdio(options.stdio || 'pipe', true).stdio
  if (options.input) options.stdio[0] = { ...options.stdio[0], input: options.input }
  for (let i = 0; i < options.stdio.length; i++) {
    const input = options.stdio[i]?.input
    if (input !== null && input !== undefined) {
      options.stdio[i] = { ...options.stdio[i], input: inputOf(input, i, options.encoding) }
    }
  }
  return runSync(options)
}

// syncFailure is the error of a result of spawnSync, undefined if there is none.
function syncFailure(result, args, command) {
  if (result.error) return Object.assign(result.error, result)
  if (result.status === 0) return
  let message = `Command failed: ${command || args.join(' ')}`
  if (result.stderr && result.stderr.length > 0) message += `\n${result.stderr.toString()}`
  return genericNodeError(message, result)
}

// outputOf passes the child's stderr on unless it was asked for, and throws what went wrong.
function outputOf(result, showErrors, args, command) {
  if (showErrors && result.stderr) process.stderr.write(result.stderr)
  const error = syncFailure(result, args, command)
  if (error) throw error
  return result.stdout
}

function execFileSync(file, args, options) {
  ({ file, args, options } = execFileArguments(file, args, options))
  const result = spawnSync(file, args, options)
  return outputOf(result, !options.stdio, [options.argv0 || file, ...args])
}

function execSync(command, options) {
  const sorted = execArguments(command, options, null)
  const result = spawnSync(sorted.file, sorted.options)
  return outputOf(result, !sorted.options.stdio, undefined, command)
}

module.exports = {
  _forkChild(fd, mode) { require('internal/child_process/channel').forkChild(fd, mode) },
  ChildProcess,
  exec,
  execFile,
  execFileSync,
  execSync,
  fork,
  spawn,
  spawnSync,
}
