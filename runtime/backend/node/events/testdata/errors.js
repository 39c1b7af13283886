// 'error' without a listener, error monitors, wrong listeners.
const EventEmitter = require('events')
const emitter = new EventEmitter()
function attempt(call) {
  try {
    console.log(call())
  } catch (error) {
    console.log(error.name, error.code, error.message, error.context)
  }
}
attempt(() => emitter.emit('error', new RangeError('mine')))
attempt(() => emitter.emit('error', { some: 'object' }))
attempt(() => emitter.emit('error'))
emitter.on(EventEmitter.errorMonitor, (error) => console.log('monitor', error.message))
attempt(() => emitter.emit('error', new Error('seen')))
emitter.on('error', (error) => console.log('listener', error.message))
attempt(() => emitter.emit('error', new Error('handled')))
attempt(() => emitter.on('x', null))
attempt(() => emitter.once('x', 'text'))
attempt(() => emitter.setMaxListeners(-1))
attempt(() => { EventEmitter.defaultMaxListeners = 'x' })
attempt(() => EventEmitter.getEventListeners({}, 'x'))
