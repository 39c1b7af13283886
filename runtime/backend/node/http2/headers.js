'use strict'

// Headers: what may be sent, and the forms in which they cross to the Go half.

const {
  codes: {
    ERR_HTTP2_HEADER_SINGLE_VALUE, ERR_HTTP2_INVALID_CONNECTION_HEADERS, ERR_HTTP2_INVALID_PSEUDOHEADER, ERR_INVALID_HTTP_TOKEN,
  },
} = require('internal/errors')
const {
  HTTP2_HEADER_ACCESS_CONTROL_ALLOW_CREDENTIALS, HTTP2_HEADER_ACCESS_CONTROL_MAX_AGE, HTTP2_HEADER_ACCESS_CONTROL_REQUEST_METHOD,
  HTTP2_HEADER_AGE, HTTP2_HEADER_AUTHORITY, HTTP2_HEADER_AUTHORIZATION, HTTP2_HEADER_CONNECTION, HTTP2_HEADER_CONTENT_ENCODING,
  HTTP2_HEADER_CONTENT_LANGUAGE, HTTP2_HEADER_CONTENT_LENGTH, HTTP2_HEADER_CONTENT_LOCATION, HTTP2_HEADER_CONTENT_MD5,
  HTTP2_HEADER_CONTENT_RANGE, HTTP2_HEADER_CONTENT_TYPE, HTTP2_HEADER_COOKIE, HTTP2_HEADER_DATE, HTTP2_HEADER_DNT, HTTP2_HEADER_ETAG,
  HTTP2_HEADER_EXPIRES, HTTP2_HEADER_FROM, HTTP2_HEADER_HOST, HTTP2_HEADER_HTTP2_SETTINGS, HTTP2_HEADER_IF_MATCH,
  HTTP2_HEADER_IF_MODIFIED_SINCE, HTTP2_HEADER_IF_NONE_MATCH, HTTP2_HEADER_IF_RANGE, HTTP2_HEADER_IF_UNMODIFIED_SINCE,
  HTTP2_HEADER_KEEP_ALIVE, HTTP2_HEADER_LAST_MODIFIED, HTTP2_HEADER_LOCATION, HTTP2_HEADER_MAX_FORWARDS, HTTP2_HEADER_METHOD,
  HTTP2_HEADER_PATH, HTTP2_HEADER_PROTOCOL, HTTP2_HEADER_PROXY_AUTHORIZATION, HTTP2_HEADER_PROXY_CONNECTION, HTTP2_HEADER_RANGE,
  HTTP2_HEADER_REFERER, HTTP2_HEADER_RETRY_AFTER, HTTP2_HEADER_SCHEME, HTTP2_HEADER_SET_COOKIE, HTTP2_HEADER_STATUS, HTTP2_HEADER_TE,
  HTTP2_HEADER_TK, HTTP2_HEADER_TRANSFER_ENCODING, HTTP2_HEADER_UPGRADE, HTTP2_HEADER_UPGRADE_INSECURE_REQUESTS,
  HTTP2_HEADER_USER_AGENT, HTTP2_HEADER_X_CONTENT_TYPE_OPTIONS, HTTP2_METHOD_DELETE, HTTP2_METHOD_GET, HTTP2_METHOD_HEAD, __proto__,
} = require('internal/http2/constants')
const { kSensitiveHeaders } = require('internal/http2/symbols')

const kValidPseudoHeaders = new Set([
  HTTP2_HEADER_STATUS,
  HTTP2_HEADER_METHOD,
  HTTP2_HEADER_AUTHORITY,
  HTTP2_HEADER_SCHEME,
  HTTP2_HEADER_PATH,
  HTTP2_HEADER_PROTOCOL,
])

const kSingleValueHeaders = new Set([
  HTTP2_HEADER_STATUS,
  HTTP2_HEADER_METHOD,
  HTTP2_HEADER_AUTHORITY,
  HTTP2_HEADER_SCHEME,
  HTTP2_HEADER_PATH,
  HTTP2_HEADER_PROTOCOL,
  HTTP2_HEADER_ACCESS_CONTROL_ALLOW_CREDENTIALS,
  HTTP2_HEADER_ACCESS_CONTROL_MAX_AGE,
  HTTP2_HEADER_ACCESS_CONTROL_REQUEST_METHOD,
  HTTP2_HEADER_AGE,
  HTTP2_HEADER_AUTHORIZATION,
  HTTP2_HEADER_CONTENT_ENCODING,
  HTTP2_HEADER_CONTENT_LANGUAGE,
  HTTP2_HEADER_CONTENT_LENGTH,
  HTTP2_HEADER_CONTENT_LOCATION,
  HTTP2_HEADER_CONTENT_MD5,
  HTTP2_HEADER_CONTENT_RANGE,
  HTTP2_HEADER_CONTENT_TYPE,
  HTTP2_HEADER_DATE,
  HTTP2_HEADER_DNT,
  HTTP2_HEADER_ETAG,
  HTTP2_HEADER_EXPIRES,
  HTTP2_HEADER_FROM,
  HTTP2_HEADER_HOST,
  HTTP2_HEADER_IF_MATCH,
  HTTP2_HEADER_IF_MODIFIED_SINCE,
  HTTP2_HEADER_IF_NONE_MATCH,
  HTTP2_HEADER_IF_RANGE,
  HTTP2_HEADER_IF_UNMODIFIED_SINCE,
  HTTP2_HEADER_LAST_MODIFIED,
  HTTP2_HEADER_LOCATION,
  HTTP2_HEADER_MAX_FORWARDS,
  HTTP2_HEADER_PROXY_AUTHORIZATION,
  HTTP2_HEADER_RANGE,
  HTTP2_HEADER_REFERER,
  HTTP2_HEADER_RETRY_AFTER,
  HTTP2_HEADER_TK,
  HTTP2_HEADER_UPGRADE_INSECURE_REQUESTS,
  HTTP2_HEADER_USER_AGENT,
  HTTP2_HEADER_X_CONTENT_TYPE_OPTIONS,
])

const kNoPayloadMethods = new Set([
  HTTP2_METHOD_DELETE,
  HTTP2_METHOD_GET,
  HTTP2_METHOD_HEAD,
])

function isIllegalConnectionSpecificHeader(name, value) {
  switch (name) {
    case HTTP2_HEADER_CONNECTION:
    case HTTP2_HEADER_UPGRADE:
    case HTTP2_HEADER_HTTP2_SETTINGS:
    case HTTP2_HEADER_KEEP_ALIVE:
    case HTTP2_HEADER_PROXY_CONNECTION:
    case HTTP2_HEADER_TRANSFER_ENCODING:
      return true
    case HTTP2_HEADER_TE:
      return value !== 'trailers'
    default:
      return false
  }
}

function assertValidPseudoHeader(key) {
  if (!kValidPseudoHeaders.has(key)) {
    throw new ERR_HTTP2_INVALID_PSEUDOHEADER(key)
  }
}

function assertValidPseudoHeaderResponse(key) {
  if (key !== ':status') {
    throw new ERR_HTTP2_INVALID_PSEUDOHEADER(key)
  }
}

function assertValidPseudoHeaderTrailer(key) {
  throw new ERR_HTTP2_INVALID_PSEUDOHEADER(key)
}

const emptyArray = []

// mapToHeaders is what the Go half takes of headers.
function mapToHeaders(map, assertValuePseudoHeader = assertValidPseudoHeader) {
  // Each is its name, its value and a mark, ended by NUL; those with a colon come first.
  const headers = []
  const pseudoHeaders = []
  const keys = Object.keys(map)
  let singles
  let i, j
  let isArray
  let key
  let value
  let isSingleValueHeader
  let err
  const sensitive = map[kSensitiveHeaders]
  const neverIndex = sensitive === undefined ? emptyArray : sensitive.map((v) => v.toLowerCase())
  for (i = 0; i < keys.length; ++i) {
    key = keys[i]
    value = map[key]
    if (value === undefined || key === '') continue
    key = key.toLowerCase()
    isSingleValueHeader = kSingleValueHeaders.has(key)
    isArray = Array.isArray(value)
    if (isArray) {
      switch (value.length) {
        case 0:
          continue
        case 1:
          value = String(value[0])
          isArray = false
          break
        default:
          if (isSingleValueHeader) throw new ERR_HTTP2_HEADER_SINGLE_VALUE(key)
      }
    } else {
      value = String(value)
    }
    if (isSingleValueHeader) {
      // Only names in other letters can come twice.
      if (key !== keys[i]) {
        if (singles === undefined) singles = new Set()
        if (singles.has(key) || (map[key] !== undefined && keys.includes(key))) throw new ERR_HTTP2_HEADER_SINGLE_VALUE(key)
        singles.add(key)
      }
    }
    const mark = neverIndex.length > 0 && neverIndex.includes(key) ? 's' : ''
    if (key[0] === ':') {
      err = assertValuePseudoHeader(key)
      if (err !== undefined) throw err
      pseudoHeaders.push(key, value, mark)
      continue
    }
    if (key.includes(' ')) {
      throw new ERR_INVALID_HTTP_TOKEN('Header name', key)
    }
    if (isIllegalConnectionSpecificHeader(key, value)) {
      throw new ERR_HTTP2_INVALID_CONNECTION_HEADERS(key)
    }
    if (isArray) {
      for (j = 0; j < value.length; ++j) {
        headers.push(key, String(value[j]), mark)
      }
      continue
    }
    headers.push(key, value, mark)
  }

  if (pseudoHeaders.length + headers.length === 0) return ''
  headers.push('')
  return pseudoHeaders.length === 0 ? headers.join('\0') : pseudoHeaders.concat(headers).join('\0')
}

// toHeaderObject makes the object that programs see; what a header says twice is joined as its kind wants it.
function toHeaderObject(headers, sensitiveHeaders) {
  const obj = { __proto__: null }
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n]
    let value = headers[n + 1]
    if (name === HTTP2_HEADER_STATUS) value |= 0
    const existing = obj[name]
    if (existing === undefined) {
      obj[name] = name === HTTP2_HEADER_SET_COOKIE ? [value] : value
    } else if (!kSingleValueHeaders.has(name)) {
      switch (name) {
        case HTTP2_HEADER_COOKIE:

          obj[name] = `${existing}; ${value}`
          break
        case HTTP2_HEADER_SET_COOKIE:

          existing.push(value)
          break
        default:

          obj[name] = `${existing}, ${value}`
          break
      }
    }
  }
  obj[kSensitiveHeaders] = sensitiveHeaders
  return obj
}

function isPayloadMeaningless(method) {
  return kNoPayloadMethods.has(method)
}

function getAuthority(headers) {
  if (headers[HTTP2_HEADER_AUTHORITY] !== undefined) return headers[HTTP2_HEADER_AUTHORITY]
  if (headers[HTTP2_HEADER_HOST] !== undefined) return headers[HTTP2_HEADER_HOST]
}

// checkIsHttpToken reports whether a header may be called so.
const token = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/
const tokens = new Set() // that were seen

function checkIsHttpToken(name) {
  if (tokens.has(name)) return true
  if (!token.test(name)) return false
  if (tokens.size < 256) tokens.add(name)
  return true
}

let date
let dateSecond

// utcDate is the time as headers have it.
function utcDate() {
  const now = Date.now()
  const second = Math.floor(now / 1000)
  if (second !== dateSecond) {
    dateSecond = second
    date = new Date(now).toUTCString()
  }
  return date
}

module.exports = {
  assertValidPseudoHeader,
  assertValidPseudoHeaderResponse,
  assertValidPseudoHeaderTrailer,
  mapToHeaders,
  toHeaderObject,
  isPayloadMeaningless,
  getAuthority,
  checkIsHttpToken,
  utcDate,
}
