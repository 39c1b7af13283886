'use strict'

// expect: the matchers of Jest and Vitest, and those of locators, which wait.

const { Asymmetric, equals, contains } = require('internal/deskjs/test/equal')
const { diff, format, short } = require('internal/deskjs/test/diff')
const { AssertionError } = require('assert')

const { setTimeout } = globalThis
const isNumber = (value) => typeof value === 'number' || typeof value === 'bigint'

function need(ok, message) { if (!ok) throw new TypeError(message) }

// compared is a failure that shows what differs.
function compared(actual, expected) {
  const both = diff(format(expected), format(actual))
  const large = both.split('\n').length > 6 || typeof expected === 'object'
  return large && both !== '' ? '\n\n' + both : ''
}

const result = (pass, says, actual, expected) => ({ pass, says, ...(expected !== undefined && { expected, actual }) })

// calls are those of a mock function, of node:test's or of another library's.
function callsOf(fn) {
  const mock = fn?.mock
  need(mock !== undefined && Array.isArray(mock.calls), `${short(fn)} is no mock function: make one with mock.fn()`)
  return mock.calls.map((call) => (Array.isArray(call) ? { arguments: call } : call))
}

function at(object, path) {
  const parts = Array.isArray(path) ? path : String(path).replace(/\[(\d+)\]/g, '.$1').split('.').filter((part) => part !== '')
  let value = object
  for (const part of parts) {
    if (value === null || value === undefined || !(part in Object(value))) return { found: false }
    value = value[part]
  }
  return { found: true, value }
}

function thrown(actual, wanted, caught) {
  if (!caught.any) return result(false, wanted === undefined ? 'to throw; it returned' : `to throw ${short(wanted)}; it threw nothing`)
  const { error } = caught
  const message = error instanceof Error || error?.message !== undefined ? String(error.message) : String(error)
  let pass = true
  if (typeof wanted === 'string') pass = message.includes(wanted)
  else if (wanted instanceof RegExp) pass = wanted.test(message)
  else if (typeof wanted === 'function') pass = error instanceof wanted
  else if (wanted instanceof Error) pass = message === wanted.message
  else if (wanted !== undefined) pass = wanted.asymmetricMatch ? wanted.asymmetricMatch(error) : contains(error, wanted)
  const name = typeof wanted === 'function' ? wanted.name : short(wanted)
  return result(pass, `to throw${wanted === undefined ? '' : ' ' + name}; it threw ${error instanceof Error ? `${error.name}: ${message}` : short(error)}`)
}

// Each takes what expect was given and the matcher's arguments, and says whether it holds and how it would be said.
const matchers = {
  toBe: (a, b) => result(Object.is(a, b), `to be ${short(b)}${!Object.is(a, b) && equals(a, b) ? ', which is equal but not the same; use toEqual' : ''}`, a, b),
  toEqual: (a, b) => result(equals(a, b), `to equal ${short(b)}`, a, b),
  toStrictEqual: (a, b) => result(equals(a, b, { strict: true }), `to strictly equal ${short(b)}`, a, b),
  toMatchObject: (a, b) => {
    need(b !== null && typeof b === 'object', 'toMatchObject takes an object')
    return result(contains(a, b), `to have the members of ${short(b)}`, a, b)
  },
  toBeTruthy: (a) => result(Boolean(a), 'to be truthy'),
  toBeFalsy: (a) => result(!a, 'to be falsy'),
  toBeNull: (a) => result(a === null, 'to be null'),
  toBeUndefined: (a) => result(a === undefined, 'to be undefined'),
  toBeDefined: (a) => result(a !== undefined, 'to be defined'),
  toBeNullable: (a) => result(a === null || a === undefined, 'to be null or undefined'),
  toBeNaN: (a) => result(Number.isNaN(a), 'to be NaN'),
  toBeTypeOf: (a, type) => result(typeof a === type, `to be of type ${type}; it is of ${typeof a}`),
  toBeInstanceOf: (a, type) => result(a instanceof type, `to be an instance of ${type.name}`),
  toBeGreaterThan: (a, b) => result(isNumber(a) && a > b, `to be greater than ${b}`),
  toBeGreaterThanOrEqual: (a, b) => result(isNumber(a) && a >= b, `to be at least ${b}`),
  toBeLessThan: (a, b) => result(isNumber(a) && a < b, `to be less than ${b}`),
  toBeLessThanOrEqual: (a, b) => result(isNumber(a) && a <= b, `to be at most ${b}`),
  toBeCloseTo: (a, b, digits = 2) => result(a === b || Math.abs(a - b) < 10 ** -digits / 2, `to be close to ${b}, to ${digits} digits`),
  toBeOneOf: (a, list) => result([...list].some((b) => equals(a, b)), `to be one of ${short(list)}`),
  toContain: (a, b) => {
    need(a !== null && a !== undefined && (typeof a === 'string' || typeof a[Symbol.iterator] === 'function'), `toContain looks into texts and lists, not into ${short(a)}`)
    return result(typeof a === 'string' ? a.includes(b) : [...a].some((item) => Object.is(item, b)), `to contain ${short(b)}`)
  },
  toContainEqual: (a, b) => result([...a].some((item) => equals(item, b)), `to contain what equals ${short(b)}`),
  toHaveLength: (a, length) => {
    need(a !== null && a !== undefined && typeof a.length === 'number', `${short(a)} has no length`)
    return result(a.length === length, `to have length ${length}; it has ${a.length}`)
  },
  toHaveProperty: (a, path, ...wanted) => {
    const { found, value } = at(a, path)
    return result(found && (wanted.length === 0 || equals(value, wanted[0])), `to have the property ${short(path)}${wanted.length === 0 ? '' : ` of ${short(wanted[0])}`}${found && wanted.length > 0 ? `; it is ${short(value)}` : ''}`)
  },
  toMatch: (a, b) => {
    need(typeof a === 'string', `toMatch looks at texts, not at ${short(a)}`)
    return result(typeof b === 'string' ? a.includes(b) : b.test(a), `to match ${typeof b === 'string' ? short(b) : b}`)
  },
  toSatisfy: (a, test) => result(Boolean(test(a)), `to satisfy ${test.name || String(test)}`),
  toThrow: (a, wanted) => {
    if (a?.[settled] !== undefined) return thrown(a, wanted, a[settled])
    need(typeof a === 'function', 'toThrow takes a function that throws: expect(() => f()).toThrow()')
    try {
      const value = a()
      if (typeof value?.then === 'function') value.then(undefined, () => {})
      return thrown(a, wanted, { any: false })
    } catch (error) {
      return thrown(a, wanted, { any: true, error })
    }
  },
  toHaveBeenCalled: (a) => result(callsOf(a).length > 0, 'to have been called'),
  toHaveBeenCalledTimes: (a, times) => result(callsOf(a).length === times, `to have been called ${times} times; it was ${callsOf(a).length} times`),
  toHaveBeenCalledOnce: (a) => result(callsOf(a).length === 1, `to have been called once; it was ${callsOf(a).length} times`),
  toHaveBeenCalledWith: (a, ...args) => result(callsOf(a).some((call) => equals(call.arguments, args)), `to have been called with ${short(args)}; its calls were ${short(callsOf(a).map((call) => call.arguments))}`),
  toHaveBeenLastCalledWith: (a, ...args) => result(equals(callsOf(a).at(-1)?.arguments, args), `to have been called with ${short(args)} last; it was with ${short(callsOf(a).at(-1)?.arguments)}`),
  toHaveBeenNthCalledWith: (a, n, ...args) => result(equals(callsOf(a)[n - 1]?.arguments, args), `to have been called with ${short(args)} the ${n}. time; it was with ${short(callsOf(a)[n - 1]?.arguments)}`),
  toHaveReturned: (a) => result(callsOf(a).some((call) => call.error === undefined), 'to have returned'),
  toHaveReturnedTimes: (a, times) => result(callsOf(a).filter((call) => call.error === undefined).length === times, `to have returned ${times} times`),
  toHaveReturnedWith: (a, value) => result(callsOf(a).some((call) => call.error === undefined && equals(call.result, value)), `to have returned ${short(value)}`),
  toHaveLastReturnedWith: (a, value) => result(equals(callsOf(a).at(-1)?.result, value), `to have returned ${short(value)} last`),
  toMatchSnapshot: (a, hint) => kept(require('internal/deskjs/test/snapshot').match(a, hint)),
  toMatchInlineSnapshot: (a, text) => kept(require('internal/deskjs/test/snapshot').matchInline(a, text)),
  toThrowErrorMatchingSnapshot: (a, hint) => {
    try {
      a()
    } catch (error) {
      return kept(require('internal/deskjs/test/snapshot').match(`[${error.name}: ${error.message}]`, hint))
    }
    return result(false, 'to throw')
  },
}
matchers.toThrowError = matchers.toThrow
matchers.toBeCalled = matchers.toHaveBeenCalled
matchers.toBeCalledWith = matchers.toHaveBeenCalledWith
matchers.toBeCalledTimes = matchers.toHaveBeenCalledTimes

const kept = (outcome) => (typeof outcome.then === 'function' ? outcome : { pass: outcome.pass, message: outcome.message })
const settled = Symbol('settled')

const texts = (actual, wanted, whole) => {
  const tidy = (text) => String(text ?? '').replace(/\s+/g, ' ').trim()
  return wanted instanceof RegExp ? wanted.test(tidy(actual)) : whole ? tidy(actual) === tidy(wanted) : tidy(actual).includes(tidy(wanted))
}
const state = (test, says) => (s, ...args) => ({ pass: s.count > 0 && Boolean(test(s, ...args)), says: says(s, ...args) })

// Those of locators: they look at what the page says, until it holds.
const shownMatchers = {
  toBeVisible: state((s) => s.shown, () => 'to be visible'),
  toBeHidden: (s) => ({ pass: s.count === 0 || !s.shown, says: 'to be hidden' }),
  toBeAttached: state(() => true, () => 'to be in the page'),
  toBeEnabled: state((s) => s.enabled, () => 'to be enabled'),
  toBeDisabled: state((s) => !s.enabled, () => 'to be disabled'),
  toBeEditable: state((s) => s.editable, () => 'to be editable'),
  toBeChecked: state((s, { checked = true } = {}) => s.checked === checked, () => 'to be checked'),
  toBeFocused: state((s) => s.focused, () => 'to be focused'),
  toBeInViewport: state((s) => s.inView, () => 'to be in view'),
  toBeEmpty: state((s) => (s.value ?? s.text ?? '') === '', (s) => `to be empty; it has ${short(s.value ?? s.text)}`),
  toHaveText: state((s, text) => texts(s.text, text, true), (s, text) => `to have the text ${short(text)}; it has ${short(s.text)}`),
  toContainText: state((s, text) => texts(s.text, text, false), (s, text) => `to contain the text ${short(text)}; it has ${short(s.text)}`),
  toHaveValue: state((s, value) => (value instanceof RegExp ? value.test(s.value) : equals(s.value, value)), (s, value) => `to have the value ${short(value)}; it has ${short(s.value)}`),
  toHaveAttribute: state((s, name, ...value) => name in s.attributes && (value.length === 0 || (value[0] instanceof RegExp ? value[0].test(s.attributes[name]) : s.attributes[name] === value[0])),
    (s, name, ...value) => `to have the attribute ${name}${value.length === 0 ? '' : ` of ${short(value[0])}`}; it has ${short(s.attributes?.[name])}`),
  toHaveClass: state((s, ...names) => names.every((name) => (name instanceof RegExp ? name.test(s.classes.join(' ')) : name.split(/\s+/).every((each) => s.classes.includes(each)))), (s, ...names) => `to have the class ${names.join(' ')}; it has ${s.classes?.join(' ')}`),
  toHaveId: state((s, id) => s.attributes.id === id, (s, id) => `to have the id ${id}`),
  toHaveCSS: state((s, name, value) => (value instanceof RegExp ? value.test(s.styles[name]) : s.styles[name] === value), (s, name, value) => `to have ${name}: ${value}; it has ${s.styles?.[name]}`),
  toHaveRole: state((s, role) => s.role === role, (s, role) => `to have the role ${role}; it has ${s.role}`),
  toHaveAccessibleName: state((s, name) => texts(s.name, name, true), (s, name) => `to have the name ${short(name)}; it has ${short(s.name)}`),
  toHaveCount: (s, count) => ({ pass: s.count === count, says: `to be there ${count} times; there ${s.count === 1 ? 'is 1' : `are ${s.count}`}` }),
}

const pageMatchers = {
  toHaveTitle: (page, title) => ({ pass: texts(page.title, title, true), says: `to have the title ${short(title)}; it has ${short(page.title)}` }),
  toHaveURL: (page, url) => ({ pass: url instanceof RegExp ? url.test(page.url) : page.url === url || page.url === 'app://localhost' + url, says: `to be at ${short(url)}; it is at ${page.url}` }),
}

// ownFrames is a stack without the frames of the test's machinery.
function ownFrames(stack) {
  return String(stack).split('\n').filter((line) => !/^\s+at .*\(?node:internal\//.test(line)).join('\n')
}

function fail(message, actual, expected, start) {
  const error = new AssertionError({ message, actual, expected, operator: 'expect', stackStartFn: start })
  // The message says it all.
  for (const key of ['generatedMessage', 'code', 'actual', 'expected', 'operator', 'diff']) {
    if (key in error) Object.defineProperty(error, key, { value: key === 'generatedMessage' ? false : error[key], enumerable: false, configurable: true, writable: true })
  }
  error.stack = ownFrames(error.stack)
  throw error
}

let counted = 0
let wantedCount
const added = {}

class Expectation {
  #actual
  #not
  #message
  constructor(actual, { not = false, message } = {}) {
    this.#actual = actual
    this.#not = not
    this.#message = message
  }

  get not() { return makeExpectation(this.#actual, { not: !this.#not, message: this.#message }) }
  get resolves() { return this.#later(true) }
  get rejects() { return this.#later(false) }

  // #later is an expectation whose matchers wait for a promise.
  #later(fulfilled) {
    const actual = this.#actual
    const options = { not: this.#not, message: this.#message }
    const make = (options) => new Proxy({}, {
      get: (_, name) => {
        if (name === 'not') return make({ ...options, not: !options.not })
        if (name === 'then') return undefined
        return async (...args) => {
          const promise = typeof actual === 'function' ? actual() : actual
          need(typeof promise?.then === 'function', `expect(...).${fulfilled ? 'resolves' : 'rejects'} takes a promise, not ${short(actual)}`)
          let value
          try {
            value = await promise
          } catch (error) {
            if (fulfilled) fail(`expected the promise to be fulfilled; it was rejected with ${error instanceof Error ? `${error.name}: ${error.message}` : short(error)}`, error, undefined)
            const given = name.startsWith('toThrow') ? { [settled]: { any: true, error } } : error
            return makeExpectation(given, options)[name](...args)
          }
          if (!fulfilled) fail(`expected the promise to be rejected; it was fulfilled with ${short(value)}`, value, undefined)
          return makeExpectation(name.startsWith('toThrow') && typeof value !== 'function' ? { [settled]: { any: false } } : value, options)[name](...args)
        }
      },
    })
    return make(options)
  }

  check(name, matcher, args, start) {
    counted++
    const actual = this.#actual
    const context = { isNot: this.#not, equals, promise: '', utils: { printReceived: short, printExpected: short, stringify: format, diff: (a, b) => diff(format(a), format(b)) } }
    const judge = (outcome) => {
      if (outcome.pass !== this.#not) return
      const subject = actual?.[settled] === undefined ? short(actual) : 'the promise'
      let text = outcome.message !== undefined ? outcome.message() : `expected ${subject}${this.#not ? ' not' : ''} ${outcome.says}${this.#not || outcome.expected === undefined ? '' : compared(outcome.actual, outcome.expected)}`
      if (this.#message !== undefined) text = this.#message + ': ' + text
      fail(text, outcome.actual, outcome.expected, start)
    }
    const outcome = Reflect.apply(matcher, context, [actual, ...args])
    return typeof outcome?.then === 'function' ? outcome.then(judge) : judge(outcome)
  }

  // wait looks again and again, and fails when time is over.
  async wait(name, look, subject, args) {
    counted++
    const { patience, now, wait } = require('internal/deskjs/test/app')
    const last = args.at(-1)
    const limit = now() + (last !== null && typeof last === 'object' && !(last instanceof RegExp) && typeof last.timeout === 'number' ? last.timeout : Math.min(patience, 5000))
    for (;;) {
      const outcome = await look()
      if (outcome.pass !== this.#not) return
      if (now() > limit) {
        const text = outcome.message !== undefined ? outcome.message() : `expected ${subject}${this.#not ? ' not' : ''} ${outcome.says}${outcome.missing ? ' (there is none)' : ''}`
        fail(this.#message === undefined ? text : this.#message + ': ' + text, undefined, undefined)
      }
      await wait(30)
    }
  }
}

function makeExpectation(actual, options) {
  const expectation = new Expectation(actual, options)
  const { Locator } = require('internal/deskjs/test/locator')
  const { Window } = require('internal/deskjs/test/app')
  if (actual instanceof Locator) {
    for (const [name, matcher] of Object.entries(shownMatchers)) {
      expectation[name] = (...args) => expectation.wait(name, async () => {
        const found = await actual.state(name === 'toHaveCSS' ? [args[0]] : [])
        return { ...matcher(found, ...args), missing: found.count === 0 }
      }, String(actual), args)
    }
    return expectation
  }
  if (actual instanceof Window) {
    for (const [name, matcher] of Object.entries(pageMatchers)) {
      expectation[name] = (...args) => expectation.wait(name, async () => matcher((await actual.run('page', {})).value, ...args), 'the page', args)
    }
    expectation.toMatchScreenshot = (name, settings) => expectation.wait('toMatchScreenshot', async () => {
      const given = typeof name === 'object' ? [undefined, name] : [name, settings]
      return require('internal/deskjs/test/snapshot').matchPicture(await actual.screenshot(), ...given)
    }, 'the window', [])
    return expectation
  }
  for (const [name, matcher] of [...Object.entries(matchers), ...Object.entries(added)]) {
    expectation[name] = function (...args) { return expectation.check(name, matcher, args, expectation[name]) }
  }
  return expectation
}

function expect(actual, message) { return makeExpectation(actual, { message }) }

const asymmetric = (inverse) => ({
  stringContaining: (text) => new Asymmetric(`stringContaining(${JSON.stringify(text)})`, (value) => typeof value === 'string' && value.includes(text), undefined, inverse),
  stringMatching: (pattern) => new Asymmetric(`stringMatching(${pattern})`, (value) => typeof value === 'string' && new RegExp(pattern).test(value), undefined, inverse),
  arrayContaining: (list) => new Asymmetric('arrayContaining', (value) => Array.isArray(value) && list.every((wanted) => value.some((item) => equals(item, wanted))), list, inverse),
  objectContaining: (members) => new Asymmetric('objectContaining', (value) => value !== null && typeof value === 'object' && Reflect.ownKeys(members).every((key) => key in value && equals(value[key], members[key])), members, inverse),
  closeTo: (number, digits = 2) => new Asymmetric(`closeTo(${number})`, (value) => typeof value === 'number' && (value === number || Math.abs(value - number) < 10 ** -digits / 2), undefined, inverse),
})

const types = new Map([[String, 'string'], [Number, 'number'], [Boolean, 'boolean'], [BigInt, 'bigint'], [Symbol, 'symbol'], [Function, 'function'], [Object, 'object']])

Object.assign(expect, asymmetric(false), {
  anything: () => new Asymmetric('anything()', (value) => value !== null && value !== undefined),
  any: (type) => {
    need(typeof type === 'function', 'expect.any takes a class, such as String')
    return new Asymmetric(`any(${type.name})`, (value) => typeof value === types.get(type) || (typeof value === 'object' && value !== null && value instanceof type) || (typeof value === 'function' && value instanceof type))
  },
  not: asymmetric(true),
  extend(more) {
    for (const [name, matcher] of Object.entries(more)) {
      added[name] = matcher
      expect[name] = (...args) => new Asymmetric(name, (value) => Reflect.apply(matcher, { isNot: false, equals }, [value, ...args]).pass, args)
    }
  },
  // assertions and hasAssertions are checked when the test ends.
  assertions(count) { watch(count) },
  hasAssertions() { watch(undefined) },
  fail(message = 'expect.fail()') { fail(message, undefined, undefined, expect.fail) },
  unreachable(message = 'this should not have been reached') { fail(message, undefined, undefined, expect.unreachable) },
  // poll calls a function until what it gives is as expected.
  poll(fn, { timeout = 5000, interval = 50, message } = {}) {
    const make = (options) => new Proxy({}, {
      get: (_, name) => (name === 'not' ? make({ ...options, not: !options.not }) : name === 'then' ? undefined : async (...args) => {
        const limit = performance.now() + timeout
        for (;;) {
          try {
            await makeExpectation(await fn(), { ...options, message })[name](...args)
            return
          } catch (error) {
            if (performance.now() > limit) throw error
          }
          await new Promise((resolve) => setTimeout(resolve, interval))
        }
      }),
    })
    return make({})
  },
})

// watch has the test that runs fail if it ends with another number of expectations.
function watch(count) {
  const { addHook, state } = require('internal/test/runner')
  let inner
  for (const node of state.running) if (!node.isSuite && (inner === undefined || node.nesting >= inner.nesting)) inner = node
  if (inner === undefined) throw new Error('expect.assertions and expect.hasAssertions belong into a test')
  const before = counted
  wantedCount = count
  addHook(inner, 'after', () => {
    const made = counted - before
    if (count === undefined ? made === 0 : made !== count) fail(count === undefined ? 'no expectation was made' : `${count} expectations were to be made, and ${made} were`, made, count)
  })
  void wantedCount
}

module.exports = { expect }
