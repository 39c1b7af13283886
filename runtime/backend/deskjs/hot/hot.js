'use strict'

// import.meta.hot of the backend's modules: Vite's names, where they mean something when a whole process is replaced.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')

const modules = new Map() // file -> { target, places, disposers, hot }
let restored = {}

function callback(value) {
  if (typeof value !== 'function') throw new ERR_INVALID_ARG_TYPE('callback', 'function', value)
  return value
}

function make(file) {
  const own = { target: Object.hasOwn(restored, file) ? restored[file] : {}, places: new Map(), disposers: [], hot: undefined }
  const note = (key, value) => {
    // What can't be carried over is named with its place; a value that always can needs none.
    if (typeof key !== 'string' || value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol')) own.places.delete(key)
    else own.places.set(key, new Error().stack)
  }
  const data = new Proxy(own.target, {
    set(target, key, value) {
      note(key, value)
      return Reflect.set(target, key, value)
    },
    defineProperty(target, key, descriptor) {
      note(key, descriptor.value)
      return Reflect.defineProperty(target, key, descriptor)
    },
  })
  own.hot = Object.freeze({
    data,
    dispose(run) { own.disposers.push(callback(run)) },
    // A change of any file of the backend replaces the whole process, so that nothing is left to accept or to prune. These are there for
    // modules that the page imports too.
    accept() {},
    acceptExports() {},
    prune(run) { callback(run) },
    decline() {},
    invalidate() {},
    on(event, listener) { callback(listener) },
    off() {},
    send() {},
  })
  modules.set(file, own)
  return own
}

// of returns import.meta.hot of the module in file.
exports.of = (file) => (modules.get(file) || make(file)).hot

// restore takes what the backend before this one has left.
exports.restore = (data) => { restored = data }

// dispose calls what the modules have for their end, the last ones first, and then done. One that fails keeps no other from its turn.
exports.dispose = (done) => {
  const waits = []
  for (const own of [...modules.values()].reverse()) {
    for (const run of own.disposers.splice(0).reverse()) {
      try {
        const result = run(own.hot.data)
        if (typeof result?.then === 'function') waits.push(result)
      } catch (error) {
        console.error(error)
      }
    }
  }
  if (waits.length === 0) return done()
  Promise.allSettled(waits).then((results) => {
    for (const { status, reason } of results) if (status === 'rejected') console.error(reason)
    done()
  })
}

// collect returns the data of all modules, and of those that have not been loaded this time.
exports.collect = () => {
  const all = { ...restored }
  for (const [file, own] of modules) all[file] = { ...own.target }
  return all
}

// placeOf returns the stack of the assignment that put a value there, "" for none.
exports.placeOf = (file, key) => modules.get(file)?.places.get(key) ?? ''
