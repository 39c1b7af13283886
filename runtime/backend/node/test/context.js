'use strict'

// What a test's function is given.

const { addHook, parse } = require('internal/test/runner')
const { validateUint32 } = require('internal/validators')

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
    const counted = {}
    const node = this.#node
    for (const name of Object.keys(assert)) {
      if (name === 'AssertionError' || name === 'strict' || name === 'CallTracker') continue
      counted[name] = function (...args) {
        node.counted++
        return Reflect.apply(assert[name], this, args)
      }
    }
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

  before(fn, options) { addHook(this.#node, 'before', fn, options) }
  after(fn, options) { addHook(this.#node, 'after', fn, options) }
  beforeEach(fn, options) { addHook(this.#node, 'beforeEach', fn, options) }
  afterEach(fn, options) { addHook(this.#node, 'afterEach', fn, options) }
}

function contextClass(node) { return node.isSuite ? SuiteContext : TestContext }

module.exports = { contextClass }
