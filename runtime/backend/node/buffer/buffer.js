'use strict'

const { codes } = require('internal/errors')
const { validateArray, validateInteger, validateNumber, validateString } = require('internal/validators')

const { isUint8Array, isAnyArrayBuffer } = binding
const kMaxLength = binding.maxLength
const kStringMaxLength = binding.maxStringLength
const inspectSymbol = Symbol.for('nodejs.util.inspect.custom')
const TypedArray = Object.getPrototypeOf(Uint8Array)
const typedArrayTag = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get
const isView = ArrayBuffer.isView

class FastBuffer extends Uint8Array {}

let warned = false
let checks = 0

// warnOfConstructor warns once of a call that isn't a package's.
function warnOfConstructor () {
  if (++checks > 10000) warned = true
  else if (!require('internal/util').isInsideNodeModules()) {
    warned = true
    require('process').emitWarning('Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), ' +
      'Buffer.allocUnsafe(), or Buffer.from() methods instead.', 'DeprecationWarning', 'DEP0005')
  }
}

// Buffer is the deprecated constructor; what it makes are FastBuffers, whose prototype it shares.
function Buffer (arg, encodingOrOffset, length) {
  if (!warned) warnOfConstructor()
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') throw new codes.ERR_INVALID_ARG_TYPE('string', 'string', arg)
    return Buffer.alloc(arg)
  }
  return Buffer.from(arg, encodingOrOffset, length)
}
Object.defineProperty(Buffer, Symbol.species, { configurable: true, enumerable: false, get () { return FastBuffer } })
Object.setPrototypeOf(Buffer, Uint8Array)

const prototype = FastBuffer.prototype
Object.assign(prototype, binding.methods)
Object.defineProperty(prototype, 'constructor', { value: Buffer, writable: true, enumerable: false, configurable: true })
Buffer.prototype = prototype

// failures throw what the native methods found wrong.
const failures = {
  this () { throw native(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a buffer') },
  string () { throw native(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string') },
  encoding (name) { throw new codes.ERR_UNKNOWN_ENCODING(name) },
  index () { throw native(RangeError, 'ERR_OUT_OF_RANGE', 'Index out of range') },
  offsetOutside () { throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset') },
  offsetType (offset) { throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset) },
  offset (offset = 0, length, size) {
    validateNumber(offset, 'offset')
    outOfBounds(offset, length - size, 'offset', 0)
  },
  byteLength (value) { outOfBounds(value, 6, 'byteLength', 1) },
  value (value, low, high, size) { throw new codes.ERR_OUT_OF_RANGE('value', rangeOf(low, high, size), value) },
  bigint (value) {
    if (typeof value === 'number') throw new TypeError('Cannot mix BigInt and other types, use explicit conversions')
    throw new codes.ERR_INVALID_ARG_TYPE('value', 'bigint', value)
  },
  range (value, name, most) { validateInteger(value, name, 0, most) },
  listItem (i, value) { throw new codes.ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], value) },
  swap (bits) { throw new codes.ERR_INVALID_BUFFER_SIZE(`${bits}-bits`) },
  stringTooLong () {
    throw native(Error, 'ERR_STRING_TOO_LONG', 'Cannot create a string longer than 0x1fffffe8 characters')
  }
}

// native makes an error as Node's C++ does: its message is its own and its name without the code.
function native (Class, code, message) {
  const error = new Class(message)
  error.code = code
  return error
}

binding.start(FastBuffer, (kind, a, b, c, d) => failures[kind](a, b, c, d), copy)

function outOfBounds (value, most, name, least) {
  validateNumber(value, name)
  if (Math.floor(value) !== value) throw new codes.ERR_OUT_OF_RANGE(name, 'an integer', value)
  if (most < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS()
  throw new codes.ERR_OUT_OF_RANGE(name, `>= ${least} and <= ${most}`, value)
}

// rangeOf writes the range of a number of size bytes as Node does: wide ones as powers.
function rangeOf (low, high, size) {
  const n = typeof low === 'bigint' ? 'n' : ''
  if (size <= 4) return `>= ${low}${n} and <= ${high}${n}`
  if (low == 0) return `>= 0${n} and < 2${n} ** ${size * 8}${n}` // == because low is 0 or 0n
  const power = `2${n} ** ${size * 8 - 1}${n}`
  return `>= -(${power}) and < ${power}`
}

function isBufferSource (value) { return isView(value) || isAnyArrayBuffer(value) }

function encodingNumber (name) {
  if (name === undefined || name === 'utf8' || name === null || name === '') return 0
  return binding.encoding(name)
}

// The static methods, in the order of Node's.

Buffer.poolSize = 8 * 1024

Buffer.from = function from (value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset)
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length)
    const primitive = value.valueOf && value.valueOf()
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) {
      return from(primitive, encodingOrOffset, length)
    }
    const made = fromObject(value)
    if (made) return made
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const text = value[Symbol.toPrimitive]('string')
      if (typeof text === 'string') return fromString(text, encodingOrOffset)
    }
  }
  throw new codes.ERR_INVALID_ARG_TYPE('first argument',
    ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value)
}

function fromString (string, encoding) {
  return binding.fromString(string, typeof encoding === 'string' ? encoding : undefined)
}

function fromArrayBuffer (arrayBuffer, offset, length) {
  if (offset === undefined) {
    offset = 0
  } else {
    offset = +offset
    if (offset !== offset) offset = 0
  }
  const most = arrayBuffer.byteLength - offset
  if (most < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset')
  if (length === undefined) {
    // A Buffer over all of a buffer that can grow, grows.
    if (arrayBuffer.resizable) return new FastBuffer(arrayBuffer, offset)
    length = most
  } else {
    length = +length
    if (!(length > 0)) length = 0
    else if (length > most) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length')
  }
  return binding.fromArrayBuffer(arrayBuffer, offset, length)
}

function fromObject (object) {
  if (object.length !== undefined || isAnyArrayBuffer(object.buffer)) {
    return typeof object.length === 'number' ? fromArrayLike(object) : new FastBuffer()
  }
  if (object.type === 'Buffer' && Array.isArray(object.data)) return fromArrayLike(object.data)
}

function fromArrayLike (list) {
  const length = list.length
  if (!(length > 0)) return new FastBuffer()
  if (isUint8Array(list)) {
    const copied = binding.allocate(length)
    binding.copy(list, copied, 0, 0, length)
    return copied
  }
  if (length > kMaxLength) checkSize(length)
  return binding.fromArray(list, length)
}

Buffer.copyBytesFrom = function copyBytesFrom (view, offset, length) {
  if (typedArrayTag.call(view) === undefined) throw new codes.ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view)
  const size = view.length
  if (size === 0) return Buffer.alloc(0)
  if (offset !== undefined || length !== undefined) {
    let end = size
    if (offset !== undefined) {
      validateInteger(offset, 'offset', 0)
      if (offset >= size) return Buffer.alloc(0)
    } else {
      offset = 0
    }
    if (length !== undefined) {
      validateInteger(length, 'length', 0)
      end = offset + length
    }
    view = TypedArray.prototype.slice.call(view, offset, end)
  }
  return fromArrayLike(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
}

Object.defineProperty(Buffer, 'of', {
  value: (...items) => binding.fromArray(items, items.length),
  writable: true,
  enumerable: false,
  configurable: true
})

function isSize (size) { return typeof size === 'number' && size >= 0 && size <= kMaxLength }
function checkSize (size) { validateNumber(size, 'size', 0, kMaxLength) }

Buffer.alloc = function alloc (size, fill, encoding) {
  if (!isSize(size)) checkSize(size)
  const buffer = binding.allocate(size)
  return fill !== undefined && fill !== 0 && size > 0 ? fillBuffer(buffer, fill, 0, buffer.length, encoding) : buffer
}

// Go's memory is always zeroed and costs little, so there is no pool.
Buffer.allocUnsafe = function allocUnsafe (size) {
  if (!isSize(size)) checkSize(size)
  return binding.allocate(size)
}

Buffer.allocUnsafeSlow = function allocUnsafeSlow (size) {
  if (!isSize(size)) checkSize(size)
  return binding.allocate(size)
}

Buffer.isBuffer = function isBuffer (b) { return b instanceof Buffer }

Buffer.compare = function compare (buf1, buf2) {
  if (!isUint8Array(buf1)) throw new codes.ERR_INVALID_ARG_TYPE('buf1', ['Buffer', 'Uint8Array'], buf1)
  if (!isUint8Array(buf2)) throw new codes.ERR_INVALID_ARG_TYPE('buf2', ['Buffer', 'Uint8Array'], buf2)
  return binding.compare(buf1, buf2)
}

Buffer.isEncoding = function isEncoding (encoding) {
  return encoding === 'utf8' || typeof encoding === 'string' && encoding.length !== 0 && binding.encoding(encoding) >= 0
}

Buffer.concat = function concat (list, length) {
  validateArray(list, 'list')
  if (list.length === 0) return new FastBuffer()
  if (length !== undefined) validateInteger(length, 'length', 0, kMaxLength)
  return binding.concat(list, length)
}

Buffer.byteLength = function byteLength (string, encoding) {
  if (typeof string !== 'string') {
    if (isBufferSource(string)) return string.byteLength
    throw new codes.ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string)
  }
  return binding.byteLength(string, encodingNumber(encoding))
}

// The methods that are not native.

for (const [name, property] of [['parent', 'buffer'], ['offset', 'byteOffset']]) {
  Object.defineProperty(prototype, name, {
    enumerable: true,
    get () { return this instanceof Buffer ? this[property] : undefined }
  })
}

function toInteger (value, fallback) {
  value = +value
  return value === value && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
    ? (value % 1 === 0 ? value : Math.floor(value))
    : fallback
}

// copy is what the native one leaves: arguments that are no plain numbers.
function copy (target, targetStart, sourceStart, sourceEnd) {
  if (!isUint8Array(this)) throw new codes.ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], this)
  if (!isUint8Array(target)) throw new codes.ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target)
  const length = this.length
  if (targetStart === undefined) {
    targetStart = 0
  } else {
    targetStart = toInteger(targetStart, 0)
    if (targetStart < 0) throw new codes.ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart)
  }
  if (sourceStart === undefined) {
    sourceStart = 0
  } else {
    sourceStart = toInteger(sourceStart, 0)
    if (sourceStart < 0 || sourceStart > length) {
      throw new codes.ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${length}`, sourceStart)
    }
  }
  if (sourceEnd === undefined) {
    sourceEnd = length
  } else {
    sourceEnd = toInteger(sourceEnd, 0)
    if (sourceEnd < 0) throw new codes.ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd)
  }
  return sourceStart >= sourceEnd ? 0 : binding.copy(this, target, targetStart, sourceStart, sourceEnd)
}

prototype.equals = function equals (otherBuffer) {
  if (!isUint8Array(otherBuffer)) throw new codes.ERR_INVALID_ARG_TYPE('otherBuffer', ['Buffer', 'Uint8Array'], otherBuffer)
  return this === otherBuffer || binding.compare(this, otherBuffer) === 0
}

let inspectMaxBytes = 50

function inspect (depth, options) {
  const max = inspectMaxBytes
  const length = this.length
  const shown = this.hexSlice(0, Math.min(max, length))
  const pairs = []
  for (let i = 0; i < shown.length; i += 2) pairs.push(shown.slice(i, i + 2))
  let text = pairs.join(' ')
  if (length > max) text += ` ... ${length - max} more byte${length - max > 1 ? 's' : ''}`
  if (options) {
    const extras = { __proto__: null }
    let any = false
    const keys = require('internal/util/inspect').nonIndexKeys(this, options.showHidden)
    for (let i = 0; i < keys.length; i++) {
      any = true
      extras[keys[i]] = this[keys[i]]
    }
    if (any) {
      if (length !== 0) text += ', '
      const whole = require('util').inspect(extras, { ...options, breakLength: Infinity, compact: true })
      text += whole.slice('[Object: null prototype] {'.length + 1, -2)
    }
  }
  return `<${this.constructor.name} ${text}>`
}
prototype[inspectSymbol] = inspect
prototype.inspect = inspect

prototype.compare = function compare (target, targetStart, targetEnd, sourceStart, sourceEnd) {
  if (!isUint8Array(target)) throw new codes.ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target)
  if (targetStart === undefined && targetEnd === undefined && sourceStart === undefined && sourceEnd === undefined) {
    return binding.compare(this, target)
  }
  if (targetStart === undefined) targetStart = 0
  else validateInteger(targetStart, 'targetStart', 0, kMaxLength)
  if (targetEnd === undefined) targetEnd = target.length
  else validateInteger(targetEnd, 'targetEnd', 0, target.length)
  if (sourceStart === undefined) sourceStart = 0
  else validateInteger(sourceStart, 'sourceStart', 0, kMaxLength)
  if (sourceEnd === undefined) sourceEnd = this.length
  else validateInteger(sourceEnd, 'sourceEnd', 0, this.length)
  if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1
  if (targetStart >= targetEnd) return 1
  return binding.compare(this, target, sourceStart, sourceEnd, targetStart, targetEnd)
}

function search (buffer, value, byteOffset, encoding, forward) {
  if (!isView(buffer)) throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer)
  if (typeof byteOffset === 'string') {
    encoding = byteOffset
    byteOffset = undefined
  } else if (byteOffset > 0x7fffffff) {
    byteOffset = 0x7fffffff
  } else if (byteOffset < -0x80000000) {
    byteOffset = -0x80000000
  }
  byteOffset = +byteOffset
  if (byteOffset !== byteOffset) byteOffset = forward ? 0 : buffer.byteLength
  if (typeof value === 'number') return binding.indexOf(buffer, value, byteOffset, 0, forward)
  let number = encoding === undefined ? 0 : binding.encoding(`${encoding}`)
  if (typeof value === 'string') {
    if (number < 0) throw new codes.ERR_UNKNOWN_ENCODING(encoding)
  } else if (isUint8Array(value)) {
    if (number < 0) number = 0
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value)
  }
  return binding.indexOf(buffer, value, byteOffset, number, forward)
}

prototype.indexOf = function indexOf (value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true)
}

prototype.lastIndexOf = function lastIndexOf (value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, false)
}

prototype.includes = function includes (value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true) !== -1
}

prototype.fill = function fill (value, offset, end, encoding) {
  return fillBuffer(this, value, offset, end, encoding)
}

function fillBuffer (buffer, value, offset, end, encoding) {
  let number = 0
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset
      offset = 0
      end = buffer.length
    } else if (typeof end === 'string') {
      encoding = end
      end = buffer.length
    }
    number = encodingNumber(encoding)
    if (number < 0) {
      validateString(encoding, 'encoding')
      throw new codes.ERR_UNKNOWN_ENCODING(encoding)
    }
    if (value.length === 0) value = 0
  }
  if (offset === undefined) {
    offset = 0
    end = buffer.length
  } else {
    validateNumber(offset, 'offset', 0)
    if (end === undefined) end = buffer.length
    else validateNumber(end, 'end', 0, buffer.length)
    if (offset >= end) return buffer
  }
  if (end > buffer.byteLength) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS()
  if (typeof value === 'string' || isView(value)) {
    if (!binding.fill(buffer, value, offset, end, number)) throw new codes.ERR_INVALID_ARG_VALUE('value', value)
    return buffer
  }
  return Uint8Array.prototype.fill.call(buffer, typeof value === 'number' ? value : value >>> 0, offset, end)
}

prototype.toJSON = function toJSON () { return { type: 'Buffer', data: binding.values(this) } }

// The module's functions.

function SlowBuffer (size) {
  if (!isSize(size)) checkSize(size)
  return binding.allocate(size)
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype)
Object.setPrototypeOf(SlowBuffer, Uint8Array)

function transcode (source, fromEncoding, toEncoding) {
  if (!isUint8Array(source)) throw new codes.ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source)
  if (source.length === 0) return Buffer.alloc(0)
  const from = encodingNumber(fromEncoding)
  const to = encodingNumber(toEncoding)
  // utf8, utf16le, latin1 and ascii are 0 to 3; ICU knows no others.
  if (from < 0 || from > 3 || to < 0 || to > 3) {
    const error = native(Error, 'U_ILLEGAL_ARGUMENT_ERROR', 'Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]')
    error.errno = 1
    throw error
  }
  return binding.transcode(source, from, to)
}

function checked (test) {
  return (input) => {
    if (isBufferSource(input)) {
      if (binding.isDetached(isView(input) ? input.buffer : input)) {
        throw new codes.ERR_INVALID_STATE('Cannot validate on a detached buffer')
      }
      return test(input)
    }
    throw new codes.ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input)
  }
}
const isUtf8 = checked(binding.isUtf8)
const isAscii = checked(binding.isAscii)

function resolveObjectURL (url) { return require('internal/blob').resolveObjectURL(url) }

module.exports = exports = {
  Buffer,
  SlowBuffer,
  transcode,
  isUtf8,
  isAscii,
  kMaxLength,
  kStringMaxLength,
  resolveObjectURL
}
for (const name of ['btoa', 'atob']) {
  Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get () { return require('internal/encoding')[name] }
  })
}
for (const name of ['Blob', 'File']) {
  Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get () { return require('internal/blob')[name] }
  })
}
Object.defineProperties(exports, {
  constants: {
    enumerable: true,
    value: Object.defineProperties({}, {
      MAX_LENGTH: { value: kMaxLength, enumerable: true },
      MAX_STRING_LENGTH: { value: kStringMaxLength, enumerable: true }
    })
  },
  INSPECT_MAX_BYTES: {
    enumerable: true,
    configurable: true,
    get () { return inspectMaxBytes },
    set (value) {
      validateNumber(value, 'INSPECT_MAX_BYTES', 0)
      inspectMaxBytes = value
    }
  }
})
