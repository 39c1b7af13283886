// What listeners of the desktop's events get first.

class DesktopEvent {
  #prevented = false

  constructor(properties) { Object.assign(this, properties) }

  /** Keeps what would follow the event from happening. */
  preventDefault() { this.#prevented = true }

  get defaultPrevented() { return this.#prevented }
}

/** Emits name with an event, and returns whether a listener prevented what follows. */
function ask(emitter, name, properties, ...values) {
  const event = new DesktopEvent(properties)
  emitter.emit(name, event, ...values)
  return event.defaultPrevented
}

module.exports = { DesktopEvent, ask }
