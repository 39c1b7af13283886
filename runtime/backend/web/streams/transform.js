'use strict'

// internal/webstreams/transformstream: TransformStream.

const { codes } = require('internal/errors')
const { validateObject, kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull } = require('internal/validators')
const {
  apply, kInspect, kEmpty, kTransform, kController, kResolved, react, deferred, rejected, invoke1, invoke2, pledge, promiseOf, keep,
  highWaterMarkOf, sizeOf, checkCallback, inspected, describe,
} = require('internal/webstreams/util')
const { kDeserialize, kTransfer, kTransferList, markTransferMode } = require('internal/worker/js_transferable')
const readable = require('internal/webstreams/readablestream')
const writable = require('internal/webstreams/writablestream')

class TransformStream {
  constructor(transformer = kEmpty, writableStrategy = kEmpty, readableStrategy = kEmpty) {
    validateObject(transformer, 'transformer', kValidateObjectAllowObjects)
    validateObject(writableStrategy, 'writableStrategy', kValidateObjectAllowObjectsAndNull)
    validateObject(readableStrategy, 'readableStrategy', kValidateObjectAllowObjectsAndNull)
    const readableType = transformer.readableType
    const writableType = transformer.writableType
    const start = transformer.start
    if (readableType !== undefined) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('transformer.readableType', readableType)
    if (writableType !== undefined) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('transformer.writableType', writableType)
    const readableMark = readableStrategy?.highWaterMark
    const readableSize = readableStrategy?.size
    const writableMark = writableStrategy?.highWaterMark
    const writableSize = writableStrategy?.size
    const t = this[kTransform] = {
      self: this, readable: undefined, writable: undefined, controller: undefined, backpressure: true, change: pledge(),
      transform: undefined, flush: undefined, cancel: undefined, finish: undefined, failed: undefined,
    }
    const starting = deferred()
    setUp(t, starting.promise, highWaterMarkOf(readableMark, 0), sizeOf(readableSize), highWaterMarkOf(writableMark, 1), sizeOf(writableSize))
    const controller = setUpController(t, transformer)
    starting.resolve(start === undefined ? undefined : apply(start, transformer, [controller]))
  }

  get readable() { return stateOf(this).readable.self }
  get writable() { return stateOf(this).writable.self }

  [kTransfer]() { return transfer().transferTransform(this) }
  [kTransferList]() { return [this.readable, this.writable] }
  [kDeserialize](data) { transfer().arriveTransform(this, data) }

  [kInspect](depth, options) {
    const t = stateOf(this)
    return inspected(depth, options, 'TransformStream', {
      readable: t.readable.self, writable: t.writable.self, backpressure: t.backpressure,
    })
  }
}
describe(TransformStream, 'TransformStream', ['readable', 'writable'])
markTransferMode(TransformStream.prototype, false, true)

function transfer() { return require('internal/webstreams/transfer') }

function stateOf(stream) {
  const t = stream?.[kTransform]
  if (t === undefined) throw new codes.ERR_INVALID_THIS('TransformStream')
  return t
}

class TransformStreamDefaultController {
  constructor() { throw new codes.ERR_ILLEGAL_CONSTRUCTOR() }

  get desiredSize() { return readable.desiredSize(own(this).readable.controller) }

  enqueue(chunk = undefined) { enqueue(own(this), chunk) }

  error(reason = undefined) { fail(own(this), reason) }

  terminate() {
    const t = own(this)
    readable.close(t.readable.controller)
    failWritable(t, readable.invalidState('TransformStream has been terminated'))
  }

  [kInspect](depth, options) {
    return inspected(depth, options, 'TransformStreamDefaultController', { stream: own(this).self })
  }
}
describe(TransformStreamDefaultController, 'TransformStreamDefaultController', ['desiredSize', 'enqueue', 'error', 'terminate'])

function own(controller) {
  const t = controller?.[kController]
  if (t === undefined || t.change === undefined) throw new codes.ERR_INVALID_THIS('TransformStreamDefaultController')
  return t
}

// setUp makes the two ends.
function setUp(t, starting, readableMark, readableSize, writableMark, writableSize) {
  t.writable = writable.make(starting, (chunk) => write(t, chunk), () => close(t), (reason) => abort(t, reason), writableMark, writableSize)
  t.readable = readable.make(starting, () => {
    setBackpressure(t, false)
    return promiseOf(t.change)
  }, (reason) => cancel(t, reason), readableMark, readableSize)
}

function setUpController(t, transformer) {
  const transform = checkCallback(transformer.transform, 'transformer.transform')
  const flush = checkCallback(transformer.flush, 'transformer.flush')
  const cancelled = checkCallback(transformer.cancel, 'transformer.cancel')
  const controller = Object.create(TransformStreamDefaultController.prototype)
  controller[kController] = t
  t.transform = transform === undefined
    ? (chunk) => pass(t, chunk)
    : (chunk) => invoke2(transform, transformer, chunk, controller)
  if (flush !== undefined) t.flush = () => invoke1(flush, transformer, controller)
  if (cancelled !== undefined) t.cancel = (reason) => invoke1(cancelled, transformer, reason)
  t.failed = (error) => {
    fail(t, error)
    throw error
  }
  return controller
}

function pass(t, chunk) {
  try {
    enqueue(t, chunk)
  } catch (error) {
    return rejected(error)
  }
  return kResolved
}

function setBackpressure(t, backpressure) {
  if (t.change.promise === undefined) t.change.settled = 0
  else {
    keep(t.change)
    t.change = pledge()
  }
  t.backpressure = backpressure
}

function unblockWrite(t) {
  if (t.backpressure) setBackpressure(t, false)
}

function fail(t, error) {
  readable.fail(t.readable.controller, error)
  failWritable(t, error)
}

function failWritable(t, error) {
  clearAlgorithms(t)
  writable.failIfWritable(t.writable.controller, error)
  unblockWrite(t)
}

function clearAlgorithms(t) {
  t.transform = undefined
  t.flush = undefined
  t.cancel = undefined
}

function enqueue(t, chunk) {
  const c = t.readable.controller
  if (!readable.canEnqueue(c)) throw readable.invalidState('Unable to enqueue')
  try {
    readable.enqueue(c, chunk)
  } catch (error) {
    failWritable(t, error)
    throw t.readable.error
  }
  const backpressure = !readable.shouldPull(c)
  if (backpressure !== t.backpressure) setBackpressure(t, backpressure)
}

// ---- the writable end's algorithms

function write(t, chunk) {
  if (!t.backpressure) return perform(t, chunk)
  return react(promiseOf(t.change), () => {
    if (t.writable.state === 'erroring') throw t.writable.error
    return perform(t, chunk)
  })
}

function perform(t, chunk) {
  const transform = t.transform
  return react(transform(chunk), undefined, t.failed)
}

function close(t) {
  if (t.finish !== undefined) return t.finish.promise
  t.finish = deferred()
  const flush = t.flush
  const result = flush === undefined ? kResolved : flush()
  clearAlgorithms(t)
  settle(t, result, t.readable, () => readable.close(t.readable.controller), (error) => readable.fail(t.readable.controller, error))
  return t.finish.promise
}

function abort(t, reason) {
  return end(t, reason, t.readable, (error) => readable.fail(t.readable.controller, error))
}

// ---- the readable end's

function cancel(t, reason) {
  return end(t, reason, t.writable, (error) => {
    writable.failIfWritable(t.writable.controller, error)
    unblockWrite(t)
  })
}

// end cancels the transformer for one end and makes the other fail.
function end(t, reason, other, failOther) {
  if (t.finish !== undefined) return t.finish.promise
  t.finish = deferred()
  const cancelled = t.cancel
  const result = cancelled === undefined ? kResolved : cancelled(reason)
  clearAlgorithms(t)
  settle(t, result, other, () => failOther(reason), failOther)
  return t.finish.promise
}

function settle(t, result, other, onDone, onFailed) {
  const finish = t.finish
  react(result, () => {
    if (other.state === 'errored') {
      finish.reject(other.error)
      return
    }
    onDone()
    finish.resolve()
  }, (error) => {
    onFailed(error)
    finish.reject(error)
  })
}

module.exports = { TransformStream, TransformStreamDefaultController }
