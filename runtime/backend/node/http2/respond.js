'use strict'

// Responses: their headers, and files as their bodies.

const channels = require('internal/http2/channels')
const fs = require('fs')
const { assertValidPseudoHeaderResponse, mapToHeaders, utcDate } = require('internal/http2/headers')
const { NghttpError, assertIsObject } = require('internal/http2/checks')
const { startFilePipe } = require('internal/http2/file')
const {
  codes: {
    ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_SEND_FILE, ERR_HTTP2_SEND_FILE_NOSEEK, ERR_HTTP2_STATUS_INVALID, ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors')
const { HTTP2_HEADER_CONTENT_LENGTH, HTTP2_HEADER_DATE, HTTP2_HEADER_STATUS, HTTP_STATUS_OK, __proto__ } = require('internal/http2/constants')
const { STREAM_FLAGS_HEADERS_SENT, kHandle, kSensitiveHeaders, kSentHeaders, kState } = require('internal/http2/symbols')

function processHeaders(oldHeaders, options) {
  assertIsObject(oldHeaders, 'headers')
  const headers = { __proto__: null }

  if (oldHeaders !== null && oldHeaders !== undefined) {
    for (const key in oldHeaders) {
      if (Object.hasOwn(oldHeaders, key)) {
        headers[key] = oldHeaders[key]
      }
    }
    headers[kSensitiveHeaders] = oldHeaders[kSensitiveHeaders]
  }

  const statusCode = headers[HTTP2_HEADER_STATUS] = headers[HTTP2_HEADER_STATUS] | 0 || HTTP_STATUS_OK

  if (options.sendDate == null || options.sendDate) {
    if (headers[HTTP2_HEADER_DATE] === null || headers[HTTP2_HEADER_DATE] === undefined) {
      headers[HTTP2_HEADER_DATE] = utcDate()
    }
  }

  if (statusCode < 200 || statusCode > 599) throw new ERR_HTTP2_STATUS_INVALID(headers[HTTP2_HEADER_STATUS])

  const neverIndex = headers[kSensitiveHeaders]
  if (neverIndex !== undefined && !Array.isArray(neverIndex))
    throw new ERR_INVALID_ARG_VALUE('headers[http2.neverIndex]', neverIndex)

  return headers
}

function processRespondWithFD(self, fd, headers, offset = 0, length = -1, streamOptions = 0) {
  const state = self[kState]
  state.flags |= STREAM_FLAGS_HEADERS_SENT

  let headersList
  try {
    headersList = mapToHeaders(headers, assertValidPseudoHeaderResponse)
  } catch (err) {
    self.destroy(err)
    return
  }
  self[kSentHeaders] = headers

  self._final = null
  self.end()

  const ret = self[kHandle].respond(headersList, streamOptions)

  if (ret < 0) {
    self.destroy(new NghttpError(ret))
    return
  }

  const { finish } = channels.server
  if (finish.hasSubscribers) finish.publish({ stream: self, headers, flags: state.flags })
  startFilePipe(self, fd, offset, length)
}

function doSendFD(session, options, fd, headers, streamOptions, err, stat) {
  if (err) {
    this.destroy(err)
    return
  }

  if (this.destroyed || this.closed) {
    this.destroy(new ERR_HTTP2_INVALID_STREAM())
    return
  }

  const statOptions = {
    offset: options.offset !== undefined ? options.offset : 0,
    length: options.length !== undefined ? options.length : -1,
  }

  if ((typeof options.statCheck === 'function' && Reflect.apply(options.statCheck, this,
                    [stat, headers, statOptions]) === false) || (this[kState].flags & STREAM_FLAGS_HEADERS_SENT)) {
    return
  }

  processRespondWithFD(this, fd, headers, statOptions.offset | 0, statOptions.length | 0, streamOptions)
}

function doSendFileFD(session, options, fd, headers, streamOptions, err, stat) {
  const onError = options.onError

  if (err) {
    tryClose(fd)
    if (onError) onError(err)
    else this.destroy(err)
    return
  }

  if (!stat.isFile()) {
    const isDirectory = stat.isDirectory()
    if (options.offset !== undefined || options.offset > 0 || options.length !== undefined || options.length >= 0 || isDirectory) {
      const err = isDirectory ? new ERR_HTTP2_SEND_FILE() : new ERR_HTTP2_SEND_FILE_NOSEEK()
      tryClose(fd)
      if (onError) onError(err)
      else this.destroy(err)
      return
    }

    options.offset = -1
    options.length = -1
  }

  if (this.destroyed || this.closed) {
    tryClose(fd)
    this.destroy(new ERR_HTTP2_INVALID_STREAM())
    return
  }

  const statOptions = {
    offset: options.offset !== undefined ? options.offset : 0,
    length: options.length !== undefined ? options.length : -1,
  }

  if ((typeof options.statCheck === 'function' && Reflect.apply(options.statCheck, this, [stat, headers]) === false) ||
       (this[kState].flags & STREAM_FLAGS_HEADERS_SENT)) {
    tryClose(fd)
    return
  }

  if (stat.isFile()) {
    statOptions.length = statOptions.length < 0 ? stat.size - (+statOptions.offset) :
        Math.min(stat.size - (+statOptions.offset), statOptions.length)

    headers[HTTP2_HEADER_CONTENT_LENGTH] = statOptions.length
  }

  processRespondWithFD(this, fd, headers, options.offset | 0, statOptions.length | 0, streamOptions)
}

function afterOpen(session, options, headers, streamOptions, err, fd) {
  const state = this[kState]
  const onError = options.onError
  if (err) {
    if (onError) onError(err)
    else this.destroy(err)
    return
  }
  if (this.destroyed || this.closed) {
    tryClose(fd)
    return
  }
  state.fd = fd

  fs.fstat(fd, doSendFileFD.bind(this, session, options, fd, headers, streamOptions))
}

function tryClose(fd) {
  fs.close(fd, () => {})
}

module.exports = { processHeaders, processRespondWithFD, doSendFD, afterOpen }
