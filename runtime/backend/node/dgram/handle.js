'use strict'

// The handles that UDP sockets stand on. Their functions return 0, or a negative error number.

const { codes: { ERR_SOCKET_BAD_TYPE } } = require('internal/errors')
const { validateFunction } = require('internal/validators')
const { fromArrayBuffer } = require('internal/buffer')
const active = require('internal/process/active')
const lookups = require('internal/dns/lookup')

// A socket's state, which is asked for its handle where it is sent to another process.
const kState = Symbol('state symbol')
const kMessage = 0
const kError = 1

function noop() {}

// UDP is a socket's handle. onmessage(error number or length, handle, buffer, {address, family, port, size}); owner is the Socket.
class UDP {
  constructor(six = false, lookup = undefined) {
    this.type = 'UDPWrap'
    this.owner = null
    this.family = six ? 'IPv6' : 'IPv4'
    this.onmessage = noop
    this.referenced = true
    this.sends = [] // {callback, size} of what waits
    this.resolve = lookup
    this.native = binding.create(this, six)
    active.add(this)
  }

  // lookup calls callback(error, address); without an address it is this machine's.
  lookup(address, callback) {
    if (this.family === 'IPv6') return this.resolve(address || '::1', 6, callback)
    return this.resolve(address || '127.0.0.1', 4, callback)
  }

  getAsyncId() { return this.native === null ? -1 : binding.asyncId(this.native) }
  get fd() { return this.native === null ? -1 : binding.fd(this.native) }

  bind(address, port, flags = undefined) {
    return binding.bind(this.native, address, port, flags?.reuseAddr, flags?.ipv6Only, flags?.reusePort)
  }

  open(fd) { return binding.open(this.native, fd) }
  connect(address, port) { return binding.connect(this.native, address, port) }
  disconnect() { return binding.disconnect(this.native) }

  // send sends bytes, or an array of them, as one datagram; to the peer if port is undefined. It returns 1 if that is done, 0 if
  // callback(error number) follows, or a negative error number.
  send(list, port, address, callback) {
    const result = binding.send(this.native, list, port, address)
    if (result === 0) this.sends.push(callback)
    return result
  }

  recvStart() { return binding.recvStart(this.native) }
  recvStop() { return binding.recvStop(this.native) }

  close() {
    if (this.native === null) return
    const { native } = this
    this.native = null
    active.delete(this)
    binding.close(native)
  }

  hasRef() { return this.referenced && this.native !== null }
  ref() { this.hold(true) }
  unref() { this.hold(false) }
  hold(on) {
    this.referenced = on
    if (this.native !== null) binding.hold(this.native, on)
  }

  getsockname(out) { return endpoint(this, out, false) }
  getpeername(out) { return endpoint(this, out, true) }
  bufferSize(size, receive) { return binding.bufferSize(this.native, receive, size) }
  getSendQueueSize() { return binding.queue(this.native, false) }
  getSendQueueCount() { return binding.queue(this.native, true) }
  setBroadcast(on) { return binding.setBroadcast(this.native, on) }
  setTTL(ttl) { return binding.setTTL(this.native, ttl) }
  setMulticastTTL(ttl) { return binding.setMulticastTTL(this.native, ttl) }
  setMulticastLoopback(on) { return binding.setMulticastLoopback(this.native, on) }
  setMulticastInterface(address) { return binding.setMulticastInterface(this.native, address) }
  addMembership(group, at) { return binding.setMembership(this.native, group, at, true) }
  dropMembership(group, at) { return binding.setMembership(this.native, group, at, false) }
  addSourceSpecificMembership(source, group, at) { return binding.setSourceMembership(this.native, source, group, at, true) }
  dropSourceSpecificMembership(source, group, at) { return binding.setSourceMembership(this.native, source, group, at, false) }
}

function endpoint(handle, out, remote) {
  const found = binding.endpoint(handle.native, remote)
  if (typeof found === 'number') return found
  out.address = found.address
  out.family = found.family
  out.port = found.port
  return 0
}

binding.setDispatch(function (handle, event, a, b, c) {
  if (event === kMessage) {
    const buffer = fromArrayBuffer(a)
    handle.onmessage(buffer.length, handle, buffer, { address: b, family: handle.family, port: c, size: buffer.length })
    return
  }
  if (event === kError) {
    handle.onmessage(a, handle)
    return
  }
  handle.sends.shift()(a)
})

// newHandle makes the handle of a type of socket.
function newHandle(type, lookup) {
  if (lookup === undefined) lookup = lookups.current()
  else validateFunction(lookup, 'lookup')
  if (type !== 'udp4' && type !== 'udp6') throw new ERR_SOCKET_BAD_TYPE()
  return new UDP(type === 'udp6', lookup)
}

// createSocketHandle is a bound handle, or an error number.
function createSocketHandle(address, port, addressType, fd, flags) {
  const handle = newHandle(addressType)
  let failure = 0
  if (Number.isInteger(fd) && fd > 0) {
    failure = binding.kindOf(fd) === 'UDP' ? handle.open(fd) : -require('os').constants.errno.EINVAL
  } else if (port || address) {
    failure = handle.bind(address, port || 0, flags)
  }
  if (failure) {
    handle.close()
    return failure
  }
  return handle
}

module.exports = { UDP, newHandle, createSocketHandle, kindOf: binding.kindOf, kState }
