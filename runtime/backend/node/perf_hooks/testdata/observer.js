// Observers: what they get and when; timerify.
const { performance, PerformanceObserver, createHistogram, monitorEventLoopDelay } = require('perf_hooks')
const { inspect } = require('util')

performance.mark('early', { startTime: 1 })
const buffered = new PerformanceObserver((list, observer) => {
  console.log('buffered', list.getEntriesByType('mark').map((entry) => entry.name), observer === buffered)
  console.log(inspect(observer))
  observer.disconnect()
})
buffered.observe({ type: 'mark', buffered: true })
const observer = new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    console.log(entry.entryType, entry.name, entry.constructor.name, entry.detail)
  }
  observer.disconnect()
})
observer.observe({ entryTypes: ['mark', 'function', 'other'] })
console.log(observer)
try {
  observer.observe({ type: 'mark' })
} catch (error) {
  console.log(error.name, error.message)
}
performance.mark('later', { startTime: 2 })
const histogram = createHistogram()
const add = performance.timerify(function add (x, y) { return x + y }, { histogram })
console.log(add(1, 2), add.name, add.length, histogram.count)
class Point {}
console.log(new (performance.timerify(Point))() instanceof Point)
Promise.resolve().then(() => console.log('microtask'))
const delay = monitorEventLoopDelay({ resolution: 1 })
console.log(delay.enable(), delay.enable(), delay.count)
const poll = () => {
  if (delay.count === 0) return setTimeout(poll, 2)
  console.log(delay.disable(), delay.disable(), delay.min > 0, delay.max >= delay.min)
}
poll()
