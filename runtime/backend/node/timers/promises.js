// The timers as promises and as an async iterator.

const timers = require('timers')
const { validateNumber, validateObject, validateAbortSignal, validateBoolean } = require('internal/validators')

function check(delay, options) {
  if (delay !== undefined) validateNumber(delay, 'delay')
  validateObject(options, 'options')
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal')
  if (options.ref !== undefined) validateBoolean(options.ref, 'options.ref')
}

function abortError(signal) {
  const { AbortError } = require('internal/errors')
  return new AbortError(undefined, { cause: signal.reason })
}

function onAbort(signal, listener) {
  const { kResistStopPropagation } = require('internal/event_target')
  signal.addEventListener('abort', listener, { __proto__: null, [kResistStopPropagation]: true })
}

// promised makes a promise of the timer that start(resolve) starts.
function promised(start, clear, options) {
  const { signal, ref = true } = options
  if (signal?.aborted) return Promise.reject(abortError(signal))
  let cancel
  const promise = new Promise((resolve, reject) => {
    const timer = start(resolve)
    if (!ref) timer.unref()
    if (!signal) return
    cancel = () => {
      if (timer._destroyed) return
      clear(timer)
      reject(abortError(signal))
    }
    onAbort(signal, cancel)
  })
  if (cancel === undefined) return promise
  return promise.finally(() => signal.removeEventListener('abort', cancel))
}

function setTimeout(delay, value, options = {}) {
  try {
    check(delay, options)
  } catch (error) {
    return Promise.reject(error)
  }
  return promised((resolve) => timers.setTimeout(resolve, delay, value), timers.clearTimeout, options)
}

function setImmediate(value, options = {}) {
  try {
    check(undefined, options)
  } catch (error) {
    return Promise.reject(error)
  }
  return promised((resolve) => timers.setImmediate(resolve, value), timers.clearImmediate, options)
}

const kAsyncIteratorPrototype = { [Symbol.asyncIterator]() { return this } }

// setInterval is an async generator, written out because goja has none.
function setInterval(delay, value, options = {}) {
  let timer, cancel, wake
  let fired = 0
  let state = 'new'
  let last = Promise.resolve()

  const start = () => {
    state = 'running'
    check(delay, options)
    const { signal, ref = true } = options
    if (signal?.aborted) throw abortError(signal)
    timer = timers.setInterval(() => {
      fired++
      wake?.()
    }, delay)
    if (!ref) timer.unref()
    if (!signal) return
    cancel = () => {
      timers.clearInterval(timer)
      wake?.()
    }
    onAbort(signal, cancel)
  }
  const finish = () => {
    state = 'done'
    timers.clearInterval(timer)
    if (cancel) options.signal.removeEventListener('abort', cancel)
  }
  const step = async () => {
    if (state === 'done') return { value: undefined, done: true }
    try {
      if (state === 'new') start()
      const signal = options.signal
      if (fired === 0) {
        if (!signal?.aborted) await new Promise((resolve) => { wake = resolve })
        wake = undefined
        if (fired === 0 && signal?.aborted) throw abortError(signal)
      }
      fired--
      return { value, done: false }
    } catch (error) {
      finish()
      throw error
    }
  }
  // As in a generator, each request waits for the one before it.
  const enqueue = (request) => {
    const result = last.then(request)
    last = result.then(undefined, () => {})
    return result
  }
  return Object.assign(Object.create(kAsyncIteratorPrototype), {
    next: () => enqueue(step),
    return: (returned) => enqueue(() => {
      finish()
      return { value: returned, done: true }
    }),
    throw: (error) => enqueue(() => {
      finish()
      throw error
    }),
  })
}

let constructing = false

class Scheduler {
  constructor() {
    if (!constructing) throw new (require('internal/errors').codes.ERR_ILLEGAL_CONSTRUCTOR)()
  }
  yield() {
    checkThis(this)
    return setImmediate()
  }
  wait(delay, options) {
    checkThis(this)
    return setTimeout(delay, undefined, options)
  }
}

function checkThis(self) {
  if (self !== scheduler) throw new (require('internal/errors').codes.ERR_INVALID_THIS)('Scheduler')
}

constructing = true
const scheduler = new Scheduler()
constructing = false

module.exports = { setTimeout, setImmediate, setInterval, scheduler }
