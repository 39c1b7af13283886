'use strict'

// internal/webstreams/util: what all streams share. The functions of these modules work on states, plain objects behind a
// symbol of the public one; streams that feed others have no public objects for their controllers.

const { codes } = require('internal/errors')
const { validateFunction } = require('internal/validators')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kEmpty = Object.freeze({ __proto__: null })
// These are the keys under which public objects have their states.
const kReadable = Symbol('kState')
const kWritable = Symbol('kState')
const kTransform = Symbol('kState')
const kReader = Symbol('kState')
const kWriter = Symbol('kState')
const kController = Symbol('kState')
// These are what node:stream looks for.
const kIsClosedPromise = Symbol.for('nodejs.webstream.isClosedPromise')
const kControllerErrorFunction = Symbol.for('nodejs.webstream.controllerErrorFunction')

const P = Promise
const then = P.prototype.then
const apply = Reflect.apply
const kResolved = P.resolve()

function nothing() {}
function isObject(value) { return value !== null && typeof value === 'object' }

// react is promise.then whatever the program has done to Promise.prototype.
function react(promise, fulfilled, rejected) { return then.call(promise, fulfilled, rejected) }
function deferred() {
  if (P.withResolvers !== undefined) return P.withResolvers()
  const d = {}
  d.promise = new P((resolve, reject) => {
    d.resolve = resolve
    d.reject = reject
  })
  return d
}
function rejected(reason) { return P.reject(reason) }

// rejectedThis is what methods that return promises give to a wrong this.
function rejectedThis(name) { return P.reject(new codes.ERR_INVALID_THIS(name)) }

// handled keeps a rejection from counting as unhandled.
function handled(promise) {
  then.call(promise, nothing, nothing)
  return promise
}

async function adopt(value) { return value }

// settledBy is a promise for what a callback of the program returned.
function settledBy(value) {
  if (value === undefined || value === null || typeof value !== 'object' && typeof value !== 'function') return kResolved
  return adopt(value)
}

// invoke1 and invoke2 call a callback with so many arguments, and no more.
function invoke1(fn, self, a) {
  let result
  try {
    result = apply(fn, self, [a])
  } catch (error) {
    return P.reject(error)
  }
  return settledBy(result)
}

function invoke2(fn, self, a, b) {
  let result
  try {
    result = apply(fn, self, [a, b])
  } catch (error) {
    return P.reject(error)
  }
  return settledBy(result)
}

// A pledge is a promise that is made only when somebody looks at it, and whose rejection is always handled.
function pledge() { return { promise: undefined, resolve: undefined, reject: undefined, settled: 0, reason: undefined } }
function kept() { return { promise: undefined, resolve: undefined, reject: undefined, settled: 1, reason: undefined } }
function broken(reason) { return { promise: undefined, resolve: undefined, reject: undefined, settled: 2, reason } }

function promiseOf(p) {
  if (p.promise !== undefined) return p.promise
  if (p.settled === 0) {
    const d = deferred()
    p.promise = d.promise
    p.resolve = d.resolve
    p.reject = d.reject
  } else if (p.settled === 1) {
    p.promise = P.resolve()
  } else {
    p.promise = handled(P.reject(p.reason))
  }
  return p.promise
}

function keep(p) {
  if (p.settled !== 0) return
  p.settled = 1
  if (p.promise !== undefined) p.resolve()
}

function breakOff(p, reason) {
  if (p.settled !== 0) return
  p.settled = 2
  p.reason = reason
  if (p.promise !== undefined) {
    handled(p.promise)
    p.reject(reason)
  }
}

// brokenAnew is a pledge broken for reason: p itself if it was pending.
function brokenAnew(p, reason) {
  if (p.settled !== 0) return broken(reason)
  breakOff(p, reason)
  return p
}

function highWaterMarkOf(value, standard) {
  if (value === undefined) return standard
  const mark = +value
  if (!(mark >= 0)) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('strategy.highWaterMark', mark)
  return mark
}

// sizeOf returns the strategy's size function, or undefined where each chunk counts 1.
function sizeOf(size) {
  if (size !== undefined) validateFunction(size, 'strategy.size')
  return size
}

function checkCallback(fn, name) {
  if (fn) validateFunction(fn, name)
  return fn || undefined
}

// The queue of a controller: bare chunks while each counts 1, {value, size} where there is a size function.

function enqueueSized(c, value, size) {
  size = +size
  if (!(size >= 0) || size === Infinity) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('size', size)
  c.queue.push({ value, size })
  c.total += size
}

function dequeue(c) {
  const first = c.queue.shift()
  if (!c.sized) {
    c.total--
    return first
  }
  c.total -= first.size
  if (c.total < 0) c.total = 0
  return first.value
}

function resetQueue(c) {
  c.queue = []
  c.total = 0
}

// inspected is what util.inspect prints of an object: below the depth, undefined as in Node.
function inspected(depth, options, name, fields) {
  if (depth < 0) return undefined
  const inner = { ...options, depth: options.depth === undefined || options.depth === null ? null : options.depth - 1 }
  return `${name} ${require('internal/util/inspect').inspect(fields, inner)}`
}

// describe makes a class's members enumerable, as Web IDL has them, and names the class.
function describe(Class, name, members) {
  for (let i = 0; i < members.length; i++) Object.defineProperty(Class.prototype, members[i], { enumerable: true })
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { configurable: true, value: name })
}

module.exports = {
  P, apply, kInspect, kEmpty, kReadable, kWritable, kTransform, kReader, kWriter, kController, kIsClosedPromise, kControllerErrorFunction,
  kResolved, nothing, isObject, react, deferred, rejected, rejectedThis, handled, settledBy, invoke1, invoke2,
  pledge, kept, broken, promiseOf, keep, breakOff, brokenAnew, highWaterMarkOf, sizeOf, checkCallback,
  enqueueSized, dequeue, resetQueue, inspected, describe,
}
