'use strict'

// _http_agent: Agent, which keeps connections and hands them to requests, by host and port. HTTP itself is ClientRequest's.

const net = require('net')
const EventEmitter = require('events')
const { AsyncResource } = require('async_hooks')
const { kEmptyObject, once } = require('internal/util')
const { validateNumber, validateOneOf, validateString } = require('internal/validators')

let debug = require('internal/util/debuglog').debuglog('http', (fn) => { debug = fn })
const kOnKeylog = Symbol('onkeylog')
const kRequestOptions = Symbol('requestOptions')
const kRequestAsyncResource = Symbol('requestAsyncResource')

function freeSocketErrorListener() {
  this.destroy()
  this.emit('agentRemove')
}

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options)
  EventEmitter.call(this)
  this.defaultPort = 80
  this.protocol = 'http:'
  this.options = Object.assign({ __proto__: null }, options)
  if (this.options.noDelay === undefined) this.options.noDelay = true
  // A path would be a pipe's, to net.
  this.options.path = null
  this.requests = { __proto__: null }
  this.sockets = { __proto__: null }
  this.freeSockets = { __proto__: null }
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000
  this.keepAlive = this.options.keepAlive || false
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets
  this.maxFreeSockets = this.options.maxFreeSockets || 256
  this.scheduling = this.options.scheduling || 'lifo'
  this.maxTotalSockets = this.options.maxTotalSockets
  this.totalSocketCount = 0
  const buffer = this.options.agentKeepAliveTimeoutBuffer
  this.agentKeepAliveTimeoutBuffer = typeof buffer === 'number' && buffer >= 0 && Number.isFinite(buffer) ? buffer : 1000
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo'])
  if (this.maxTotalSockets !== undefined) validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1)
  else this.maxTotalSockets = Infinity
  this.on('free', onFree)
  // Only who asks for it gets 'keylog'.
  this.on('newListener', maybeEnableKeylog)
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype)
Object.setPrototypeOf(Agent, EventEmitter)

Agent.defaultMaxSockets = Infinity

// onFree gives a socket to the request that waits longest, keeps it or closes it.
function onFree(socket, options) {
  const name = this.getName(options)
  debug('agent.on(free)', name)
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const requests = this.requests[name]
  if (requests && requests.length > 0) {
    const waiting = requests.shift()
    const resource = waiting[kRequestAsyncResource]
    if (resource) {
      waiting[kRequestAsyncResource] = null
      resource.runInAsyncScope(setRequestSocket, undefined, this, waiting, socket)
    } else {
      setRequestSocket(this, waiting, socket)
    }
    if (requests.length === 0) delete this.requests[name]
    return
  }

  const req = socket._httpMessage
  if (!req || !req.shouldKeepAlive || !this.keepAlive) {
    socket.destroy()
    return
  }
  const freeSockets = this.freeSockets[name] || []
  const count = freeSockets.length + (this.sockets[name] ? this.sockets[name].length : 0)
  if (this.totalSocketCount > this.maxTotalSockets || count > this.maxSockets || freeSockets.length >= this.maxFreeSockets ||
      !this.keepSocketAlive(socket)) {
    socket.destroy()
    return
  }
  this.freeSockets[name] = freeSockets
  socket._httpMessage = null
  this.removeSocket(socket, options)
  socket.once('error', freeSocketErrorListener)
  freeSockets.push(socket)
}

function maybeEnableKeylog(eventName) {
  if (eventName !== 'keylog') return
  this.removeListener('newListener', maybeEnableKeylog)
  const agent = this
  this[kOnKeylog] = function onkeylog(keylog) { agent.emit('keylog', keylog, this) }
  const names = Object.keys(this.sockets)
  for (let i = 0; i < names.length; i++) {
    const sockets = this.sockets[names[i]]
    for (let j = 0; j < sockets.length; j++) sockets[j].on('keylog', this[kOnKeylog])
  }
}

Agent.prototype.createConnection = net.createConnection

// getName is what tells connections apart.
Agent.prototype.getName = function getName(options = kEmptyObject) {
  let name = (options.host || 'localhost') + ':'
  if (options.port) name += options.port
  name += ':'
  if (options.localAddress) name += options.localAddress
  if (options.family === 4 || options.family === 6) name += `:${options.family}`
  if (options.socketPath) name += `:${options.socketPath}`
  return name
}

// withOwn are a request's options and the agent's, which win.
function withOwn(agent, options, req) {
  options = Object.assign({ __proto__: null }, options, agent.options)
  if (options.socketPath) options.path = options.socketPath
  if (!options.servername && options.servername !== '') options.servername = serverName(options, req)
  return options
}

Agent.prototype.addRequest = function addRequest(req, options, port, localAddress) {
  // Packages call it as Node's first agents were called.
  if (typeof options === 'string') options = { __proto__: null, host: options, port, localAddress }
  options = withOwn(this, options, req)
  const name = this.getName(options)
  if (!this.sockets[name]) this.sockets[name] = []
  const freeSockets = this.freeSockets[name]
  let socket
  if (freeSockets) {
    while (freeSockets.length > 0 && freeSockets[0].destroyed) freeSockets.shift()
    socket = this.scheduling === 'fifo' ? freeSockets.shift() : freeSockets.pop()
    if (freeSockets.length === 0) delete this.freeSockets[name]
  }
  const count = (freeSockets ? freeSockets.length : 0) + this.sockets[name].length
  if (socket) {
    this.reuseSocket(socket, req)
    setRequestSocket(this, req, socket)
    this.sockets[name].push(socket)
  } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    this.createSocket(req, options, (error, created) => {
      if (error) req.onSocket(created, error)
      else setRequestSocket(this, req, created)
    })
  } else {
    debug('wait for socket')
    if (!this.requests[name]) this.requests[name] = []
    // A socket may become free in another context, or be one for another host.
    req[kRequestOptions] = options
    req[kRequestAsyncResource] = new AsyncResource('QueuedRequest')
    this.requests[name].push(req)
  }
}

Agent.prototype.createSocket = function createSocket(req, options, callback) {
  options = withOwn(this, options, req)
  const name = this.getName(options)
  options._agentKey = name
  debug('createConnection', name, options)
  options.encoding = null
  const oncreate = once((error, socket) => {
    if (error) return callback(error)
    if (!this.sockets[name]) this.sockets[name] = []
    this.sockets[name].push(socket)
    this.totalSocketCount++
    installListeners(this, socket, options)
    callback(null, socket)
  })
  if (this.keepAlive) {
    options.keepAlive = this.keepAlive
    options.keepAliveInitialDelay = this.keepAliveMsecs
  }
  const socket = this.createConnection(options, oncreate)
  if (socket) oncreate(null, socket)
}

// serverName is the host of the Host header: what TLS asks for.
function serverName(options, req) {
  let name = options.host
  const header = req.getHeader('host')
  if (header) {
    validateString(header, 'options.headers.host')
    if (header[0] === '[') {
      const index = header.indexOf(']')
      name = index === -1 ? header : header.substring(1, index)
    } else {
      const index = header.indexOf(':')
      name = index === -1 ? header : header.substring(0, index)
    }
  }
  return net.isIP(name) ? '' : name
}

function installListeners(agent, socket, options) {
  function onFree() { agent.emit('free', socket, options) }
  function onClose() {
    // Whatever ends a socket ends here.
    agent.totalSocketCount--
    agent.removeSocket(socket, options)
  }
  function onTimeout() {
    const free = agent.freeSockets
    const names = Object.keys(free)
    for (let i = 0; i < names.length; i++) {
      if (free[names[i]].includes(socket)) {
        socket.destroy()
        return
      }
    }
  }
  // An upgraded socket is no longer the agent's.
  function onRemove() {
    agent.totalSocketCount--
    agent.removeSocket(socket, options)
    socket.removeListener('close', onClose)
    socket.removeListener('free', onFree)
    socket.removeListener('timeout', onTimeout)
    socket.removeListener('agentRemove', onRemove)
  }
  socket.on('free', onFree)
  socket.on('close', onClose)
  socket.on('timeout', onTimeout)
  socket.on('agentRemove', onRemove)
  if (agent[kOnKeylog]) socket.on('keylog', agent[kOnKeylog])
}

function removeFrom(lists, name, socket) {
  const sockets = lists[name]
  if (!sockets) return
  const index = sockets.indexOf(socket)
  if (index === -1) return
  sockets.splice(index, 1)
  if (sockets.length === 0) delete lists[name]
}

Agent.prototype.removeSocket = function removeSocket(socket, options) {
  const name = this.getName(options)
  removeFrom(this.sockets, name, socket)
  if (!socket.writable) removeFrom(this.freeSockets, name, socket)

  // There is room for another connection: who waits for one?
  let req
  if (this.requests[name] && this.requests[name].length > 0) {
    req = this.requests[name][0]
  } else {
    const names = Object.keys(this.requests)
    for (let i = 0; i < names.length; i++) {
      if (this.sockets[names[i]] && this.sockets[names[i]].length > 0) break
      req = this.requests[names[i]][0]
      options = req[kRequestOptions]
      break
    }
  }
  if (!req || !options) return
  req[kRequestOptions] = undefined
  this.createSocket(req, options, (error, created) => {
    if (error) req.onSocket(created, error)
    else created.emit('free')
  })
}

Agent.prototype.keepSocketAlive = function keepSocketAlive(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs)
  socket.unref()
  let timeout = this.options.timeout || 0
  let keeps = true
  const hint = socket._httpMessage?.res?.headers['keep-alive']
  const seconds = hint && /^timeout=(\d+)/.exec(hint)?.[1]
  if (seconds) {
    // Earlier than the server, so that a request does not meet the end.
    const announced = Math.max(0, Number.parseInt(seconds) * 1000 - this.agentKeepAliveTimeoutBuffer)
    if (announced === 0) keeps = false
    else if (announced < timeout) timeout = announced
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout)
  return keeps
}

Agent.prototype.reuseSocket = function reuseSocket(socket, req) {
  socket.removeListener('error', freeSocketErrorListener)
  req.reusedSocket = true
  socket.ref()
}

Agent.prototype.destroy = function destroy() {
  destroyAll(this.freeSockets)
  destroyAll(this.sockets)
}

function destroyAll(lists) {
  const names = Object.keys(lists)
  for (let i = 0; i < names.length; i++) {
    const sockets = lists[names[i]]
    for (let j = 0; j < sockets.length; j++) sockets[j].destroy()
  }
}

function setRequestSocket(agent, req, socket) {
  req.onSocket(socket)
  const timeout = agent.options.timeout || 0
  if (req.timeout !== undefined && req.timeout !== timeout) socket.setTimeout(req.timeout)
}

module.exports = {
  Agent,
  globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }),
}
