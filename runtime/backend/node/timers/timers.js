// The functions and the methods of both classes are native (timeout.go, immediate.go).

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kPromisify = Symbol.for('nodejs.util.promisify.custom')

class Timeout {
  [Symbol.dispose]() { clearTimeout(this) }
  [kInspect](depth, options, inspect) {
    return inspectAs(this, Timeout, {
      _idleTimeout: this._idleTimeout,
      _idleStart: this._idleStart,
      _onTimeout: this._onTimeout,
      _timerArgs: this._timerArgs,
      _repeat: this._repeat,
      _destroyed: this._destroyed,
    }, options, inspect)
  }
}

class Immediate {
  [Symbol.dispose]() { clearImmediate(this) }
  [kInspect](depth, options, inspect) {
    return inspectAs(this, Immediate, {
      _onImmediate: this._onImmediate,
      _argv: this._argv,
      _destroyed: this._destroyed,
    }, options, inspect)
  }
}

// inspectAs shows the given fields, and what a program has added itself.
function inspectAs(timer, constructor, fields, options, inspect) {
  const shown = Object.assign(Object.create({ constructor }), fields, timer)
  return inspect(shown, { ...options, depth: 0, customInspect: false })
}

const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = binding

binding.setUp(Timeout.prototype, Immediate.prototype,
  (callback) => require('internal/validators').validateFunction(callback, 'callback'),
  warnOfDelay)

const warned = {}

// warnOfDelay warns of a delay that is no good; of negative ones and NaN once.
function warnOfDelay(delay) {
  const name = delay > 0 ? 'TimeoutOverflowWarning' : delay < 0 ? 'TimeoutNegativeWarning' : 'TimeoutNaNWarning'
  if (warned[name]) return
  if (delay > 0) delay += ' does not fit into a 32-bit signed integer'
  else {
    warned[name] = true
    delay += delay < 0 ? ' is a negative number' : ' is not a number'
  }
  process.emitWarning(`${delay}.\nTimeout duration was set to 1.`, name)
}

function promised(name) {
  return { enumerable: true, get: () => require('timers/promises')[name] }
}
Object.defineProperty(setTimeout, kPromisify, promised('setTimeout'))
Object.defineProperty(setImmediate, kPromisify, promised('setImmediate'))

module.exports = { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval }

let legacy
for (const name of ['_unrefActive', 'active', 'unenroll', 'enroll']) {
  Object.defineProperty(module.exports, name, {
    configurable: true,
    enumerable: true,
    get: () => (legacy ??= require('internal/timers/legacy')({ setTimeout, clearTimeout, Timeout }))[name],
    set(value) { Object.defineProperty(module.exports, name, { configurable: true, enumerable: true, writable: true, value }) },
  })
}
Object.defineProperty(module.exports, 'promises', {
  configurable: true, enumerable: true, get: () => require('timers/promises'),
})
