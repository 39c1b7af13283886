'use strict'

// mock.timers: timers and a Date whose time only passes when the test says so.

const { AbortError, codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } } = require('internal/errors')
const { validateAbortSignal, validateNumber, validateStringArray } = require('internal/validators')
const timers = require('timers')
const timersPromises = require('timers/promises')

const supported = ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'scheduler.wait']
const longest = 2 ** 31 - 1

class Timeout {
  constructor(id, callback, runAt, interval, args) {
    this.id = id
    this.callback = callback
    this.runAt = runAt
    this.interval = interval
    this.args = args
  }
  hasRef() { return true }
  ref() { return this }
  unref() { return this }
  refresh() { return this }
}

function isDate(value) {
  try {
    Date.prototype.getTime.call(value)
    return true
  } catch {
    return false
  }
}

class MockTimers {
  #enabled = false
  #queue = [] // by time, then by age
  #ids = 0
  #now = 0
  #restore = []

  #create(callback, delay, interval, args) {
    if (delay > longest) delay = 1
    const timer = new Timeout(++this.#ids, callback, this.#now + delay, interval ? delay : undefined, args)
    this.#insert(timer)
    return timer
  }

  #insert(timer) {
    let at = this.#queue.length
    while (at > 0 && (this.#queue[at - 1].runAt - timer.runAt || this.#queue[at - 1].id - timer.id) > 0) at--
    this.#queue.splice(at, 0, timer)
  }

  #clear(timer) {
    const at = this.#queue.indexOf(timer)
    if (at !== -1) this.#queue.splice(at, 1)
  }

  // #promised is a timer as a promise that a signal can reject.
  #promised(delay, result, options) {
    return new Promise((resolve, reject) => {
      const signal = options?.signal
      if (signal !== undefined) {
        validateAbortSignal(signal, 'options.signal')
        if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason })
      }
      const timer = this.#create(() => resolve(result), delay, false, [])
      if (signal !== undefined) {
        signal.addEventListener('abort', () => {
          this.#clear(timer)
          reject(new AbortError(undefined, { cause: signal.reason }))
        }, { once: true })
      }
    })
  }

  // #ticks is timers/promises' setInterval.
  #ticks(interval, result, options) {
    const signal = options?.signal
    const due = []
    const waiting = []
    let failure
    let done = false
    const timer = this.#create(() => {
      if (waiting.length > 0) waiting.shift().resolve({ done: false, value: result })
      else due.push(result)
    }, interval, true, [])
    const stop = () => {
      done = true
      this.#clear(timer)
    }
    const abort = () => {
      stop()
      failure = new AbortError(undefined, { cause: signal.reason })
      while (waiting.length > 0) waiting.shift().reject(failure)
    }
    if (signal !== undefined) {
      validateAbortSignal(signal, 'options.signal')
      if (signal.aborted) abort()
      else signal.addEventListener('abort', abort, { once: true })
    }
    return {
      [Symbol.asyncIterator]() { return this },
      next() {
        if (due.length > 0) return Promise.resolve({ done: false, value: due.shift() })
        if (failure !== undefined) return Promise.reject(failure)
        if (done) return Promise.resolve({ done: true, value: undefined })
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
      },
      return(value) {
        stop()
        while (waiting.length > 0) waiting.shift().resolve({ done: true, value: undefined })
        return Promise.resolve({ done: true, value })
      },
    }
  }

  #replace(object, name, value) {
    const original = Object.getOwnPropertyDescriptor(object, name)
    this.#restore.push(() => {
      if (original === undefined) delete object[name]
      else Object.defineProperty(object, name, original)
    })
    Object.defineProperty(object, name, { configurable: true, enumerable: original?.enumerable ?? true, writable: true, value })
  }

  #replaceTimer(name, set, promised) {
    const clear = (timer) => this.#clear(timer)
    for (const object of [globalThis, timers]) {
      this.#replace(object, name, set)
      this.#replace(object, name.replace('set', 'clear'), clear)
    }
    this.#replace(timersPromises, name, promised)
  }

  #fake(api) {
    switch (api) {
      case 'setTimeout':
        return this.#replaceTimer(api, (callback, delay, ...args) => this.#create(callback, delay, false, args),
          (delay, result, options) => this.#promised(delay, result, options))
      case 'setInterval':
        return this.#replaceTimer(api, (callback, delay, ...args) => this.#create(callback, delay, true, args),
          (delay, result, options) => this.#ticks(delay, result, options))
      case 'setImmediate':
        // Immediates come before any timer.
        return this.#replaceTimer(api, (callback, ...args) => this.#create(callback, -1, false, args),
          (result, options) => this.#promised(-1, result, options))
      case 'scheduler.wait':
        return this.#replace(timersPromises.scheduler, 'wait', (delay, options) => this.#promised(delay, undefined, options))
    }
    return this.#replace(globalThis, 'Date', this.#makeDate(globalThis.Date))
  }

  #makeDate(Native) {
    if (Native.isMock) throw new ERR_INVALID_STATE('Date is already being mocked!')
    const now = () => this.#now
    function MockDate(...args) {
      if (!new.target) return new Native(now()).toString()
      return args.length === 0 ? new Native(now()) : new Native(...args)
    }
    const { prototype, ...statics } = Object.getOwnPropertyDescriptors(Native)
    Object.defineProperties(MockDate, statics)
    MockDate.now = now
    MockDate.toString = () => Function.prototype.toString.call(Native)
    MockDate.prototype = prototype.value
    Object.defineProperty(MockDate, 'isMock', { enumerable: true, value: true })
    return MockDate
  }

  #check() {
    if (!this.#enabled) throw new ERR_INVALID_STATE('You should enable MockTimers first by calling the .enable function')
  }

  enable(options = {}) {
    let { apis, now } = options
    if (this.#enabled) throw new ERR_INVALID_STATE('MockTimers is already enabled!')
    if (Number.isNaN(now)) throw new ERR_INVALID_ARG_VALUE('now', now, 'epoch must be a positive integer received ' + now)
    if (!now) now = 0
    if (!apis) apis = supported
    validateStringArray(apis, 'options.apis')
    for (const api of apis) {
      if (!supported.includes(api)) throw new ERR_INVALID_ARG_VALUE('options.apis', api, 'option ' + api + ' is not supported')
    }
    if (isDate(now)) now = Date.prototype.getTime.call(now)
    else {
      validateNumber(now, 'initialTime')
      if (now < 0) throw new ERR_INVALID_ARG_VALUE('time', 'positive integer', now)
    }
    this.#now = now
    for (const api of apis) this.#fake(api)
    this.#enabled = true
  }

  // tick lets time pass, and the timers that are due then run.
  tick(time = 1) {
    this.#check()
    if (time < 0) throw new ERR_INVALID_ARG_VALUE('time', 'positive integer', time)
    this.#now += time
    this.#run()
  }

  #run() {
    while (this.#queue.length > 0 && this.#queue[0].runAt <= this.#now) {
      const timer = this.#queue[0]
      Reflect.apply(timer.callback, undefined, timer.args)
      const at = this.#queue.indexOf(timer)
      if (at === -1) continue // it has cleared itself
      this.#queue.splice(at, 1)
      if (timer.interval !== undefined) {
        timer.runAt += timer.interval
        this.#insert(timer)
      }
    }
  }

  runAll() {
    this.#check()
    const last = this.#queue[this.#queue.length - 1]
    if (last !== undefined) this.tick(last.runAt - this.#now)
  }

  setTime(time = 0) {
    validateNumber(time, 'time')
    if (time < 0) throw new ERR_INVALID_ARG_VALUE('time', 'positive integer', time)
    this.#check()
    this.#now = time
  }

  reset() {
    if (!this.#enabled) return
    while (this.#restore.length > 0) this.#restore.pop()()
    this.#enabled = false
    this.#queue = []
    this.#ids = 0
    this.#now = 0
  }

  [Symbol.dispose]() { this.reset() }
}

module.exports = { MockTimers }
