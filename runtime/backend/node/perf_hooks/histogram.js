'use strict'

// internal/perf/histogram: createHistogram and monitorEventLoopDelay.

const { codes } = require('internal/errors')
const { validateInteger, validateNumber, validateObject } = require('internal/validators')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kHandle = Symbol('kHandle')
const kRecordable = Symbol('kRecordable')
const kMake = Symbol('kMake')

function handleOf(histogram) {
  const handle = histogram?.[kHandle]
  if (handle === undefined) throw new codes.ERR_INVALID_THIS('Histogram')
  return handle
}

function checkPercentile(percentile) {
  validateNumber(percentile, 'percentile')
  if (!(percentile > 0 && percentile <= 100)) throw new codes.ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percentile)
}

class Histogram {
  constructor(token = undefined) {
    if (token !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR()
  }

  [kInspect](depth, options) {
    if (depth < 0) return this
    const inner = { ...options, depth: options.depth === undefined || options.depth === null ? null : options.depth - 1 }
    const { min, max, mean, exceeds, stddev, count, percentiles } = this
    return `Histogram ${require('internal/util/inspect').inspect({ min, max, mean, exceeds, stddev, count, percentiles }, inner)}`
  }

  get count() { return binding.count(handleOf(this)) }
  get countBigInt() { return binding.count(handleOf(this), true) }
  get min() { return binding.min(handleOf(this)) }
  get minBigInt() { return binding.min(handleOf(this), true) }
  get max() { return binding.max(handleOf(this)) }
  get maxBigInt() { return binding.max(handleOf(this), true) }
  get mean() { return binding.mean(handleOf(this)) }
  get exceeds() { return binding.exceeds(handleOf(this)) }
  get exceedsBigInt() { return binding.exceeds(handleOf(this), true) }
  get stddev() { return binding.stddev(handleOf(this)) }

  percentile(percentile) {
    const handle = handleOf(this)
    checkPercentile(percentile)
    return binding.percentile(handle, percentile)
  }

  percentileBigInt(percentile) {
    const handle = handleOf(this)
    checkPercentile(percentile)
    return BigInt(binding.percentile(handle, percentile))
  }

  get percentiles() { return percentilesOf(handleOf(this), (value) => value) }
  get percentilesBigInt() { return percentilesOf(handleOf(this), BigInt) }

  reset() { binding.reset(handleOf(this)) }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev, percentiles } = this
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(percentiles) }
  }
}

// Node's map is of its own class, which util.inspect names.
class SafeMap extends Map {}

function percentilesOf(handle, convert) {
  const pairs = binding.percentiles(handle)
  const map = new SafeMap()
  for (let i = 0; i < pairs.length; i += 2) map.set(pairs[i], convert(pairs[i + 1]))
  return map
}

class RecordableHistogram extends Histogram {
  constructor(token = undefined) { super(token) }

  record(val) {
    if (this[kRecordable] === undefined) throw new codes.ERR_INVALID_THIS('RecordableHistogram')
    if (typeof val !== 'bigint') validateInteger(val, 'val', 1)
    binding.record(this[kHandle], val)
  }

  recordDelta() {
    if (this[kRecordable] === undefined) throw new codes.ERR_INVALID_THIS('RecordableHistogram')
    binding.recordDelta(this[kHandle])
  }

  add(other) {
    if (this[kRecordable] === undefined) throw new codes.ERR_INVALID_THIS('RecordableHistogram')
    if (other[kRecordable] === undefined) throw new codes.ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other)
    binding.add(this[kHandle], other[kHandle])
  }
}

function createHistogram(options = {}) {
  validateObject(options, 'options')
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1, Number.MAX_SAFE_INTEGER)
  if (typeof highest !== 'bigint') {
    validateInteger(highest, 'options.highest', 2 * Number(lowest), Number.MAX_SAFE_INTEGER)
  } else if (highest < 2n * BigInt(lowest)) {
    throw new codes.ERR_INVALID_ARG_VALUE.RangeError('options.highest', highest)
  }
  validateInteger(figures, 'options.figures', 1, 5)
  const histogram = new RecordableHistogram(kMake)
  histogram[kRecordable] = true
  histogram[kHandle] = binding.create(lowest, highest, figures)
  return histogram
}

class ELDHistogram extends Histogram {
  #resolution
  #stop

  constructor(token = undefined, resolution = undefined) {
    super(token)
    this.#resolution = resolution
    this[kHandle] = binding.create(1, 3600e9, 3)
  }

  enable() {
    ELDHistogram.#check(this)
    if (this.#stop !== undefined) return false
    this.#stop = binding.sample(this[kHandle], this.#resolution)
    return true
  }

  disable() {
    ELDHistogram.#check(this)
    if (this.#stop === undefined) return false
    this.#stop()
    this.#stop = undefined
    return true
  }

  static #check(self) {
    if (self === null || typeof self !== 'object' || !(#stop in self)) throw new codes.ERR_INVALID_THIS('ELDHistogram')
  }
}

function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options')
  const { resolution = 10 } = options
  validateInteger(resolution, 'options.resolution', 1)
  return new ELDHistogram(kMake, resolution)
}

function isHistogram(value) { return value?.[kHandle] !== undefined }

module.exports = { createHistogram, monitorEventLoopDelay, isHistogram }
