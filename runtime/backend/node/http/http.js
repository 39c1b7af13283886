'use strict'

const { validateInteger } = require('internal/validators')
const agent = require('_http_agent')
const { ClientRequest } = require('_http_client')
const { methods, parsers } = require('_http_common')
const { IncomingMessage } = require('_http_incoming')
const { validateHeaderName, validateHeaderValue, OutgoingMessage } = require('_http_outgoing')
const { _connectionListener, STATUS_CODES, Server, ServerResponse } = require('_http_server')
const { option } = require('internal/http/headers')

function createServer(options, requestListener) { return new Server(options, requestListener) }

function request(url, options, callback) { return new ClientRequest(url, options, callback) }

function get(url, options, callback) {
  const req = request(url, options, callback)
  req.end()
  return req
}

module.exports = {
  _connectionListener,
  METHODS: methods.slice().sort(),
  STATUS_CODES,
  Agent: agent.Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer,
  validateHeaderName,
  validateHeaderValue,
  get,
  request,
  setMaxIdleHTTPParsers(max) {
    validateInteger(max, 'max', 1)
    parsers.max = max
  },
}

function define(name, get, set = undefined) { Object.defineProperty(module.exports, name, { __proto__: null, configurable: true, enumerable: true, get, set }) }

let maxHeaderSize
define('maxHeaderSize', () => {
  if (maxHeaderSize === undefined) maxHeaderSize = Number(option('--max-http-header-size') ?? 16384)
  return maxHeaderSize
})
define('globalAgent', () => agent.globalAgent, (value) => { agent.globalAgent = value })

// The web's classes, where they are.
const web = ['WebSocket', 'CloseEvent', 'MessageEvent']
for (let i = 0; i < web.length; i++) {
  if (web[i] in globalThis) define(web[i], () => globalThis[web[i]])
}
