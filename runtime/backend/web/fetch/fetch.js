'use strict'

// internal/fetch: the function fetch.

const { baseURL } = require('internal/fetch/base')
const { P, kReadable, deferred } = require('internal/webstreams/util')
const { kResistStopPropagation } = require('internal/event_target')
const { construct } = require('internal/fetch/request')
const { makeResponse, networkError, publish, isNullStatus, isRedirect } = require('internal/fetch/response')
const body = require('internal/fetch/body')
const { list } = require('internal/fetch/headers')

const kMostRedirects = 20
const kGlobalDispatcher = Symbol.for('undici.globalDispatcher.1')
const badPorts = new Set(['1', '7', '9', '11', '13', '15', '17', '19', '20', '21', '22', '23', '25', '37', '42', '43', '53', '69', '77', '79',
  '87', '95', '101', '102', '103', '104', '109', '110', '111', '113', '115', '117', '119', '123', '135', '137', '139', '143', '161', '179',
  '389', '427', '465', '512', '513', '514', '515', '526', '530', '531', '532', '540', '548', '554', '556', '563', '587', '601', '636', '989',
  '990', '993', '995', '1719', '1720', '1723', '2049', '3659', '4045', '4190', '5060', '5061', '6000', '6566', '6665', '6666', '6667', '6668',
  '6669', '6679', '6697', '10080'])

function fetch(input, init = undefined) {
  let state
  try {
    state = construct(input, init)
  } catch (error) {
    return P.reject(error)
  }
  const { signal } = state
  const controller = {
    state, signal, listener: undefined, exchange: undefined, gathering: undefined, stream: undefined, dispatched: undefined, timing: undefined, aborted: false,
    reason: undefined, done: false, urls: [state.url], tainting: 'basic', redirects: 0, promise: deferred(),
  }
  if (signal !== null) {
    if (signal.aborted) {
      cancelBody(state, signal.reason)
      return P.reject(signal.reason)
    }
    controller.listener = () => abortFetch(controller, signal.reason)
    signal.addEventListener('abort', controller.listener, { __proto__: null, once: true, [kResistStopPropagation]: true })
  }
  next(controller)
  return controller.promise.promise
}

function abortFetch(controller, reason) {
  require('internal/fetch/network').abort(controller, reason)
  controller.promise.reject(reason)
  cancelBody(controller.state, reason)
}

// cancelBody tells a request's stream that nobody reads it any more.
function cancelBody(state, reason) {
  const s = state.body?.made?.[kReadable]
  if (s === undefined || s.state !== 'readable') return
  require('internal/webstreams/readablestream').cancel(s, reason).catch(() => {})
}

// fail rejects fetch's promise; reason is an error or a text.
function fail(controller, reason) {
  require('internal/fetch/network').ended(controller)
  controller.promise.reject(new TypeError('fetch failed', { cause: networkError(reason).error }))
}

// next fetches the last of the URLs: the standard's main fetch.
function next(controller) {
  const { state, urls } = controller
  const url = urls[urls.length - 1]
  const isHTTP = url.protocol === 'http:' || url.protocol === 'https:'
  if (isHTTP && url.port !== '' && badPorts.has(url.port)) {
    fail(controller, 'bad port')
    return
  }
  if (controller.tainting !== 'basic' || !sameOrigin(url, urls[0])) {
    if (state.mode === 'same-origin') {
      fail(controller, 'request mode cannot be "same-origin"')
      return
    }
    controller.tainting = state.mode === 'no-cors' ? 'opaque' : 'cors'
  }
  if (!isHTTP) {
    local(controller, url)
  } else {
    send(controller, url, false)
  }
}

// send sends a request, on a connection of its own if fresh.
function send(controller, url, fresh) {
  const { state } = controller
  const answered = (error, status, statusText, headers) => {
    if (status === 421 && !fresh && (state.body === null || state.body.source !== null)) {
      giveUp(controller)
      send(controller, url, true)
    } else {
      answer(controller, error, status, statusText, headers)
    }
  }
  const headers = headersFor(controller, url)
  if (state.dispatcher !== undefined || globalThis[kGlobalDispatcher] !== undefined) {
    const dispatcher = require('internal/fetch/dispatcher').chosen(state)
    if (dispatcher !== undefined) {
      require('internal/fetch/dispatcher').begin(controller, dispatcher, url, headers, answered)
      return
    }
  }
  require('internal/fetch/network').begin(controller, url, headers, fresh, answered)
}

function sameOrigin(a, b) { return a === b || a.protocol === b.protocol && a.host === b.host }

// local answers what needs no network.
function local(controller, url) {
  const result = require('internal/fetch/schemes').answer(controller.state, url)
  queueMicrotask(() => {
    if (controller.aborted) return
    if (typeof result === 'string') fail(controller, result)
    else finish(controller, result)
  })
}

// headersFor is a request's header list with what fetch adds; the native half adds what every request has.
function headersFor(controller, url) {
  const { state } = controller
  const base = baseURL()
  if (base === undefined && state.cache === 'default' && typeof state.referrer === 'string') return state.list
  const headers = list.clone(state.list)
  if (base !== undefined || typeof state.referrer !== 'string') require('internal/fetch/referrer').append(headers, controller, url, base)
  if (state.cache === 'no-cache' && !list.has(headers, 'cache-control')) list.append(headers, 'cache-control', 'max-age=0')
  if (state.cache === 'no-store' || state.cache === 'reload') {
    if (!list.has(headers, 'pragma')) list.append(headers, 'pragma', 'no-cache')
    if (!list.has(headers, 'cache-control')) list.append(headers, 'cache-control', 'no-cache')
  }
  return headers
}

// answer is called with what a server said.
function answer(controller, error, status, statusText, headers) {
  if (error !== undefined) {
    fail(controller, error)
    return
  }
  const { state } = controller
  if (status === 407) {
    giveUp(controller)
    fail(controller, undefined)
    return
  }
  const response = makeResponse(headers)
  response.status = status
  response.statusText = statusText
  if (isRedirect(status)) {
    if (state.redirect === 'error') {
      giveUp(controller)
      fail(controller, 'unexpected redirect')
      return
    }
    // The standard has an opaque response for 'manual', which makes no sense outside browsers.
    if (state.redirect === 'follow' && list.has(headers, 'location')) {
      giveUp(controller)
      redirect(controller, response)
      return
    }
  }
  if (controller.timing !== undefined) require('internal/fetch/timing').answered(controller.timing)
  response.body = controller.dispatched?.body ?? body.ofExchange(controller.exchange, controller)
  finish(controller, response)
}

// giveUp lets go of a response whose body nobody wants.
function giveUp(controller) {
  if (controller.dispatched !== undefined) {
    controller.dispatched.dump()
    controller.dispatched = undefined
    return
  }
  if (controller.exchange !== undefined) require('internal/fetch/network').discard(controller.exchange)
  controller.exchange = undefined
}

// redirect is the standard's HTTP-redirect fetch.
function redirect(controller, response) {
  const { state, urls } = controller
  const current = urls[urls.length - 1]
  let location
  try {
    location = locationOf(response, current)
  } catch (error) {
    fail(controller, error)
    return
  }
  if (location.protocol !== 'http:' && location.protocol !== 'https:') {
    fail(controller, 'URL scheme must be a HTTP(S) scheme')
    return
  }
  if (controller.redirects === kMostRedirects) {
    fail(controller, 'redirect count exceeded')
    return
  }
  controller.redirects++
  if (state.mode === 'cors' && (location.username || location.password)) {
    fail(controller, 'cross origin not allowed for request mode "cors"')
    return
  }
  if (controller.tainting === 'cors' && (location.username || location.password)) {
    fail(controller, 'URL cannot contain credentials for request mode "cors"')
    return
  }
  const { status } = response
  if (status !== 303 && state.body !== null && state.body.source === null) {
    fail(controller, undefined)
    return
  }
  const { method } = state
  if ((status === 301 || status === 302) && method === 'POST' || status === 303 && method !== 'GET' && method !== 'HEAD') {
    state.method = 'GET'
    state.body = null
    for (const name of ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length']) list.delete(state.list, name)
  }
  if (!sameOrigin(current, location)) {
    for (const name of ['authorization', 'proxy-authorization', 'cookie', 'host']) list.delete(state.list, name)
  }
  urls.push(location)
  if (list.has(response.list, 'referrer-policy')) require('internal/fetch/referrer').setPolicy(state, list.get(response.list, 'referrer-policy'))
  next(controller)
}

function locationOf(response, current) {
  let location = list.get(response.list, 'location')
  if (/[^ -~]/.test(location)) location = Buffer.from(location, 'latin1').toString()
  const url = new URL(location, current.href)
  if (url.hash === '') url.hash = current.hash
  return url
}

// opaque resolves with a response of which nothing is seen.
function opaque(controller) {
  const filtered = makeResponse(undefined)
  filtered.type = 'opaque'
  filtered.status = 0
  require('internal/fetch/network').ended(controller)
  controller.promise.resolve(publish(filtered, 'immutable'))
}

// finish is the end of the standard's main fetch.
function finish(controller, response) {
  const { state } = controller
  response.urls = controller.urls
  response.type = controller.tainting
  if (controller.tainting === 'opaque') {
    giveUp(controller)
    opaque(controller)
    return
  }
  if (state.method === 'HEAD' || isNullStatus(response.status)) {
    require('internal/fetch/network').ended(controller)
    giveUp(controller)
    response.body = null
  }
  if (state.integrity !== '') {
    verify(controller, response)
    return
  }
  controller.promise.resolve(publish(response, 'immutable'))
}

// verify compares the body with the integrity metadata.
function verify(controller, response) {
  if (response.body === null) {
    fail(controller, undefined)
    return
  }
  require('internal/fetch/consume').gather(response.body, false).then((bytes) => {
    if (!require('internal/fetch/schemes').integrityMatches(bytes, controller.state.integrity)) {
      fail(controller, 'integrity mismatch')
      return
    }
    response.body = body.makeBody(bytes, bytes, undefined)
    controller.promise.resolve(publish(response, 'immutable'))
  }, (error) => fail(controller, error))
}

module.exports = { fetch }
