'use strict'

// dns.lookup and what dns/promises shares with it.

const process = require('process')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE }, DNSException } = require('internal/errors')
const { validateBoolean, validateFunction, validateNumber, validateOneOf, validateString } = require('internal/validators')
const { customPromisifyArgs } = require('internal/util')
const observers = require('internal/perf/observers')

// The hints, with Linux's numbers.
const ADDRCONFIG = 32
const ALL = 16
const V4MAPPED = 8
const orders = ['verbatim', 'ipv4first', 'ipv6first']
const families = [0, 4, 6]

// defaults.order is what dns.setDefaultResultOrder says; module is what require('dns') gives, once someone has asked for it.
const defaults = { order: 'verbatim', module: undefined }

if (binding.order !== undefined) {
  validateOneOf(binding.order, '--dns-result-order', orders)
  defaults.order = binding.order
}

// optionsOf checks the options of lookup, and returns {hints, family, all, order}. named says that 'IPv4' is a family too.
function optionsOf(options, named) {
  const wanted = { hints: 0, family: 0, all: false, order: defaults.order }
  if (options?.hints !== undefined && options.hints !== null) {
    validateNumber(options.hints, 'options.hints')
    wanted.hints = options.hints >>> 0
    if ((wanted.hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) throw new ERR_INVALID_ARG_VALUE('hints', wanted.hints)
  }
  if (options?.family !== undefined && options.family !== null) {
    if (named && options.family === 'IPv4') wanted.family = 4
    else if (named && options.family === 'IPv6') wanted.family = 6
    else {
      validateOneOf(options.family, 'options.family', families)
      wanted.family = options.family
    }
  }
  if (options?.all !== undefined && options.all !== null) {
    validateBoolean(options.all, 'options.all')
    wanted.all = options.all
  }
  if (options?.verbatim !== undefined && options.verbatim !== null) {
    validateBoolean(options.verbatim, 'options.verbatim')
    wanted.order = options.verbatim ? 'verbatim' : 'ipv4first'
  }
  if (options?.order !== undefined && options.order !== null) {
    validateOneOf(options.order, 'options.order', orders)
    wanted.order = options.order
  }
  return wanted
}

// familyOption is what a number for options means.
function familyOption(family) {
  validateOneOf(family, 'family', families)
  return { hints: 0, family, all: false, order: defaults.order }
}

let warned = false

function warnInvalidHostname(hostname) {
  if (warned) return
  warned = true
  process.emitWarning(
    `The provided hostname "${hostname}" is not a valid hostname, and is supported in the dns module solely for compatibility.`,
    'DeprecationWarning', 'DEP0118')
}

// find calls callback(error, addresses), of a name that is not empty and no address. addresses are {address, family}.
function find(hostname, wanted, callback) {
  const done = observe('lookup', () => ({
    hostname, family: wanted.family, hints: wanted.hints, verbatim: wanted.order === 'verbatim', order: wanted.order,
  }))
  binding.lookup(hostname, wanted.family, wanted.hints, (code, found) => {
    if (code !== null) {
      callback(new DNSException(code, 'getaddrinfo', hostname))
      return
    }
    const addresses = []
    for (let i = 0; i < found.length; i += 2) addresses.push({ address: found[i], family: found[i + 1] })
    if (wanted.order !== 'verbatim') {
      const first = wanted.order === 'ipv4first' ? 4 : 6
      addresses.sort((a, b) => (a.family === b.family ? 0 : a.family === first ? -1 : 1))
    }
    callback(null, addresses)
    if (done !== undefined) done({ addresses: addresses.map((found) => found.address) })
  })
}

// observe begins what tells a PerformanceObserver how long a request took, undefined if there is none. It is called with what there
// is to add to detail().
function observe(name, detail) {
  if (observers.size === 0) return undefined
  const { PerformanceNodeEntry, kMake, now, publish } = require('internal/perf/timeline')
  const startTime = now()
  const known = detail()
  return (more) => {
    publish(new PerformanceNodeEntry(kMake, { name, entryType: 'dns', startTime, duration: now() - startTime, detail: { ...known, ...more } }))
  }
}

// lookup(hostname[, options], callback)
function lookup(hostname, options, callback) {
  let wanted
  if (hostname) validateString(hostname, 'hostname')
  if (typeof options === 'function') {
    callback = options
    wanted = optionsOf(undefined, true)
  } else if (typeof options === 'number') {
    validateFunction(callback, 'callback')
    wanted = familyOption(options)
  } else if (options !== undefined && typeof options !== 'object') {
    validateFunction(arguments.length === 2 ? options : callback, 'callback')
    throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options)
  } else {
    validateFunction(callback, 'callback')
    wanted = optionsOf(options, true)
  }
  const { all } = wanted

  if (!hostname) {
    warnInvalidHostname(hostname)
    if (all) process.nextTick(callback, null, [])
    else process.nextTick(callback, null, null, wanted.family === 6 ? 6 : 4)
    return {}
  }
  const literal = binding.family(hostname)
  if (literal !== 0) {
    if (all) process.nextTick(callback, null, [{ address: hostname, family: literal }])
    else process.nextTick(callback, null, hostname, literal)
    return {}
  }
  const request = new GetAddrInfoReqWrap()
  request.callback = callback
  request.family = wanted.family
  request.hostname = hostname
  find(hostname, wanted, (error, addresses) => {
    if (error !== null) callback(error)
    else if (all) callback(null, addresses)
    else callback(null, addresses[0].address, addresses[0].family)
  })
  return request
}
Object.defineProperty(lookup, customPromisifyArgs, { __proto__: null, value: ['address', 'family'], enumerable: false })

// What lookup returns.
class GetAddrInfoReqWrap {}

// current is dns.lookup as it stands: programs replace it to have names of their own.
function current() { return defaults.module === undefined ? lookup : defaults.module.lookup }

module.exports = {
  lookup, current, find, observe, optionsOf, familyOption, warnInvalidHostname, family: binding.family, ADDRCONFIG, ALL, V4MAPPED, defaults, orders,
}
