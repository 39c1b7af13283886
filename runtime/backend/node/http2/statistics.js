'use strict'

// What a PerformanceObserver of 'http2' is told when sessions and streams end. Callers ask whether there is one.

const { PerformanceNodeEntry, kMake, now, publish } = require('internal/perf/timeline')
const observers = require('internal/perf/observers')
const { NGHTTP2_SESSION_SERVER } = require('internal/http2/constants')

// tell publishes an entry in the next turn, as in Node: what ends has ended by then.
function tell(name, duration, detail) {
  const end = now()
  setImmediate(() => {
    if (observers.size === 0) return
    const entry = new PerformanceNodeEntry(kMake, { name, entryType: 'http2', startTime: end - duration, duration, detail })
    publish(Object.assign(entry, detail))
  })
}

function sessionEnded(handle, type) {
  const list = handle.statistics()
  tell('Http2Session', list[0], {
    bytesRead: list[1],
    bytesWritten: list[2],
    framesReceived: list[3],
    framesSent: list[4],
    maxConcurrentStreams: list[5],
    pingRTT: list[6],
    streamAverageDuration: list[7],
    streamCount: list[8],
    type: type === NGHTTP2_SESSION_SERVER ? 'server' : 'client',
  })
}

function streamEnded(handle) {
  const list = handle.statistics()
  tell('Http2Stream', list[0], {
    bytesRead: list[1],
    bytesWritten: list[2],
    id: handle.id(),
    timeToFirstByte: list[3],
    timeToFirstByteSent: list[4],
    timeToFirstHeader: list[5],
  })
}

module.exports = { sessionEnded, streamEnded }
