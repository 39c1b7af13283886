'use strict'

// https.Agent: connections by tls.connect, and the sessions to resume.

const tls = require('tls')
const { Agent: HttpAgent } = require('_http_agent')

function createConnection(port, host, options) {
  if (port !== null && typeof port === 'object') options = port
  else if (host !== null && typeof host === 'object') options = { ...host }
  else if (options === null || typeof options !== 'object') options = {}
  else options = { ...options }
  if (typeof port === 'number') options.port = port
  if (typeof host === 'string') options.host = host

  const key = options._agentKey
  if (key) {
    const session = this._getSession(key)
    if (session) options = { session, ...options }
  }
  const socket = tls.connect(options)
  if (key) {
    socket.on('session', (session) => this._cacheSession(key, session))
    socket.once('close', (hadError) => {
      if (hadError) this._evictSession(key)
    })
  }
  return socket
}

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options)
  HttpAgent.call(this, options)
  this.defaultPort = 443
  this.protocol = 'https:'
  this.maxCachedSessions = this.options.maxCachedSessions
  if (this.maxCachedSessions === undefined) this.maxCachedSessions = 100
  this._sessionCache = { map: {}, list: [] }
}
Object.setPrototypeOf(Agent.prototype, HttpAgent.prototype)
Object.setPrototypeOf(Agent, HttpAgent)
Agent.prototype.createConnection = createConnection

// What tells connections apart besides host, port and family, in the order of the name's parts.
const truthy = 1
const defined = 2
const parts = [
  ['ca', truthy], ['cert', truthy], ['clientCertEngine', truthy], ['ciphers', truthy], ['key', truthy], ['pfx', truthy],
  ['rejectUnauthorized', defined], ['servername', truthy], ['minVersion', truthy], ['maxVersion', truthy], ['secureProtocol', truthy],
  ['crl', truthy], ['honorCipherOrder', defined], ['ecdhCurve', truthy], ['dhparam', truthy], ['secureOptions', defined],
  ['sessionIdContext', truthy], ['sigalgs', truthy], ['privateKeyIdentifier', truthy], ['privateKeyEngine', truthy],
]

Agent.prototype.getName = function getName(options = {}) {
  const names = [HttpAgent.prototype.getName.call(this, options)]
  for (let i = 0; i < parts.length; i++) {
    const name = parts[i][0]
    const value = options[name]
    if (parts[i][1] === defined ? value === undefined : !value) names.push('')
    else if (name === 'servername' && value === options.host) names.push('')
    else names.push(name === 'sigalgs' ? JSON.stringify(value) : String(value))
  }
  return names.join(':')
}

Agent.prototype._getSession = function _getSession(key) { return this._sessionCache.map[key] }

Agent.prototype._cacheSession = function _cacheSession(key, session) {
  const { map, list } = this._sessionCache
  if (this.maxCachedSessions === 0) return
  if (map[key]) {
    map[key] = session
    return
  }
  if (list.length >= this.maxCachedSessions) delete map[list.shift()]
  list.push(key)
  map[key] = session
}

Agent.prototype._evictSession = function _evictSession(key) {
  const { map, list } = this._sessionCache
  const index = list.indexOf(key)
  if (index === -1) return
  list.splice(index, 1)
  delete map[key]
}

module.exports = { Agent, globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) }
