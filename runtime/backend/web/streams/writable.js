'use strict'

// internal/webstreams/writablestream: WritableStream, its writer and its controller.

const { codes } = require('internal/errors')
const { validateObject, kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull } = require('internal/validators')
const {
  P, apply, kInspect, kEmpty, kWritable, kWriter, kController, kIsClosedPromise, kControllerErrorFunction, kResolved,
  react, deferred, rejected, rejectedThis, settledBy, invoke1, invoke2, pledge, kept, broken, promiseOf, keep, breakOff, brokenAnew,
  highWaterMarkOf, sizeOf, checkCallback, enqueueSized, dequeue, resetQueue, inspected, describe,
} = require('internal/webstreams/util')
const { kDeserialize, kTransfer, kTransferList, markTransferMode } = require('internal/worker/js_transferable')

function invalidState(message) { return new codes.ERR_INVALID_STATE.TypeError(message) }

let released
function releasedError() {
  if (released === undefined) {
    released = invalidState('Writer has been released')
    released.stack = released.stack.split('\n', 1)[0]
  }
  return released
}

class WritableStream {
  constructor(sink = kEmpty, strategy = kEmpty) {
    validateObject(sink, 'sink', kValidateObjectAllowObjects)
    validateObject(strategy, 'strategy', kValidateObjectAllowObjectsAndNull)
    const type = sink.type
    if (type !== undefined) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('type', type)
    const w = this[kWritable] = streamState(this)
    const size = sizeOf(strategy?.size)
    setUpFromSink(w, sink, highWaterMarkOf(strategy?.highWaterMark, 1), size)
  }

  get locked() { return stateOf(this).writer !== undefined }

  abort(reason = undefined) {
    const w = this?.[kWritable]
    if (w === undefined) return rejectedThis('WritableStream')
    if (w.writer !== undefined) return rejected(invalidState('WritableStream is locked'))
    return abort(w, reason)
  }

  close() {
    const w = this?.[kWritable]
    if (w === undefined) return rejectedThis('WritableStream')
    if (w.writer !== undefined) return rejected(invalidState('WritableStream is locked'))
    if (closing(w)) return rejected(invalidState('Failure closing WritableStream'))
    return close(w)
  }

  getWriter() {
    stateOf(this)
    return new WritableStreamDefaultWriter(this)
  }

  [kInspect](depth, options) {
    const w = stateOf(this)
    return inspected(depth, options, 'WritableStream', { locked: w.writer !== undefined, state: w.state })
  }

  [kTransfer]() { return transfer().transferWritable(this) }
  [kTransferList]() { return transfer().transferList(this) }
  [kDeserialize](data) { transfer().arriveWritable(this, data) }

  get [kControllerErrorFunction]() {
    const c = this[kWritable].controller
    return (error) => failIfWritable(c, error)
  }

  get [kIsClosedPromise]() {
    const w = this[kWritable]
    if (w.closed === undefined) w.closed = w.state === 'closed' ? kept() : w.state === 'errored' ? broken(w.error) : pledge()
    promiseOf(w.closed)
    return w.closed
  }
}
describe(WritableStream, 'WritableStream', ['locked', 'abort', 'close', 'getWriter'])
markTransferMode(WritableStream.prototype, false, true)

function transfer() { return require('internal/webstreams/transfer') }

function stateOf(stream) {
  const w = stream?.[kWritable]
  if (w === undefined) throw new codes.ERR_INVALID_THIS('WritableStream')
  return w
}

function isWritableStream(value) { return value?.[kWritable] !== undefined }

// ---- streams

function streamState(self) {
  return {
    self, state: 'writable', error: undefined, writer: undefined, controller: undefined, backpressure: false, requests: [],
    writing: undefined, closeRequest: undefined, closingRequest: undefined, abortRequest: undefined, closed: undefined,
  }
}

// make returns the state of a new stream that feeds functions: write(chunk), close() and abort(reason) return promises.
function make(start, write, closed, aborted, highWaterMark, size) {
  const w = streamState(Object.create(WritableStream.prototype))
  w.self[kWritable] = w
  const c = controllerState(w, highWaterMark, size)
  c.write = write
  c.close = closed
  c.abort = aborted
  begin(c, () => start)
  return w
}

function closing(w) { return w.closeRequest !== undefined || w.closingRequest !== undefined }
function inFlight(w) { return w.writing !== undefined || w.closingRequest !== undefined }

function abort(w, reason) {
  if (w.state === 'closed' || w.state === 'errored') return P.resolve()
  signalAbort(w.controller, reason)
  // A listener of the signal may have ended the stream.
  const state = w.state
  if (state === 'closed' || state === 'errored') return P.resolve()
  if (w.abortRequest !== undefined) return w.abortRequest.promise
  const request = deferred()
  request.wasErroring = state === 'erroring'
  request.reason = request.wasErroring ? undefined : reason
  w.abortRequest = request
  if (!request.wasErroring) startErroring(w, reason)
  return request.promise
}

function close(w) {
  if (w.state === 'closed' || w.state === 'errored') return rejected(invalidState('WritableStream is closed'))
  const request = w.closeRequest = deferred()
  if (w.writer !== undefined && w.backpressure && w.state === 'writable') keep(w.writer.ready)
  w.controller.closeQueued = true
  advance(w.controller)
  return request.promise
}

function updateBackpressure(w, backpressure) {
  if (w.backpressure === backpressure) return
  w.backpressure = backpressure
  const writer = w.writer
  if (writer === undefined) return
  if (!backpressure) keep(writer.ready)
  // A promise that nobody looked at can serve again.
  else if (writer.ready.promise === undefined && writer.ready.settled === 1) writer.ready.settled = 0
  else writer.ready = pledge()
}

function startErroring(w, reason) {
  w.state = 'erroring'
  w.error = reason
  const writer = w.writer
  if (writer !== undefined) writer.ready = brokenAnew(writer.ready, reason)
  if (!inFlight(w) && w.controller.started) finishErroring(w)
}

function finishErroring(w) {
  w.state = 'errored'
  const c = w.controller
  resetQueue(c)
  c.closeQueued = false
  const error = w.error
  const requests = w.requests
  w.requests = []
  for (let i = 0; i < requests.length; i++) requests[i].reject(error)
  const request = w.abortRequest
  if (request === undefined) {
    rejectClosed(w)
    return
  }
  w.abortRequest = undefined
  if (request.wasErroring) {
    request.reject(error)
    rejectClosed(w)
    return
  }
  const aborted = c.abort
  const result = aborted === undefined ? kResolved : aborted(request.reason)
  clearAlgorithms(c)
  react(result, () => {
    request.resolve()
    rejectClosed(w)
  }, (reason) => {
    request.reject(reason)
    rejectClosed(w)
  })
}

function rejectClosed(w) {
  if (w.closeRequest !== undefined) {
    w.closeRequest.reject(w.error)
    w.closeRequest = undefined
  }
  if (w.closed !== undefined) breakOff(w.closed, w.error)
  const writer = w.writer
  if (writer === undefined) return
  breakOff(writer.closed, w.error)
  if (writer.closing !== undefined) writer.closing(w.error)
}

function dealWithRejection(w, error) {
  if (w.state === 'writable') startErroring(w, error)
  else finishErroring(w)
}

function closeDone(w) {
  w.closingRequest.resolve()
  w.closingRequest = undefined
  if (w.state === 'erroring') {
    w.error = undefined
    if (w.abortRequest !== undefined) {
      w.abortRequest.resolve()
      w.abortRequest = undefined
    }
  }
  w.state = 'closed'
  if (w.writer !== undefined) keep(w.writer.closed)
  if (w.closed !== undefined) keep(w.closed)
}

function closeFailed(w, error) {
  w.closingRequest.reject(error)
  w.closingRequest = undefined
  if (w.abortRequest !== undefined) {
    w.abortRequest.reject(error)
    w.abortRequest = undefined
  }
  dealWithRejection(w, error)
}

// ---- writers

class WritableStreamDefaultWriter {
  constructor(stream) {
    const w = stream?.[kWritable]
    if (w === undefined) throw new codes.ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream)
    this[kWriter] = acquire(w)
  }

  get closed() {
    const writer = this?.[kWriter]
    if (writer === undefined) return rejectedThis('WritableStreamDefaultWriter')
    return promiseOf(writer.closed)
  }

  get desiredSize() {
    const writer = own(this)
    if (writer.stream === undefined) throw invalidState('Writer is not bound to a WritableStream')
    return desiredSize(writer.stream)
  }

  get ready() {
    const writer = this?.[kWriter]
    if (writer === undefined) return rejectedThis('WritableStreamDefaultWriter')
    return promiseOf(writer.ready)
  }

  abort(reason = undefined) {
    const writer = this?.[kWriter]
    if (writer === undefined) return rejectedThis('WritableStreamDefaultWriter')
    if (writer.stream === undefined) return rejected(invalidState('Writer is not bound to a WritableStream'))
    return abort(writer.stream, reason)
  }

  close() {
    const writer = this?.[kWriter]
    if (writer === undefined) return rejectedThis('WritableStreamDefaultWriter')
    const w = writer.stream
    if (w === undefined) return rejected(invalidState('Writer is not bound to a WritableStream'))
    if (closing(w)) return rejected(invalidState('Failure to close WritableStream'))
    return close(w)
  }

  releaseLock() {
    const writer = own(this)
    if (writer.stream !== undefined) release(writer)
  }

  write(chunk = undefined) {
    const writer = this?.[kWriter]
    if (writer === undefined) return rejectedThis('WritableStreamDefaultWriter')
    if (writer.stream === undefined) return rejected(invalidState('Writer is not bound to a WritableStream'))
    const request = deferred()
    write(writer, chunk, request)
    return request.promise
  }

  [kInspect](depth, options) {
    const writer = this[kWriter]
    return inspected(depth, options, 'WritableStreamDefaultWriter', {
      stream: writer.stream?.self, close: promiseOf(writer.closed), ready: promiseOf(writer.ready), desiredSize: this.desiredSize,
    })
  }
}
describe(WritableStreamDefaultWriter, 'WritableStreamDefaultWriter',
  ['closed', 'ready', 'desiredSize', 'abort', 'close', 'releaseLock', 'write'])

function own(writer) {
  const state = writer?.[kWriter]
  if (state === undefined) throw new codes.ERR_INVALID_THIS('WritableStreamDefaultWriter')
  return state
}

// acquire locks the stream and returns a writer's state; onError is called when the stream has failed.
function acquire(w, onError = undefined) {
  if (w.writer !== undefined) throw invalidState('WritableStream is locked')
  const writer = { stream: w, ready: undefined, closed: undefined, closing: onError }
  switch (w.state) {
    case 'writable':
      writer.ready = !closing(w) && w.backpressure ? pledge() : kept()
      writer.closed = pledge()
      break
    case 'erroring':
      writer.ready = broken(w.error)
      writer.closed = pledge()
      break
    case 'closed':
      writer.ready = kept()
      writer.closed = kept()
      break
    default:
      writer.ready = broken(w.error)
      writer.closed = broken(w.error)
  }
  w.writer = writer
  return writer
}

function release(writer) {
  const error = releasedError()
  writer.ready = brokenAnew(writer.ready, error)
  writer.closed = brokenAnew(writer.closed, error)
  writer.stream.writer = undefined
  writer.stream = undefined
}

function desiredSize(w) {
  if (w.state === 'errored' || w.state === 'erroring') return null
  return w.state === 'closed' ? 0 : w.controller.highWaterMark - w.controller.total
}

// write queues the chunk; request has resolve and reject.
function write(writer, chunk, request) {
  const w = writer.stream
  const c = w.controller
  let size = 1
  if (c.size !== undefined) {
    try {
      const measure = c.size
      size = measure(chunk)
    } catch (error) {
      failIfWritable(c, error)
    }
    if (w !== writer.stream) return request.reject(invalidState('Mismatched WritableStreams'))
  }
  if (w.state === 'errored') return request.reject(w.error)
  if (closing(w) || w.state === 'closed') return request.reject(invalidState('WritableStream is closed'))
  if (w.state === 'erroring') return request.reject(w.error)
  w.requests.push(request)
  if (c.sized) {
    try {
      enqueueSized(c, chunk, size)
    } catch (error) {
      return failIfWritable(c, error)
    }
  } else {
    c.queue.push(chunk)
    c.total++
  }
  updateBackpressure(w, c.highWaterMark <= c.total)
  advance(c)
}

// closeWithErrorPropagation closes for a pipe.
function closeWithErrorPropagation(writer) {
  const w = writer.stream
  if (closing(w) || w.state === 'closed') return P.resolve()
  return w.state === 'errored' ? rejected(w.error) : close(w)
}

// ---- the controller

class WritableStreamDefaultController {
  constructor() { throw new codes.ERR_ILLEGAL_CONSTRUCTOR() }

  get signal() {
    const c = ownController(this)
    c.aborter ??= new AbortController()
    return c.aborter.signal
  }

  error(error = undefined) { failIfWritable(ownController(this), error) }

  [kInspect](depth, options) {
    return inspected(depth, options, 'WritableStreamDefaultController', { stream: ownController(this).stream.self })
  }
}
describe(WritableStreamDefaultController, 'WritableStreamDefaultController', ['signal', 'error'])

function ownController(controller) {
  const c = controller?.[kController]
  if (c?.closeQueued === undefined) throw new codes.ERR_INVALID_THIS('WritableStreamDefaultController')
  return c
}

function controllerState(w, highWaterMark, size) {
  const c = {
    stream: w, queue: [], total: 0, highWaterMark, size, sized: size !== undefined, started: false, closeQueued: false,
    write: undefined, close: undefined, abort: undefined, aborter: undefined, written: undefined, failed: undefined,
  }
  w.controller = c
  return c
}

function setUpFromSink(w, sink, highWaterMark, size) {
  const start = checkCallback(sink.start)
  const written = checkCallback(sink.write, 'sink.write')
  const closed = checkCallback(sink.close, 'sink.close')
  const aborted = checkCallback(sink.abort, 'sink.abort')
  const c = controllerState(w, highWaterMark, size)
  const controller = Object.create(WritableStreamDefaultController.prototype)
  controller[kController] = c
  if (written !== undefined) c.write = (chunk) => invoke2(written, sink, chunk, controller)
  if (closed !== undefined) c.close = () => invoke0(closed, sink)
  if (aborted !== undefined) c.abort = (reason) => invoke1(aborted, sink, reason)
  begin(c, start === undefined ? undefined : () => apply(start, sink, [controller]))
}

function invoke0(fn, self) {
  let result
  try {
    result = apply(fn, self, [])
  } catch (error) {
    return rejected(error)
  }
  return settledBy(result)
}

function begin(c, start) {
  const w = c.stream
  updateBackpressure(w, c.highWaterMark <= c.total)
  react(settledBy(start === undefined ? undefined : start()), () => {
    c.started = true
    advance(c)
  }, (error) => {
    c.started = true
    dealWithRejection(w, error)
  })
}

// signalAbort aborts the signal, even if nobody has looked at it: somebody may yet.
function signalAbort(c, reason) {
  c.aborter ??= new AbortController()
  c.aborter.abort(reason)
}

function clearAlgorithms(c) {
  c.write = undefined
  c.close = undefined
  c.abort = undefined
  c.size = undefined
}

function failIfWritable(c, error) {
  if (c.stream.state !== 'writable') return
  clearAlgorithms(c)
  startErroring(c.stream, error)
}

// advance begins the next write, or the close behind the last.
function advance(c) {
  const w = c.stream
  if (!c.started || w.writing !== undefined) return
  if (w.state === 'erroring') {
    finishErroring(w)
    return
  }
  if (c.queue.length > 0) processWrite(c)
  else if (c.closeQueued) processClose(c)
}

function processWrite(c) {
  const w = c.stream
  w.writing = w.requests.shift()
  if (c.written === undefined) listen(c, w)
  const chunk = c.sized ? c.queue[0].value : c.queue[0]
  const writeAlgorithm = c.write
  react(writeAlgorithm === undefined ? kResolved : writeAlgorithm(chunk), c.written, c.failed)
}

function listen(c, w) {
  c.written = () => {
    const request = w.writing
    w.writing = undefined
    request.resolve()
    dequeue(c)
    if (w.state === 'writable' && !closing(w)) updateBackpressure(w, c.highWaterMark <= c.total)
    advance(c)
  }
  c.failed = (error) => {
    if (w.state === 'writable') clearAlgorithms(c)
    const request = w.writing
    w.writing = undefined
    request.reject(error)
    dealWithRejection(w, error)
  }
}

function processClose(c) {
  const w = c.stream
  w.closingRequest = w.closeRequest
  w.closeRequest = undefined
  c.closeQueued = false
  const closeAlgorithm = c.close
  const result = closeAlgorithm === undefined ? kResolved : closeAlgorithm()
  clearAlgorithms(c)
  react(result, () => closeDone(w), (error) => closeFailed(w, error))
}

module.exports = {
  WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController, isWritableStream,
  make, abort, closing, acquire, release, write, closeWithErrorPropagation, failIfWritable,
}
