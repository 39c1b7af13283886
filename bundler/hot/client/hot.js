// import.meta.hot, as Vite has it.
const listeners = new Map() // event -> Map of function -> id of the module
const accepted = new Map() // id -> array of { modules: array of ids, or null for itself; callback }
const disposers = new Map() // id -> functions
const pruners = new Map()
const declined = new Set()

const add = (map, id, value) => map.get(id)?.push(value) ?? map.set(id, [value])

class Hot {
  #record
  constructor(record) { this.#record = record }
  get data() { return this.#record.data }
  accept(modules, callback) {
    const { id, requests } = this.#record
    if (typeof modules === 'function' || modules === undefined) add(accepted, id, { modules: null, callback: modules })
    else if (typeof modules === 'string') add(accepted, id, { modules: [requests[modules]], callback: callback && (([module]) => callback(module)) })
    else add(accepted, id, { modules: modules.map((module) => requests[module]), callback })
  }
  acceptExports(_, callback) { add(accepted, this.#record.id, { modules: null, callback }) }
  dispose(callback) { add(disposers, this.#record.id, callback) }
  prune(callback) { add(pruners, this.#record.id, callback) }
  decline() { declined.add(this.#record.id) }
  invalidate(message) {
    const { id } = this.#record
    notify('vite:invalidate', { path: id, message, firstInvalidatedBy: id })
    invalidated.push(id)
    console.debug('[deskjs] hmr invalidate ' + id + (message ? ': ' + message : ''))
    settleSoon()
  }
  on(event, callback) {
    if (!listeners.has(event)) listeners.set(event, new Map())
    listeners.get(event).set(callback, this.#record.id)
  }
  off(event, callback) { listeners.get(event)?.delete(callback) }
  send(event, data) { console.debug('[deskjs] import.meta.hot.send', event, data) }
}

function notify(event, payload) {
  for (const callback of [...listeners.get(event)?.keys() ?? []]) {
    try {
      callback(payload)
    } catch (error) {
      console.error(error)
    }
  }
}

// forget takes away what a module has asked for, before it runs again.
function forget(id) {
  accepted.delete(id)
  disposers.delete(id)
  pruners.delete(id)
  for (const callbacks of listeners.values()) for (const [callback, owner] of callbacks) if (owner === id) callbacks.delete(callback)
}
