'use strict'

// The functions of util that Node has deprecated.

const { deprecate } = require('internal/util')
const types = require('util/types')

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target
  const keys = Object.keys(source)
  for (let i = keys.length - 1; i >= 0; i--) target[keys[i]] = source[keys[i]]
  return target
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

module.exports = {
  _extend: old(_extend, '_extend', 'Object.assign()', 'DEP0060'),
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
}
