'use strict'

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateFunction, validateString } = require('internal/validators')
const { ADDRCONFIG, ALL, V4MAPPED, defaults, lookup } = require('internal/dns/lookup')
const { lookupService } = require('internal/dns/service')
const { ask, bindDefaultResolver, createResolverClass, errorCodes, methodOf, shared } = require('internal/dns/resolver')

class QueryReqWrap {}

const { Resolver, resolveMap } = createResolverClass((method) => {
  return function query(name, options, callback) {
    if (arguments.length <= 2) {
      callback = options
      options = undefined
    }
    validateString(name, 'name')
    validateFunction(callback, 'callback')
    const request = new QueryReqWrap()
    request.callback = callback
    request.hostname = name
    request.ttl = Boolean(options?.ttl)
    ask(this, method, name, request.ttl, callback)
    return request
  }
})

Resolver.prototype.resolve = function resolve(hostname, rrtype, callback) {
  let method
  if (typeof rrtype === 'string') {
    method = methodOf(resolveMap, rrtype)
  } else if (typeof rrtype === 'function') {
    method = resolveMap.A
    callback = rrtype
  } else {
    throw new ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype)
  }
  return method.call(this, hostname, callback)
}

module.exports = { lookup, lookupService, Resolver, ...shared, ADDRCONFIG, ALL, V4MAPPED, ...errorCodes }
bindDefaultResolver(module.exports, Resolver.prototype)
Object.defineProperty(module.exports, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() { return require('dns/promises') },
})
defaults.module = module.exports
