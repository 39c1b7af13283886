// Emitting is synchronous wherever it is called.
const EventEmitter = require('events')
const emitter = new EventEmitter()
emitter.on('event', (n) => {
  console.log('event', n)
  Promise.resolve().then(() => console.log('micro of event', n))
  process.nextTick(() => console.log('tick of event', n))
})
Promise.resolve().then(() => emitter.emit('event', 1)).then(() => emitter.emit('event', 2))
setImmediate(() => {
  emitter.emit('event', 3)
  console.log('after event 3')
})
