// The page's half of typed calls. The bundler turns a page's import of a backend/api module into call(...) and stream(...)
// of this module, joined with clone.js, encode.js, decode.js and bytes.js. It runs in the page's own world and reaches the host through
// the relay only.

import { encode } from './encode.js'
import { decode } from './decode.js'
import { codedError, download, upload, join } from './bytes.js'

const { document, CustomEvent, queueMicrotask } = globalThis
const dispatch = document && document.dispatchEvent.bind(document)

// One message to the host has about this much text at most; longer ones are split between records.
const messageText = 8 << 20
// The limits of the bridge: of one record's text, and of its bytes.
const maxText = 64 << 20
const maxBytes = 1 << 30

const waiting = new Map() // id -> { resolve, reject, site }: everything that the backend has to answer
let lastId = 0
let outgoing = [] // records since the last microtask
let scheduled = false
let unanswered = 0 // messages that the host has not answered
let secret = ''
let connected = false

// connect finds the relay. It answers at once, and again when the host has told it the document's secret.
function connect() {
  if (connected || !document) return connected
  document.addEventListener('deskjs:hello', (event) => {
    connected = true
    if (event.detail) secret = event.detail
  })
  document.addEventListener('deskjs:receive', (event) => receive(event.detail))
  dispatch(new CustomEvent('deskjs:connect'))
  return connected
}

// request sends one record and returns the promise of its answer: { kind, value }.
function request(kind, rest, site, token = '') {
  return new Promise((resolve, reject) => {
    const id = ++lastId
    waiting.set(id, { resolve, reject, site })
    outgoing.push((token && 'bytes ' + token + '\n') + kind + ' ' + id + ' ' + rest)
    if (!scheduled) {
      scheduled = true
      queueMicrotask(flush)
    }
  })
}

// flush sends what was asked for in this microtask turn, in as few messages as possible.
function flush() {
  scheduled = false
  const records = outgoing
  outgoing = []
  let start = 0
  let size = 0
  for (let i = 0; i < records.length; i++) {
    if (size > 0 && size + records[i].length > messageText) {
      send(records.slice(start, i).join('\n'))
      start = i
      size = 0
    }
    size += records[i].length + 1
  }
  send(records.slice(start).join('\n'))
}

function send(text) {
  unanswered++
  dispatch(new CustomEvent('deskjs:send', { detail: text }))
}

// receive takes the host's answer to a message. While anything is pending, one message stays with the host.
function receive(text) {
  unanswered--
  if (typeof text !== 'string') {
    const pending = [...waiting.values()]
    waiting.clear()
    for (const { reject } of pending) reject(codedError("The app's window doesn't take calls any more.", 'ERR_BACKEND_GONE'))
    return
  }
  let token = ''
  let position = 0
  while (position < text.length) {
    let end = text.indexOf('\n', position)
    if (end < 0) end = text.length
    const line = text.slice(position, end)
    position = end + 1
    if (line.startsWith('bytes ')) {
      token = line.slice(6)
    } else {
      settle(line, token)
      token = ''
    }
  }
  if (waiting.size > 0 && unanswered === 0 && !scheduled) send('')
}

// settle answers the request that a record is about; one with bytes when they have been fetched.
function settle(line, token) {
  const first = line.indexOf(' ')
  const second = line.indexOf(' ', first + 1)
  const id = Number(line.slice(first + 1, second < 0 ? undefined : second))
  const entry = waiting.get(id)
  if (entry === undefined) return
  waiting.delete(id)
  const kind = line.slice(0, first)
  const rest = second < 0 ? '' : line.slice(second + 1)
  if (token === '') finish(entry, kind, rest, [])
  else download(secret, token).then((parts) => finish(entry, kind, rest, parts), entry.reject)
}

function finish({ resolve, reject, site }, kind, rest, parts) {
  try {
    if (kind === 'stream') resolve({ kind, value: Number(rest) })
    else if (kind === 'error') reject(withSite(decode(rest, parts), site))
    else resolve({ kind, value: decode(rest, parts) })
  } catch (error) {
    reject(error)
  }
}

// withSite adds where the page called to the stack of an error that came back.
function withSite(error, site) {
  if (!(error instanceof Error)) return error
  const lines = site.stack.split('\n')
  // V8 starts with a line for the error itself; then comes the wrapper that made it.
  const frames = lines.slice(/^Error\b/.test(lines[0]) ? 2 : 1).filter((line) => line !== '')
  const stack = error.stack || error.name + ': ' + error.message
  const joined = frames.length > 0 ? stack + '\n--- called from the page ---\n' + frames.join('\n') : stack
  Object.defineProperty(error, 'stack', { value: joined, writable: true, configurable: true })
  return error
}

// prepare encodes the arguments as they are now, and returns how to send the call.
function prepare(name, args, site) {
  if (!connect()) {
    throw codedError(name + " can't be called: this page is not inside a DeskJS window.", 'ERR_NOT_IN_DESKJS')
  }
  const { text, parts } = encode(args, 'arguments')
  let size = 0
  for (const part of parts) size += part instanceof Uint8Array ? part.byteLength : part.size
  if (text.length > maxText || size > maxBytes) {
    throw codedError('The arguments of ' + name + ' are too large.', 'ERR_MESSAGE_TOO_LARGE')
  }
  const rest = name + ' ' + text
  if (parts.length === 0) return () => request('call', rest, site)
  if (parts.every((part) => part instanceof Uint8Array)) {
    const blob = join(parts)
    return async () => request('call', rest, site, await upload(secret, blob))
  }
  // Blobs don't change, but the other bytes may until the Blobs have been read.
  const fixed = parts.map((part) => (part instanceof Uint8Array ? part.slice() : part))
  return async () => {
    const bytes = await Promise.all(fixed.map(async (part) =>
      part instanceof Uint8Array ? part : new Uint8Array(await part.arrayBuffer())))
    return request('call', rest, site, await upload(secret, join(bytes)))
  }
}

/** The function NAME of the backend, as a function that returns a promise. */
export function call(name) {
  return function (...args) {
    const site = new Error()
    return invoke(name, args, site)
  }
}

async function invoke(name, args, site) {
  const { kind, value } = await prepare(name, args, site)()
  return kind === 'stream' ? iterate(() => Promise.resolve({ kind, value }), name, site) : value
}

/** The generator function NAME of the backend, as a function that returns an async iterator; it starts at the first next(). */
export function stream(name) {
  return function (...args) {
    const site = new Error()
    let start
    try {
      start = prepare(name, args, site)
    } catch (error) {
      start = () => Promise.reject(error)
    }
    return iterate(start, name, site)
  }
}

// iterate is an async iterator over a stream of the backend. The backend works only when it is asked for an item.
function iterate(start, name, site) {
  let opened // the promise of the stream's number
  let done = false
  async function open() {
    const { kind, value } = await start()
    if (kind !== 'stream') throw new TypeError(name + " didn't return an async iterable.")
    return value
  }
  async function ask(kind) {
    try {
      opened = opened || open()
      const answer = await request(kind, String(await opened), site)
      if (answer.kind === 'item') return { value: answer.value, done: false }
      done = true
      return { value: answer.value, done: true }
    } catch (error) {
      done = true
      throw error
    }
  }
  const over = (value) => Promise.resolve({ value, done: true })
  async function finishEarly() {
    const running = !done && opened !== undefined
    done = true
    if (running) await ask('return')
  }
  return {
    next: () => (done ? over(undefined) : ask('next')),
    return: async (value) => {
      await finishEarly()
      return { value: await value, done: true }
    },
    throw: async (error) => {
      await finishEarly()
      throw error
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
