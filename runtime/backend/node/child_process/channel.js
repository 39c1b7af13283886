'use strict'

// The channel between a program and one that it has forked: send, disconnect, 'message'. It follows Node's
// lib/internal/child_process.js closely. What goes along with messages is in handles.js.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_IPC_CHANNEL_CLOSED,
    ERR_IPC_DISCONNECTED, ERR_MISSING_ARGS,
  },
  ErrnoException,
} = require('internal/errors')
const { validateObject } = require('internal/validators')
const { deprecate } = require('internal/util')
const EventEmitter = require('events')
const process = require('process')
const native = require('internal/child_process/binding')

const kPending = Symbol('kPendingMessages')

// Control is target.channel. It counts the listeners and writes that keep the program alive, until the program itself says
// whether the channel is to do so.
class Control extends EventEmitter {
  #channel
  #refs = 0
  #explicit = false

  constructor(channel) {
    super()
    this.#channel = channel
    this[kPending] = []
  }

  refCounted() {
    if (++this.#refs === 1 && !this.#explicit) this.#channel.ref()
  }

  unrefCounted() {
    if (--this.#refs === 0 && !this.#explicit) {
      this.#channel.unref()
      this.emit('unref')
    }
  }

  ref() {
    this.#explicit = true
    this.#channel.ref()
  }

  unref() {
    this.#explicit = true
    this.#channel.unref()
  }

  get fd() { return this.#channel ? this.#channel.fd : undefined }
}

const prefix = 'NODE_'
// How often a handle that did not arrive is sent again.
const maxRetransmissions = 3

function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' &&
    message.cmd.length > prefix.length && message.cmd.startsWith(prefix)
}

// setupChannel gives target, a ChildProcess or process itself, what the channel is for.
function setupChannel(target, channel, serializationMode) {
  const control = new Control(channel)
  const messages = require('internal/child_process/serialization')[serializationMode](channel)
  target.channel = control
  Object.defineProperty(target, '_channel', {
    __proto__: null,
    configurable: true,
    enumerable: false,
    get: deprecate(() => target.channel, '_channel is deprecated. Use ChildProcess.channel instead.', 'DEP0129'),
    set: deprecate((value) => { target.channel = value }, '_channel is deprecated. Use ChildProcess.channel instead.', 'DEP0129'),
  })
  target._handleQueue = null
  target._pendingMessage = null
  channel.buffering = false
  channel.sockets = { got: {}, send: {} }

  // The descriptor that came with the message that is read next, of those that have one.
  let passed
  const passes = channel.passHandles((fd) => {
    dropPassed()
    passed = fd
  })
  function dropPassed() {
    if (passed === undefined) return
    require('fs').closeSync(passed)
    passed = undefined
  }

  channel.onread = (value) => {
    if (value !== null && typeof value === 'object') {
      const received = messages.parse(new Uint8Array(value))
      for (let i = 0; i < received.length; i++) {
        const message = received[i]
        if (!isInternal(message)) {
          handleMessage(message, undefined, false)
        } else if (message.cmd === 'NODE_HANDLE' && passed !== undefined) {
          const native = require('internal/child_process/handles').nativeOf(passed, message)
          if (native === undefined) dropPassed()
          passed = undefined
          handleMessage(message, native, true)
        } else {
          handleMessage(message, undefined, true)
        }
      }
      return
    }
    dropPassed()
    channel.buffering = false
    channel.reading = false
    target.disconnect()
    channel.close()
    target.channel = null
    if (target._closesNeeded !== undefined) require('internal/child_process').maybeClose(target)
  }

  target.on('internalMessage', (message, native) => {
    if (message.cmd === 'NODE_HANDLE_ACK' || message.cmd === 'NODE_HANDLE_NACK') {
      acknowledged(message.cmd === 'NODE_HANDLE_ACK')
      return
    }
    if (message.cmd !== 'NODE_HANDLE') return
    // The other end learns whether it has arrived; that it can't be told is nobody's fault.
    target._send({ cmd: native ? 'NODE_HANDLE_ACK' : 'NODE_HANDLE_NACK' }, null, true)
    if (!native) return
    require('internal/child_process/handles').types[message.type].got(channel, target, message, native, (handle) => {
      handleMessage(message.msg, handle, isInternal(message.msg))
    })
  })

  // acknowledged goes on with what waits until a handle has arrived.
  function acknowledged(arrived) {
    const pending = target._pendingMessage
    if (pending) {
      if (arrived) {
        closePending()
      } else if (pending.retransmissions++ === maxRetransmissions) {
        closePending()
        process.emitWarning('Handle did not reach the receiving process correctly', 'SentHandleNotReceivedWarning')
      }
    }
    const queue = target._handleQueue
    if (!queue) return
    target._handleQueue = null
    const again = target._pendingMessage
    if (again) transmit(again.message, again.handle, again.options, again.callback)
    for (let i = 0; i < queue.length; i++) target._send(queue[i].message, queue[i].handle, queue[i].options, queue[i].callback)
    if (!target.connected && target.channel && !target._handleQueue) target._disconnect()
  }

  function closePending() {
    target._pendingMessage.handle.close()
    target._pendingMessage = null
  }

  target.on('newListener', () => {
    process.nextTick(() => {
      if (!target.channel || !target.listenerCount('message')) return
      const pending = target.channel[kPending]
      if (pending.length === 0) return
      for (let i = 0; i < pending.length; i++) Reflect.apply(target.emit, target, pending[i])
      if (target.channel) target.channel[kPending] = []
    })
  })

  target.send = function send(message, handle, options, callback) {
    if (typeof handle === 'function') {
      callback = handle
      handle = undefined
      options = undefined
    } else if (typeof options === 'function') {
      callback = options
      options = undefined
    } else if (options !== undefined) {
      validateObject(options, 'options')
    }
    options = { swallowErrors: false, ...options }
    if (this.connected) return this._send(message, handle, options, callback)
    const error = new ERR_IPC_CHANNEL_CLOSED()
    if (typeof callback === 'function') process.nextTick(callback, error)
    else process.nextTick(() => this.emit('error', error))
    return false
  }

  target._send = function _send(message, handle, options, callback) {
    if (message === undefined) throw new ERR_MISSING_ARGS('message')
    if (typeof message !== 'string' && typeof message !== 'object' && typeof message !== 'number' && typeof message !== 'boolean') {
      throw new ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message)
    }
    if (typeof options === 'boolean') options = { swallowErrors: options }
    let type
    if (handle) {
      if (!passes) refuseHandle()
      const { types, typeOf } = require('internal/child_process/handles')
      const wrapped = { cmd: 'NODE_HANDLE', type: typeOf(handle), msg: message }
      if (this._handleQueue) {
        this._handleQueue.push({ message, handle, options, callback })
        return this._handleQueue.length === 1
      }
      type = types[wrapped.type]
      // What has none any more goes without it.
      handle = type.send(channel, target, wrapped, handle, options)
      if (handle) message = wrapped
    } else if (this._handleQueue && message?.cmd !== 'NODE_HANDLE_ACK' && message?.cmd !== 'NODE_HANDLE_NACK') {
      // Messages keep their order.
      this._handleQueue.push({ message, handle: null, options, callback })
      return this._handleQueue.length === 1
    }
    transmit(message, handle, options, callback, type?.closes === true && !options.keepOpen)
    return channel.writeQueueSize < 65536 * 2
  }

  // transmit writes a message. closes says that the handle is to be closed when it has arrived.
  function transmit(message, handle, options, callback, closes = false) {
    const result = channel.write(messages.encode(message), (failure) => {
      control.unrefCounted()
      if (typeof callback === 'function') callback(failure === undefined ? null : new ErrnoException(failure, 'write'))
    }, handle ? handle.fd : undefined)
    if (result >= 0 && handle) {
      target._handleQueue ??= []
      if (closes) target._pendingMessage = { callback, message, handle, options, retransmissions: 0 }
    }
    if (result === 1) {
      control.refCounted()
    } else if (result === 0) {
      if (typeof callback === 'function') process.nextTick(callback, null)
    } else {
      if (handle && closes) handle.close()
      if (options?.swallowErrors) return
      const error = new ErrnoException(result, 'write')
      if (typeof callback === 'function') process.nextTick(callback, error)
      else process.nextTick(() => target.emit('error', error))
    }
  }

  // connected is false as soon as disconnect is called; channel is null once it is closed.
  target.connected = true

  target.disconnect = function disconnect() {
    if (!this.connected) {
      this.emit('error', new ERR_IPC_DISCONNECTED())
      return
    }
    this.connected = false
    // What waits is sent before.
    if (!this._handleQueue) this._disconnect()
  }

  target._disconnect = function _disconnect() {
    this.channel = null
    if (this._pendingMessage) closePending()
    let fired = false
    function finish() {
      if (fired) return
      fired = true
      channel.close()
      target.emit('disconnect')
    }
    // A message that is being read comes first.
    if (channel.buffering) {
      this.once('message', finish)
      this.once('internalMessage', finish)
      return
    }
    process.nextTick(finish)
  }

  function emit(event, message, handle) {
    if (event === 'internalMessage' || target.listenerCount('message')) {
      target.emit(event, message, handle)
      return
    }
    if (target.channel) target.channel[kPending].push([event, message, handle])
  }

  function handleMessage(message, handle, internal) {
    if (!target.channel) return
    process.nextTick(emit, internal ? 'internalMessage' : 'message', message, handle)
  }

  channel.readStart()
  return control
}

// refuseHandle throws where the system has no way.
function refuseHandle() {
  const error = new Error("Sockets and servers can't be sent to another process on this system: send the data, or let that process open the connection")
  error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM'
  throw error
}

// forkChild opens the channel to the parent, in the child.
function forkChild(fd, serializationMode) {
  const { PipeHandle } = require('internal/child_process/socket')
  const opened = native.openChannel(fd)
  const channel = new PipeHandle(opened.handle, opened.fd)
  channel.unref()
  const control = setupChannel(process, channel, serializationMode)
  process.on('newListener', (name) => {
    if (name === 'message' || name === 'disconnect') control.refCounted()
  })
  process.on('removeListener', (name) => {
    if (name === 'message' || name === 'disconnect') control.unrefCounted()
  })
}

module.exports = { setupChannel, forkChild }
