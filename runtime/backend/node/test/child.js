'use strict'

// A test file that another program runs tells it its events on standard output, among what the tests write there: each is a
// frame of kMark, the length as eight digits, and v8.serialize's bytes.

const kMark = Buffer.from('\u0000\u0001test\u0001')

// asPlain is an error as another program can have it; v8.serialize leaves out what is more than message and stack.
function asPlain(error) {
  if (error === null || typeof error !== 'object') return { value: typeof error === 'symbol' || typeof error === 'function' ? String(error) : error }
  const fields = {}
  const hidden = []
  for (const key of ['name', 'message', 'stack', 'generatedMessage', 'code', 'failureType', 'actual', 'expected', 'operator']) {
    const value = error[key]
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') continue
    fields[key] = value
    if (!Object.prototype.propertyIsEnumerable.call(error, key)) hidden.push(key)
  }
  const cause = error.cause === undefined ? undefined : asPlain(error.cause)
  return { fields, hidden, cause }
}

function fromPlain({ value, fields, hidden = [], cause }) {
  if (fields === undefined) return value
  const error = new Error(fields.message)
  for (const key of Object.keys(fields)) {
    const quiet = key === 'name' || key === 'message' || key === 'stack' || hidden.includes(key)
    Object.defineProperty(error, key, { configurable: true, writable: true, enumerable: !quiet, value: fields[key] })
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
    const shown = (part) => part?.fields && { fields: { ...part.fields, actual: undefined, expected: undefined }, hidden: part.hidden, cause: shown(part.cause) }
    bytes = serialize({ type: plain.type, data: { ...plain.data, details: { ...details, error: shown(plain.data.details.error) } } })
  }
  return Buffer.concat([kMark, Buffer.from(String(bytes.length).padStart(8, '0')), bytes])
}

// makeChild is the reporter of such a file.
function makeChild() {
  return { start() {}, event: frame, end() {} }
}

// connect tells `deskjs test` what happens in a file, and does what it says: see settings in cmd/deskjs.
function connect(state, { timeout, retries }) {
  const process = require('process')
  if (timeout > 0) state.timeout = timeout
  if (retries > 0) state.retries = retries
  if (process.env.NODE_TEST_CONTEXT !== 'child-v8') return
  // A loop without end keeps this from being said.
  state.setInterval(() => tell('deskjs:alive', {}), 500).unref()
  const tell = (type, data) => process.stdout.write(frame({ type, data: { nesting: 0, ...data } }))
  let numbers = 0
  state.began = (node) => {
    if (node.isSuite) return
    node.number = ++numbers
    tell('deskjs:began', { number: node.number, name: node.fullName })
  }
  state.ended = (node) => { if (node.number !== undefined) tell('deskjs:ended', { number: node.number }) }
  state.done = () => {
    tell('deskjs:done', { files: loaded(), launched: state.launched === true })
    // What the tests have left open does not keep the others waiting.
    const open = state.setTimeout(() => {
      const left = [...new Set(process.getActiveResourcesInfo())].filter((name) => name !== 'PipeWrap' && name !== 'TTYWrap')
      tell('test:diagnostic', { message: 'left open after the tests: ' + (left.join(', ') || 'something') + '; the file was ended' })
      process.exit()
    }, leftTime)
    open.unref()
  }
}

// leftTime is how long a file may go on after its tests.
const leftTime = 1000

// loaded are the files that the program has loaded, outside of node_modules.
function loaded() {
  return [...(globalThis.__deskjsLoaded?.() ?? []), ...Object.keys(require('module')._cache)].filter((file) => !/[/\\]node_modules[/\\]/.test(file))
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

module.exports = { makeChild, Parser, connect }
