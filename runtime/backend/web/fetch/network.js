'use strict'

// internal/fetch/network: HTTP requests, and the bodies of their responses.
//
// A controller is one fetch: { state, signal, listener, exchange, gathering, stream, aborted, reason, done }. state is the request,
// exchange the native one under way, or dispatched that of a dispatcher; stream the state of the response's stream, if it has one.

const { make } = require('internal/fetch/errors')

// begin sends a request, on a connection of its own if fresh. answered(error, status, statusText, list) is called once, unless the fetch
// is aborted before.
function begin(controller, url, list, fresh, answered) {
  if (url.protocol === 'https:') require('internal/tls/unauthorized').allowsUnauthorized()
  const { state } = controller
  if (binding.isTimed() && !fresh) {
    const timing = require('internal/fetch/timing')
    if (controller.timing === undefined) controller.timing = timing.begin()
    else timing.redirected(controller.timing)
  }
  const exchange = controller.exchange = binding.send(state.method, url.href, list, bodyOf(state.body), (failure, status, statusText, headers) => {
    if (controller.aborted || controller.exchange !== exchange) return
    answered(failure === undefined ? undefined : make(failure), status, statusText, headers)
  }, state.mode, fresh)
  if (state.body !== null && state.body.parts === undefined) {
    require('internal/fetch/upload').pump(state.body.stream, exchange, binding, (error) => {
      if (controller.aborted || controller.exchange !== exchange) return
      controller.exchange = undefined
      binding.abort(exchange)
      answered(error)
    })
  }
}

// bodyOf is a body as the native half takes it: true for one that is written.
function bodyOf(body) {
  if (body === null) return undefined
  if (body.parts === undefined) return true
  return typeof body.parts === 'string' ? body.parts : require('internal/fetch/consume').nativeParts(body.parts)
}

// gather calls done(error, all) with all of a response's body.
function gather(exchange, controller, asText, done) {
  if (controller.aborted) {
    done(controller.reason)
    return
  }
  controller.gathering = done
  binding.gather(exchange, asText, (failure, all) => {
    if (controller.gathering !== done) return
    controller.gathering = undefined
    ended(controller)
    if (failure === undefined) done(undefined, all)
    else done(terminated(failure))
  })
}

// terminated is the error of a body that broke.
function terminated(failure) { return new TypeError('terminated', { cause: make(failure) }) }

// ended is called when all of a response has come: its signal does nothing any more.
function ended(controller) {
  controller.done = true
  const { timing, exchange } = controller
  controller.timing = undefined
  if (timing !== undefined && exchange !== undefined && !controller.aborted && timing.finalNetworkResponseStartTime !== 0) {
    require('internal/fetch/timing').report(timing, controller.urls[0], binding.sizes(exchange))
  }
  controller.signal?.removeEventListener('abort', controller.listener)
  controller.signal = null
}

// cancel gives up the response's body.
function cancel(exchange, controller) {
  ended(controller)
  binding.abort(exchange)
}

// abort ends a fetch with a reason: its response's body breaks.
function abort(controller, reason) {
  if (controller.done) return
  controller.aborted = true
  controller.reason = reason
  ended(controller)
  const { exchange, gathering, stream, dispatched } = controller
  if (exchange !== undefined) binding.abort(exchange)
  dispatched?.abort(reason)
  controller.gathering = undefined
  gathering?.(reason)
  if (stream !== undefined && stream.state === 'readable') require('internal/fetch/consume').fail(stream, reason)
}

module.exports = { begin, gather, terminated, ended, cancel, abort, take: binding.take, wait: binding.wait, watch: binding.watch, discard: binding.discard }
