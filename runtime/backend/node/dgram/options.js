'use strict'

// internal/dgram/options: what a socket says of itself, and its settings.

const { codes: { ERR_MISSING_ARGS, ERR_SOCKET_BAD_BUFFER_SIZE, ERR_SOCKET_BUFFER_SIZE, ERR_SOCKET_DGRAM_NOT_CONNECTED }, ErrnoException, systemErrorName } = require('internal/errors')
const { validateNumber, validateString } = require('internal/validators')

module.exports = function define(Socket, kState, healthCheck) {
  function check(failure, syscall) {
    if (failure) throw new ErrnoException(failure, syscall)
  }

  function bufferSize(self, size, receive) {
    if (size >>> 0 !== size) throw new ERR_SOCKET_BAD_BUFFER_SIZE()
    const { handle } = self[kState]
    const result = handle.bufferSize(size, receive)
    if (result >= 0) return result
    const code = systemErrorName(result)
    throw new ERR_SOCKET_BUFFER_SIZE({
      errno: result, code, message: require('util').getSystemErrorMap().get(result)?.[1],
      syscall: receive ? 'uv_recv_buffer_size' : 'uv_send_buffer_size',
    })
  }

  Object.assign(Socket.prototype, {
    address() {
      healthCheck(this)
      const out = {}
      check(this[kState].handle.getsockname(out), 'getsockname')
      return out
    },

    remoteAddress() {
      healthCheck(this)
      const state = this[kState]
      if (state.connectState !== 2) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED()
      const out = {}
      check(state.handle.getpeername(out), 'getpeername')
      return out
    },

    setBroadcast(on) { check(this[kState].handle.setBroadcast(Boolean(on)), 'setBroadcast') },

    setTTL(ttl) {
      validateNumber(ttl, 'ttl')
      check(this[kState].handle.setTTL(ttl), 'setTTL')
      return ttl
    },

    setMulticastTTL(ttl) {
      validateNumber(ttl, 'ttl')
      check(this[kState].handle.setMulticastTTL(ttl), 'setMulticastTTL')
      return ttl
    },

    setMulticastLoopback(on) {
      check(this[kState].handle.setMulticastLoopback(Boolean(on)), 'setMulticastLoopback')
      return on
    },

    setMulticastInterface(interfaceAddress) {
      healthCheck(this)
      validateString(interfaceAddress, 'interfaceAddress')
      check(this[kState].handle.setMulticastInterface(interfaceAddress), 'setMulticastInterface')
    },

    addMembership(multicastAddress, interfaceAddress) {
      healthCheck(this)
      if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress')
      check(this[kState].handle.addMembership(multicastAddress, interfaceAddress), 'addMembership')
    },

    dropMembership(multicastAddress, interfaceAddress) {
      healthCheck(this)
      if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress')
      check(this[kState].handle.dropMembership(multicastAddress, interfaceAddress), 'dropMembership')
    },

    addSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
      healthCheck(this)
      validateString(sourceAddress, 'sourceAddress')
      validateString(groupAddress, 'groupAddress')
      check(this[kState].handle.addSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress), 'addSourceSpecificMembership')
    },

    dropSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
      healthCheck(this)
      validateString(sourceAddress, 'sourceAddress')
      validateString(groupAddress, 'groupAddress')
      check(this[kState].handle.dropSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress), 'dropSourceSpecificMembership')
    },

    ref() {
      this[kState].handle?.ref()
      return this
    },

    unref() {
      this[kState].handle?.unref()
      return this
    },

    setRecvBufferSize(size) { bufferSize(this, size, true) },
    setSendBufferSize(size) { bufferSize(this, size, false) },
    getRecvBufferSize() { return bufferSize(this, 0, true) },
    getSendBufferSize() { return bufferSize(this, 0, false) },
    getSendQueueSize() { return this[kState].handle.getSendQueueSize() },
    getSendQueueCount() { return this[kState].handle.getSendQueueCount() },
  })
}
