// One end of what a page and the backend lend each other: functions, AbortSignals and streams. The same code is the page's end
// and, once for each document, the backend's. Records are described in package bridge.

import { asyncIterator, createReader, createPump, ignore } from './stream.js'

const { apply, defineProperty } = Reflect
const { isArray } = Array
const { WeakRef, FinalizationRegistry } = globalThis

// How many things either side may have lent to the other at a time.
const maxLent = 100_000
// After so many items of all its streams an end lets other work have its turn.
const burst = 512
// How many arguments a function takes; an array with holes may claim to have four thousand million.
const maxArguments = 10_000

const silent = { end: ignore, fail: ignore }

function referenceError(message, code) {
  const error = new Error(message)
  error.code = code
  return error
}

/**
 * Makes an end. It is also the owner of references that encode and decode ask for.
 *
 * `port` is the way to the other side:
 * - first: the number before the first of what this side lends
 * - references: how many functions and signals it borrows at a time, or 0
 * - send(kind, id, rest): sends a record without a value
 * - post(kind, id, before, value, root, still): sends one that ends in a value, or throws. Returns a promise if it travels later, and only
 *   if still() is true then.
 * - item(id, value): sends an item of a stream. Returns its size in characters, or a promise of that.
 * - fail(id, error): answers a request with an error, always
 * - pause(): a promise for when other work had its turn
 * - context(): what lends; enter(context, f) runs f as part of it, and leave(context) says that what it lent isn't read to its end
 * - failure(error, site): the promise of the error to reject with; site is an error made where request was called
 * - ReadableStream, AbortController, AbortSignal: the classes
 */
export function createPeer(port) {
  const lent = new Map() // number -> { kind, value, count }: what the other side refers to
  const numbers = new WeakMap() // the other way round
  const borrowed = new Map() // number -> { count, proxy } or { controller }: what this side refers to
  const origins = new WeakMap() // a function's proxy -> its number
  const waiting = new Map() // id -> what the other side has to answer
  const serving = new Map() // id of the other side -> stream that it reads
  const collected = FinalizationRegistry && new FinalizationRegistry((end) => end())
  const maxBorrowed = port.references || maxLent
  let lastNumber = port.first
  let lastId = 0
  let generation = 0 // of the other side: it may go and come back as another
  let items = 0 // sent since the last pause
  let pausing
  let lending // what the record being written lends

  const lost = () => referenceError('It was lent by a side that is gone.', 'ERR_REFERENCE_GONE')
  const weakly = (object) => (WeakRef ? new WeakRef(object) : { deref: () => object })

  // follow calls end once object is garbage.
  function follow(object, end) {
    if (collected !== undefined) collected.register(object, end)
  }

  function lend(kind, value) {
    if (kind === 'function' && origins.has(value)) return { kind, id: origins.get(value), value: true }
    if (kind === 'port' || kind === 'iterable' && typeof value.write === 'function' && typeof value.pipe === 'function') return undefined
    if (kind === 'signal' && value.aborted) return { kind, id: 0, value: value.reason }
    let number = numbers.get(value)
    let entry = number === undefined ? undefined : lent.get(number)
    if (entry === undefined) {
      if (lent.size >= maxLent) throw referenceError('Too many functions and streams are lent: ' + maxLent + '.', 'ERR_TOO_MANY_REFERENCES')
      number = ++lastNumber
      entry = { kind, value: kind === 'signal' ? undefined : value, count: 0, sent: undefined, stop: ignore, context: kind === 'iterable' || kind === 'stream' ? port.context() : undefined }
      lent.set(number, entry)
      numbers.set(value, number)
      if (kind === 'signal') watchSignal(number, entry, value)
    }
    entry.count++
    if (lending !== undefined) lending.push({ id: number, kind })
    return { kind, id: number }
  }

  // watchSignal tells the other side when the signal aborts, or that it never will. It doesn't keep the signal alive.
  function watchSignal(number, entry, signal) {
    const { addEventListener, removeEventListener } = signal
    const onAbort = () => {
      if (lent.get(number) !== entry) return
      lent.delete(number)
      const tell = () => post('abort', number, '', signal.reason, 'reason')
      if (entry.sent === undefined) tell()
      else entry.sent.then(tell, ignore)
    }
    apply(addEventListener, signal, ['abort', onAbort, { once: true }])
    const reference = weakly(signal)
    entry.stop = () => {
      const still = reference.deref()
      if (still !== undefined) apply(removeEventListener, still, ['abort', onAbort])
    }
    follow(signal, () => {
      if (lent.get(number) === entry && lent.delete(number)) port.send('drop', number, '')
    })
  }

  function revoke({ id, value }) {
    if (value !== true && id !== 0) takeBack(id, 1)
  }

  function takeBack(number, count) {
    const entry = lent.get(number)
    if (entry === undefined) return
    entry.count -= count
    if (entry.count > 0) return
    lent.delete(number)
    entry.stop()
    if (entry.kind === 'stream' || entry.kind === 'iterable') createPump({ ...silent, leave: () => port.leave(entry.context) }, entry).stop()
  }

  // post sends a record with a value, and returns what it lent. What travels later may fail, and isn't sent unless still() is true then.
  function post(kind, id, before, value, root, failed = ignore, still = undefined) {
    const outer = lending
    const list = lending = []
    try {
      const sent = port.post(kind, id, before, value, root, still)
      if (sent !== undefined) {
        for (const { id: number } of list) if (lent.has(number)) lent.get(number).sent = sent
        sent.catch(failed)
      }
    } finally {
      lending = outer
    }
    return list
  }

  function borrow(kind, id, value) {
    if (borrowed.size >= maxBorrowed) throw referenceError('Too many functions and signals are borrowed: ' + maxBorrowed + '.', 'ERR_TOO_MANY_REFERENCES')
    switch (kind) {
      case 'function':
        return value === true ? ownFunction(id) : borrowFunction(id)
      case 'signal':
        return id === 0 ? port.AbortSignal.abort(value) : borrowSignal(id)
      case 'iterable':
        return borrowIterable(id)
      case 'stream':
        return readable(borrowIterable(id))
    }
    throw referenceError('There is nothing to borrow of the kind ' + kind + '.', 'ERR_BAD_RECORD')
  }

  function ownFunction(number) {
    const entry = lent.get(number)
    if (entry === undefined || entry.kind !== 'function') throw referenceError('A function came back that was not lent.', 'ERR_BAD_RECORD')
    return entry.value
  }

  function borrowFunction(number) {
    let entry = borrowed.get(number)
    let proxy = entry && entry.proxy && entry.proxy.deref()
    if (proxy === undefined) {
      const born = generation
      proxy = (...args) => (born === generation
        ? request('invoke', number + ' ', args, new Error())
        : Promise.reject(lost()))
      const made = entry = { count: 0, proxy: weakly(proxy) }
      borrowed.set(number, entry)
      origins.set(proxy, number)
      follow(proxy, () => {
        if (born !== generation) return
        if (borrowed.get(number) === made) borrowed.delete(number)
        port.send('release', number, '' + made.count)
      })
    }
    entry.count++
    return proxy
  }

  // What may still abort is held: a listener may be all that is left of it.
  function borrowSignal(number) {
    let entry = borrowed.get(number)
    if (entry === undefined || entry.controller === undefined) borrowed.set(number, entry = { controller: new port.AbortController() })
    return entry.controller.signal
  }

  function borrowIterable(number) {
    const born = generation
    const reader = createReader({
      start(settle) {
        if (born !== generation) throw lost()
        const id = ++lastId
        waiting.set(id, { ordered: true, settle })
        port.send('next', id, '' + number)
        return id
      },
      credit: (id, limit, asked) => port.send('credit', id, limit + ' ' + asked),
      stop: (id, reason) => {
        try {
          post('return', id, '', reason, 'reason')
        } catch {
          post('return', id, '', undefined, 'reason')
        }
      },
      settled: (id) => waiting.delete(id),
      release() {
        if (born === generation) port.send('release', number, '1')
      },
    })
    follow(reader.iterator, reader.abandon)
    return reader.iterator
  }

  // readable is a ReadableStream that reads an iterator, only as far as it is read itself.
  function readable(iterator) {
    const stream = new port.ReadableStream({
      async pull(controller) {
        const { value, done } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel(reason) {
        await iterator.return(reason)
      },
    }, { highWaterMark: 0 })
    // WebKit's streams can't be looped over yet.
    if (stream[asyncIterator] === undefined) defineProperty(stream, asyncIterator, { value: () => iterate(stream), writable: true, configurable: true })
    return stream
  }

  // iterate is the async iterator that ReadableStream has elsewhere.
  function iterate(stream) {
    const reader = stream.getReader()
    let over = false
    return {
      async next() {
        if (over) return { value: undefined, done: true }
        try {
          const step = await reader.read()
          if (step.done) end()
          return step
        } catch (error) {
          end()
          throw error
        }
      },
      async return(value) {
        if (!over) {
          const cancelled = reader.cancel(value)
          end()
          await cancelled
        }
        return { value, done: true }
      },
      [asyncIterator]() { return this },
    }
    function end() {
      over = true
      reader.releaseLock()
    }
  }

  // request sends a call, or invokes a function, and returns the promise of what comes back.
  function request(kind, before, args, site) {
    return new Promise((resolve, reject) => {
      const signal = signalOf(args)
      if (signal !== undefined && signal.aborted) throw signal.reason
      const id = ++lastId
      const entry = { ordered: false, settle, lent: undefined }
      let onAbort
      waiting.set(id, entry)
      // Before the signal is lent: the call is given up before its function hears of the signal.
      if (signal !== undefined) {
        onAbort = () => {
          if (waiting.get(id) !== entry) return
          reject(signal.reason)
          entry.settle = abandoned
          if (kind === 'call') post('cancel', id, '', signal.reason, 'reason')
        }
        signal.addEventListener('abort', onAbort, { once: true })
      }
      try {
        const list = post(kind, id, before, args, 'arguments', (error) => entry.settle('refused', error), () => entry.settle === settle)
        if (list.length > 0) entry.lent = list
      } catch (error) {
        waiting.delete(id)
        if (onAbort !== undefined) signal.removeEventListener('abort', onAbort)
        throw error
      }
      function settle(kind, value) {
        waiting.delete(id)
        if (onAbort !== undefined) signal.removeEventListener('abort', onAbort)
        if (kind === 'result') return resolve(value)
        if (kind === 'refused') unlend()
        port.failure(value, site).then(reject, () => reject(value))
      }
      // What comes after the caller gave up.
      function abandoned(kind, value) {
        waiting.delete(id)
        if (kind === 'refused') unlend()
        else if (kind === 'result') discard(value)
      }
      // The other side never saw what this lent to it.
      function unlend() {
        if (entry.lent !== undefined) for (const reference of entry.lent) takeBack(reference.id, 1)
      }
    })
  }

  // signalOf returns the signal by which the caller gives up: an argument, or the last one's property.
  function signalOf(args) {
    const { length } = args
    for (let i = 0; i < length; i++) {
      if (typeof args[i] === 'object' && args[i] instanceof port.AbortSignal) return args[i]
    }
    const last = length > 0 ? args[length - 1] : undefined
    if (typeof last !== 'object' || last === null || isArray(last)) return undefined
    const { signal } = last
    return typeof signal === 'object' && signal instanceof port.AbortSignal ? signal : undefined
  }

  function invoke(id, number, args) {
    const entry = lent.get(number)
    if (entry === undefined || entry.kind !== 'function' || !isArray(args) || args.length > maxArguments) {
      port.fail(id, referenceError('There is no such function any more.', 'ERR_REFERENCE_GONE'))
      return
    }
    let result
    try {
      result = apply(entry.value, undefined, args)
      if (result === null || typeof result !== 'object' || typeof result.then !== 'function') return answer('result', id, result)
    } catch (error) {
      return port.fail(id, error)
    }
    const born = generation
    result.then(
      (value) => { if (born === generation) answer('result', id, value) },
      (error) => { if (born === generation) port.fail(id, error) })
  }

  function answer(kind, id, value) {
    try {
      post(kind, id, '', value, 'result', (error) => port.fail(id, error))
    } catch (error) {
      port.fail(id, error)
    }
  }

  // A stream is read once; from then on it is known by the id of the request.
  function next(id, number) {
    const entry = lent.get(number)
    if (entry === undefined || entry.kind !== 'stream' && entry.kind !== 'iterable') {
      port.fail(id, referenceError('The stream is read already, or is gone.', 'ERR_REFERENCE_GONE'))
      return
    }
    lent.delete(number)
    const pump = createPump({
      enter: (f) => port.enter(entry.context, f),
      leave: () => port.leave(entry.context),
      item: (value) => port.item(id, value),
      spent: () => ++items >= burst,
      pause: () => (pausing ??= port.pause().then(() => {
        items = 0
        pausing = undefined
      })),
      end(value) {
        if (serving.delete(id)) answer('end', id, value)
      },
      fail(error) {
        if (serving.delete(id)) port.fail(id, error)
      },
    }, entry)
    serving.set(id, pump)
    pump.credit(1, 1)
  }

  /** Takes a record that isn't a call: its kind and id, the number or numbers after it, and its value. */
  function receive(kind, id, number, value, more) {
    switch (kind) {
      case 'result':
      case 'error':
      case 'refused':
      case 'item':
      case 'end': {
        const entry = waiting.get(id)
        if (entry !== undefined) entry.settle(kind, value)
        return
      }
      case 'invoke':
        return invoke(id, number, value)
      case 'next':
        return next(id, number)
      case 'credit': {
        const pump = serving.get(id)
        if (pump !== undefined) pump.credit(number, more)
        return
      }
      case 'return': {
        const pump = serving.get(id)
        if (pump !== undefined) pump.stop(value)
        return
      }
      case 'abort': {
        const entry = borrowed.get(id)
        if (entry === undefined || entry.controller === undefined) return
        borrowed.delete(id)
        entry.controller.abort(value)
        return
      }
      case 'drop':
        if (borrowed.has(id) && borrowed.get(id).controller !== undefined) borrowed.delete(id)
        return
      case 'release':
        return takeBack(id, number)
    }
  }

  // discard lets go of a result that came too late.
  function discard(value) {
    if (value === null || typeof value !== 'object') return
    if (value instanceof port.ReadableStream) value.cancel().catch(ignore)
    else if (typeof value.return === 'function') value.return()
  }

  /**
   * The other side is gone: what was borrowed from it is dead, what was lent to it is taken back. Requests reject, except when
   * `keep` is true, for calls that wait for another one to take its place.
   */
  function gone(error, keep) {
    generation++
    const before = [...borrowed.values()]
    borrowed.clear()
    const kept = new Set()
    for (const entry of [...waiting.values()]) {
      if (!keep) entry.settle('error', error)
      else if (entry.lent !== undefined) for (const reference of entry.lent) kept.add(reference.id)
    }
    for (const [number, entry] of [...lent]) {
      if (kept.has(number)) continue
      entry.count = 0
      takeBack(number, 0)
    }
    const pumps = [...serving.values()]
    serving.clear()
    for (const pump of pumps) pump.stop(error)
    for (const entry of before) if (entry.controller !== undefined) entry.controller.abort(error)
  }

  /** Whether the answers to a request of this side depend on their order. */
  function ordered(id) {
    const entry = waiting.get(id)
    return entry !== undefined && entry.ordered
  }

  /** Whether the other side may have something to say without being asked. */
  const expectant = () => waiting.size > 0 || lent.size > 0 || borrowed.size > 0 || serving.size > 0

  return { lend, revoke, borrow, request, receive, gone, ordered, expectant, nextId: () => ++lastId, waiting, lent, borrowed, serving }
}
