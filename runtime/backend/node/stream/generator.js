// Async generators written as generators: goja as it was released has none.

const kPending = 1
const kRunning = 2
const kDone = 3

class Await {
  constructor(value) { this.value = value }
}

// wait is what await is in an async generator: yield wait(promise).
function wait(value) {
  return new Await(value)
}

// The engine's own %AsyncIteratorPrototype%, where it has async generators.
function parentPrototype() {
  try {
    const make = new Function('return async function* () {}')()
    return Object.getPrototypeOf(Object.getPrototypeOf(make.prototype))
  } catch {
    return { [Symbol.asyncIterator]() { return this } }
  }
}

const kSelf = Symbol('self')
const prototype = Object.create(Object.create(parentPrototype(), {
  next: { configurable: true, writable: true, value: function next(value) { return request(this[kSelf], 'next', value) } },
  return: { configurable: true, writable: true, value: function (value) { return request(this[kSelf], 'return', value) } },
  throw: { configurable: true, writable: true, value: function (error) { return request(this[kSelf], 'throw', error) } },
  [Symbol.toStringTag]: { configurable: true, value: 'AsyncGenerator' },
}))

function request(self, method, value) {
  return new Promise((resolve, reject) => {
    self.queue.push({ method, value, resolve, reject })
    if (self.state !== kRunning) drain(self)
  })
}

// drain takes the next request, if there is one.
function drain(self) {
  while (self.queue.length > 0) {
    const first = self.queue[0]
    if (self.state === kPending && first.method !== 'next') self.state = kDone
    if (self.state !== kDone) {
      self.state = kRunning
      step(self, first.method, first.value)
      return
    }
    if (first.method === 'next') {
      self.queue.shift()
      first.resolve({ value: undefined, done: true })
      continue
    }
    if (first.method === 'throw') {
      self.queue.shift()
      first.reject(first.value)
      continue
    }
    self.state = kRunning
    settle(first.value, (value) => {
      self.state = kDone
      self.queue.shift()
      first.resolve({ value, done: true })
      drain(self)
    }, (error) => {
      self.state = kDone
      self.queue.shift()
      first.reject(error)
      drain(self)
    })
    return
  }
}

function settle(value, fulfilled, rejected) {
  let promise
  try {
    promise = Promise.resolve(value)
  } catch (error) {
    promise = Promise.reject(error)
  }
  promise.then(fulfilled, rejected)
}

function step(self, method, value) {
  if (method === 'return') {
    // return(promise) waits for it before the generator's finally blocks run.
    settle(value, (result) => resume(self, 'return', result), (error) => resume(self, 'throw', error))
    return
  }
  resume(self, method, value)
}

function resume(self, method, value) {
  let result
  try {
    result = self.generator[method](value)
  } catch (error) {
    self.state = kDone
    self.queue.shift().reject(error)
    drain(self)
    return
  }
  const waits = result.value instanceof Await
  if (waits && !result.done) {
    settle(result.value.value, self.next, self.throw)
    return
  }
  settle(result.value, (settled) => {
    self.state = result.done ? kDone : kPending + 3
    self.queue.shift().resolve({ value: settled, done: result.done })
    drain(self)
  }, self.throw)
}

// asyncGenerator makes the function of an async generator from a generator function.
function asyncGenerator(fn) {
  return function () {
    const self = { generator: Reflect.apply(fn, this, arguments), state: kPending, queue: [], next: undefined, throw: undefined }
    self.next = (value) => resume(self, 'next', value)
    self.throw = (error) => resume(self, 'throw', error)
    const iterator = Object.create(prototype)
    Object.defineProperty(iterator, kSelf, { value: self })
    return iterator
  }
}

const kStop = Symbol('stop')

function open(iterable) {
  const method = iterable[Symbol.asyncIterator]
  if (method !== undefined && method !== null) return { iterator: method.call(iterable), isAsync: true }
  return { iterator: iterable[Symbol.iterator](), isAsync: false }
}

// loop is for await within such a generator: yield* loop(iterable, function* (value) {}). It ends early when
// the body returns kStop.
function* loop(iterable, body) {
  const { iterator, isAsync } = open(iterable)
  let open_ = false
  try {
    for (;;) {
      const result = yield wait(iterator.next())
      if (result.done) return
      const value = isAsync ? result.value : yield wait(result.value)
      open_ = true
      if ((yield* body(value)) === kStop) return
      open_ = false
    }
  } finally {
    if (open_ && typeof iterator.return === 'function') yield wait(iterator.return())
  }
}

// each is for await within an async function: await each(iterable, body). The body may return a promise;
// kStop ends it early.
async function each(iterable, body) {
  const { iterator, isAsync } = open(iterable)
  for (;;) {
    const result = await iterator.next()
    if (result.done) return
    const value = isAsync ? result.value : await result.value
    let answer
    try {
      answer = body(value)
      if (answer !== undefined && answer !== kStop) answer = await answer
    } catch (error) {
      try {
        if (typeof iterator.return === 'function') await iterator.return()
      } catch {
        // The first error is the one to know.
      }
      throw error
    }
    if (answer === kStop) {
      if (typeof iterator.return === 'function') await iterator.return()
      return
    }
  }
}

module.exports = { asyncGenerator, wait, loop, each, kStop }
