'use strict'

// internal/http/outgoing/headers: the half of OutgoingMessage that has to do with headers.

const {
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_HEADER_VALUE, ERR_HTTP_TRAILER_INVALID, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
    ERR_INVALID_CHAR, ERR_INVALID_HTTP_TOKEN,
  },
} = require('internal/errors')
const { validateString } = require('internal/validators')
const { deprecate } = require('internal/util')
const { kOutHeaders, utcDate } = require('internal/http')
const { isToken, isValue, check, write, seen, length } = require('internal/http/headers')

const kUniqueHeaders = Symbol('kUniqueHeaders')

// The forms that write takes.
const formKept = 0
const formPairs = 1
const formFlat = 2
const formPlain = 3
// What seen returns.
const seenConnection = 1
const seenClose = 2
const seenTransferEncoding = 4
const seenChunked = 8
const seenContentLength = 16
const seenDate = 32
const seenExpect = 64
const seenTrailer = 128
const seenKeepAlive = 256

function validateHeaderName(name, label) {
  if (typeof name !== 'string' || !isToken(name)) throw new ERR_INVALID_HTTP_TOKEN(label || 'Header name', name)
}

function validateHeaderValue(name, value) {
  if (value === undefined) throw new ERR_HTTP_INVALID_HEADER_VALUE(value, name)
  if (!isValue(value)) throw new ERR_INVALID_CHAR('header content', name)
}

// checked is the key of a header that may be set.
function checked(name, value) {
  const key = check(name, value)
  if (key !== undefined) return key
  validateHeaderName(name)
  validateHeaderValue(name, value)
  return name.toLowerCase()
}

// validateAll throws what is wrong with headers that write refused.
function validateAll(headers, form) {
  if (form === formPlain) {
    const names = Object.keys(headers)
    for (let i = 0; i < names.length; i++) validateOne(names[i], headers[names[i]])
  } else if (form === formPairs) {
    for (let i = 0; i < headers.length; i++) validateOne(headers[i][0], headers[i][1])
  } else {
    for (let i = 0; i < headers.length; i += 2) validateOne(headers[i], headers[i + 1])
  }
}

function validateOne(name, value) {
  validateHeaderName(name)
  if (!Array.isArray(value)) {
    validateHeaderValue(name, value)
    return
  }
  for (let i = 0; i < value.length; i++) validateHeaderValue(name, value[i])
}

// parseUniqueHeadersOption returns the names in lower case, each between line feeds, null for none.
function parseUniqueHeadersOption(headers) {
  if (!Array.isArray(headers) || headers.length === 0) return null
  return '\n' + headers.join('\n').toLowerCase() + '\n'
}

let keepAliveFor = 0
let keepAliveHeader = ''

// keepAlive is the header that tells for how long, in milliseconds, the connection is kept.
function keepAlive(timeout) {
  if (timeout !== keepAliveFor) {
    keepAliveFor = timeout
    keepAliveHeader = 'Connection: keep-alive\r\nKeep-Alive: timeout=' + Math.floor(timeout / 1000) + '\r\n'
  }
  return keepAliveHeader
}

let addedDate
let addedFor = 0
let addedHeaders = ''

// added are the headers that a usual response gets besides its own, but for Content-Length.
function added(timeout) {
  const date = utcDate()
  if (date !== addedDate || timeout !== addedFor) {
    addedDate = date
    addedFor = timeout
    addedHeaders = 'Date: ' + date + '\r\n' + keepAlive(timeout)
  }
  return addedHeaders
}

function formOf(self, headers) {
  if (headers === self[kOutHeaders]) return formKept
  if (!Array.isArray(headers)) return formPlain
  if (headers.length > 0 && Array.isArray(headers[0])) return formPairs
  if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers)
  return formFlat
}

// _storeHeader makes the message's head: the first line, the headers and those that are added.
function _storeHeader(firstLine, headers) {
  let header = firstLine
  let bits = 0
  if (headers) {
    const form = formOf(this, headers)
    const block = write(headers, form, this[kUniqueHeaders], Boolean(this._contentLength))
    if (block === undefined) validateAll(headers, form)
    header += block
    bits = seen()
    if (bits !== 0) note(this, bits)
  }
  if (this.sendDate && (bits & seenDate) === 0) header += 'Date: ' + utcDate() + '\r\n'

  // Neither has a body, and some clients would take the last chunk for one.
  if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
    this.chunkedEncoding = false
    this.shouldKeepAlive = false
  }

  if (this._removedConnection) {
    this._last = !this.shouldKeepAlive
  } else if ((bits & seenConnection) === 0) {
    const keeps = this.shouldKeepAlive && ((bits & seenContentLength) !== 0 || this.useChunkedEncodingByDefault || this.agent)
    if (keeps && this.maxRequestsOnConnectionReached) {
      header += 'Connection: close\r\n'
    } else if (keeps) {
      if (!this._keepAliveTimeout || !this._defaultKeepAlive) header += 'Connection: keep-alive\r\n'
      else if (~~this._maxRequestsPerSocket <= 0) header += keepAlive(this._keepAliveTimeout)
      else header += keepAlive(this._keepAliveTimeout).slice(0, -2) + `, max=${this._maxRequestsPerSocket}\r\n`
    } else {
      this._last = true
      header += 'Connection: close\r\n'
    }
  }

  if ((bits & (seenContentLength | seenTransferEncoding)) === 0) {
    if (!this._hasBody) {
      this.chunkedEncoding = false
    } else if (!this.useChunkedEncodingByDefault) {
      this._last = true
    } else if ((bits & seenTrailer) === 0 && !this._removedContLen && typeof this._contentLength === 'number') {
      header += 'Content-Length: ' + this._contentLength + '\r\n'
    } else if (!this._removedTE) {
      header += 'Transfer-Encoding: chunked\r\n'
      this.chunkedEncoding = true
    } else {
      // The end of the connection is the end of the body.
      this._last = true
    }
  }

  if (this.chunkedEncoding !== true && (bits & seenTrailer) !== 0) throw new ERR_HTTP_TRAILER_INVALID()

  this._header = header + '\r\n'
  this._headerSent = false
  // The other end is to answer before there is a body.
  if ((bits & seenExpect) !== 0) this._send('')
}

// note does what certain headers of a program mean.
function note(self, bits) {
  if ((bits & seenConnection) !== 0) {
    self._removedConnection = false
    if ((bits & seenClose) !== 0) self._last = true
    else self.shouldKeepAlive = true
  }
  if ((bits & seenTransferEncoding) !== 0) {
    self._removedTE = false
    if ((bits & seenChunked) !== 0) self.chunkedEncoding = true
  }
  if ((bits & seenContentLength) !== 0) {
    self._contentLength = length()
    self._removedContLen = false
  }
  if ((bits & seenKeepAlive) !== 0) self._defaultKeepAlive = false
}

const methods = {
  _storeHeader,

  _renderHeaders() {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('render')
    const kept = this[kOutHeaders]
    const headers = {}
    if (kept !== null) {
      const keys = Object.keys(kept)
      for (let i = 0; i < keys.length; i++) headers[kept[keys[i]][0]] = kept[keys[i]][1]
    }
    return headers
  },

  setHeader(name, value) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('set')
    const key = checked(name, value)
    let headers = this[kOutHeaders]
    if (headers === null) this[kOutHeaders] = headers = { __proto__: null }
    headers[key] = [name, value]
    return this
  },

  setHeaders(headers) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('set')
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers)
    }
    // Cookies come one by one, and setHeader would leave the last.
    const cookies = []
    for (const entry of headers) {
      const key = entry[0]
      const value = entry[1]
      if (key !== 'set-cookie') this.setHeader(key, value)
      else if (Array.isArray(value)) cookies.push(...value)
      else cookies.push(value)
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies)
    return this
  },

  appendHeader(name, value) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('append')
    const key = checked(name, value)
    const headers = this[kOutHeaders]
    if (headers === null || !headers[key]) return this.setHeader(name, value)
    const entry = headers[key]
    if (!Array.isArray(entry[1])) entry[1] = [entry[1]]
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) entry[1].push(value[i])
    } else {
      entry[1].push(value)
    }
    return this
  },

  getHeader(name) {
    validateString(name, 'name')
    const headers = this[kOutHeaders]
    if (headers === null) return undefined
    const entry = headers[name.toLowerCase()]
    return entry && entry[1]
  },

  getHeaderNames() { return this[kOutHeaders] !== null ? Object.keys(this[kOutHeaders]) : [] },

  getRawHeaderNames() {
    const kept = this[kOutHeaders]
    if (kept === null) return []
    const names = Object.keys(kept)
    for (let i = 0; i < names.length; i++) names[i] = kept[names[i]][0]
    return names
  },

  getHeaders() {
    const kept = this[kOutHeaders]
    const headers = { __proto__: null }
    if (kept) {
      const keys = Object.keys(kept)
      for (let i = 0; i < keys.length; i++) headers[keys[i]] = kept[keys[i]][1]
    }
    return headers
  },

  hasHeader(name) {
    validateString(name, 'name')
    return this[kOutHeaders] !== null && Boolean(this[kOutHeaders][name.toLowerCase()])
  },

  removeHeader(name) {
    validateString(name, 'name')
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('remove')
    const key = name.toLowerCase()
    switch (key) {
      case 'connection':
        this._removedConnection = true
        break
      case 'content-length':
        this._removedContLen = true
        break
      case 'transfer-encoding':
        this._removedTE = true
        break
      case 'date':
        this.sendDate = false
    }
    if (this[kOutHeaders] !== null) delete this[kOutHeaders][key]
  },

  addTrailers(headers) {
    this._trailer = ''
    const keys = Object.keys(headers)
    const pairs = Array.isArray(headers)
    const lines = []
    for (let i = 0; i < keys.length; i++) {
      const field = pairs ? headers[keys[i]][0] : keys[i]
      let value = pairs ? headers[keys[i]][1] : headers[keys[i]]
      validateHeaderName(field, 'Trailer name')
      const several = Array.isArray(value)
      const unique = this[kUniqueHeaders] && this[kUniqueHeaders].includes('\n' + field.toLowerCase() + '\n')
      if (several && value.length > 1 && !unique) {
        for (let j = 0; j < value.length; j++) lines.push(trailer(field, value[j]))
      } else {
        if (several) value = value.join('; ')
        lines.push(trailer(field, value))
      }
    }
    this._trailer = lines.join('')
  },
}

function trailer(field, value) {
  if (!isValue(value)) throw new ERR_INVALID_CHAR('trailer content', field)
  return field + ': ' + value + '\r\n'
}

// Names that Node has had before.
const properties = {
  _headers: {
    __proto__: null,
    get: deprecate(function () { return this.getHeaders() }, 'OutgoingMessage.prototype._headers is deprecated', 'DEP0066'),
    set: deprecate(function (value) {
      if (value === null || value === undefined) {
        this[kOutHeaders] = null
      } else if (typeof value === 'object') {
        const headers = this[kOutHeaders] = { __proto__: null }
        const keys = Object.keys(value)
        for (let i = 0; i < keys.length; i++) headers[keys[i].toLowerCase()] = [keys[i], value[keys[i]]]
      }
    }, 'OutgoingMessage.prototype._headers is deprecated', 'DEP0066'),
  },
  _headerNames: {
    __proto__: null,
    get: deprecate(function () {
      const headers = this[kOutHeaders]
      if (headers === null) return null
      const names = { __proto__: null }
      const keys = Object.keys(headers)
      for (let i = 0; i < keys.length; i++) names[keys[i]] = headers[keys[i]][0]
      return names
    }, 'OutgoingMessage.prototype._headerNames is deprecated', 'DEP0066'),
    set: deprecate(function (value) {
      const headers = this[kOutHeaders]
      if (typeof value !== 'object' || value === null || !headers) return
      const keys = Object.keys(value)
      for (let i = 0; i < keys.length; i++) {
        if (headers[keys[i]]) headers[keys[i]][0] = value[keys[i]]
      }
    }, 'OutgoingMessage.prototype._headerNames is deprecated', 'DEP0066'),
  },
  headersSent: { __proto__: null, configurable: true, enumerable: true, get() { return Boolean(this._header) } },
}

module.exports = { added, methods, properties, kUniqueHeaders, parseUniqueHeadersOption, validateHeaderName, validateHeaderValue }
