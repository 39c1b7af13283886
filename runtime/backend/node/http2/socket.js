'use strict'

// What sessions have to do with their sockets.

const { codes: { ERR_HTTP2_NO_SOCKET_MANIPULATION, ERR_HTTP2_SOCKET_UNBOUND, ERR_SOCKET_CLOSED } } = require('internal/errors')
const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR } = require('internal/http2/constants')
const { kBoundSession, kSocket, kState } = require('internal/http2/symbols')

const proxySocketHandler = {
  get(session, prop) {
    switch (prop) {
      case 'setTimeout':
      case 'ref':
      case 'unref':
        return session[prop].bind(session)
      case 'destroy':
      case 'emit':
      case 'end':
      case 'pause':
      case 'read':
      case 'resume':
      case 'write':
      case 'setEncoding':
      case 'setKeepAlive':
      case 'setNoDelay':
        throw new ERR_HTTP2_NO_SOCKET_MANIPULATION()
      default: {
        const socket = session[kSocket]
        if (socket === undefined) throw new ERR_HTTP2_SOCKET_UNBOUND()
        const value = socket[prop]
        return typeof value === 'function' ? value.bind(socket) : value
      }
    }
  },
  getPrototypeOf(session) {
    const socket = session[kSocket]
    if (socket === undefined) throw new ERR_HTTP2_SOCKET_UNBOUND()
    return Reflect.getPrototypeOf(socket)
  },
  set(session, prop, value) {
    switch (prop) {
      case 'setTimeout':
      case 'ref':
      case 'unref':
        session[prop] = value
        return true
      case 'destroy':
      case 'emit':
      case 'end':
      case 'pause':
      case 'read':
      case 'resume':
      case 'write':
      case 'setEncoding':
      case 'setKeepAlive':
      case 'setNoDelay':
        throw new ERR_HTTP2_NO_SOCKET_MANIPULATION()
      default: {
        const socket = session[kSocket]
        if (socket === undefined) throw new ERR_HTTP2_SOCKET_UNBOUND()
        socket[prop] = value
        return true
      }
    }
  },
}

function socketOnError(error) {
  const session = this[kBoundSession]
  if (session !== undefined) {
    if (error.code === 'ECONNRESET' && session[kState].goawayCode !== null) return session.destroy()
    session.destroy(error)
  }
}

function socketOnClose() {
  const session = this[kBoundSession]
  if (session !== undefined) {
    const err = session.connecting ? new ERR_SOCKET_CLOSED() : null
    const state = session[kState]
    state.streams.forEach((stream) => stream.close(NGHTTP2_CANCEL))
    state.pendingStreams.forEach((stream) => stream.close(NGHTTP2_CANCEL))
    session.close()
    // With nothing left to send that was its end already.
    if (!session.destroyed) require('internal/http2/session').closeSession(session, NGHTTP2_NO_ERROR, err)
  }
}

module.exports = { proxySocketHandler, socketOnError, socketOnClose }
