// MessageEvent and CloseEvent, and ErrorEvent, which Node has without its being global. Conversions are Web IDL's, words undici's.

const { Event, kTrustEvent } = require('internal/event_target')

// trusted are the options of an event that the runtime itself dispatches.
const trusted = Object.freeze({ __proto__: null, [kTrustEvent]: true })
const kNone = Object.freeze({ __proto__: null })
const kNoPorts = Object.freeze([])

function typeOf(type, given, name) {
  if (given === 0) throw new TypeError(`${name} constructor: 1 argument required, but 0 found.`)
  return stringOf(type, `${name} constructor`, 'type')
}

function stringOf(value, prefix, argument) {
  if (typeof value === 'symbol') throw new TypeError(`${prefix}: ${argument} is a symbol, which cannot be converted to a DOMString.`)
  return String(value)
}

// wellFormed makes a USVString: no surrogate stands alone.
const wellFormed = (text) => Buffer.from(text).toString()

function optionsOf(options, name) {
  if (options === undefined || options === null) return kNone
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw new TypeError(`${name} constructor: Expected eventInitDict ("${name}Init") to be one of: Null, Undefined, Object.`)
  }
  return options
}

function illegal() {
  const error = new TypeError('Illegal invocation')
  error.code = 'ERR_INVALID_THIS'
  return error
}

function portOf(value, argument) {
  if (typeof value !== 'object' || value === null || !require('internal/messaging').isMessagePort(value)) {
    throw new TypeError(`MessageEvent constructor: Expected ${argument} to be an instance of MessagePort.`)
  }
  return value
}

function portsOf(value) {
  if (value === undefined) return kNoPorts
  if (typeof value !== 'object' && typeof value !== 'function' || value === null || typeof value[Symbol.iterator] !== 'function') {
    throw new TypeError('MessageEvent constructor: eventInitDict.ports is not iterable.')
  }
  return Object.freeze(Array.from(value, (port, i) => portOf(port, `eventInitDict.ports[${i}]`)))
}

let received

class MessageEvent extends Event {
  #data = null
  #origin = ''
  #lastEventId = ''
  #source = null
  #ports = kNoPorts

  constructor(type, options = undefined) {
    type = typeOf(type, arguments.length, 'MessageEvent')
    options = optionsOf(options, 'MessageEvent')
    super(type, options)
    if (options === trusted || options === kNone) return
    this.#set(options)
  }

  #set({ data = null, lastEventId = '', origin = '', ports, source = null }) {
    const prefix = 'MessageEvent constructor'
    this.#data = data
    this.#lastEventId = stringOf(lastEventId, prefix, 'eventInitDict.lastEventId')
    this.#origin = wellFormed(stringOf(origin, prefix, 'eventInitDict.origin'))
    this.#ports = portsOf(ports)
    this.#source = source === null ? null : portOf(source, 'eventInitDict.source')
  }

  static #of(value) {
    if (typeof value !== 'object' || value === null || !(#data in value)) throw illegal()
    return value
  }

  static {
    received = (type, data, origin, lastEventId) => {
      const event = new MessageEvent(type, trusted)
      event.#data = data
      event.#origin = origin
      event.#lastEventId = lastEventId
      return event
    }
  }

  get data() { return MessageEvent.#of(this).#data }
  get origin() { return MessageEvent.#of(this).#origin }
  get lastEventId() { return MessageEvent.#of(this).#lastEventId }
  get source() { return MessageEvent.#of(this).#source }
  get ports() { return MessageEvent.#of(this).#ports }

  initMessageEvent(type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null, ports = kNoPorts) {
    MessageEvent.#of(this)
    if (arguments.length === 0) throw new TypeError('MessageEvent.initMessageEvent: 1 argument required, but 0 found.')
    // While it is dispatched nothing changes, as with initEvent.
    if (this.eventPhase !== 0) return
    this.initEvent(stringOf(type, 'MessageEvent.initMessageEvent', 'type'), bubbles, cancelable)
    this.#set({ data, origin, lastEventId, source, ports })
  }
}

class CloseEvent extends Event {
  #wasClean
  #code
  #reason

  constructor(type, options = undefined) {
    type = typeOf(type, arguments.length, 'CloseEvent')
    options = optionsOf(options, 'CloseEvent')
    super(type, options)
    const { code = 0, reason = '', wasClean = false } = options
    this.#code = code & 0xFFFF
    this.#reason = wellFormed(stringOf(reason, 'CloseEvent constructor', 'eventInitDict.reason'))
    this.#wasClean = !!wasClean
  }

  static #of(value) {
    if (typeof value !== 'object' || value === null || !(#code in value)) throw illegal()
    return value
  }

  get wasClean() { return CloseEvent.#of(this).#wasClean }
  get code() { return CloseEvent.#of(this).#code }
  get reason() { return CloseEvent.#of(this).#reason }
}

class ErrorEvent extends Event {
  #fields

  constructor(type, options = undefined) {
    type = typeOf(type, arguments.length, 'ErrorEvent')
    options = optionsOf(options, 'ErrorEvent')
    super(type, options)
    const { colno = 0, error, filename = '', lineno = 0, message = '' } = options
    this.#fields = { colno: colno >>> 0, error, filename: `${filename}`, lineno: lineno >>> 0, message: `${message}` }
  }

  static #of(value) {
    if (typeof value !== 'object' || value === null || !(#fields in value)) throw illegal()
    return value.#fields
  }

  get message() { return ErrorEvent.#of(this).message }
  get filename() { return ErrorEvent.#of(this).filename }
  get lineno() { return ErrorEvent.#of(this).lineno }
  get colno() { return ErrorEvent.#of(this).colno }
  get error() { return ErrorEvent.#of(this).error }
}

function describe(constructor, names) {
  for (let i = 0; i < names.length; i++) Object.defineProperty(constructor.prototype, names[i], { enumerable: true })
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { configurable: true, value: constructor.name })
  Object.defineProperty(constructor, 'length', { value: 1 })
}
describe(MessageEvent, ['data', 'origin', 'lastEventId', 'source', 'ports', 'initMessageEvent'])
Object.defineProperty(MessageEvent.prototype.initMessageEvent, 'length', { value: 1 })
describe(CloseEvent, ['wasClean', 'code', 'reason'])
describe(ErrorEvent, ['message', 'filename', 'lineno', 'colno', 'error'])

// received makes a trusted MessageEvent; it checks nothing.
module.exports = { MessageEvent, CloseEvent, ErrorEvent, received, trusted }
