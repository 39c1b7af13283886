// newListener, removeListener and removeAllListeners.
const EventEmitter = require('events')
const emitter = new EventEmitter()
emitter.on('newListener', (name, listener) => console.log('new', name, listener.name))
emitter.on('removeListener', (name, listener) => console.log('removed', name, listener.name))
function a() {}
function b() {}
emitter.on('event', a).once('event', b).on('other', a)
console.log(emitter.rawListeners('event').map((l) => l.listener?.name ?? l.name), emitter.listeners('event').map((l) => l.name))
emitter.off('event', a)
emitter.removeAllListeners('event')
emitter.removeAllListeners()
console.log(emitter.eventNames())
const plain = new EventEmitter()
plain.on('x', a).on('x', b).on('y', a)
console.log(plain.removeAllListeners('x').eventNames(), plain.listenerCount('y', a), plain.listenerCount('y', b))
class Sub extends EventEmitter {}
function Old() { EventEmitter.call(this) }
Object.setPrototypeOf(Old.prototype, EventEmitter.prototype)
for (const made of [new Sub(), new Old(), Object.create(EventEmitter.prototype)]) {
  made.on('x', () => console.log('heard'))
  made.emit('x')
}
