'use strict'

// assert.

const {
  codes: { ERR_AMBIGUOUS_ARGUMENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS },
} = require('internal/errors')
const { validateFunction } = require('internal/validators')
const { isPromise, isRegExp } = require('util/types')
const { defineLazily, isError } = require('internal/util')

const noException = Symbol('no exception')
let comparisons
let AssertionErrorClass

function inspect(value, options) { return require('internal/util/inspect').inspect(value, options) }

function isDeepEqual(a, b, strict) {
  if (comparisons === undefined) comparisons = require('internal/util/comparisons')
  return strict ? comparisons.isDeepStrictEqual(a, b) : comparisons.isDeepEqual(a, b)
}

function makeError(options) {
  if (AssertionErrorClass === undefined) AssertionErrorClass = require('internal/assert/assertion-error').AssertionError
  return new AssertionErrorClass(options)
}

// failure throws what the user gave as the message, if that is an error, or an AssertionError.
function failure(options) {
  if (options.message instanceof Error) throw options.message
  throw makeError(options)
}

function assert(...args) { checkTruth(assert, args.length, args[0], args[1]) }
const ok = { ok(...args) { checkTruth(ok, args.length, args[0], args[1]) } }.ok

const control = /[\x00-\x08\x0b\x0c\x0e-\x1f]/g
function escapeControl(character) {
  return character === '\b' ? '\\b' : character === '\f' ? '\\f' : '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0')
}

function checkTruth(start, count, value, message) {
  if (value) return
  let generated = false
  if (count === 0) {
    generated = true
    message = 'No value argument passed to `assert.ok()`'
  } else if (message === null || message === undefined) {
    generated = true
    const text = binding.expression(new Error('').stack)
    message = text === undefined ? undefined : 'The expression evaluated to a falsy value:\n\n  ' + text.replace(control, escapeControl) + '\n'
  } else if (isError(message)) {
    throw message
  }
  const error = makeError({ actual: value, expected: true, message, operator: '==', stackStartFn: start })
  error.generatedMessage = generated
  throw error
}

let warned = false
function fail(actual, expected, message, operator, stackStartFn) {
  const count = arguments.length
  let internal
  if ((actual === null || actual === undefined) && count <= 1) internal = 'Failed'
  else if (count === 1) {
    message = actual
    actual = undefined
  } else {
    if (!warned) {
      warned = true
      require('process').emitWarning(
        'assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass a message.',
        'DeprecationWarning', 'DEP0094')
    }
    if (count === 2) operator = '!='
  }
  if (message instanceof Error) throw message
  const options = { actual, expected, operator: operator === undefined ? 'fail' : operator, stackStartFn: stackStartFn || fail }
  if (message !== undefined) options.message = message
  else if (internal !== undefined) options.message = internal
  const error = makeError(options)
  if (internal !== undefined) error.generatedMessage = true
  throw error
}

function needTwo(count) {
  if (count < 2) throw new ERR_MISSING_ARGS('actual', 'expected')
}

function equal(actual, expected, message) {
  needTwo(arguments.length)
  if (actual != expected && (!Number.isNaN(actual) || !Number.isNaN(expected))) {
    failure({ actual, expected, message, operator: '==', stackStartFn: equal })
  }
}

function notEqual(actual, expected, message) {
  needTwo(arguments.length)
  if (actual == expected || (Number.isNaN(actual) && Number.isNaN(expected))) {
    failure({ actual, expected, message, operator: '!=', stackStartFn: notEqual })
  }
}

function deepEqual(actual, expected, message) {
  needTwo(arguments.length)
  if (!isDeepEqual(actual, expected, false)) failure({ actual, expected, message, operator: 'deepEqual', stackStartFn: deepEqual })
}

function notDeepEqual(actual, expected, message) {
  needTwo(arguments.length)
  if (isDeepEqual(actual, expected, false)) failure({ actual, expected, message, operator: 'notDeepEqual', stackStartFn: notDeepEqual })
}

function deepStrictEqual(actual, expected, message) {
  needTwo(arguments.length)
  if (!isDeepEqual(actual, expected, true)) failure({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: deepStrictEqual })
}

function notDeepStrictEqual(actual, expected, message) {
  needTwo(arguments.length)
  if (isDeepEqual(actual, expected, true)) failure({ actual, expected, message, operator: 'notDeepStrictEqual', stackStartFn: notDeepStrictEqual })
}

function strictEqual(actual, expected, message) {
  needTwo(arguments.length)
  if (!Object.is(actual, expected)) failure({ actual, expected, message, operator: 'strictEqual', stackStartFn: strictEqual })
}

function notStrictEqual(actual, expected, message) {
  needTwo(arguments.length)
  if (Object.is(actual, expected)) failure({ actual, expected, message, operator: 'notStrictEqual', stackStartFn: notStrictEqual })
}

function partialDeepStrictEqual(actual, expected, message) {
  needTwo(arguments.length)
  if (!require('internal/util/partial').isPartialStrictEqual(actual, expected)) {
    failure({ actual, expected, message, operator: 'partialDeepStrictEqual', stackStartFn: partialDeepStrictEqual })
  }
}

// Comparison has the class's name that the message of a failed throws() shows.
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue
      const matches = actual !== undefined && typeof actual[key] === 'string' && isRegExp(object[key]) && object[key].exec(actual[key]) !== null
      this[key] = matches ? actual[key] : object[key]
    }
  }
}

function compareKey(actual, expected, key, message, keys, fn) {
  if (key in actual && isDeepEqual(actual[key], expected[key], true)) return
  if (message) failure({ actual, expected, message, operator: fn.name, stackStartFn: fn })
  const error = makeError({
    actual: new Comparison(actual, keys), expected: new Comparison(expected, keys, actual), operator: 'deepStrictEqual', stackStartFn: fn,
  })
  error.actual = actual
  error.expected = expected
  error.operator = fn.name
  throw error
}

function checkAgainstObject(actual, expected, message, fn) {
  const keys = Object.keys(expected)
  if (expected instanceof Error) keys.push('name', 'message')
  else if (keys.length === 0) throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object')
  for (const key of keys) {
    if (typeof actual[key] === 'string' && isRegExp(expected[key]) && expected[key].exec(actual[key]) !== null) continue
    compareKey(actual, expected, key, message, keys, fn)
  }
}

// checkException throws unless what was thrown is what was expected: a class, a
// regular expression, an object's properties, or a function that returns true.
function checkException(actual, expected, message, fn) {
  let generated
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) {
      const text = String(actual)
      if (expected.exec(text) !== null) return
      generated = 'The input did not match the regular expression ' + inspect(expected) + '. Input:\n\n' + inspect(text) + '\n'
    } else if (typeof actual !== 'object' || actual === null) {
      const error = makeError({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn })
      error.operator = fn.name
      throw error
    } else {
      checkAgainstObject(actual, expected, message, fn)
      return
    }
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    return
  } else if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    generated = 'The error is expected to be an instance of "' + expected.name + '". Received '
    generated += isError(actual) ? '"' + ((actual.constructor && actual.constructor.name) || actual.name) + '"' : '"' + inspect(actual, { depth: -1 }) + '"'
    if (isError(actual)) generated += '\n\nError message:\n\n' + actual.message
  } else {
    const result = Reflect.apply(expected, {}, [actual])
    if (result === true) return
    generated = 'The ' + (expected.name ? '"' + expected.name + '" ' : '') + 'validation function is expected to return "true". Received ' + inspect(result)
    if (isError(actual)) generated += '\n\nCaught error:\n\n' + actual
  }
  const error = makeError({ actual, expected, message: message || generated, operator: fn.name, stackStartFn: fn })
  error.generatedMessage = !message
  throw error
}

function thrownBy(fn) {
  validateFunction(fn, 'fn')
  try {
    fn()
  } catch (error) {
    return error
  }
  return noException
}

function isPromiseLike(value) {
  return isPromise(value) || (value !== null && typeof value === 'object' && typeof value.then === 'function' && typeof value.catch === 'function')
}

async function rejectionOf(promiseFn) {
  let promise = promiseFn
  if (typeof promiseFn === 'function') {
    promise = promiseFn()
    if (!isPromiseLike(promise)) throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise)
  } else if (!isPromiseLike(promiseFn)) {
    throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn)
  }
  try {
    await promise
  } catch (error) {
    return error
  }
  return noException
}

const errorTypes = ['Object', 'Error', 'Function', 'RegExp']

function expectError(fn, actual, rest) {
  let [error, message] = rest
  if (typeof error === 'string') {
    if (rest.length > 1) throw new ERR_INVALID_ARG_TYPE('error', errorTypes, error)
    if (typeof actual === 'object' && actual !== null) {
      if (actual.message === error) {
        throw new ERR_AMBIGUOUS_ARGUMENT('error/message', 'The error message "' + actual.message + '" is identical to the message.')
      }
    } else if (actual === error) {
      throw new ERR_AMBIGUOUS_ARGUMENT('error/message', 'The error "' + actual + '" is identical to the message.')
    }
    message = error
    error = undefined
  } else if (error !== null && error !== undefined && typeof error !== 'object' && typeof error !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('error', errorTypes, error)
  }
  if (actual === noException) {
    const kind = fn === rejects ? 'rejection' : 'exception'
    const details = (error && error.name ? ' (' + error.name + ')' : '') + (message ? ': ' + message : '.')
    failure({ actual: undefined, expected: error, operator: fn.name, message: 'Missing expected ' + kind + details, stackStartFn: fn })
  }
  if (error) checkException(actual, error, message, fn)
}

function matchesError(actual, expected) {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return expected.exec(String(actual)) !== null
    throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected)
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false
  return Reflect.apply(expected, {}, [actual]) === true
}

function expectNoError(fn, actual, rest) {
  if (actual === noException) return
  let [error, message] = rest
  if (typeof error === 'string') {
    message = error
    error = undefined
  }
  if (error && !matchesError(actual, error)) throw actual
  const kind = fn === doesNotReject ? 'rejection' : 'exception'
  failure({
    actual,
    expected: error,
    operator: fn.name,
    message: 'Got unwanted ' + kind + (message ? ': ' + message : '.') + '\nActual message: "' + (actual && actual.message) + '"',
    stackStartFn: fn,
  })
}

function throws(fn, ...rest) { expectError(throws, thrownBy(fn), rest) }
async function rejects(promiseFn, ...rest) { expectError(rejects, await rejectionOf(promiseFn), rest) }
function doesNotThrow(fn, ...rest) { expectNoError(doesNotThrow, thrownBy(fn), rest) }
async function doesNotReject(fn, ...rest) { expectNoError(doesNotReject, await rejectionOf(fn), rest) }

function ifError(err) {
  if (err === null || err === undefined) return
  let message = 'ifError got unwanted exception: '
  if (typeof err === 'object' && typeof err.message === 'string') {
    message += err.message.length === 0 && err.constructor ? err.constructor.name : err.message
  } else message += inspect(err)
  const error = makeError({ actual: err, expected: null, operator: 'ifError', message, stackStartFn: ifError })
  if (typeof err === 'object' && typeof err.stack === 'string') joinStacks(error, err.stack)
  throw error
}

// joinStacks lets an error's stack go on from the frames that the original has of its own.
function joinStacks(error, original) {
  const { formatStack } = require('internal/util/inspect')
  const text = formatStack(original)
  const start = text.indexOf('\n    at')
  if (start === -1) return
  const frames = text.slice(start + 1).split('\n')
  let own = formatStack(error.stack).split('\n')
  for (const frame of frames) {
    const shared = own.indexOf(frame)
    if (shared !== -1) {
      own = own.slice(0, shared)
      break
    }
  }
  error.stack = own.join('\n') + '\n' + frames.join('\n')
}

function checkMatch(string, regexp, message, fn) {
  if (!isRegExp(regexp)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp)
  const wanted = fn === match
  if (typeof string === 'string' && (regexp.exec(string) !== null) === wanted) return
  if (message instanceof Error) throw message
  const generated = !message
  if (generated) {
    message = typeof string !== 'string'
      ? 'The "string" argument must be of type string. Received type ' + typeof string + ' (' + inspect(string) + ')'
      : (wanted ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression ') +
        inspect(regexp) + '. Input:\n\n' + inspect(string) + '\n'
  }
  const error = makeError({ actual: string, expected: regexp, message, operator: fn.name, stackStartFn: fn })
  error.generatedMessage = generated
  throw error
}

function match(string, regexp, message) { checkMatch(string, regexp, message, match) }
function doesNotMatch(string, regexp, message) { checkMatch(string, regexp, message, doesNotMatch) }

function strict(...args) { checkTruth(strict, args.length, args[0], args[1]) }

assert.fail = fail
defineLazily(assert, 'internal/assert/assertion-error', ['AssertionError'])
defineLazily(assert, 'internal/assert/calltracker', ['CallTracker'])
Object.assign(Object.defineProperty(assert, 'ok', { value: ok, enumerable: true, writable: true, configurable: true }), {
  equal,
  notEqual,
  deepEqual,
  notDeepEqual,
  deepStrictEqual,
  notDeepStrictEqual,
  strictEqual,
  notStrictEqual,
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
  ifError,
  match,
  doesNotMatch,
  partialDeepStrictEqual,
})

for (const key of Object.keys(assert)) Object.defineProperty(strict, key, Object.getOwnPropertyDescriptor(assert, key))
// What defineLazily left to be read on assert is read there.
defineLazily(strict, 'internal/assert/assertion-error', ['AssertionError'])
defineLazily(strict, 'internal/assert/calltracker', ['CallTracker'])
Object.assign(strict, { equal: strictEqual, deepEqual: deepStrictEqual, notEqual: notStrictEqual, notDeepEqual: notDeepStrictEqual })
assert.strict = strict
strict.strict = strict

module.exports = assert
