'use strict'

// Http2SecureServer: an Http2Server over TLS.

const tls = require('tls')
const { validateSettings } = require('internal/http2/settings')
const { assertIsObject } = require('internal/http2/checks')
const { connectionListener, setupCompat, initializeTLSOptions } = require('internal/http2/server')
const { validateFunction } = require('internal/validators')
const { setTimeout } = require('timers')
const { kOptions } = require('internal/http2/symbols')

function onErrorSecureServerSession(err, socket) {
  if (!this.emit('clientError', err, socket)) socket.destroy(err)
}

class Http2SecureServer extends tls.Server {
  constructor(options, requestListener) {
    options = initializeTLSOptions(options)
    super(options, connectionListener)
    this[kOptions] = options
    this.timeout = 0
    this.on('newListener', setupCompat)
    if (options.allowHTTP1 === true) {
      this.headersTimeout = 60_000
      this.requestTimeout = 300_000
      this.connectionsCheckingInterval = 30_000
      this.on('listening', require('_http_server').setupConnectionsTracking)
    }
    if (typeof requestListener === 'function') this.on('request', requestListener)
    this.on('tlsClientError', onErrorSecureServerSession)
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

  close() {
    if (this[kOptions].allowHTTP1 === true) {
      require('_http_server').httpServerPreClose(this)
    }
    Reflect.apply(tls.Server.prototype.close, this, arguments)
  }

  closeIdleConnections() {
    if (this[kOptions].allowHTTP1 === true) {
      Reflect.apply(require('_http_server').Server.prototype.closeIdleConnections, this, arguments)
    }
  }
}

module.exports = { Http2SecureServer }
