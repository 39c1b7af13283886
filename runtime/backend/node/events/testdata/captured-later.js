// What EventEmitter.captureRejections says holds for emitters made after it was set.
const EventEmitter = require('events')

const before = new EventEmitter()
EventEmitter.captureRejections = true
const after = new EventEmitter()
EventEmitter.captureRejections = false
const still = new EventEmitter()

for (const [name, emitter] of Object.entries({ before, after, still })) {
  emitter.on('event', async () => { throw new Error(name) })
  emitter.on('error', (error) => console.log('captured', error.message))
}
process.on('unhandledRejection', (error) => console.log('unhandled', error.message))
before.emit('event')
after.emit('event')
still.emit('event')
