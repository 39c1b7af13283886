'use strict'

// tls.createSecurePair, which is deprecated: both ends of a TLS connection without a network.

const EventEmitter = require('events')
const process = require('process')
const { Duplex } = require('stream')
const { TLSSocket } = require('internal/tls/socket')
const { createSecureContext } = require('_tls_common')

const kCallback = Symbol('Callback')
const kOtherSide = Symbol('Other')

class DuplexSocket extends Duplex {
  constructor() {
    super()
    this[kCallback] = null
    this[kOtherSide] = null
  }

  _read() {
    const callback = this[kCallback]
    if (callback) {
      this[kCallback] = null
      callback()
    }
  }

  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      process.nextTick(callback)
    } else {
      this[kOtherSide].push(chunk)
      this[kOtherSide][kCallback] = callback
    }
  }

  _final(callback) {
    this[kOtherSide].on('end', callback)
    this[kOtherSide].push(null)
  }
}

class SecurePair extends EventEmitter {
  constructor(secureContext = createSecureContext(), isServer = false, requestCert = !isServer, rejectUnauthorized = false, options = {}) {
    super()
    const outer = new DuplexSocket()
    const inner = new DuplexSocket()
    outer[kOtherSide] = inner
    inner[kOtherSide] = outer
    this.server = options.server
    this.credentials = secureContext
    this.encrypted = outer
    this.cleartext = new TLSSocket(inner, { secureContext, isServer, requestCert, rejectUnauthorized, ...options })
    this.cleartext.once('secure', () => this.emit('secure'))
  }

  destroy() {
    this.cleartext.destroy()
    this.encrypted.destroy()
  }
}

exports.createSecurePair = (...args) => new SecurePair(...args)
