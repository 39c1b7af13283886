'use strict'

// internal/webstreams/iterate: ReadableStream.from and the async iterator of a ReadableStream.

const { codes } = require('internal/errors')
const { P, kResolved, react, deferred, rejected } = require('internal/webstreams/util')
const { make, enqueue, close, cancel, read, release, invalidState } = require('internal/webstreams/readablestream')

const kIterator = Symbol('kIterator')
const isObject = (value) => value !== null && (typeof value === 'object' || typeof value === 'function')

// ---- iterating over a stream

// asyncIteratorPrototype is what async iterators inherit; only the syntax leads there, which not every engine has.
function asyncIteratorPrototype() {
  try {
    return Object.getPrototypeOf(Object.getPrototypeOf(new Function('return async function * () {}')()).prototype)
  } catch {
    return Object.prototype
  }
}

const prototype = {
  __proto__: asyncIteratorPrototype(),
  next() {
    const state = this?.[kIterator]
    if (state === undefined) return rejected(new codes.ERR_INVALID_THIS('ReadableStreamAsyncIterator'))
    // The first read waits for the stream's start.
    if (!state.started) {
      state.started = true
      state.current = kResolved
    }
    const result = state.current === undefined ? next(state) : react(state.current, state.step, state.step)
    if (!state.ready) state.current = result
    return result
  },
  return(value) {
    const state = this?.[kIterator]
    if (state === undefined) return rejected(new codes.ERR_INVALID_THIS('ReadableStreamAsyncIterator'))
    state.started = true
    const step = () => end(state, value)
    state.ready = false
    state.current = state.current === undefined ? step() : react(state.current, step, step)
    return state.current
  },
}

// iterate returns an iterator that reads with the reader r.
function iterate(r, preventCancel) {
  const iterator = Object.create(prototype)
  const state = { r, preventCancel, done: false, started: false, ready: false, current: undefined, step: undefined }
  state.step = () => next(state)
  iterator[kIterator] = state
  return iterator
}

// next leaves ready true when a chunk was there: then no later call has to wait for this one.
function next(state) {
  state.ready = false
  if (state.done) return P.resolve({ value: undefined, done: true })
  if (state.r.stream === undefined) return rejected(invalidState('The reader is not bound to a ReadableStream'))
  const d = deferred()
  read(state.r, {
    promise: undefined,
    chunk(value) {
      state.current = undefined
      state.ready = true
      d.resolve({ value, done: false })
    },
    close() {
      finish(state)
      d.resolve({ value: undefined, done: true })
    },
    error(error) {
      finish(state)
      d.reject(error)
    },
  })
  return d.promise
}

function finish(state) {
  state.current = undefined
  state.ready = true
  state.done = true
  release(state.r)
}

async function end(state, value) {
  if (state.done) return { value, done: true }
  state.done = true
  const r = state.r
  if (r.stream === undefined) throw invalidState('The reader is not bound to a ReadableStream')
  if (state.preventCancel) {
    release(r)
    return { value, done: true }
  }
  const result = cancel(r.stream, value)
  release(r)
  await result
  return { value, done: true }
}

// ---- a stream of an iterable

function from(iterable) {
  const iterator = iteratorOf(iterable)
  const nextMethod = iterator.next
  let s
  const pull = async () => {
    const result = nextMethod.call(iterator)
    if (!isObject(result)) throw invalidState('The iterator.next() method must return an object')
    return react(P.resolve(result), (item) => {
      if (!isObject(item)) throw invalidState('The promise returned by the iterator.next() method must fulfill with an object')
      if (item.done) close(s.controller)
      else enqueue(s.controller, item.value)
    })
  }
  const cancelled = async (reason) => {
    const returnMethod = iterator.return
    if (returnMethod === undefined) return
    const result = returnMethod.call(iterator, reason)
    return react(P.resolve(result), (item) => {
      if (!isObject(item)) throw invalidState('The promise returned by the iterator.return() method must fulfill with an object')
    })
  }
  s = make(undefined, pull, cancelled, 0, undefined)
  return s.self
}

function iteratorOf(iterable) {
  let method = iterable[Symbol.asyncIterator]
  let sync = false
  if (method === undefined || method === null) {
    method = iterable[Symbol.iterator]
    if (method === undefined) throw new codes.ERR_ARG_NOT_ITERABLE(iterable)
    sync = true
  }
  const iterator = method.call(iterable)
  if (!isObject(iterator)) throw invalidState('The iterator method must return an object')
  return sync ? asynchronous(iterator) : iterator
}

// asynchronous is the language's async iterator over a synchronous one.
function asynchronous(iterator) {
  const nextMethod = iterator.next
  const settle = async (item) => {
    if (!isObject(item)) throw new TypeError(`Iterator result ${String(item)} is not an object`)
    const done = !!item.done
    return { value: await item.value, done }
  }
  return {
    next: async () => settle(nextMethod.call(iterator)),
    return: async (reason) => {
      const returnMethod = iterator.return
      if (returnMethod === undefined || returnMethod === null) return { value: reason, done: true }
      return settle(returnMethod.call(iterator, reason))
    },
  }
}

module.exports = { iterate, from }
