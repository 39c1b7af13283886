// The page's half of typed calls. The bundler turns a page's import of a backend/api module into call(...) and stream(...)
// of this module, joined with the other files here. It runs in the page's own world and reaches the host through the relay only.

import { encode } from './encode.js'
import { decode } from './decode.js'
import { createPeer } from './peer.js'
import { createEvents } from './events.js'
import { framesOf } from './stack.js'
import { codedError, askNow, download, downloadNow, upload, uploadNow, join } from './bytes.js'

const { document, CustomEvent, MutationObserver, queueMicrotask, MessageChannel, setTimeout, AbortController, AbortSignal, ReadableStream } = globalThis
// Not the document's own: an element with such a name would take their place.
const { dispatchEvent, addEventListener } = document ? globalThis.EventTarget.prototype : {}
const dispatch = document && dispatchEvent.bind(document)
const listen = document && addEventListener.bind(document)
// The relay's own, in the world that a preload script shares with it; an element with that name is no property of the window's own.
const relay = document && Object.hasOwn(globalThis, '__deskjs') ? globalThis.__deskjs : undefined

// One message to the host has about this much text at most; longer ones are split between records.
const messageText = 8 << 20
// The limits of the bridge: of one record's text, and of its bytes.
const maxText = 64 << 20
const maxBytes = 1 << 30

let outgoing = [] // records since the last microtask
let run = 0 // the id of the stream whose items the last of them gathers
let scheduled = false
let unanswered = 0 // messages that the host has not answered
let secret = ''
let connected = false
let highest = 0 // the last event that was taken, if the backend hasn't been told
let turn // what has arrived is taken in order: the promise of what waits for its bytes

const onHello = ({ detail }) => {
  connected = true
  if (detail) secret = detail
}
const onReceive = ({ detail }) => receive(detail)

// listenToRelay adds what is not there yet.
function listenToRelay() {
  listen('deskjs:hello', onHello)
  listen('deskjs:receive', onReceive)
}

// connect finds the relay. It answers at once, and again when the host has told it the document's secret.
function connect() {
  if (connected || !document) return connected
  if (relay !== undefined) {
    secret = askNow('hello/' + relay.key)
    return connected = secret !== ''
  }
  listenToRelay()
  // document.open takes all listeners away, and all nodes.
  new MutationObserver(listenToRelay).observe(document, { childList: true })
  dispatch(new CustomEvent('deskjs:connect'))
  return connected
}

// push adds a record to the message of this microtask turn.
function push(line) {
  add(line)
  if (!scheduled) {
    scheduled = true
    queueMicrotask(flush)
  }
}

function add(line) {
  if (run !== 0) {
    run = 0
    outgoing[outgoing.length - 1] += ']'
  }
  outgoing.push(line)
}

// soon runs a task after what is waiting now: other events and, before, all microtasks.
const tasks = []
let channel
function soon(task) {
  if (tasks.push(task) > 1) return
  const run = () => { for (const task of tasks.splice(0)) task() }
  if (MessageChannel === undefined) return void setTimeout(run)
  if (channel === undefined) {
    channel = new MessageChannel()
    channel.port1.onmessage = run
  }
  channel.port2.postMessage(0)
}

// flush sends what gathered, in as few messages as possible.
function flush() {
  scheduled = false
  if (outgoing.length === 0) return
  if (run !== 0) outgoing[outgoing.length - 1] += ']'
  run = 0
  const records = outgoing
  outgoing = []
  if (records.length === 1) return send(records[0])
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
  if (relay !== undefined) return void relay.preload(text).then(receive, receive)
  if (!taken(text)) queueMicrotask(() => taken(text) || receive(null)) // the relay comes back after document.open
}

// taken gives a message to the relay, which says so by cancelling the event.
function taken(text) {
  return !dispatch(new CustomEvent('deskjs:send', { detail: text, cancelable: true }))
}

// receive takes the host's answer to a message. While something may come, one message stays with the host.
function receive(text) {
  unanswered--
  if (typeof text !== 'string') {
    peer.gone(codedError("The app's window doesn't take calls any more.", 'ERR_BACKEND_GONE'), false)
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
      take(line, token)
      token = ''
    }
  }
  if (highest > 0) {
    push('took ' + highest)
    highest = 0
  }
  if (unanswered === 0 && !scheduled && (peer.expectant() || events.expectant())) send('')
}

// take takes a record: at once if it can. One with bytes waits for them, and what depends on the order waits for that.
function take(line, token) {
  const first = line.indexOf(' ')
  const second = line.indexOf(' ', first + 1)
  const kind = line.slice(0, first)
  const id = Number(line.slice(first + 1, second < 0 ? undefined : second))
  const rest = second < 0 ? '' : line.slice(second + 1)
  const alone = (kind === 'result' || kind === 'error') && !peer.ordered(id)
  if (token === '' && (alone || turn === undefined)) return open(kind, id, rest, [])
  const bytes = token === '' ? [] : download(secret, token)
  if (alone) return bytes.then((parts) => open(kind, id, rest, parts), (error) => peer.receive('error', id, 0, error))
  const mine = turn = Promise.all([bytes, turn]).then(([parts]) => open(kind, id, rest, parts), (error) => broken(kind, id, error)).then(() => {
    if (turn === mine) turn = undefined
  })
}

function broken(kind, id, error) {
  if (kind === 'invoke') void port.fail(id, error)
  else peer.receive('error', id, 0, error)
}

// open reads what a record says and does it.
function open(kind, id, rest, parts) {
  const space = kind === 'invoke' || kind === 'credit' || kind === 'event' ? rest.indexOf(' ') : -1
  try {
    switch (kind) {
      case 'next':
      case 'release':
        return peer.receive(kind, id, Number(rest))
      case 'credit':
        return peer.receive(kind, id, Number(rest.slice(0, space)), undefined, Number(rest.slice(space + 1)))
      case 'drop':
        return peer.receive(kind, id)
      case 'took':
        return events.took(id)
      case 'event':
        highest = id
        return events.hear(rest.slice(0, space), decode(rest.slice(space + 1), parts))
    }
    const value = decode(space < 0 ? rest : rest.slice(space + 1), parts, peer)
    if (kind === 'gone') {
      peer.gone(value, true)
      events.gone()
    } else if (kind !== 'refused' || !events.refused(id, value)) peer.receive(kind, id, space < 0 ? 0 : Number(rest.slice(0, space)), value)
  } catch (error) {
    broken(kind, id, error)
  }
}

// write encodes a value, if it isn't too large.
function write(value, root, owner) {
  const written = encode(value, root, owner)
  if (written.text.length > maxText || sizeOf(written.parts) > maxBytes) throw codedError('The ' + root + ' is too large to be sent.', 'ERR_MESSAGE_TOO_LARGE')
  return written
}

// called separates the page's frames from the backend's.
const called = '\n    --- called from the page ---\n'

const port = {
  first: 0,
  references: 0,
  AbortController,
  AbortSignal,
  ReadableStream,

  send(kind, id, rest) {
    push(kind + ' ' + id + ' ' + rest)
  },

  post(kind, id, before, value, root, still) {
    const { text, parts } = write(value, root, peer)
    const line = kind + ' ' + id + ' ' + before + text
    return parts.length === 0 ? push(line) : pushLater(line, parts, still)
  },

  item(id, value) {
    const { text, parts } = encode(value, 'item', peer)
    if (parts.length > 0) return pushLater('item ' + id + ' [' + text + ']', parts).then(() => text.length + sizeOf(parts))
    // Definitions are numbered from 1 in each item.
    const simple = !text.includes('{"$":"def"')
    if (simple && run === id && outgoing[outgoing.length - 1].length < messageText) {
      outgoing[outgoing.length - 1] += ',' + text
    } else {
      // A stream's next item may be there in a moment: they go together.
      if (outgoing.length === 0) soon(flush)
      add('item ' + id + ' [' + text + (simple ? '' : ']'))
      if (simple) run = id
    }
    return text.length
  },

  async fail(id, error) {
    if (error instanceof Error && typeof error.stack === 'string') {
      const frames = await framesOf(error.stack, 0)
      if (frames.length > 0) setStack(error, error.name + ': ' + error.message + '\n' + frames.join('\n'))
    }
    try {
      await port.post('error', id, '', error, 'error')
    } catch (refused) {
      // What was thrown can't be sent: it is described.
      await port.post('error', id, '', refused, 'error')
    }
  },

  pause: () => new Promise(soon),
  context: () => undefined,
  enter: (context, f) => f(),
  leave() {},

  // failure adds where the page called to the stack of an error that came back, after the wrapper that made the site.
  async failure(error, site) {
    if (!(error instanceof Error)) return error
    const stack = error.stack || error.name + ': ' + error.message
    const frames = await framesOf(site.stack, 1)
    if (frames.length > 0) setStack(error, stack + called + frames.join('\n'))
    return error
  },
}

function setStack(error, value) {
  Reflect.defineProperty(error, 'stack', { value, writable: true, configurable: true })
}

function sizeOf(parts) {
  let size = 0
  for (const part of parts) size += part instanceof Uint8Array ? part.byteLength : part.size
  return size
}

// pushLater adds a record once its bytes have been sent, if it is wanted by then.
async function pushLater(line, parts, still) {
  let blob
  if (parts.every((part) => part instanceof Uint8Array)) {
    blob = join(parts)
  } else {
    // Blobs don't change, but the other bytes may until the Blobs have been read.
    const fixed = parts.map((part) => (part instanceof Uint8Array ? part.slice() : part))
    blob = join(await Promise.all(fixed.map(async (part) =>
      part instanceof Uint8Array ? part : new Uint8Array(await part.arrayBuffer()))))
  }
  const token = await upload(secret, blob)
  if (still !== undefined && !still()) throw codedError('The call was given up.', 'ERR_CANCELLED')
  push('bytes ' + token + '\n' + line)
}

const peer = createPeer(port)

const events = createEvents({
  nextId: peer.nextId,
  write: (value) => write(value, 'event'),
  post(id, name, { text, parts }) {
    const line = 'event ' + id + ' ' + name + ' ' + text
    return parts.length === 0 ? push(line) : pushLater(line, parts)
  },
  listen: (kind, id, name) => push(kind + ' ' + id + ' ' + name),
})

function outside(name) {
  return codedError(name + " can't be called: this page is not inside a DeskJS window.", 'ERR_NOT_IN_DESKJS')
}

/** Sends an event to the backend. The promise fulfils when there is room for more. */
export function emit(name, value) {
  if (!connect()) throw outside('emit')
  return events.emit(name, value)
}

/** Calls listener for each such event of the backend. Returns a function that ends it. */
export function on(name, listener) {
  if (!connect()) throw outside('on')
  return events.add(name, listener, false)
}

/** Calls listener for the next such event of the backend. */
export function once(name, listener) {
  if (!connect()) throw outside('once')
  return events.add(name, listener, true)
}

/** The path of a File that somebody has dropped on the page or chosen in it; '' of any other. */
export function getPathForFile(file) {
  const { File, FormData, FormDataEvent } = globalThis
  if (!connect()) throw outside('getPathForFile')
  if (!(file instanceof File)) throw codedError('getPathForFile takes a File, and this is ' + (file === null ? 'null' : typeof file) + '.', 'ERR_INVALID_ARG_TYPE')
  const form = new FormData()
  form.append('file', file)
  let answer
  listen('deskjs:path', ({ detail }) => { answer = detail }, { once: true })
  dispatch(new FormDataEvent('deskjs:file', { formData: form }))
  if (answer === undefined) throw codedError('The paths of files are not known here: getPathForFile works on Linux only, as yet.', 'ERR_NOT_SUPPORTED')
  if (answer === '-') throw codedError('native:webUtils.getPathForFile is not among the capabilities of this window. To allow it, add "native:webUtils.getPathForFile" to them in deskjs.json.', 'ERR_CALL_NOT_ALLOWED')
  return answer.slice(1)
}

/** The function NAME of the backend, as a function that returns a promise. */
export function call(name) {
  const before = name + ' '
  return function (...args) {
    const site = new Error()
    return connect() ? peer.request('call', before, args, site) : Promise.reject(outside(name))
  }
}

let lastNow = 2 ** 52 // ids of calls that are waited for, which nothing else has

/** Calls the function NAME of the backend and does nothing else until it has answered. */
export function callNow(name, args) {
  const site = new Error()
  if (!connect()) throw outside(name)
  if (scheduled) flush()
  const { text, parts } = encode(args, 'arguments', peer)
  if (!parts.every((part) => part instanceof Uint8Array)) throw codedError("A Blob can't be read at once: send its bytes.", 'ERR_NOT_NOW')
  let line = 'call ' + ++lastNow + ' ' + name + ' ' + text
  if (parts.length > 0) line = 'bytes ' + uploadNow(secret, join(parts)) + '\n' + line
  const record = new TextEncoder().encode(line)
  const answer = askNow('now/' + secret + '/' + uploadNow(secret, join([record])))
  if (answer === '') throw codedError("The app's window doesn't take calls any more.", 'ERR_BACKEND_GONE')
  const [, token, kind, rest] = /^(?:bytes (.*)\n)?(\S+) \d+ ([^]*)$/.exec(answer)
  const value = decode(rest, token === undefined ? [] : downloadNow(secret, token), peer)
  if (kind === 'result') return value
  // Nothing can be waited for here: the frames are the page's own.
  if (value instanceof Error && value.stack) setStack(value, value.stack + called + site.stack)
  throw value
}

/** The generator function NAME of the backend, as a function that returns an async iterator; it starts at the first next(). */
export function stream(name) {
  const before = name + ' '
  return function (...args) {
    const site = new Error()
    return lazily(async () => {
      if (!connect()) throw outside(name)
      const iterator = await peer.request('call', before, args, site)
      if (iterator === null || typeof iterator !== 'object' || typeof iterator.next !== 'function') {
        throw new TypeError(name + " didn't return an async iterable.")
      }
      return iterator
    })
  }
}

// lazily is the async iterator that start, called at the first next(), promises.
function lazily(start) {
  let opened
  let done = false
  const over = (value) => Promise.resolve({ value, done: true })
  return {
    async next() {
      if (done) return over()
      try {
        return await (await (opened = opened || start())).next()
      } catch (error) {
        done = true
        throw error
      }
    },
    async return(value) {
      if (opened === undefined || done) return (done = true, { value: await value, done: true })
      return (await opened).return(value)
    },
    async throw(error) {
      if (opened === undefined || done) {
        done = true
        throw error
      }
      return (await opened).throw(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
