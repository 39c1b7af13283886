// The two ends of a stream between page and backend: the pump, which sends items as far as it may, and the reader, which says how far
// that is. Counts are totals since the start, so that none can be lost: the reader *asked* for so many items, and has room up to *limit*.

export const { asyncIterator } = Symbol

// How many items a reader lets come before they are asked for, at most.
const maxWindow = 2048
// A pump waits when items of about so many characters were sent and not asked for yet.
const maxAhead = 1 << 20

export const ignore = () => {}
const over = (value) => Promise.resolve({ value, done: true })

/**
 * Makes the reading end. `source` has start(settle), which returns the id of the request, credit(id, limit, asked), stop(id, reason),
 * settled(id) and release(). `iterator` is an async iterator; `abandon` is for when it is garbage.
 */
export function createReader(source) {
  const items = []
  let head = 0 // of items
  const waiters = [] // of { resolve, reject }: next() was called and nothing is there
  let id = 0 // of the request, once it is sent
  let asked = 0
  let limit = 0
  let arrived = 0
  let window = 1
  let ended = false // nothing comes any more
  let last // { value } or { error } to be said once after the items
  let stopped // { resolve, reject } of return(), until it is answered

  // settle takes an answer of the other side.
  function settle(kind, value) {
    if (kind === 'item') {
      arrived += value.length
      for (let i = 0; i < value.length; i++) {
        if (waiters.length > 0) waiters.shift().resolve({ value: value[i], done: false })
        else if (stopped === undefined) items.push(value[i])
      }
      return
    }
    ended = true
    source.settled(id)
    last = kind === 'end' ? { value } : { error: value }
    if (stopped !== undefined) {
      if (kind === 'end') stopped.resolve()
      else stopped.reject(value)
      last = undefined
    }
    while (waiters.length > 0) sayLast(waiters.shift())
  }

  function sayLast({ resolve, reject }) {
    const said = last
    last = undefined
    if (said !== undefined && 'error' in said) reject(said.error)
    else resolve({ value: said && said.value, done: true })
  }

  // want asks for more, when there is nothing left or half of the window is empty.
  function want(waits) {
    if (ended) return
    if (id === 0) {
      limit = 1
      id = source.start(settle)
      return
    }
    if (waits && arrived > 0) window = Math.min(2 * window, maxWindow)
    if (!waits && limit - asked >= window / 2) return
    const before = limit
    limit = Math.max(limit, asked + window - 1)
    if (waits || limit > before) source.credit(id, limit, asked)
  }

  function finish(reason) {
    if (ended) {
      last = undefined
      items.length = head = 0
      return Promise.resolve()
    }
    if (id === 0) {
      ended = true
      source.release()
      return Promise.resolve()
    }
    items.length = head = 0
    return new Promise((resolve, reject) => {
      stopped = { resolve, reject }
      source.stop(id, reason)
    })
  }

  const iterator = {
    next() {
      if (stopped !== undefined) return over(undefined)
      if (head < items.length) {
        const value = items[head]
        items[head++] = undefined
        asked++
        if (head === items.length) items.length = head = 0
        want(false)
        return Promise.resolve({ value, done: false })
      }
      return new Promise((resolve, reject) => {
        if (ended) return sayLast({ resolve, reject })
        asked++
        waiters.push({ resolve, reject })
        want(true)
      })
    },
    async return(value) {
      if (stopped === undefined) await finish(value)
      return { value: await value, done: true }
    },
    async throw(error) {
      if (stopped === undefined) await finish(error)
      throw error
    },
    [asyncIterator]() {
      return this
    },
  }
  // It is no method: those hold their object, which holds the iterator.
  const abandon = () => {
    if (!ended && stopped === undefined) finish(undefined).catch(ignore)
  }
  return { iterator, abandon }
}

/**
 * Makes the sending end of what was lent: an async iterable or a ReadableStream. `port` has item(value), spent(), pause(), end(value),
 * fail(error), enter(f) and leave(), which are for what the source belongs to.
 */
export function createPump(port, { kind, value: source }) {
  let iterator
  let sent = 0
  let size = 0 // of all items
  let largest = 0 // of late
  let asked = 0
  let limit = 0
  let running = false
  let pulling = false
  let stopped = false
  let quick = false // the last item was there at once

  function open() {
    if (kind === 'stream') {
      const reader = source.getReader()
      iterator = { next: () => reader.read(), return: (reason) => reader.cancel(reason) }
    } else {
      iterator = source[asyncIterator]()
    }
  }

  // Ahead of what is asked for, only what is there at once is taken, and not too much: a generator that waits for something
  // can't be ended while it waits.
  const may = () => sent < asked || quick && sent < limit && (sent - asked) * Math.max(size / sent, largest) < maxAhead

  async function run() {
    running = true
    try {
      if (iterator === undefined) open()
      while (!stopped && may()) {
        const before = Date.now()
        pulling = true
        const step = await iterator.next()
        pulling = false
        if (stopped) return
        quick = Date.now() - before <= 1
        if (step.done) {
          stopped = true
          port.end(step.value)
          return
        }
        let length
        try {
          length = port.item(step.value)
          if (typeof length !== 'number') length = await length
        } catch (error) {
          stop(error)
          throw error
        }
        sent++
        size += length
        largest = Math.max(length, largest / 2)
        if (port.spent()) await port.pause()
      }
    } catch (error) {
      stopped = true
      port.fail(error)
    } finally {
      running = pulling = false
    }
  }

  // stop ends the source, and says so when it has ended; one that waits for something ends when it has got it.
  async function stop(reason) {
    if (stopped) return
    stopped = true
    const waits = pulling
    try {
      port.leave()
      if (iterator === undefined) open()
      const result = typeof iterator.return === 'function' ? iterator.return(reason) : undefined
      if (waits) {
        Promise.resolve(result).catch(ignore)
        port.end(undefined)
        return
      }
      const step = await result
      port.end(step && step.value)
    } catch (error) {
      port.fail(error)
    }
  }

  return {
    credit(newLimit, newAsked) {
      limit = Math.max(limit, newLimit)
      asked = Math.max(asked, newAsked)
      if (!running && !stopped && may()) port.enter(run)
    },
    stop,
  }
}
