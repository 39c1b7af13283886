// The module "events" of preload scripts: Node's EventEmitter, without domains, captured rejections and monitors.

class EventEmitter {
  #listeners = new Map() // name -> array of { listener, once }; replaced, never changed
  #maximum = EventEmitter.defaultMaxListeners

  static defaultMaxListeners = 10

  static once(emitter, name) {
    return new Promise((resolve, reject) => {
      const failed = (error) => {
        emitter.removeListener(name, done)
        reject(error)
      }
      const done = (...args) => {
        emitter.removeListener('error', failed)
        resolve(args)
      }
      emitter.once(name, done)
      if (name !== 'error') emitter.once('error', failed)
    })
  }

  static listenerCount(emitter, name) { return emitter.listenerCount(name) }

  #add(name, listener, once, first) {
    if (typeof listener !== 'function') throw new TypeError(`The "listener" argument must be of type function. Received ${listener === null ? 'null' : typeof listener}`)
    if (this.#listeners.has('newListener')) this.emit('newListener', name, listener)
    const known = this.#listeners.get(name) ?? []
    const entry = { listener, once }
    this.#listeners.set(name, first ? [entry, ...known] : [...known, entry])
    if (this.#maximum > 0 && known.length === this.#maximum) {
      console.warn(`Possible EventEmitter memory leak detected. ${known.length + 1} ${String(name)} listeners added. Use emitter.setMaxListeners() to increase limit`)
    }
    return this
  }

  #remove(name, entry) {
    const rest = (this.#listeners.get(name) ?? []).filter((other) => other !== entry)
    if (rest.length > 0) this.#listeners.set(name, rest)
    else this.#listeners.delete(name)
    if (this.#listeners.has('removeListener')) this.emit('removeListener', name, entry.listener)
  }

  on(name, listener) { return this.#add(name, listener, false, false) }

  addListener(name, listener) { return this.#add(name, listener, false, false) }

  once(name, listener) { return this.#add(name, listener, true, false) }

  prependListener(name, listener) { return this.#add(name, listener, false, true) }

  prependOnceListener(name, listener) { return this.#add(name, listener, true, true) }

  removeListener(name, listener) {
    const entry = (this.#listeners.get(name) ?? []).findLast((known) => known.listener === listener)
    if (entry !== undefined) this.#remove(name, entry)
    return this
  }

  off(name, listener) { return this.removeListener(name, listener) }

  removeAllListeners(name) {
    if (name === undefined) this.#listeners.clear()
    else this.#listeners.delete(name)
    return this
  }

  emit(name, ...args) {
    const known = this.#listeners.get(name)
    if (known === undefined) {
      if (name !== 'error') return false
      throw args[0] instanceof Error ? args[0] : new Error(`Unhandled error. (${String(args[0])})`)
    }
    for (const entry of known) {
      if (entry.once) this.#remove(name, entry)
      Reflect.apply(entry.listener, this, args)
    }
    return true
  }

  listenerCount(name) { return this.#listeners.get(name)?.length ?? 0 }

  listeners(name) { return (this.#listeners.get(name) ?? []).map(({ listener }) => listener) }

  rawListeners(name) { return this.listeners(name) }

  eventNames() { return [...this.#listeners.keys()] }

  setMaxListeners(count) {
    this.#maximum = count
    return this
  }

  getMaxListeners() { return this.#maximum }
}

module.exports = EventEmitter
module.exports.EventEmitter = EventEmitter
module.exports.default = EventEmitter
