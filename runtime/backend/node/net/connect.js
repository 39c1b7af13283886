'use strict'

// How a socket connects: the forms of arguments, the look-up of a host's addresses, and trying one or several of them.

const process = require('process')
const { setTimeout, clearTimeout } = require('timers')
const {
  codes: {
    ERR_INVALID_ADDRESS_FAMILY, ERR_INVALID_ARG_TYPE, ERR_INVALID_IP_ADDRESS, ERR_IP_BLOCKED, ERR_MISSING_ARGS, ERR_SOCKET_CONNECTION_TIMEOUT,
  },
  ExceptionWithHostPort, systemErrorName,
} = require('internal/errors')
const { validateBoolean, validateFunction, validateInt32, validateNumber, validatePort, validateString } = require('internal/validators')
const { TCP, Pipe, defaults } = require('internal/net/handle')
const { isIP, normalizedArgsSymbol } = require('internal/net')
const {
  Socket, initSocketHandle, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay,
} = require('internal/net/socket')
const lookups = require('internal/dns/lookup')
const observers = require('internal/perf/observers')

let ETIMEDOUT

// NodeAggregateError is what all attempts failed with; its code is that of the first.
class NodeAggregateError extends AggregateError {
  constructor(errors, message) {
    super(errors, message)
    this.code = errors[0]?.code
  }

  get ['constructor']() { return AggregateError }
}

function toNumber(value) {
  value = Number(value)
  return value >= 0 ? value : false
}

function isPipeName(value) { return typeof value === 'string' && toNumber(value) === false }

// normalizeArgs is [options, callback or null], of (options[, cb]), (path[, cb]), ([port][, host][, cb]) and listen's forms of them.
function normalizeArgs(args) {
  let result
  if (args.length === 0) {
    result = [{}, null]
  } else {
    const first = args[0]
    let options = {}
    if (typeof first === 'object' && first !== null) {
      options = first
    } else if (isPipeName(first)) {
      options.path = first
    } else {
      options.port = first
      if (args.length > 1 && typeof args[1] === 'string') options.host = args[1]
    }
    const last = args[args.length - 1]
    result = [options, typeof last === 'function' ? last : null]
  }
  result[normalizedArgsSymbol] = true
  return result
}

function connect(self, args) {
  const normalized = Array.isArray(args[0]) && args[0][normalizedArgsSymbol] ? args[0] : normalizeArgs(args)
  const options = normalized[0]
  const callback = normalized[1]
  if (callback !== null) self.once('connect', callback)
  if (self._parent && self._parent.connecting) return self
  if (options.port === undefined && (options.path === undefined || options.path === null)) {
    throw new ERR_MISSING_ARGS(['options', 'port', 'path'])
  }
  if (self.write !== Socket.prototype.write) self.write = Socket.prototype.write
  if (self.destroyed) {
    self._handle = null
    self._peername = null
    self._sockname = null
  }
  const { path } = options
  const pipe = Boolean(path)
  if (!self._handle) {
    self._handle = pipe ? new Pipe() : new TCP()
    initSocketHandle(self)
  }
  self._unrefTimer()
  self.connecting = true
  if (pipe) {
    validateString(path, 'options.path')
    connectTo(self, path)
  } else {
    lookupAndConnect(self, options)
  }
  return self
}

// connectTo connects to one address. addressType is undefined for a path.
function connectTo(self, address, port, addressType, localAddress, localPort) {
  const handle = self._handle
  if (addressType !== undefined && (localAddress || localPort)) {
    localAddress = localAddress || (addressType === 4 ? '0.0.0.0' : '::')
    handle.bind(localAddress, localPort || 0)
  }
  self.emit('connectionAttempt', address, port, addressType)
  if (self._handle !== handle) return
  if (self.blockList !== undefined && addressType !== undefined && self.blockList.check(address, 'ipv' + addressType)) {
    self.destroy(new ERR_IP_BLOCKED(address))
    return
  }
  const request = { address, port, localAddress, localPort, addressType, observed: undefined }
  const done = (status, local) => afterConnect(self, status, request, local)
  if (addressType === undefined) {
    handle.connect(address, done)
    return
  }
  request.observed = observe({ host: address, port })
  handle.connect(address, port, addressType, done)
}

// observe begins what tells a PerformanceObserver how long connecting took; it is undefined if there is none.
function observe(detail) {
  if (observers.size === 0) return undefined
  const { PerformanceNodeEntry, kMake, now, publish } = require('internal/perf/timeline')
  const startTime = now()
  return () => publish(new PerformanceNodeEntry(kMake, { name: 'connect', entryType: 'net', startTime, duration: now() - startTime, detail }))
}

function afterConnect(self, status, request, local) {
  // It may have been destroyed meanwhile.
  if (self.destroyed) return
  self.connecting = false
  self._sockname = null
  if (status !== 0) {
    const error = connectionError(request, status, local)
    if (!local) self.emit('connectionAttemptFailed', request.address, request.port, request.addressType, error)
    self.destroy(error)
    return
  }
  self._unrefTimer()
  const handle = self._handle
  if (self[kSetNoDelay] && handle.setNoDelay) handle.setNoDelay(true)
  if (self[kSetKeepAlive] && handle.setKeepAlive) handle.setKeepAlive(true, self[kSetKeepAliveInitialDelay])
  self.emit('connect')
  self.emit('ready')
  if (!self.isPaused()) self.read(0)
  if (request.observed !== undefined) request.observed()
}

// connectionError is why an attempt failed; local says that it is the local address that was refused.
function connectionError(request, status, local) {
  if (local) return new ExceptionWithHostPort(status, 'bind', request.localAddress, request.localPort)
  const details = request.localAddress && request.localPort ? request.localAddress + ':' + request.localPort : undefined
  const error = new ExceptionWithHostPort(status, 'connect', request.address, request.port, details ?? unsent(request, status))
  if (details) {
    error.localAddress = request.localAddress
    error.localPort = request.localPort
  }
  return error
}

// What fails without a word on the network: libuv has no socket for it, or one that says no at once.
const withoutSocket = ['EMFILE', 'ENFILE', 'EAFNOSUPPORT']
const atOnce = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES', 'EINVAL', 'EPERM']

// unsent is where an attempt came from, in the words of Node, that was never made.
function unsent(request, status) {
  if (request.addressType === undefined) return undefined
  const name = systemErrorName(status)
  if (withoutSocket.includes(name)) return 'undefined:undefined'
  if (!atOnce.includes(name)) return undefined
  return request.addressType === 6 ? ':::0' : '0.0.0.0:0'
}

function lookupAndConnect(self, options) {
  const { localAddress, localPort } = options
  const host = options.host || 'localhost'
  let { port, autoSelectFamilyAttemptTimeout, autoSelectFamily } = options
  if (localAddress && !isIP(localAddress)) throw new ERR_INVALID_IP_ADDRESS(localAddress)
  if (localPort) validateNumber(localPort, 'options.localPort')
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string') throw new ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port)
    validatePort(port)
  }
  port |= 0
  if (autoSelectFamily !== undefined && autoSelectFamily !== null) validateBoolean(autoSelectFamily, 'options.autoSelectFamily')
  else autoSelectFamily = defaults.autoSelectFamily
  if (autoSelectFamilyAttemptTimeout !== undefined && autoSelectFamilyAttemptTimeout !== null) {
    validateInt32(autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1)
    autoSelectFamilyAttemptTimeout = Math.max(autoSelectFamilyAttemptTimeout, 10)
  } else {
    autoSelectFamilyAttemptTimeout = defaults.autoSelectFamilyAttemptTimeout
  }

  const addressType = isIP(host)
  if (addressType) {
    process.nextTick(() => {
      if (self.connecting) connectTo(self, host, port, addressType, localAddress, localPort)
    })
    return
  }
  if (options.lookup !== undefined && options.lookup !== null) validateFunction(options.lookup, 'options.lookup')
  const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family
  const wanted = { family, hints: options.hints || 0 }
  if (process.platform !== 'win32' && family !== 4 && family !== 6 && wanted.hints === 0) wanted.hints = lookups.ADDRCONFIG
  self._host = host
  const lookup = options.lookup || lookups.current()

  if (family !== 4 && family !== 6 && !localAddress && autoSelectFamily) {
    wanted.all = true
    lookup(host, wanted, (error, addresses) => {
      afterLookupAll(self, error, addresses, host, options, port, localAddress, localPort, autoSelectFamilyAttemptTimeout)
    })
    return
  }
  lookup(host, wanted, (error, ip, type) => {
    self.emit('lookup', error, ip, type, host)
    // It may have been destroyed meanwhile.
    if (!self.connecting) return
    if (!error) error = addressError(ip, type, options)
    if (error) {
      // connect() itself may be what runs: its caller has had no time to listen.
      process.nextTick(connectErrorNT, self, error)
      return
    }
    self._unrefTimer()
    connectTo(self, ip, port, type, localAddress, localPort)
  })
}

function connectErrorNT(self, error) { self.destroy(error) }

// addressError says what is wrong with what a look-up found, undefined if nothing is.
function addressError(ip, type, options) {
  if (!isIP(ip)) return new ERR_INVALID_IP_ADDRESS(ip)
  if (type !== 4 && type !== 6) return new ERR_INVALID_ADDRESS_FAMILY(type, options.host, options.port)
}

function afterLookupAll(self, error, addresses, host, options, port, localAddress, localPort, timeout) {
  if (!self.connecting) return
  if (error) {
    self.emit('lookup', error, undefined, undefined, host)
    process.nextTick(connectErrorNT, self, error)
    return
  }
  // The family of the first valid address goes first.
  const found = [[], []]
  const seen = new Set()
  let firstFamily
  for (let i = 0; i < addresses.length; i++) {
    const { address: ip, family } = addresses[i]
    self.emit('lookup', error, ip, family, host)
    if (!self.connecting) return
    if (isIP(ip) && (family === 4 || family === 6)) {
      if (firstFamily === undefined) firstFamily = family
      if (seen.has(family + ip)) continue
      seen.add(family + ip)
      found[family === firstFamily ? 0 : 1].push(addresses[i])
    }
  }
  if (found[0].length === 0) {
    const failure = addressError(addresses[0].address, addresses[0].family, options)
    if (failure !== undefined) process.nextTick(connectErrorNT, self, failure)
    return
  }
  const attempts = []
  for (let i = 0; i < Math.max(found[0].length, found[1].length); i++) {
    if (i < found[0].length) attempts.push(found[0][i])
    if (i < found[1].length) attempts.push(found[1][i])
  }
  self._unrefTimer()
  if (attempts.length === 1) {
    connectTo(self, attempts[0].address, port, attempts[0].family, localAddress, localPort)
    return
  }
  self.autoSelectFamilyAttemptedAddresses = []
  connectNext({ socket: self, addresses: attempts, current: 0, port, localPort, timeout, timer: null, errors: [] }, false)
}

// connectNext tries the next of several addresses.
function connectNext(context, canceled) {
  clearTimeout(context.timer)
  const self = context.socket
  if (self._aborted) return
  if (canceled || context.current === context.addresses.length) {
    self.destroy(context.errors.length === 0 ? new ERR_SOCKET_CONNECTION_TIMEOUT() : new NodeAggregateError(context.errors))
    return
  }
  const current = context.current++
  if (current > 0) self._reinitializeHandle(new TCP())
  const handle = self._handle
  const { port, localPort } = context
  const { address, family: addressType } = context.addresses[current]
  let localAddress
  if (localPort) {
    localAddress = addressType === 4 ? '0.0.0.0' : '::'
    handle.bind(localAddress, localPort)
  }
  self.emit('connectionAttempt', address, port, addressType)
  if (self._handle !== handle) return
  if (self.blockList !== undefined && self.blockList.check(address, 'ipv' + addressType)) {
    const error = new ERR_IP_BLOCKED(address)
    context.errors.push(error)
    self.emit('connectionAttemptFailed', address, port, addressType, error)
    connectNext(context, false)
    return
  }
  const request = { address, port, localAddress, localPort, addressType, observed: undefined, timedOut: false }
  self.autoSelectFamilyAttemptedAddresses.push(`${address}:${port}`)
  request.observed = observe({ host: address, port })
  handle.connect(address, port, addressType, (status, local) => afterAttempt(context, current, status, handle, request, local))
  if (current < context.addresses.length - 1) {
    context.timer = setTimeout(attemptTimedOut, context.timeout, context, request, handle)
  }
}

function afterAttempt(context, current, status, handle, request, local) {
  if (request.timedOut) return
  clearTimeout(context.timer)
  if (status === 0 && current !== context.current - 1) {
    handle.close()
    return
  }
  const self = context.socket
  if (status !== 0) {
    const error = connectionError(request, status, local)
    context.errors.push(error)
    self.emit('connectionAttemptFailed', request.address, request.port, request.addressType, error)
    if (self.connecting) connectNext(context, systemErrorName(status) === 'ECANCELED')
    return
  }
  afterConnect(self, 0, request, false)
}

function attemptTimedOut(context, request, handle) {
  const self = context.socket
  self.emit('connectionAttemptTimeout', request.address, request.port, request.addressType)
  request.timedOut = true
  if (ETIMEDOUT === undefined) ETIMEDOUT = -require('os').constants.errno.ETIMEDOUT
  context.errors.push(connectionError(request, ETIMEDOUT, false))
  handle.close()
  if (self.connecting) connectNext(context, false)
}

module.exports = { connect, normalizeArgs, isPipeName, toNumber, defaults }
