// AbortController and AbortSignal, from the DOM Standard.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS, ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { Event, EventTarget, defineEventHandler, inspected, kTrustEvent, kResistStopPropagation } = require('internal/event_target')
const validators = require('internal/validators')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kCreate = Symbol('create')
const kAborted = Symbol('kAborted')
const kReason = Symbol('kReason')
const kDependents = Symbol('kDependantSignals')

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
    for (let i = 0; i < signals.length; i++) (signals[i][kDependents] ??= new Set()).add(result)
    return result
  }
}

Object.defineProperty(AbortSignal.prototype, 'aborted', { enumerable: true })
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { configurable: true, value: 'AbortSignal' })
defineEventHandler(AbortSignal.prototype, 'abort')

// abort marks the signal and all that depend on it before any listener hears of it.
function abort(signal, reason) {
  if (signal[kAborted]) return
  const all = [signal]
  for (let i = 0; i < all.length; i++) {
    all[i][kAborted] = true
    all[i][kReason] = reason
    all[i][kDependents]?.forEach((dependent) => {
      if (!dependent[kAborted] && !all.includes(dependent)) all.push(dependent)
    })
    all[i][kDependents] = undefined
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

// aborted is util.aborted: a promise that is fulfilled when the signal aborts.
async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal)
  validators.validateAbortSignal(signal, 'signal')
  validators.validateObject(resource, 'resource', validators.kValidateObjectAllowObjects)
  if (signal.aborted) return undefined
  return new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { __proto__: null, once: true, [kResistStopPropagation]: true })
  })
}

module.exports = { AbortController, AbortSignal, aborted }
