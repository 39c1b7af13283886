'use strict'

// Sending a file on a stream.

const fs = require('fs')
const { trackWriteState } = require('internal/http2/stream')
const { Buffer } = require('buffer')
const { NGHTTP2_INTERNAL_ERROR } = require('internal/http2/constants')
const { kHandle, kUpdateTimer } = require('internal/http2/symbols')

const chunkSize = 64 << 10

// startFilePipe sends length bytes (-1: all) of a file from offset on (-1: from where it is), and then the end.
function startFilePipe(stream, fd, offset, length) {
  const handle = stream[kHandle]
  let position = offset < 0 ? null : offset
  let left = length < 0 ? Infinity : length
  function done() {
    if (!stream.ownsFd) return
    fs.close(fd, (error) => { if (error) stream.destroy(error) })
  }
  function next() {
    if (stream.destroyed || left === 0) {
      if (left === 0) handle.shutdown()
      return done()
    }
    fs.read(fd, Buffer.allocUnsafeSlow(Math.min(chunkSize, left)), 0, Math.min(chunkSize, left), position, (error, count, buffer) => {
      if (stream.destroyed) return done()
      if (error) {
        stream.close(NGHTTP2_INTERNAL_ERROR)
        return done()
      }
      if (count === 0) {
        handle.shutdown()
        return done()
      }
      if (position !== null) position += count
      left -= count
      stream[kUpdateTimer]()
      handle.write(buffer.subarray(0, count), (status) => {
        if (status < 0) return done()
        next()
      })
    })
  }
  next()
  trackWriteState(stream, 1)
}

module.exports = { startFilePipe }
