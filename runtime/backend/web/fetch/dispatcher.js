'use strict'

// internal/fetch/dispatcher: requests by a dispatcher of npm's undici, which a program gave as an option or made the global one.

const { kReadable } = require('internal/webstreams/util')
const { list, entriesOf } = require('internal/fetch/headers')
const { isNullStatus, isRedirect } = require('internal/fetch/response')
const body = require('internal/fetch/body')

const kGlobal = Symbol.for('undici.globalDispatcher.1')
const kMostEncodings = 5

// chosen is the dispatcher that a request goes by, undefined for the native network.
function chosen(state) {
  if (state.dispatcher !== undefined && state.dispatcher !== null) return state.dispatcher
  const all = globalThis[kGlobal]
  return all === undefined || isPlain(all) ? undefined : all
}

// isPlain recognizes the Agent without options which undici makes the global one when it is loaded.
function isPlain(dispatcher) {
  if (dispatcher?.constructor?.name !== 'Agent') return false
  const symbol = Object.getOwnPropertySymbols(dispatcher).find((key) => key.description === 'options')
  const options = dispatcher[symbol] ?? {}
  return Object.keys(options).every((key) => options[key] === undefined || key === 'interceptors' || !options[key])
}

// begin sends a request. answered is what network.begin calls.
function begin(controller, dispatcher, url, headers, answered) {
  if (typeof dispatcher.dispatch !== 'function') {
    answered(new TypeError("fetch's dispatcher has no method dispatch: it must be one of the package undici"))
    return
  }
  const { state } = controller
  const headersToSend = list.complete(headers, url.href, state.mode)
  const handler = makeHandler(controller, answered)
  controller.dispatched = handler.connection
  try {
    dispatcher.dispatch({
      path: url.pathname + url.search,
      origin: url.origin,
      method: state.method,
      body: bodyFor(state.body, dispatcher.isMockActive),
      headers: entriesOf(headersToSend),
      maxRedirections: 0,
      upgrade: undefined,
    }, handler)
  } catch (error) {
    handler.onError(error)
  }
}

// bodyFor is a body in a form that every dispatcher takes.
function bodyFor(source, mocked) {
  if (source === null) return null
  if (typeof source.parts === 'string') return source.parts
  if (source.parts instanceof Uint8Array) return Buffer.from(source.parts.buffer)
  return mocked && source.source !== null ? source.source : source.stream
}

function makeHandler(controller, answered) {
  let readable
  let settled = false
  const connection = { aborts: undefined, ended: false, body: undefined, abort: undefined, dump: undefined }
  connection.abort = (reason) => {
    if (connection.ended) return
    connection.ended = true
    connection.aborts?.(reason ?? new DOMException('The operation was aborted.', 'AbortError'))
  }
  connection.dump = () => readable?.resume()
  const settle = (error, status, statusText, headers) => {
    if (settled || controller.aborted) return
    settled = true
    answered(error, status, statusText, headers)
  }
  return {
    connection,
    onConnect(abort) {
      connection.aborts = abort
      if (connection.ended) abort(controller.reason)
    },
    onResponseStarted() {},
    onHeaders(status, rawHeaders, resume, statusText) {
      if (status < 200) return true
      const headers = list.create()
      for (let i = 0; i < rawHeaders.length; i += 2) list.append(headers, latin1(rawHeaders[i]).toLowerCase(), latin1(rawHeaders[i + 1]))
      const { Readable } = require('stream')
      readable = new Readable({ read: resume })
      readable.on('error', () => {})
      const skip = controller.state.method === 'HEAD' || isNullStatus(status) || isRedirect(status) && list.has(headers, 'location')
      const decoders = skip ? [] : decodersFor(list.get(headers, 'content-encoding'))
      const last = decoders.length === 0 ? readable : require('stream').pipeline(readable, ...decoders, () => {})
      connection.body = body.makeBody(null, undefined, require('internal/fetch/consume').streamFrom(terminating(last)))
      controller.stream = connection.body.stream[kReadable]
      settle(undefined, status, statusText ?? '', headers)
      return true
    },
    onData(chunk) { return readable.push(chunk) },
    onComplete() {
      connection.ended = true
      readable?.push(null)
    },
    onError(error) {
      connection.ended = true
      readable?.destroy(error)
      settle(error)
    },
  }
}

function latin1(value) { return typeof value === 'string' ? value : value.toString('latin1') }

function decodersFor(encodings) {
  const codings = encodings === null ? [] : encodings.toLowerCase().split(',')
  if (codings.length > kMostEncodings) throw new Error(`too many content-encodings in response: ${codings.length}, maximum allowed is ${kMostEncodings}`)
  const zlib = require('zlib')
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants
  const decoders = []
  for (let i = codings.length - 1; i >= 0; i--) {
    switch (codings[i].trim()) {
      case 'gzip':
      case 'x-gzip': decoders.push(zlib.createGunzip({ flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH })); break
      case 'deflate': decoders.push(zlib.createInflate({ flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH })); break
      case 'br': decoders.push(zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH, finishFlush: BROTLI_OPERATION_FLUSH })); break
      default: return []
    }
  }
  return decoders
}

// terminating is a readable whose errors are told as fetch tells them.
function terminating(readable) {
  return {
    [Symbol.asyncIterator]() {
      const iterator = readable[Symbol.asyncIterator]()
      return {
        next: () => iterator.next().catch((error) => { throw new TypeError('terminated', { cause: error }) }),
        return: (value) => iterator.return(value),
      }
    },
  }
}

module.exports = { chosen, begin }
