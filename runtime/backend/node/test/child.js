'use strict'

// A test file that another program runs tells it its events on standard output, among what the tests write there: each is a
// frame of kMark, the length as eight digits, and v8.serialize's bytes.

const kMark = Buffer.from('\u0000\u0001test\u0001')

// asPlain is an error as another program can have it; v8.serialize leaves out what is more than message and stack.
function asPlain(error) {
  if (error === null || typeof error !== 'object') return { value: typeof error === 'symbol' || typeof error === 'function' ? String(error) : error }
  const fields = {}
  for (const key of ['name', 'message', 'stack', 'generatedMessage', 'code', 'failureType', 'actual', 'expected', 'operator']) {
    const value = error[key]
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') continue
    fields[key] = value
  }
  const cause = error.cause === undefined ? undefined : asPlain(error.cause)
  return { fields, cause }
}

function fromPlain({ value, fields, cause }) {
  if (fields === undefined) return value
  const error = new Error(fields.message)
  for (const key of Object.keys(fields)) {
    const hidden = key === 'name' || key === 'message' || key === 'stack'
    Object.defineProperty(error, key, { configurable: true, writable: true, enumerable: !hidden, value: fields[key] })
  }
  if (cause !== undefined) Object.defineProperty(error, 'cause', { configurable: true, writable: true, enumerable: false, value: fromPlain(cause) })
  return error
}

function frame(event) {
  const { serialize } = require('v8')
  const { details } = event.data
  const plain = details?.error === undefined ? event : { type: event.type, data: { ...event.data, details: { ...details, error: asPlain(details.error) } } }
  let bytes
  try {
    bytes = serialize(plain)
  } catch {
    // What was compared cannot be sent.
    const { fields, cause } = plain.data.details.error
    const shown = (part) => part?.fields && { fields: { ...part.fields, actual: undefined, expected: undefined }, cause: shown(part.cause) }
    bytes = serialize({ type: plain.type, data: { ...plain.data, details: { ...details, error: shown({ fields, cause }) } } })
  }
  return Buffer.concat([kMark, Buffer.from(String(bytes.length).padStart(8, '0')), bytes])
}

// makeChild is the reporter of such a file.
function makeChild() {
  return { start() {}, event: frame, end() {} }
}

// Parser takes standard output apart: onEvent gets the events, onText what else there is.
class Parser {
  #rest = Buffer.alloc(0)
  #onEvent
  #onText

  constructor(onEvent, onText) {
    this.#onEvent = onEvent
    this.#onText = onText
  }

  write(chunk) {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    for (;;) {
      const at = this.#rest.indexOf(kMark)
      if (at === -1) {
        // The end may be the beginning of a frame.
        const last = this.#rest.lastIndexOf(0)
        const whole = last === -1 || this.#rest.length - last >= kMark.length
        this.#text(whole ? this.#rest.length : last)
        return
      }
      this.#text(at)
      const head = kMark.length + 8
      if (this.#rest.length < head) return
      const size = Number(this.#rest.latin1Slice(kMark.length, head))
      if (this.#rest.length < head + size) return
      const event = require('v8').deserialize(this.#rest.subarray(head, head + size))
      this.#rest = this.#rest.subarray(head + size)
      const { details } = event.data
      if (details?.error !== undefined) details.error = fromPlain(details.error)
      this.#onEvent(event)
    }
  }

  end() { this.#text(this.#rest.length) }

  #text(length) {
    if (length === 0) return
    this.#onText(this.#rest.subarray(0, length).toString())
    this.#rest = this.#rest.subarray(length)
  }
}

module.exports = { makeChild, Parser }
