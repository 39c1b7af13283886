'use strict'

// internal/perf/performance: the global performance. What only marks and measures need is loaded with the first of them.

const { codes } = require('internal/errors')
const { Event, EventTarget, defineEventHandler, initEventTarget, kTrustEvent } = require('internal/event_target')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kBrand = Symbol('performance')
const now = binding.now
let timeline
let resources

function timelineOf() { return timeline ??= require('internal/perf/timeline') }

function resourcesOf() {
  if (resources === undefined) {
    resources = require('internal/perf/resource')
    resources.onFull(() => performance.dispatchEvent(new Event('resourcetimingbufferfull', { [kTrustEvent]: true })))
  }
  return resources
}

function check(self) {
  if (self?.[kBrand] === undefined) throw new codes.ERR_INVALID_ARG_TYPE('this', 'Performance', self)
}

function textOf(name) { return name === undefined ? undefined : `${name}` }

class Performance extends EventTarget {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR()
  }

  [kInspect](depth, options) {
    if (depth < 0) return this
    return `Performance ${shown({ nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin }, options)}`
  }

  clearMarks(name = undefined) {
    check(this)
    name = textOf(name)
    timelineOf().clearMarkTimings(name)
    timeline.clear('mark', name)
  }

  clearMeasures(name = undefined) {
    check(this)
    timelineOf().clear('measure', textOf(name))
  }

  clearResourceTimings(name = undefined) {
    check(this)
    timelineOf().clear('resource', textOf(name))
  }

  getEntries() {
    check(this)
    return timelineOf().entries()
  }

  getEntriesByName(name, type = undefined) {
    check(this)
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name')
    return timelineOf().entries(`${name}`, textOf(type))
  }

  getEntriesByType(type) {
    check(this)
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type')
    return timelineOf().entries(undefined, `${type}`)
  }

  mark(name, options = {}) {
    check(this)
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name')
    return timelineOf().mark(name, options)
  }

  measure(name, startOrMeasureOptions = {}, endMark = undefined) {
    check(this)
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name')
    return timelineOf().measure(name, startOrMeasureOptions, endMark)
  }

  now() {
    if (this?.[kBrand] === undefined) check(this)
    return now()
  }

  setResourceTimingBufferSize(maxSize) {
    check(this)
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('maxSize')
    resourcesOf().setBufferSize(maxSize >>> 0)
  }

  get timeOrigin() {
    check(this)
    return binding.timeOrigin
  }

  toJSON() {
    check(this)
    return { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: this.eventLoopUtilization() }
  }
}

function shown(value, options) {
  const depth = options.depth === undefined || options.depth === null ? null : options.depth - 1
  return require('internal/util/inspect').inspect(value, { ...options, depth })
}

const members = ['clearMarks', 'clearMeasures', 'clearResourceTimings', 'getEntries', 'getEntriesByName', 'getEntriesByType', 'mark',
  'measure', 'now', 'timeOrigin', 'toJSON', 'setResourceTimingBufferSize']
for (let i = 0; i < members.length; i++) Object.defineProperty(Performance.prototype, members[i], { enumerable: true })
Object.defineProperty(Performance.prototype, Symbol.toStringTag, { configurable: true, value: 'Performance' })

// ---- what is Node's own

function eventLoopUtilization(util1, util2) {
  const loopStart = binding.milestone('loopStart')
  if (loopStart <= 0) return { idle: 0, active: 0, utilization: 0 }
  if (util2) return utilization(util1.idle - util2.idle, util1.active - util2.active)
  const idle = binding.idleTime()
  const active = now() - loopStart - idle
  return util1 ? utilization(idle - util1.idle, active - util1.active) : utilization(idle, active)
}

function utilization(idle, active) { return { idle, active, utilization: active / (idle + active) } }

function makeNodeTiming() {
  const fields = {
    name: { value: 'node' },
    entryType: { value: 'node' },
    startTime: { value: 0 },
    duration: { get: () => now() },
  }
  const milestones = ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete']
  for (let i = 0; i < milestones.length; i++) fields[milestones[i]] = { get: () => binding.milestone(milestones[i]) }
  fields.idleTime = { get: () => binding.idleTime() }
  fields.uvMetricsInfo = {
    get() {
      const metrics = binding.metrics()
      return { loopCount: metrics[0], events: metrics[1], eventsWaiting: metrics[2] }
    },
  }
  for (const name of Object.keys(fields)) {
    fields[name].enumerable = true
    fields[name].configurable = true
  }
  const inJSON = ['name', 'entryType', 'startTime', 'duration', 'nodeStart', 'v8Start', 'bootstrapComplete', 'environment', 'loopStart',
    'loopExit', 'idleTime']

  class PerformanceNodeTiming {
    constructor() { Object.defineProperties(this, fields) }

    [kInspect](depth, options) {
      return depth < 0 ? this : `PerformanceNodeTiming ${shown(this.toJSON(), options)}`
    }

    toJSON() {
      const json = {}
      for (let i = 0; i < inJSON.length; i++) json[inJSON[i]] = this[inJSON[i]]
      return json
    }
  }
  Object.setPrototypeOf(PerformanceNodeTiming.prototype, timelineOf().PerformanceEntry.prototype)
  return new PerformanceNodeTiming()
}

function timerify(fn, options = {}) {
  const { validateFunction, validateObject } = require('internal/validators')
  validateFunction(fn, 'fn')
  validateObject(options, 'options')
  const { histogram } = options
  if (histogram !== undefined && (!require('internal/perf/histogram').isHistogram(histogram) || typeof histogram.record !== 'function')) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.histogram', 'RecordableHistogram', histogram)
  }
  function complete(start, args) {
    const duration = now() - start
    histogram?.record(Math.ceil(duration * 1e6))
    const { PerformanceNodeEntry, kMake, publish } = timelineOf()
    const entry = new PerformanceNodeEntry(kMake, { name: fn.name, entryType: 'function', startTime: start, duration, detail: args })
    for (let i = 0; i < args.length; i++) entry[i] = args[i]
    publish(entry)
  }
  function timerified(...args) {
    const constructs = new.target !== undefined
    const start = now()
    const result = constructs ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args)
    if (!constructs && typeof result?.finally === 'function') return result.finally(() => complete(start, args))
    complete(start, args)
    return result
  }
  return Object.defineProperties(timerified, {
    length: { configurable: false, enumerable: true, value: fn.length },
    name: { configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  })
}

function markResourceTiming(timingInfo, requestedUrl, initiatorType, global, cacheMode) {
  return resourcesOf().markResourceTiming(timingInfo, requestedUrl, initiatorType, global, cacheMode)
}

let nodeTiming
Object.defineProperties(Performance.prototype, {
  eventLoopUtilization: { configurable: true, writable: true, value: eventLoopUtilization },
  nodeTiming: {
    configurable: true,
    get() { return nodeTiming ??= makeNodeTiming() },
    set(value) { Object.defineProperty(this, 'nodeTiming', { configurable: true, enumerable: true, writable: true, value }) },
  },
  markResourceTiming: { configurable: true, writable: true, value: markResourceTiming },
  timerify: { configurable: true, writable: true, value: timerify },
})
defineEventHandler(Performance.prototype, 'resourcetimingbufferfull')

const performance = Object.create(Performance.prototype)
initEventTarget(performance)
performance[kBrand] = true

module.exports = { Performance, performance }
