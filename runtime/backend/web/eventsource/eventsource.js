// EventSource, by the HTML Standard, 9.2. The connection and the reading of its stream are native.

const { received, trusted } = require('internal/message_event')
const { EventTarget, Event, defineEventHandler } = require('internal/event_target')
const { DOMException } = require('internal/domexception')

const CONNECTING = 0
const OPEN = 1
const CLOSED = 2

// kOrigin is where undici's setGlobalOrigin keeps the base of relative URLs; Node has none of its own.
const kOrigin = Symbol.for('undici.globalOrigin.1')
// kReconnection is the time before another attempt, in milliseconds, until the stream gives one.
const kReconnection = 3000

class EventSource extends EventTarget {
  #url
  #withCredentials
  #state = CONNECTING
  #handle
  #origin
  #lastEventId = ''
  #reconnection = kReconnection

  constructor(url, options = undefined) {
    super()
    if (arguments.length === 0) throw new TypeError('EventSource constructor: 1 argument required, but 0 found.')
    if (typeof url === 'symbol') throw new TypeError('EventSource constructor: url is a symbol, which cannot be converted to a USVString.')
    url = `${url}`
    if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') {
      throw new TypeError('EventSource constructor: Expected eventSourceInitDict ("EventSourceInitDict") to be one of: Null, Undefined, Object.')
    }
    this.#withCredentials = !!options?.withCredentials
    let record
    try {
      record = new URL(url, globalThis[kOrigin])
    } catch (error) {
      throw new DOMException(`${error}`, 'SyntaxError')
    }
    this.#url = record.href
    if (record.protocol === 'http:' || record.protocol === 'https:') this.#connect()
    else setImmediate(() => this.#end(true))
  }

  static #of(value) {
    if (typeof value !== 'object' || value === null || !(#url in value)) {
      const error = new TypeError('Illegal invocation')
      error.code = 'ERR_INVALID_THIS'
      throw error
    }
    return value
  }

  get url() { return EventSource.#of(this).#url }
  get withCredentials() { return EventSource.#of(this).#withCredentials }
  get readyState() { return EventSource.#of(this).#state }

  close() {
    EventSource.#of(this)
    this.#state = CLOSED
    if (this.#handle !== undefined) binding.close(this.#handle)
    this.#handle = undefined
  }

  #connect() {
    if (this.#url.startsWith('https:')) require('internal/tls/unauthorized').allowsUnauthorized()
    this.#handle = binding.connect(this, this.#url, this.#lastEventId)
  }

  // #end is told that there is no connection, or no longer one. refused says that the answer was none to ask for again.
  #end(refused) {
    if (this.#state === CLOSED) return
    this.#handle = undefined
    this.#state = refused ? CLOSED : CONNECTING
    this.dispatchEvent(new Event('error', trusted))
    if (refused) return
    // As in Node, waiting keeps no program alive.
    setTimeout(() => {
      if (this.#state === CONNECTING) this.#connect()
    }, this.#reconnection).unref()
  }

  static {
    binding.listen(
      (source, url) => {
        source.#state = OPEN
        source.#origin = new URL(url).origin
        source.dispatchEvent(new Event('open', trusted))
      },
      (source, events, id, retry) => {
        source.#lastEventId = id
        if (retry !== undefined) source.#reconnection = retry
        for (let i = 0; i < events.length && source.#state !== CLOSED; i += 3) {
          source.dispatchEvent(received(events[i], events[i + 1], source.#origin, events[i + 2]))
        }
      },
      (source, refused) => source.#end(refused))
  }
}

;['CONNECTING', 'OPEN', 'CLOSED'].forEach((name, value) => {
  const descriptor = { __proto__: null, enumerable: true, value }
  Object.defineProperty(EventSource, name, descriptor)
  Object.defineProperty(EventSource.prototype, name, descriptor)
})
for (const name of ['open', 'message', 'error']) defineEventHandler(EventSource.prototype, name, name, true)
for (const name of ['url', 'withCredentials', 'readyState', 'close']) Object.defineProperty(EventSource.prototype, name, { enumerable: true })
Object.defineProperty(EventSource.prototype, Symbol.toStringTag, { configurable: true, value: 'EventSource' })
Object.defineProperty(EventSource, 'length', { value: 1 })

module.exports = { EventSource }
