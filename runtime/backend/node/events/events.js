// EventEmitter. emit and once's wrapper are native (native.go): they have to pass on any
// number of arguments, which JavaScript can only do slowly here.

const kCapture = binding.capture
const kErrorMonitor = binding.errorMonitor
const kRejection = Symbol.for('nodejs.rejection')
// For readline: on() gives the events' first arguments, not arrays of all.
const kFirstEventParam = Symbol('nodejs.kFirstEventParam')
const kWatermarkData = Symbol.for('nodejs.watermarkData')
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners')
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned')

let defaultMaxListeners = 10

// What only mistakes and rare calls need is loaded when they happen.
const errors = () => require('internal/errors')
const validators = () => require('internal/validators')
const eventTarget = () => require('internal/event_target')

function EventEmitter(options) {
  EventEmitter.init.call(this, options)
}

EventEmitter.prototype._events = undefined
EventEmitter.prototype._eventsCount = 0
EventEmitter.prototype._maxListeners = undefined
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true })

EventEmitter.init = function (options) {
  const events = this._events
  if (events === undefined || events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null }
    this._eventsCount = 0
  }
  this._maxListeners = this._maxListeners || undefined
  if (options?.captureRejections) {
    validators().validateBoolean(options.captureRejections, 'options.captureRejections')
    this[kCapture] = true
  } else if (capturesByDefault) {
    this[kCapture] = true
  }
}

// Emitters have a property for it only where it is true: there are many of them. Those made before it is set go on without.
let capturesByDefault = false

function checkListener(listener) {
  if (typeof listener !== 'function') validators().validateFunction(listener, 'listener')
}

// Rejections of listeners (captureRejections).

function caught(emitter, promise, type, args) {
  try {
    const then = promise.then
    if (typeof then === 'function') {
      then.call(promise, undefined, (error) => {
        // On the next tick, so that a throw there does not reject this promise again.
        process.nextTick(emitRejection, emitter, error, type, args)
      })
    }
  } catch (error) {
    emitter.emit('error', error)
  }
}

function emitRejection(emitter, error, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](error, type, ...args)
    return
  }
  // An 'error' listener that rejects must not come back here forever.
  const before = emitter[kCapture]
  try {
    emitter[kCapture] = false
    emitter.emit('error', error)
  } finally {
    emitter[kCapture] = before
  }
}

function unhandled(emitter, error) {
  if (error instanceof Error) throw error
  let text
  try {
    text = require('util').inspect(error)
  } catch {
    text = error
  }
  const wrapper = new (errors().codes.ERR_UNHANDLED_ERROR)(text)
  wrapper.context = error
  throw wrapper
}

binding.slowPaths(unhandled, caught)
EventEmitter.prototype.emit = binding.emit

// Adding listeners.

function add(emitter, type, listener, prepend) {
  checkListener(listener)
  let events = emitter._events
  let existing
  if (events === undefined) {
    // It was never constructed: its constructor did not call EventEmitter.
    if (capturesByDefault) emitter[kCapture] = true
    events = emitter._events = { __proto__: null }
    emitter._eventsCount = 0
  } else {
    if (events.newListener !== undefined) {
      // Emitted before the listener is there, so that it does not hear of itself.
      emitter.emit('newListener', type, listener.listener ?? listener)
      events = emitter._events
    }
    existing = events[type]
  }
  if (existing === undefined) {
    events[type] = listener
    ++emitter._eventsCount
    return emitter
  }
  if (typeof existing === 'function') {
    existing = events[type] = prepend ? [listener, existing] : [existing, listener]
  } else if (prepend) {
    existing.unshift(listener)
  } else {
    existing.push(listener)
  }
  const max = maxListenersOf(emitter)
  if (max > 0 && existing.length > max && !existing.warned) warnOfLeak(emitter, type, existing, max)
  return emitter
}

function warnOfLeak(emitter, type, list, max) {
  list.warned = true
  const count = list.length
  const warning = new Error(`Possible EventEmitter memory leak detected. ${count} ${String(type)} listeners ` +
    `added to ${require('util').inspect(emitter, { depth: -1 })}. MaxListeners is ${max}. ` +
    'Use emitter.setMaxListeners() to increase limit')
  warning.name = 'MaxListenersExceededWarning'
  warning.emitter = emitter
  warning.type = type
  warning.count = count
  process.emitWarning(warning)
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return add(this, type, listener, false)
}

EventEmitter.prototype.on = EventEmitter.prototype.addListener

EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true)
}

EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener)
  this.on(type, binding.onceWrapper(this, type, listener))
  return this
}

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener)
  this.prependListener(type, binding.onceWrapper(this, type, listener))
  return this
}

// Removing listeners.

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener)
  const events = this._events
  if (events === undefined) return this
  const list = events[type]
  if (list === undefined) return this
  if (list === listener || list.listener === listener) {
    if (--this._eventsCount === 0) {
      this._events = { __proto__: null }
    } else {
      delete events[type]
      if (events.removeListener !== undefined) this.emit('removeListener', type, list.listener || listener)
    }
    return this
  }
  if (typeof list === 'function') return this
  let position = list.length - 1
  while (position >= 0 && list[position] !== listener && list[position].listener !== listener) position--
  if (position < 0) return this
  if (position === 0) list.shift()
  else list.splice(position, 1)
  if (list.length === 1) events[type] = list[0]
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener)
  return this
}

EventEmitter.prototype.off = EventEmitter.prototype.removeListener

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events
  if (events === undefined) return this
  const all = arguments.length === 0
  if (events.removeListener === undefined) {
    if (all) {
      this._events = { __proto__: null }
      this._eventsCount = 0
    } else if (events[type] !== undefined) {
      if (--this._eventsCount === 0) this._events = { __proto__: null }
      else delete events[type]
    }
    return this
  }
  if (all) {
    const types = Reflect.ownKeys(events)
    for (let i = 0; i < types.length; i++) {
      if (types[i] !== 'removeListener') this.removeAllListeners(types[i])
    }
    this.removeAllListeners('removeListener')
    this._events = { __proto__: null }
    this._eventsCount = 0
    return this
  }
  const listeners = events[type]
  if (typeof listeners === 'function') {
    this.removeListener(type, listeners)
  } else if (listeners !== undefined) {
    for (let i = listeners.length - 1; i >= 0; i--) this.removeListener(type, listeners[i])
  }
  return this
}

// Asking.

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  validators().validateNumber(n, 'setMaxListeners', 0)
  this._maxListeners = n
  return this
}

function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners
}

EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this)
}

function listenersOf(emitter, type, unwrap) {
  const found = emitter._events?.[type]
  if (found === undefined) return []
  if (typeof found === 'function') return [unwrap ? found.listener || found : found]
  const list = found.slice()
  for (let i = 0; unwrap && i < list.length; i++) {
    const original = list[i].listener
    if (typeof original === 'function') list[i] = original
  }
  return list
}

EventEmitter.prototype.listeners = function listeners(type) {
  return listenersOf(this, type, true)
}

EventEmitter.prototype.rawListeners = function rawListeners(type) {
  return listenersOf(this, type, false)
}

EventEmitter.prototype.listenerCount = function listenerCount(type, listener) {
  const found = this._events?.[type]
  if (found === undefined) return 0
  if (typeof found === 'function') {
    return listener == null || listener === found || listener === found.listener ? 1 : 0
  }
  if (listener == null) return found.length
  let count = 0
  for (let i = 0; i < found.length; i++) {
    if (found[i] === listener || found[i].listener === listener) count++
  }
  return count
}

EventEmitter.prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []
}

// The module's own functions.

EventEmitter.setMaxListeners = function (n = defaultMaxListeners, ...targets) {
  validators().validateNumber(n, 'setMaxListeners', 0)
  if (targets.length === 0) defaultMaxListeners = n
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i]
    if (eventTarget().isEventTarget(target)) {
      target[kMaxEventTargetListeners] = n
      target[kMaxEventTargetListenersWarned] = false
    } else if (typeof target.setMaxListeners === 'function') {
      target.setMaxListeners(n)
    } else {
      throw new (errors().codes.ERR_INVALID_ARG_TYPE)('eventTargets', ['EventEmitter', 'EventTarget'], target)
    }
  }
}

EventEmitter.listenerCount = function (emitter, type) {
  if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type)
  return EventEmitter.prototype.listenerCount.call(emitter, type)
}

function getEventListeners(target, type) {
  if (typeof target.listeners === 'function') return target.listeners(type)
  if (eventTarget().isEventTarget(target)) return eventTarget().listenersOf(target, type)
  throw new (errors().codes.ERR_INVALID_ARG_TYPE)('emitter', ['EventEmitter', 'EventTarget'], target)
}

function getMaxListeners(target) {
  if (typeof target?.getMaxListeners === 'function') return maxListenersOf(target)
  if (target?.[kMaxEventTargetListeners] !== undefined) return target[kMaxEventTargetListeners]
  throw new (errors().codes.ERR_INVALID_ARG_TYPE)('emitter', ['EventEmitter', 'EventTarget'], target)
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw new (errors().codes.ERR_INVALID_ARG_TYPE)('signal', 'AbortSignal', signal)
  validators().validateAbortSignal(signal, 'signal')
  validators().validateFunction(listener, 'listener')
  let remove
  if (signal.aborted) {
    queueMicrotask(() => listener())
  } else {
    // Heard even if an earlier listener stops the event's propagation.
    signal.addEventListener('abort', listener, {
      __proto__: null, once: true, [eventTarget().kResistStopPropagation]: true,
    })
    remove = () => signal.removeEventListener('abort', listener)
  }
  return { __proto__: null, [Symbol.dispose]() { remove?.() } }
}

function abortError(signal) {
  return new (errors().AbortError)(undefined, { cause: signal?.reason })
}

function onTarget(target, type, listener, options) {
  if (typeof target.on === 'function') {
    if (options?.once) target.once(type, listener)
    else target.on(type, listener)
  } else if (typeof target.addEventListener === 'function') {
    target.addEventListener(type, listener, options)
  } else {
    throw new (errors().codes.ERR_INVALID_ARG_TYPE)('emitter', 'EventEmitter', target)
  }
}

function offTarget(target, type, listener, options) {
  if (typeof target.removeListener === 'function') {
    target.removeListener(type, listener)
  } else if (typeof target.removeEventListener === 'function') {
    target.removeEventListener(type, listener, options)
  } else {
    throw new (errors().codes.ERR_INVALID_ARG_TYPE)('emitter', 'EventEmitter', target)
  }
}

const kEmpty = Object.freeze({ __proto__: null })

async function once(emitter, name, options = kEmpty) {
  validators().validateObject(options, 'options')
  const signal = options.signal
  if (signal !== undefined) validators().validateAbortSignal(signal, 'options.signal')
  if (signal?.aborted) throw abortError(signal)
  return new Promise((resolve, reject) => {
    const unhook = () => {
      if (signal != null) offTarget(signal, 'abort', onAbort)
    }
    const onError = (error) => {
      emitter.removeListener(name, onEvent)
      unhook()
      reject(error)
    }
    const onEvent = (...args) => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError)
      unhook()
      resolve(args)
    }
    const onAbort = () => {
      offTarget(emitter, name, onEvent)
      offTarget(emitter, 'error', onError)
      reject(abortError(signal))
    }
    onTarget(emitter, name, onEvent, resistant(emitter))
    // An EventTarget's 'error' is an event like any other.
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError)
    if (signal != null) onTarget(signal, 'abort', onAbort, resistant(signal))
  })
}

function resistant(target) {
  const options = { __proto__: null, once: true }
  if (typeof target.on !== 'function') options[eventTarget().kResistStopPropagation] = true
  return options
}

function on(emitter, event, options = kEmpty) {
  const { validateObject, validateAbortSignal, validateInteger } = validators()
  validateObject(options, 'options')
  const signal = options.signal
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal')
  if (signal?.aborted) throw abortError(signal)
  const high = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER
  validateInteger(high, 'options.highWaterMark', 1)
  const low = options.lowWaterMark ?? options.lowWatermark ?? 1
  validateInteger(low, 'options.lowWaterMark', 1)

  const events = []   // not yet consumed
  const waiting = []  // promises of next()
  const hooked = []
  let paused = false
  let error = null
  let finished = false

  const hook = (type, listener) => {
    onTarget(emitter, type, listener)
    hooked.push(type, listener)
  }
  const onEvent = options[kFirstEventParam] ? (value) => deliver(value) : (...args) => deliver(args)
  const deliver = (value) => {
    if (waiting.length > 0) {
      waiting.shift().resolve({ value, done: false })
      return
    }
    events.push(value)
    if (!paused && events.length > high) {
      paused = true
      emitter.pause()
    }
  }
  const onError = (reason) => {
    if (waiting.length === 0) error = reason
    else waiting.shift().reject(reason)
    close()
  }
  const close = () => {
    abortListener?.[Symbol.dispose]()
    while (hooked.length > 0) {
      const listener = hooked.pop()
      offTarget(emitter, hooked.pop(), listener)
    }
    finished = true
    while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true })
    return Promise.resolve({ value: undefined, done: true })
  }

  hook(event, onEvent)
  if (event !== 'error' && typeof emitter.on === 'function') hook('error', onError)
  const closing = options.close
  if (closing?.length) {
    for (let i = 0; i < closing.length; i++) hook(closing[i], close)
  }
  const abortListener = signal ? addAbortListener(signal, () => onError(abortError(signal))) : null

  return {
    next() {
      if (events.length > 0) {
        const value = events.shift()
        if (paused && events.length < low) {
          paused = false
          emitter.resume()
        }
        return Promise.resolve({ value, done: false })
      }
      if (error) {
        const rejection = Promise.reject(error)
        error = null
        return rejection
      }
      if (finished) return close()
      return new Promise((resolve, reject) => { waiting.push({ resolve, reject }) })
    },
    return() { return close() },
    throw(reason) {
      if (!(reason instanceof Error)) {
        throw new (errors().codes.ERR_INVALID_ARG_TYPE)('EventEmitter.AsyncIterator', 'Error', reason)
      }
      onError(reason)
    },
    [Symbol.asyncIterator]() { return this },
    [kWatermarkData]: {
      get size() { return events.length },
      get low() { return low },
      get high() { return high },
      get isPaused() { return paused },
    },
  }
}

module.exports = EventEmitter
EventEmitter.addAbortListener = addAbortListener
EventEmitter.once = once
EventEmitter.on = on
EventEmitter.getEventListeners = getEventListeners
EventEmitter.getMaxListeners = getMaxListeners
EventEmitter.EventEmitter = EventEmitter
EventEmitter.usingDomains = false
EventEmitter.captureRejectionSymbol = kRejection
EventEmitter.errorMonitor = kErrorMonitor

Object.defineProperties(EventEmitter, {
  captureRejections: {
    enumerable: true,
    get() { return capturesByDefault },
    set(value) {
      validators().validateBoolean(value, 'EventEmitter.captureRejections')
      capturesByDefault = value
    },
  },
  defaultMaxListeners: {
    enumerable: true,
    get() { return defaultMaxListeners },
    set(n) {
      validators().validateNumber(n, 'defaultMaxListeners', 0)
      defaultMaxListeners = n
    },
  },
  EventEmitterAsyncResource: {
    enumerable: true,
    configurable: true,
    get() { return require('internal/events/async_resource').EventEmitterAsyncResource },
  },
  kFirstEventParam: { value: kFirstEventParam },
  kMaxEventTargetListeners: { value: kMaxEventTargetListeners },
  kMaxEventTargetListenersWarned: { value: kMaxEventTargetListenersWarned },
})
