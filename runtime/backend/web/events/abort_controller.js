// AbortController and AbortSignal, from the DOM Standard.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS, ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const {
  Event, EventTarget, defineEventHandler, inspected, kNewListener, kRemoveListener, kTrustEvent, kResistStopPropagation,
} = require('internal/event_target')
const validators = require('internal/validators')
const { kMaxEventTargetListeners } = require('events')
const { kDeserialize, kTransfer, kTransferList, markTransferMode } = require('internal/worker/js_transferable')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kCreate = Symbol('create')
const kAborted = Symbol('kAborted')
const kReason = Symbol('kReason')
// A signal of any() hangs weakly on the signals it is made of, so that many short-lived ones do not gather on one that lives
// long. While somebody listens to it they hold it.
const kDependents = Symbol('kDependantSignals') // references
const kSources = Symbol('kSourceSignals')
const kHeld = Symbol('kHeld')
const kChannel = Symbol('kChannel')

function checkSignal(value) {
  if (value?.[kAborted] === undefined) throw new ERR_INVALID_THIS('AbortSignal')
}

function defaultReason() {
  return new DOMException('This operation was aborted', 'AbortError')
}

class AbortSignal extends EventTarget {
  constructor(token = undefined) {
    if (token !== kCreate) throw new ERR_ILLEGAL_CONSTRUCTOR()
    super()
    this[kAborted] = false
    this[kReason] = undefined
    this[kDependents] = undefined
    this[kMaxEventTargetListeners] = 0 // many may wait for one signal
    this[kSources] = undefined
    this[kHeld] = undefined
  }

  [kNewListener](size, type) {
    super[kNewListener](size, type)
    if (size !== 1 || type !== 'abort' || this[kSources] === undefined || this[kAborted]) return
    this[kSources].forEach((source) => (source[kHeld] ??= new Set()).add(this))
  }

  [kRemoveListener](size, type) {
    if (size !== 0 || type !== 'abort' || this[kSources] === undefined) return
    this[kSources].forEach((source) => source[kHeld]?.delete(this))
  }

  get aborted() {
    checkSignal(this)
    return this[kAborted]
  }

  get reason() {
    checkSignal(this)
    return this[kReason]
  }

  throwIfAborted() {
    checkSignal(this)
    if (this[kAborted]) throw this[kReason]
  }

  [kInspect](depth, options, inspect) {
    return inspected(this, { aborted: this.aborted }, depth, options, inspect)
  }

  static abort(reason = defaultReason()) {
    const signal = new AbortSignal(kCreate)
    signal[kAborted] = true
    signal[kReason] = reason
    return signal
  }

  static timeout(delay) {
    validators.validateUint32(delay, 'delay', false)
    const signal = new AbortSignal(kCreate)
    setTimeout(() => {
      abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
    }, delay).unref()
    return signal
  }

  static any(signals) {
    validators.validateAbortSignalArray(signals, 'signals')
    const result = new AbortSignal(kCreate)
    for (let i = 0; i < signals.length; i++) {
      if (signals[i].aborted) {
        result[kAborted] = true
        result[kReason] = signals[i].reason
        return result
      }
    }
    const sources = result[kSources] = new Set()
    for (let i = 0; i < signals.length; i++) {
      if (signals[i][kSources] === undefined) sources.add(signals[i])
      else signals[i][kSources].forEach((source) => sources.add(source))
    }
    const reference = typeof WeakRef === 'function' ? new WeakRef(result) : { deref: () => result }
    sources.forEach((source) => addDependent(source, reference))
    return result
  }
}

Object.defineProperty(AbortSignal.prototype, 'aborted', { enumerable: true })
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { configurable: true, value: 'AbortSignal' })
defineEventHandler(AbortSignal.prototype, 'abort')

// addDependent forgets dependents that are gone each time their number has doubled.
function addDependent(source, reference) {
  const references = source[kDependents] ??= []
  const count = references.push(reference)
  if (count < 64 || (count & (count - 1)) !== 0) return
  const live = references.filter((one) => one.deref() !== undefined)
  if (live.length < count / 2) source[kDependents] = live
}

// abort marks the signal and all that depend on it before any listener hears of it.
function abort(signal, reason) {
  if (signal[kAborted]) return
  const all = [signal]
  for (let i = 0; i < all.length; i++) {
    all[i][kAborted] = true
    all[i][kReason] = reason
    all[i][kDependents]?.forEach((reference) => {
      const dependent = reference.deref()
      if (dependent !== undefined && !dependent[kAborted] && !all.includes(dependent)) all.push(dependent)
    })
    all[i][kDependents] = undefined
    all[i][kHeld] = undefined
  }
  for (let i = 0; i < all.length; i++) all[i].dispatchEvent(new Event('abort', { [kTrustEvent]: true }))
}

class AbortController {
  #signal

  get signal() {
    return this.#signal ??= new AbortSignal(kCreate)
  }

  abort(reason = defaultReason()) {
    abort(this.#signal ??= new AbortSignal(kCreate), reason)
  }

  [kInspect](depth, options, inspect) {
    return inspected(this, { signal: this.signal }, depth, options, inspect)
  }
}

Object.defineProperties(AbortController.prototype, {
  signal: { enumerable: true },
  abort: { enumerable: true },
  [Symbol.toStringTag]: { configurable: true, value: 'AbortController' },
})

// A signal that was made transferable goes through message ports as one that follows it.

AbortSignal.prototype[kTransferList] = function () {
  if (this[kAborted]) return []
  const channel = this[kChannel] = new (require('worker_threads').MessageChannel)()
  channel.port1.unref()
  channel.port2.unref()
  return [channel.port2]
}

AbortSignal.prototype[kTransfer] = function () {
  const deserializeInfo = 'internal/abort_controller:ClonedAbortSignal'
  if (this[kAborted]) return { data: { aborted: true, reason: this[kReason] }, deserializeInfo }
  const { port1, port2 } = this[kChannel]
  this[kChannel] = undefined
  this.addEventListener('abort', () => {
    port1.postMessage(this[kReason])
    port1.close()
  }, { once: true })
  return { data: { port: port2 }, deserializeInfo }
}

AbortSignal.prototype[kDeserialize] = function ({ aborted, reason, port }) {
  if (aborted) {
    this[kAborted] = true
    this[kReason] = reason
    return
  }
  port.onmessage = ({ data }) => {
    abort(this, data)
    port.close()
  }
  // It does not keep the program waiting for an abort.
  port.unref()
}
const kHidden = { enumerable: false }
Object.defineProperties(AbortSignal.prototype, { [kTransferList]: kHidden, [kTransfer]: kHidden, [kDeserialize]: kHidden })

function ClonedAbortSignal() { return new AbortSignal(kCreate) }
ClonedAbortSignal.prototype[kDeserialize] = () => {}

function transferableAbortSignal(signal) {
  if (signal?.[kAborted] === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal)
  markTransferMode(signal, false, true)
  return signal
}

function transferableAbortController() {
  const controller = new AbortController()
  transferableAbortSignal(controller.signal)
  return controller
}

// aborted is util.aborted: a promise that is fulfilled when the signal aborts.
async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal)
  validators.validateAbortSignal(signal, 'signal')
  validators.validateObject(resource, 'resource', validators.kValidateObjectAllowObjects)
  if (signal.aborted) return undefined
  return new Promise((resolve) => {
    signal.addEventListener('abort', whileAlive(signal, resource, resolve), { __proto__: null, once: true, [kResistStopPropagation]: true })
  })
}

// waiting holds what is to be called at an abort for as long as the resource lives.
let waiting
let gone // takes the listener away with its resource

function whileAlive(signal, resource, fn) {
  if (typeof FinalizationRegistry !== 'function') return fn
  waiting ??= new WeakMap()
  gone ??= new FinalizationRegistry(({ from, listener }) => from.deref()?.removeEventListener('abort', listener))
  const others = waiting.get(resource)
  if (others === undefined) waiting.set(resource, [fn])
  else others.push(fn)
  const held = new WeakRef(fn)
  const listener = (event) => held.deref()?.(event)
  gone.register(resource, { from: new WeakRef(signal), listener })
  return listener
}

module.exports = { AbortController, AbortSignal, ClonedAbortSignal, aborted, transferableAbortController, transferableAbortSignal }
