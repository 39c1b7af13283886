'use strict'

const EventEmitter = require('events')
const process = require('process')
const { Buffer } = require('buffer')
const {
  codes: {
    ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_INVALID_FD_TYPE, ERR_IP_BLOCKED, ERR_SOCKET_ALREADY_BOUND, ERR_SOCKET_DGRAM_IS_CONNECTED,
    ERR_SOCKET_DGRAM_NOT_CONNECTED, ERR_SOCKET_DGRAM_NOT_RUNNING,
  },
  ErrnoException, ExceptionWithHostPort,
} = require('internal/errors')
const { validateAbortSignal, validateNumber, validatePort, validateString, validateUint32 } = require('internal/validators')
const { isIP } = require('internal/net')
const { deprecate, promisify } = require('internal/util')
const { newHandle, createSocketHandle, kindOf, kState } = require('internal/dgram/handle')
const channel = require('diagnostics_channel').channel('udp.socket')

const kUnbound = 0
const kBinding = 1
const kBound = 2
const kDisconnected = 0
const kConnecting = 1
const kConnected = 2
const bufferTypes = ['Buffer', 'TypedArray', 'DataView', 'string']

function Socket(type, listener) {
  EventEmitter.call(this)
  let options
  if (type !== null && typeof type === 'object') {
    options = type
    type = options.type
    if (options.recvBufferSize) validateUint32(options.recvBufferSize, 'options.recvBufferSize')
    if (options.sendBufferSize) validateUint32(options.sendBufferSize, 'options.sendBufferSize')
  }
  const handle = newHandle(type, options?.lookup)
  handle.owner = this
  this.type = type
  if (typeof listener === 'function') this.on('message', listener)
  this[kState] = {
    handle,
    receiving: false,
    bindState: kUnbound,
    connectState: kDisconnected,
    queue: undefined,
    reuseAddr: options?.reuseAddr,
    reusePort: options?.reusePort,
    ipv6Only: options?.ipv6Only,
    recvBufferSize: options?.recvBufferSize,
    sendBufferSize: options?.sendBufferSize,
    receiveBlockList: blockListOf(options, 'receiveBlockList'),
    sendBlockList: blockListOf(options, 'sendBlockList'),
  }
  if (options?.signal !== undefined) addAbortSignal(this, options.signal)
  if (channel.hasSubscribers) channel.publish({ socket: this })
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype)
Object.setPrototypeOf(Socket, EventEmitter)

function blockListOf(options, name) {
  const list = options?.[name]
  if (!list) return undefined
  if (!require('internal/blocklist').BlockList.isBlockList(list)) throw new ERR_INVALID_ARG_TYPE(`options.${name}`, 'net.BlockList', list)
  return list
}

function addAbortSignal(self, signal) {
  validateAbortSignal(signal, 'options.signal')
  const onAborted = () => {
    if (self[kState].handle) self.close()
  }
  if (signal.aborted) {
    onAborted()
    return
  }
  self.once('close', EventEmitter.addAbortListener(signal, onAborted)[Symbol.dispose])
}

function createSocket(type, listener) { return new Socket(type, listener) }

// healthCheck throws if the socket is closed.
function healthCheck(self) {
  if (!self[kState].handle) throw new ERR_SOCKET_DGRAM_NOT_RUNNING()
}

function startListening(self) {
  const state = self[kState]
  state.handle.onmessage = onMessage
  state.handle.recvStart()
  state.receiving = true
  state.bindState = kBound
  if (state.recvBufferSize) self.setRecvBufferSize(state.recvBufferSize)
  if (state.sendBufferSize) self.setSendBufferSize(state.sendBufferSize)
  self.emit('listening')
}

function stopReceiving(self) {
  const state = self[kState]
  if (!state.receiving) return
  state.handle.recvStop()
  state.receiving = false
}

// onMessage is a handle's onmessage.
function onMessage(length, handle, buffer, rinfo) {
  const self = handle.owner
  if (length < 0) {
    self.emit('error', new ErrnoException(length, 'recvmsg'))
    return
  }
  const list = self[kState].receiveBlockList
  if (list !== undefined && list.check(rinfo.address, rinfo.family.toLowerCase())) return
  self.emit('message', buffer, rinfo)
}

// replaceHandle gives the socket a handle that someone else made.
function replaceHandle(self, handle) {
  const state = self[kState]
  const old = state.handle
  if (!old.hasRef() && typeof handle.unref === 'function') handle.unref()
  handle.resolve = old.resolve
  handle.owner = self
  old.close()
  state.handle = handle
}

// bind([port][, address][, callback]), ({port, address, exclusive, fd}[, callback]) or a handle.
Socket.prototype.bind = function (port, address, callback) {
  healthCheck(this)
  const state = this[kState]
  if (state.bindState !== kUnbound) throw new ERR_SOCKET_ALREADY_BOUND()
  state.bindState = kBinding
  const last = typeof callback === 'function' ? callback : typeof address === 'function' ? address : port
  if (typeof last === 'function') onceListening(this, last)

  if (port !== null && typeof port === 'object' && typeof port.recvStart === 'function') {
    replaceHandle(this, port)
    startListening(this)
    return this
  }
  if (port !== null && typeof port === 'object' && isDescriptor(port.fd)) {
    const kind = kindOf(port.fd)
    if (kind !== 'UDP') throw new ERR_INVALID_FD_TYPE(kind)
    const failure = state.handle.open(port.fd)
    if (failure) throw new ErrnoException(failure, 'open')
    startListening(this)
    return this
  }
  if (port !== null && typeof port === 'object') {
    address = port.address || ''
    port = port.port
  } else if (typeof address === 'function') {
    address = ''
  }
  if (!address) address = this.type === 'udp4' ? '0.0.0.0' : '::'
  state.handle.lookup(address, (error, ip) => {
    if (!state.handle) return // closed meanwhile
    let failure = error
    if (!failure) {
      const number = state.handle.bind(ip, port || 0, state)
      if (number) failure = new ExceptionWithHostPort(number, 'bind', ip, port)
    }
    if (failure) {
      state.bindState = kUnbound
      this.emit('error', failure)
      return
    }
    startListening(this)
  })
  return this
}

function isDescriptor(fd) { return typeof fd === 'number' && fd > 0 && fd === (fd | 0) }

// onceListening calls back when the socket is bound, unless that fails.
function onceListening(self, callback) {
  function removeListeners() {
    self.removeListener('error', removeListeners)
    self.removeListener('listening', onListening)
  }
  function onListening() {
    removeListeners()
    callback.call(this)
  }
  self.on('error', removeListeners)
  self.on('listening', onListening)
}

Socket.prototype.connect = function (port, address, callback) {
  port = validatePort(port, 'Port', false)
  if (typeof address === 'function') {
    callback = address
    address = ''
  } else if (address === undefined) {
    address = ''
  }
  validateString(address, 'address')
  const state = this[kState]
  if (state.connectState !== kDisconnected) throw new ERR_SOCKET_DGRAM_IS_CONNECTED()
  state.connectState = kConnecting
  if (state.bindState === kUnbound) this.bind({ port: 0, exclusive: true }, null)
  if (state.bindState !== kBound) {
    enqueue(this, () => connectNow(this, port, address, callback))
    return
  }
  connectNow(this, port, address, callback)
}

function connectNow(self, port, address, callback) {
  const state = self[kState]
  if (callback) self.once('connect', callback)
  state.handle.lookup(address, (error, ip) => {
    if (!state.handle) return
    if (!error && isBlocked(state, ip)) error = new ERR_IP_BLOCKED(ip)
    if (!error) {
      const failure = state.handle.connect(ip, port)
      if (failure) error = new ExceptionWithHostPort(failure, 'connect', address, port)
    }
    if (!error) {
      state.connectState = kConnected
      process.nextTick(() => self.emit('connect'))
      return
    }
    state.connectState = kDisconnected
    process.nextTick(() => {
      if (!callback) {
        self.emit('error', error)
        return
      }
      self.removeListener('connect', callback)
      callback(error)
    })
  })
}

function isBlocked(state, ip) { return state.sendBlockList !== undefined && state.sendBlockList.check(ip, 'ipv' + isIP(ip)) }

Socket.prototype.disconnect = function () {
  const state = this[kState]
  if (state.connectState !== kConnected) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED()
  const failure = state.handle.disconnect()
  if (failure) throw new ErrnoException(failure, 'connect')
  state.connectState = kDisconnected
}

// sendto is send with all of its arguments.
Socket.prototype.sendto = function (buffer, offset, length, port, address, callback) {
  validateNumber(offset, 'offset')
  validateNumber(length, 'length')
  validateNumber(port, 'port')
  validateString(address, 'address')
  this.send(buffer, offset, length, port, address, callback)
}

// partOf is the bytes of one part of a datagram, undefined if it is no part.
function partOf(value) {
  if (typeof value === 'string') return Buffer.from(value)
  return ArrayBuffer.isView(value) ? value : undefined
}

function slice(buffer, offset, length) {
  const whole = partOf(buffer)
  if (whole === undefined) throw new ERR_INVALID_ARG_TYPE('buffer', bufferTypes, buffer)
  offset >>>= 0
  length >>>= 0
  if (offset > whole.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset')
  if (offset + length > whole.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('length')
  return Buffer.from(whole.buffer, whole.byteOffset + offset, length)
}

function partsOf(list) {
  const parts = new Array(list.length)
  for (let i = 0; i < list.length; i++) {
    parts[i] = partOf(list[i])
    if (parts[i] === undefined) throw new ERR_INVALID_ARG_TYPE('buffer list arguments', bufferTypes, list)
  }
  return parts
}

// enqueue keeps what is to be done for when the socket is bound.
function enqueue(self, run) {
  const state = self[kState]
  if (state.queue === undefined) {
    state.queue = []
    self.once(EventEmitter.errorMonitor, onListenError)
    self.once('listening', onListenSuccess)
  }
  state.queue.push(run)
}

function onListenSuccess() {
  this.removeListener(EventEmitter.errorMonitor, onListenError)
  const state = this[kState]
  const { queue } = state
  state.queue = undefined
  for (let i = 0; i < queue.length; i++) queue[i]()
}

function onListenError() {
  this.removeListener('listening', onListenSuccess)
  this[kState].queue = undefined
}

// send(buffer or list[, offset, length][, port][, address][, callback]); connected without port and address.
Socket.prototype.send = function (buffer, offset, length, port, address, callback) {
  const state = this[kState]
  const connected = state.connectState === kConnected
  if (!connected) {
    if (address || (port && typeof port !== 'function')) {
      buffer = slice(buffer, offset, length)
    } else {
      callback = port
      port = offset
      address = length
    }
  } else {
    if (typeof length === 'number') {
      buffer = slice(buffer, offset, length)
      if (typeof port === 'function') {
        callback = port
        port = null
      }
    } else {
      callback = offset
    }
    if (port || address) throw new ERR_SOCKET_DGRAM_IS_CONNECTED()
  }

  let list
  if (Array.isArray(buffer)) {
    list = partsOf(buffer)
    if (list.length === 0) list = Buffer.alloc(0)
  } else {
    list = partOf(buffer)
    if (list === undefined) throw new ERR_INVALID_ARG_TYPE('buffer', bufferTypes, buffer)
  }
  if (!connected) port = validatePort(port, 'Port', false)
  if (typeof callback !== 'function') callback = undefined
  if (typeof address === 'function') {
    callback = address
    address = undefined
  } else if (address !== undefined && address !== null) {
    validateString(address, 'address')
  }
  healthCheck(this)
  if (state.bindState === kUnbound) this.bind({ port: 0, exclusive: true }, null)
  if (state.bindState !== kBound) {
    enqueue(this, () => this.send(Array.isArray(list) ? list : [list], port, address, callback))
    return
  }
  if (connected) {
    sendNow(this, null, null, list, address, undefined, callback)
    return
  }
  state.handle.lookup(address, (error, ip) => { sendNow(this, error, ip, list, address, port, callback) })
}

function lengthOf(list) {
  if (!Array.isArray(list)) return list.byteLength
  let length = 0
  for (let i = 0; i < list.length; i++) length += list[i].byteLength
  return length
}

function sendNow(self, error, ip, list, address, port, callback) {
  const state = self[kState]
  if (error) {
    if (callback !== undefined) process.nextTick(callback, error)
    else process.nextTick(() => self.emit('error', error))
    return
  }
  if (!state.handle) return
  if (port !== undefined && isBlocked(state, ip)) {
    if (callback !== undefined) process.nextTick(callback, new ERR_IP_BLOCKED(ip))
    return
  }
  const result = state.handle.send(list, port, ip, (failure) => {
    if (callback === undefined) return
    if (failure) callback(new ExceptionWithHostPort(failure, 'send', address, port))
    else callback(null, lengthOf(list))
  })
  if (callback === undefined || result === 0) return
  // Without a callback, nobody hears of it.
  if (result < 0) process.nextTick(callback, new ExceptionWithHostPort(result, 'send', address, port))
  else process.nextTick(callback, null, lengthOf(list))
}

Socket.prototype.close = function (callback) {
  const state = this[kState]
  if (typeof callback === 'function') this.on('close', callback)
  if (state.queue !== undefined) {
    state.queue.push(() => this.close())
    return this
  }
  healthCheck(this)
  stopReceiving(this)
  state.handle.close()
  state.handle = null
  process.nextTick(emitCloseNT, this)
  return this
}

function emitCloseNT(self) { self.emit('close') }

Socket.prototype[Symbol.asyncDispose] = async function () {
  if (!this[kState].handle) return
  await promisify(this.close).call(this)
}

require('internal/dgram/options')(Socket, kState, healthCheck)

// Names that Node has deprecated.
function oldProperty(name, field) {
  const message = `Socket.prototype.${name} is deprecated`
  Object.defineProperty(Socket.prototype, name, {
    __proto__: null,
    get: deprecate(function () { return this[kState][field] }, message, 'DEP0112'),
    set: deprecate(function (value) { this[kState][field] = value }, message, 'DEP0112'),
  })
}
oldProperty('_handle', 'handle')
oldProperty('_receiving', 'receiving')
oldProperty('_bindState', 'bindState')
oldProperty('_queue', 'queue')
oldProperty('_reuseAddr', 'reuseAddr')
Socket.prototype._healthCheck = deprecate(function () { healthCheck(this) }, 'Socket.prototype._healthCheck() is deprecated', 'DEP0112')
Socket.prototype._stopReceiving = deprecate(function () { stopReceiving(this) }, 'Socket.prototype._stopReceiving() is deprecated', 'DEP0112')

module.exports = {
  _createSocketHandle: deprecate(createSocketHandle, 'dgram._createSocketHandle() is deprecated', 'DEP0112'),
  createSocket,
  Socket,
}
