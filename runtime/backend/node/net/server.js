'use strict'

// net.Server.

const EventEmitter = require('events')
const process = require('process')
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_SERVER_ALREADY_LISTEN, ERR_SERVER_NOT_RUNNING },
  ErrnoException, UVExceptionWithHostPort,
} = require('internal/errors')
const { validateAbortSignal, validateNumber, validatePort } = require('internal/validators')
const { promisify } = require('internal/util')
const { getDefaultHighWaterMark } = require('internal/streams/state')
const { TCP, Pipe } = require('internal/net/handle')
const { Socket, createHandle, checkBlockList, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay } = require('internal/net/socket')
const { normalizeArgs, isPipeName, toNumber } = require('internal/net/connect')
const lookups = require('internal/dns/lookup')
const diagnostics = require('diagnostics_channel')

const channel = diagnostics.channel('net.server.socket')
const listenChannel = diagnostics.tracingChannel('net.server.listen')
const ANY_IPV4 = '0.0.0.0'
const ANY_IPV6 = '::'
// What Node asks for; systems round it up to 512.
const defaultBacklog = 511

function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener)
  EventEmitter.call(this)
  if (typeof options === 'function') {
    connectionListener = options
    options = {}
    this.on('connection', connectionListener)
  } else if (options === undefined || options === null || typeof options === 'object') {
    options = { ...options }
    if (typeof connectionListener === 'function') this.on('connection', connectionListener)
  } else {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options)
  }
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay')
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0
  }
  if (options.highWaterMark !== undefined) {
    validateNumber(options.highWaterMark, 'options.highWaterMark')
    if (options.highWaterMark < 0) options.highWaterMark = getDefaultHighWaterMark()
  }
  this._connections = 0
  this._handle = null
  this._usingWorkers = false
  this._workers = []
  this._unref = false
  this._listeningId = 1
  this.allowHalfOpen = options.allowHalfOpen || false
  this.pauseOnConnect = Boolean(options.pauseOnConnect)
  this.noDelay = Boolean(options.noDelay)
  this.keepAlive = Boolean(options.keepAlive)
  this.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000)
  this.highWaterMark = options.highWaterMark ?? getDefaultHighWaterMark()
  if (options.blockList) this.blockList = checkBlockList(options.blockList)
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype)
Object.setPrototypeOf(Server, EventEmitter)

function isFailure(handle) { return typeof handle === 'number' || handle instanceof Error }

// createServerHandle is a bound handle, or an error number, or the error that it is denied. flags: {ipv6Only, reusePort}.
function createServerHandle(address, port, addressType, fd, flags) {
  let handle
  let failure = 0
  if (typeof fd === 'number' && fd >= 0) {
    try {
      handle = createHandle(fd, true)
    } catch {
      return -require('os').constants.errno.EINVAL
    }
    failure = handle.open(fd)
  } else if (port === -1 && addressType === -1) {
    handle = new Pipe(true)
    failure = handle.bind(address)
  } else {
    handle = new TCP(true)
    if (address) {
      failure = handle.bind(address, port, flags?.ipv6Only, flags?.reusePort)
    } else if ((failure = handle.bind(ANY_IPV6, port, flags?.ipv6Only, flags?.reusePort))) {
      handle.close()
      return createServerHandle(ANY_IPV4, port, 4, undefined, flags)
    }
  }
  if (failure) {
    handle.close()
    return failure
  }
  return handle
}

function setupListenHandle(address, port, addressType, backlog, fd, flags) {
  if (!this._handle) {
    let handle = null
    // Both families if there are both.
    if (!address && typeof fd !== 'number') {
      handle = createServerHandle(ANY_IPV6, port, 6, fd, flags)
      if (isFailure(handle)) {
        handle = null
        address = ANY_IPV4
        addressType = 4
      } else {
        address = ANY_IPV6
        addressType = 6
      }
    }
    if (handle === null) handle = createServerHandle(address, port, addressType, fd, flags)
    if (isFailure(handle)) {
      const error = new UVExceptionWithHostPort(handle, 'listen', address, port)
      if (listenChannel.hasSubscribers) listenChannel.error.publish({ server: this, error })
      process.nextTick(emitErrorNT, this, error)
      return
    }
    this._handle = handle
  }
  this._handle.onconnection = onconnection
  this._handle.owner = this
  const failure = this._handle.listen(backlog || defaultBacklog)
  if (failure) {
    const error = new UVExceptionWithHostPort(failure, 'listen', address, port)
    this._handle.close()
    this._handle = null
    if (listenChannel.hasSubscribers) listenChannel.error.publish({ server: this, error })
    process.nextTick(emitErrorNT, this, error)
    return
  }
  if (listenChannel.hasSubscribers) listenChannel.asyncEnd.publish({ server: this })
  this._connectionKey = addressType + ':' + address + ':' + port
  if (this._unref) this.unref()
  process.nextTick(emitListeningNT, this)
}

Server.prototype._listen2 = setupListenHandle

function emitErrorNT(self, error) { self.emit('error', error) }

function emitListeningNT(self) {
  if (self._handle) self.emit('listening')
}

Server.prototype.listen = function (...args) {
  const normalized = normalizeArgs(args)
  let options = normalized[0]
  const callback = normalized[1]
  if (this._handle) throw new ERR_SERVER_ALREADY_LISTEN()
  if (listenChannel.hasSubscribers) listenChannel.asyncStart.publish({ server: this, options })
  if (callback !== null) this.once('listening', callback)
  // (handle, backlog), (path, backlog), (port, backlog) or (port, host, backlog)
  const backlogFromArgs = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2])
  options = options._handle || options.handle || options
  const flags = { ipv6Only: options.ipv6Only === true, reusePort: options.reusePort === true }
  this._listeningId++
  if (options instanceof TCP) {
    this._handle = options
    this._listen2(null, -1, -1, backlogFromArgs)
    return this
  }
  addAbortSignal(this, options)
  if (typeof options.fd === 'number' && options.fd >= 0) {
    this._listen2(null, null, null, backlogFromArgs, options.fd)
    return this
  }
  // No port at all is any.
  if (args.length === 0 || typeof args[0] === 'function' || (options.port === undefined && 'port' in options) || options.port === null) {
    options.port = 0
  }
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    validatePort(options.port, 'options.port')
    const backlog = options.backlog || backlogFromArgs
    if (options.host) lookupAndListen(this, options.port | 0, options.host, backlog, flags)
    else this._listen2(null, options.port | 0, 4, backlog, undefined, { ipv6Only: false, reusePort: flags.reusePort })
    return this
  }
  if (options.path && isPipeName(options.path)) {
    listenOnPipe(this, options, options.backlog || backlogFromArgs)
    return this
  }
  if (!(('port' in options) || ('path' in options))) {
    throw new ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"')
  }
  throw new ERR_INVALID_ARG_VALUE('options', options)
}

function listenOnPipe(self, options, backlog) {
  if (options.path[0] === '\0' && (options.readableAll || options.writableAll)) {
    throw new ERR_INVALID_ARG_VALUE('options', options, 'can not set readableAll or writableAllt to true when path is abstract unix socket')
  }
  self._pipeName = options.path
  self._listen2(options.path, -1, -1, backlog)
  // A failure is told of in the next tick.
  if (!self._handle || (options.readableAll !== true && options.writableAll !== true)) return
  const failure = self._handle.allow(options.readableAll === true, options.writableAll === true)
  if (failure) {
    self._handle.close()
    self._handle = null
    throw new ErrnoException(failure, 'uv_pipe_chmod')
  }
}

function lookupAndListen(self, port, host, backlog, flags) {
  const listeningId = self._listeningId
  lookups.current()(host, (error, ip, addressType) => {
    if (listeningId !== self._listeningId) return
    if (error) {
      self.emit('error', error)
      return
    }
    self._listen2(ip, port, ip ? addressType : 4, backlog, undefined, flags)
  })
}

function addAbortSignal(self, options) {
  if (options?.signal === undefined) return
  const { signal } = options
  validateAbortSignal(signal, 'options.signal')
  const onAborted = () => { self.close() }
  if (signal.aborted) {
    process.nextTick(onAborted)
    return
  }
  const disposable = EventEmitter.addAbortListener(signal, onAborted)
  self.once('close', disposable[Symbol.dispose])
}

Object.defineProperty(Server.prototype, 'listening', {
  __proto__: null,
  get() { return Boolean(this._handle) },
  configurable: true,
  enumerable: true,
})

Server.prototype.address = function () {
  if (this._handle && this._handle.getsockname) {
    const out = {}
    const failure = this._handle.getsockname(out)
    if (failure) throw new ErrnoException(failure, 'address')
    return out
  }
  return this._pipeName ? this._pipeName : null
}

// ends are the two addresses of a connection that is dropped.
function ends(handle) {
  if (!handle.getsockname) return undefined
  const local = { __proto__: null }
  handle.getsockname(local)
  const remote = { __proto__: null }
  handle.getpeername(remote)
  return {
    __proto__: null,
    localAddress: local.address,
    localPort: local.port,
    localFamily: local.family,
    remoteAddress: remote.address,
    remotePort: remote.port,
    remoteFamily: remote.family,
  }
}

function onconnection(failure, client) {
  const self = this.owner
  if (failure) {
    self.emit('error', new ErrnoException(failure, 'accept'))
    return
  }
  const full = self.maxConnections !== undefined && self.maxConnections !== null && self._connections >= self.maxConnections
  if (full || isBlocked(self, client)) {
    const data = ends(client)
    if (data === undefined) self.emit('drop')
    else self.emit('drop', data)
    client.close()
    return
  }
  const socket = new Socket({
    handle: client,
    allowHalfOpen: self.allowHalfOpen,
    pauseOnCreate: self.pauseOnConnect,
    readable: true,
    writable: true,
    readableHighWaterMark: self.highWaterMark,
    writableHighWaterMark: self.highWaterMark,
  })
  if (client.setNoDelay) {
    if (self.noDelay) socket[kSetNoDelay] = true
    client.setNoDelay(self.noDelay)
  }
  if (self.keepAlive && client.setKeepAlive) {
    socket[kSetKeepAlive] = true
    socket[kSetKeepAliveInitialDelay] = self.keepAliveInitialDelay
    client.setKeepAlive(true, self.keepAliveInitialDelay)
  }
  self._connections++
  socket.server = self
  socket._server = self
  self.emit('connection', socket)
  if (channel.hasSubscribers) channel.publish({ socket })
}

function isBlocked(self, client) {
  if (self.blockList === undefined || !client.getpeername) return false
  const remote = {}
  client.getpeername(remote)
  return self.blockList.check(remote.address, remote.family.toLowerCase())
}

Server.prototype.getConnections = function (callback) {
  if (!this._usingWorkers) {
    process.nextTick(callback, null, this._connections)
    return this
  }
  let left = this._workers.length
  let total = this._connections
  const counted = (error, count) => {
    if (error) {
      left = -1
      process.nextTick(callback, error)
      return
    }
    total += count
    if (--left === 0) process.nextTick(callback, null, total)
  }
  for (let i = 0; i < this._workers.length; i++) this._workers[i].getConnections(counted)
  return this
}

Server.prototype.close = function (callback) {
  this._listeningId++
  if (typeof callback === 'function') {
    if (this._handle) this.once('close', callback)
    else this.once('close', function close() { callback(new ERR_SERVER_NOT_RUNNING()) })
  }
  if (this._handle) {
    this._handle.close()
    this._handle = null
  }
  if (!this._usingWorkers) {
    this._emitCloseIfDrained()
    return this
  }
  let left = this._workers.length
  // One connection more keeps 'close' from coming before the last of them.
  this._connections++
  for (let i = 0; i < this._workers.length; i++) {
    this._workers[i].close(() => {
      if (--left !== 0) return
      this._connections = 0
      this._emitCloseIfDrained()
    })
  }
  return this
}

Server.prototype[Symbol.asyncDispose] = async function () {
  if (!this._handle) return
  await promisify(this.close).call(this)
}

Server.prototype._emitCloseIfDrained = function () {
  if (this._handle || this._connections) return
  process.nextTick(emitCloseNT, this)
}

function emitCloseNT(self) { self.emit('close') }

Server.prototype[EventEmitter.captureRejectionSymbol] = function (error, event, socket) {
  if (event === 'connection') socket.destroy(error)
  else this.emit('error', error)
}

Server.prototype._setupWorker = function (socketList) {
  this._usingWorkers = true
  this._workers.push(socketList)
  socketList.once('exit', (list) => { this._workers.splice(this._workers.indexOf(list), 1) })
}

Server.prototype.ref = function () {
  this._unref = false
  if (this._handle) this._handle.ref()
  return this
}

Server.prototype.unref = function () {
  this._unref = true
  if (this._handle) this._handle.unref()
  return this
}

module.exports = { Server, createServerHandle }
