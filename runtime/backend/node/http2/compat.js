'use strict'

// What the classes of the compatibility API share.

const { codes: { ERR_HTTP2_NO_SOCKET_MANIPULATION } } = require('internal/errors')
const { kRequest, kSocket } = require('internal/http2/symbols')

const kBeginSend = Symbol('begin-send')
const kStream = Symbol('stream')
const kResponse = Symbol('response')
const kHeaders = Symbol('headers')
const kRawHeaders = Symbol('rawHeaders')
const kTrailers = Symbol('trailers')
const kRawTrailers = Symbol('rawTrailers')
const kSetHeader = Symbol('setHeader')
const kAppendHeader = Symbol('appendHeader')
const kAborted = Symbol('aborted')

function resumeStream(stream) {
  stream.resume()
}

function onStreamTimeout(kind) {
  return function onStreamTimeout() {
    const obj = this[kind]
    obj.emit('timeout')
  }
}

const proxyHandler = {
  has(stream, prop) {
    const ref = stream.session !== undefined ? stream.session[kSocket] : stream
    return (prop in stream) || (prop in ref)
  },

  get(stream, prop) {
    switch (prop) {
      case 'on':
      case 'once':
      case 'end':
      case 'emit':
      case 'destroy':
        return stream[prop].bind(stream)
      case 'writable':
      case 'destroyed':
        return stream[prop]
      case 'readable': {
        if (stream.destroyed) return false
        const request = stream[kRequest]
        return request ? request.readable : stream.readable
      }
      case 'setTimeout': {
        const session = stream.session
        if (session !== undefined) return session.setTimeout.bind(session)
        return stream.setTimeout.bind(stream)
      }
      case 'write':
      case 'read':
      case 'pause':
      case 'resume':
        throw new ERR_HTTP2_NO_SOCKET_MANIPULATION()
      default: {
        const ref = stream.session !== undefined ? stream.session[kSocket] : stream
        const value = ref[prop]
        return typeof value === 'function' ? value.bind(ref) : value
      }
    }
  },
  getPrototypeOf(stream) {
    if (stream.session !== undefined) return Reflect.getPrototypeOf(stream.session[kSocket])
    return Reflect.getPrototypeOf(stream)
  },
  set(stream, prop, value) {
    switch (prop) {
      case 'writable':
      case 'readable':
      case 'destroyed':
      case 'on':
      case 'once':
      case 'end':
      case 'emit':
      case 'destroy':
        stream[prop] = value
        return true
      case 'setTimeout': {
        const session = stream.session
        if (session !== undefined) session.setTimeout = value
        else stream.setTimeout = value
        return true
      }
      case 'write':
      case 'read':
      case 'pause':
      case 'resume':
        throw new ERR_HTTP2_NO_SOCKET_MANIPULATION()
      default: {
        const ref = stream.session !== undefined ? stream.session[kSocket] : stream
        ref[prop] = value
        return true
      }
    }
  },
}

module.exports = {
  kBeginSend,
  kStream,
  kResponse,
  kHeaders,
  kRawHeaders,
  kTrailers,
  kRawTrailers,
  kSetHeader,
  kAppendHeader,
  kAborted,
  proxyHandler,
  resumeStream,
  onStreamTimeout,
}
