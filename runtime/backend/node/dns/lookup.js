'use strict'

// dns.lookup.

const process = require('process')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { validateBoolean, validateFunction, validateNumber, validateOneOf, validateString } = require('internal/validators')

// The hints, with Linux's numbers.
const ADDRCONFIG = 32
const ALL = 16
const V4MAPPED = 8
const orders = ['verbatim', 'ipv4first', 'ipv6first']

// What dns.setDefaultResultOrder says.
const defaults = { order: 'verbatim' }

function lookup(hostname, options, callback) {
  let hints = 0
  let family = 0
  let all = false
  let order = defaults.order
  if (hostname) validateString(hostname, 'hostname')
  if (typeof options === 'function') {
    callback = options
  } else if (typeof options === 'number') {
    validateFunction(callback, 'callback')
    validateOneOf(options, 'family', [0, 4, 6])
    family = options
  } else if (options !== undefined && typeof options !== 'object') {
    validateFunction(arguments.length === 2 ? options : callback, 'callback')
    throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options)
  } else {
    validateFunction(callback, 'callback')
    if (options?.hints !== undefined && options.hints !== null) {
      validateNumber(options.hints, 'options.hints')
      hints = options.hints >>> 0
      if ((hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) throw new ERR_INVALID_ARG_VALUE('hints', hints)
    }
    if (options?.family !== undefined && options.family !== null) {
      if (options.family === 'IPv4') family = 4
      else if (options.family === 'IPv6') family = 6
      else {
        validateOneOf(options.family, 'options.family', [0, 4, 6])
        family = options.family
      }
    }
    if (options?.all !== undefined && options.all !== null) {
      validateBoolean(options.all, 'options.all')
      all = options.all
    }
    if (options?.verbatim !== undefined && options.verbatim !== null) {
      validateBoolean(options.verbatim, 'options.verbatim')
      order = options.verbatim ? 'verbatim' : 'ipv4first'
    }
    if (options?.order !== undefined && options.order !== null) {
      validateOneOf(options.order, 'options.order', orders)
      order = options.order
    }
  }

  if (!hostname) {
    process.nextTick(callback, null, all ? [] : null, all ? undefined : family === 6 ? 6 : 4)
    return {}
  }
  const literal = binding.family(hostname)
  if (literal !== 0) {
    if (all) process.nextTick(callback, null, [{ address: hostname, family: literal }])
    else process.nextTick(callback, null, hostname, literal)
    return {}
  }
  binding.lookup(hostname, family, hints, (error, found) => {
    if (error) {
      error.hostname = hostname
      callback(error)
      return
    }
    const addresses = []
    for (let i = 0; i < found.length; i += 2) addresses.push({ address: found[i], family: found[i + 1] })
    if (order !== 'verbatim') {
      const first = order === 'ipv4first' ? 4 : 6
      addresses.sort((a, b) => (a.family === b.family ? 0 : a.family === first ? -1 : 1))
    }
    if (all) callback(null, addresses)
    else callback(null, addresses[0].address, addresses[0].family)
  })
  return {}
}

module.exports = { lookup, ADDRCONFIG, ALL, V4MAPPED, defaults, orders }
