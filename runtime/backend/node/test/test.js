'use strict'

// node:test.

const { addHook, owner, parse } = require('internal/test/runner')

function variants(add) {
  add.skip = (name, options, fn) => add(name, options, fn, { skip: true })
  add.todo = (name, options, fn) => add(name, options, fn, { todo: true })
  add.only = (name, options, fn) => add(name, options, fn, { only: true })
  return add
}

const test = variants(function test(name, options, fn, overrides) {
  return owner().add(parse(name, options, fn, overrides), false).promise
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
