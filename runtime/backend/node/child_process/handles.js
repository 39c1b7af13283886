'use strict'

// What can be sent beside a message: sockets and servers, as descriptors. It follows Node's lib/internal/child_process.js and
// socket_list.js closely, so that either end may be Node.

const EventEmitter = require('events')
const net = require('net')
const dgram = require('dgram')
const { codes: { ERR_CHILD_CLOSED_BEFORE_REPLY, ERR_INVALID_HANDLE_TYPE } } = require('internal/errors')
const { TCP, Pipe, kindOf, isListening } = require('internal/net/handle')
const { UDP, kState } = require('internal/dgram/handle')

function noop() {}

// Each type has send(channel, target, message, handle, options), which returns the native handle, and got(channel, target, message, native,
// emit), which makes of it what the program gets.
const types = {
  'net.Native': {
    send(channel, target, message, handle) { return handle },
    got(channel, target, message, native, emit) { emit(native) },
  },

  'net.Server': {
    send(channel, target, message, server) { return server._handle },
    got(channel, target, message, native, emit) {
      const server = new net.Server()
      server.listen(native, () => { emit(server) })
    },
  },

  'net.Socket': {
    send(channel, target, message, socket, options) {
      const handle = socket._handle
      if (!handle) return undefined
      if (socket.server) {
        // The server goes on counting the connection: it asks the other process.
        message.key = socket.server._connectionKey
        const first = !channel.sockets.send[message.key]
        const list = listOf(channel, target, 'send', message.key)
        if (first) socket.server._setupWorker(list)
        if (!options.keepOpen) socket.server._connections--
      }
      if (options.keepOpen) return handle
      handle.onread = noop
      // What arrives from now on is the other process's.
      handle.detach?.()
      socket._handle = null
      socket.setTimeout(0)
      if (socket.parser) {
        require('_http_common').freeParser(socket.parser, null, socket)
        if (socket._httpMessage) socket._httpMessage.detachSocket(socket)
      }
      return handle
    },
    // closes says that the socket is the other process's alone: this end is closed when it has arrived there.
    closes: true,
    got(channel, target, message, native, emit) {
      const socket = new net.Socket({ handle: native, readable: true, writable: true })
      if (message.key) listOf(channel, target, 'got', message.key).add(socket)
      emit(socket)
    },
  },

  'dgram.Native': {
    send(channel, target, message, handle) { return handle },
    got(channel, target, message, native, emit) { emit(native) },
  },

  'dgram.Socket': {
    send(channel, target, message, socket) {
      message.dgramType = socket.type
      return socket[kState].handle
    },
    got(channel, target, message, native, emit) {
      const socket = new dgram.Socket(message.dgramType)
      socket.bind(native, () => { emit(socket) })
    },
  },
}

// typeOf is the name of a handle's type.
function typeOf(handle) {
  if (handle instanceof net.Socket) return 'net.Socket'
  if (handle instanceof net.Server) return 'net.Server'
  if (handle instanceof TCP || handle instanceof Pipe) return 'net.Native'
  if (handle instanceof dgram.Socket) return 'dgram.Socket'
  if (handle instanceof UDP) return 'dgram.Native'
  throw new ERR_INVALID_HANDLE_TYPE()
}

// nativeOf is the native handle of a descriptor that came along, undefined if it is none that the message's type can be.
function nativeOf(fd, message) {
  const kind = kindOf(fd)
  let handle
  if (kind === 'UDP') handle = new UDP(message.dgramType === 'udp6', require('internal/dns/lookup').current())
  else if (kind === 'TCP') handle = new TCP(isListening(fd))
  else if (kind === 'PIPE') handle = new Pipe(isListening(fd))
  else return undefined
  if (handle.open(fd) === 0) return handle
  handle.close()
  return undefined
}

function listOf(channel, target, type, key) {
  const lists = channel.sockets[type]
  lists[key] ??= type === 'send' ? new SentSockets(target, key) : new ReceivedSockets(target, key)
  return lists[key]
}

// SentSockets counts a server's connections that a child has.
class SentSockets extends EventEmitter {
  constructor(child, key) {
    super()
    this.key = key
    this.child = child
    child.once('exit', () => this.emit('exit', this))
  }

  #request(message, answer, swallowErrors, callback) {
    const { child, key } = this
    function onclose() {
      child.removeListener('internalMessage', onreply)
      callback(new ERR_CHILD_CLOSED_BEFORE_REPLY())
    }
    function onreply(reply) {
      if (reply.cmd !== answer || reply.key !== key) return
      child.removeListener('disconnect', onclose)
      child.removeListener('internalMessage', onreply)
      callback(null, reply)
    }
    if (!child.connected) {
      onclose()
      return
    }
    child._send(message, undefined, swallowErrors)
    child.once('disconnect', onclose)
    child.on('internalMessage', onreply)
  }

  close(callback) {
    this.#request({ cmd: 'NODE_SOCKET_NOTIFY_CLOSE', key: this.key }, 'NODE_SOCKET_ALL_CLOSED', true, callback)
  }

  getConnections(callback) {
    this.#request({ cmd: 'NODE_SOCKET_GET_COUNT', key: this.key }, 'NODE_SOCKET_COUNT', false, (error, message) => {
      if (error) callback(error)
      else callback(null, message.count)
    })
  }
}

// ReceivedSockets counts the connections that the parent's server has sent here.
class ReceivedSockets extends EventEmitter {
  constructor(child, key) {
    super()
    this.connections = 0
    this.key = key
    this.child = child
    const empty = () => {
      if (child.connected) child._send({ cmd: 'NODE_SOCKET_ALL_CLOSED', key }, undefined, true)
    }
    child.on('internalMessage', (message) => {
      if (message.key !== key) return
      if (message.cmd === 'NODE_SOCKET_NOTIFY_CLOSE') {
        if (this.connections === 0) empty()
        else this.once('empty', empty)
      } else if (message.cmd === 'NODE_SOCKET_GET_COUNT' && child.connected) {
        child._send({ cmd: 'NODE_SOCKET_COUNT', key, count: this.connections })
      }
    })
  }

  add(socket) {
    this.connections++
    socket.once('close', () => {
      if (--this.connections === 0) this.emit('empty', this)
    })
  }
}

module.exports = { types, typeOf, nativeOf }
