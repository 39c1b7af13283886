'use strict'

// perf_hooks: its parts are loaded when they are first looked at.

const { defineLazily } = require('internal/util')

defineLazily(module.exports, 'internal/perf/performance', ['Performance'])
defineLazily(module.exports, 'internal/perf/timeline', ['PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure'])
defineLazily(module.exports, 'internal/perf/observe', ['PerformanceObserver', 'PerformanceObserverEntryList'])
defineLazily(module.exports, 'internal/perf/resource', ['PerformanceResourceTiming'])
defineLazily(module.exports, 'internal/perf/histogram', ['monitorEventLoopDelay', 'createHistogram'])
defineLazily(module.exports, 'internal/perf/performance', ['performance'])
const constants = {}
const kinds = [
  ['MAJOR', 4], ['MINOR', 1], ['INCREMENTAL', 8], ['WEAKCB', 16],
  ['FLAGS_NO', 0], ['FLAGS_CONSTRUCT_RETAINED', 2], ['FLAGS_FORCED', 4], ['FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING', 8],
  ['FLAGS_ALL_AVAILABLE_GARBAGE', 16], ['FLAGS_ALL_EXTERNAL_MEMORY', 32], ['FLAGS_SCHEDULE_IDLE', 64],
]
for (let i = 0; i < kinds.length; i++) {
  Object.defineProperty(constants, 'NODE_PERFORMANCE_GC_' + kinds[i][0], { enumerable: true, value: kinds[i][1] })
}
Object.defineProperty(module.exports, 'constants', { enumerable: true, value: constants })
