'use strict'

const { codes } = require('internal/errors')
const { validateObject, validateString } = require('internal/validators')
const whatwg = require('internal/url')

// The order in which the native half lists a Url.
const names = ['protocol', 'slashes', 'auth', 'host', 'port', 'hostname', 'hash', 'search', 'query', 'pathname', 'path',
  'href']

function Url () {
  for (let i = 0; i < names.length; i++) this[names[i]] = null
}

function assign (url, fields) {
  for (let i = 0; i < names.length; i++) url[names[i]] = fields[i]
  return url
}

// fieldsOf lists what a Url or a user's object says; a query that is an object is stringified.
function fieldsOf (object) {
  const fields = []
  for (let i = 0; i < names.length; i++) {
    let value = object[names[i]]
    if (names[i] === 'slashes') value = Boolean(value)
    else if (value !== null && typeof value === 'object' && names[i] === 'query') value = querystring().stringify(value)
    else if (value !== undefined && value !== null && typeof value !== 'string') value = value ? String(value) : ''
    fields.push(value)
  }
  return fields
}

function querystring () { return require('querystring') }

Url.prototype.parse = function (url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url')
  let fields
  try {
    fields = binding.legacyParse(url, Boolean(slashesDenoteHost))
  } catch (error) {
    if (error.code === 'ERR_INVALID_URL') throw new codes.ERR_INVALID_URL(url)
    throw error
  }
  assign(this, fields)
  if (parseQueryString) {
    this.query = this.query === null ? { __proto__: null } : querystring().parse(this.query)
  }
  return this
}

Url.prototype.format = function () { return binding.legacyFormat(fieldsOf(this)) }

Url.prototype.resolve = function (relative) { return this.resolveObject(urlParse(relative, false, true)).format() }

Url.prototype.resolveObject = function (relative) {
  if (typeof relative === 'string') relative = new Url().parse(relative, false, true)
  return assign(Object.assign(new Url(), this), binding.legacyResolve(fieldsOf(this), fieldsOf(relative)))
}

Url.prototype.parseHost = function () {
  const parts = binding.legacyHost(this.host)
  if (parts[0] !== null) this.hostname = parts[0]
  if (parts[1] !== null) this.port = parts[1]
}

function urlParse (url, parseQueryString, slashesDenoteHost) {
  return url instanceof Url ? url : new Url().parse(url, parseQueryString, slashesDenoteHost)
}

function urlFormat (urlObject, options) {
  if (typeof urlObject === 'string') {
    urlObject = urlParse(urlObject)
  } else if (typeof urlObject !== 'object' || urlObject === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject)
  } else if (urlObject instanceof whatwg.URL) {
    if (options) validateObject(options, 'options')
    const option = (name, otherwise) => options?.[name] == null ? otherwise : Boolean(options[name])
    return whatwg.format(urlObject.href, option('fragment', true), option('unicode', false), option('search', true),
      option('auth', true))
  }
  return Url.prototype.format.call(urlObject)
}

function urlResolve (source, relative) { return urlParse(source, false, true).resolve(relative) }

function urlResolveObject (source, relative) {
  return source ? urlParse(source, false, true).resolveObject(relative) : relative
}

module.exports = {
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  URL: whatwg.URL,
  URLSearchParams: whatwg.URLSearchParams,
  domainToASCII: whatwg.domainToASCII,
  domainToUnicode: whatwg.domainToUnicode,
  pathToFileURL: whatwg.pathToFileURL,
  fileURLToPath: whatwg.fileURLToPath,
  urlToHttpOptions: whatwg.urlToHttpOptions
}
