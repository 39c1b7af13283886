'use strict'

// internal/webstreams/readablestream: ReadableStream, its default controller and its default reader. Byte streams, pipes and
// tees are loaded with the first of them.

const { codes } = require('internal/errors')
const {
  validateObject, validateAbortSignal, kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull,
} = require('internal/validators')
const {
  P, apply, kInspect, kEmpty, kReadable, kWritable, kReader, kController, kIsClosedPromise, kControllerErrorFunction, kResolved,
  nothing, react, deferred, rejected, rejectedThis, handled, settledBy, invoke1, pledge, kept, broken, promiseOf, keep, breakOff, brokenAnew,
  highWaterMarkOf, sizeOf, checkCallback, enqueueSized, dequeue, resetQueue, inspected, describe,
} = require('internal/webstreams/util')
const { kDeserialize, kTransfer, kTransferList, markTransferMode } = require('internal/worker/js_transferable')

function invalidState(message) { return new codes.ERR_INVALID_STATE.TypeError(message) }

// The error of a released reader or writer is one for all, so its stack would mislead.
let released
let releasing
function releasedError() { return released ??= bare(invalidState('Reader released')) }
function releasingError() { return releasing ??= bare(invalidState('Releasing reader')) }
function bare(error) {
  error.stack = error.stack.split('\n', 1)[0]
  return error
}

class ReadableStream {
  constructor(source = kEmpty, strategy = kEmpty) {
    validateObject(source, 'source', kValidateObjectAllowObjects)
    validateObject(strategy, 'strategy', kValidateObjectAllowObjectsAndNull)
    const s = this[kReadable] = streamState(this)
    const size = strategy?.size
    const highWaterMark = strategy?.highWaterMark
    const type = source.type
    if (`${type}` === 'bytes') {
      if (size !== undefined) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('strategy.size', size)
      bytes().setUpFromSource(s, source, highWaterMarkOf(highWaterMark, 0))
      return
    }
    if (type !== undefined) throw new codes.ERR_INVALID_ARG_VALUE('source.type', type)
    setUpFromSource(s, source, highWaterMarkOf(highWaterMark, 1), sizeOf(size))
  }

  get locked() { return stateOf(this).reader !== undefined }

  static from(iterable) { return require('internal/webstreams/iterate').from(iterable) }

  cancel(reason = undefined) {
    const s = this?.[kReadable]
    if (s === undefined) return rejectedThis('ReadableStream')
    if (s.reader !== undefined) return rejected(invalidState('ReadableStream is locked'))
    return cancel(s, reason)
  }

  getReader(options = kEmpty) {
    stateOf(this)
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull)
    const mode = options?.mode
    if (mode === undefined) return new ReadableStreamDefaultReader(this)
    if (`${mode}` !== 'byob') throw new codes.ERR_INVALID_ARG_VALUE('options.mode', mode)
    return new (bytes().ReadableStreamBYOBReader)(this)
  }

  pipeThrough(transform, options = kEmpty) {
    const s = stateOf(this)
    const readable = transform?.readable
    if (!isReadableStream(readable)) throw new codes.ERR_INVALID_ARG_TYPE('transform.readable', 'ReadableStream', readable)
    const writable = transform?.writable
    if (writable?.[kWritable] === undefined) throw new codes.ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', writable)
    const o = pipeOptions(options)
    handled(pipe(s, writable[kWritable], o))
    return readable
  }

  pipeTo(destination, options = kEmpty) {
    try {
      const s = stateOf(this)
      const w = destination?.[kWritable]
      if (w === undefined) throw new codes.ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', destination)
      return pipe(s, w, pipeOptions(options))
    } catch (error) {
      return rejected(error)
    }
  }

  tee() {
    const s = stateOf(this)
    return require('internal/webstreams/tee').tee(s)
  }

  values(options = kEmpty) {
    stateOf(this)
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull)
    const preventCancel = !!options?.preventCancel
    return require('internal/webstreams/iterate').iterate(acquire(this[kReadable]), preventCancel)
  }

  [kInspect](depth, options) {
    const s = stateOf(this)
    return inspected(depth, options, 'ReadableStream', {
      locked: s.reader !== undefined, state: s.state, supportsBYOB: s.controller.bytes,
    })
  }

  [kTransfer]() { return transfer().transferReadable(this) }
  [kTransferList]() { return transfer().transferList(this) }
  [kDeserialize](data) { transfer().arriveReadable(this, data) }

  get [Symbol.for('nodejs.stream.disturbed')]() { return this[kReadable].disturbed }
  get [Symbol.for('nodejs.stream.errored')]() { return this[kReadable].state === 'errored' }
  get [Symbol.for('nodejs.stream.readable')]() { return this[kReadable].state === 'readable' }
  get [kControllerErrorFunction]() {
    const c = this[kReadable].controller
    return c.bytes ? nothing : (error) => fail(c, error)
  }

  get [kIsClosedPromise]() {
    const s = this[kReadable]
    if (s.closed === undefined) s.closed = s.state === 'readable' ? pledge() : s.state === 'closed' ? kept() : broken(s.error)
    promiseOf(s.closed)
    return s.closed
  }
}
describe(ReadableStream, 'ReadableStream', ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values'])
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  configurable: true, writable: true, value: ReadableStream.prototype.values,
})
Object.defineProperty(ReadableStream, 'from', { enumerable: true })
markTransferMode(ReadableStream.prototype, false, true)

function stateOf(stream) {
  const s = stream?.[kReadable]
  if (s === undefined) throw new codes.ERR_INVALID_THIS('ReadableStream')
  return s
}

function isReadableStream(value) { return value?.[kReadable] !== undefined }
function transfer() { return require('internal/webstreams/transfer') }
function bytes() { return require('internal/webstreams/bytestream') }

// The members of the options are read in the order of their names.
function pipeOptions(options) {
  validateObject(options, 'options', kValidateObjectAllowObjectsAndNull)
  const preventAbort = !!options?.preventAbort
  const preventCancel = !!options?.preventCancel
  const preventClose = !!options?.preventClose
  const signal = options?.signal
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal')
  return { preventAbort, preventCancel, preventClose, signal }
}

function pipe(s, w, options) {
  if (s.reader !== undefined) throw invalidState('The ReadableStream is locked')
  if (w.writer !== undefined) throw invalidState('The WritableStream is locked')
  return require('internal/webstreams/pipe').pipeTo(s, w, options)
}

// ---- streams

function streamState(self) {
  return { self, state: 'readable', error: undefined, disturbed: false, reader: undefined, controller: undefined, closed: undefined }
}

// publish gives a state its ReadableStream.
function publish(s) {
  s.self = Object.create(ReadableStream.prototype)
  s.self[kReadable] = s
  return s.self
}

// make returns the state of a new stream that is fed by functions: pull() and cancel(reason) return promises.
function make(start, pull, cancelled, highWaterMark, size) {
  const s = streamState(undefined)
  publish(s)
  const c = controllerState(s, highWaterMark, size)
  c.pull = pull
  c.cancel = cancelled
  begin(c, start)
  return s
}

function cancel(s, reason) {
  s.disturbed = true
  if (s.state === 'closed') return P.resolve()
  if (s.state === 'errored') return rejected(s.error)
  closeStream(s)
  const r = s.reader
  if (r !== undefined && r.byob) {
    const requests = r.requests
    r.requests = []
    for (let i = 0; i < requests.length; i++) close1(requests[i], undefined)
  }
  const c = s.controller
  const result = c.bytes ? bytes().cancelSteps(c, reason) : cancelSteps(c, reason)
  return react(result, nothing)
}

function closeStream(s) {
  s.state = 'closed'
  if (s.closed !== undefined) keep(s.closed)
  const r = s.reader
  if (r === undefined) return
  keep(r.closed)
  if (r.closing !== undefined) r.closing(false, undefined)
  if (r.byob) return
  const requests = r.requests
  r.requests = []
  for (let i = 0; i < requests.length; i++) close1(requests[i], undefined)
}

function failStream(s, error) {
  s.state = 'errored'
  s.error = error
  if (s.closed !== undefined) breakOff(s.closed, error)
  const r = s.reader
  if (r === undefined) return
  breakOff(r.closed, error)
  if (r.closing !== undefined) r.closing(true, error)
  failRequests(r, error)
}

function failRequests(r, error) {
  const requests = r.requests
  r.requests = []
  for (let i = 0; i < requests.length; i++) fail1(requests[i], error)
}

// A request is what deferred makes, or an object with the methods chunk, close and error.

function chunk1(request, value) {
  if (request.promise !== undefined) request.resolve({ value, done: false })
  else request.chunk(value)
}

function close1(request, value) {
  if (request.promise !== undefined) request.resolve({ value, done: true })
  else request.close(value)
}

function fail1(request, error) {
  if (request.promise !== undefined) request.reject(error)
  else request.error(error)
}

// ---- readers

class ReadableStreamDefaultReader {
  constructor(stream) {
    const s = stream?.[kReadable]
    if (s === undefined) throw new codes.ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream)
    this[kReader] = acquire(s)
  }

  read() {
    const r = this?.[kReader]
    if (r === undefined || r.byob) return rejectedThis('ReadableStreamDefaultReader')
    if (r.stream === undefined) return rejected(invalidState('The reader is not attached to a stream'))
    const c = r.stream.controller
    if (r.stream.state === 'readable' && !c.bytes && c.queue.length > 0) {
      r.stream.disturbed = true
      return P.resolve({ value: take(c), done: false })
    }
    const request = deferred()
    read(r, request)
    return request.promise
  }

  releaseLock() {
    const r = this?.[kReader]
    if (r === undefined || r.byob) throw new codes.ERR_INVALID_THIS('ReadableStreamDefaultReader')
    if (r.stream !== undefined) releaseReader(r)
  }

  get closed() {
    const r = this?.[kReader]
    if (r === undefined || r.byob) return rejectedThis('ReadableStreamDefaultReader')
    return promiseOf(r.closed)
  }

  cancel(reason = undefined) {
    const r = this?.[kReader]
    if (r === undefined || r.byob) return rejectedThis('ReadableStreamDefaultReader')
    if (r.stream === undefined) return rejected(invalidState('The reader is not attached to a stream'))
    return cancel(r.stream, reason)
  }

  [kInspect](depth, options) {
    const r = this[kReader]
    return inspected(depth, options, 'ReadableStreamDefaultReader', {
      stream: r.stream?.self, readRequests: r.requests.length, close: promiseOf(r.closed),
    })
  }
}
describe(ReadableStreamDefaultReader, 'ReadableStreamDefaultReader', ['closed', 'read', 'releaseLock', 'cancel'])

// acquire locks the stream and returns a reader's state; closing is called when the stream closes or fails.
function acquire(s, byob = false, closing = undefined) {
  if (s.reader !== undefined) throw invalidState('ReadableStream is locked')
  if (byob && !s.controller.bytes) throw new codes.ERR_INVALID_ARG_VALUE('stream', s.self, 'must be a byte stream')
  const closed = s.state === 'readable' ? pledge() : s.state === 'closed' ? kept() : broken(s.error)
  const r = { stream: s, requests: [], byob, closed, closing }
  s.reader = r
  return r
}

function read(r, request) {
  const s = r.stream
  s.disturbed = true
  if (s.state === 'closed') {
    close1(request, undefined)
  } else if (s.state === 'errored') {
    fail1(request, s.error)
  } else if (s.controller.bytes) {
    bytes().pullSteps(s.controller, request)
  } else if (s.controller.queue.length > 0) {
    chunk1(request, take(s.controller))
  } else {
    r.requests.push(request)
    pullIfNeeded(s.controller)
  }
}

function releaseReader(r) {
  release(r)
  failRequests(r, releasingError())
}

// release unlocks the stream without touching the requests.
function release(r) {
  const s = r.stream
  r.closed = brokenAnew(r.closed, releasedError())
  if (s.controller.bytes) bytes().releaseSteps(s.controller)
  s.reader = undefined
  r.stream = undefined
}

// ---- the default controller

class ReadableStreamDefaultController {
  constructor() { throw new codes.ERR_ILLEGAL_CONSTRUCTOR() }

  get desiredSize() { return desiredSize(own(this)) }

  close() {
    const c = own(this)
    if (!canEnqueue(c)) throw invalidState('Controller is already closed')
    close(c)
  }

  enqueue(chunk = undefined) {
    const c = own(this)
    if (!canEnqueue(c)) throw invalidState('Controller is already closed')
    enqueue(c, chunk)
  }

  error(error = undefined) { fail(own(this), error) }

  [kInspect](depth, options) { return inspected(depth, options, 'ReadableStreamDefaultController', {}) }
}
describe(ReadableStreamDefaultController, 'ReadableStreamDefaultController', ['desiredSize', 'close', 'enqueue', 'error'])

function own(controller) {
  const c = controller?.[kController]
  if (c === undefined || c.bytes !== false) throw new codes.ERR_INVALID_THIS('ReadableStreamDefaultController')
  return c
}

function controllerState(s, highWaterMark, size) {
  const c = {
    bytes: false, stream: s, queue: [], total: 0, highWaterMark, size, sized: size !== undefined, started: false,
    closeRequested: false, pulling: false, pullAgain: false, pull: undefined, cancel: undefined, pulled: undefined, failed: undefined,
  }
  s.controller = c
  return c
}

function setUpFromSource(s, source, highWaterMark, size) {
  const start = checkCallback(source.start)
  const pull = checkCallback(source.pull, 'source.pull')
  const cancelled = checkCallback(source.cancel, 'source.cancel')
  const c = controllerState(s, highWaterMark, size)
  const controller = Object.create(ReadableStreamDefaultController.prototype)
  controller[kController] = c
  if (pull !== undefined) c.pull = () => invoke1(pull, source, controller)
  if (cancelled !== undefined) c.cancel = (reason) => invoke1(cancelled, source, reason)
  begin(c, start === undefined ? undefined : apply(start, source, [controller]))
}

// begin ends the start of a controller when what start returned is settled.
function begin(c, result) {
  react(settledBy(result), () => {
    c.started = true
    pullIfNeeded(c)
  }, (error) => fail(c, error))
}

function canEnqueue(c) { return !c.closeRequested && c.stream.state === 'readable' }

function desiredSize(c) {
  const state = c.stream.state
  return state === 'readable' ? c.highWaterMark - c.total : state === 'closed' ? 0 : null
}

function close(c) {
  if (!canEnqueue(c)) return
  c.closeRequested = true
  if (c.queue.length > 0) return
  clearAlgorithms(c)
  closeStream(c.stream)
}

function enqueue(c, chunk) {
  if (!canEnqueue(c)) return
  const r = c.stream.reader
  if (r !== undefined && r.requests.length > 0) {
    chunk1(r.requests.shift(), chunk)
  } else if (c.sized) {
    try {
      const size = c.size
      enqueueSized(c, chunk, size(chunk))
    } catch (error) {
      fail(c, error)
      throw error
    }
  } else {
    c.queue.push(chunk)
    c.total++
  }
  pullIfNeeded(c)
}

function fail(c, error) {
  if (c.stream.state !== 'readable') return
  resetQueue(c)
  clearAlgorithms(c)
  failStream(c.stream, error)
}

function clearAlgorithms(c) {
  c.pull = undefined
  c.cancel = undefined
  c.size = undefined
}

function shouldPull(c) {
  const s = c.stream
  if (!c.started || c.closeRequested || s.state !== 'readable') return false
  if (s.reader !== undefined && s.reader.requests.length > 0) return true
  return c.highWaterMark > c.total
}

function pullIfNeeded(c) {
  if (!shouldPull(c)) return
  if (c.pulling) {
    c.pullAgain = true
    return
  }
  if (c.pull === undefined) return
  c.pulling = true
  if (c.pulled === undefined) {
    c.pulled = () => {
      c.pulling = false
      if (!c.pullAgain) return
      c.pullAgain = false
      pullIfNeeded(c)
    }
    c.failed = (error) => fail(c, error)
  }
  react(c.pull(), c.pulled, c.failed)
}

function cancelSteps(c, reason) {
  resetQueue(c)
  const cancelled = c.cancel
  const result = cancelled === undefined ? kResolved : cancelled(reason)
  clearAlgorithms(c)
  return result
}

// take is the next chunk of a queue that is not empty.
function take(c) {
  const chunk = dequeue(c)
  if (c.closeRequested && c.queue.length === 0) {
    clearAlgorithms(c)
    closeStream(c.stream)
  } else {
    pullIfNeeded(c)
  }
  return chunk
}

module.exports = {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController, isReadableStream, invalidState, releasingError,
  streamState, publish, make, cancel, closeStream, failStream, failRequests, chunk1, close1, fail1, acquire, read, release, releaseReader,
  canEnqueue, desiredSize, close, enqueue, fail, shouldPull,
}
