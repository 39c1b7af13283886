// The module "buffer" of preload scripts: Node's Buffer over the page's own Uint8Array, without pools, transcode and blobs.

const texts = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

const names = { utf8: 'utf8', 'utf-8': 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url', latin1: 'latin1', binary: 'latin1', ascii: 'ascii',
  ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le' }

function encodingOf(encoding) {
  const name = names[String(encoding ?? 'utf8').toLowerCase()]
  if (name !== undefined) return name
  throw Object.assign(new TypeError(`Unknown encoding: ${encoding}`), { code: 'ERR_UNKNOWN_ENCODING' })
}

function invalid(name, expected, value) {
  const received = value === null || value === undefined ? String(value) : typeof value === 'object' ? `an instance of ${value.constructor?.name ?? 'Object'}` : `type ${typeof value} (${String(value)})`
  return Object.assign(new TypeError(`The "${name}" argument must be ${expected}. Received ${received}`), { code: 'ERR_INVALID_ARG_TYPE' })
}

function outOfRange(name, range, value) {
  return Object.assign(new RangeError(`The value of "${name}" is out of range. It must be ${range}. Received ${value}`), { code: 'ERR_OUT_OF_RANGE' })
}

function size(length) {
  if (typeof length !== 'number') throw invalid('size', 'of type number', length)
  if (!(length >= 0 && length <= 0x7fffffff)) throw outOfRange('size', '>= 0 && <= 2147483647', length)
  return Math.trunc(length)
}

const units = (text, mask) => Uint8Array.from(text, (unit) => unit.charCodeAt(0) & mask)

// The bytes of a text.
function bytesOf(text, encoding) {
  switch (encodingOf(encoding)) {
    case 'utf8': return texts.encode(text)
    case 'latin1':
    case 'ascii': return units(text.split(''), 0xff)
    case 'utf16le': {
      const bytes = new Uint8Array(text.length * 2)
      for (let i = 0; i < text.length; i++) {
        bytes[2 * i] = text.charCodeAt(i)
        bytes[2 * i + 1] = text.charCodeAt(i) >> 8
      }
      return bytes
    }
    case 'hex': {
      const [digits] = /^(?:[\da-f]{2})*/iu.exec(text)
      return Uint8Array.from(digits.match(/../gu) ?? [], (pair) => parseInt(pair, 16))
    }
    default: {
      const [digits] = /^[A-Za-z\d+/]*/u.exec(text.replaceAll('-', '+').replaceAll('_', '/').replace(/\s/gu, ''))
      return units(atob(digits.slice(0, digits.length % 4 === 1 ? -1 : undefined)).split(''), 0xff)
    }
  }
}

function binary(bytes, mask = 0xff) {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192).map((byte) => byte & mask))
  return text
}

function textOf(bytes, encoding) {
  switch (encodingOf(encoding)) {
    case 'utf8': return decoder.decode(bytes)
    case 'latin1': return binary(bytes)
    case 'ascii': return binary(bytes, 0x7f)
    case 'hex': return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    case 'base64': return btoa(binary(bytes))
    case 'base64url': return btoa(binary(bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '')
    default: {
      let text = ''
      for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes[i] | bytes[i + 1] << 8)
      return text
    }
  }
}

const own = (bytes) => new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength)

// Buffer's methods are on its prototype; what makes one without `new` is below.
class FastBuffer extends Uint8Array {
  toString(encoding, start = 0, end = this.length) { return textOf(super.subarray(Math.max(0, start), Math.min(end, this.length)), encoding) }

  toLocaleString(encoding, start, end) { return this.toString(encoding, start, end) }

  toJSON() { return { type: 'Buffer', data: Array.from(this) } }

  slice(start, end) { return this.subarray(start, end) }

  subarray(start, end) { return own(super.subarray(start, end)) }

  equals(other) {
    if (!(other instanceof Uint8Array)) throw invalid('otherBuffer', 'an instance of Buffer or Uint8Array', other)
    return Buffer.compare(this, other) === 0
  }

  compare(target, targetStart = 0, targetEnd = target.length, sourceStart = 0, sourceEnd = this.length) {
    return Buffer.compare(super.subarray(sourceStart, sourceEnd), Uint8Array.prototype.subarray.call(target, targetStart, targetEnd))
  }

  copy(target, targetStart = 0, sourceStart = 0, sourceEnd = this.length) {
    const part = super.subarray(sourceStart, Math.min(sourceEnd, sourceStart + Math.max(0, target.length - targetStart)))
    target.set(part, targetStart)
    return part.length
  }

  write(text, offset = 0, length = this.length - offset, encoding = 'utf8') {
    if (typeof offset === 'string') return this.write(text, 0, this.length, offset)
    if (typeof length === 'string') return this.write(text, offset, this.length - offset, length)
    let bytes = bytesOf(text, encoding).subarray(0, Math.min(length, this.length - offset))
    // No part of a character is written.
    if (encodingOf(encoding) === 'utf8' && bytes.length < texts.encode(text).length) {
      let end = bytes.length
      const whole = texts.encode(text)
      while (end > 0 && (whole[end] & 0xc0) === 0x80) end--
      bytes = bytes.subarray(0, end)
    }
    this.set(bytes, offset)
    return bytes.length
  }

  fill(value, start = 0, end = this.length, encoding = 'utf8') {
    if (typeof start === 'string') return this.fill(value, 0, this.length, start)
    if (typeof end === 'string') return this.fill(value, start, this.length, end)
    if (typeof value === 'number') return super.fill(value & 0xff, start, end)
    const bytes = typeof value === 'string' ? bytesOf(value, encoding) : value
    if (bytes.length === 0) return super.fill(0, start, end)
    for (let i = start; i < end; i++) this[i] = bytes[(i - start) % bytes.length]
    return this
  }

  indexOf(value, from = 0, encoding = 'utf8') { return this.#find(value, from, encoding, false) }

  lastIndexOf(value, from = this.length, encoding = 'utf8') { return this.#find(value, from, encoding, true) }

  includes(value, from, encoding) { return this.indexOf(value, from, encoding) >= 0 }

  #find(value, from, encoding, last) {
    if (typeof from === 'string') return this.#find(value, last ? this.length : 0, from, last)
    const bytes = typeof value === 'number' ? Uint8Array.of(value) : typeof value === 'string' ? bytesOf(value, encoding) : value
    const most = this.length - bytes.length
    const begin = Math.min(from < 0 ? this.length + from : from, last ? most : Infinity)
    for (let i = Math.max(begin, last ? -1 : 0); last ? i >= 0 : i <= most; i += last ? -1 : 1) {
      if (bytes.every((byte, k) => this[i + k] === byte)) return i
    }
    return -1
  }

  #view(offset, length) {
    if (typeof offset !== 'number') throw invalid('offset', 'of type number', offset)
    if (!Number.isInteger(offset)) throw outOfRange('offset', 'an integer', offset)
    if (offset < 0 || offset + length > this.length) throw outOfRange('offset', `>= 0 and <= ${this.length - length}`, offset)
    return new DataView(this.buffer, this.byteOffset + offset, length)
  }

  static numbers(prototype) {
    const kinds = { UInt8: ['Uint8', 1], Int8: ['Int8', 1], UInt16: ['Uint16', 2], Int16: ['Int16', 2], UInt32: ['Uint32', 4], Int32: ['Int32', 4],
      BigUInt64: ['BigUint64', 8], BigInt64: ['BigInt64', 8], Float: ['Float32', 4], Double: ['Float64', 8] }
    for (const [name, [kind, length]] of Object.entries(kinds)) {
      for (const order of length === 1 ? [''] : ['LE', 'BE']) {
        const methods = {
          [`read${name}${order}`](offset = 0) { return this.#view(offset, length)[`get${kind}`](0, order === 'LE') },
          [`write${name}${order}`](value, offset = 0) {
            this.#view(offset, length)[`set${kind}`](0, value, order === 'LE')
            return offset + length
          },
        }
        for (const [method, does] of Object.entries(methods)) {
          for (const alias of [method, method.replace('UInt', 'Uint')]) Object.defineProperty(prototype, alias, { value: does, writable: true, configurable: true })
        }
      }
    }
  }
}
FastBuffer.numbers(FastBuffer.prototype)
delete FastBuffer.numbers

function Buffer(value, encoding, length) { return typeof value === 'number' ? Buffer.alloc(value) : Buffer.from(value, encoding, length) }
Buffer.prototype = FastBuffer.prototype
Object.setPrototypeOf(Buffer, Uint8Array)
Object.defineProperty(FastBuffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true })
// What Uint8Array's methods make is a Buffer, of a length.
Object.defineProperty(Buffer, Symbol.species, { get: () => FastBuffer })

Object.assign(Buffer, {
  poolSize: 8192,

  from(value, encoding, length) {
    if (typeof value === 'string') return own(bytesOf(value, encoding))
    if (value instanceof ArrayBuffer || globalThis.SharedArrayBuffer !== undefined && value instanceof SharedArrayBuffer) return new FastBuffer(value, encoding, length)
    if (value?.type === 'Buffer' && Array.isArray(value.data)) return own(Uint8Array.from(value.data))
    if (value !== null && typeof value === 'object') {
      const primitive = value.valueOf?.()
      if (primitive !== value && primitive !== null && primitive !== undefined && (typeof primitive === 'string' || typeof primitive === 'object')) return Buffer.from(primitive, encoding, length)
      if (typeof value.length === 'number' || value instanceof ArrayBuffer) return own(Uint8Array.from(value))
    }
    throw invalid('first', 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object', value)
  },

  alloc(length, fill, encoding) {
    const buffer = new FastBuffer(size(length))
    return fill === undefined || fill === 0 ? buffer : buffer.fill(fill, 0, buffer.length, encoding)
  },

  allocUnsafe: (length) => new FastBuffer(size(length)),
  allocUnsafeSlow: (length) => new FastBuffer(size(length)),
  isBuffer: (value) => value instanceof FastBuffer,
  isEncoding: (encoding) => typeof encoding === 'string' && names[encoding.toLowerCase()] !== undefined,

  byteLength(value, encoding) {
    if (typeof value === 'string') return encodingOf(encoding) === 'hex' ? value.length >>> 1 : bytesOf(value, encoding).length
    if (typeof value?.byteLength === 'number') return value.byteLength
    throw invalid('string', 'of type string or an instance of Buffer or ArrayBuffer', value)
  },

  concat(list, total = list.reduce((sum, { length }) => sum + length, 0)) {
    const buffer = Buffer.alloc(total)
    let at = 0
    for (const part of list) {
      if (at >= total) break
      buffer.set(part.subarray(0, total - at), at)
      at += part.length
    }
    return buffer
  },

  compare(a, b) {
    const length = Math.min(a.length, b.length)
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1
    return Math.sign(a.length - b.length)
  },
})

module.exports = { Buffer, kMaxLength: 0x7fffffff, constants: { MAX_LENGTH: 0x7fffffff, MAX_STRING_LENGTH: 0x1fffffe8 }, atob: (text) => atob(text), btoa: (text) => btoa(text) }
