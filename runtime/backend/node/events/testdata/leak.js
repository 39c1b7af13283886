// The warning of a leak comes once for each event.
const EventEmitter = require('events')
process.on('warning', (warning) => console.log(warning.name, warning.type, warning.count, warning.message, warning.emitter === emitter))
const emitter = new EventEmitter()
for (let i = 0; i < 13; i++) emitter.on('event', () => {})
for (let i = 0; i < 3; i++) emitter.setMaxListeners(1).on('other', () => {})
const target = new EventTarget()
for (let i = 0; i < 12; i++) target.addEventListener('event', () => {})
console.log(emitter.getMaxListeners(), EventEmitter.getMaxListeners(target))
