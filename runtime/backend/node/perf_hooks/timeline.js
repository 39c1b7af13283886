'use strict'

// internal/perf/timeline: the entries, marks and measures, and the buffers that performance.getEntries shows.

const { codes } = require('internal/errors')
const { validateNumber, validateObject, validateString } = require('internal/validators')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kMake = Symbol('kMake')
const kEntry = Symbol('kEntry')
const now = binding.now
// A timeline this long is most likely a leak.
const kWarnSize = 1e6

// fieldsOf returns what an entry is: {name, entryType, startTime, duration, detail, ...}.
function fieldsOf(entry, name = 'PerformanceEntry') {
  const fields = entry?.[kEntry]
  if (fields === undefined) throw new codes.ERR_INVALID_ARG_TYPE('this', name, entry)
  return fields
}

class PerformanceEntry {
  constructor(token = undefined, fields = undefined) {
    if (token !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR()
    this[kEntry] = fields
  }

  get name() { return fieldsOf(this).name }
  get entryType() { return fieldsOf(this).entryType }
  get startTime() { return fieldsOf(this).startTime }
  get duration() { return fieldsOf(this).duration }

  [kInspect](depth, options) {
    return depth < 0 ? this : `${this.constructor.name} ${shown(this.toJSON(), options)}`
  }

  toJSON() {
    const { name, entryType, startTime, duration } = fieldsOf(this)
    return { name, entryType, startTime, duration }
  }
}
describe(PerformanceEntry, undefined, ['name', 'entryType', 'startTime', 'duration', 'toJSON'])

function shown(value, options) {
  const depth = options.depth === undefined || options.depth === null ? null : options.depth - 1
  return require('internal/util/inspect').inspect(value, { ...options, depth })
}

function describe(Class, name, members) {
  for (let i = 0; i < members.length; i++) Object.defineProperty(Class.prototype, members[i], { enumerable: true })
  if (name !== undefined) Object.defineProperty(Class.prototype, Symbol.toStringTag, { configurable: true, value: name })
}

// PerformanceNodeEntry is one of Node's own types, such as 'function'.
class PerformanceNodeEntry extends PerformanceEntry {
  get detail() { return fieldsOf(this, 'NodePerformanceEntry').detail }

  toJSON() { return { ...super.toJSON(), detail: fieldsOf(this).detail } }
}

// ---- marks and measures

const marks = new Map()
const milestones = new Set(['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete'])

function timeOf(mark) {
  if (mark === undefined) return undefined
  if (typeof mark === 'number') {
    if (mark < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(mark)
    return mark
  }
  const name = `${mark}`
  if (milestones.has(name)) return binding.milestone(name)
  const time = marks.get(name)
  if (time === undefined) throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError')
  return time
}

function copied(detail) {
  return detail === undefined || detail === null ? null : structuredClone(detail)
}

class PerformanceMark extends PerformanceEntry {
  constructor(name, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name')
    name = `${name}`
    if (milestones.has(name)) throw new codes.ERR_INVALID_ARG_VALUE('name', name)
    if (options !== undefined && options !== null) validateObject(options, 'options')
    const startTime = options?.startTime ?? now()
    validateNumber(startTime, 'startTime')
    if (startTime < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(startTime)
    marks.set(name, startTime)
    super(kMake, { name, entryType: 'mark', startTime, duration: 0, detail: copied(options?.detail) })
  }

  get detail() { return fieldsOf(this, 'PerformanceMark').detail }

  toJSON() { return { ...super.toJSON(), detail: fieldsOf(this).detail } }
}
describe(PerformanceMark, 'PerformanceMark', ['detail'])

class PerformanceMeasure extends PerformanceEntry {
  constructor(token = undefined, fields = undefined) { super(token, fields) }

  get detail() { return fieldsOf(this, 'PerformanceMeasure').detail }

  toJSON() { return { ...super.toJSON(), detail: fieldsOf(this).detail } }
}
describe(PerformanceMeasure, 'PerformanceMeasure', ['detail'])

function mark(name, options) {
  const entry = new PerformanceMark(name, options)
  publish(entry)
  buffer(entry, 'mark', 'performance.clearMarks')
  return entry
}

// span is [start, duration] of a measure between two marks, or as the options say.
function span(startOrOptions, endMark) {
  startOrOptions ??= 0
  let start
  let end
  let duration
  let valid = false
  if (typeof startOrOptions === 'object') {
    ({ start, end, duration } = startOrOptions)
    valid = start !== undefined || end !== undefined
  }
  const refuse = (message) => { throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(message) }
  if (valid) {
    if (endMark !== undefined) refuse('endMark must not be specified')
    if (start !== undefined && end !== undefined && duration !== undefined) {
      refuse('Must not have options.start, options.end, and options.duration specified')
    }
  }
  if (endMark !== undefined) end = timeOf(endMark)
  else if (valid && end !== undefined) end = timeOf(end)
  else if (valid && start !== undefined && duration !== undefined) end = timeOf(start) + timeOf(duration)
  else end = now()
  if (typeof startOrOptions === 'string') start = timeOf(startOrOptions)
  else if (valid && start !== undefined) start = timeOf(start)
  else if (valid && duration !== undefined && end !== undefined) start = end - timeOf(duration)
  else start = 0
  return [start, end - start]
}

function measure(name, startOrOptions, endMark) {
  validateString(name, 'name')
  const times = span(startOrOptions, endMark)
  const detail = copied(startOrOptions?.detail)
  const entry = new PerformanceMeasure(kMake, { name, entryType: 'measure', startTime: times[0], duration: times[1], detail })
  publish(entry)
  buffer(entry, 'measure', 'performance.clearMeasures')
  return entry
}

function clearMarkTimings(name) {
  if (name === undefined) {
    marks.clear()
    return
  }
  if (milestones.has(name)) throw new codes.ERR_INVALID_ARG_VALUE('name', name)
  marks.delete(name)
}

// ---- the timeline

const buffers = { __proto__: null, mark: [], measure: [], resource: [] }
const warned = new Set()
const byStart = (first, second) => first.startTime - second.startTime

// publish tells the observers of an entry.
function publish(entry) {
  if (observers.size > 0) observers.forEach((observer) => observer(entry))
}

// observers are functions that take each new entry.
const observers = require('internal/perf/observers')

function buffer(entry, type, remedy) {
  const list = buffers[type]
  const count = list.push(entry)
  if (count <= kWarnSize || warned.has(type)) return
  warned.add(type)
  const warning = new Error(`Possible perf_hooks memory leak detected. ${count} ${type} entries added to the global ` +
    `performance entry buffer. Use ${remedy} to clear the buffer.`)
  warning.name = 'MaxPerformanceEntryBufferExceededWarning'
  warning.entryType = type
  warning.count = count
  process.emitWarning(warning)
}

// clear forgets the entries of a type, or those of them with the given name.
function clear(type, name) {
  buffers[type] = name === undefined ? [] : buffers[type].filter((entry) => entry.name !== name)
}

// entries are those with the given name and of the given type; undefined is any.
function entries(name, type) {
  let list
  if (type === undefined) list = buffers.mark.concat(buffers.measure, buffers.resource)
  else list = buffers[type]?.slice() ?? []
  if (name !== undefined) list = list.filter((entry) => entry.name === name)
  return list.sort(byStart)
}

module.exports = {
  PerformanceEntry, PerformanceNodeEntry, PerformanceMark, PerformanceMeasure, kMake, kEntry, fieldsOf, shown, describe, now,
  mark, measure, clearMarkTimings, clear, entries, publish, observers, buffers, byStart,
}
