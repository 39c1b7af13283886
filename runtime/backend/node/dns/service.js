'use strict'

// dns.lookupService.

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS }, DNSException,
} = require('internal/errors')
const { validateFunction, validatePort } = require('internal/validators')
const { customPromisifyArgs } = require('internal/util')
const { isIP } = require('internal/net')
const { observe } = require('internal/dns/lookup')

class GetNameInfoReqWrap {}

function check(address, port) {
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address)
  validatePort(port)
}

// find calls callback(error, hostname, service).
function find(address, port, callback) {
  const done = observe('lookupService', () => ({ host: address, port }))
  binding.lookupService(address, port, (code, found) => {
    if (code !== null) {
      callback(new DNSException(code, 'getnameinfo', address))
      return
    }
    callback(null, found[0], found[1])
    if (done !== undefined) done({ hostname: found[0], service: found[1] })
  })
}

function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new ERR_MISSING_ARGS('address', 'port', 'callback')
  check(address, port)
  validateFunction(callback, 'callback')
  const request = new GetNameInfoReqWrap()
  request.callback = callback
  request.hostname = address
  request.port = +port
  find(address, +port, callback)
  return request
}
Object.defineProperty(lookupService, customPromisifyArgs, { __proto__: null, value: ['hostname', 'service'], enumerable: false })

// What dns/promises has under the same name.
const promises = {
  lookupService(address, port) {
    if (arguments.length !== 2) throw new ERR_MISSING_ARGS('address', 'port')
    check(address, port)
    return new Promise((resolve, reject) => {
      find(address, +port, (error, hostname, service) => {
        if (error !== null) reject(error)
        else resolve({ hostname, service })
      })
    })
  },
}

module.exports = { lookupService, promises }
