'use strict'

// What a test's function is given.

const { addHook, parse, state } = require('internal/test/runner')
const { validateFunction, validateNumber, validateObject, validateUint32 } = require('internal/validators')

// A test may mock the global ones.
const { setTimeout, clearTimeout } = globalThis
const longestTimeout = 2 ** 31 - 1

class SuiteContext {
  #node
  constructor(node) { this.#node = node }
  get name() { return this.#node.name }
  get fullName() { return this.#node.fullName }
  get signal() { return signalOf(this.#node) }
}

function signalOf(node) {
  if (node.controller === undefined) {
    node.controller = new AbortController()
    node.aborted.catch((error) => node.controller.abort(error))
  }
  return node.controller.signal
}

class TestContext {
  #node
  #assert
  constructor(node) { this.#node = node }

  get name() { return this.#node.name }
  get fullName() { return this.#node.fullName }
  get filePath() { return require('process').argv[1] }
  get error() { return this.#node.error }
  get passed() { return this.#node.passed }
  get signal() { return signalOf(this.#node) }

  get mock() {
    if (this.#node.mock === undefined) this.#node.mock = new (require('internal/test/mock').MockTracker)()
    return this.#node.mock
  }

  // assert is the module's functions, each counted for plan.
  get assert() {
    if (this.#assert !== undefined) return this.#assert
    const assert = require('assert')
    const counted = { __proto__: null }
    const node = this.#node
    const context = this
    const add = (name, fn) => {
      counted[name] = function (...args) {
        node.counted++
        return Reflect.apply(fn, context, args)
      }
    }
    for (const name of Object.keys(assert)) {
      if (name !== 'AssertionError' && name !== 'strict' && name !== 'CallTracker') add(name, assert[name])
    }
    const snapshots = () => state.snapshots ??= require('internal/test/snapshot')
    add('snapshot', (actual, options) => snapshots().snapshot(context, actual, options))
    add('fileSnapshot', (actual, path, options) => snapshots().fileSnapshot(actual, path, options))
    if (state.assertions !== undefined) state.assertions.forEach((fn, name) => add(name, fn))
    this.#assert = counted
    return counted
  }

  diagnostic(message) { this.#node.diagnostics.push(message) }

  plan(count) {
    validateUint32(count, 'count')
    this.#node.expected = count
  }

  runOnly(value) { this.#node.runOnlyChildren = Boolean(value) }

  skip(message) { this.#node.skipped = message === undefined || message === '' ? true : message }
  todo(message) { this.#node.todo = message === undefined || message === '' ? true : message }

  test(name, options, fn) {
    this.#node.counted++
    return this.#node.add(parse(name, options, fn, undefined), false).promise
  }

  // waitFor calls condition until it neither throws nor rejects, and resolves to what it gives.
  waitFor(condition, options = {}) {
    validateFunction(condition, 'condition')
    validateObject(options, 'options')
    const { interval = 50, timeout = 1000 } = options
    validateNumber(interval, 'options.interval', 0, longestTimeout)
    validateNumber(timeout, 'options.timeout', 0, longestTimeout)
    return new Promise((resolve, reject) => {
      let done = false
      let cause
      let poll
      const limit = setTimeout(() => {
        done = true
        clearTimeout(poll)
        const error = new Error('waitFor() timed out')
        if (cause !== undefined) error.cause = cause
        reject(error)
      }, timeout)
      const attempt = async () => {
        try {
          const result = await condition()
          if (done) return
          done = true
          clearTimeout(limit)
          resolve(result)
        } catch (error) {
          cause = error
          if (!done) poll = setTimeout(attempt, interval)
        }
      }
      attempt()
    })
  }

  before(fn, options) { addHook(this.#node, 'before', fn, options) }
  after(fn, options) { addHook(this.#node, 'after', fn, options) }
  beforeEach(fn, options) { addHook(this.#node, 'beforeEach', fn, options) }
  afterEach(fn, options) { addHook(this.#node, 'afterEach', fn, options) }
}

function contextClass(node) { return node.isSuite ? SuiteContext : TestContext }

module.exports = { contextClass }
