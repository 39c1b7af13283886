'use strict'

// Partial deep equality: whether an object has all that the expected one has, and maybe more.

const types = require('util/types')
const { isDeepStrictEqual } = require('internal/util/comparisons')

const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty)
const isEnumerable = Function.prototype.call.bind(Object.prototype.propertyIsEnumerable)
const tagOf = Function.prototype.call.bind(Object.prototype.toString)

function isError(value) { return types.isNativeError(value) || value instanceof Error }
function isObject(value) { return typeof value === 'object' && value !== null }
function isURL(value) { return Boolean(value.href && value.protocol && value.auth === undefined && value.path === undefined) }

// contains compares two values; memo maps expected objects that are being compared to the actual ones, for cycles.
function contains(actual, expected, memo) {
  if (actual === expected) return actual !== 0 || Object.is(actual, expected)
  if (!isObject(actual)) return typeof actual === 'number' && Number.isNaN(actual) && Number.isNaN(expected)
  if (!isObject(expected)) return false
  if (tagOf(actual) !== tagOf(expected)) return false
  if (types.isWeakMap(actual) || types.isWeakSet(actual)) return false
  if (!contentsFit(actual, expected, memo)) return false
  if (memo.get(expected) === actual) return true
  const before = memo.get(expected)
  memo.set(expected, actual)
  const same = partsFit(actual, expected, memo)
  if (before === undefined) memo.delete(expected)
  else memo.set(expected, before)
  return same
}

// contentsFit compares what cannot have cycles.
function contentsFit(actual, expected, memo) {
  if (Array.isArray(actual)) return Array.isArray(expected) && expected.length <= actual.length
  if (types.isDate(actual)) return types.isDate(expected) && Object.is(Date.prototype.getTime.call(actual), Date.prototype.getTime.call(expected))
  if (types.isRegExp(actual)) {
    return types.isRegExp(expected) && actual.source === expected.source && actual.flags === expected.flags && actual.lastIndex === expected.lastIndex
  }
  if (isError(actual)) return isError(expected) && errorFits(actual, expected, memo)
  if (types.isDataView(actual)) return types.isDataView(expected) && bytesFit(bytesOf(actual), bytesOf(expected))
  if (types.isTypedArray(actual)) return types.isTypedArray(expected) && actual[Symbol.toStringTag] === expected[Symbol.toStringTag] && bytesFit(actual, expected)
  if (types.isAnyArrayBuffer(actual)) return types.isAnyArrayBuffer(expected) && bytesFit(new Uint8Array(actual), new Uint8Array(expected))
  if (types.isSet(actual)) return types.isSet(expected) && expected.size <= actual.size
  if (types.isMap(actual)) return types.isMap(expected) && expected.size <= actual.size
  if (types.isBoxedPrimitive(actual)) return types.isBoxedPrimitive(expected) && isDeepStrictEqual(actual.valueOf(), expected.valueOf())
  if (tagOf(actual) === '[object KeyObject]' && types.isKeyObject(actual)) return types.isKeyObject(expected) && actual.equals(expected)
  if (isURL(actual)) return isURL(expected) && actual.href === expected.href
  return !Array.isArray(expected) && !ArrayBuffer.isView(expected) && !types.isSet(expected) && !types.isMap(expected) && !types.isDate(expected) &&
    !types.isRegExp(expected) && !types.isAnyArrayBuffer(expected) && !types.isBoxedPrimitive(expected) && !isError(expected)
}

function errorFits(actual, expected, memo) {
  for (const key of ['message', 'name', 'cause', 'errors']) {
    if (hasOwn(expected, key) && isEnumerable(expected, key)) continue
    if (expected[key] !== undefined && !contains(actual[key], expected[key], memo)) return false
  }
  return true
}

function bytesOf(view) { return new Uint8Array(view.buffer, view.byteOffset, view.byteLength) }

// bytesFit reports whether the expected elements come in this order among the actual ones.
function bytesFit(actual, expected) {
  const extra = actual.length - expected.length
  let at = 0
  for (let i = 0; i < expected.length; i++, at++) {
    while (at <= extra + i && !Object.is(actual[at], expected[i])) at++
    if (at > extra + i) return false
  }
  return extra >= 0
}

function partsFit(actual, expected, memo) {
  if (Array.isArray(actual)) {
    if (!elementsFit(actual, expected, memo)) return false
  } else if (types.isSet(actual)) {
    if (!membersFit(actual, expected, memo)) return false
  } else if (types.isMap(actual)) {
    if (!entriesFit(actual, expected, memo)) return false
  }
  const indexed = Array.isArray(actual) || types.isTypedArray(actual)
  const keys = Reflect.ownKeys(expected)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    if (!isEnumerable(expected, key) || (indexed && typeof key === 'string' && /^(?:0|[1-9]\d*)$/.test(key))) continue
    if (!isEnumerable(actual, key) || !contains(actual[key], expected[key], memo)) return false
  }
  return true
}

// elementsFit wants the expected elements in their order; a hole is nothing that is expected.
function elementsFit(actual, expected, memo) {
  const extra = actual.length - expected.length
  let at = 0
  for (let i = 0; i < expected.length; i++, at++) {
    if (expected[i] === undefined && !hasOwn(expected, i)) {
      at--
      continue
    }
    while (at <= extra + i && !contains(actual[at], expected[i], memo)) at++
    if (at > extra + i) return false
  }
  return true
}

// take removes a member of open that fits, and reports whether there was one.
function take(open, fits) {
  for (const candidate of open) {
    if (fits(candidate)) {
      open.delete(candidate)
      return true
    }
  }
  return false
}

function membersFit(actual, expected, memo) {
  const open = new Set(actual)
  const objects = []
  for (const value of expected) {
    if (isObject(value)) objects.push(value)
    else if (!open.delete(value)) return false
  }
  return objects.every((value) => take(open, (candidate) => contains(candidate, value, memo)))
}

function entriesFit(actual, expected, memo) {
  const open = new Set(actual.keys())
  const objects = []
  for (const [key, item] of expected) {
    if (isObject(key)) objects.push(key)
    else if (!open.delete(key) || !contains(actual.get(key), item, memo)) return false
  }
  return objects.every((key) => take(open, (candidate) => contains(candidate, key, memo) && contains(actual.get(candidate), expected.get(key), memo)))
}

function isPartialStrictEqual(actual, expected) { return contains(actual, expected, new Map()) }

module.exports = { isPartialStrictEqual }
