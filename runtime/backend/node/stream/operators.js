// The operators of Readable: map, filter and so on.

const { codes, AbortError } = require('internal/errors')
const { validateAbortSignal, validateInteger, validateObject } = require('internal/validators')
const { finished } = require('internal/streams/end-of-stream')
const staticCompose = require('internal/streams/compose')
const { addAbortSignalNoValidate } = require('internal/streams/add-abort-signal')
const { isWritable, isNodeStream } = require('internal/streams/utils')
const { asyncGenerator, wait, loop, each, kStop } = require('internal/streams/generator')
const { deprecate } = require('internal/util')

const kEmpty = Symbol('kEmpty')
const kEof = Symbol('kEof')

function checkOptions(options) {
  if (options != null) validateObject(options, 'options')
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal')
}

function checkFunction(fn, name = 'fn') {
  if (typeof fn !== 'function') throw new codes.ERR_INVALID_ARG_TYPE(name, ['Function', 'AsyncFunction'], fn)
}

function compose(stream, options) {
  checkOptions(options)
  if (isNodeStream(stream) && !isWritable(stream)) throw new codes.ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable')
  const composed = staticCompose([this, stream])
  if (options?.signal) addAbortSignalNoValidate(options.signal, composed)
  return composed
}

function map(fn, options) {
  checkFunction(fn)
  checkOptions(options)

  let concurrency = 1
  if (options?.concurrency != null) concurrency = Math.floor(options.concurrency)
  let highWaterMark = concurrency - 1
  if (options?.highWaterMark != null) highWaterMark = Math.floor(options.highWaterMark)
  validateInteger(concurrency, 'options.concurrency', 1)
  validateInteger(highWaterMark, 'options.highWaterMark', 0)

  return mapped(this, fn, options, concurrency, highWaterMark + concurrency)
}

// mapped calls fn for up to concurrency chunks at once and yields the results in order.
const mapped = asyncGenerator(function* map(stream, fn, options, concurrency, highWaterMark) {
  const signal = AbortSignal.any([options?.signal].filter(Boolean))
  const queue = []
  const signalOpt = { signal }

  let next
  let resume
  let done = false
  let cnt = 0

  function onCatch() {
    done = true
    afterItemProcessed()
  }

  function afterItemProcessed() {
    cnt -= 1
    maybeResume()
  }

  function maybeResume() {
    if (resume && !done && cnt < concurrency && queue.length < highWaterMark) {
      resume()
      resume = null
    }
  }

  function take(chunk) {
    if (done) return kStop
    if (signal.aborted) throw new AbortError()
    let value
    try {
      value = fn(chunk, signalOpt)
      if (value === kEmpty) return undefined
      value = Promise.resolve(value)
    } catch (err) {
      value = Promise.reject(err)
    }
    cnt += 1
    value.then(afterItemProcessed, onCatch)
    queue.push(value)
    if (next) {
      next()
      next = null
    }
    if (!done && (queue.length >= highWaterMark || cnt >= concurrency)) {
      return new Promise((resolve) => { resume = () => resolve() })
    }
    return undefined
  }

  async function pump() {
    try {
      await each(stream, take)
      queue.push(kEof)
    } catch (err) {
      const value = Promise.reject(err)
      value.then(afterItemProcessed, onCatch)
      queue.push(value)
    } finally {
      done = true
      if (next) {
        next()
        next = null
      }
    }
  }

  pump()

  try {
    for (;;) {
      while (queue.length > 0) {
        const value = yield wait(queue[0])
        if (value === kEof) return
        if (signal.aborted) throw new AbortError()
        if (value !== kEmpty) yield value
        queue.shift()
        maybeResume()
      }
      yield wait(new Promise((resolve) => { next = resolve }))
    }
  } finally {
    done = true
    if (resume) {
      resume()
      resume = null
    }
  }
})

function asIndexedPairs(options = undefined) {
  checkOptions(options)
  return indexed(this, options)
}

const indexed = asyncGenerator(function* asIndexedPairs(stream, options) {
  let index = 0
  yield* loop(stream, function* (value) {
    if (options?.signal?.aborted) throw new AbortError({ cause: options.signal.reason })
    yield [index++, value]
  })
})

async function some(fn, options = undefined) {
  let found = false
  await each(filter.call(this, fn, options), () => {
    found = true
    return kStop
  })
  return found
}

async function every(fn, options = undefined) {
  checkFunction(fn)
  // Every one does if there is none that does not.
  return !(await some.call(this, async (...args) => !(await fn(...args)), options))
}

async function find(fn, options) {
  let found
  await each(filter.call(this, fn, options), (value) => {
    found = value
    return kStop
  })
  return found
}

async function forEach(fn, options) {
  checkFunction(fn)
  async function forEachFn(value, options) {
    await fn(value, options)
    return kEmpty
  }
  await each(map.call(this, forEachFn, options), () => {})
}

function filter(fn, options) {
  checkFunction(fn)
  async function filterFn(value, options) {
    if (await fn(value, options)) return value
    return kEmpty
  }
  return map.call(this, filterFn, options)
}

async function reduce(reducer, initialValue, options) {
  checkFunction(reducer, 'reducer')
  checkOptions(options)

  let hasInitialValue = arguments.length > 1
  if (options?.signal?.aborted) {
    const err = new AbortError(undefined, { cause: options.signal.reason })
    // It is thrown already.
    this.once('error', () => {})
    await finished(this.destroy(err))
    throw err
  }
  const ac = new AbortController()
  const signal = ac.signal
  if (options?.signal) options.signal.addEventListener('abort', () => ac.abort(), { once: true })

  let empty = true
  try {
    await each(this, (value) => {
      empty = false
      if (options?.signal?.aborted) throw new AbortError()
      if (!hasInitialValue) {
        initialValue = value
        hasInitialValue = true
        return undefined
      }
      return Promise.resolve(reducer(initialValue, value, { signal })).then((result) => { initialValue = result })
    })
    if (empty && !hasInitialValue) {
      const error = new codes.ERR_MISSING_ARGS('reduce')
      error.message = 'Reduce of an empty stream requires an initial value'
      throw error
    }
  } finally {
    ac.abort()
  }
  return initialValue
}

async function toArray(options) {
  checkOptions(options)
  const result = []
  await each(this, (value) => {
    if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason })
    result.push(value)
  })
  return result
}

function flatMap(fn, options) {
  return flattened(map.call(this, fn, options))
}

const flattened = asyncGenerator(function* flatMap(values) {
  yield* loop(values, function* (value) {
    yield* loop(value, function* (inner) { yield inner })
  })
})

function toIntegerOrInfinity(number) {
  number = Number(number)
  if (Number.isNaN(number)) return 0
  if (number < 0) throw new codes.ERR_OUT_OF_RANGE('number', '>= 0', number)
  return number
}

function drop(number, options = undefined) {
  checkOptions(options)
  return dropped(this, toIntegerOrInfinity(number), options)
}

const dropped = asyncGenerator(function* drop(stream, number, options) {
  if (options?.signal?.aborted) throw new AbortError()
  yield* loop(stream, function* (value) {
    if (options?.signal?.aborted) throw new AbortError()
    if (number-- <= 0) yield value
  })
})

function take(number, options = undefined) {
  checkOptions(options)
  return taken(this, toIntegerOrInfinity(number), options)
}

const taken = asyncGenerator(function* take(stream, number, options) {
  if (options?.signal?.aborted) throw new AbortError()
  yield* loop(stream, function* (value) {
    if (options?.signal?.aborted) throw new AbortError()
    if (number-- > 0) yield value
    // Without asking for one more than is wanted.
    return number <= 0 ? kStop : undefined
  })
})

module.exports = {
  asIndexedPairs: deprecate(asIndexedPairs, 'readable.asIndexedPairs will be removed in a future version.'),
  drop,
  filter,
  flatMap,
  map,
  take,
  compose,
  every,
  forEach,
  reduce,
  toArray,
  some,
  find,
}
