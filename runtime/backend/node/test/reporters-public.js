'use strict'

// node:test/reporters.

const { named, makeSpec, makeDot, reporterOf } = require('internal/test/reporters')

let Spec
Object.defineProperties(module.exports, {
  dot: { configurable: true, enumerable: true, writable: true, value: reporterOf('dot', () => makeDot(require('process').stdout)) },
  junit: { configurable: true, enumerable: true, writable: true, value: reporterOf('junitReporter', () => named('junit')) },
  tap: { configurable: true, enumerable: true, writable: true, value: reporterOf('tapReporter', () => named('tap')) },
  spec: {
    configurable: true,
    enumerable: true,
    get() {
      // Callable with and without new, as Node's.
      Spec ??= function (...args) { return Reflect.construct(specClass(), args) }
      return Spec
    },
  },
})

let SpecReporter
function specClass() {
  if (SpecReporter === undefined) {
    const { Transform } = require('stream')
    SpecReporter = class SpecReporter extends Transform {
      #reporter = makeSpec(require('process').stdout)
      constructor() { super({ writableObjectMode: true }) }
      _transform(event, encoding, callback) { callback(null, this.#reporter.event(event)) }
      _flush(callback) { callback(null, this.#reporter.end()) }
    }
  }
  return SpecReporter
}
