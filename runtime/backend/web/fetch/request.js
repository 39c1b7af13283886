'use strict'

// internal/fetch/request: Request.

const { baseURL } = require('internal/fetch/base')
const {
  kInspect, exception, illegalInvocation, checkArguments, domString, usvString, checkDictionary, oneOf, describe, shown,
} = require('internal/fetch/webidl')
const { fill, wrap, list } = require('internal/fetch/headers')
const body = require('internal/fetch/body')
const { markTransferMode } = require('internal/worker/js_transferable')

const kState = Symbol('state')
const kHeaders = Symbol('headers')
const kSignal = Symbol('signal')
const kNone = Symbol('none')

const normalized = {
  __proto__: null, DELETE: 'DELETE', GET: 'GET', HEAD: 'HEAD', OPTIONS: 'OPTIONS', POST: 'POST', PUT: 'PUT',
  delete: 'DELETE', get: 'GET', head: 'HEAD', options: 'OPTIONS', post: 'POST', put: 'PUT',
}
const policies = ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin',
  'strict-origin-when-cross-origin', 'unsafe-url']
const modes = ['navigate', 'same-origin', 'no-cors', 'cors']
const credentialModes = ['omit', 'same-origin', 'include']
const cacheModes = ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached']
const redirectModes = ['follow', 'manual', 'error']
const prefix = 'Request constructor'
let warned = false

class Request {
  constructor(input, init = {}) {
    this[kState] = undefined
    this[kHeaders] = undefined
    this[kSignal] = undefined
    if (input === kNone) return
    checkArguments(arguments.length, 1, prefix)
    this[kState] = construct(input, init)
  }

  get method() { return stateOf(this).method }
  get url() { return stateOf(this).url.href }

  get headers() {
    const state = stateOf(this)
    return this[kHeaders] ??= wrap(state.list, 'request')
  }

  get destination() {
    stateOf(this)
    return ''
  }

  get referrer() {
    const { referrer } = stateOf(this)
    return referrer === 'no-referrer' ? '' : referrer === 'client' ? 'about:client' : referrer.href
  }

  get referrerPolicy() { return stateOf(this).referrerPolicy }
  get mode() { return stateOf(this).mode }
  get credentials() { return stateOf(this).credentials }
  get cache() { return stateOf(this).cache }
  get redirect() { return stateOf(this).redirect }
  get integrity() { return stateOf(this).integrity }
  get keepalive() { return stateOf(this).keepalive }

  get isReloadNavigation() {
    stateOf(this)
    return false
  }

  get isHistoryNavigation() {
    stateOf(this)
    return false
  }

  get signal() {
    const { signal } = stateOf(this)
    return this[kSignal] ??= signal === null ? new AbortController().signal : AbortSignal.any([signal])
  }

  get body() {
    const state = stateOf(this)
    return state.body === null ? null : state.body.stream
  }

  get bodyUsed() {
    const state = stateOf(this)
    return state.body !== null && body.isUsed(state.body)
  }

  get duplex() {
    stateOf(this)
    return 'half'
  }

  clone() {
    const state = stateOf(this)
    if (state.body !== null && body.isUnusable(state.body)) throw new TypeError('unusable')
    const copy = { ...state, list: list.clone(state.list) }
    if (state.body !== null) copy.body = body.clone(state.body)
    copy.signal = this[kSignal] ?? state.signal
    const request = new Request(kNone)
    request[kState] = copy
    return request
  }

  [kInspect](depth, options) {
    return shown('Request', {
      method: this.method,
      url: this.url,
      headers: this.headers,
      destination: this.destination,
      referrer: this.referrer,
      referrerPolicy: this.referrerPolicy,
      mode: this.mode,
      credentials: this.credentials,
      cache: this.cache,
      redirect: this.redirect,
      integrity: this.integrity,
      keepalive: this.keepalive,
      isReloadNavigation: this.isReloadNavigation,
      isHistoryNavigation: this.isHistoryNavigation,
      signal: this.signal,
    }, depth, options)
  }
}
body.mixBody(Request, stateOf)
describe(Request, 'Request', ['method', 'url', 'headers', 'redirect', 'clone', 'signal', 'duplex', 'destination', 'body', 'bodyUsed',
  'isHistoryNavigation', 'isReloadNavigation', 'keepalive', 'integrity', 'cache', 'credentials', 'referrerPolicy', 'referrer', 'mode'])
Object.defineProperty(Request.prototype, 'attribute', { enumerable: true })
markTransferMode(Request.prototype, false, false)

function stateOf(request) {
  const state = request?.[kState]
  if (state === undefined || !(request instanceof Request)) throw illegalInvocation()
  return state
}

// construct is the constructor's work; it returns a request of the standard, with the signal that it follows, null if none.
function construct(input, init) {
  const from = typeof input === 'string' ? undefined : input?.[kState]
  if (from === undefined) input = usvString(input)
  const given = convertInit(init)
  const state = from === undefined ? ofURL(input, given) : ofRequest(from, given)
  if (from !== undefined) state.signal = input[kSignal] ?? from.signal
  applyInit(state, given)
  setHeaders(state, given)
  setBody(state, given, from === undefined ? null : from.body)
  return state
}

function ofURL(input, given) {
  const url = URL.parse(input, baseURL())
  if (url === null) throw new TypeError(`Failed to parse URL from ${input}`, { cause: invalidURL(input) })
  if (url.username || url.password) {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`)
  }
  return {
    method: 'GET', url, list: undefined, referrer: 'client', referrerPolicy: '', mode: 'cors', credentials: 'same-origin',
    cache: 'default', redirect: 'follow', integrity: '', keepalive: false, signal: null, dispatcher: given?.dispatcher, body: null,
  }
}

function invalidURL(input) {
  try {
    return new URL(input, baseURL())
  } catch (error) {
    return error
  }
}

function ofRequest(from, given) {
  const state = { ...from, list: list.clone(from.list), dispatcher: given?.dispatcher || from.dispatcher, body: null }
  if (given !== undefined) {
    if (state.mode === 'navigate') state.mode = 'same-origin'
    state.referrer = 'client'
    state.referrerPolicy = ''
  }
  return state
}

// convertInit is Web IDL's conversion to RequestInit, undefined if there is nothing in it. The members are read in undici's order.
function convertInit(init) {
  if (!checkDictionary(init, prefix)) return undefined
  const given = {}
  let any = false
  const member = (name, convert) => {
    const value = init[name]
    if (value === undefined) return
    given[name] = convert(value)
    any = true
  }
  member('method', (value) => list.byteString(domString(value, prefix, 'init.method')))
  member('headers', (value) => value)
  member('body', (value) => value === null ? null : body.convert(value))
  member('referrer', (value) => usvString(value))
  member('referrerPolicy', (value) => oneOf(domString(value, prefix, 'init.referrerPolicy'), policies, prefix))
  member('mode', (value) => oneOf(domString(value, prefix, 'init.mode'), modes, prefix))
  member('credentials', (value) => oneOf(domString(value, prefix, 'init.credentials'), credentialModes, prefix))
  member('cache', (value) => oneOf(domString(value, prefix, 'init.cache'), cacheModes, prefix))
  member('redirect', (value) => oneOf(domString(value, prefix, 'init.redirect'), redirectModes, prefix))
  member('integrity', (value) => domString(value, prefix, 'init.integrity'))
  member('keepalive', (value) => !!value)
  member('signal', (value) => value === null ? null : checkSignal(value))
  member('window', (value) => value)
  member('duplex', (value) => oneOf(domString(value, prefix, 'init.duplex'), ['half'], prefix))
  member('dispatcher', (value) => value)
  return any ? given : undefined
}

function checkSignal(signal) {
  if (typeof signal?.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') {
    throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.")
  }
  return signal
}

function applyInit(state, given) {
  if (given === undefined) return
  if (given.window !== undefined && given.window !== null) throw new TypeError("'window' option 'client' must be null")
  if (given.referrer !== undefined) state.referrer = parseReferrer(given.referrer)
  if (given.referrerPolicy !== undefined) state.referrerPolicy = given.referrerPolicy
  if (given.mode === 'navigate') throw exception(prefix, 'invalid request mode navigate.')
  if (given.mode !== undefined) state.mode = given.mode
  if (given.credentials !== undefined) state.credentials = given.credentials
  if (given.cache !== undefined) state.cache = given.cache
  if (state.cache === 'only-if-cached' && state.mode !== 'same-origin') {
    throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode")
  }
  if (given.redirect !== undefined) state.redirect = given.redirect
  if (given.integrity !== undefined) state.integrity = given.integrity
  if (given.keepalive !== undefined) state.keepalive = given.keepalive
  if (given.method !== undefined) state.method = methodOf(given.method)
  if (given.signal !== undefined) state.signal = given.signal
  if (given.mode === 'no-cors' && state.method !== 'GET' && state.method !== 'HEAD' && state.method !== 'POST') {
    throw new TypeError(`'${state.method} is unsupported in no-cors mode.`)
  }
}

function parseReferrer(referrer) {
  if (referrer === '') return 'no-referrer'
  let url
  try {
    url = new URL(referrer, baseURL())
  } catch (error) {
    throw new TypeError(`Referrer "${referrer}" is not a valid URL.`, { cause: error })
  }
  return url.protocol === 'about:' && url.pathname === 'client' ? 'client' : url
}

function methodOf(method) {
  const known = normalized[method]
  if (known !== undefined) return known
  if (!list.isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`)
  const upper = method.toUpperCase()
  if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK') throw new TypeError(`'${method}' HTTP method is unsupported.`)
  if (method === 'patch' && !warned) {
    warned = true
    process.emitWarning('Using `patch` is highly likely to result in a `405 Method Not Allowed`. `PATCH` is much more likely to succeed.', {
      code: 'UNDICI-FETCH-patch',
    })
  }
  return normalized[upper] ?? method
}

function setHeaders(state, given) {
  if (given?.headers === undefined) {
    state.list ??= list.create()
    return
  }
  state.list = list.create()
  fill(state.list, given.headers)
}

function setBody(state, given, inputBody) {
  const init = given?.body ?? null
  if (init === null && inputBody === null) return
  if (state.method === 'GET' || state.method === 'HEAD') throw new TypeError('Request with GET/HEAD method cannot have body.')
  if (init !== null) {
    const extracted = body.extract(init, state.keepalive)
    if (extracted.type && !list.has(state.list, 'content-type')) list.append(state.list, 'content-type', extracted.type)
    if (extracted.body.source === null) {
      if (given.duplex === undefined) throw new TypeError('RequestInit: duplex option is required when sending a body.')
      checkStreamMode(state)
    }
    state.body = extracted.body
    return
  }
  if (inputBody.source === null) checkStreamMode(state)
  if (body.isUnusable(inputBody)) throw new TypeError('Cannot construct a Request with a Request object that has already been used.')
  state.body = takeOver(inputBody)
}

function checkStreamMode(state) {
  if (state.mode !== 'same-origin' && state.mode !== 'cors') {
    throw new TypeError('If request is made from ReadableStream, mode should be "same-origin" or "cors"')
  }
}

// takeOver uses one request's body for another.
function takeOver(from) {
  if (from.made === undefined) {
    from.used = true
    return body.makeBody(from.source, from.parts, undefined)
  }
  return body.makeBody(from.source, from.parts, from.stream.pipeThrough(new TransformStream()))
}

module.exports = { Request, construct }
