'use strict'

// The context itself is the engine's: timers, promises and operations carry it whether or not this module is loaded.

const { codes: { ERR_ASYNC_CALLBACK, ERR_ASYNC_TYPE, ERR_INVALID_ASYNC_ID } } = require('internal/errors')
const { validateFunction, validateString } = require('internal/validators')

// Hooks.

const kKinds = ['init', 'before', 'after', 'destroy', 'promiseResolve']

// hooks is replaced when it changes, so that a hook which enables or disables one does not disturb the round it runs in.
let hooks = []

class AsyncHook {
  constructor({ init, before, after, destroy, promiseResolve }) {
    const listeners = [init, before, after, destroy, promiseResolve]
    for (let i = 0; i < listeners.length; i++) {
      if (listeners[i] !== undefined && typeof listeners[i] !== 'function') throw new ERR_ASYNC_CALLBACK(`hook.${kKinds[i]}`)
    }
    Object.defineProperty(this, kListeners, { value: listeners })
  }
  enable() {
    if (!hooks.includes(this)) {
      hooks = [...hooks, this]
      update()
    }
    return this
  }
  disable() {
    if (hooks.includes(this)) {
      hooks = hooks.filter((hook) => hook !== this)
      update()
    }
    return this
  }
}

const kListeners = Symbol('listeners')

function createHook(callbacks) { return new AsyncHook(callbacks) }

const active = (i) => hooks.some((hook) => hook[kListeners][i] !== undefined)

function update() {
  binding.setHooks(
    active(0) ? (id, type, trigger, resource) => round(0, id, type, trigger, resource) : undefined,
    active(1) ? (id) => round(1, id) : undefined,
    active(2) ? (id) => round(2, id) : undefined,
    active(3) ? (id) => round(3, id) : undefined,
    active(4) ? (id) => round(4, id) : undefined,
  )
}

function round(i, id, type, trigger, resource) {
  const list = hooks
  try {
    for (let n = 0; n < list.length; n++) {
      const listener = list[n][kListeners][i]
      if (listener === undefined) continue
      if (i === 0) listener.call(list[n], id, type, trigger, resource)
      else listener.call(list[n], id)
    }
  } catch (error) {
    // As in Node an error in a hook ends the program.
    binding.fatal(typeof error?.stack === 'string' ? error.stack : require('util').inspect(error))
    process.exit(1)
  }
}

// Resources.

class AsyncResource {
  #resource
  constructor(type, options = {}) {
    validateString(type, 'type')
    let triggerAsyncId = options
    let requireManualDestroy = false
    if (typeof options !== 'number') {
      triggerAsyncId = options.triggerAsyncId === undefined ? executionAsyncId() : options.triggerAsyncId
      requireManualDestroy = !!options.requireManualDestroy
    }
    if (!Number.isSafeInteger(triggerAsyncId) || triggerAsyncId < -1) {
      throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', triggerAsyncId)
    }
    if (type.length === 0 && active(0)) throw new ERR_ASYNC_TYPE(type)
    this.#resource = binding.create(this, type, triggerAsyncId)
    if (!requireManualDestroy && active(3)) binding.onCollected(this.#resource)
  }

  runInAsyncScope(fn, thisArg, ...args) { return binding.run(this.#resource, fn, thisArg, ...args) }

  emitDestroy() {
    binding.destroy(this.#resource)
    return this
  }

  asyncId() { return binding.ids(this.#resource)[0] }
  triggerAsyncId() { return binding.ids(this.#resource)[1] }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn')
    const resource = this
    const bound = thisArg === undefined
      ? function (...args) { return resource.runInAsyncScope(fn, this, ...args) }
      : this.runInAsyncScope.bind(this, fn, thisArg)
    const { deprecate } = require('internal/util')
    const message = 'The asyncResource property on bound functions is deprecated'
    let shown = this
    Object.defineProperties(bound, {
      length: { configurable: true, enumerable: false, value: fn.length, writable: false },
      asyncResource: {
        configurable: true,
        enumerable: true,
        get: deprecate(() => shown, message, 'DEP0172'),
        set: deprecate((value) => { shown = value }, message, 'DEP0172'),
      },
    })
    return bound
  }

  static bind(fn, type, thisArg) {
    type = type || fn.name
    return new AsyncResource(type || 'bound-anonymous-fn').bind(fn, thisArg)
  }
}

// Storages.

class AsyncLocalStorage {
  #key = binding.newKey()
  enabled = false

  static bind(fn) { return AsyncResource.bind(fn) }
  static snapshot() { return AsyncLocalStorage.bind((callback, ...args) => callback(...args)) }

  // disable makes all that the storage holds, wherever it does, out of reach.
  disable() {
    this.enabled = false
    this.#key = binding.newKey()
  }

  enterWith(store) {
    this.enabled = true
    binding.set(this.#key, store)
  }

  run(store, callback, ...args) {
    if (Object.is(store, this.getStore())) return Reflect.apply(callback, null, args)
    this.enabled = true
    const key = this.#key
    const outer = binding.get(key)
    binding.set(key, store)
    try {
      return Reflect.apply(callback, null, args)
    } finally {
      binding.set(key, outer)
    }
  }

  exit(callback, ...args) {
    if (!this.enabled) return Reflect.apply(callback, null, args)
    const key = this.#key
    const outer = binding.get(key)
    binding.set(key, undefined)
    this.enabled = false
    try {
      return Reflect.apply(callback, null, args)
    } finally {
      this.enabled = true
      binding.set(key, outer)
    }
  }

  getStore() { return this.enabled ? binding.get(this.#key) : undefined }
}

function executionAsyncId() { return binding.executionId() }
function triggerAsyncId() { return binding.triggerId() }
function executionAsyncResource() { return binding.current() }

module.exports = {
  AsyncLocalStorage,
  createHook,
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  asyncWrapProviders: Object.freeze({ __proto__: null, NONE: 0, FSREQCALLBACK: 1, HANDLE: 2, PROMISE: 3 }),
  AsyncResource,
}
