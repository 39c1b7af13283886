const dc = require('diagnostics_channel')
const { AsyncLocalStorage } = require('async_hooks')

const channel = dc.channel('test')
const listener = (message, name) => console.log('got', message, name)
console.log(channel.hasSubscribers, channel === dc.channel('test'), dc.hasSubscribers('test'), dc.hasSubscribers('other'))
dc.subscribe('test', listener)
channel.publish({ a: 1 })
console.log(channel.hasSubscribers, channel instanceof dc.Channel, channel.unsubscribe(() => {}), dc.unsubscribe('test', listener), channel.hasSubscribers)
channel.publish('nobody')

const symbol = dc.channel(Symbol('s'))
symbol.subscribe(listener)
symbol.publish(1)

const store = new AsyncLocalStorage()
channel.bindStore(store, (data) => ({ ...data, transformed: true }))
console.log(channel.runStores({ b: 2 }, function(x) { return [this.t, x, store.getStore()] }, { t: 1 }, 'x'), store.getStore(), channel.unbindStore(store), channel.unbindStore(store))

process.on('uncaughtException', (error) => console.log('uncaught', error.message))
channel.subscribe(() => { throw new Error('subscriber') })
channel.subscribe(listener)
channel.publish('after the throw')

const tracing = dc.tracingChannel('work')
console.log(tracing.hasSubscribers, tracing.traceSync((a) => a + 1, {}, null, 1))
const handlers = {}
for (const name of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) handlers[name] = (context) => console.log(name, context)
tracing.subscribe(handlers)
console.log(tracing.hasSubscribers, tracing.traceSync((a) => a + 1, { id: 1 }, null, 1))
try { tracing.traceSync(() => { throw 'thrown' }, { id: 2 }) } catch (error) { console.log('caught', error) }
tracing.traceCallback((a, callback) => setImmediate(callback, null, a), -1, { id: 3 }, null, 'value', (error, value) => console.log('callback', error, value))
setImmediate(async () => {
  console.log(await tracing.tracePromise(async (a) => a, { id: 4 }, null, 'resolved'))
  await tracing.tracePromise(async () => { throw 'rejected' }, { id: 5 }).catch((error) => console.log('caught', error))
  console.log(tracing.unsubscribe(handlers), tracing.unsubscribe(handlers), tracing.hasSubscribers)
})
for (const call of [() => dc.channel(5), () => dc.tracingChannel(5), () => dc.tracingChannel({ start: 1 }), () => channel.subscribe('x')]) {
  try { call() } catch (error) { console.log(error.code, error.message) }
}
