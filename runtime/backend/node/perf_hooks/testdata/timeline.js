// Marks, measures, what getEntries shows, and what is refused.
const { performance, PerformanceEntry, PerformanceMark, PerformanceObserver } = require('perf_hooks')

const a = performance.mark('a', { startTime: 10, detail: { x: 1 } })
const b = new PerformanceMark('b', { startTime: 25 })
console.log(a, b, JSON.stringify(a), a instanceof PerformanceEntry)
console.log(performance.measure('m', 'a', 'b'), performance.measure('n', { start: 5, duration: 10, detail: 'd' }))
console.log(performance.getEntries().map((entry) => entry.name), performance.getEntriesByName('m').length,
  performance.getEntriesByType('mark').length, performance.getEntriesByType('x'))
performance.clearMarks('a')
performance.clearMeasures()
console.log(performance.getEntries())
for (const wrong of [
  () => performance.measure('x', 'missing'),
  () => performance.mark(),
  () => performance.mark('nodeStart'),
  () => performance.mark('x', { startTime: -1 }),
  () => performance.measure('x', { start: 1, end: 2, duration: 3 }),
  () => performance.measure('x', { start: 1 }, 'b'),
  () => new PerformanceEntry(),
  () => performance.now.call({}),
  () => new PerformanceObserver(),
  () => new PerformanceObserver(() => {}).observe(),
  () => performance.timerify(1),
]) {
  try {
    wrong()
    console.log('nothing thrown', String(wrong))
  } catch (error) {
    console.log(error.name, error.code, error.message)
  }
}
console.log(Object.keys(require('perf_hooks')).join(), Object.keys(Object.getPrototypeOf(performance)).join())
console.log(Object.prototype.toString.call(performance), performance.toJSON().eventLoopUtilization)
const now = performance.now()
console.log(now > 0, now < 60000, Math.abs(performance.timeOrigin + now - Date.now()) < 1000)
const t = performance.nodeTiming
console.log(t.nodeStart <= t.v8Start, t.v8Start < t.environment, t.environment < t.bootstrapComplete, t.loopStart, t.loopExit, t.name)
setImmediate(() => {
  console.log(t.loopStart > t.bootstrapComplete, performance.eventLoopUtilization().utilization > 0)
})
process.on('exit', () => console.log(t.loopExit > t.loopStart))
