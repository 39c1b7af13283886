'use strict'

// internal/fetch/body: what requests and responses share of bodies.
//
// A body is { source, parts, exchange, made, used }. source is what it was made of, null for a stream; parts what is sent: a
// string, bytes, or an array of those and Blobs; exchange the native one of a response. Its ReadableStream is made when somebody looks
// at it: a body that is read at once needs none, and used says that it was. Servers that know undici look at source, length and stream.

const { kReadable } = require('internal/webstreams/util')
const { usvString, exception } = require('internal/fetch/webidl')
const { isBlob } = require('internal/blob')


class Body {
  constructor(source, parts, stream) {
    this.source = source
    this.parts = parts
    this.exchange = undefined
    this.controller = undefined
    this.made = stream
    this.started = false
    this.used = false
  }

  get stream() { return this.made ??= require('internal/fetch/consume').makeStream(this) }
  get length() { return this.parts === undefined ? null : require('internal/fetch/consume').lengthOf(this.parts) }
}

function makeBody(source, parts, stream) { return new Body(source, parts, stream) }

// ofExchange is the body of a response that comes from the network.
function ofExchange(exchange, controller) {
  const body = makeBody(null, undefined, undefined)
  body.exchange = exchange
  body.controller = controller
  return body
}

// convert is Web IDL's conversion to BodyInit.
function convert(value) {
  if (typeof value === 'string') return usvString(value)
  if (value === null || typeof value !== 'object' && typeof value !== 'function') return usvString(value)
  if (value[kReadable] !== undefined || isBlob(value)) return value
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return checkBuffer(value)
  if (require('util/types').isAnyArrayBuffer(value)) return checkBuffer(value)
  if (value instanceof URLSearchParams || isForm(value) || value[Symbol.asyncIterator]) return value
  return usvString(value)
}

function checkBuffer(value) {
  const buffer = ArrayBuffer.isView(value) ? value.buffer : value
  if (require('util/types').isSharedArrayBuffer(buffer)) throw exception('ArrayBuffer', 'SharedArrayBuffer is not allowed.')
  if (buffer.resizable || buffer.growable) throw exception('ArrayBuffer', 'Received a resizable ArrayBuffer.')
  return value
}

// isForm takes other libraries' forms too.
function isForm(value) { return value[Symbol.toStringTag] === 'FormData' && typeof value.append === 'function' && typeof value.getAll === 'function' }

// extract is the standard's: { body, type } of what convert returned.
function extract(object, keepalive) {
  if (typeof object === 'string') return { body: makeBody(object, object, undefined), type: 'text/plain;charset=UTF-8' }
  if (object[kReadable] !== undefined) return { body: extractStream(object, keepalive), type: null }
  if (object instanceof ArrayBuffer || ArrayBuffer.isView(object)) {
    const bytes = new Uint8Array(object instanceof ArrayBuffer
      ? object.slice(0)
      : object.buffer.slice(object.byteOffset, object.byteOffset + object.byteLength))
    return { body: makeBody(bytes, bytes, undefined), type: null }
  }
  if (isBlob(object)) return { body: makeBody(object, object, undefined), type: object.type || null }
  if (object instanceof URLSearchParams) {
    const text = object.toString()
    return { body: makeBody(text, text, undefined), type: 'application/x-www-form-urlencoded;charset=UTF-8' }
  }
  if (isForm(object)) {
    const { parts, type } = require('internal/fetch/formdata').encode(object)
    return { body: makeBody(object, parts, undefined), type }
  }
  if (keepalive) throw new TypeError('keepalive')
  return { body: makeBody(null, undefined, require('internal/fetch/consume').streamFrom(object)), type: null }
}

function extractStream(stream, keepalive) {
  if (keepalive) throw new TypeError('keepalive')
  const s = stream[kReadable]
  if (s.disturbed || s.reader !== undefined) throw new TypeError('Response body object should not be disturbed or locked')
  return makeBody(null, undefined, stream)
}

function isUsed(body) { return body.used || body.made !== undefined && body.made[kReadable].disturbed }

function isUnusable(body) {
  return body.used || body.made !== undefined && (body.made[kReadable].disturbed || body.made[kReadable].reader !== undefined)
}

// clone returns a body with the same bytes.
function clone(body) {
  if (body.made === undefined && body.parts !== undefined) return makeBody(body.source, body.parts, undefined)
  const branches = body.stream.tee()
  body.made = branches[0]
  // The branch no longer is what the exchange feeds alone.
  body.exchange = undefined
  return makeBody(body.source, body.parts, branches[1])
}

// mixBody gives a class the methods that read a body. stateOf(object) checks what they are called on.
function mixBody(Class, stateOf) {
  const consume = (object, as) => {
    let state
    try {
      state = stateOf(object)
    } catch (error) {
      return Promise.reject(error)
    }
    return require('internal/fetch/consume').consume(state, as)
  }
  const methods = {
    blob() { return consume(this, 'blob') },
    arrayBuffer() { return consume(this, 'arrayBuffer') },
    text() { return consume(this, 'text') },
    json() { return consume(this, 'json') },
    formData() { return consume(this, 'formData') },
    bytes() { return consume(this, 'bytes') },
  }
  Object.assign(Class.prototype, methods)
}

module.exports = { makeBody, ofExchange, convert, extract, isUsed, isUnusable, clone, mixBody }
