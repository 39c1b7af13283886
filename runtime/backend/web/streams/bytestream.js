'use strict'

// internal/webstreams/bytestream: the controller of byte streams, its requests, and the reader that brings its own buffers.

const { codes } = require('internal/errors')
const { validateBuffer, validateObject, kValidateObjectAllowObjectsAndNull } = require('internal/validators')
const {
  apply, kInspect, kEmpty, kReadable, kReader, kController, kResolved,
  react, deferred, rejected, rejectedThis, settledBy, invoke1, promiseOf, checkCallback, resetQueue, inspected, describe,
} = require('internal/webstreams/util')
const {
  invalidState, streamState, publish, cancel, closeStream, failStream, chunk1, close1, fail1, acquire, releaseReader,
} = require('internal/webstreams/readablestream')

const kRequest = Symbol('kState')

// What a program may have put on its views and buffers does not count.
const typedArray = Object.getPrototypeOf(Uint8Array.prototype)
const getter = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name)?.get
const getBuffer = [getter(DataView.prototype, 'buffer'), getter(typedArray, 'buffer')]
const getByteLength = [getter(DataView.prototype, 'byteLength'), getter(typedArray, 'byteLength')]
const getByteOffset = [getter(DataView.prototype, 'byteOffset'), getter(typedArray, 'byteOffset')]
const getBufferLength = getter(ArrayBuffer.prototype, 'byteLength')
const isDetached = getter(ArrayBuffer.prototype, 'detached')
const bufferSlice = ArrayBuffer.prototype.slice
const bufferTransfer = ArrayBuffer.prototype.transfer
const isDataView = (view) => require('util/types').isDataView(view)

// parts returns a view's buffer, offset and length in bytes.
function parts(view) {
  const i = isDataView(view) ? 0 : 1
  return { buffer: getBuffer[i].call(view), byteOffset: getByteOffset[i].call(view), byteLength: getByteLength[i].call(view) }
}

// lengthOf is a buffer's length; that of a SharedArrayBuffer is never zero here.
function lengthOf(buffer) { return buffer instanceof ArrayBuffer ? getBufferLength.call(buffer) : buffer.byteLength }
// An engine without the getter can detach nothing either.
function detached(buffer) { return isDetached !== undefined && buffer instanceof ArrayBuffer && isDetached.call(buffer) }

function transfer(buffer) {
  if (!(buffer instanceof ArrayBuffer) || detached(buffer)) {
    throw new codes.ERR_OPERATION_FAILED.TypeError('The ArrayBuffer could not be transferred')
  }
  return bufferTransfer === undefined ? bufferSlice.call(buffer, 0) : bufferTransfer.call(buffer)
}

// ---- the request

class ReadableStreamBYOBRequest {
  constructor() { throw new codes.ERR_ILLEGAL_CONSTRUCTOR() }

  get view() { return requestOf(this).view }

  respond(bytesWritten) {
    const { view, controller } = requestOf(this)
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated')
    if (detached(parts(view).buffer)) throw invalidState('Viewed ArrayBuffer is detached')
    respond(controller, bytesWritten)
  }

  respondWithNewView(view) {
    const { controller } = requestOf(this)
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated')
    validateBuffer(view, 'view')
    if (detached(parts(view).buffer)) throw invalidState('Viewed ArrayBuffer is detached')
    respondWithNewView(controller, view)
  }

  [kInspect](depth, options) {
    const { view, controller } = requestOf(this)
    return inspected(depth, options, 'ReadableStreamBYOBRequest', { view, controller: controller?.self })
  }
}
describe(ReadableStreamBYOBRequest, 'ReadableStreamBYOBRequest', ['view', 'respond', 'respondWithNewView'])

function requestOf(request) {
  const state = request?.[kRequest]
  if (state === undefined) throw new codes.ERR_INVALID_THIS('ReadableStreamBYOBRequest')
  return state
}

// ---- the reader

class ReadableStreamBYOBReader {
  constructor(stream) {
    const s = stream?.[kReadable]
    if (s === undefined) throw new codes.ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream)
    this[kReader] = acquire(s, true)
  }

  async read(view, options = kEmpty) {
    const r = this?.[kReader]
    if (r === undefined || !r.byob) throw new codes.ERR_INVALID_THIS('ReadableStreamBYOBReader')
    if (!ArrayBuffer.isView(view)) throw new codes.ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view)
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull)
    const { buffer, byteLength } = parts(view)
    if (byteLength === 0 || lengthOf(buffer) === 0) throw invalidState('View or Viewed ArrayBuffer is zero-length or detached')
    const min = options?.min ?? 1
    if (typeof min !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('options.min', 'number', min)
    if (!Number.isInteger(min)) throw new codes.ERR_INVALID_ARG_VALUE('options.min', min, 'must be an integer')
    if (min <= 0) throw new codes.ERR_INVALID_ARG_VALUE('options.min', min, 'must be greater than 0')
    if (!isDataView(view)) {
      if (min > view.length) throw new codes.ERR_OUT_OF_RANGE('options.min', '<= view.length', min)
    } else if (min > byteLength) {
      throw new codes.ERR_OUT_OF_RANGE('options.min', '<= view.byteLength', min)
    }
    if (r.stream === undefined) throw invalidState('The reader is not attached to a stream')
    const request = deferred()
    readInto(r, view, min, request)
    return request.promise
  }

  releaseLock() {
    const r = this?.[kReader]
    if (r === undefined || !r.byob) throw new codes.ERR_INVALID_THIS('ReadableStreamBYOBReader')
    if (r.stream !== undefined) releaseReader(r)
  }

  get closed() {
    const r = this?.[kReader]
    if (r === undefined || !r.byob) return rejectedThis('ReadableStreamBYOBReader')
    return promiseOf(r.closed)
  }

  cancel(reason = undefined) {
    const r = this?.[kReader]
    if (r === undefined || !r.byob) return rejectedThis('ReadableStreamBYOBReader')
    if (r.stream === undefined) return rejected(invalidState('The reader is not attached to a stream'))
    return cancel(r.stream, reason)
  }

  [kInspect](depth, options) {
    const r = this[kReader]
    return inspected(depth, options, 'ReadableStreamBYOBReader', {
      stream: r.stream?.self, readIntoRequests: r.requests.length, close: promiseOf(r.closed),
    })
  }
}
describe(ReadableStreamBYOBReader, 'ReadableStreamBYOBReader', ['closed', 'read', 'releaseLock', 'cancel'])

function readInto(r, view, min, request) {
  const s = r.stream
  s.disturbed = true
  if (s.state === 'errored') fail1(request, s.error)
  else pullInto(s.controller, view, min, request)
}

// ---- the controller

class ReadableByteStreamController {
  constructor() { throw new codes.ERR_ILLEGAL_CONSTRUCTOR() }

  get byobRequest() { return byobRequest(own(this)) }

  get desiredSize() { return desiredSize(own(this)) }

  close() {
    const c = own(this)
    if (c.closeRequested) throw invalidState('Controller is already closed')
    if (c.stream.state !== 'readable') throw invalidState('ReadableStream is already closed')
    close(c)
  }

  enqueue(chunk) {
    const c = own(this)
    validateBuffer(chunk)
    const { buffer, byteLength } = parts(chunk)
    if (byteLength === 0 || lengthOf(buffer) === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached')
    if (c.closeRequested) throw invalidState('Controller is already closed')
    if (c.stream.state !== 'readable') throw invalidState('ReadableStream is already closed')
    enqueue(c, chunk)
  }

  error(error = undefined) { fail(own(this), error) }

  [kInspect](depth, options) { return inspected(depth, options, 'ReadableByteStreamController', {}) }
}
describe(ReadableByteStreamController, 'ReadableByteStreamController', ['byobRequest', 'desiredSize', 'close', 'enqueue', 'error'])

function own(controller) {
  const c = controller?.[kController]
  if (c?.bytes !== true) throw new codes.ERR_INVALID_THIS('ReadableByteStreamController')
  return c
}

function controllerState(s, highWaterMark, autoAllocate) {
  const controller = Object.create(ReadableByteStreamController.prototype)
  const c = {
    self: controller, bytes: true, stream: s, queue: [], total: 0, highWaterMark, started: false, closeRequested: false, pulling: false,
    pullAgain: false, pull: undefined, cancel: undefined, autoAllocate, pendingPullIntos: [], byobRequest: null,
    pulled: undefined, failed: undefined,
  }
  controller[kController] = c
  s.controller = c
  return c
}

function setUpFromSource(s, source, highWaterMark) {
  const start = checkCallback(source.start)
  const pull = checkCallback(source.pull, 'source.pull')
  const cancelled = checkCallback(source.cancel, 'source.cancel')
  const autoAllocate = source.autoAllocateChunkSize
  if (autoAllocate === 0) throw new codes.ERR_INVALID_ARG_VALUE('source.autoAllocateChunkSize', autoAllocate)
  const c = controllerState(s, highWaterMark, autoAllocate)
  if (pull !== undefined) c.pull = () => invoke1(pull, source, c.self)
  if (cancelled !== undefined) c.cancel = (reason) => invoke1(cancelled, source, reason)
  begin(c, start === undefined ? undefined : apply(start, source, [c.self]))
}

// make returns the state of a new byte stream that is fed by functions: pull() and cancel(reason) return promises.
function make(pull, cancelled) {
  const s = streamState(undefined)
  publish(s)
  const c = controllerState(s, 0, undefined)
  c.pull = pull
  c.cancel = cancelled
  begin(c, undefined)
  return s
}

function begin(c, result) {
  react(settledBy(result), () => {
    c.started = true
    pullIfNeeded(c)
  }, (error) => fail(c, error))
}

function byobRequest(c) {
  if (c.byobRequest === null && c.pendingPullIntos.length > 0) {
    const desc = c.pendingPullIntos[0]
    const view = new Uint8Array(desc.buffer, desc.byteOffset + desc.bytesFilled, desc.byteLength - desc.bytesFilled)
    const request = c.byobRequest = Object.create(ReadableStreamBYOBRequest.prototype)
    request[kRequest] = { controller: c, view }
  }
  return c.byobRequest
}

function invalidateRequest(c) {
  if (c.byobRequest === null) return
  const state = c.byobRequest[kRequest]
  state.controller = undefined
  state.view = null
  c.byobRequest = null
}

function desiredSize(c) {
  const state = c.stream.state
  return state === 'readable' ? c.highWaterMark - c.total : state === 'closed' ? 0 : null
}

function clearAlgorithms(c) {
  c.pull = undefined
  c.cancel = undefined
}

function clearPendingPullIntos(c) {
  invalidateRequest(c)
  c.pendingPullIntos = []
}

function pullIfNeeded(c) {
  const s = c.stream
  if (!c.started || c.closeRequested || s.state !== 'readable') return
  if (!(s.reader !== undefined && s.reader.requests.length > 0) && !(c.highWaterMark > c.total)) return
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

function fail(c, error) {
  if (c.stream.state !== 'readable') return
  clearPendingPullIntos(c)
  resetQueue(c)
  clearAlgorithms(c)
  failStream(c.stream, error)
}

function cancelSteps(c, reason) {
  clearPendingPullIntos(c)
  resetQueue(c)
  const cancelled = c.cancel
  const result = cancelled === undefined ? kResolved : cancelled(reason)
  clearAlgorithms(c)
  return result
}

// releaseSteps keeps the buffer that the source may be filling.
function releaseSteps(c) {
  if (c.pendingPullIntos.length === 0) return
  const first = c.pendingPullIntos[0]
  first.type = 'none'
  c.pendingPullIntos = [first]
}

function close(c) {
  if (c.closeRequested || c.stream.state !== 'readable') return
  if (c.total > 0) {
    c.closeRequested = true
    return
  }
  if (c.pendingPullIntos.length > 0) {
    const first = c.pendingPullIntos[0]
    if (first.bytesFilled % first.elementSize !== 0) {
      const error = invalidState('Partial read')
      fail(c, error)
      throw error
    }
  }
  clearAlgorithms(c)
  closeStream(c.stream)
}

function handleDrain(c) {
  if (c.total === 0 && c.closeRequested) {
    clearAlgorithms(c)
    closeStream(c.stream)
  } else {
    pullIfNeeded(c)
  }
}

// ---- chunks in

function push(c, buffer, byteOffset, byteLength) {
  c.queue.push({ buffer, byteOffset, byteLength })
  c.total += byteLength
}

function enqueue(c, chunk) {
  if (c.closeRequested || c.stream.state !== 'readable') return
  const { buffer, byteOffset, byteLength } = parts(chunk)
  if (detached(buffer)) throw invalidState('chunk ArrayBuffer is detached')
  const transferred = transfer(buffer)
  if (c.pendingPullIntos.length > 0) {
    const first = c.pendingPullIntos[0]
    if (detached(first.buffer)) throw invalidState('Destination ArrayBuffer is detached')
    invalidateRequest(c)
    first.buffer = transfer(first.buffer)
    if (first.type === 'none') enqueueDetached(c, first)
  }
  const r = c.stream.reader
  if (r !== undefined && !r.byob) {
    while (r.requests.length > 0 && c.total > 0) fillRequest(c, r.requests.shift())
    if (r.requests.length === 0) {
      push(c, transferred, byteOffset, byteLength)
    } else {
      if (c.pendingPullIntos.length > 0) c.pendingPullIntos.shift()
      chunk1(r.requests.shift(), new Uint8Array(transferred, byteOffset, byteLength))
    }
  } else {
    push(c, transferred, byteOffset, byteLength)
    if (r !== undefined) processPullIntos(c)
  }
  pullIfNeeded(c)
}

function enqueueDetached(c, desc) {
  if (desc.bytesFilled > 0) enqueueClone(c, desc.buffer, desc.byteOffset, desc.bytesFilled)
  c.pendingPullIntos.shift()
}

function enqueueClone(c, buffer, byteOffset, byteLength) {
  let copy
  try {
    copy = bufferSlice.call(buffer, byteOffset, byteOffset + byteLength)
  } catch (error) {
    fail(c, error)
    throw error
  }
  push(c, copy, 0, byteLength)
}

// fillRequest gives a default reader's request the first chunk.
function fillRequest(c, request) {
  const { buffer, byteOffset, byteLength } = c.queue.shift()
  c.total -= byteLength
  handleDrain(c)
  chunk1(request, new Uint8Array(buffer, byteOffset, byteLength))
}

function pullSteps(c, request) {
  if (c.total > 0) {
    fillRequest(c, request)
    return
  }
  const size = c.autoAllocate
  if (size !== undefined) {
    let buffer
    try {
      buffer = new ArrayBuffer(size)
    } catch (error) {
      fail1(request, error)
      return
    }
    c.pendingPullIntos.push({
      buffer, bufferByteLength: size, byteOffset: 0, byteLength: size, bytesFilled: 0, minimumFill: 1, elementSize: 1,
      Constructor: Uint8Array, type: 'default',
    })
  }
  c.stream.reader.requests.push(request)
  pullIfNeeded(c)
}

// ---- the program's buffers

function pullInto(c, view, min, request) {
  const s = c.stream
  const data = isDataView(view)
  const elementSize = data ? 1 : view.constructor.BYTES_PER_ELEMENT
  const Constructor = data ? DataView : view.constructor
  const { buffer, byteOffset, byteLength } = parts(view)
  const bufferByteLength = lengthOf(buffer)
  let transferred
  try {
    transferred = transfer(buffer)
  } catch (error) {
    fail1(request, error)
    return
  }
  const desc = {
    buffer: transferred, bufferByteLength, byteOffset, byteLength, bytesFilled: 0, minimumFill: min * elementSize, elementSize,
    Constructor, type: 'byob',
  }
  if (c.pendingPullIntos.length > 0) {
    c.pendingPullIntos.push(desc)
    s.reader.requests.push(request)
    return
  }
  if (s.state === 'closed') {
    close1(request, new Constructor(desc.buffer, byteOffset, 0))
    return
  }
  if (c.total > 0) {
    if (fillFromQueue(c, desc)) {
      const filled = convert(desc)
      handleDrain(c)
      chunk1(request, filled)
      return
    }
    if (c.closeRequested) {
      const error = invalidState('ReadableStream closed')
      fail(c, error)
      fail1(request, error)
      return
    }
  }
  c.pendingPullIntos.push(desc)
  s.reader.requests.push(request)
  pullIfNeeded(c)
}

// convert returns the filled part of a buffer as a view of the kind that came with it.
function convert(desc) {
  const { buffer, bytesFilled, byteLength, byteOffset, elementSize, Constructor } = desc
  if (bytesFilled > byteLength) throw new codes.ERR_INVALID_STATE.RangeError('The buffer size is invalid')
  const transferred = transfer(buffer)
  const { Buffer } = require('buffer')
  if (Constructor === Buffer) return Buffer.from(transferred, byteOffset, bytesFilled / elementSize)
  return new Constructor(transferred, byteOffset, bytesFilled / elementSize)
}

function commit(s, desc) {
  const done = s.state === 'closed'
  const filled = convert(desc)
  const request = s.reader.requests.shift()
  if (!done) chunk1(request, filled)
  else close1(request, desc.type === 'default' ? undefined : filled)
}

// fillFromQueue reports whether the buffer has as much as was asked for.
function fillFromQueue(c, desc) {
  const most = Math.min(c.total, desc.byteLength - desc.bytesFilled)
  const filled = desc.bytesFilled + most
  const aligned = filled - filled % desc.elementSize
  let rest = most
  let ready = false
  if (aligned >= desc.minimumFill) {
    rest = aligned - desc.bytesFilled
    ready = true
  }
  const queue = c.queue
  while (rest > 0) {
    const head = queue[0]
    const count = Math.min(rest, head.byteLength)
    const start = desc.byteOffset + desc.bytesFilled
    if (lengthOf(desc.buffer) - start < count) throw new codes.ERR_INVALID_STATE.RangeError('view ArrayBuffer size is invalid')
    new Uint8Array(desc.buffer, start, count).set(new Uint8Array(head.buffer, head.byteOffset, count))
    if (head.byteLength === count) {
      queue.shift()
    } else {
      head.byteOffset += count
      head.byteLength -= count
    }
    c.total -= count
    desc.bytesFilled += count
    rest -= count
  }
  return ready
}

function processPullIntos(c) {
  while (c.pendingPullIntos.length > 0 && c.total > 0) {
    const desc = c.pendingPullIntos[0]
    if (!fillFromQueue(c, desc)) return
    c.pendingPullIntos.shift()
    commit(c.stream, desc)
  }
}

function respond(c, bytesWritten) {
  const desc = c.pendingPullIntos[0]
  if (c.stream.state === 'closed') {
    if (bytesWritten !== 0) throw new codes.ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten)
  } else {
    if (!bytesWritten) throw new codes.ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten)
    if (desc.bytesFilled + bytesWritten > desc.byteLength) {
      throw new codes.ERR_INVALID_ARG_VALUE.RangeError('bytesWritten', bytesWritten)
    }
  }
  desc.buffer = transfer(desc.buffer)
  respondInternal(c, bytesWritten)
}

function respondWithNewView(c, view) {
  const desc = c.pendingPullIntos[0]
  const { buffer, byteOffset, byteLength } = parts(view)
  if (c.stream.state === 'closed') {
    if (byteLength !== 0) throw invalidState('View is not zero-length')
  } else if (byteLength === 0) {
    throw invalidState('View is zero-length')
  }
  if (desc.byteOffset + desc.bytesFilled !== byteOffset || desc.bytesFilled + byteLength > desc.byteLength ||
      desc.bufferByteLength !== lengthOf(buffer)) {
    throw new codes.ERR_INVALID_ARG_VALUE.RangeError('view', view)
  }
  desc.buffer = transfer(buffer)
  respondInternal(c, byteLength)
}

function respondInternal(c, bytesWritten) {
  const desc = c.pendingPullIntos[0]
  invalidateRequest(c)
  if (c.stream.state === 'closed') respondClosed(c, desc)
  else respondReadable(c, bytesWritten, desc)
  pullIfNeeded(c)
}

function respondClosed(c, desc) {
  if (desc.type === 'none') c.pendingPullIntos.shift()
  const r = c.stream.reader
  if (r === undefined || !r.byob) return
  while (r.requests.length > 0) commit(c.stream, c.pendingPullIntos.shift())
}

function respondReadable(c, bytesWritten, desc) {
  if (desc.bytesFilled + bytesWritten > desc.byteLength) throw new codes.ERR_INVALID_STATE.RangeError('The buffer size is invalid')
  desc.bytesFilled += bytesWritten
  if (desc.type === 'none') {
    enqueueDetached(c, desc)
    processPullIntos(c)
    return
  }
  if (desc.bytesFilled < desc.minimumFill) return
  c.pendingPullIntos.shift()
  const remainder = desc.bytesFilled % desc.elementSize
  if (remainder > 0) {
    const end = desc.byteOffset + desc.bytesFilled
    push(c, bufferSlice.call(desc.buffer, end - remainder, end), 0, remainder)
    desc.bytesFilled -= remainder
  }
  commit(c.stream, desc)
  processPullIntos(c)
}

module.exports = {
  ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableByteStreamController,
  setUpFromSource, make, cancelSteps, releaseSteps, pullSteps, readInto, byobRequest, close, enqueue, fail, respond, respondWithNewView,
}
