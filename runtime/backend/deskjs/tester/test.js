'use strict'

// The module "deskjs/test".

const test = require('test')
const { launch, temporaryFolder } = require('internal/deskjs/test/app')
const { expect } = require('internal/deskjs/test/expect')

// each makes a test for each of a list of cases.
function each(add) {
  return (cases) => (name, ...rest) => {
    const fn = rest.pop()
    cases.forEach((given, i) => {
      const args = Array.isArray(given) ? given : [given]
      let at = 0
      const full = name.replace(/%[sdifjo%#]/g, (sign) => (sign === '%%' ? '%' : sign === '%#' ? String(i) : shown(sign, args[at++])))
        .replace(/\$([\w.]+)/g, (whole, key) => (given !== null && typeof given === 'object' && key.split('.')[0] in given ? String(key.split('.').reduce((value, part) => value?.[part], given)) : whole))
      add(full, ...rest, (context) => fn(...args, context))
    })
  }
}

function shown(sign, value) {
  if (sign === '%j') return JSON.stringify(value)
  if (sign === '%o') return require('util').inspect(value)
  return String(value)
}

for (const add of [test, test.only, test.skip, test.suite, test.suite.only, test.suite.skip]) {
  Object.defineProperty(add, 'each', { configurable: true, writable: true, value: each(add) })
}

// clock fakes the time of this file's own code, as Jest's fake timers do; mock.timers is the same by node:test's names.
const clock = {
  install({ now = Date.now(), apis } = {}) { test.mock.timers.enable({ now: Number(now), apis }) },
  tick(milliseconds) { test.mock.timers.tick(milliseconds) },
  // tickAsync lets promises settle between timers.
  async tickAsync(milliseconds) {
    for (let left = milliseconds; left >= 0; left -= 10) {
      test.mock.timers.tick(Math.min(10, left))
      for (let i = 0; i < 5; i++) await null
      if (left === 0) break
    }
  },
  setTime(time) { test.mock.timers.setTime(Number(time)) },
  runAll() { test.mock.timers.runAll() },
  restore() { test.mock.timers.reset() },
}

// The module "deskjs" as tests see it: no page is there, so what is emitted is kept, and contexts are the test's.
const deskjs = require('deskjs')
const { AsyncLocalStorage } = require('async_hooks')
const contexts = new AsyncLocalStorage()
const { emit, emitTo, getContext } = deskjs
let events = []

deskjs.emit = (name, value) => {
  events.push({ name, value })
  return emit(name, value)
}
deskjs.emitTo = (target, name, value) => {
  events.push({ name, value, target })
  return emitTo(target, name, value)
}
deskjs.getContext = () => contexts.getStore() ?? getContext()

// withContext calls a function of the api as a page would: getContext() in it is the given one.
function withContext(context, fn) {
  if (typeof context === 'function') return withContext({}, context)
  const { window, origin = 'app://localhost', signal = new AbortController().signal } = context
  return contexts.run(Object.freeze({ window: Object.freeze({ id: 1, name: '', ...window }), origin, signal }), fn)
}

// emitted are the events that the code under test has sent to pages, by name if one is given; clearEmitted forgets them.
function emitted(name) { return events.filter((event) => name === undefined || event.name === name) }
function clearEmitted() { events = [] }

// page is there in tests that run in one.
const page = new Proxy({}, { get(_, key) { throw new Error(`page.${String(key)} is for tests that run in a page: call the file NAME.page.test.ts; in others there is launch()`) } })

module.exports = {
  page,
  test, it: test, describe: test.suite, suite: test.suite,
  before: test.before, after: test.after, beforeEach: test.beforeEach, afterEach: test.afterEach, beforeAll: test.before, afterAll: test.after,
  mock: test.mock, expect, launch, clock, temporaryFolder, withContext, emitted, clearEmitted,
}
