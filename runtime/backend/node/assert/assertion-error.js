'use strict'

// AssertionError.

const { validateObject } = require('internal/validators')

// withoutStack is a copy of an error that is shown without its stack.
function withoutStack(source) {
  const target = Object.assign(Object.create(Object.getPrototypeOf(source)), source)
  Object.defineProperty(target, 'message', { __proto__: null, value: source.message })
  if (Object.prototype.hasOwnProperty.call(source, 'cause')) {
    const { cause } = source
    Object.defineProperty(target, 'cause', { __proto__: null, value: isError(cause) ? withoutStack(cause) : cause })
  }
  return target
}

function isError(value) { return typeof value === 'object' && value !== null && value instanceof Error }

function messageOf(options) {
  let { actual, expected } = options
  const { message, operator } = options
  const given = message !== null && message !== undefined
  if (given && operator !== 'deepStrictEqual' && operator !== 'strictEqual' && operator !== 'partialDeepStrictEqual') return String(message)
  if (isError(actual) && isError(expected)) {
    actual = withoutStack(actual)
    expected = withoutStack(expected)
  }
  return require('internal/assert/difference').messageOf(actual, expected, operator, given ? String(message) : undefined)
}

// ownFrames matches the frames of assert itself at the top of a stack.
const ownFrame = /^\s+at (?!async )(?:.*\()?node:(?:internal\/)?assert[^\n]*\n?/

// shorten cuts a long string, which would drown the rest of what is printed.
function shorten(text) {
  const lines = text.split('\n', 11)
  if (lines.length > 10) return lines.slice(0, 10).join('\n') + '\n...'
  return text.length > 488 ? text.slice(0, 488) + '...' : text
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options')
    super(messageOf(options))
    this.generatedMessage = !options.message
    // The stack's head is made at its first look, with the code in the name.
    Object.defineProperty(this, 'name', { __proto__: null, value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true })
    this.code = 'ERR_ASSERTION'
    const { details } = options
    if (details) {
      this.actual = undefined
      this.expected = undefined
      this.operator = undefined
      for (let i = 0; i < details.length; i++) {
        this['message ' + i] = details[i].message
        this['actual ' + i] = details[i].actual
        this['expected ' + i] = details[i].expected
        this['operator ' + i] = details[i].operator
        this['stack trace ' + i] = details[i].stack
      }
    } else {
      this.actual = options.actual
      this.expected = options.expected
      this.operator = options.operator
    }
    const start = options.stackStartFn || options.stackStartFunction
    if (Error.captureStackTrace !== undefined) Error.captureStackTrace(this, start)
    this.stack = withoutOwnFrames(this.stack, this.message, start)
    this.name = 'AssertionError'
  }

  toString() {
    return this.name + ' [' + this.code + ']: ' + this.message
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    const { actual, expected } = this
    if (typeof actual === 'string') this.actual = shorten(actual)
    if (typeof expected === 'string') this.expected = shorten(expected)
    const text = require('internal/util/inspect').inspect(this, { ...options, customInspect: false, depth: 0 })
    this.actual = actual
    this.expected = expected
    return text
  }
}

// withoutOwnFrames begins the frames behind those of assert, and behind start, the function
// that the failure is to look as if it came from.
function withoutOwnFrames(stack, message, start) {
  const at = stack.indexOf(message) + message.length
  const end = stack.indexOf('\n', at)
  if (end === -1) return stack
  const head = stack.slice(0, end + 1)
  let frames = stack.slice(end + 1)
  while (ownFrame.test(frames)) frames = frames.replace(ownFrame, '')
  if (typeof start === 'function' && start.name !== '') {
    const lines = frames.split('\n')
    const last = lines.findIndex((line) => line.includes('at ' + start.name + ' ('))
    if (last !== -1) frames = lines.slice(last + 1).join('\n')
  }
  return head + frames
}

module.exports = { AssertionError }
