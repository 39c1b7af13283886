// deskjs only: node has an inspector.
const inspector = require('node:inspector')
console.log(inspector.url(), Object.keys(inspector))
const session = new inspector.Session()
for (const call of [() => session.connect(), () => session.post('Profiler.enable'), () => session.disconnect(), () => inspector.open(), () => inspector.waitForDebugger(), () => require('trace_events').createTracing({ categories: ['node'] }), () => require('trace_events').createTracing({ categories: [] }), () => require('repl').start()]) {
  try { console.log(call()) } catch (error) { console.log(error.code, error.message) }
}
new (require('inspector/promises').Session)().post('x').catch((error) => console.log(error.code))
console.log(require('trace_events').getEnabledCategories(), Object.keys(require('repl')))
