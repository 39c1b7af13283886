'use strict'

// Mocks: functions that remember their calls, and stand-ins for methods.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators')

// MockFunctionContext is a mock's "mock" property.
class MockFunctionContext {
  #calls = []
  #implementation
  #once = new Map()
  #original
  #restore
  #times

  constructor(implementation, original, restore, times) {
    this.#implementation = implementation
    this.#original = original
    this.#restore = restore
    this.#times = times
  }

  get calls() { return this.#calls.slice() }
  callCount() { return this.#calls.length }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation')
    this.#implementation = implementation
  }

  mockImplementationOnce(implementation, onCall) {
    validateFunction(implementation, 'implementation')
    const call = onCall === undefined ? this.#calls.length : onCall
    validateInteger(call, 'onCall', this.#calls.length)
    this.#once.set(call, implementation)
  }

  resetCalls() { this.#calls = [] }

  restore() {
    if (this.#restore !== undefined) this.#restore()
    this.#implementation = this.#original
    this.#times = Infinity
    this.#once.clear()
  }

  // next is what the next call runs.
  next() {
    const call = this.#calls.length
    const once = this.#once.get(call)
    if (once !== undefined) {
      this.#once.delete(call)
      return once
    }
    if (call >= this.#times) {
      this.restore()
      return this.#original
    }
    return this.#implementation
  }

  track(call) { this.#calls.push(call) }
}

function wrap(original, implementation, restore, times) {
  const context = new MockFunctionContext(implementation, original, restore, times)
  return new Proxy(original, {
    get(target, key, receiver) {
      return key === 'mock' ? context : Reflect.get(target, key, receiver)
    },
    apply(target, thisArg, list) {
      const args = list.slice() // goja's list is only good until the next call
      const fn = context.next()
      let result
      let error
      try {
        result = Reflect.apply(fn, thisArg, args)
      } catch (thrown) {
        error = thrown
        throw thrown
      } finally {
        context.track({ arguments: args, error, result, stack: new Error(''), target: undefined, this: thisArg })
      }
      return result
    },
    construct(target, list, newTarget) {
      const args = list.slice()
      const fn = context.next()
      const realTarget = newTarget === target ? fn : newTarget
      let result
      let error
      try {
        result = Reflect.construct(fn, args, realTarget)
      } catch (thrown) {
        error = thrown
        throw thrown
      } finally {
        context.track({ arguments: args, error, result, stack: new Error(''), target, this: result })
      }
      return result
    },
  })
}

function timesOf(options) {
  const { times = Infinity } = options
  if (times !== Infinity) validateInteger(times, 'options.times', 1)
  return times
}

function descriptorOf(object, name) {
  for (let at = object; at !== null && at !== undefined; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, name)
    if (descriptor !== undefined) return descriptor
  }
  return undefined
}

// MockTracker makes mocks and takes them back.
class MockTracker {
  #mocks = []
  #timers

  get timers() { return this.#timers ??= new (require('internal/test/mock-timers').MockTimers)() }

  fn(original = function () {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') {
      options = original
      original = function () {}
      implementation = original
    } else if (implementation !== null && typeof implementation === 'object') {
      options = implementation
      implementation = original
    }
    validateFunction(original, 'original')
    validateFunction(implementation, 'implementation')
    validateObject(options, 'options')
    return this.#keep(wrap(original, implementation, undefined, timesOf(options)))
  }

  method(object, name, implementation, options = {}) {
    if (typeof object !== 'function') validateObject(object, 'object')
    if (typeof name !== 'string' && typeof name !== 'symbol') throw new ERR_INVALID_ARG_TYPE('methodName', ['string', 'symbol'], name)
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation
      implementation = undefined
    }
    validateObject(options, 'options')
    const { getter = false, setter = false } = options
    validateBoolean(getter, 'options.getter')
    validateBoolean(setter, 'options.setter')
    if (getter && setter) throw new ERR_INVALID_ARG_VALUE('options.setter', setter, "cannot be used with 'options.getter'")
    const descriptor = descriptorOf(object, name)
    const original = descriptor === undefined ? undefined : getter ? descriptor.get : setter ? descriptor.set : descriptor.value
    if (typeof original !== 'function') throw new ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method')
    if (implementation === undefined) implementation = original
    validateFunction(implementation, 'implementation')
    const own = Object.getOwnPropertyDescriptor(object, name)
    // As in Node what was inherited is the object's own afterwards.
    const restore = () => Object.defineProperty(object, name, own ?? descriptor)
    const mock = wrap(original, implementation, restore, timesOf(options))
    const replaced = { configurable: true, enumerable: descriptor.enumerable }
    if (getter || setter) {
      replaced.get = getter ? mock : descriptor.get
      replaced.set = setter ? mock : descriptor.set
    } else {
      replaced.writable = true
      replaced.value = mock
    }
    Object.defineProperty(object, name, replaced)
    return this.#keep(mock)
  }

  getter(object, name, implementation, options = {}) { return this.#accessor('getter', object, name, implementation, options) }
  setter(object, name, implementation, options = {}) { return this.#accessor('setter', object, name, implementation, options) }

  #accessor(kind, object, name, implementation, options) {
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation
      implementation = undefined
    }
    validateObject(options, 'options')
    if (options[kind] === false) throw new ERR_INVALID_ARG_VALUE(`options.${kind}`, false, 'cannot be false')
    return this.method(object, name, implementation, { ...options, [kind]: true })
  }

  // reset takes all mocks back and forgets them; restoreAll only takes them back.
  reset() {
    this.restoreAll()
    this.#timers?.reset()
    this.#mocks = []
  }

  restoreAll() {
    for (const mock of this.#mocks) mock.mock.restore()
  }

  #keep(mock) {
    this.#mocks.push(mock)
    return mock
  }
}

module.exports = { MockTracker, MockFunctionContext }
