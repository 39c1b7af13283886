'use strict'

// Http2Server, and what both kinds of servers do with connections.

const EventEmitter = require('events')
const net = require('net')
const { MAX_ADDITIONAL_SETTINGS, validateSettings } = require('internal/http2/settings')
const { assertIsObject, assertIsArray } = require('internal/http2/checks')
const { ServerHttp2Session } = require('internal/http2/sessions')
const { Http2ServerRequest } = require('internal/http2/request')
const { Http2ServerResponse, onServerStream } = require('internal/http2/response')
const { codes: { ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS } } = require('internal/errors')
const { validateFunction, validateUint32 } = require('internal/validators')
const { setTimeout, clearTimeout } = require('timers')
const { HTTP2_HEADER_STATUS } = require('internal/http2/constants')
const { kOptions, kServer } = require('internal/http2/symbols')

function sessionOnStream(stream, headers, flags, rawHeaders) {
  if (this[kServer] !== undefined) this[kServer].emit('stream', stream, headers, flags, rawHeaders)
}

function sessionOnPriority(stream, parent, weight, exclusive) {
  if (this[kServer] !== undefined) this[kServer].emit('priority', stream, parent, weight, exclusive)
}

function sessionOnError(error) {
  if (this[kServer] !== undefined) this[kServer].emit('sessionError', error, this)
}

function sessionOnTimeout() {
  if (this.destroyed || this.closed) return
  const server = this[kServer]
  if (!server.emit('timeout', this)) this.destroy()
}

function connectionListener(socket) {
  const options = this[kOptions] || {}

  if (socket.alpnProtocol === false || socket.alpnProtocol === 'http/1.1') {
    if (options.allowHTTP1 === true) {
      const { kServerResponse, _connectionListener } = require('_http_server')
      socket.server[require('_http_common').kIncomingMessage] = options.Http1IncomingMessage
      socket.server[kServerResponse] = options.Http1ServerResponse
      return _connectionListener.call(this, socket)
    }
    if (!this.emit('unknownProtocol', socket)) {
      const timer = setTimeout(() => { if (!socket.destroyed) socket.destroy() }, options.unknownProtocolTimeout)
      timer.unref()
      socket.once('close', () => clearTimeout(timer))
      // Who speaks HTTP/1 is told so in its own words.
      socket.end('HTTP/1.0 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nMissing ALPN Protocol, expected `h2` to be available.\n' +
        'If this is a HTTP request: The server was not configured with the `allowHTTP1` option or a listener for the `unknownProtocol` event.\n')
    }
    return
  }

  const session = new ServerHttp2Session(options, socket, this)

  session.on('stream', sessionOnStream)
  session.on('error', sessionOnError)

  session.on('priority', sessionOnPriority)

  if (this.timeout) session.setTimeout(this.timeout, sessionOnTimeout)

  socket[kServer] = this

  this.emit('session', session)
}

function initializeOptions(options) {
  assertIsObject(options, 'options')
  options = { ...options }
  assertIsObject(options.settings, 'options.settings')
  options.settings = { ...options.settings }

  assertIsArray(options.remoteCustomSettings, 'options.remoteCustomSettings')
  if (options.remoteCustomSettings) {
    options.remoteCustomSettings = [ ...options.remoteCustomSettings ]
    if (options.remoteCustomSettings.length > MAX_ADDITIONAL_SETTINGS) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS()
  }

  if (options.maxSessionInvalidFrames !== undefined) validateUint32(options.maxSessionInvalidFrames, 'maxSessionInvalidFrames')

  if (options.maxSessionRejectedStreams !== undefined) {
    validateUint32(options.maxSessionRejectedStreams, 'maxSessionRejectedStreams')
  }

  if (options.unknownProtocolTimeout !== undefined) validateUint32(options.unknownProtocolTimeout, 'unknownProtocolTimeout')
  else options.unknownProtocolTimeout = 10000

  if (options.allowHTTP1 === true) {
    const http = require('http')
    options.Http1IncomingMessage = options.Http1IncomingMessage || http.IncomingMessage
    options.Http1ServerResponse = options.Http1ServerResponse || http.ServerResponse
  }

  options.Http2ServerRequest = options.Http2ServerRequest || Http2ServerRequest
  options.Http2ServerResponse = options.Http2ServerResponse || Http2ServerResponse
  return options
}

function initializeTLSOptions(options, servername) {
  options = initializeOptions(options)

  if (!options.ALPNCallback) {
    options.ALPNProtocols = ['h2']
    if (options.allowHTTP1 === true) options.ALPNProtocols.push('http/1.1')
  }

  if (servername !== undefined && !options.servername) options.servername = servername
  return options
}

function setupCompat(ev) {
  if (ev === 'request') {
    this.removeListener('newListener', setupCompat)
    this.on('stream', onServerStream.bind(this, this[kOptions].Http2ServerRequest, this[kOptions].Http2ServerResponse))
  }
}

class Http2Server extends net.Server {
  constructor(options, requestListener) {
    options = initializeOptions(options)
    super(options, connectionListener)
    this[kOptions] = options
    this.timeout = 0
    this.on('newListener', setupCompat)
    if (typeof requestListener === 'function') this.on('request', requestListener)
  }

  setTimeout(msecs, callback) {
    this.timeout = msecs
    if (callback !== undefined) {
      validateFunction(callback, 'callback')
      this.on('timeout', callback)
    }
    return this
  }

  updateSettings(settings) {
    assertIsObject(settings, 'settings')
    validateSettings(settings)
    this[kOptions].settings = { ...this[kOptions].settings, ...settings }
  }

  async [Symbol.asyncDispose]() {
    return require('util').promisify(super.close).call(this)
  }
}

function captureRejection(err, event, ...args) {
  switch (event) {
    case 'stream': {
      const stream = args[0]
      if (stream.sentHeaders) {
        stream.destroy(err)
      } else {
        stream.respond({ [HTTP2_HEADER_STATUS]: 500 })
        stream.end()
      }
      break
    }
    case 'request': {
      const res = args[1]
      if (!res.headersSent && !res.finished) {
        for (const name of res.getHeaderNames()) {
          res.removeHeader(name)
        }
        res.statusCode = 500
        res.end('Internal Server Error')
      } else {
        res.destroy()
      }
      break
    }
    default:
      args.unshift(err, event)
      Reflect.apply(net.Server.prototype[EventEmitter.captureRejectionSymbol], this, args)
  }
}

Http2Server.prototype[EventEmitter.captureRejectionSymbol] = captureRejection

module.exports = { Http2Server, initializeOptions, connectionListener, setupCompat, initializeTLSOptions, captureRejection }
