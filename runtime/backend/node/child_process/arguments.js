'use strict'

// What spawn and its kin take: overloads, defaults, checks. It follows Node's lib/child_process.js closely: the order
// of the checks shows.

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_UNKNOWN_SIGNAL },
} = require('internal/errors')
const { validateBoolean, validateFunction, validateObject, validateString } = require('internal/validators')
const process = require('process')
const native = require('internal/child_process/binding')

const isWindows = process.platform === 'win32'

function isInt32(value) { return value === (value | 0) }

function checkNull(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes')
  }
}

function checkNulls(values, name) {
  for (let i = 0; i < values.length; i++) checkNull(values[i], `${name}[${i}]`)
}

function checkTimeout(timeout) {
  if (timeout !== null && timeout !== undefined && !(Number.isInteger(timeout) && timeout >= 0)) {
    throw new ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout)
  }
}

function checkMaxBuffer(maxBuffer) {
  if (maxBuffer !== null && maxBuffer !== undefined && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) {
    throw new ERR_OUT_OF_RANGE('options.maxBuffer', 'a positive number', maxBuffer)
  }
}

let signals
let numbers

// signalNumber takes a signal by name, in any case, or by number.
function signalNumber(signal) {
  if (signals === undefined) {
    signals = require('os').constants.signals
    numbers = new Set(Object.values(signals))
  }
  if (typeof signal === 'number' && numbers.has(signal)) return signal
  if (typeof signal === 'string') {
    const number = signals[signal.toUpperCase()]
    if (number) return number
  }
  throw new ERR_UNKNOWN_SIGNAL(signal)
}

function killSignalNumber(signal) {
  if (typeof signal === 'string' || typeof signal === 'number') return signalNumber(signal)
  if (signal !== null && signal !== undefined) {
    throw new ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], signal)
  }
}

// spawnArguments makes of spawn's arguments the options that ChildProcess.spawn takes.
function spawnArguments(file, args, options) {
  validateString(file, 'file')
  checkNull(file, 'file')
  if (file.length === 0) throw new ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty')

  if (Array.isArray(args)) {
    args = args.slice()
  } else if (args === null || args === undefined) {
    args = []
  } else if (typeof args !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('args', 'object', args)
  } else {
    options = args
    args = []
  }
  checkNulls(args, 'args')

  if (options === undefined) options = {}
  else validateObject(options, 'options')
  options = { __proto__: null, ...options }

  let cwd = options.cwd
  if (given(cwd)) cwd = text(require('internal/fs/utils').pathOf(cwd, 'options.cwd'))
  if (given(options.detached)) validateBoolean(options.detached, 'options.detached')
  if (given(options.uid) && !isInt32(options.uid)) throw new ERR_INVALID_ARG_TYPE('options.uid', 'int32', options.uid)
  if (given(options.gid) && !isInt32(options.gid)) throw new ERR_INVALID_ARG_TYPE('options.gid', 'int32', options.gid)
  if (given(options.shell) && typeof options.shell !== 'boolean' && typeof options.shell !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], options.shell)
  }
  if (given(options.argv0)) {
    validateString(options.argv0, 'options.argv0')
    checkNull(options.argv0, 'options.argv0')
  }
  if (given(options.windowsHide)) validateBoolean(options.windowsHide, 'options.windowsHide')
  let { windowsVerbatimArguments } = options
  if (given(windowsVerbatimArguments)) validateBoolean(windowsVerbatimArguments, 'options.windowsVerbatimArguments')

  const program = file
  if (options.shell) {
    checkNull(options.shell, 'options.shell')
    const command = [file, ...args].join(' ')
    if (isWindows) {
      file = typeof options.shell === 'string' ? options.shell : process.env.comspec || 'cmd.exe'
      if (/^(?:.*\\)?cmd(?:\.exe)?$/i.test(file)) {
        args = ['/d', '/s', '/c', `"${command}"`]
        windowsVerbatimArguments = true
      } else {
        args = ['-c', command]
      }
    } else {
      file = typeof options.shell === 'string' ? options.shell : process.platform === 'android' ? '/system/bin/sh' : '/bin/sh'
      args = ['-c', command]
    }
  }
  args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file)

  return {
    // A copy, so that the caller's options stay as they are.
    __proto__: null,
    ...options,
    args,
    cwd,
    detached: !!options.detached,
    envPairs: environment(options.env || process.env, !options.shell && (args.length > 1 || !native.inApp) && program === process.execPath),
    file,
    windowsHide: !!options.windowsHide,
    windowsVerbatimArguments: !!windowsVerbatimArguments,
  }
}

// text is a path that may be bytes.
function text(path) { return typeof path === 'string' ? path : require('buffer').Buffer.from(path).toString() }

function given(value) { return value !== null && value !== undefined }

// environment lists env as KEY=value, what it inherits included. asNode is set where this program itself is to run a script.
function environment(env, asNode) {
  let keys = []
  for (const key in env) keys.push(key)
  if (isWindows) {
    // Names go by any case there: the first one counts.
    const seen = new Set()
    keys = keys.sort().filter((key) => {
      const upper = key.toUpperCase()
      if (seen.has(upper)) return false
      seen.add(upper)
      return true
    })
  }
  const pairs = []
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    const value = env[key]
    if (value === undefined) continue
    checkNull(key, `options.env['${key}']`)
    checkNull(value, `options.env['${key}']`)
    pairs.push(`${key}=${value}`)
  }
  // See docs/rationale.md: an app's own executable opens its windows unless it is told otherwise.
  if (asNode) pairs.push('DESKJS_RUN_AS_NODE=1')
  return pairs
}

// execFileArguments sorts (file, args?, options?, callback?).
function execFileArguments(file, args, options, callback) {
  if (Array.isArray(args)) {
    args = args.slice()
  } else if (args !== null && typeof args === 'object') {
    callback = options
    options = args
    args = null
  } else if (typeof args === 'function') {
    callback = args
    options = null
    args = null
  }
  if (args === null || args === undefined) args = []
  if (typeof options === 'function') callback = options
  else if (given(options)) validateObject(options, 'options')
  if (!given(options)) options = {}
  if (given(callback)) validateFunction(callback, 'callback')
  if (given(options.argv0)) {
    validateString(options.argv0, 'options.argv0')
    checkNull(options.argv0, 'options.argv0')
  }
  return { file, args, options, callback }
}

// execArguments sorts (command, options?, callback?).
function execArguments(command, options, callback) {
  validateString(command, 'command')
  checkNull(command, 'command')
  if (typeof options === 'function') {
    callback = options
    options = undefined
  }
  options = { __proto__: null, ...options }
  options.shell = typeof options.shell === 'string' ? options.shell : true
  return { file: command, options, callback }
}

module.exports = {
  checkNull,
  checkNulls,
  checkTimeout,
  checkMaxBuffer,
  signalNumber,
  killSignalNumber,
  spawnArguments,
  execArguments,
  execFileArguments,
}
