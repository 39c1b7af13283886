// LazyTransform: a Transform that becomes one when it is first used as a stream. For classes that few use so.

const Transform = require('internal/streams/transform')

module.exports = LazyTransform

function LazyTransform(options) {
  this._options = options
}
Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype)
Object.setPrototypeOf(LazyTransform, Transform)

function makeGetter(name) {
  return function () {
    Transform.call(this, this._options)
    this._writableState.decodeStrings = false

    if (!this._options || !this._options.defaultEncoding) {
      this._writableState.defaultEncoding = 'buffer'
    }

    return this[name]
  }
}

function makeSetter(name) {
  return function (val) {
    Object.defineProperty(this, name, {
      value: val,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
}

Object.defineProperties(LazyTransform.prototype, {
  _readableState: {
    get: makeGetter('_readableState'),
    set: makeSetter('_readableState'),
    configurable: true,
    enumerable: true,
  },
  _writableState: {
    get: makeGetter('_writableState'),
    set: makeSetter('_writableState'),
    configurable: true,
    enumerable: true,
  },
})
