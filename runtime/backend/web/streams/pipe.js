'use strict'

// internal/webstreams/pipe: ReadableStream.prototype.pipeTo. Chunks go through without promises of their own.

const { AbortError } = require('internal/errors')
const { P, kResolved, react, deferred, promiseOf, nothing } = require('internal/webstreams/util')
const readable = require('internal/webstreams/readablestream')
const writable = require('internal/webstreams/writablestream')
const { kResistStopPropagation } = require('internal/event_target')

// pipeTo pipes the unlocked stream s to the unlocked stream w and returns the promise of its end.
function pipeTo(s, w, options) {
  const { preventAbort, preventCancel, preventClose, signal } = options
  const result = deferred()
  let shuttingDown = false
  let pending = 0 // writes
  let idle // called when there are none

  const reader = readable.acquire(s, false, (errored, error) => later(errored ? () => sourceFailed(error) : sourceClosed))
  const writer = writable.acquire(w, (error) => later(() => destinationFailed(error)))
  s.disturbed = true

  function later(step) { react(kResolved, step) }

  function finalize(rejected, error) {
    writable.release(writer)
    readable.release(reader)
    if (signal !== undefined) signal.removeEventListener('abort', onAbort)
    if (rejected) result.reject(error)
    else result.resolve()
  }

  // shutdown ends the pipe with an action, a function that returns a promise, once all chunks that were read are written.
  function shutdown(action, rejected, error) {
    if (shuttingDown) return
    shuttingDown = true
    const finish = () => {
      if (action === undefined) finalize(rejected, error)
      else react(action(), () => finalize(rejected, error), (reason) => finalize(true, reason))
    }
    if (w.state === 'writable' && !writable.closing(w)) {
      if (pending === 0) later(finish)
      else idle = () => later(finish)
    } else {
      finish()
    }
  }

  function sourceFailed(error) {
    shutdown(preventAbort ? undefined : () => writable.abort(w, error), true, error)
  }

  function sourceClosed() {
    shutdown(preventClose ? undefined : () => writable.closeWithErrorPropagation(writer), false, undefined)
  }

  function destinationFailed(error) {
    shutdown(preventCancel ? undefined : () => readable.cancel(s, error), true, error)
  }

  function onAbort() {
    let error = signal.reason
    if (error instanceof AbortError) error = new DOMException(error.message, 'AbortError')
    shutdown(() => {
      const actions = []
      if (!preventAbort) actions.push(w.state === 'writable' ? writable.abort(w, error) : P.resolve())
      if (!preventCancel) actions.push(s.state === 'readable' ? readable.cancel(s, error) : P.resolve())
      return all(actions)
    }, true, error)
  }

  function written() {
    pending--
    if (pending === 0 && idle !== undefined) idle()
  }
  const writeRequest = { promise: undefined, resolve: written, reject: written }

  // A chunk is written a microtask later, lest enqueue call the sink.
  let held
  function writeHeld() {
    const chunk = held
    held = undefined
    writable.write(writer, chunk, writeRequest)
    pump()
  }

  const readRequest = {
    promise: undefined,
    chunk(chunk) {
      pending++
      held = chunk
      react(kResolved, writeHeld)
    },
    close: nothing,
    error: nothing,
  }

  function pump() {
    if (shuttingDown) return
    if (writer.ready.settled === 1) readable.read(reader, readRequest)
    else if (writer.ready.settled === 0) react(promiseOf(writer.ready), pump, nothing)
  }

  if (signal !== undefined) {
    if (signal.aborted) {
      onAbort()
      return result.promise
    }
    signal.addEventListener('abort', onAbort, { once: true, [kResistStopPropagation]: true })
  }
  if (s.state === 'errored') sourceFailed(s.error)
  if (w.state === 'errored') destinationFailed(w.error)
  if (s.state === 'closed') sourceClosed()
  if (writable.closing(w) || w.state === 'closed') {
    const error = readable.invalidState('Destination WritableStream is closed')
    destinationFailed(error)
  }
  react(kResolved, pump)
  return result.promise
}

// all is Promise.all, which the program may have replaced, of at most two promises.
function all(promises) {
  if (promises.length === 0) return P.resolve()
  if (promises.length === 1) return promises[0]
  const d = deferred()
  let open = 2
  const step = () => { if (--open === 0) d.resolve() }
  react(promises[0], step, d.reject)
  react(promises[1], step, d.reject)
  return d.promise
}

module.exports = { pipeTo }
