// Sleep, battery, lock and idleness, and how to keep the computer awake, after Electron's powerMonitor and powerSaveBlocker.

const EventEmitter = require('events')
const native = require('internal/deskjs/native')
const { DesktopEvent, ask } = require('internal/deskjs/event')
const { validateInteger, validateNumber, validateOneOf } = require('internal/validators')

class PowerMonitor extends EventEmitter {
  constructor() {
    super()
    this.once('newListener', (first) => {
      native.on('power.event', ({ name, state }) => {
        if (name === 'shutdown') this.emit(name, new DesktopEvent())
        else if (name === 'thermal-state-change') this.emit(name, new DesktopEvent({ state }))
        else this.emit(name)
      })
      native.handle('power.shutdown', () => ask(this, 'shutdown'))
      native.call('power.watch')
      // The system waits for the app only while somebody here wants to hear of its end.
      const delay = (wanted) => native.post('power.delayShutdown', wanted)
      if (first === 'shutdown') delay(true)
      this.on('newListener', (event) => { if (event === 'shutdown') delay(true) })
      this.on('removeListener', (event) => { if (event === 'shutdown' && this.listenerCount(event) === 0) delay(false) })
    })
  }

  getSystemIdleState(idleThreshold) {
    validateNumber(idleThreshold, 'idleThreshold')
    if (!(idleThreshold > 0)) throw new TypeError('Invalid idle threshold, must be greater than 0')
    const { seconds, locked } = native.call('power.idle')
    if (locked) return 'locked'
    if (seconds < 0) return 'unknown'
    return seconds >= idleThreshold ? 'idle' : 'active'
  }

  getSystemIdleTime() {
    const { seconds, why } = native.call('power.idle')
    if (seconds >= 0) return seconds
    throw Object.assign(new Error(`powerMonitor.getSystemIdleTime is not supported here: ${why}`), { code: 'ERR_NOT_SUPPORTED' })
  }

  getCurrentThermalState() { return native.call('power.thermal') }

  isOnBatteryPower() { return native.call('power.battery') }

  get onBatteryPower() { return this.isOnBatteryPower() }
}

const started = new Set()

const powerSaveBlocker = {
  start(type) {
    validateOneOf(type, 'type', ['prevent-app-suspension', 'prevent-display-sleep'])
    const id = native.call('power.block', type)
    started.add(id)
    return id
  },

  stop(id) {
    validateInteger(id, 'id')
    return started.delete(id) && native.call('power.unblock', id)
  },

  isStarted(id) {
    validateInteger(id, 'id')
    return started.has(id)
  },
}

module.exports = { powerMonitor: new PowerMonitor(), powerSaveBlocker }
