'use strict'

// The handles that sessions and streams stand on: the Go half's sessions, over the handle of a socket.

const { fromArrayBuffer } = require('internal/buffer')

const eventNames = [
  'onwrite', 'onreadstop', 'onreadstart', 'onpadding', 'onheaders', 'onread', 'onend', 'onstreamclose', 'ontrailers', 'onpriority',
  'onsettings', 'onping', 'ongoawaydata', 'onaltsvc', 'onorigin', 'onerror', 'onframeerror', 'ongracefulclosecomplete', 'done', 'onreadend',
]

function noop() {}

// callbacks are functions of internal/http2/events, by the names above; this is a handle.
let callbacks

class SessionHandle {
  constructor(server, options) {
    this.socket = undefined
    this.previous = noop
    this.ondone = null
    this.ongracefulclosecomplete = noop
    this.chunksSentSinceLastWrite = 0
    this.onheaders = callbacks.onSessionHeaders
    this.onpriority = callbacks.onPriority
    this.onsettings = callbacks.onSettings
    this.onping = callbacks.onPing
    this.ongoawaydata = callbacks.onGoawayData
    this.onaltsvc = callbacks.onAltSvc
    this.onorigin = callbacks.onOrigin
    this.onerror = callbacks.onSessionInternalError
    this.onframeerror = callbacks.onFrameError
    this.onpadding = callbacks.onSelectPadding
    this.written = (status) => binding.afterWrite(this.native, status)
    this.native = binding.createSession(this, server, options)
  }

  getAsyncId() { return binding.sessionAsyncId(this.native) }

  // consume reads what a socket's handle reads.
  consume(socket) {
    this.socket = socket
    this.previous = socket.onread
    const { native } = this
    const receive = socket.immediate === true ? binding.receiveNow : binding.receive
    socket.onread = (value) => receive(native, value)
    if (!socket.reading) socket.readStart()
  }

  receive(data) { binding.receive(this.native, data) }
  onwrite(data) { return this.socket.native === null ? -1 : this.socket.write(data, this.written) }
  onreadstop() { if (this.socket.native !== null) this.socket.readStop() }
  onreadstart() { if (this.socket.native !== null) this.socket.readStart() }
  onreadend(value) { this.previous.call(this.socket, value) }
  done() { if (this.ondone !== null) this.ondone() }

  destroy(code, socketClosed) { binding.destroy(this.native, code, socketClosed) }
  settings(list, callback) { return binding.settings(this.native, list, callback) }
  ping(payload, callback) {
    return binding.ping(this.native, payload, (ack, duration, data) => callback(ack, duration, data === undefined ? data : fromArrayBuffer(data)))
  }

  goaway(code, last, data) { binding.goaway(this.native, code, last, data) }
  altsvc(stream, origin, value) { binding.altsvc(this.native, stream, origin, value) }
  origin(origins) { binding.origin(this.native, origins) }
  request(headers, options, parent, weight, exclusive) {
    return binding.request(this.native, headers, options, parent, weight, exclusive)
  }

  setNextStreamID(id) { return binding.setNextStreamID(this.native, id) }
  setLocalWindowSize(size) { return binding.setLocalWindowSize(this.native, size) }
  setLimits(invalidFrames, rejectedStreams) { binding.setLimits(this.native, invalidFrames, rejectedStreams) }
  setGracefulClose() { binding.setGracefulClose(this.native) }
  hasPendingData() { return binding.hasPending(this.native) }
  updateChunksSent() { return (this.chunksSentSinceLastWrite = binding.chunksSent(this.native)) }
  currentSettings(remote) { return binding.currentSettings(this.native, remote) }
  state() { return binding.sessionState(this.native) }
  statistics() { return binding.sessionStatistics(this.native) }
}

class StreamHandle {
  constructor(session, native, id) {
    this.session = session
    this.native = native
    this.number = id
    this.reading = false
    this.onread = noop
    this.onend = callbacks.onStreamEnd
    this.onstreamclose = callbacks.onStreamClose
    this.ontrailers = callbacks.onStreamTrailers
  }

  id() { return this.number }
  getAsyncId() { return binding.streamAsyncId(this.native) }
  get bytesWritten() { return binding.bytesWritten(this.native) }
  respond(headers, options) { return binding.respond(this.native, headers, options) }
  info(headers) { return binding.info(this.native, headers) }
  trailers(headers) { return binding.trailers(this.native, headers) }
  pushPromise(headers, options) { return binding.pushPromise(this.native, headers, options) }
  rstStream(code) { binding.rstStream(this.native, code) }
  destroy() { binding.destroyStream(this.native) }
  priority(parent, weight, exclusive, silent) { binding.priority(this.native, parent, weight, exclusive, silent) }
  readStart() {
    this.reading = true
    binding.readStart(this.native)
  }

  readStop() {
    this.reading = false
    binding.readStop(this.native)
  }

  // write sends bytes, a string as UTF-8, or an array of both; callback(status) follows. It returns how many bytes they are.
  write(data, callback) { return binding.write(this.native, data, callback) }
  shutdown() { binding.shutdown(this.native) }
  state() { return binding.streamState(this.native) }
  statistics() { return binding.streamStatistics(this.native) }
}

binding.setFunctions(function (handle, event, a, b, c, d, e) {
  return handle[eventNames[event]](a, b, c, d, e)
}, (session, native, id) => new StreamHandle(session, native, id))

module.exports = {
  SessionHandle,
  packSettings: binding.packSettings,
  errorText: binding.errorText,
  setCallbacks(functions) { callbacks = functions },
}
