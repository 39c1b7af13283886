'use strict'

const { validateBoolean, validateInt32 } = require('internal/validators')
const { isIP, isIPv4, isIPv6 } = require('internal/net')
const { Socket } = require('internal/net/socket')
const { normalizeArgs, defaults } = require('internal/net/connect')
const { Server, createServerHandle } = require('internal/net/server')
const channel = require('diagnostics_channel').channel('net.client.socket')

function createServer(options, connectionListener) { return new Server(options, connectionListener) }

function connect(...args) {
  const normalized = normalizeArgs(args)
  const options = normalized[0]
  const socket = new Socket(options)
  if (channel.hasSubscribers) channel.publish({ socket })
  if (options.timeout) socket.setTimeout(options.timeout)
  return socket.connect(normalized)
}

let warned = false

function _setSimultaneousAccepts() {
  if (warned) return
  warned = true
  process.emitWarning('net._setSimultaneousAccepts() is deprecated and will be removed.', 'DeprecationWarning', 'DEP0121')
}

module.exports = {
  _createServerHandle: createServerHandle,
  _normalizeArgs: normalizeArgs,
  _setSimultaneousAccepts,
  get BlockList() { return require('internal/blocklist').BlockList },
  get SocketAddress() { return require('internal/socketaddress').SocketAddress },
  connect,
  createConnection: connect,
  createServer,
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  getDefaultAutoSelectFamily() { return defaults.autoSelectFamily },
  setDefaultAutoSelectFamily(value) {
    validateBoolean(value, 'value')
    defaults.autoSelectFamily = value
  },
  getDefaultAutoSelectFamilyAttemptTimeout() { return defaults.autoSelectFamilyAttemptTimeout },
  setDefaultAutoSelectFamilyAttemptTimeout(value) {
    validateInt32(value, 'value', 1)
    defaults.autoSelectFamilyAttemptTimeout = Math.max(value, 10)
  },
}
