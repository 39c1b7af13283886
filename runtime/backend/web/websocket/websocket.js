// WebSocket, by the WebSockets Standard, worded as undici's, which is Node's. The connection is native.

const { received, CloseEvent, ErrorEvent, trusted } = require('internal/message_event')
const { EventTarget, Event, defineEventHandler } = require('internal/event_target')
const DOMException = require('internal/domexception').DOMException

const kStates = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED']
// kOrigin is where undici's setGlobalOrigin keeps the base of relative URLs; Node has none of its own.
const kOrigin = Symbol.for('undici.globalOrigin.1')
const OPEN = 1
const CLOSING = 2
const CLOSED = 3

const notInProtocols = /[^!#$%&'*+.0-9A-Z^_`a-z|~-]/
const notInNames = notInProtocols
const notInValues = /[^\t\x20-\x7e\x80-\xff]/

function missing(what, wanted, found) {
  return new TypeError(`${what}: ${wanted} argument${wanted === 1 ? '' : 's'} required, but${found ? ' only' : ''} ${found} found.`)
}

function stringOf(value, prefix) {
  if (typeof value === 'symbol') throw new TypeError(`${prefix} is a symbol, which cannot be converted to a DOMString.`)
  return String(value)
}

// protocolsOf is a list of strings, of a string or an iterable.
function protocolsOf(value) {
  if (typeof value === 'object' && value !== null && Symbol.iterator in value || typeof value === 'function' && Symbol.iterator in value) {
    return Array.from(value, (protocol) => stringOf(protocol, 'protocols'))
  }
  return [stringOf(value, 'protocols')]
}

// headersOf is names and values in turn, of what new Headers takes.
function headersOf(init) {
  const list = []
  const add = (name, value) => {
    name = stringOf(name, 'headers')
    value = stringOf(value, 'headers').replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '')
    if (name === '' || notInNames.test(name)) throw new TypeError(`Headers.append: ${name} is an invalid header name.`)
    if (notInValues.test(value)) throw new TypeError(`Headers.append: "${value}" is an invalid header value.`)
    list.push(name, value)
  }
  if (typeof init[Symbol.iterator] === 'function') {
    for (const pair of init) {
      const [name, value] = pair
      if ([...pair].length !== 2) throw new TypeError('Headers constructor: expected name/value pair to be length 2, found ' + [...pair].length + '.')
      add(name, value)
    }
  } else {
    for (const name of Reflect.ownKeys(init)) add(name, init[name])
  }
  return list
}

// optionsOf is { protocols, headers } of the constructor's second argument.
function optionsOf(value) {
  if (value !== null && (typeof value === 'object' || typeof value === 'function') && !(Symbol.iterator in value)) {
    const { headers, protocols } = value
    return {
      headers: headers === undefined || headers === null ? [] : headersOf(headers),
      protocols: protocols === undefined ? [] : protocolsOf(protocols),
    }
  }
  return { headers: [], protocols: protocolsOf(value) }
}

function urlOf(value) {
  let url
  try {
    url = new URL(stringOf(value, 'url'), globalThis[kOrigin])
  } catch (error) {
    if (error.code !== 'ERR_INVALID_URL') throw error
    throw new DOMException(`${error}`, 'SyntaxError')
  }
  if (url.protocol === 'http:') url.protocol = 'ws:'
  else if (url.protocol === 'https:') url.protocol = 'wss:'
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw new DOMException(`Expected a ws: or wss: protocol, got ${url.protocol}`, 'SyntaxError')
  }
  if (url.hash || url.href.endsWith('#')) throw new DOMException('Got fragment', 'SyntaxError')
  return url
}

class WebSocket extends EventTarget {
  #url
  #origin
  #handle
  #state = 0
  #binaryType = 'blob'
  #protocol = ''
  #extensions = ''
  // What waits for a Blob that has to be read, null if nothing does; #waiting is its length in bytes.
  #queue = null
  #waiting = 0

  constructor(url, protocols = []) {
    super()
    if (arguments.length === 0) throw missing('WebSocket constructor', 1, 0)
    const options = optionsOf(protocols)
    const record = urlOf(url)
    const list = options.protocols
    const valid = list.every((protocol) => protocol !== '' && !notInProtocols.test(protocol))
    if (!valid || new Set(list.map((protocol) => protocol.toLowerCase())).size !== list.length) {
      throw new DOMException('Invalid Sec-WebSocket-Protocol value', 'SyntaxError')
    }
    this.#url = record.href
    this.#origin = record.origin
    if (record.protocol === 'wss:') require('internal/tls/unauthorized').allowsUnauthorized()
    this.#handle = binding.connect(this, record.protocol === 'wss:', record.host, decodeURIComponent(record.username),
      decodeURIComponent(record.password), record.pathname + record.search, list, options.headers)
  }

  static #of(value) {
    if (typeof value !== 'object' || value === null || !(#url in value)) {
      const error = new TypeError('Illegal invocation')
      error.code = 'ERR_INVALID_THIS'
      throw error
    }
    return value
  }

  get url() { return WebSocket.#of(this).#url }
  get readyState() { return WebSocket.#of(this).#state }
  get bufferedAmount() { return binding.bufferedAmount(WebSocket.#of(this).#handle) + this.#waiting }
  get extensions() { return WebSocket.#of(this).#extensions }
  get protocol() { return WebSocket.#of(this).#protocol }
  get binaryType() { return WebSocket.#of(this).#binaryType }
  set binaryType(type) {
    WebSocket.#of(this)
    if (typeof type === 'symbol') stringOf(type, 'binaryType')
    this.#binaryType = type === 'arraybuffer' ? type : 'blob'
  }

  close(code = undefined, reason = undefined) {
    WebSocket.#of(this)
    if (code !== undefined) {
      code = Math.min(Math.max(Number(code), 0), 65535) || 0
      const floor = Math.floor(code)
      code = code - floor > 0.5 || code - floor === 0.5 && floor % 2 === 1 ? floor + 1 : floor
    }
    if (reason !== undefined) reason = stringOf(reason, 'WebSocket.close: reason')
    if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) throw new DOMException('invalid code', 'InvalidAccessError')
    if (reason !== undefined) {
      const length = Buffer.byteLength(reason)
      if (length > 123) throw new DOMException(`Reason must be less than 123 bytes; received ${length}`, 'SyntaxError')
    }
    if (this.#state >= CLOSING) return
    this.#state = CLOSING
    // A reason needs a code to stand behind.
    if (reason && code === undefined) code = 1000
    this.#after(() => binding.close(this.#handle, code ?? 0, reason ?? ''))
  }

  send(data) {
    WebSocket.#of(this)
    if (arguments.length === 0) throw missing('WebSocket.send', 1, 0)
    const kind = kindOf(data)
    if (kind === undefined) data = stringOf(data, 'WebSocket.send: data')
    if (this.#state === 0) throw new DOMException('Sent before connected.', 'InvalidStateError')
    if (this.#state !== OPEN) return
    if (this.#queue !== null) this.#later(kind, data)
    else if (kind === undefined) binding.sendText(this.#handle, data)
    else if (kind === 'bytes') binding.sendBytes(this.#handle, data)
    else if (!binding.sendBlob(this.#handle, data)) this.#later(kind, data)
  }

  // #later sends behind a Blob that is being read. Bytes are copied, for they may change.
  #later(kind, data) {
    const first = this.#queue === null
    if (first) this.#queue = []
    let size
    if (kind === 'blob') size = data.size
    else if (kind === undefined) size = Buffer.byteLength(data)
    else size = (data = copyOf(data)).byteLength
    this.#waiting += size
    this.#queue.push({ kind, data, size })
    if (first) this.#run()
  }

  #after(task) {
    if (this.#queue === null) task()
    else this.#queue.push({ task })
  }

  async #run() {
    const queue = this.#queue
    for (let i = 0; i < queue.length; i++) {
      const { kind, data, size, task } = queue[i]
      queue[i] = undefined
      if (task !== undefined) {
        task()
        continue
      }
      const bytes = kind === 'blob' ? await data.arrayBuffer().catch(() => undefined) : data
      this.#waiting -= size
      if (typeof bytes === 'string') binding.sendText(this.#handle, bytes)
      else if (bytes !== undefined) binding.sendBytes(this.#handle, bytes)
    }
    this.#queue = null
  }

  static {
    binding.listen(
      (socket, protocol, extensions) => {
        socket.#state = socket.#state === CLOSING ? CLOSING : OPEN
        if (socket.#state !== OPEN) return
        socket.#protocol = protocol
        socket.#extensions = extensions
        socket.dispatchEvent(new Event('open', trusted))
      },
      (socket, messages) => {
        for (let i = 0; i < messages.length && socket.#state === OPEN; i++) {
          let data = messages[i]
          if (typeof data !== 'string' && socket.#binaryType === 'blob') data = new Blob([data])
          socket.dispatchEvent(received('message', data, socket.#origin, ''))
        }
      },
      (socket) => { socket.#state = CLOSING },
      (socket, why, cause) => {
        socket.#state = CLOSED
        const error = cause === undefined ? new Error(why) : new Error(why, { cause: new Error(cause) })
        socket.dispatchEvent(new ErrorEvent('error', { __proto__: trusted, error, message: why }))
      },
      (socket, wasClean, code, reason) => {
        socket.#state = CLOSED
        socket.dispatchEvent(new CloseEvent('close', { __proto__: trusted, wasClean, code, reason }))
      })
  }
}

function kindOf(data) {
  if (typeof data !== 'object' || data === null) return undefined
  if (ArrayBuffer.isView(data) || require('util/types').isArrayBuffer(data)) return 'bytes'
  if (data instanceof Blob) return 'blob'
  return undefined
}

function copyOf(data) {
  return ArrayBuffer.isView(data) ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data.slice(0)
}

kStates.forEach((name, value) => {
  const descriptor = { __proto__: null, enumerable: true, value }
  Object.defineProperty(WebSocket, name, descriptor)
  Object.defineProperty(WebSocket.prototype, name, descriptor)
})
for (const name of ['open', 'error', 'close', 'message']) defineEventHandler(WebSocket.prototype, name, name, true)
for (const name of ['url', 'readyState', 'bufferedAmount', 'close', 'binaryType', 'send', 'extensions', 'protocol']) {
  Object.defineProperty(WebSocket.prototype, name, { enumerable: true })
}
Object.defineProperty(WebSocket.prototype, Symbol.toStringTag, { configurable: true, value: 'WebSocket' })
Object.defineProperty(WebSocket, 'length', { value: 1 })

module.exports = { WebSocket }
