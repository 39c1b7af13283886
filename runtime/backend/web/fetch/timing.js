'use strict'

// internal/fetch/timing: performance's entries of fetches, where a program has looked at performance at all.

const { performance } = require('internal/perf/performance')

// begin returns what is known of a fetch at its start.
function begin() {
  const now = performance.now()
  return {
    startTime: now, redirectStartTime: 0, redirectEndTime: 0, postRedirectStartTime: now, finalServiceWorkerStartTime: 0,
    finalNetworkResponseStartTime: 0, finalNetworkRequestStartTime: now, endTime: 0, encodedBodySize: 0, decodedBodySize: 0,
    finalConnectionTimingInfo: null,
  }
}

function redirected(timing) {
  const now = performance.now()
  if (timing.redirectStartTime === 0) timing.redirectStartTime = timing.startTime
  timing.redirectEndTime = now
  timing.postRedirectStartTime = now
}

function answered(timing) { timing.finalNetworkResponseStartTime = performance.now() }

// report makes the entry; sizes are those of the body as it came and decoded.
function report(timing, url, sizes) {
  timing.endTime = performance.now()
  timing.encodedBodySize = sizes[0]
  timing.decodedBodySize = sizes[1]
  performance.markResourceTiming(timing, url.href, 'fetch', globalThis, '')
}

module.exports = { begin, redirected, answered, report }
