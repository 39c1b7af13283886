'use strict'

// internal/gc: the function gc of --expose-gc, and who wants to know of collections.

// The kinds and flags of perf_hooks' constants.
const kMajor = 4
const kForced = 4

let listener

function tell(start, duration, flags) {
  if (listener !== undefined && listener(start, duration, flags) === false) {
    listener = undefined
    binding.unwatch()
  }
}

// watch calls the function with the start and the duration in milliseconds of performance.now() and the flags of every
// collection until it returns false.
function watch(fn) {
  if (listener === undefined) binding.watch((start, duration) => tell(start, duration, 0))
  listener = fn
}

function collect() {
  const start = binding.now()
  binding.collect()
  if (listener !== undefined) tell(start, binding.now() - start, kForced)
}

// gc(options) is V8's: every collection is a full one, whatever type is asked for.
function gc(options) {
  if (options === null || typeof options !== 'object' || options.execution !== 'async') {
    collect()
    return undefined
  }
  return new Promise((resolve) => {
    setImmediate(() => {
      collect()
      resolve()
    })
  })
}

module.exports = { gc, watch, kMajor }
