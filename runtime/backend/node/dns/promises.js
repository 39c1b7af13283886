'use strict'

// dns/promises.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateString } = require('internal/validators')
const { family: familyOf, familyOption, find, optionsOf, warnInvalidHostname } = require('internal/dns/lookup')
const { promises: { lookupService } } = require('internal/dns/service')
const { ask, bindDefaultResolver, createResolverClass, errorCodes, methodOf, shared } = require('internal/dns/resolver')

function lookup(hostname, options) {
  let wanted
  if (hostname) validateString(hostname, 'hostname')
  if (typeof options === 'number') wanted = familyOption(options)
  else if (options !== undefined && typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options)
  else wanted = optionsOf(options, false)
  const { all } = wanted
  return new Promise((resolve, reject) => {
    if (!hostname) {
      warnInvalidHostname(hostname)
      resolve(all ? [] : { address: null, family: wanted.family === 6 ? 6 : 4 })
      return
    }
    const literal = familyOf(hostname)
    if (literal !== 0) {
      const result = { address: hostname, family: literal }
      resolve(all ? [result] : result)
      return
    }
    find(hostname, wanted, (error, addresses) => {
      if (error !== null) reject(error)
      else resolve(all ? addresses : addresses[0])
    })
  })
}

const { Resolver, resolveMap } = createResolverClass((method) => {
  return function query(name, options) {
    validateString(name, 'name')
    return new Promise((resolve, reject) => {
      ask(this, method, name, Boolean(options?.ttl), (error, result) => {
        if (error !== null) reject(error)
        else resolve(result)
      })
    })
  }
})

Resolver.prototype.resolve = function resolve(hostname, rrtype) {
  let method = resolveMap.A
  if (rrtype !== undefined) {
    validateString(rrtype, 'rrtype')
    method = methodOf(resolveMap, rrtype)
  }
  return method.call(this, hostname)
}

module.exports = { lookup, lookupService, Resolver, ...shared, ...errorCodes }
bindDefaultResolver(module.exports, Resolver.prototype)
