'use strict'

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateFunction } = require('internal/validators')

// channels has each channel by its name for as long as somebody has it, or listens to it: then it is in active, too.
const channels = new Map()
const active = new Map()
const names = globalThis.FinalizationRegistry && new FinalizationRegistry((name) => {
  if (channels.get(name)?.deref() === undefined) channels.delete(name)
})

// reference lets go of a channel that nobody has; a released goja can't, so every channel stays there.
function reference(channel) {
  if (names === undefined) return { deref() { return channel } }
  names.register(channel, channel.name)
  return new WeakRef(channel)
}

function find(name) { return active.get(name) ?? channels.get(name)?.deref() }

// A channel is of one of two classes, so that publishing where nobody listens costs nothing.

function markActive(channel) {
  Object.setPrototypeOf(channel, ActiveChannel.prototype)
  channel._subscribers = []
  channel._stores = new Map()
  active.set(channel.name, channel)
}

function maybeMarkInactive(channel) {
  if (channel._subscribers.length || channel._stores.size) return
  Object.setPrototypeOf(channel, Channel.prototype)
  channel._subscribers = undefined
  channel._stores = undefined
  active.delete(channel.name)
}

// uncaught reports an error of a subscriber, which the publisher must not meet.
function uncaught(error) {
  process.nextTick(() => { throw error })
}

function wrapStoreRun(store, data, next, transform) {
  return () => {
    let context = data
    if (transform !== undefined) {
      try {
        context = transform(data)
      } catch (error) {
        uncaught(error)
        return next()
      }
    }
    return store.run(context, next)
  }
}

class ActiveChannel {
  subscribe(subscription) {
    validateFunction(subscription, 'subscription')
    this._subscribers = this._subscribers.slice()
    this._subscribers.push(subscription)
  }

  unsubscribe(subscription) {
    const index = this._subscribers.indexOf(subscription)
    if (index === -1) return false
    // Whoever publishes at the moment goes on with the list that there was.
    this._subscribers = this._subscribers.toSpliced(index, 1)
    maybeMarkInactive(this)
    return true
  }

  bindStore(store, transform) { this._stores.set(store, transform) }

  unbindStore(store) {
    if (!this._stores.delete(store)) return false
    maybeMarkInactive(this)
    return true
  }

  get hasSubscribers() { return true }

  publish(data) {
    const subscribers = this._subscribers
    for (let i = 0; i < (subscribers?.length || 0); i++) {
      try {
        const onMessage = subscribers[i]
        onMessage(data, this.name)
      } catch (error) {
        uncaught(error)
      }
    }
  }

  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data)
      return Reflect.apply(fn, thisArg, args)
    }
    for (const [store, transform] of this._stores) run = wrapStoreRun(store, data, run, transform)
    return run()
  }
}

class Channel {
  constructor(name) {
    this._subscribers = undefined
    this._stores = undefined
    this.name = name
    channels.set(name, reference(this))
  }

  static [Symbol.hasInstance](instance) {
    const prototype = Object.getPrototypeOf(instance)
    return prototype === Channel.prototype || prototype === ActiveChannel.prototype
  }

  subscribe(subscription) {
    validateFunction(subscription, 'subscription')
    markActive(this)
    this.subscribe(subscription)
  }

  unsubscribe() { return false }

  bindStore(store, transform) {
    markActive(this)
    this.bindStore(store, transform)
  }

  unbindStore() { return false }

  get hasSubscribers() { return false }

  publish() {}

  runStores(data, fn, thisArg, ...args) { return Reflect.apply(fn, thisArg, args) }
}

function channel(name) {
  const known = find(name)
  if (known) return known
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw new ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name)
  }
  return new Channel(name)
}

function subscribe(name, subscription) { return channel(name).subscribe(subscription) }

function unsubscribe(name, subscription) { return channel(name).unsubscribe(subscription) }

function hasSubscribers(name) {
  const known = find(name)
  return known ? known.hasSubscribers : false
}

// Tracing.

const traceEvents = ['start', 'end', 'asyncStart', 'asyncEnd', 'error']

function tracingChannelFrom(nameOrChannels, name) {
  if (typeof nameOrChannels === 'string') return channel(`tracing:${nameOrChannels}:${name}`)
  if (typeof nameOrChannels === 'object' && nameOrChannels !== null) {
    const given = nameOrChannels[name]
    if (!(Object(given) === given && given instanceof Channel)) {
      throw new ERR_INVALID_ARG_TYPE(`nameOrChannels.${name}`, ['Channel'], given)
    }
    return given
  }
  throw new ERR_INVALID_ARG_TYPE('nameOrChannels', ['string', 'object', 'TracingChannel'], nameOrChannels)
}

class TracingChannel {
  constructor(nameOrChannels) {
    for (let i = 0; i < traceEvents.length; i++) {
      Object.defineProperty(this, traceEvents[i], { value: tracingChannelFrom(nameOrChannels, traceEvents[i]) })
    }
  }

  get hasSubscribers() {
    return this.start.hasSubscribers || this.end.hasSubscribers || this.asyncStart.hasSubscribers ||
      this.asyncEnd.hasSubscribers || this.error.hasSubscribers
  }

  subscribe(handlers) {
    for (let i = 0; i < traceEvents.length; i++) {
      const handler = handlers[traceEvents[i]]
      if (handler) this[traceEvents[i]]?.subscribe(handler)
    }
  }

  unsubscribe(handlers) {
    let done = true
    for (let i = 0; i < traceEvents.length; i++) {
      const handler = handlers[traceEvents[i]]
      if (handler && !this[traceEvents[i]]?.unsubscribe(handler)) done = false
    }
    return done
  }

  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args)
    const { start, end, error } = this
    return start.runStores(context, () => {
      try {
        const result = Reflect.apply(fn, thisArg, args)
        context.result = result
        return result
      } catch (err) {
        context.error = err
        error.publish(context)
        throw err
      } finally {
        end.publish(context)
      }
    })
  }

  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args)
    const { start, end, asyncStart, asyncEnd, error } = this

    function reject(err) {
      context.error = err
      error.publish(context)
      asyncStart.publish(context)
      asyncEnd.publish(context)
      return Promise.reject(err)
    }

    function resolve(result) {
      context.result = result
      asyncStart.publish(context)
      asyncEnd.publish(context)
      return result
    }

    return start.runStores(context, () => {
      try {
        let promise = Reflect.apply(fn, thisArg, args)
        // A thenable, or no promise at all, becomes one.
        if (!(promise instanceof Promise)) promise = Promise.resolve(promise)
        return promise.then(resolve, reject)
      } catch (err) {
        context.error = err
        error.publish(context)
        throw err
      } finally {
        end.publish(context)
      }
    })
  }

  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args)
    const { start, end, asyncStart, asyncEnd, error } = this

    function wrappedCallback(err, res) {
      if (err) {
        context.error = err
        error.publish(context)
      } else {
        context.result = res
      }
      // The stores are for whoever has lost the context on the way.
      asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments)
        } finally {
          asyncEnd.publish(context)
        }
      })
    }

    const callback = args.at(position)
    validateFunction(callback, 'callback')
    args.splice(position, 1, wrappedCallback)

    return start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args)
      } catch (err) {
        context.error = err
        error.publish(context)
        throw err
      } finally {
        end.publish(context)
      }
    })
  }
}

function tracingChannel(nameOrChannels) { return new TracingChannel(nameOrChannels) }

module.exports = { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe, Channel }
