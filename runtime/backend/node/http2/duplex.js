'use strict'

// StreamSocket is a net.Socket over any Duplex, for sessions on what is no socket.

const { Buffer } = require('buffer')
const net = require('net')

// DuplexHandle is what such a socket stands on: see internal/net/handle.
class DuplexHandle {
  constructor(stream) {
    this.stream = stream
    this.native = this // until it is closed
    this.reading = false
    this.immediate = true // what it reads is JavaScript's: nothing comes between
    this.onread = noop
    this.owner = null
    this.bytesRead = 0
    this.bytesWritten = 0
    this.writeQueueSize = 0
    stream.pause()
    stream.on('data', (chunk) => {
      if (this.native === null) return
      if (typeof chunk === 'string') chunk = Buffer.from(chunk)
      this.bytesRead += chunk.length
      this.onread(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.length))
    })
    stream.once('end', () => { if (this.native !== null) this.onread(null) })
    stream.on('error', (error) => { if (this.owner !== null) this.owner.destroy(error) })
    stream.once('close', () => { if (this.owner !== null) this.owner.destroy() })
  }

  getAsyncId() { return -1 }
  readStart() {
    this.reading = true
    this.stream.resume()
    return 0
  }

  readStop() {
    this.reading = false
    this.stream.pause()
    return 0
  }

  write(data, callback) {
    if (Array.isArray(data)) data = Buffer.concat(data.map(toBuffer))
    else data = toBuffer(data)
    this.bytesWritten += data.length
    // As in Node the loop goes on in between.
    this.stream.write(data, (error) => setImmediate(callback, error ? -1 : 0))
    return 1
  }

  shutdown(callback) {
    this.stream.end(() => callback(0))
    return 0
  }

  close(callback) {
    this.native = null
    this.stream.destroy()
    if (callback !== undefined) setImmediate(() => callback.call(this))
    return 0
  }

  hasRef() { return true }
  ref() {}
  unref() {}
}

function noop() {}

function toBuffer(data) {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data) ? data : Buffer.from(data)
}

class StreamSocket extends net.Socket {
  constructor(stream) {
    super({ handle: new DuplexHandle(stream), manualStart: true })
    this.stream = stream
  }
}

module.exports = { StreamSocket }
