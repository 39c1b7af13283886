'use strict'

// Node's errors: `new codes.ERR_X(...)` is an error of its base class with a code, whose
// stack begins "TypeError [ERR_X]: ...".

const kIsNodeError = Symbol('kIsNodeError')
const globals = { Error, TypeError, RangeError, SyntaxError, URIError }
let inspectModule

function inspect(value, options) {
  if (inspectModule === undefined) inspectModule = require('internal/util/inspect')
  return inspectModule.inspect(value, options)
}

function toStringWithCode() {
  return this.name + ' [' + this.code + ']: ' + this.message
}

// The head of a stack is made from the name at the first look, so that look happens
// here, while the name carries the code.
function withCode(error, code, message) {
  const name = error.name
  Object.defineProperty(error, 'message', { __proto__: null, value: message, enumerable: false, writable: true, configurable: true })
  Object.defineProperty(error, 'name', { __proto__: null, value: name + ' [' + code + ']', enumerable: false, writable: true, configurable: true })
  error.stack
  delete error.name
  Object.defineProperty(error, 'toString', { __proto__: null, value: toStringWithCode, enumerable: false, writable: true, configurable: true })
  Object.defineProperty(error, kIsNodeError, { __proto__: null, value: true, enumerable: false, writable: true, configurable: true })
  error.code = code
  return error
}

// fill puts args into a message's %s, %d and so on, in their order.
function fill(message, args) {
  let next = 0
  return message.replace(/%[sdifjoO]/g, function (verb) {
    const value = args[next++]
    if (verb === '%s' && typeof value === 'object' && value !== null) return require('internal/util/format').format('%s', value)
    return verb === '%s' || verb === '%d' || verb === '%i' || verb === '%f' ? String(value) : verb === '%j' ? JSON.stringify(value) : inspect(value)
  })
}

function messageOf(code, template, args, self) {
  if (template === '') template = require('internal/errors/messages')[code]
  if (typeof template === 'function') return Reflect.apply(template, self, args)
  return args.length === 0 ? template : fill(template, args)
}

function makeClass(code, template, Base) {
  function NodeError(...args) {
    if (Base === SystemError) return new SystemError(code, template, args[0])
    const error = new Base()
    return withCode(error, code, messageOf(code, template, args, error))
  }
  return NodeError
}

// codes makes a code's class when it is first asked for.
const codes = new Proxy({}, {
  get(made, code) {
    const known = made[code]
    if (known !== undefined || typeof code !== 'string') return known
    const found = binding.find(code)
    if (found === undefined) return undefined
    const bases = found[0].split(',')
    const classes = bases.map((name) => (name === 'SystemError' ? SystemError : globals[name]))
    E(code, found[1], ...classes)
    return made[code]
  },
})

// E declares a code with its message, its base class, and further base classes that are
// reached as codes.ERR_X.TypeError.
function E(code, template, Base, ...others) {
  const made = makeClass(code, template, Base)
  for (const other of others) made[other.name] = makeClass(code, template, other)
  codes[code] = made
}

class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options)
    }
    super(message, options)
    this.code = 'ABORT_ERR'
    this.name = 'AbortError'
  }
}

// SystemError is a failed system call with its context: {code, message, syscall, errno, path, dest}.
class SystemError extends Error {
  constructor(code, prefix, context) {
    let message = prefix + ': ' + context.syscall + ' returned ' + context.code + ' (' + context.message + ')'
    if (context.path !== undefined) message += ' ' + context.path
    if (context.dest !== undefined) message += ' => ' + context.dest
    super()
    withCode(this, code, message)
    Object.defineProperty(this, 'name', { __proto__: null, value: 'SystemError', enumerable: false, writable: true, configurable: true })
    Object.defineProperty(this, 'info', { __proto__: null, value: context, enumerable: true, configurable: true, writable: false })
    defineContext(this, context, 'errno')
    defineContext(this, context, 'syscall')
    if (context.path !== undefined) defineContext(this, context, 'path')
    if (context.dest !== undefined) defineContext(this, context, 'dest')
  }
}

function defineContext(error, context, key) {
  Object.defineProperty(error, key, {
    __proto__: null,
    get() { return context[key] },
    set(value) { context[key] = value },
    enumerable: true,
    configurable: true,
  })
}

// describe is what messages say of a wrong argument after "Received ".
function determineSpecificType(value) {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'function') return 'function ' + value.name
  if (typeof value === 'object') {
    const maker = value.constructor
    if (maker !== null && maker !== undefined && maker.name) return 'an instance of ' + maker.name
    return inspect(value, { depth: -1 })
  }
  return shortType(value)
}

const simple = /^[\w ./:,-]*$/
function shortType(value) {
  let text
  if (typeof value === 'number') text = Object.is(value, -0) ? '-0' : String(value)
  else if (typeof value === 'boolean') text = String(value)
  else if (typeof value === 'string' && simple.test(value)) text = "'" + value + "'"
  else text = inspect(value, { colors: false })
  if (text.length > 28) text = text.slice(0, 25) + '...'
  return 'type ' + typeof value + ' (' + text + ')'
}

// formatList joins words as English does: "a", "a or b", "a, b, or c".
function formatList(words, conjunction = 'and') {
  const count = words.length
  if (count === 0) return ''
  if (count === 1) return String(words[0])
  if (count === 2) return words[0] + ' ' + conjunction + ' ' + words[1]
  return words.slice(0, -1).join(', ') + ', ' + conjunction + ' ' + words[count - 1]
}

// addNumericalSeparator writes 1234567 as 1_234_567.
function addNumericalSeparator(text) {
  let result = ''
  let end = text.length
  const start = text[0] === '-' ? 1 : 0
  for (; end >= start + 4; end -= 3) result = '_' + text.slice(end - 3, end) + result
  return text.slice(0, end) + result
}

function isStackOverflowError(error) {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded'
}

function isErrorLike(value) {
  return typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, 'stack')
}

// Node marks functions whose frames stacks leave out; here stacks keep them.
function hideStackFrames(fn) {
  return fn
}

module.exports = {
  codes,
  E,
  AbortError,
  SystemError,
  hideStackFrames,
  determineSpecificType,
  formatList,
  addNumericalSeparator,
  isStackOverflowError,
  isErrorLike,
  kIsNodeError,
}

// The makers of system errors are loaded with the first of them.
for (const name of [
  'systemErrorMap', 'systemErrorName', 'uvException', 'UVException', 'errnoException', 'ErrnoException', 'exceptionWithHostPort',
  'ExceptionWithHostPort', 'uvExceptionWithHostPort', 'UVExceptionWithHostPort', 'dnsException', 'DNSException', 'connResetException',
  'ConnResetException', 'genericNodeError', 'aggregateTwoErrors',
]) {
  Object.defineProperty(module.exports, name, { enumerable: true, get() { return require('internal/errors/system')[name] } })
}
