'use strict'

// util. Its larger parts are loaded when they are first used.

const { codes: { ERR_FALSY_VALUE_REJECTION, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors')
const { validateAbortSignal, validateFunction, validateNumber, validateObject, validateString } = require('internal/validators')
const { promisify, deprecate, defineLazily } = require('internal/util')
const types = require('util/types')

function callbackify(original) {
  validateFunction(original, 'original')
  function callbackified(...args) {
    const last = args.pop()
    validateFunction(last, 'last argument')
    const callback = last.bind(this)
    const { nextTick } = require('process')
    Reflect.apply(original, this, args).then(
      (result) => nextTick(callback, null, result),
      (reason) => nextTick(callback, reason || new ERR_FALSY_VALUE_REJECTION(reason)),
    )
  }
  const descriptors = Object.getOwnPropertyDescriptors(original)
  // The callback is one parameter more.
  if (typeof descriptors.length.value === 'number') descriptors.length.value++
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified'
  for (const key of Reflect.ownKeys(descriptors)) {
    if (key !== 'prototype' || Object.prototype.hasOwnProperty.call(callbackified, key)) Object.defineProperty(callbackified, key, descriptors[key])
  }
  return callbackified
}

function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor)
  if (superCtor === undefined || superCtor === null) throw new ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor)
  if (superCtor.prototype === undefined) throw new ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype)
  Object.defineProperty(ctor, 'super_', { value: superCtor, writable: true, configurable: true })
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype)
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target
  const keys = Object.keys(source)
  for (let i = keys.length - 1; i >= 0; i--) target[keys[i]] = source[keys[i]]
  return target
}

let debugPattern

// isDebugging reports whether NODE_DEBUG names set; "*" stands for anything.
function isDebugging(set) {
  if (debugPattern === undefined) {
    const names = require('process').env.NODE_DEBUG
    debugPattern = !names ? null : new RegExp('^(?:' + names.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '|') + ')$', 'i')
  }
  return debugPattern !== null && debugPattern.test(set)
}

function debuglog(set, callback) {
  set = String(set).toUpperCase()
  let enabled
  let write
  function prepare() {
    if (enabled !== undefined) return
    enabled = isDebugging(set)
    write = function (...args) {
      const process = require('process')
      const { formatWithOptions } = require('internal/util/format')
      const colors = Boolean(process.stderr && process.stderr.isTTY)
      process.stderr.write(formatWithOptions({ colors }, '%s %d: %s\n', set, process.pid, formatWithOptions({ colors }, ...args)))
    }
  }
  const logger = function (...args) {
    prepare()
    if (typeof callback === 'function') {
      const call = callback
      callback = undefined
      call(enabled ? write : function () {})
    }
    if (enabled) write(...args)
  }
  Object.defineProperty(logger, 'enabled', {
    get() {
      prepare()
      return enabled
    },
    configurable: true,
    enumerable: true,
  })
  return logger
}

function getSystemErrorName(error) {
  validateNumber(error, 'err')
  if (error >= 0 || !Number.isSafeInteger(error)) throw new ERR_OUT_OF_RANGE('err', 'a negative integer', error)
  return require('internal/errors').systemErrorName(error)
}

function getSystemErrorMap() {
  return new Map(require('internal/errors').systemErrorMap())
}

function styleText(format, text, options = {}) {
  validateString(text, 'text')
  validateObject(options, 'options')
  const { validateStream = true } = options
  let plain = false
  if (validateStream) {
    const { stream = require('process').stdout } = options
    if (stream === null || typeof stream !== 'object' || (typeof stream.write !== 'function' && typeof stream.read !== 'function' && typeof stream.getReader !== 'function')) {
      throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream)
    }
    plain = !shouldColor(stream)
  }
  const { colors } = require('internal/util/styles')
  const list = Array.isArray(format) ? format : [format]
  let before = ''
  let after = ''
  for (const name of list) {
    if (name === 'none') continue
    const codes = typeof name === 'string' ? colors[name] : undefined
    if (codes === undefined) require('internal/validators').validateOneOf(name, 'format', Object.keys(colors))
    before += '\u001b[' + codes[0] + 'm'
    after = '\u001b[' + codes[1] + 'm' + after
  }
  return plain ? text : before + text + after
}

// shouldColor follows FORCE_COLOR, NO_COLOR and the terminal.
function shouldColor(stream) {
  const { env } = require('process')
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR)
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  return Boolean(stream && stream.isTTY) && (typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2)
}

function toUSVString(input) {
  return String(input).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}

async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal)
  validateAbortSignal(signal, 'signal')
  validateObject(resource, 'resource', { nullable: false, allowFunction: true, allowArray: true })
  if (signal.aborted) return undefined
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

// parseEnv reads the text of a .env file.
function parseEnv(content) {
  validateString(content, 'content')
  const result = {}
  const line = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*('[^']*'|"[^"]*"|`[^`]*`|[^#\r\n]*)?/gm
  for (let match = line.exec(content); match !== null; match = line.exec(content)) {
    let value = (match[2] || '').trim()
    const mark = value[0]
    if (value.length > 1 && (mark === '"' || mark === "'" || mark === '`') && value[value.length - 1] === mark) {
      value = value.slice(1, -1)
      if (mark === '"') value = value.replaceAll('\\n', '\n')
    }
    result[match[1]] = value
  }
  return result
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
function pad(number) { return String(number).padStart(2, '0') }

function log(...args) {
  const now = new Date()
  const time = pad(now.getHours()) + ':' + pad(now.getMinutes()) + ':' + pad(now.getSeconds())
  console.log('%s - %s', now.getDate() + ' ' + months[now.getMonth()] + ' ' + time, require('internal/util/format').format(...args))
}

function isBoolean(value) { return typeof value === 'boolean' }
function isNull(value) { return value === null }
function isNullOrUndefined(value) { return value === null || value === undefined }
function isNumber(value) { return typeof value === 'number' }
function isString(value) { return typeof value === 'string' }
function isSymbol(value) { return typeof value === 'symbol' }
function isUndefined(value) { return value === undefined }
function isObject(value) { return value !== null && typeof value === 'object' }
function isError(value) { return types.isNativeError(value) || value instanceof Error }
function isFunction(value) { return typeof value === 'function' }
function isPrimitive(value) { return value === null || (typeof value !== 'object' && typeof value !== 'function') }
function isBuffer(value) { return require('buffer').Buffer.isBuffer(value) }

function old(fn, name, use, code) {
  return deprecate(fn, 'The `util.' + name + '` API is deprecated.' + (use ? ' Please use `' + use + '` instead.' : ''), code)
}

const util = module.exports = {
  _extend: old(_extend, '_extend', 'Object.assign()', 'DEP0060'),
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  styleText,
  getSystemErrorMap,
  getSystemErrorName,
  inherits,
  isArray: old(Array.isArray, 'isArray', 'Array.isArray()', 'DEP0044'),
  isBoolean: old(isBoolean, 'isBoolean', 'typeof arg === "boolean"', 'DEP0045'),
  isBuffer: old(isBuffer, 'isBuffer', 'Buffer.isBuffer()', 'DEP0046'),
  isNull: old(isNull, 'isNull', 'arg === null', 'DEP0050'),
  isNullOrUndefined: old(isNullOrUndefined, 'isNullOrUndefined', 'arg === null || arg === undefined', 'DEP0051'),
  isNumber: old(isNumber, 'isNumber', 'typeof arg === "number"', 'DEP0052'),
  isString: old(isString, 'isString', 'typeof arg === "string"', 'DEP0056'),
  isSymbol: old(isSymbol, 'isSymbol', 'arg === "symbol"', 'DEP0057'),
  isUndefined: old(isUndefined, 'isUndefined', 'arg === undefined', 'DEP0058'),
  isRegExp: old(types.isRegExp, 'isRegExp', '', 'DEP0055'),
  isObject: old(isObject, 'isObject', 'arg !== null && typeof arg === "object"', 'DEP0053'),
  isDate: old(types.isDate, 'isDate', '', 'DEP0047'),
  isError: old(isError, 'isError', '', 'DEP0048'),
  isFunction: old(isFunction, 'isFunction', 'typeof arg === "function"', 'DEP0049'),
  isPrimitive: old(isPrimitive, 'isPrimitive', '', 'DEP0054'),
  log: old(log, 'log', 'console.log()', 'DEP0059'),
  promisify,
  toUSVString,
  aborted,
  types,
  parseEnv,
}

defineLazily(util, 'internal/util/inspect', ['inspect', 'stripVTControlCharacters'])
defineLazily(util, 'internal/util/format', ['format', 'formatWithOptions'])
defineLazily(util, 'internal/util/comparisons', ['isDeepStrictEqual'])
defineLazily(util, 'internal/util/parse-args', ['parseArgs'])
defineLazily(util, 'internal/encoding', ['TextDecoder', 'TextEncoder'])
Object.defineProperty(util, '_errnoException', { enumerable: true, configurable: true, get() { return require('internal/errors').errnoException } })
Object.defineProperty(util, '_exceptionWithHostPort', { enumerable: true, configurable: true, get() { return require('internal/errors').exceptionWithHostPort } })
