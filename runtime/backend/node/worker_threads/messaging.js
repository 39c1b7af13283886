// MessageChannel, MessagePort, BroadcastChannel and structuredClone. How messages are made and passed is native.

const {
  codes: { ERR_CONSTRUCT_CALL_INVALID, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors')
const { Event, EventTarget, NodeEventTarget, defineEventHandler, initEventTarget, kCreateEvent, kHybridDispatch,
  kNewListener, kRemoveListener } = require('internal/event_target')
const { kClone, kCreate, kDeserialize, kTransfer, kTransferList } = require('internal/worker/js_transferable')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kHandle = binding.handle
const kMode = binding.transferMode
const kMarked = binding.untransferable
const kReceiving = Symbol.for('nodejs.internal.kCurrentlyReceivingPorts')
const kTransferable = 1

function coded(code, message) {
  const error = new TypeError(message)
  error.code = code
  return error
}

// listOf reads an iterable as Node's native half does; undefined for what is none.
function listOf(value) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  const method = value[Symbol.iterator]
  if (typeof method !== 'function') return undefined
  const iterator = method.call(value)
  if ((typeof iterator !== 'object' && typeof iterator !== 'function') || iterator === null) return undefined
  const { next } = iterator
  if (typeof next !== 'function') return undefined
  const list = []
  for (;;) {
    const step = next.call(iterator)
    if ((typeof step !== 'object' && typeof step !== 'function') || step === null) return undefined
    if (step.done) return list
    list.push(step.value)
  }
}

// transferList reads the second argument of postMessage: an iterable, or options that have one as transfer.
function transferList(options) {
  if (options === undefined || options === null) return []
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw coded('ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable')
  }
  const list = listOf(options)
  if (list !== undefined) return list
  const { transfer } = options
  if (transfer === undefined) return []
  const transferred = listOf(transfer)
  if (transferred === undefined) throw coded('ERR_INVALID_ARG_TYPE', 'Optional options.transfer argument must be an iterable')
  return transferred
}

function isMessagePort(value) {
  return typeof value === 'object' && value !== null && value[kHandle] !== undefined
}

function handleOf(port) {
  const handle = port?.[kHandle]
  if (handle === undefined) throw new TypeError('Illegal invocation')
  return handle
}

// MessagePort. Listening to 'message' starts it and keeps the loop alive.
function MessagePort() {
  throw new ERR_CONSTRUCT_CALL_INVALID()
}

class Methods extends NodeEventTarget {
  postMessage(message, options) {
    if (arguments.length === 0) throw coded('ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage')
    const transfer = transferList(options)
    const sent = binding.post(handleOf(this), message, transfer)
    if (typeof sent !== 'string') return sent
    process.emitWarning(sent)
    return true
  }

  start() { binding.start(handleOf(this)) }

  close(callback) {
    if (typeof callback === 'function') this.once('close', callback)
    binding.close(handleOf(this))
  }

  ref() { binding.reference(handleOf(this), true) }
  unref() { binding.reference(handleOf(this), false) }
  hasRef() { return !!binding.isReferenced(handleOf(this)) }

  [kNewListener](size, type) {
    super[kNewListener](size, type)
    if (type === 'message' && size === 1 && this[kHandle] !== undefined) {
      this.ref()
      this.start()
    }
  }

  [kRemoveListener](size, type) {
    if (type === 'message' && size === 0) {
      binding.stop(this[kHandle])
      this.unref()
    }
  }

  [kCreateEvent](data, type) {
    if (type !== 'message' && type !== 'messageerror') return super[kCreateEvent](data, type)
    const ports = this[kReceiving]
    this[kReceiving] = undefined
    return new (require('internal/message_event').MessageEvent)(type, { data, ports })
  }

  [kInspect](depth, options) {
    if (this[kHandle] === undefined) return this
    const refed = binding.isReferenced(this[kHandle])
    const shown = Object.create(MessagePort.prototype, { [kInspect]: { value: undefined } })
    return Object.assign(shown, refed === undefined ? { active: false } : { active: true, refed }, this)
  }
}

Object.setPrototypeOf(MessagePort, NodeEventTarget)
MessagePort.prototype = Object.create(NodeEventTarget.prototype, {
  ...Object.getOwnPropertyDescriptors(Methods.prototype),
  constructor: { configurable: true, writable: true, value: MessagePort },
})
Object.defineProperty(MessagePort, 'prototype', { writable: false })
for (const name of ['postMessage', 'start', 'close', 'ref', 'unref', 'hasRef']) {
  Object.defineProperty(MessagePort.prototype, name, { enumerable: true })
}
Object.defineProperty(MessagePort.prototype.postMessage, 'length', { value: 0 })
Object.defineProperty(MessagePort.prototype, kMode, { value: kTransferable })
defineEventHandler(MessagePort.prototype, 'message')
defineEventHandler(MessagePort.prototype, 'messageerror')

function makePort(handle) {
  const port = Object.create(MessagePort.prototype)
  Object.defineProperty(port, kHandle, { value: handle })
  binding.init(handle, port)
  initEventTarget(port)
  Object.defineProperty(port, kReceiving, { writable: true, value: undefined })
  return port
}

function emitMessage(data, ports, type) {
  this[kReceiving] = ports
  try {
    this[kHybridDispatch](data, type, undefined)
  } finally {
    this[kReceiving] = undefined
  }
}

function onClosed() {
  this.dispatchEvent(new Event('close'))
}

function MessageChannel() {
  if (new.target === undefined) throw coded('ERR_CONSTRUCT_CALL_REQUIRED', 'Cannot call constructor without `new`')
  const ports = binding.channel()
  this.port1 = ports[0]
  this.port2 = ports[1]
}

const kType = Symbol('kType')
const kName = Symbol('kName')
const kPort = Symbol('kHandle')
const kOnMessage = Symbol('kOnMessage')
const kOnMessageError = Symbol('kOnMessageError')

function isBroadcastChannel(value) {
  return value?.[kType] === 'BroadcastChannel'
}

function checkBroadcastChannel(value) {
  if (!isBroadcastChannel(value)) throw new ERR_INVALID_THIS('BroadcastChannel')
}

class BroadcastChannel extends EventTarget {
  constructor(name) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name')
    super()
    this[kType] = 'BroadcastChannel'
    this[kName] = `${name}`
    this[kPort] = binding.broadcast(this[kName])
    const { MessageEvent } = require('internal/message_event')
    this[kOnMessage] = (data) => { this.dispatchEvent(new MessageEvent('message', { data })) }
    this[kOnMessageError] = (data) => { this.dispatchEvent(new MessageEvent('messageerror', { data })) }
    this[kPort].on('message', this[kOnMessage])
    this[kPort].on('messageerror', this[kOnMessageError])
  }

  [kInspect](depth, options, inspect) {
    checkBroadcastChannel(this)
    if (depth < 0) return 'BroadcastChannel'
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 }
    return `BroadcastChannel ${require('util').inspect({ name: this[kName], active: this[kPort] !== undefined }, inner)}`
  }

  get name() { checkBroadcastChannel(this); return this[kName] }

  close() {
    checkBroadcastChannel(this)
    if (this[kPort] === undefined) return
    this[kPort].off('message', this[kOnMessage])
    this[kPort].off('messageerror', this[kOnMessageError])
    this[kOnMessage] = undefined
    this[kOnMessageError] = undefined
    this[kPort].close()
    this[kPort] = undefined
  }

  postMessage(message) {
    checkBroadcastChannel(this)
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('message')
    if (this[kPort] === undefined) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError')
    if (this[kPort].postMessage(message) === undefined) throw new DOMException('Message could not be posted.')
  }

  ref() {
    checkBroadcastChannel(this)
    this[kPort]?.ref()
    return this
  }

  unref() {
    checkBroadcastChannel(this)
    this[kPort]?.unref()
    return this
  }
}
for (const name of ['name', 'close', 'postMessage']) Object.defineProperty(BroadcastChannel.prototype, name, { enumerable: true })
Object.defineProperty(BroadcastChannel.prototype, kMode, { value: 0 })
defineEventHandler(BroadcastChannel.prototype, 'message')
defineEventHandler(BroadcastChannel.prototype, 'messageerror')

function receiveMessageOnPort(port) {
  const handle = port?.[kPort]?.[kHandle] ?? port?.[kHandle]
  if (handle === undefined) throw coded('ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance')
  const received = binding.receive(handle)
  return received === undefined ? undefined : { message: received[0] }
}

function moveMessagePortToContext(port, context) {
  if (!isMessagePort(port)) throw coded('ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance')
  if (typeof context !== 'object' || context === null) throw coded('ERR_INVALID_ARG_TYPE', 'Invalid context argument')
  if (binding.isReferenced(port[kHandle]) === undefined || binding.isClosing(port[kHandle])) {
    const error = new Error('Cannot send data on closed MessagePort')
    error.code = 'ERR_CLOSED_MESSAGE_PORT'
    throw error
  }
  throw new (require('internal/errors').codes.ERR_METHOD_NOT_IMPLEMENTED)('moveMessagePortToContext()')
}

// The marks do not count for what inherits them: each says whose it is.
function mark(object, symbol, value) {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return
  Object.defineProperty(object, symbol, { configurable: true, value })
}

function markAsUntransferable(object) {
  mark(object, kMarked, object)
}

function isMarkedAsUntransferable(object) {
  return object !== undefined && object !== null && object[kMarked] === object
}

function markAsUncloneable(object) {
  mark(object, kMode, 0)
}

const kPrefix = "Failed to execute 'structuredClone': "

function structuredClone(value, options) {
  if (arguments.length === 0) throw coded('ERR_MISSING_ARGS', "The value argument must be specified")
  let transfer
  if (options !== undefined && options !== null) {
    if (typeof options !== 'object' && typeof options !== 'function') {
      throw coded('ERR_INVALID_ARG_TYPE', `${kPrefix}Options cannot be converted to a dictionary`)
    }
    transfer = options.transfer
    if (transfer !== undefined && (transfer === null || typeof transfer !== 'object' || typeof transfer[Symbol.iterator] !== 'function')) {
      throw coded('ERR_INVALID_ARG_TYPE', `${kPrefix}transfer in Options can not be converted to sequence.`)
    }
  }
  return binding.clone(value, transfer === undefined ? [] : [...transfer])
}
Object.defineProperty(structuredClone, 'length', { value: 1 })

// What the native half asks of objects whose classes say how to clone them; see internal/worker/js_transferable.

function describe(object, transferring) {
  const method = object[transferring ? kTransfer : kClone]
  if (typeof method !== 'function') return undefined
  const { data, deserializeInfo } = method.call(object)
  return [deserializeInfo, data]
}

function create(info) {
  const at = info.lastIndexOf(':')
  const name = info.slice(0, at)
  if (!name.startsWith('internal/')) throw new Error(`Missing internal module '${name}'`)
  const Class = require(name)[info.slice(at + 1)]
  if (typeof Class?.[kCreate] === 'function') return Class[kCreate]()
  if (typeof Class !== 'function' || typeof Class.prototype[kDeserialize] !== 'function') {
    throw new Error(`Unknown deserialize spec ${info}`)
  }
  return new Class()
}

binding.setUp({
  makePort,
  emitMessage,
  onClosed,
  makeRefusal: (message) => new DOMException(message, 'DataCloneError'),
  describe,
  create,
  restore(object, data) { object[kDeserialize](data) },
  makeOutput: (stream, bytes, waits) => ({ type: 'stdio', stream, chunk: Buffer.from(bytes), waits }),
  nested: (object) => typeof object[kTransferList] === 'function' ? object[kTransferList]() : [],
})

module.exports = {
  MessagePort,
  MessageChannel,
  isMessagePort,
  BroadcastChannel,
  structuredClone,
  receiveMessageOnPort,
  moveMessagePortToContext,
  markAsUntransferable,
  isMarkedAsUntransferable,
  markAsUncloneable,
  drainMessagePort(port) { binding.drain(port[kHandle]) },
}
