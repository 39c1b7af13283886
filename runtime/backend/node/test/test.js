'use strict'

// node:test.

const { addHook, owner, parse, state } = require('internal/test/runner')

function variants(add) {
  add.skip = (name, options, fn) => add(name, options, fn, { skip: true })
  add.todo = (name, options, fn) => add(name, options, fn, { todo: true })
  add.only = (name, options, fn) => add(name, options, fn, { only: true })
  return add
}

const test = variants(function test(name, options, fn, overrides) {
  const parent = owner()
  const { promise } = parent.add(parse(name, options, fn, overrides), false)
  // A suite's tests run after its function, which may wait for what this returns.
  return parent.isSuite && parent.parent !== null ? Promise.resolve() : promise
})

const suite = variants(function suite(name, options, fn, overrides) {
  owner().add(parse(name, options, fn, overrides), true)
  return Promise.resolve()
})

function hook(kind) {
  return { [kind](fn, options) { addHook(owner(), kind, fn, options) } }[kind]
}

module.exports = test
Object.assign(test, {
  test,
  it: test,
  suite,
  describe: suite,
  before: hook('before'),
  after: hook('after'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
  run(options) { return require('internal/test/run').run(options) },
})

let mock
Object.defineProperty(test, 'mock', {
  configurable: true,
  enumerable: true,
  get() {
    if (mock === undefined) mock = new (require('internal/test/mock').MockTracker)()
    return mock
  },
})

// register adds a function to every test's t.assert.
function register(name, fn) {
  const { validateFunction, validateString } = require('internal/validators')
  validateString(name, 'name')
  validateFunction(fn, 'fn')
  if (state.assertions === undefined) state.assertions = new Map()
  state.assertions.set(name, fn)
}
test.assert = { __proto__: null, register }

Object.defineProperty(test, 'snapshot', {
  configurable: true,
  enumerable: true,
  get() {
    const { setDefaultSnapshotSerializers, setResolveSnapshotPath } = require('internal/test/snapshot')
    const snapshot = { __proto__: null, setDefaultSnapshotSerializers, setResolveSnapshotPath }
    Object.defineProperty(test, 'snapshot', { configurable: true, enumerable: true, writable: true, value: snapshot })
    return snapshot
  },
})
