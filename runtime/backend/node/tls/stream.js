'use strict'

// JSStreamSocket makes a net.Socket of any Duplex, for TLS to stand on.

const { setImmediate } = require('timers')
const process = require('process')
const { codes: { ERR_STREAM_WRAP } } = require('internal/errors')
const { Socket } = require('internal/net/socket')
const { JSStream } = require('internal/tls/handle')

class JSStreamSocket extends Socket {
  constructor(stream) {
    const handle = new JSStream()
    stream.pause()
    super({ handle, manualStart: true })
    handle.owner = this
    stream.on('error', (error) => this.emit('error', error))
    const ondata = (chunk) => {
      if (typeof chunk === 'string' || stream.readableObjectMode === true) {
        stream.pause()
        stream.removeListener('data', ondata)
        this.emit('error', new ERR_STREAM_WRAP())
        return
      }
      if (this._handle) this._handle.readBuffer(chunk)
    }
    stream.on('data', ondata)
    let ended = false
    stream.once('end', () => {
      ended = true
      if (this._handle) this._handle.emitEOF()
    })
    // Not every stream tells of its errors when it closes. After its end, what it has given may still be worked on: the layer above
    // meets the end behind it.
    stream.once('close', () => {
      if (!ended) this.destroy()
    })
    this.stream = stream
    this.readable = stream.readable
    this.writable = stream.writable
    this.read(0)
  }

  static get StreamWrap() { return JSStreamSocket }
  isClosing() { return !this.readable || !this.writable }

  readStart() {
    this.stream.resume()
    return 0
  }

  readStop() {
    this.stream.pause()
    return 0
  }

  doShutdown() {
    const handle = this._handle
    if (handle !== null) process.nextTick(() => this.stream.end(() => handle.finishShutdown()))
  }

  doWrite(bytes) {
    const handle = this._handle
    if (handle === null) return
    this.stream.write(bytes, (error) => setImmediate(() => handle.finishWrite(error ? -1 : 0)))
  }

  doClose(callback) {
    // The other end of the stream sees that it has ended.
    this.stream.destroy()
    setImmediate(() => { if (callback) callback() })
  }
}

module.exports = JSStreamSocket
