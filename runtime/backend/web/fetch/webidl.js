'use strict'

// internal/fetch/webidl: Web IDL's conversions, with undici's messages.

// The engine has it by a patch.
const toWellFormed = String.prototype.toWellFormed ?? function () { return Buffer.from(`${this}`).toString() }
const apply = Reflect.apply

function exception(header, message) { return new TypeError(`${header}: ${message}`) }

function conversionFailed(prefix, argument, types) {
  return exception(prefix, `${argument} could not be converted to${types.length === 1 ? '' : ' one of'}: ${types.join(', ')}.`)
}

function illegalInvocation() {
  const error = new TypeError('Illegal invocation')
  error.code = 'ERR_INVALID_THIS'
  return error
}

function checkArguments(length, min, context) {
  if (length < min) throw exception(context, `${min} argument${min !== 1 ? 's' : ''} required, but${length ? ' only' : ''} ${length} found.`)
}

function stringify(value) {
  switch (typeof value) {
    case 'symbol': return `Symbol(${value.description})`
    case 'function':
    case 'object': return value === null ? 'null' : require('util').inspect(value)
    case 'string': return `"${value}"`
    default: return `${value}`
  }
}

function domString(value, prefix, argument) {
  if (typeof value === 'string') return value
  if (typeof value === 'symbol') throw exception(prefix, `${argument} is a symbol, which cannot be converted to a DOMString.`)
  return String(value)
}

function usvString(value) { return apply(toWellFormed, typeof value === 'string' ? value : `${value}`, []) }

function isObject(value) { return value !== null && (typeof value === 'object' || typeof value === 'function') }

// checkDictionary says whether there is anything in a dictionary.
function checkDictionary(value, prefix) {
  if (value === undefined || value === null) return false
  if (!isObject(value)) throw exception(prefix, `Expected ${String(value)} to be one of: Null, Undefined, Object.`)
  return true
}

function oneOf(value, allowed, prefix) {
  if (!allowed.includes(value)) throw exception(prefix, `${value} is not an accepted type. Expected one of ${allowed.join(', ')}.`)
  return value
}

// unsignedShort is Web IDL's conversion to 16 bits.
function unsignedShort(value) {
  const number = Math.trunc(Number(value))
  if (!Number.isFinite(number)) return 0
  return ((number % 65536) + 65536) % 65536
}

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const arrayIterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))

// mixIterable gives a class its iteration: listOf(object) is names and values in turn, as they are at each step.
function mixIterable(name, Class, listOf) {
  const states = new WeakMap()
  const prototype = Object.create(arrayIterator, {
    next: {
      configurable: true, enumerable: true, writable: true,
      value: { next() {
        const state = states.get(this)
        if (state === undefined) throw new TypeError(`'next' called on an object that does not implement interface ${name} Iterator.`)
        const list = listOf(state.target)
        const at = state.at
        if (at >= list.length) return { value: undefined, done: true }
        state.at = at + 2
        const value = state.kind === 0 ? list[at] : state.kind === 1 ? list[at + 1] : [list[at], list[at + 1]]
        return { value, done: false }
      } }.next,
    },
    [Symbol.toStringTag]: { configurable: true, value: `${name} Iterator` },
  })
  const iterate = (target, kind) => {
    listOf(target)
    const iterator = Object.create(prototype)
    states.set(iterator, { target, kind, at: 0 })
    return iterator
  }
  const methods = {
    keys() { return iterate(this, 0) },
    values() { return iterate(this, 1) },
    entries() { return iterate(this, 2) },
    forEach(callbackfn, thisArg = globalThis) {
      listOf(this)
      checkArguments(arguments.length, 1, `${name}.forEach`)
      if (typeof callbackfn !== 'function') {
        throw new TypeError(`Failed to execute 'forEach' on '${name}': parameter 1 is not of type 'Function'.`)
      }
      for (let at = 0, list = listOf(this); at < list.length; at += 2, list = listOf(this)) {
        apply(callbackfn, thisArg, [list[at + 1], list[at], this])
      }
    },
  }
  const keys = Object.keys(methods)
  for (let i = 0; i < keys.length; i++) {
    Object.defineProperty(Class.prototype, keys[i], { configurable: true, enumerable: true, writable: true, value: methods[keys[i]] })
  }
  Object.defineProperty(Class.prototype, Symbol.iterator, { configurable: true, writable: true, value: methods.entries })
}

// describe makes members enumerable, and names the class.
function describe(Class, name, members) {
  for (let i = 0; i < members.length; i++) Object.defineProperty(Class.prototype, members[i], { enumerable: true })
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { configurable: true, value: name })
}

// shown is what inspecting an object prints.
function shown(name, fields, depth, options) {
  if (options.depth === null) options.depth = 2
  return `${name} ${require('util').formatWithOptions(options, fields)}`
}

module.exports = {
  kInspect, exception, conversionFailed, illegalInvocation, checkArguments, stringify, domString, usvString, isObject, checkDictionary,
  oneOf, unsignedShort, mixIterable, describe, shown,
}
