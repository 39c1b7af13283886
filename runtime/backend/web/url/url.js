'use strict'

const { codes } = require('internal/errors')
const { URLSearchParams, attach, replace } = require('internal/url/searchparams')
const inspectSymbol = Symbol.for('nodejs.util.inspect.custom')

// Where binding.parse and binding.set put the parts of a URL.
const HREF = 0
const SEARCH = 9

// invalidUrl is a plain TypeError because Node throws this one natively.
function invalidUrl (input, base) {
  const error = new TypeError('Invalid URL')
  error.code = 'ERR_INVALID_URL'
  error.input = input
  if (base !== undefined) error.base = base
  return error
}

class URL {
  #parts
  #params
  #stale = false // searchParams has changed since #parts were made

  constructor (input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url')
    input = `${input}`
    if (base !== undefined) base = `${base}`
    this.#parts = binding.parse(input, base)
    if (this.#parts === undefined) throw invalidUrl(input, base)
  }

  toString () { return this.#current()[HREF] }

  static canParse (url, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url')
    return binding.canParse(`${url}`, base === undefined ? undefined : `${base}`)
  }

  static parse (input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url')
    return URL.canParse(input, base) ? new URL(input, base) : null
  }

  static createObjectURL (obj) { return require('internal/blob').createObjectURL(obj) }

  static revokeObjectURL (url) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url')
    require('internal/blob').revokeObjectURL(url)
  }

  // #current returns the parts once what searchParams says is in them.
  #current () {
    if (this.#stale) {
      this.#stale = false
      this.#parts = binding.set(this.#parts[HREF], 'search', this.#params.toString())
    }
    return this.#parts
  }

  #set (attribute, value) {
    value = `${value}`
    const parts = binding.set(this.#current()[HREF], attribute, value)
    if (parts !== undefined) this.#parts = parts
  }

  #refreshParams () {
    this.#stale = false
    if (this.#params !== undefined) replace(this.#params, this.#parts[SEARCH])
  }

  get href () { return this.#current()[HREF] }
  set href (value) {
    value = `${value}`
    this.#current()
    const parts = binding.parse(value)
    if (parts === undefined) throw invalidUrl(value)
    this.#parts = parts
    this.#refreshParams()
  }

  get origin () { return this.#parts[1] }

  get protocol () { return this.#parts[2] }
  set protocol (value) { this.#set('protocol', value) }

  get username () { return this.#parts[3] }
  set username (value) { this.#set('username', value) }

  get password () { return this.#parts[4] }
  set password (value) { this.#set('password', value) }

  get host () { return this.#parts[5] }
  set host (value) { this.#set('host', value) }

  get hostname () { return this.#parts[6] }
  set hostname (value) { this.#set('hostname', value) }

  get port () { return this.#parts[7] }
  set port (value) { this.#set('port', value) }

  get pathname () { return this.#parts[8] }
  set pathname (value) { this.#set('pathname', value) }

  get search () { return this.#current()[SEARCH] }
  set search (value) {
    this.#set('search', value)
    this.#refreshParams()
  }

  get searchParams () {
    if (this.#params === undefined) {
      this.#params = new URLSearchParams(this.#parts[SEARCH])
      attach(this.#params, () => { this.#stale = true })
    }
    return this.#params
  }

  get hash () { return this.#parts[10] }
  set hash (value) { this.#set('hash', value) }

  toJSON () { return this.#current()[HREF] }

  [inspectSymbol] (depth, options, inspect) {
    if (typeof depth === 'number' && depth < 0) return this
    const constructor = this.constructor || URL
    const shown = { __proto__: { constructor } }
    const names = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname',
      'search', 'searchParams', 'hash']
    for (let i = 0; i < names.length; i++) shown[names[i]] = this[names[i]]
    if (options?.showHidden) {
      const { URLContext } = require('internal/url/context')
      shown[Symbol('context')] = new URLContext(this)
    }
    return `${constructor.name} ${(inspect || require('internal/util/inspect').inspect)(shown, options)}`
  }
}

function publish (Class, names) {
  for (let i = 0; i < names.length; i++) Object.defineProperty(Class, names[i], { enumerable: true })
}
publish(URL.prototype, ['toString', 'href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port',
  'pathname', 'search', 'searchParams', 'hash', 'toJSON'])
publish(URL, ['canParse', 'parse', 'createObjectURL', 'revokeObjectURL'])
Object.defineProperty(URL.prototype, Symbol.toStringTag, { configurable: true, value: 'URL' })
Object.defineProperty(URL.prototype, inspectSymbol, { enumerable: false })

// isURL takes another realm's or a package's URL too, but not url.parse's result.
function isURL (value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined)
}

function fileURLToPath (path, options) {
  if (typeof path === 'string') path = new URL(path)
  else if (!isURL(path)) throw new codes.ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path)
  if (path.protocol !== 'file:') throw new codes.ERR_INVALID_URL_SCHEME('file')
  const windows = options?.windows ?? binding.isWindows()
  const { hostname, pathname } = path
  if (!windows) {
    if (hostname !== '') throw new codes.ERR_INVALID_FILE_URL_HOST(require('process').platform)
    if (/%2f/i.test(pathname)) throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded / characters')
    return decodeURIComponent(pathname)
  }
  if (/%2f|%5c/i.test(pathname)) {
    throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters')
  }
  const decoded = decodeURIComponent(pathname.replace(/\//g, '\\'))
  if (hostname !== '') return `\\\\${binding.domainToUnicode(hostname)}${decoded}`
  if (!/^\\[a-z]:/i.test(decoded)) throw new codes.ERR_INVALID_FILE_URL_PATH('must be absolute')
  return decoded.slice(1)
}

function pathToFileURL (path, options) {
  require('internal/validators').validateString(path, 'path')
  const windows = options?.windows ?? binding.isWindows()
  const { win32, posix } = require('path')
  if (windows && path.startsWith('\\\\')) return new URL(binding.pathToFileURL(path, true))
  let resolved = (windows ? win32 : posix).resolve(path)
  const last = path.charCodeAt(path.length - 1)
  const separator = windows ? '\\' : '/'
  // resolve takes a last separator away, which means something in a URL.
  if ((last === 0x2F || (windows && last === 0x5C)) && !resolved.endsWith(separator)) resolved += separator
  return new URL(binding.pathToFileURL(resolved, windows))
}

function toPathIfFileURL (value) { return isURL(value) ? fileURLToPath(value) : value }

function domainToASCII (domain) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('domain')
  return binding.domainToASCII(`${domain}`)
}

function domainToUnicode (domain) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('domain')
  return binding.domainToUnicode(`${domain}`)
}

function urlToHttpOptions (url) {
  const { hostname, pathname, port, username, password, search } = url
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href
  }
  if (port !== '') options.port = Number(port)
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return options
}

module.exports = {
  URL,
  URLSearchParams,
  isURL,
  fileURLToPath,
  pathToFileURL,
  toPathIfFileURL,
  domainToASCII,
  domainToUnicode,
  urlToHttpOptions,
  format: binding.format
}
