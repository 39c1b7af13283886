'use strict'

// internal/util: what util exports and builtins use without the rest of util.

const { validateFunction, validateString } = require('internal/validators')

const customPromisify = Symbol.for('nodejs.util.promisify.custom')
const customPromisifyArgs = Symbol('customPromisifyArgs')
const kEmptyObject = Object.freeze({ __proto__: null })

// promisify; a function's customPromisifyArgs names the results of a callback that gets several.
function promisify(original) {
  validateFunction(original, 'original')
  const own = original[customPromisify]
  if (own) {
    validateFunction(own, 'util.promisify.custom')
    return Object.defineProperty(own, customPromisify, { value: own, enumerable: false, writable: false, configurable: true })
  }
  const names = original[customPromisifyArgs]
  function fn(...args) {
    return new Promise((resolve, reject) => {
      args.push(function (error, ...values) {
        if (error) return reject(error)
        if (names === undefined || values.length < 2) return resolve(values[0])
        const result = {}
        for (let i = 0; i < names.length; i++) result[names[i]] = values[i]
        resolve(result)
      })
      Reflect.apply(original, this, args)
    })
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original))
  Object.defineProperty(fn, customPromisify, { value: fn, enumerable: false, writable: false, configurable: true })
  const descriptors = Object.getOwnPropertyDescriptors(original)
  for (const key of Reflect.ownKeys(descriptors)) Object.defineProperty(fn, key, descriptors[key])
  return fn
}
promisify.custom = customPromisify

const warned = new Set()

// deprecate returns fn with a warning at its first call, once for a code.
function deprecate(fn, message, code) {
  if (code !== undefined) validateString(code, 'code')
  let warns = true
  function deprecated(...args) {
    if (warns && !require('process').noDeprecation) {
      warns = false
      if (code === undefined) require('process').emitWarning(message, 'DeprecationWarning', deprecated)
      else if (!warned.has(code)) {
        warned.add(code)
        require('process').emitWarning(message, 'DeprecationWarning', code, deprecated)
      }
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args)
  }
  Object.setPrototypeOf(deprecated, fn)
  if (fn.prototype) deprecated.prototype = fn.prototype
  Object.defineProperty(deprecated, 'length', { ...Object.getOwnPropertyDescriptor(fn, 'length') })
  return deprecated
}

function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new (require('internal/errors').codes.ERR_INVALID_ARG_TYPE)('ctor', 'Function', ctor)
  if (superCtor === undefined || superCtor === null) throw new (require('internal/errors').codes.ERR_INVALID_ARG_TYPE)('superCtor', 'Function', superCtor)
  if (superCtor.prototype === undefined) throw new (require('internal/errors').codes.ERR_INVALID_ARG_TYPE)('superCtor.prototype', 'Object', superCtor.prototype)
  Object.defineProperty(ctor, 'super_', { value: superCtor, writable: true, configurable: true })
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype)
}

// once returns a function that calls callback at its first call only.
function once(callback) {
  let called = false
  return function (...args) {
    if (called) return
    called = true
    return Reflect.apply(callback, this, args)
  }
}

function isError(value) {
  return require('util/types').isNativeError(value) || value instanceof Error
}

// framesAbove lists at most limit frames of the stack, those above the function own; none with a released goja.
function framesAbove(own, limit) {
  const { prepareStackTrace, stackTraceLimit } = Error
  const holder = {}
  let frames
  Error.stackTraceLimit = limit
  Error.prepareStackTrace = (error, list) => list
  try {
    Error.captureStackTrace?.(holder, own)
    frames = holder.stack
  } finally {
    Error.prepareStackTrace = prepareStackTrace
    Error.stackTraceLimit = stackTraceLimit
  }
  return Array.isArray(frames) ? frames : []
}

// isInsideNodeModules reports whether the first frame that is no builtin's is of a package.
function isInsideNodeModules() {
  const frames = framesAbove(isInsideNodeModules, 100)
  for (let i = 0; i < frames.length; i++) {
    const name = frames[i].getFileName()
    if (name && /^\/|\\|^file:/.test(name)) return /[\\/]node_modules[\\/]/.test(name)
  }
  return false
}

const experimental = new Set()
function emitExperimentalWarning(feature) {
  if (experimental.has(feature)) return
  experimental.add(feature)
  require('process').emitWarning(feature + ' is an experimental feature and might change at any time', 'ExperimentalWarning')
}

const encodings = {
  __proto__: null,
  utf8: 'utf8', 'utf-8': 'utf8', ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le',
  latin1: 'latin1', binary: 'latin1', base64: 'base64', base64url: 'base64url', hex: 'hex', ascii: 'ascii',
}

// normalizeEncoding is the canonical name of a Buffer encoding, undefined for an unknown one.
function normalizeEncoding(encoding) {
  if (encoding === undefined || encoding === null || encoding === '') return 'utf8'
  return encodings[encoding] || encodings[String(encoding).toLowerCase()]
}

// defineLazily puts on target properties that load their module when they are first read.
function defineLazily(target, id, keys) {
  for (const key of keys) {
    const define = (value) => Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
    Object.defineProperty(target, key, {
      enumerable: true,
      configurable: true,
      get() {
        const value = require(id)[key]
        define(value)
        return value
      },
      set: define,
    })
  }
}

module.exports = {
  promisify,
  inherits,
  deprecate,
  once,
  isError,
  emitExperimentalWarning,
  framesAbove,
  isInsideNodeModules,
  normalizeEncoding,
  defineLazily,
  customPromisifyArgs,
  kCustomPromisifyArgsSymbol: customPromisifyArgs,
  kEmptyObject,
  kEnumerableProperty: Object.freeze({ __proto__: null, enumerable: true }),
}
