'use strict'

// internal/perf/resource: PerformanceResourceTiming and the buffer of its entries.

const { codes } = require('internal/errors')
const { PerformanceEntry, kMake, fieldsOf, describe, publish, buffers } = require('internal/perf/timeline')

function own(entry) {
  const fields = fieldsOf(entry, 'PerformanceResourceTiming')
  if (fields.timing === undefined) throw new codes.ERR_INVALID_ARG_TYPE('this', 'PerformanceResourceTiming', entry)
  return fields
}

function timingOf(entry) { return own(entry).timing }
function connectionOf(entry) { return own(entry).timing.finalConnectionTimingInfo }

class PerformanceResourceTiming extends PerformanceEntry {
  constructor(token = undefined, fields = undefined) { super(token, fields) }

  get name() { return own(this).name }
  get startTime() { return timingOf(this).startTime }
  get duration() { return timingOf(this).endTime - timingOf(this).startTime }
  get initiatorType() { return own(this).initiatorType }
  get workerStart() { return timingOf(this).finalServiceWorkerStartTime }
  get redirectStart() { return timingOf(this).redirectStartTime }
  get redirectEnd() { return timingOf(this).redirectEndTime }
  get fetchStart() { return timingOf(this).postRedirectStartTime }
  get domainLookupStart() { return connectionOf(this)?.domainLookupStartTime }
  get domainLookupEnd() { return connectionOf(this)?.domainLookupEndTime }
  get connectStart() { return connectionOf(this)?.connectionStartTime }
  get connectEnd() { return connectionOf(this)?.connectionEndTime }
  get secureConnectionStart() { return connectionOf(this)?.secureConnectionStartTime }
  get nextHopProtocol() { return connectionOf(this)?.ALPNNegotiatedProtocol }
  get requestStart() { return timingOf(this).finalNetworkRequestStartTime }
  get responseStart() { return timingOf(this).finalNetworkResponseStartTime }
  get responseEnd() { return timingOf(this).endTime }
  get encodedBodySize() { return timingOf(this).encodedBodySize }
  get decodedBodySize() { return timingOf(this).decodedBodySize }

  // 300 bytes stand for the header, as the standard has it.
  get transferSize() {
    const { cacheMode, timing } = own(this)
    if (cacheMode === 'local') return 0
    return cacheMode === 'validated' ? 300 : timing.encodedBodySize + 300
  }

  toJSON() {
    own(this)
    const json = {}
    for (let i = 0; i < inJSON.length; i++) json[inJSON[i]] = this[inJSON[i]]
    return json
  }
}
const times = ['workerStart', 'redirectStart', 'redirectEnd', 'fetchStart', 'domainLookupStart', 'domainLookupEnd', 'connectStart',
  'connectEnd', 'secureConnectionStart']
const rest = ['requestStart', 'responseStart', 'responseEnd', 'transferSize', 'encodedBodySize', 'decodedBodySize']
const inJSON = ['name', 'entryType', 'startTime', 'duration', 'initiatorType', 'nextHopProtocol', ...times, ...rest]
describe(PerformanceResourceTiming, 'PerformanceResourceTiming', ['initiatorType', ...times, 'nextHopProtocol', ...rest, 'toJSON'])

let limit = 250
let full = false // and somebody is about to be told
let second = [] // what came since
let dispatchFull

function add(entry) {
  if (buffers.resource.length < limit && !full) {
    buffers.resource.push(entry)
    return
  }
  if (!full) {
    full = true
    setImmediate(drain)
  }
  second.push(entry)
}

// drain lets listeners make room for the entries that did not fit.
function drain() {
  while (second.length > 0) {
    const before = second.length
    dispatchFull()
    const fits = Math.max(Math.min(limit - buffers.resource.length, second.length), 0)
    for (let i = 0; i < fits; i++) buffers.resource.push(second[i])
    if (before <= second.length - fits) second = []
    else second = second.slice(fits)
  }
  full = false
}

function markResourceTiming(timingInfo, requestedUrl, initiatorType, global, cacheMode) {
  if (cacheMode !== '' && cacheMode !== 'local') {
    throw new codes.ERR_INTERNAL_ASSERTION("cache must be an empty string or 'local'")
  }
  const entry = new PerformanceResourceTiming(kMake, {
    name: requestedUrl, entryType: 'resource', initiatorType, timing: timingInfo, cacheMode,
  })
  publish(entry)
  add(entry)
  return entry
}

function setBufferSize(size) { limit = size }
function onFull(dispatch) { dispatchFull = dispatch }

module.exports = { PerformanceResourceTiming, markResourceTiming, setBufferSize, onFull }
