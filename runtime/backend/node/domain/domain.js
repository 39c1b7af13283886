'use strict'

// Domains: errors of callbacks and emitters that were made in one go to it. Which callbacks these are async_hooks tells; requiring
// the module changes EventEmitter and process, as in Node.

const EventEmitter = require('events')
const { codes: { ERR_DOMAIN_CALLBACK_NOT_AVAILABLE, ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE, ERR_UNHANDLED_ERROR } } =
  require('internal/errors')
const { createHook } = require('async_hooks')

// The exception capture callback is the domains' alone.
if (process.hasUncaughtExceptionCaptureCallback()) throw new ERR_DOMAIN_CALLBACK_NOT_AVAILABLE()

let current = null
Object.defineProperty(process, 'domain', {
  enumerable: true,
  get() { return current },
  set(domain) { current = domain }
})

function mark(object, domain) {
  Object.defineProperty(object, 'domain', { configurable: true, enumerable: false, value: domain, writable: true })
}

// pairing has the domain of each resource that was made in one.
const pairing = new Map()
const asyncHook = createHook({
  init(asyncId, type, triggerAsyncId, resource) {
    if (current !== null && current !== undefined) {
      pairing.set(asyncId, current)
      mark(resource, current)
    }
  },
  before(asyncId) { pairing.get(asyncId)?.enter() },
  after(asyncId) { pairing.get(asyncId)?.exit() },
  destroy(asyncId) { pairing.delete(asyncId) }
})

const requireStack = new Error('require(`domain`) at this point').stack

const { setUncaughtExceptionCaptureCallback } = process
process.setUncaughtExceptionCaptureCallback = function(fn) {
  const error = new ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE()
  error.stack += `\n${'-'.repeat(40)}\n${requireStack}`
  throw error
}

// stack has each domain that was entered and not left.
let stack = []
exports._stack = stack
exports.active = null

function updateExceptionCapture() {
  setUncaughtExceptionCaptureCallback(null)
  for (let i = 0; i < stack.length; i++) {
    if (stack[i].listenerCount('error') > 0) {
      setUncaughtExceptionCaptureCallback((error) => current._errorHandler(error))
      return
    }
  }
}

// The first listener of 'uncaughtException' is always one that leaves all domains.
process.on('newListener', (name, listener) => {
  if (name === 'uncaughtException' && listener !== leaveAll) {
    process.removeListener(name, leaveAll)
    process.prependListener(name, leaveAll)
  }
})

process.on('removeListener', (name, listener) => {
  if (name === 'uncaughtException' && listener !== leaveAll) {
    const listeners = process.listeners('uncaughtException')
    if (listeners.length === 1 && listeners[0] === leaveAll) process.removeListener(name, leaveAll)
  }
})

function leaveAll() {
  stack.length = 0
  exports.active = current = null
  updateExceptionCapture()
}

class Domain extends EventEmitter {
  constructor() {
    super()
    this.members = []
    asyncHook.enable()
    this.on('removeListener', updateExceptionCapture)
    this.on('newListener', updateExceptionCapture)
  }
}
Domain.prototype.members = undefined

exports.Domain = Domain

exports.create = exports.createDomain = function createDomain() { return new Domain() }

// _errorHandler takes an uncaught error, and returns whether somebody handles it.
Domain.prototype._errorHandler = function(error) {
  let caught = false
  if ((typeof error === 'object' && error !== null) || typeof error === 'function') {
    mark(error, this)
    error.domainThrown = true
  }
  // The handler does not run in the domain itself: what it throws would come back to it.
  while (exports.active === this) this.exit()

  if (stack.length === 0) {
    // Emitting 'error' where nobody listens would throw, and 'uncaughtException' could not follow.
    if (EventEmitter.listenerCount(this, 'error') > 0) {
      setUncaughtExceptionCaptureCallback(null)
      try {
        caught = this.emit('error', error)
      } finally {
        updateExceptionCapture()
      }
    }
  } else {
    try {
      caught = this.emit('error', error)
    } catch (second) {
      // The handler threw: the domain around it may catch that.
      updateExceptionCapture()
      if (!stack.length) throw second
      exports.active = current = stack[stack.length - 1]
      caught = current._errorHandler(second)
    }
  }
  leaveAll()
  return caught
}

Domain.prototype.enter = function() {
  exports.active = current = this
  stack.push(this)
  updateExceptionCapture()
}

Domain.prototype.exit = function() {
  const index = stack.lastIndexOf(this)
  if (index === -1) return
  // Those that were entered since are left, too.
  stack.splice(index)
  exports.active = stack.length === 0 ? undefined : stack[stack.length - 1]
  current = exports.active
  updateExceptionCapture()
}

// add makes an emitter, a timer, a member: what it does belongs to the domain.
Domain.prototype.add = function(member) {
  if (member.domain === this) return
  if (member.domain) member.domain.remove(member)
  // Two domains in one another would pass errors on for ever.
  if (this.domain && member instanceof Domain) {
    for (let domain = this.domain; domain; domain = domain.domain) {
      if (member === domain) return
    }
  }
  mark(member, this)
  this.members.push(member)
}

Domain.prototype.remove = function(member) {
  member.domain = null
  const index = this.members.indexOf(member)
  if (index !== -1) this.members.splice(index, 1)
}

Domain.prototype.run = function(fn, ...args) {
  this.enter()
  const result = Reflect.apply(fn, this, args)
  this.exit()
  return result
}

Domain.prototype.intercept = function(callback) {
  const self = this
  return function runIntercepted(error, ...args) {
    if (error && error instanceof Error) {
      error.domainBound = callback
      error.domainThrown = false
      mark(error, self)
      self.emit('error', error)
      return
    }
    self.enter()
    const result = Reflect.apply(callback, this, args)
    self.exit()
    return result
  }
}

Domain.prototype.bind = function(callback) {
  const self = this
  function runBound(...args) {
    self.enter()
    const result = Reflect.apply(callback, this, args)
    self.exit()
    return result
  }
  mark(runBound, this)
  return runBound
}

EventEmitter.usingDomains = true

const eventInit = EventEmitter.init
EventEmitter.init = function(options) {
  mark(this, null)
  if (exports.active && !(this instanceof exports.Domain)) this.domain = exports.active
  return eventInit.call(this, options)
}

const eventEmit = EventEmitter.prototype.emit
EventEmitter.prototype.emit = function emit(...args) {
  const domain = this.domain
  const type = args[0]
  const handled = type === 'error' && this.listenerCount(type) > 0
  if (handled || domain === null || domain === undefined || this === process) return Reflect.apply(eventEmit, this, args)
  if (type === 'error') {
    emitError(this, domain, args.length > 1 && args[1] ? args[1] : new ERR_UNHANDLED_ERROR())
    return false
  }
  domain.enter()
  const result = Reflect.apply(eventEmit, this, args)
  domain.exit()
  return result
}

// emitError gives an emitter's 'error', which nobody listens to, to its domain.
function emitError(emitter, domain, error) {
  if (typeof error === 'object') {
    error.domainEmitter = emitter
    mark(error, domain)
    error.domainThrown = false
  }
  // The handler runs outside of the current domain, which is back afterwards.
  const before = stack.slice()
  const activeBefore = current
  let index = stack.length - 1
  while (index > -1 && current === stack[index]) index--
  stack.splice(index + 1)
  exports.active = current = stack.length > 0 ? stack[stack.length - 1] : null
  updateExceptionCapture()

  domain.emit('error', error)

  exports._stack = stack = before
  exports.active = current = activeBefore
  updateExceptionCapture()
}
