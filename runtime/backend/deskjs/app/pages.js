// Events between the backend and the app's pages, and the context of what a page has called.

const { validateFunction } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE } } = require('internal/errors')

const maxName = 200

function validateName(name) {
  if (typeof name !== 'string') throw new ERR_INVALID_ARG_TYPE('name', 'string', name)
  if (name === '' || Buffer.byteLength(name) > maxName || name.includes(' ') || name.includes('\n')) {
    throw new ERR_INVALID_ARG_VALUE('name', name, `must be a word of at most ${maxName} bytes`)
  }
}

const listeners = new Map() // name -> array of { listener, once }; replaced, never changed

function add(name, listener, once) {
  validateName(name)
  validateFunction(listener, 'listener')
  const entry = { listener, once }
  const before = listeners.get(name)
  listeners.set(name, before === undefined ? [entry] : [...before, entry])
  if (before === undefined) binding.listen(name, true)
  return () => remove(name, entry)
}

function remove(name, entry) {
  const before = listeners.get(name)
  if (before === undefined || !before.includes(entry)) return
  const rest = before.filter((other) => other !== entry)
  if (rest.length > 0) {
    listeners.set(name, rest)
    return
  }
  listeners.delete(name)
  binding.listen(name, false)
}

function on(name, listener) {
  return add(name, listener, false)
}

function once(name, listener) {
  return add(name, listener, true)
}

let checked // the name that was valid last: many events have the same

function emit(name, value) {
  if (name !== checked) {
    validateName(name)
    checked = name
  }
  return whenRoom(binding.emit(undefined, name, value))
}

function emitTo(target, name, value) {
  const { id } = Object(target)
  if (typeof target !== 'number' && typeof target !== 'string' && typeof id !== 'number') {
    throw new ERR_INVALID_ARG_TYPE('target', ['number', 'string', 'Window'], target)
  }
  validateName(name)
  return whenRoom(binding.emit(target, name, value))
}

const room = Promise.resolve()

function whenRoom(full) {
  if (full === undefined) return room
  return full.length === 1 ? full[0] : Promise.all(full).then(() => undefined)
}

// What a listener throws is its own: the others hear the event all the same.
function event(name, value) {
  const list = listeners.get(name) ?? []
  for (const entry of list) {
    if (entry.once) remove(name, entry)
    try {
      const result = entry.listener.call(undefined, value)
      if (typeof result?.then === 'function') result.then(undefined, uncaught)
    } catch (error) {
      uncaught(error)
    }
  }
}

function uncaught(error) {
  process.nextTick(() => { throw error })
}

const controllers = new WeakMap() // of pages and of contexts

function controllerOf(object) {
  let controller = controllers.get(object)
  if (controller === undefined) controllers.set(object, controller = new AbortController())
  return controller
}

function page(id, name, origin) {
  return { window: Object.freeze({ id, name }), origin }
}

class Context {
  #page
  #signal

  constructor(page) {
    this.#page = page
  }

  get window() { return this.#page.window }

  get origin() { return this.#page.origin }

  get signal() {
    return this.#signal ??= AbortSignal.any([controllerOf(this.#page).signal, controllerOf(this).signal])
  }
}

function getContext() {
  const context = binding.context()
  if (context !== undefined) return context
  const error = new Error('getContext() is for what a page has called, and no page has called this')
  error.code = 'ERR_NO_CONTEXT'
  throw error
}

binding.connect(event, page, (page) => new Context(page), (object, reason) => controllerOf(object).abort(reason))

module.exports = { emit, emitTo, getContext, on, once }
