'use strict'

// assert.CallTracker, which Node has deprecated in favour of node:test's mocks.

const { codes: { ERR_UNAVAILABLE_DURING_EXIT, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { validateUint32 } = require('internal/validators')

function reportOf(check) {
  if (check.calls.length === check.expected) return undefined
  return {
    message: 'Expected the ' + check.name + ' function to be executed ' + check.expected + ' time(s) but was executed ' + check.calls.length + ' time(s).',
    actual: check.calls.length,
    expected: check.expected,
    operator: check.name,
    stack: check.stack,
  }
}

class CallTracker {
  #checks = new Set()
  #tracked = new WeakMap()

  #checkOf(tracked) {
    const check = this.#tracked.get(tracked)
    if (check === undefined) throw new ERR_INVALID_ARG_VALUE('tracked', tracked, 'is not a tracked function')
    return check
  }

  reset(tracked) {
    if (tracked === undefined) this.#checks.forEach((check) => { check.calls = [] })
    else this.#checkOf(tracked).calls = []
  }

  getCalls(tracked) { return Object.freeze(this.#checkOf(tracked).calls.slice()) }

  calls(fn, expected = 1) {
    if (require('process')._exiting) throw new ERR_UNAVAILABLE_DURING_EXIT()
    if (typeof fn === 'number') {
      expected = fn
      fn = Function.prototype
    } else if (fn === undefined) fn = Function.prototype
    validateUint32(expected, 'expected', true)
    const check = { calls: [], expected, name: fn.name || 'calls', stack: new Error() }
    const tracked = new Proxy(fn, {
      __proto__: null,
      apply(target, thisArg, args) {
        check.calls.push(Object.freeze({ thisArg, arguments: Object.freeze(args.slice()) }))
        return Reflect.apply(target, thisArg, args)
      },
    })
    this.#checks.add(check)
    this.#tracked.set(tracked, check)
    return tracked
  }

  report() {
    const reports = []
    this.#checks.forEach((check) => {
      const report = reportOf(check)
      if (report !== undefined) reports.push(report)
    })
    return reports
  }

  verify() {
    const reports = this.report()
    if (reports.length === 0) return
    const { AssertionError } = require('internal/assert/assertion-error')
    const message = reports.length === 1 ? reports[0].message : 'Functions were not called the expected number of times'
    throw new AssertionError({ message, details: reports })
  }
}

module.exports = { CallTracker: require('internal/util').deprecate(CallTracker, 'assert.CallTracker is deprecated.', 'DEP0173') }
