'use strict'

// internal/perf/observe: PerformanceObserver.

const { codes } = require('internal/errors')
const { validateFunction, validateObject } = require('internal/validators')
const { PerformanceNodeEntry, shown, describe, entries, kMake: kMakeEntry, observers, publish, byStart } = require('internal/perf/timeline')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kMake = Symbol('kMake')
const supported = Object.freeze(['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource'])

class PerformanceObserverEntryList {
  #entries

  constructor(token = undefined, list = []) {
    if (token !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR()
    this.#entries = list.sort(byStart)
  }

  static #of(self) {
    if (self === null || typeof self !== 'object' || !(#entries in self)) {
      throw new codes.ERR_INVALID_ARG_TYPE('this', 'PerformanceObserverEntryList', self)
    }
    return self.#entries
  }

  getEntries() { return PerformanceObserverEntryList.#of(this).slice() }

  getEntriesByType(type) {
    const list = PerformanceObserverEntryList.#of(this)
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type')
    type = `${type}`
    return list.filter((entry) => entry.entryType === type)
  }

  getEntriesByName(name, type = undefined) {
    const list = PerformanceObserverEntryList.#of(this)
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name')
    name = `${name}`
    const any = type === undefined || type === null
    return list.filter((entry) => entry.name === name && (any || entry.entryType === type))
  }

  [kInspect](depth, options) {
    return depth < 0 ? this : `PerformanceObserverEntryList ${shown(this.#entries, options)}`
  }
}
describe(PerformanceObserverEntryList, 'PerformanceObserverEntryList', ['getEntries', 'getEntriesByType', 'getEntriesByName'])

// Those with entries that their callbacks have not seen; they are called in the check phase.
const pending = new Set()
let queued = false

function queue(dispatch) {
  pending.add(dispatch)
  if (queued) return
  queued = true
  setImmediate(() => {
    queued = false
    const all = [...pending]
    pending.clear()
    for (let i = 0; i < all.length; i++) all[i]()
  })
}

// Observers of collections: each holds internal/gc's attention until it has disconnected.
const collecting = new Set()

function watchCollections(observer) {
  collecting.add(observer)
  const { kMajor, watch } = require('internal/gc')
  watch((startTime, duration, flags) => {
    if (collecting.size === 0) return false
    const entry = new PerformanceNodeEntry(kMakeEntry, { name: 'gc', entryType: 'gc', startTime, duration, detail: { kind: kMajor, flags } })
    deprecatedField(entry, 'kind')
    deprecatedField(entry, 'flags')
    publish(entry)
    return true
  })
}

// deprecatedField is what was the entry's own before it was in detail.
function deprecatedField(entry, name) {
  const { deprecate } = require('internal/util')
  const message = 'Custom PerformanceEntry accessors are deprecated. Please use the detail property.'
  let value = entry.detail[name]
  Object.defineProperty(entry, name, {
    configurable: true,
    enumerable: true,
    get: deprecate(() => value, message, 'DEP0152'),
    set: deprecate((given) => { value = given }, message, 'DEP0152'),
  })
}

class PerformanceObserver {
  #buffer = []
  #types = new Set()
  #single // whether observe was called with a type, or with entryTypes
  #callback

  #take = (entry) => {
    if (!this.#types.has(entry.entryType)) return
    this.#buffer.push(entry)
    queue(this.#dispatch)
  }

  #dispatch = () => this.#callback(new PerformanceObserverEntryList(kMake, this.takeRecords()), this)

  constructor(callback) {
    validateFunction(callback, 'callback')
    this.#callback = callback
  }

  observe(options = {}) {
    validateObject(options, 'options')
    const { entryTypes, type, buffered } = { ...options }
    if (entryTypes === undefined && type === undefined) throw new codes.ERR_MISSING_ARGS('options.entryTypes', 'options.type')
    if (entryTypes !== undefined && entryTypes !== null && type !== undefined && type !== null) {
      throw new codes.ERR_INVALID_ARG_VALUE('options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together')
    }
    if (this.#single === undefined) this.#single = type !== undefined
    else if (this.#single && entryTypes !== undefined) {
      throw new DOMException('PerformanceObserver can not change to multiple observations', 'InvalidModificationError')
    } else if (!this.#single && type !== undefined) {
      throw new DOMException('PerformanceObserver can not change to single observation', 'InvalidModificationError')
    }
    if (!this.#single) {
      if (!Array.isArray(entryTypes)) throw new codes.ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes)
      this.#types.clear()
      for (let i = 0; i < entryTypes.length; i++) {
        if (supported.includes(entryTypes[i])) this.#types.add(entryTypes[i])
      }
    } else {
      if (!supported.includes(type)) return
      this.#types.add(type)
      if (buffered) {
        this.#buffer.push(...entries(undefined, type))
        queue(this.#dispatch)
      }
    }
    if (this.#types.size > 0) observers.add(this.#take)
    else this.disconnect()
    if (this.#types.has('gc')) watchCollections(this)
  }

  disconnect() {
    observers.delete(this.#take)
    collecting.delete(this)
    pending.delete(this.#dispatch)
    this.#buffer = []
    this.#types.clear()
    this.#single = undefined
  }

  takeRecords() {
    const list = this.#buffer
    this.#buffer = []
    return list
  }

  static get supportedEntryTypes() { return supported }

  [kInspect](depth, options) {
    if (depth < 0) return this
    return `PerformanceObserver ${shown({
      connected: observers.has(this.#take), pending: pending.has(this.#dispatch), entryTypes: [...this.#types], buffer: this.#buffer,
    }, options)}`
  }
}
describe(PerformanceObserver, 'PerformanceObserver', ['observe', 'disconnect', 'takeRecords'])

module.exports = { PerformanceObserver, PerformanceObserverEntryList }
