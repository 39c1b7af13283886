// The deprecated functions that make timers of objects of any kind.

const { deprecate } = require('internal/util')
const { validateNumber } = require('internal/validators')
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors')

const kMaximum = 2 ** 31 - 1

module.exports = ({ setTimeout, clearTimeout, Timeout }) => {
  // The timer of each object that has been enrolled and started.
  const timers = new WeakMap()

  function duration(msecs, name) {
    validateNumber(msecs, name)
    if (msecs < 0 || !Number.isFinite(msecs)) throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs)
    if (msecs <= kMaximum) return msecs
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${kMaximum}.`,
      'TimeoutOverflowWarning')
    return kMaximum
  }

  function enroll(item, msecs) {
    msecs = duration(msecs, 'msecs')
    if (timers.has(item)) unenroll(item)
    item._idleTimeout = msecs
  }

  function unenroll(item) {
    if (item instanceof Timeout) {
      clearTimeout(item)
      return
    }
    clearTimeout(timers.get(item))
    timers.delete(item)
    if (item._idleNext) item._idleNext = item._idlePrev = null
    item._idleTimeout = -1
  }

  function start(item, ref) {
    if (item instanceof Timeout) {
      item.refresh()
      if (ref) item.ref()
      else item.unref()
      return
    }
    const msecs = item._idleTimeout
    if (msecs < 0 || msecs === undefined) return
    clearTimeout(timers.get(item))
    const timer = setTimeout(() => {
      timers.delete(item)
      item._idleNext = item._idlePrev = null
      if (item._onTimeout) item._onTimeout()
    }, msecs)
    if (!ref) timer.unref()
    item._idleStart = timer._idleStart
    // Neighbours in Node's list, of which one can only tell whether there are any.
    item._idleNext = item._idlePrev = timer
    timers.set(item, timer)
  }

  return {
    _unrefActive: deprecate((item) => start(item, false),
      'timers._unrefActive() is deprecated. Please use timeout.refresh() instead.', 'DEP0127'),
    active: deprecate((item) => start(item, true),
      'timers.active() is deprecated. Please use timeout.refresh() instead.', 'DEP0126'),
    unenroll: deprecate(unenroll, 'timers.unenroll() is deprecated. Please use clearTimeout instead.', 'DEP0096'),
    enroll: deprecate(enroll, 'timers.enroll() is deprecated. Please use setTimeout instead.', 'DEP0095'),
  }
}
