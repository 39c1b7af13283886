'use strict'

// LazyTransform is a Transform that costs nothing before it is used as a stream: most hashes and ciphers never are.
// stream itself is loaded by the first stream method that anybody asks for.

module.exports = LazyTransform

function LazyTransform(options) { this._options = options }

let Transform

// link puts Transform behind LazyTransform.
function link() {
  if (Transform !== undefined) return
  Transform = require('stream').Transform
  for (let i = 0; i < names.length; i++) delete LazyTransform.prototype[names[i]]
  Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype)
  Object.setPrototypeOf(LazyTransform, Transform)
}

const names = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'off', 'removeListener', 'removeAllListeners', 'emit',
  'listeners', 'rawListeners', 'listenerCount', 'eventNames', 'setMaxListeners', 'getMaxListeners', 'pipe', 'unpipe', 'read', 'push', 'unshift',
  'write', 'end', 'cork', 'uncork', 'destroy', 'pause', 'resume', 'isPaused', 'setEncoding', 'setDefaultEncoding', 'wrap', 'iterator', 'map',
  'filter', 'forEach', 'toArray', 'some', 'find', 'every', 'flatMap', 'drop', 'take', 'reduce', 'compose', 'asIndexedPairs', 'readable', 'writable',
  'readableEnded', 'writableEnded', 'readableFlowing', 'readableObjectMode', 'writableObjectMode', 'readableLength', 'writableLength',
  'readableHighWaterMark', 'writableHighWaterMark', 'writableFinished', 'readableEncoding', 'destroyed', 'closed', 'errored', '_write', '_read',
  '_final', '_destroy', '_undestroy', '_events', '_eventsCount', Symbol.asyncIterator]

for (let i = 0; i < names.length; i++) {
  const name = names[i]
  Object.defineProperty(LazyTransform.prototype, name, {
    configurable: true,
    get() {
      link()
      return this[name]
    },
    set(value) {
      link()
      this[name] = value
    },
  })
}

function define(name) {
  Object.defineProperty(LazyTransform.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      link()
      Transform.call(this, this._options)
      this._writableState.decodeStrings = false
      if (!this._options || !this._options.defaultEncoding) this._writableState.defaultEncoding = 'buffer'
      return this[name]
    },
    set(value) { Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true }) },
  })
}
define('_readableState')
define('_writableState')

LazyTransform.link = link
