'use strict'

// internal/fetch/response: Response.

const { baseURL } = require('internal/fetch/base')
const {
  kInspect, exception, illegalInvocation, checkArguments, domString, usvString, checkDictionary, unsignedShort, describe, shown,
} = require('internal/fetch/webidl')
const { fill, wrap, list } = require('internal/fetch/headers')
const body = require('internal/fetch/body')
const { markTransferMode } = require('internal/worker/js_transferable')

const kState = Symbol('state')
const kHeaders = Symbol('headers')
const kNone = Symbol('none')

function isNullStatus(status) { return status === 101 || status === 204 || status === 205 || status === 304 }
function isRedirect(status) { return status === 301 || status === 302 || status === 303 || status === 307 || status === 308 }

class Response {
  constructor(bodyInit = null, init = {}) {
    this[kState] = undefined
    this[kHeaders] = undefined
    if (bodyInit === kNone) return
    if (bodyInit !== null && bodyInit !== undefined) bodyInit = body.convert(bodyInit)
    const converted = convertInit(init)
    this[kState] = makeResponse(undefined)
    this[kHeaders] = wrap(this[kState].list, 'response')
    initialize(this[kState], converted, bodyInit === null || bodyInit === undefined ? null : body.extract(bodyInit, false))
  }

  static error() { return publish(networkError(undefined), 'immutable') }

  static json(data, init = {}) {
    checkArguments(arguments.length, 1, 'Response.json')
    const text = JSON.stringify(data)
    if (text === undefined) throw new TypeError('Value is not JSON serializable')
    const state = makeResponse(undefined)
    const { body: made } = body.extract(text, false)
    initialize(state, convertInit(init), { body: made, type: 'application/json' })
    return publish(state, 'response')
  }

  static redirect(url, status = 302) {
    checkArguments(arguments.length, 1, 'Response.redirect')
    url = usvString(url)
    status = unsignedShort(status)
    let parsed
    try {
      parsed = new URL(url, baseURL())
    } catch (error) {
      throw new TypeError(`Failed to parse URL from ${url}`, { cause: error })
    }
    if (!isRedirect(status)) throw new RangeError(`Invalid status code ${status}`)
    const state = makeResponse(undefined)
    state.status = status
    list.append(state.list, 'location', parsed.href)
    return publish(state, 'immutable')
  }

  get type() { return stateOf(this).type }

  get url() {
    const { urls } = stateOf(this)
    return urls.length === 0 ? '' : withoutFragment(urls[urls.length - 1].href)
  }

  get redirected() { return stateOf(this).urls.length > 1 }
  get status() { return stateOf(this).status }

  get ok() {
    const { status } = stateOf(this)
    return status >= 200 && status <= 299
  }

  get statusText() { return stateOf(this).statusText }

  get headers() {
    const state = stateOf(this)
    return this[kHeaders] ??= wrap(state.list, state.guard)
  }

  get body() {
    const state = stateOf(this)
    return state.body === null ? null : state.body.stream
  }

  get bodyUsed() {
    const state = stateOf(this)
    return state.body !== null && body.isUsed(state.body)
  }

  clone() {
    const state = stateOf(this)
    if (state.body !== null && body.isUnusable(state.body)) throw exception('Response.clone', 'Body has already been consumed.')
    const copy = { ...state, list: list.clone(state.list), urls: state.urls.slice() }
    if (state.body !== null) copy.body = body.clone(state.body)
    return publish(copy, state.guard)
  }

  [kInspect](depth, options) {
    return shown('Response', {
      status: this.status,
      statusText: this.statusText,
      headers: this.headers,
      body: this.body,
      bodyUsed: this.bodyUsed,
      ok: this.ok,
      redirected: this.redirected,
      type: this.type,
      url: this.url,
    }, depth, options)
  }
}
body.mixBody(Response, stateOf)
describe(Response, 'Response', ['type', 'url', 'status', 'ok', 'redirected', 'statusText', 'headers', 'clone', 'body', 'bodyUsed'])
for (const name of ['json', 'redirect', 'error']) Object.defineProperty(Response, name, { enumerable: true })
markTransferMode(Response.prototype, false, false)

function stateOf(response) {
  const state = response?.[kState]
  if (state === undefined || !(response instanceof Response)) throw illegalInvocation()
  return state
}

function withoutFragment(href) {
  const at = href.indexOf('#')
  return at < 0 ? href : href.slice(0, at)
}

// convertInit is Web IDL's conversion to ResponseInit; the members are read in this order.
function convertInit(init) {
  const converted = { status: 200, statusText: '', headers: undefined }
  if (!checkDictionary(init, 'Response constructor')) return converted
  const { status, statusText, headers } = init
  if (status !== undefined) converted.status = unsignedShort(status)
  if (statusText !== undefined) converted.statusText = list.byteString(domString(statusText, 'Response constructor', 'init.statusText'))
  if (headers !== undefined && headers !== null) converted.headers = headers
  return converted
}

const notInReason = /[^\t -~\x80-\xff]/

function initialize(state, init, extracted) {
  if (init.status < 200 || init.status > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.')
  if (notInReason.test(init.statusText)) throw new TypeError('Invalid statusText')
  state.status = init.status
  state.statusText = init.statusText
  if (init.headers !== undefined) fill(state.list, init.headers)
  if (extracted === null) return
  if (isNullStatus(state.status)) throw exception('Response constructor', `Invalid response status code ${state.status}`)
  state.body = extracted.body
  if (extracted.type !== null && !list.has(state.list, 'content-type')) list.append(state.list, 'content-type', extracted.type)
}

// makeResponse is a response of the standard: urls are URL objects, list a header list's handle.
function makeResponse(headers) {
  return { type: 'default', status: 200, statusText: '', list: headers ?? list.create(), urls: [], body: null, error: undefined, guard: 'response' }
}

// networkError is the standard's; reason is what fetch tells as the cause.
function networkError(reason) {
  const state = makeResponse(undefined)
  state.type = 'error'
  state.status = 0
  state.error = reason instanceof Error || reason?.constructor?.name === 'DOMException' ? reason : reason === undefined ? new Error() : new Error(String(reason))
  return state
}

// publish gives a state its Response.
function publish(state, guard) {
  const response = new Response(kNone)
  response[kState] = state
  state.guard = guard
  return response
}

module.exports = { Response, kState, makeResponse, networkError, publish, isNullStatus, isRedirect }
