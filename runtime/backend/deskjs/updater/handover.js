// What passes from one version of the app to the next while it runs. The host decides when; the app has its say by events of autoUpdater.

const { DesktopEvent } = require('internal/deskjs/event')

const longest = 4000 // ms that the app may take; the host ends the process a second later

let updater // autoUpdater, once the app has asked for it
let handed // the state that nobody has listened for yet, as [state]

/** An event whose listeners may take their time. */
class PatientEvent extends DesktopEvent {
  waits = []

  constructor() {
    super()
    Object.defineProperty(this, 'waits', { enumerable: false })
  }

  waitUntil(promise) { this.waits.push(promise) }
}

// Emits name, and returns the event when all that was waited for has come to its end.
async function ask(name) {
  const event = new PatientEvent()
  if (updater === undefined) return event
  updater.emit(name, event)
  let timer
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`what '${name}' waits for has not come to its end in ${longest / 1000} seconds`)), longest)
  })
  try {
    await Promise.race([Promise.all(event.waits), late])
  } finally {
    clearTimeout(timer)
  }
  return event
}

const text = (error) => String(error?.message ?? error) || 'an error without a message'

function tell() {
  const [state] = handed
  handed = undefined
  updater.emit('handover', state)
}

module.exports = {
  /** Takes autoUpdater. */
  attach(emitter) {
    updater = emitter
    emitter.on('newListener', (name) => {
      if (name === 'handover' && handed !== undefined) process.nextTick(() => { if (handed !== undefined) tell() })
    })
  },

  /** Calls done(why not, state). */
  leave(done) {
    ask('before-handover').then((event) => done(event.defaultPrevented ? 'the app prevented it' : '', event.state), (error) => done(text(error)))
  },

  take(state) {
    handed = [state]
    module.exports.handedOver = state
    if (updater !== undefined && updater.listenerCount('handover') > 0) tell()
  },

  /** Calls done with what is wrong, '' for nothing. */
  check(done) {
    ask('health-check').then((event) => done(event.defaultPrevented ? "a listener of 'health-check' prevented it" : ''), (error) => done(text(error)))
  },

  handedOver: undefined,
}
