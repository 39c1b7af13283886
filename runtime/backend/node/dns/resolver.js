'use strict'

// internal/dns/resolver: what the resolvers of dns and of dns/promises share.

const { codes: { ERR_DNS_SET_SERVERS_FAILED, ERR_INVALID_ARG_VALUE, ERR_INVALID_IP_ADDRESS }, DNSException } = require('internal/errors')
const { validateArray, validateInt32, validateOneOf, validateString, validateUint32 } = require('internal/validators')
const { isIP } = require('internal/net')
const { defaults, observe, orders } = require('internal/dns/lookup')

const kPort = 53
const inBrackets = /^\[([^[\]]*)\]/
const withPort = /(^.+?)(?::(\d+))?$/

// The methods' types of records, in the order of Node's documentation; the names are what errors call them.
const queries = {
  __proto__: null,
  resolveAny: ['ANY', 'queryAny'],
  resolve4: ['A', 'queryA'],
  resolve6: ['AAAA', 'queryAaaa'],
  resolveCaa: ['CAA', 'queryCaa'],
  resolveCname: ['CNAME', 'queryCname'],
  resolveMx: ['MX', 'queryMx'],
  resolveNs: ['NS', 'queryNs'],
  resolveTxt: ['TXT', 'queryTxt'],
  resolveTlsa: ['TLSA', 'queryTlsa'],
  resolveSrv: ['SRV', 'querySrv'],
  resolvePtr: ['PTR', 'queryPtr'],
  resolveNaptr: ['NAPTR', 'queryNaptr'],
  resolveSoa: ['SOA', 'querySoa'],
}

class ResolverBase {
  constructor(options = undefined) {
    const { timeout = -1, tries = 4, maxTimeout = 0 } = { ...options }
    validateInt32(timeout, 'options.timeout', -1)
    validateInt32(tries, 'options.tries', 1)
    validateUint32(maxTimeout, 'options.maxTimeout')
    this._handle = new ChannelWrap(timeout, tries, maxTimeout)
  }

  cancel() { this._handle.cancel() }

  getServers() {
    const found = this._handle.getServers() || []
    const servers = []
    for (let i = 0; i < found.length; i += 2) {
      if (found[i + 1] === kPort) servers.push(found[i])
      else servers.push(`${isIP(found[i]) === 6 ? `[${found[i]}]` : found[i]}:${found[i + 1]}`)
    }
    return servers
  }

  setServers(servers) {
    validateArray(servers, 'servers')
    const wanted = []
    servers.forEach((server, index) => {
      validateString(server, `servers[${index}]`)
      if (isIP(server) !== 0) {
        wanted.push(server, kPort)
        return
      }
      const bracketed = inBrackets.exec(server)
      if (bracketed !== null && isIP(bracketed[1]) !== 0) {
        const port = /:(\d+)$/.exec(server)
        wanted.push(bracketed[1], port === null ? kPort : Number.parseInt(port[1]) || kPort)
        return
      }
      const split = withPort.exec(server)
      if (split === null || isIP(split[1]) === 0) throw new ERR_INVALID_IP_ADDRESS(server)
      wanted.push(split[1], Number.parseInt(split[2] || kPort))
    })
    if (this._handle.pending()) throw new ERR_DNS_SET_SERVERS_FAILED('There are pending queries.', servers)
    this._handle.setServers(wanted)
  }

  setLocalAddress(ipv4, ipv6) {
    validateString(ipv4, 'ipv4')
    if (ipv6 !== undefined) validateString(ipv6, 'ipv6')
    this._handle.setLocalAddress(ipv4, ipv6)
  }
}

// What a resolver stands on.
class ChannelWrap {
  #native

  constructor(timeout, tries, maxTimeout) { this.#native = binding.create(timeout, tries, maxTimeout) }

  cancel() { binding.cancel(this.#native) }
  pending() { return binding.pending(this.#native) }
  getServers() { return binding.servers(this.#native) }
  setServers(servers) { binding.setServers(this.#native, ...servers) }
  query(type, name, callback) { binding.query(this.#native, type, name, callback) }
  reverse(address, callback) { binding.reverse(this.#native, address, callback) }

  setLocalAddress(ipv4, ipv6) {
    const wrong = binding.setLocalAddress(this.#native, ipv4, ipv6)
    if (wrong === undefined) return
    const error = new TypeError(wrong)
    error.code = 'ERR_INVALID_ARG_VALUE'
    throw error
  }
}

// ask calls callback(error, result) for a method's query; ttl is the option of resolve4 and resolve6.
function ask(resolver, method, name, ttl, callback) {
  const type = method === 'reverse' ? undefined : queries[method][0]
  const syscall = type === undefined ? 'getHostByAddr' : queries[method][1]
  const done = observe(syscall, () => ({ host: name, ttl }))
  const answered = (code, found) => {
    if (code !== null) {
      callback(new DNSException(code, syscall, name))
      return
    }
    const result = type === 'A' || type === 'AAAA' ? addresses(found, ttl) : found
    callback(null, result)
    if (done !== undefined) done({ result })
  }
  if (type !== undefined) resolver._handle.query(type, name, answered)
  else resolver._handle.reverse(name, answered)
}

function addresses(found, ttl) {
  const result = []
  for (let i = 0; i < found.length; i += 2) result.push(ttl ? { address: found[i], ttl: found[i + 1] } : found[i])
  return result
}

// createResolverClass makes a Resolver; method(name) makes one of its methods.
function createResolverClass(method) {
  class Resolver extends ResolverBase {}
  const resolveMap = { __proto__: null }
  for (const name in queries) {
    const [type, syscall] = queries[name]
    Resolver.prototype[name] = resolveMap[type] = method(name)
    Object.defineProperty(resolveMap[type], 'name', { __proto__: null, value: syscall })
  }
  Resolver.prototype.reverse = method('reverse')
  Object.defineProperty(Resolver.prototype.reverse, 'name', { __proto__: null, value: 'getHostByAddr' })
  return { Resolver, resolveMap }
}

// The one that the modules' own functions ask, and the modules themselves, which get it anew with setServers.
let defaultResolver
const bound = []

function bindDefaultResolver(target, prototype) {
  defaultResolver ??= new ResolverBase()
  bound.push(target, prototype)
  bind(target, prototype)
}

function bind(target, prototype) {
  const names = Object.keys(queries)
  names.push('resolve', 'reverse', 'getServers')
  for (let i = 0; i < names.length; i++) target[names[i]] = prototype[names[i]].bind(defaultResolver)
}

function setServers(servers) {
  const resolver = new ResolverBase()
  resolver.setServers(servers)
  defaultResolver = resolver
  for (let i = 0; i < bound.length; i += 2) bind(bound[i], bound[i + 1])
}

// checkType throws for what names no type of records.
function methodOf(resolveMap, rrtype) {
  const method = resolveMap[rrtype]
  if (method === undefined) throw new ERR_INVALID_ARG_VALUE('rrtype', rrtype)
  return method
}

// What dns and dns/promises have in common.
const shared = {
  getDefaultResultOrder() { return defaults.order },
  setDefaultResultOrder(value) {
    validateOneOf(value, 'dnsOrder', orders)
    defaults.order = value
  },
  setServers,
}

const errorCodes = {
  NODATA: 'ENODATA',
  FORMERR: 'EFORMERR',
  SERVFAIL: 'ESERVFAIL',
  NOTFOUND: 'ENOTFOUND',
  NOTIMP: 'ENOTIMP',
  REFUSED: 'EREFUSED',
  BADQUERY: 'EBADQUERY',
  BADNAME: 'EBADNAME',
  BADFAMILY: 'EBADFAMILY',
  BADRESP: 'EBADRESP',
  CONNREFUSED: 'ECONNREFUSED',
  TIMEOUT: 'ETIMEOUT',
  EOF: 'EOF',
  FILE: 'EFILE',
  NOMEM: 'ENOMEM',
  DESTRUCTION: 'EDESTRUCTION',
  BADSTR: 'EBADSTR',
  BADFLAGS: 'EBADFLAGS',
  NONAME: 'ENONAME',
  BADHINTS: 'EBADHINTS',
  NOTINITIALIZED: 'ENOTINITIALIZED',
  LOADIPHLPAPI: 'ELOADIPHLPAPI',
  ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS',
  CANCELLED: 'ECANCELLED',
}

module.exports = { ask, bindDefaultResolver, createResolverClass, errorCodes, methodOf, shared }
