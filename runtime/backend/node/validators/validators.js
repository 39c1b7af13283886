'use strict'

// Checks of arguments: each throws Node's error, or returns nothing.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, ERR_SOCKET_BAD_PORT, ERR_UNKNOWN_SIGNAL },
} = require('internal/errors')

const kValidateObjectNone = 0
const kValidateObjectAllowNullable = 1
const kValidateObjectAllowArray = 2
const kValidateObjectAllowFunction = 4
const octal = /^[0-7]+$/

function isInt32(value) { return value === (value | 0) }
function isUint32(value) { return value === (value >>> 0) }

// parseFileMode takes a mode as a number or as a string of octal digits.
function parseFileMode(value, name, defaultValue) {
  if (value === undefined || value === null) value = defaultValue
  if (typeof value === 'string') {
    if (!octal.test(value)) {
      throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a 32-bit unsigned integer or an octal string')
    }
    value = parseInt(value, 8)
  }
  validateUint32(value, name)
  return value
}

function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value)
  if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value)
  if (value < min || value > max) throw new ERR_OUT_OF_RANGE(name, '>= ' + min + ' && <= ' + max, value)
}

function validateInt32(value, name, min = -2147483648, max = 2147483647) {
  validateInteger(value, name, min, max)
}

function validateUint32(value, name, positive = false) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value)
  if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value)
  const min = positive ? 1 : 0
  if (value < min || value > 4294967295) throw new ERR_OUT_OF_RANGE(name, '>= ' + min + ' && <= 4294967295', value)
}

function validateString(value, name) {
  if (typeof value !== 'string') throw new ERR_INVALID_ARG_TYPE(name, 'string', value)
}

function validateNumber(value, name, min = undefined, max = undefined) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value)
  const hasMin = min !== undefined && min !== null
  const hasMax = max !== undefined && max !== null
  if ((hasMin && value < min) || (hasMax && value > max) || ((hasMin || hasMax) && value !== value)) {
    throw new ERR_OUT_OF_RANGE(name, (hasMin ? '>= ' + min : '') + (hasMin && hasMax ? ' && ' : '') + (hasMax ? '<= ' + max : ''), value)
  }
}

function validateOneOf(value, name, oneOf) {
  if (oneOf.includes(value)) return
  const allowed = oneOf.map((item) => (typeof item === 'string' ? "'" + item + "'" : String(item))).join(', ')
  throw new ERR_INVALID_ARG_VALUE(name, value, 'must be one of: ' + allowed)
}

function validateBoolean(value, name) {
  if (typeof value !== 'boolean') throw new ERR_INVALID_ARG_TYPE(name, 'boolean', value)
}

// validateObject's options are kValidateObject... flags, or {nullable, allowArray, allowFunction}.
function validateObject(value, name, options = kValidateObjectNone) {
  let flags = options
  if (typeof options === 'object' && options !== null) {
    flags = (options.nullable ? 1 : 0) | (options.allowArray ? 2 : 0) | (options.allowFunction ? 4 : 0)
  }
  if (
    (value === null && (flags & kValidateObjectAllowNullable) === 0) ||
    (Array.isArray(value) && (flags & kValidateObjectAllowArray) === 0) ||
    (typeof value !== 'object' && (typeof value !== 'function' || (flags & kValidateObjectAllowFunction) === 0))
  ) {
    throw new ERR_INVALID_ARG_TYPE(name, 'Object', value)
  }
}

// validateDictionary accepts what WebIDL's dictionary conversion accepts.
function validateDictionary(value, name) {
  if (value !== null && value !== undefined && typeof value !== 'object' && typeof value !== 'function') {
    throw new ERR_INVALID_ARG_TYPE(name, 'a dictionary', value)
  }
}

function validateArray(value, name, minLength = 0) {
  if (!Array.isArray(value)) throw new ERR_INVALID_ARG_TYPE(name, 'Array', value)
  if (value.length < minLength) throw new ERR_INVALID_ARG_VALUE(name, value, 'must be longer than ' + minLength)
}

function validateEach(value, name, check) {
  validateArray(value, name)
  for (let i = 0; i < value.length; i++) check(value[i], name + '[' + i + ']')
}

function validateStringArray(value, name) { validateEach(value, name, validateString) }
function validateBooleanArray(value, name) { validateEach(value, name, validateBoolean) }
function validateAbortSignalArray(value, name) {
  validateEach(value, name, function (signal, place) {
    if (signal === undefined || signal === null) throw new ERR_INVALID_ARG_TYPE(place, 'AbortSignal', signal)
    validateAbortSignal(signal, place)
  })
}

function validateFunction(value, name) {
  if (typeof value !== 'function') throw new ERR_INVALID_ARG_TYPE(name, 'Function', value)
}

const asyncTag = 'AsyncFunction'
function validatePlainFunction(value, name) {
  if (typeof value !== 'function' || value.constructor.name === asyncTag) throw new ERR_INVALID_ARG_TYPE(name, 'Function', value)
}

function validateUndefined(value, name) {
  if (value !== undefined) throw new ERR_INVALID_ARG_TYPE(name, 'undefined', value)
}

function validateBuffer(buffer, name = 'buffer') {
  if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], buffer)
}

// validateEncoding refuses hex text that has no whole number of bytes.
function validateEncoding(data, encoding) {
  if (String(encoding).toLowerCase() === 'hex' && data.length % 2 !== 0) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid for data of length ' + data.length)
  }
}

// validatePort returns the port as a number.
function validatePort(port, name = 'Port', allowZero = true) {
  if (
    (typeof port !== 'number' && typeof port !== 'string') ||
    (typeof port === 'string' && port.trim().length === 0) ||
    +port !== +port >>> 0 || port > 0xffff || (port === 0 && !allowZero)
  ) {
    throw new ERR_SOCKET_BAD_PORT(name, port, allowZero)
  }
  return port | 0
}

function validateSignalName(signal, name = 'signal') {
  validateString(signal, name)
  const signals = require('os').constants.signals
  if (signals[signal] !== undefined) return
  if (signals[signal.toUpperCase()] !== undefined) throw new ERR_UNKNOWN_SIGNAL(signal + ' (signals must use all capital letters)')
  throw new ERR_UNKNOWN_SIGNAL(signal)
}

function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', signal)
  }
}

function validateUnion(value, name, union) {
  if (!union.includes(value)) throw new ERR_INVALID_ARG_TYPE(name, "('" + union.join('|') + "')", value)
}

function validateFiniteNumber(number, name) {
  if (number === undefined) return false
  if (Number.isFinite(number)) return true
  if (Number.isNaN(number)) return false
  validateNumber(number, name)
  throw new ERR_OUT_OF_RANGE(name, 'a finite number', number)
}

// checkRangesOrGetDefault returns number when it is one within the range, the default when it is none.
function checkRangesOrGetDefault(number, name, lower, upper, defaultValue) {
  if (!validateFiniteNumber(number, name)) return defaultValue
  if (number < lower || number > upper) throw new ERR_OUT_OF_RANGE(name, '>= ' + lower + ' and <= ' + upper, number)
  return number
}

const linkValue = /^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/
function checkLink(value) {
  if (typeof value === 'undefined' || !linkValue.test(value)) {
    throw new ERR_INVALID_ARG_VALUE('hints', value,
      'must be an array or string of format "</styles.css>; rel=preload; as=style"')
  }
}

// validateLinkHeaderValue returns the value of a Link header for one hint or an array of them.
function validateLinkHeaderValue(hints) {
  if (typeof hints === 'string') {
    checkLink(hints)
    return hints
  }
  if (!Array.isArray(hints)) {
    throw new ERR_INVALID_ARG_VALUE('hints', hints, 'must be an array or string of format "</styles.css>; rel=preload; as=style"')
  }
  for (let i = 0; i < hints.length; i++) checkLink(hints[i])
  return hints.join(', ')
}

module.exports = {
  isInt32,
  isUint32,
  parseFileMode,
  kValidateObjectNone,
  kValidateObjectAllowNullable,
  kValidateObjectAllowArray,
  kValidateObjectAllowFunction,
  kValidateObjectAllowObjects: kValidateObjectAllowArray | kValidateObjectAllowFunction,
  kValidateObjectAllowObjectsAndNull: kValidateObjectAllowNullable | kValidateObjectAllowArray | kValidateObjectAllowFunction,
  validateAbortSignal,
  validateAbortSignalArray,
  validateArray,
  validateBoolean,
  validateBooleanArray,
  validateBuffer,
  validateDictionary,
  validateEncoding,
  validateFiniteNumber,
  checkRangesOrGetDefault,
  validateFunction,
  validateInt32,
  validateInteger,
  validateLinkHeaderValue,
  validateNumber,
  validateObject,
  validateOneOf,
  validatePlainFunction,
  validatePort,
  validateSignalName,
  validateString,
  validateStringArray,
  validateUint32,
  validateUndefined,
  validateUnion,
}
