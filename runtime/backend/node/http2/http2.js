'use strict'

// Node's http2: the module's functions.

const net = require('net')
const { packSettings } = require('internal/http2/handles')
const { MAX_ADDITIONAL_SETTINGS, getDefaultSettings, settingsList, validateSettings } = require('internal/http2/settings')
const { assertIsObject, assertIsArray } = require('internal/http2/checks')
const { ServerHttp2Session, ClientHttp2Session } = require('internal/http2/sessions')
const { Http2Server, initializeOptions, initializeTLSOptions } = require('internal/http2/server')
const { Http2ServerRequest } = require('internal/http2/request')
const { Http2ServerResponse } = require('internal/http2/response')
const {
  codes: {
    ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH, ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS, ERR_HTTP2_UNSUPPORTED_PROTOCOL, ERR_INVALID_ARG_TYPE,
  },
} = require('internal/errors')
const { fromArrayBuffer } = require('internal/buffer')
const {
  NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL, NGHTTP2_SETTINGS_ENABLE_PUSH, NGHTTP2_SETTINGS_HEADER_TABLE_SIZE,
  NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, NGHTTP2_SETTINGS_MAX_FRAME_SIZE,
  NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, __proto__,
} = require('internal/http2/constants')
const { kAuthority, kProtocol, kSensitiveHeaders } = require('internal/http2/symbols')

const { promisify } = require('internal/util')
const { constants } = require('internal/http2/constants')
function connect(authority, options, listener) {
  if (typeof options === 'function') {
    listener = options
    options = undefined
  }

  assertIsObject(options, 'options')
  options = { ...options }

  assertIsArray(options.remoteCustomSettings, 'options.remoteCustomSettings')
  if (options.remoteCustomSettings) {
    options.remoteCustomSettings = [ ...options.remoteCustomSettings ]
    if (options.remoteCustomSettings.length > MAX_ADDITIONAL_SETTINGS) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS()
  }

  if (typeof authority === 'string') authority = new URL(authority)

  assertIsObject(authority, 'authority', ['string', 'Object', 'URL'])

  const protocol = authority.protocol || options.protocol || 'https:'
  const port = '' + (authority.port !== '' ? authority.port : (authority.protocol === 'http:' ? 80 : 443))
  let host = 'localhost'

  if (authority.hostname) {
    host = authority.hostname

    if (host[0] === '[') host = host.slice(1, -1)
  } else if (authority.host) {
    host = authority.host
  }

  let socket
  if (typeof options.createConnection === 'function') {
    socket = options.createConnection(authority, options)
  } else {
    switch (protocol) {
      case 'http:':
        socket = net.connect({ port, host, ...options })
        break
      case 'https:':
        socket = require('tls').connect(port, host, initializeTLSOptions(options, net.isIP(host) ? undefined : host))
        break
      default:
        throw new ERR_HTTP2_UNSUPPORTED_PROTOCOL(protocol)
    }
  }

  const session = new ClientHttp2Session(options, socket)

  session[kAuthority] = `${options.servername || host}:${port}`
  session[kProtocol] = protocol

  if (typeof listener === 'function') session.once('connect', listener)

  return session
}

function createSecureServer(options, handler) {
  return new (require('internal/http2/secure').Http2SecureServer)(options, handler)
}

function createServer(options, handler) {
  if (typeof options === 'function') {
    handler = options
    options = {}
  }
  return new Http2Server(options, handler)
}

function getPackedSettings(settings) {
  assertIsObject(settings, 'settings')
  validateSettings(settings)
  return fromArrayBuffer(packSettings(settingsList({ ...settings })))
}

function getUnpackedSettings(buf, options = {}) {
  if (!ArrayBuffer.isView(buf) || buf.length === undefined) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray'], buf)
  }
  if (buf.length % 6 !== 0) throw new ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH()
  const settings = {}
  const view = new DataView(buf.buffer, buf.byteOffset, buf.byteLength)
  let offset = 0
  while (offset < buf.length) {
    const id = view.getUint16(offset)
    offset += 2
    const value = view.getUint32(offset)
    switch (id) {
      case NGHTTP2_SETTINGS_HEADER_TABLE_SIZE:
        settings.headerTableSize = value
        break
      case NGHTTP2_SETTINGS_ENABLE_PUSH:
        settings.enablePush = value !== 0
        break
      case NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS:
        settings.maxConcurrentStreams = value
        break
      case NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE:
        settings.initialWindowSize = value
        break
      case NGHTTP2_SETTINGS_MAX_FRAME_SIZE:
        settings.maxFrameSize = value
        break
      case NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE:
        settings.maxHeaderListSize = settings.maxHeaderSize = value
        break
      case NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL:
        settings.enableConnectProtocol = value !== 0
        break
      default:
        if (!settings.customSettings) settings.customSettings = {}
        settings.customSettings[id] = value
    }
    offset += 4
  }

  if (options != null && options.validate) validateSettings(settings)

  return settings
}

function performServerHandshake(socket, options = {}) {
  options = initializeOptions(options)
  return new ServerHttp2Session(options, socket, undefined)
}

Object.defineProperty(connect, promisify.custom, {
  __proto__: null,
  value: (authority, options) => new Promise((resolve, reject) => {
    const session = connect(authority, options, () => {
      session.removeListener('error', reject)
      resolve(session)
    })
    session.once('error', reject)
  }),
})

module.exports = {
  connect,
  constants,
  createServer,
  createSecureServer,
  getDefaultSettings,
  getPackedSettings,
  getUnpackedSettings,
  performServerHandshake,
  sensitiveHeaders: kSensitiveHeaders,
  Http2ServerRequest,
  Http2ServerResponse,
}
