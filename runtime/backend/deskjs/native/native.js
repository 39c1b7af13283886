// What the modules of the desktop ask the host process, and what it asks and tells them. Values are JSON; bytes may go along, and then
// what comes is { value, bytes }, the bytes as a Buffer.

const listeners = new Map() // event -> functions
const handlers = new Map() // method -> function
const waiting = new Map() // number of a question -> { resolve, reject, method, async frames }

let last = 0
let connected = false
let listening = false

const encode = (value) => (value === undefined ? undefined : JSON.stringify(value))

function decode(json, bytes) {
  const value = json === undefined ? undefined : JSON.parse(json)
  return bytes === undefined ? value : { value, bytes: Buffer.from(bytes) }
}

function failure(json) {
  const { code, message } = JSON.parse(json)
  const error = new Error(message)
  if (code !== undefined) error.code = code
  return error
}

function connect() {
  if (connected) return
  connected = true
  binding.connect(receive)
}

function receive(method, id, failed, json, bytes) {
  if (method === '') {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (asked === undefined) return
    if (!failed) return asked.resolve(decode(json, bytes))
    const error = failure(json)
    error.stack = `${error.name}: ${error.message}${asked.frames}`
    return asked.reject(error)
  }
  const value = json === undefined ? undefined : JSON.parse(json)
  const data = bytes === undefined ? undefined : Buffer.from(bytes)
  if (id === 0) {
    for (const listener of [...(listeners.get(method) ?? [])]) listener(value, data)
    return
  }
  answer(id, method, value, data)
}

async function answer(id, method, value, bytes) {
  try {
    const handler = handlers.get(method)
    if (handler === undefined) throw Object.assign(new Error(`The backend does not answer ${method}`), { code: 'ERR_NOT_SUPPORTED' })
    const result = await handler(value, bytes)
    if (ArrayBuffer.isView(result)) binding.answer(id, false, undefined, result)
    else if (result !== null && typeof result === 'object' && ArrayBuffer.isView(result.bytes)) binding.answer(id, false, encode(result.value), result.bytes)
    else binding.answer(id, false, encode(result), undefined)
  } catch (error) {
    binding.answer(id, true, encode({ code: error?.code, message: String(error?.message ?? error) }), undefined)
  }
}

module.exports = {
  /** Whether there is a host: not in a plain script. */
  get there() { return binding.there() },

  /** Asks, and stands still until the host has answered. */
  call(method, value, bytes) {
    const id = ++last
    binding.send(id, method, encode(value), bytes)
    const [, , failed, json, data] = binding.wait(id)
    if (failed) throw failure(json)
    return decode(json, data)
  },

  /** Asks; a promise of the answer. */
  ask(method, value, bytes) {
    const here = {}
    Error.captureStackTrace?.(here, module.exports.ask)
    const frames = here.stack?.slice(here.stack.indexOf('\n')) ?? ''
    return new Promise((resolve, reject) => {
      connect()
      const id = ++last
      binding.send(id, method, encode(value), bytes)
      waiting.set(id, { resolve, reject, frames })
    })
  },

  /** Has something done, in order with the other questions. What fails is logged by the host. */
  post(method, value, bytes) { binding.send(0, method, encode(value), bytes) },

  /** Calls listener(value, bytes) with each such event of the host's. Returns a function that ends it. */
  on(event, listener) {
    if (binding.there() && !listening) {
      listening = true
      connect()
      binding.send(0, 'native.listen', undefined, undefined)
    }
    if (!listeners.has(event)) listeners.set(event, new Set())
    listeners.get(event).add(listener)
    return () => { listeners.get(event).delete(listener) }
  },

  /** Answers the host's questions of that name with what handler(value, bytes) returns or its promise becomes: a value, bytes, or { value, bytes }. */
  handle(method, handler) {
    if (binding.there()) connect()
    handlers.set(method, handler)
  },
}
