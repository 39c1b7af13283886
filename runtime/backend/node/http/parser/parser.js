'use strict'

// Node's internalBinding('http_parser'): HTTPParser's callbacks are its properties 0 to 6, see the constants.

const { Buffer } = require('buffer')

binding.setBuffer(require('internal/buffer').fromArrayBuffer)

const maxHeaderSize = binding.maxHeaderSize

class HTTPParser {
  constructor() {
    this.onMessageBegin = undefined
    this.onHeaders = undefined
    this.onHeadersComplete = undefined
    this.onBody = undefined
    this.onMessageComplete = undefined
    this.onExecute = undefined
    this.onTimeout = undefined
    // Called with a request, in place of onHeadersComplete and, if it has no body, of onMessageComplete: see request.go.
    this.onRequest = undefined
    this.native = binding.create(this)
  }

  // initialize begins anew; resource is what async_hooks see, connections the ConnectionsList that is to know of the parser.
  initialize(type, resource, maxSize = 0, lenient = 0, connections = undefined) {
    binding.initialize(this.native, type, resource, maxSize === 0 ? maxHeaderSize : maxSize, lenient,
      connections === undefined || connections === null ? undefined : connections.native)
  }

  // execute parses bytes and returns how many it took, or an Error with bytesParsed, code and reason.
  execute(bytes) { return binding.execute(this.native, bytes) }
  // finish tells of the connection's end; it returns an Error or undefined.
  finish() { return binding.finish(this.native) }
  close() { binding.remove(this.native) }
  free() { binding.free(this.native) }
  remove() { binding.remove(this.native) }
  pause() { binding.pause(this.native, true) }
  resume() { binding.pause(this.native, false) }
  // consume takes what arrives at net's handle; kOnExecute is told after each piece.
  consume(handle) { return binding.consume(this.native, handle.native) }
  unconsume() { binding.unconsume(this.native) }
  getCurrentBuffer() { return Buffer.from(binding.currentBuffer(this.native)) }
  duration() { return binding.duration(this.native) }
  headersCompleted() { return binding.headersCompleted(this.native) }
}

// Properties whose names are numbers would make each parser an object of a kind of its own.
const callbacks = ['onMessageBegin', 'onHeaders', 'onHeadersComplete', 'onBody', 'onMessageComplete', 'onExecute', 'onTimeout', 'onRequest']
for (let i = 0; i < callbacks.length; i++) {
  const name = callbacks[i]
  Object.defineProperty(HTTPParser.prototype, i, {
    __proto__: null,
    get() { return this[name] },
    set(callback) { this[name] = callback },
    enumerable: true,
    configurable: true,
  })
}

const constants = {
  REQUEST: 1,
  RESPONSE: 2,
  kOnMessageBegin: 0,
  kOnHeaders: 1,
  kOnHeadersComplete: 2,
  kOnBody: 3,
  kOnMessageComplete: 4,
  kOnExecute: 5,
  kOnTimeout: 6,
  kLenientNone: 0,
  kLenientHeaders: 1,
  kLenientChunkedLength: 2,
  kLenientKeepAlive: 4,
  kLenientTransferEncoding: 8,
  kLenientVersion: 16,
  kLenientDataAfterClose: 32,
  kLenientOptionalLFAfterCR: 64,
  kLenientOptionalCRLFAfterChunk: 128,
  kLenientOptionalCRBeforeLF: 256,
  kLenientSpacesAfterChunkSize: 512,
  kLenientAll: 1023,
}
for (const name in constants) HTTPParser[name] = constants[name]

// ConnectionsList knows a server's parsers.
class ConnectionsList {
  constructor() { this.native = binding.createList() }
  all() { return binding.connections(this.native, 0) }
  idle() { return binding.connections(this.native, 1) }
  active() { return binding.connections(this.native, 2) }
  // expired are the active ones whose headers, or whole request, take longer; they are not active any more.
  expired(headersTimeout, requestTimeout) { return binding.expired(this.native, headersTimeout, requestTimeout) }
}

const allMethods = binding.methods
exports.allMethods = allMethods
// RTSP's are not HTTP's.
exports.methods = allMethods.filter((name, i) => i < 34 || name === 'QUERY')
exports.now = binding.now
exports.rawHeaders = binding.raw
exports.HTTPParser = HTTPParser
exports.ConnectionsList = ConnectionsList
