'use strict'

// Errors of failed system calls, as libuv numbers and names them.

let uvMap

function loadSystemErrors() {
  if (uvMap !== undefined) return
  uvMap = new Map()
  const list = binding.systemErrors()
  for (let i = 0; i < list.length; i += 3) uvMap.set(list[i], [list[i + 1], list[i + 2]])
}

// systemErrorMap maps numbers to [name, description].
function systemErrorMap() {
  loadSystemErrors()
  return uvMap
}

// systemErrorName is the name of a negative system error number.
function systemErrorName(number) {
  loadSystemErrors()
  const entry = uvMap.get(number)
  return entry === undefined ? 'Unknown system error ' + number : entry[0]
}

// numberOf takes a system error by number or by name.
function numberOf(error) {
  if (typeof error === 'number') return error
  loadSystemErrors()
  for (const [number, entry] of uvMap) if (entry[0] === error) return number
  return error
}

// uvException makes the error of a failed call from {errno or code, syscall, message, path, dest}.
function uvException(context) {
  loadSystemErrors()
  const entry = uvMap.get(context.errno) || ['UNKNOWN', 'unknown error']
  const code = context.code || entry[0]
  let message = code + ': ' + (context.message || entry[1]) + ', ' + context.syscall
  if (context.path) message += " '" + context.path + "'"
  if (context.dest) message += " -> '" + context.dest + "'"
  const error = new Error(message)
  error.errno = context.errno
  error.code = code
  error.syscall = context.syscall
  if (context.path) error.path = String(context.path)
  if (context.dest) error.dest = String(context.dest)
  return error
}

// errnoException is for calls without a path: "listen EADDRINUSE original".
function errnoException(number, syscall, original) {
  const errno = numberOf(number)
  const code = systemErrorName(errno)
  const error = new Error(original ? syscall + ' ' + code + ' ' + original : syscall + ' ' + code)
  error.errno = errno
  error.code = code
  error.syscall = syscall
  return error
}

// exceptionWithHostPort is for connections: "connect ECONNREFUSED 127.0.0.1:80". A denial has no number and is its own error.
function exceptionWithHostPort(number, syscall, address, port, additional) {
  if (typeof number === 'object') return number
  const errno = numberOf(number)
  const code = systemErrorName(errno)
  let details = ''
  if (port && port > 0) details = ' ' + address + ':' + port
  else if (address) details = ' ' + address
  if (additional) details += ' - Local (' + additional + ')'
  const error = new Error(syscall + ' ' + code + details)
  error.errno = errno
  error.code = code
  error.syscall = syscall
  error.address = address
  if (port) error.port = port
  return error
}

// uvExceptionWithHostPort is the same with the description: "listen EADDRINUSE: address already in use :::80".
function uvExceptionWithHostPort(number, syscall, address, port) {
  if (typeof number === 'object') return number
  const errno = numberOf(number)
  loadSystemErrors()
  const entry = uvMap.get(errno) || ['UNKNOWN', 'unknown error']
  let details = ''
  if (port && port > 0) details = ' ' + address + ':' + port
  else if (address) details = ' ' + address
  const error = new Error(syscall + ' ' + entry[0] + ': ' + entry[1] + details)
  error.code = entry[0]
  error.errno = errno
  error.syscall = syscall
  error.address = address
  if (port) error.port = port
  return error
}

// dnsException is a failed look-up: "getaddrinfo ENOTFOUND example".
function dnsException(code, syscall, hostname) {
  if (typeof code === 'object') return code
  let name = typeof code === 'number' ? systemErrorName(code) : code
  // No name of POSIX's, but Node's from the beginning.
  if (name === 'EAI_NODATA' || name === 'EAI_NONAME') name = 'ENOTFOUND'
  const error = new Error(syscall + ' ' + name + (hostname ? ' ' + hostname : ''))
  error.errno = typeof code === 'number' ? code : undefined
  error.code = name
  error.syscall = syscall
  if (hostname) error.hostname = hostname
  return error
}

function connResetException(message) {
  const error = new Error(message)
  error.code = 'ECONNRESET'
  return error
}

// genericNodeError is a plain Error with properties.
function genericNodeError(message, properties) {
  return Object.assign(new Error(message), properties)
}

// aggregateTwoErrors keeps an error that happened while handling another.
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner)
    return outer
  }
  const error = new AggregateError([outer, inner], outer.message)
  error.code = outer.code
  return error
}

module.exports = {
  systemErrorMap,
  systemErrorName,
  uvException,
  UVException: uvException,
  errnoException,
  ErrnoException: errnoException,
  exceptionWithHostPort,
  ExceptionWithHostPort: exceptionWithHostPort,
  uvExceptionWithHostPort,
  UVExceptionWithHostPort: uvExceptionWithHostPort,
  dnsException,
  DNSException: dnsException,
  connResetException,
  ConnResetException: connResetException,
  genericNodeError,
  aggregateTwoErrors,
}
