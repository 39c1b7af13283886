'use strict'

// internal/http: what several parts of http, and http2, share.

const observers = require('internal/perf/observers')

let utcCache

// utcDate is the value of a Date header; it is made once a second.
function utcDate() {
  if (utcCache === undefined) {
    const now = new Date()
    utcCache = now.toUTCString()
    setTimeout(forget, 1000 - now.getMilliseconds()).unref()
  }
  return utcCache
}

function forget() { utcCache = undefined }

// startPerf notes when something began, for a PerformanceObserver; callers ask observers.size first.
function startPerf(target, key, name, detail) {
  target[key] = { name, detail, startTime: require('internal/perf/timeline').now() }
}

function stopPerf(target, key, detail) {
  const { name, detail: before, startTime } = target[key]
  const { PerformanceNodeEntry, kMake, now, publish } = require('internal/perf/timeline')
  publish(new PerformanceNodeEntry(kMake, {
    name, entryType: 'http', startTime, duration: now() - startTime, detail: { ...before, ...detail },
  }))
}

module.exports = {
  kOutHeaders: Symbol('kOutHeaders'),
  kNeedDrain: Symbol('kNeedDrain'),
  kServerState: Symbol('http.server.state'),
  utcDate,
  observers,
  startPerf,
  stopPerf,
}
