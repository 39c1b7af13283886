// URLPattern, by the URL Pattern Standard.

const { compile, escapePattern, invalid } = require('internal/urlpattern/parser')
const { parseConstructorString } = require('internal/urlpattern/constructor')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const components = ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash']
const defaultPorts = { __proto__: null, http: '80', https: '443', ws: '80', wss: '443', ftp: '21', file: '' }
const specialSchemes = Object.keys(defaultPorts)

const plain = { delimiter: '', prefix: '', ignoreCase: false }
const forHostname = { delimiter: '.', prefix: '', ignoreCase: false }

// The canonicalizations: text as it is in a URL.

const kDummy = 'https://dummy.invalid'

const canonicalProtocol = (value) => {
  if (value === '') return ''
  const url = URL.parse(`${value}://dummy.invalid`)
  if (url === null) throw invalid(`The protocol '${value}' is not valid`)
  return url.protocol.slice(0, -1)
}

function set(property, value) {
  if (value === '') return ''
  const url = new URL(kDummy)
  url[property] = value
  return url[property]
}
const canonicalUsername = (value) => set('username', value)
const canonicalPassword = (value) => set('password', value)
const canonicalSearch = (value) => set('search', value).replace(/^\?/, '')
const canonicalHash = (value) => set('hash', value).replace(/^#/, '')

const canonicalHostname = (value) => {
  if (/[/?#\\\t\n\r]/.test(value)) throw invalid(`The hostname '${value}' is not valid`)
  const hostname = set('hostname', value)
  // A setter keeps what it had when it is given what is no host.
  if (hostname === 'dummy.invalid' && value !== hostname) throw invalid(`The hostname '${value}' is not valid`)
  return hostname
}
const canonicalIPv6 = (value) => {
  if (/[^0-9A-Fa-f:[\]]/.test(value)) throw invalid(`The hostname '${value}' is not valid`)
  return value.toLowerCase()
}
const canonicalPort = (value, protocol = '') => {
  if (value === '') return ''
  const digits = /^[0-9]+$/.exec(value.replace(/[\t\n\r]/g, ''))
  if (digits === null || Number(digits[0]) > 65535) throw invalid(`The port '${value}' is not valid`)
  const port = `${Number(digits[0])}`
  return defaultPorts[protocol] === port ? '' : port
}
const canonicalPathname = (value) => {
  if (value === '') return ''
  // Behind another segment a relative path keeps its dots.
  return value[0] === '/' ? set('pathname', value) : set('pathname', `/-${value}`).slice(2)
}
const canonicalOpaque = (value) => {
  if (value === '') return ''
  const url = URL.parse(`data:${value}#`)
  if (url === null) throw invalid(`The pathname '${value}' is not valid`)
  return url.pathname
}

function matchesSpecial(component) {
  return specialSchemes.some((scheme) => component.regexp.test(scheme))
}

function isAbsolute(pathname, isPattern) {
  return pathname[0] === '/' || isPattern && (pathname.startsWith('\\/') || pathname.startsWith('{/'))
}

// process completes and checks the components of a dictionary: those of a pattern stay patterns, those of a URL are made canonical.
function process(init, isPattern) {
  const result = {}
  const inherited = isPattern ? escapePattern : (value) => value
  let base = null
  if (!isPattern) for (const name of components) result[name] = ''
  if (init.baseURL !== undefined) {
    base = URL.parse(init.baseURL)
    if (base === null) throw invalid(`The base URL '${init.baseURL}' is not valid`)
    inherit(result, init, base, isPattern, inherited)
  }
  const { protocol, username, password, hostname, port, pathname, search, hash } = init
  if (protocol !== undefined) {
    const bare = protocol.replace(/:$/, '')
    result.protocol = isPattern ? bare : canonicalProtocol(bare)
  }
  if (username !== undefined) result.username = isPattern ? username : canonicalUsername(username)
  if (password !== undefined) result.password = isPattern ? password : canonicalPassword(password)
  if (hostname !== undefined) result.hostname = isPattern ? hostname : canonicalHostname(hostname)
  const scheme = result.protocol ?? ''
  if (port !== undefined) result.port = isPattern ? port : canonicalPort(port, scheme)
  if (pathname !== undefined) {
    let whole = pathname
    if (base !== null && !isOpaque(base) && !isAbsolute(pathname, isPattern)) {
      const path = inherited(base.pathname)
      whole = path.slice(0, path.lastIndexOf('/') + 1) + pathname
    }
    if (isPattern) result.pathname = whole
    else result.pathname = scheme === '' || scheme in defaultPorts ? canonicalPathname(whole) : canonicalOpaque(whole)
  }
  if (search !== undefined) {
    const bare = search.replace(/^\?/, '')
    result.search = isPattern ? bare : canonicalSearch(bare)
  }
  if (hash !== undefined) {
    const bare = hash.replace(/^#/, '')
    result.hash = isPattern ? bare : canonicalHash(bare)
  }
  return result
}

// A path that does not begin with a slash is opaque; an empty one is too, but has no slash to go by.
function isOpaque(url) { return url.pathname[0] !== '/' }

// inherit takes of the base URL what stands before anything that the dictionary has.
function inherit(result, init, base, isPattern, inherited) {
  const none = (...names) => names.every((name) => init[name] === undefined)
  if (none('protocol')) result.protocol = inherited(base.protocol.slice(0, -1))
  if (!isPattern && none('protocol', 'hostname', 'port', 'username')) result.username = base.username
  if (!isPattern && none('protocol', 'hostname', 'port', 'username', 'password')) result.password = base.password
  if (!none('protocol', 'hostname')) return
  result.hostname = inherited(base.hostname)
  if (!none('port')) return
  result.port = base.port
  if (!none('pathname')) return
  result.pathname = inherited(base.pathname)
  if (!none('search')) return
  result.search = inherited(base.search.slice(1))
  if (!none('hash')) return
  result.hash = inherited(base.hash.slice(1))
}

// initOf is a URLPatternInit by Web IDL: strings, read in the order of their names.
function initOf(value) {
  const init = {}
  for (const name of ['baseURL', 'hash', 'hostname', 'password', 'pathname', 'port', 'protocol', 'search', 'username']) {
    const given = value[name]
    if (given !== undefined) init[name] = stringOf(given)
  }
  return init
}

function stringOf(value) {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string')
  return Buffer.from(String(value)).toString() // a USVString
}

const isObject = (value) => typeof value === 'object' && value !== null || typeof value === 'function'

class URLPattern {
  #parts

  constructor(input = {}, baseURL = undefined, options = undefined) {
    // The base URL may be left out before the options.
    if (arguments.length < 3 && (isObject(baseURL) || baseURL === undefined || baseURL === null)) {
      if (arguments.length < 3) options = baseURL
      baseURL = undefined
    }
    if (options !== undefined && options !== null && !isObject(options)) {
      throw Object.assign(new TypeError('options must be an object'), { code: 'ERR_INVALID_ARG_TYPE' })
    }
    const ignoreCase = !!options?.ignoreCase
    let init
    if (isObject(input) || input === null) {
      if (baseURL !== undefined) throw invalid('A base URL goes into the dictionary')
      init = initOf(input ?? {})
    } else {
      init = parseConstructorString(stringOf(input), (protocol) => matchesSpecial(compile(protocol, canonicalProtocol, plain)))
      if (baseURL === undefined && init.protocol === undefined) throw invalid('A pattern without a protocol needs a base URL')
      if (baseURL !== undefined) init.baseURL = stringOf(baseURL)
    }
    this.#parts = compileAll(process(init, true), ignoreCase)
  }

  static #of(value) {
    if (typeof value !== 'object' || value === null || !(#parts in value)) {
      throw Object.assign(new TypeError('Illegal invocation'), { code: 'ERR_INVALID_THIS' })
    }
    return value.#parts
  }

  get protocol() { return URLPattern.#of(this).protocol.text }
  get username() { return URLPattern.#of(this).username.text }
  get password() { return URLPattern.#of(this).password.text }
  get hostname() { return URLPattern.#of(this).hostname.text }
  get port() { return URLPattern.#of(this).port.text }
  get pathname() { return URLPattern.#of(this).pathname.text }
  get search() { return URLPattern.#of(this).search.text }
  get hash() { return URLPattern.#of(this).hash.text }

  get hasRegExpGroups() {
    const parts = URLPattern.#of(this)
    return components.some((name) => parts[name].hasRegExpGroups)
  }

  test(input = {}, baseURL = undefined) {
    const parts = URLPattern.#of(this)
    const values = valuesOf(input, baseURL)
    return values !== null && components.every((name) => parts[name].regexp.test(values[name]))
  }

  exec(input = {}, baseURL = undefined) {
    const parts = URLPattern.#of(this)
    const values = valuesOf(input, baseURL)
    if (values === null) return null
    const result = { inputs: baseURL === undefined ? [input] : [input, `${baseURL}`] }
    for (const name of components) {
      const { regexp, names } = parts[name]
      const match = regexp.exec(values[name])
      if (match === null) return null
      const groups = {}
      for (let i = 0; i < names.length; i++) groups[names[i]] = match[i + 1]
      result[name] = { input: values[name], groups }
    }
    return result
  }

  [kInspect](depth, options, inspect) {
    const parts = URLPattern.#of(this)
    if (depth < 0) return this
    const shown = {}
    for (const name of components) shown[name] = parts[name].text
    return `URLPattern ${inspect(shown, options)}`
  }
}

// valuesOf is the components of what is to be matched, null if that is no URL.
function valuesOf(input, baseURL) {
  if (isObject(input) || input === null) {
    if (baseURL !== undefined) throw invalid('A base URL goes into the dictionary')
    const init = initOf(input ?? {})
    try {
      return process(init, false)
    } catch (error) {
      if (error instanceof TypeError) return null
      throw error
    }
  }
  const url = URL.parse(stringOf(input), baseURL === undefined ? undefined : stringOf(baseURL))
  if (url === null) return null
  const { username, password, hostname, port, pathname } = url
  return { protocol: url.protocol.slice(0, -1), username, password, hostname, port, pathname, search: url.search.slice(1), hash: url.hash.slice(1) }
}

function compileAll(init, ignoreCase) {
  for (const name of components) init[name] ??= '*'
  if (defaultPorts[init.protocol] === init.port && init.port !== '') init.port = ''
  const { hostname } = init
  const six = hostname.length > 1 && (hostname[0] === '[' || hostname.startsWith('{[') || hostname.startsWith('\\['))
  const protocol = compile(init.protocol, canonicalProtocol, plain)
  const cased = { delimiter: '', prefix: '', ignoreCase }
  const standard = matchesSpecial(protocol)
  return {
    protocol,
    username: compile(init.username, canonicalUsername, plain),
    password: compile(init.password, canonicalPassword, plain),
    hostname: compile(hostname, six ? canonicalIPv6 : canonicalHostname, forHostname),
    port: compile(init.port, (value) => canonicalPort(value), plain),
    pathname: standard ? compile(init.pathname, canonicalPathname, { delimiter: '/', prefix: '/', ignoreCase }) : compile(init.pathname, canonicalOpaque, cased),
    search: compile(init.search, canonicalSearch, cased),
    hash: compile(init.hash, canonicalHash, cased),
  }
}

for (const name of [...components, 'hasRegExpGroups', 'test', 'exec']) Object.defineProperty(URLPattern.prototype, name, { enumerable: true })
Object.defineProperty(URLPattern.prototype, Symbol.toStringTag, { configurable: true, value: 'URLPattern' })

module.exports = { URLPattern }
