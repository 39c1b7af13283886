// Event and EventTarget, from the DOM Standard without its tree, and NodeEventTarget, which is
// an EventTarget with an EventEmitter's methods.

const { codes: { ERR_MISSING_ARGS, ERR_INVALID_THIS, ERR_INVALID_ARG_TYPE, ERR_EVENT_RECURSION } } = require('internal/errors')
const { validateObject, validateString, validateAbortSignal, kValidateObjectAllowObjects } = require('internal/validators')
const EventEmitter = require('events')
const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = EventEmitter

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kIsEventTarget = Symbol.for('nodejs.event_target')
const kHybridDispatch = Symbol.for('nodejs.internal.kHybridDispatch')
const kIsNodeEventTarget = Symbol('kIsNodeEventTarget')
const kType = Symbol('type')
const kDetail = Symbol('detail')
const kTarget = Symbol('kTarget')
const kStop = Symbol('kStop')
const kIsBeingDispatched = Symbol('kIsBeingDispatched')
const kEvents = Symbol('kEvents')
const kHandlers = Symbol('kHandlers')
const kWeakHandler = Symbol('kWeak')
const kResistStopPropagation = Symbol('kResistStopPropagation')
const kIsNodeStyleListener = Symbol('kIsNodeStyleListener')
const kTrustEvent = Symbol('kTrustEvent')
const kCreateEvent = Symbol('kCreateEvent')
const kNewListener = Symbol('kNewListener')
const kRemoveListener = Symbol('kRemoveListener')

// inspected shows an object by its class's name and the given fields.
function inspected(self, fields, depth, options, inspect) {
  const name = self.constructor.name
  if (depth < 0) return name
  const inner = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth }
  return `${name} ${(inspect ?? require('util').inspect)(fields, inner)}`
}

function isEvent(value) {
  return typeof value?.[kType] === 'string'
}

function checkEvent(value) {
  if (!isEvent(value)) throw new ERR_INVALID_THIS('Event')
}

class Event {
  #bubbles = false
  #cancelable = false
  #composed = false
  #trusted = false
  #defaultPrevented = false
  #propagationStopped = false
  #timeStamp = binding.now()

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type')
    if (options !== undefined && options !== null) {
      validateObject(options, 'options')
      this.#bubbles = !!options.bubbles
      this.#cancelable = !!options.cancelable
      this.#composed = !!options.composed
      this.#trusted = !!options[kTrustEvent]
    }
    this[kType] = `${type}`
    this[kTarget] = null
    this[kIsBeingDispatched] = false
  }

  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type')
    if (this[kIsBeingDispatched]) return
    this[kType] = `${type}`
    this.#bubbles = !!bubbles
    this.#cancelable = !!cancelable
  }

  [kInspect](depth, options, inspect) {
    checkEvent(this)
    return inspected(this, {
      type: this[kType],
      defaultPrevented: this.#defaultPrevented,
      cancelable: this.#cancelable,
      timeStamp: this.#timeStamp,
    }, depth, options, inspect)
  }

  stopImmediatePropagation() {
    checkEvent(this)
    this.stopPropagation()
    this[kStop] = true
  }
  stopPropagation() {
    checkEvent(this)
    this.#propagationStopped = true
  }
  preventDefault() {
    checkEvent(this)
    this.#defaultPrevented = true
  }
  composedPath() {
    checkEvent(this)
    return this[kIsBeingDispatched] ? [this[kTarget]] : []
  }

  get type() { checkEvent(this); return this[kType] }
  get target() { checkEvent(this); return this[kTarget] }
  get currentTarget() { checkEvent(this); return this[kIsBeingDispatched] ? this[kTarget] : null }
  get srcElement() { checkEvent(this); return this[kTarget] }
  get bubbles() { checkEvent(this); return this.#bubbles }
  get cancelable() { checkEvent(this); return this.#cancelable }
  get composed() { checkEvent(this); return this.#composed }
  get defaultPrevented() { checkEvent(this); return this.#cancelable && this.#defaultPrevented }
  get returnValue() { checkEvent(this); return !this.#cancelable || !this.#defaultPrevented }
  get timeStamp() { checkEvent(this); return this.#timeStamp }
  get eventPhase() { checkEvent(this); return this[kIsBeingDispatched] ? 2 : 0 }
  get isTrusted() { return (#trusted in this) && this.#trusted }
  get cancelBubble() { checkEvent(this); return this.#propagationStopped }
  set cancelBubble(value) {
    checkEvent(this)
    if (value) this.#propagationStopped = true
  }
}

// enumerable makes a prototype's members enumerable and names its class.
function enumerable(prototype, tag, names) {
  for (let i = 0; i < names.length; i++) Object.defineProperty(prototype, names[i], { enumerable: true })
  Object.defineProperty(prototype, Symbol.toStringTag, { configurable: true, value: tag })
}

enumerable(Event.prototype, 'Event', ['initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget',
  'srcElement', 'type', 'cancelable', 'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles', 'composed',
  'eventPhase', 'cancelBubble', 'stopPropagation', 'isTrusted'])
Object.defineProperty(Event.prototype, 'isTrusted', { configurable: false })
;['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].forEach((name, value) => {
  Object.defineProperty(Event, name, { enumerable: true, value })
})

class CustomEvent extends Event {
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type')
    super(type, options)
    this[kDetail] = options?.detail ?? null
  }
  get detail() {
    if (!isEvent(this) || this[kDetail] === undefined) throw new ERR_INVALID_THIS('CustomEvent')
    return this[kDetail]
  }
}
enumerable(CustomEvent.prototype, 'CustomEvent', ['detail'])

// EventTarget. Its listeners are arrays of plain records, by type.

function isEventTarget(value) {
  return value?.constructor?.[kIsEventTarget]
}

function checkTarget(value) {
  if (!isEventTarget(value)) throw new ERR_INVALID_THIS('EventTarget')
}

function initEventTarget(self) {
  self[kEvents] = new Map()
  self[kHandlers] = new Map()
  self[kMaxEventTargetListeners] = EventEmitter.defaultMaxListeners
  self[kMaxEventTargetListenersWarned] = false
}

function isListener(listener) {
  if (typeof listener === 'function' || typeof listener === 'object' && listener !== null) return true
  if (listener === undefined || listener === null) return false
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener)
}

function find(list, listener, capture) {
  for (let i = 0; i < list.length; i++) {
    if (list[i].listener === listener && list[i].capture === capture) return i
  }
  return -1
}

// count is how many listeners a list has, event handlers (onabort) that are null left out.
function count(list) {
  let n = 0
  for (let i = 0; i < list.length; i++) {
    if (list[i].listener.isEmptyHandler !== true) n++
  }
  return n
}

function warn(name, message, target, type, size) {
  const warning = new Error(message)
  warning.name = name
  warning.target = target
  warning.type = type
  if (size !== undefined) warning.count = size
  process.emitWarning(warning)
}

class EventTarget {
  static [kIsEventTarget] = true

  constructor() { initEventTarget(this) }

  [kNewListener](size, type) {
    const max = this[kMaxEventTargetListeners]
    if (max <= 0 || size <= max || this[kMaxEventTargetListenersWarned]) return
    this[kMaxEventTargetListenersWarned] = true
    warn('MaxListenersExceededWarning', `Possible EventTarget memory leak detected. ${size} ${type} listeners added to ` +
      `${require('util').inspect(this, { depth: -1 })}. MaxListeners is ${max}. Use events.setMaxListeners() to increase limit`,
    this, type, size)
  }

  [kRemoveListener]() {}

  addEventListener(type, listener, options = undefined) {
    checkTarget(this)
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener')
    let once = false
    let capture = false
    let passive = false
    let nodeStyle = false
    let resist = false
    if (typeof options === 'boolean') {
      capture = options
    } else if (options !== undefined && options !== null) {
      validateObject(options, 'options', kValidateObjectAllowObjects)
      once = !!options.once
      capture = !!options.capture
      passive = !!options.passive
      nodeStyle = !!options[kIsNodeStyleListener]
      resist = !!options[kResistStopPropagation]
      const signal = options.signal
      if (signal !== undefined) {
        validateAbortSignal(signal, 'options.signal')
        if (signal.aborted) return
        signal.addEventListener('abort', () => this.removeEventListener(type, listener, capture),
          { __proto__: null, once: true, [kResistStopPropagation]: true })
      }
    }
    if (!isListener(listener)) {
      warn('AddEventListenerArgumentTypeWarning', `addEventListener called with ${listener} which has no effect.`, this, type)
      return
    }
    type = `${type}`
    let list = this[kEvents].get(type)
    if (list === undefined) this[kEvents].set(type, list = [])
    else if (find(list, listener, capture) >= 0) return
    list.push({ listener, once, capture, passive, nodeStyle, resist, removed: false })
    this[kNewListener](count(list), type, listener, once, capture, passive)
  }

  removeEventListener(type, listener, options = undefined) {
    checkTarget(this)
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener')
    if (!isListener(listener)) return
    type = `${type}`
    const list = this[kEvents].get(type)
    if (list === undefined) return
    const capture = options === true || options?.capture === true
    const index = find(list, listener, capture)
    if (index >= 0) remove(this, type, list, index)
  }

  dispatchEvent(event) {
    checkTarget(this)
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event')
    if (!(event instanceof Event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event)
    if (event[kIsBeingDispatched]) throw new ERR_EVENT_RECURSION(event.type)
    this[kHybridDispatch](event, event.type, event)
    return event.defaultPrevented !== true
  }

  // Listeners of a NodeEventTarget get nodeValue itself, the others an event, which is made
  // for the first of them if there is none.
  [kHybridDispatch](nodeValue, type, event) {
    if (event !== undefined) begin(event, this)
    const list = this[kEvents].get(type)
    const length = list === undefined ? 0 : list.length
    // What a listener adds is not called in this round.
    const round = length > 1 ? list.slice() : list
    for (let i = 0; i < length; i++) {
      const record = round[i]
      if (record.removed || event !== undefined && event[kStop] === true && !record.resist) continue
      if (record.once) remove(this, type, list, list.indexOf(record))
      try {
        let argument = nodeValue
        if (!record.nodeStyle) {
          if (event === undefined) begin(event = this[kCreateEvent](nodeValue, type), this)
          argument = event
        }
        const listener = record.listener
        const result = typeof listener === 'function' ? listener.call(this, argument) : listener.handleEvent?.(argument)
        if (result !== undefined && result !== null) catchRejection(result)
      } catch (error) {
        throwLater(error)
      }
    }
    if (event !== undefined) event[kIsBeingDispatched] = false
    return true
  }

  [kCreateEvent](nodeValue, type) {
    return new CustomEvent(type, { detail: nodeValue })
  }

  [kInspect](depth, options, inspect) {
    checkTarget(this)
    return inspected(this, {}, depth, options, inspect)
  }
}
enumerable(EventTarget.prototype, 'EventTarget', ['addEventListener', 'removeEventListener', 'dispatchEvent'])

function begin(event, target) {
  event[kTarget] = target
  event[kIsBeingDispatched] = true
}

function remove(target, type, list, index) {
  const record = list[index]
  record.removed = true
  list.splice(index, 1)
  if (list.length === 0) target[kEvents].delete(type)
  target[kRemoveListener](count(list), type, record.listener, record.capture)
}

function catchRejection(promise) {
  const then = promise.then
  if (typeof then === 'function') then.call(promise, undefined, throwLater)
}

// A listener's error is uncaught, but the other listeners are still called.
function throwLater(error) {
  process.nextTick(() => { throw error })
}

function listenersOf(target, type) {
  const list = target[kEvents].get(type)
  return list === undefined ? [] : list.map((record) => record.listener)
}

// defineEventHandler gives a prototype the attribute `on${name}`. Of strict ones, what is no function is null.
function defineEventHandler(prototype, name, event = name, strict = false) {
  const property = `on${name}`
  const check = (self) => {
    if (self?.[kHandlers] === undefined) throw new ERR_INVALID_ARG_TYPE('this', 'EventTarget', self)
  }
  const accessors = {
    get [property]() {
      check(this)
      return this[kHandlers].get(event)?.handler ?? null
    },
    set [property](value) {
      check(this)
      if (strict && typeof value !== 'function') value = null
      // Handlers keep the place that the first of them was given.
      let wrapper = this[kHandlers].get(event)
      const before = wrapper?.handler
      if (wrapper === undefined) {
        wrapper = function (...args) {
          if (typeof wrapper.handler === 'function') return wrapper.handler.apply(this, args)
        }
        this[kHandlers].set(event, wrapper)
      }
      wrapper.handler = value
      wrapper.isEmptyHandler = typeof value !== 'function'
      if (before === undefined) {
        this.addEventListener(event, wrapper)
        return
      }
      const size = count(this[kEvents].get(event) ?? [])
      if (typeof before === 'function') this[kRemoveListener](size, event, before, false)
      if (typeof value === 'function') this[kNewListener](size, event, value, false, false, false)
    },
  }
  const { get, set } = Object.getOwnPropertyDescriptor(accessors, property)
  Object.defineProperty(prototype, property, { configurable: true, enumerable: true, get, set })
}

function checkNodeTarget(value) {
  if (!value?.constructor?.[kIsNodeEventTarget]) throw new ERR_INVALID_THIS('NodeEventTarget')
}

const kNodeStyle = { [kIsNodeStyleListener]: true }
const kNodeStyleOnce = { once: true, [kIsNodeStyleListener]: true }

class NodeEventTarget extends EventTarget {
  static [kIsNodeEventTarget] = true
  static defaultMaxListeners = 10

  setMaxListeners(n) { checkNodeTarget(this); EventEmitter.setMaxListeners(n, this) }
  getMaxListeners() { checkNodeTarget(this); return this[kMaxEventTargetListeners] }
  eventNames() { checkNodeTarget(this); return [...this[kEvents].keys()] }
  listenerCount(type) { checkNodeTarget(this); return count(this[kEvents].get(String(type)) ?? []) }
  off(type, listener, options) { checkNodeTarget(this); this.removeEventListener(type, listener, options); return this }
  removeListener(type, listener, options) { return this.off(type, listener, options) }
  on(type, listener) { checkNodeTarget(this); this.addEventListener(type, listener, kNodeStyle); return this }
  addListener(type, listener) { return this.on(type, listener) }
  once(type, listener) { checkNodeTarget(this); this.addEventListener(type, listener, kNodeStyleOnce); return this }
  emit(type, value) {
    checkNodeTarget(this)
    validateString(type, 'type')
    const had = this.listenerCount(type) > 0
    this[kHybridDispatch](value, type)
    return had
  }
  removeAllListeners(type) {
    checkNodeTarget(this)
    if (type === undefined) this[kEvents].clear()
    else this[kEvents].delete(String(type))
    return this
  }
}
enumerable(NodeEventTarget.prototype, 'EventTarget', ['setMaxListeners', 'getMaxListeners', 'eventNames', 'listenerCount',
  'off', 'removeListener', 'on', 'addListener', 'once', 'emit', 'removeAllListeners'])

module.exports = {
  Event,
  CustomEvent,
  EventTarget,
  NodeEventTarget,
  defineEventHandler,
  initEventTarget,
  inspected,
  isEventTarget,
  listenersOf,
  kCreateEvent,
  kEvents,
  kHybridDispatch,
  kNewListener,
  kRemoveListener,
  kResistStopPropagation,
  kTrustEvent,
  kWeakHandler,
}
