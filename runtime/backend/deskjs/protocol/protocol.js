// protocol, after Electron: URL schemes of the app's own, which a function of the backend answers; and net, which is the backend's fetch.

const { validateFunction, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const native = require('internal/deskjs/native')

const handlers = new Map() // scheme -> function
const privileges = new Map() // scheme -> what registerSchemesAsPrivileged says of it
let lastStream = 0

const protocol = {
  /** Before the first handle(): what pages of a scheme may do. */
  registerSchemesAsPrivileged(schemes) {
    if (!Array.isArray(schemes)) throw new ERR_INVALID_ARG_TYPE('customSchemes', 'Array', schemes)
    for (const { scheme, privileges: given = {} } of schemes) {
      validateString(scheme, 'scheme')
      privileges.set(scheme, given)
    }
  },

  /** Has handler(request) answer the requests of the app's own pages for a scheme's URLs, with a Response or a promise of one. */
  handle(scheme, handler) {
    validateString(scheme, 'scheme')
    validateFunction(handler, 'handler')
    if (handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`)
    const { secure = false, corsEnabled = false } = privileges.get(scheme) ?? {}
    native.call('protocol.handle', { scheme, secure, cors: corsEnabled })
    handlers.set(scheme, handler)
  },

  unhandle(scheme) {
    validateString(scheme, 'scheme')
    if (!handlers.delete(scheme)) throw new Error(`The scheme is not registered: ${scheme}`)
    native.post('protocol.unhandle', { scheme })
  },

  isProtocolHandled(scheme) {
    validateString(scheme, 'scheme')
    return handlers.has(scheme) || ['app', 'http', 'https', 'data', 'blob', 'about'].includes(scheme)
  },
}

native.handle('protocol.request', async ({ scheme, url, method, headers, referrer }, bytes) => {
  const request = new Request(url, { method, headers, body: bytes })
  if (referrer !== '') Object.defineProperty(request, 'referrer', { value: referrer })
  const response = await handlers.get(scheme)(request)
  if (!(response instanceof Response)) throw new TypeError(`The handler of ${scheme}: gave no Response for ${url}`)
  const head = { status: response.status, headers: [...response.headers], stream: 0 }
  if (response.type === 'error') throw new TypeError(`The handler of ${scheme}: gave Response.error() for ${url}`)
  if (response.body === null) return { value: head, bytes: new Uint8Array() }
  head.stream = ++lastStream
  setImmediate(send, head.stream, response.body)
  return head
})

// send gives the host a body, a chunk when the one before was taken.
async function send(stream, body) {
  try {
    for await (const chunk of body) {
      if (chunk.byteLength > 0 && !await native.ask('protocol.chunk', { stream }, chunk)) return // nobody wants more; leaving cancels the body
    }
    native.post('protocol.end', { stream })
  } catch (error) {
    native.post('protocol.end', { stream, failed: true })
    process.emitWarning(`The answer of a protocol ended early: ${error?.message ?? error}`)
  }
}

const net = {
  /** The backend's fetch. */
  fetch: (input, init) => fetch(input, init),

  /** A request of the module http or https. */
  request(options, callback) {
    const secure = (typeof options === 'string' ? options : options.url ?? options.protocol ?? '').startsWith('https:')
    const http = require(secure ? 'https' : 'http')
    if (typeof options === 'string') return http.request(options, callback)
    const { url, ...rest } = options
    return url === undefined ? http.request(rest, callback) : http.request(url, rest, callback)
  },

  /** Whether the machine has an address beside its own. */
  isOnline() { return Object.values(require('os').networkInterfaces()).flat().some(({ internal }) => !internal) },

  get online() { return net.isOnline() },
}

module.exports = { protocol, net }
