// Duplex.from: a Duplex made of whatever can be read or written.

const {
  isReadable,
  isWritable,
  isIterable,
  isNodeStream,
  isReadableNodeStream,
  isWritableNodeStream,
  isDuplexNodeStream,
  isReadableStream,
  isWritableStream,
} = require('internal/streams/utils')
const eos = require('internal/streams/end-of-stream')
const {
  AbortError,
  codes,
} = require('internal/errors')
const { destroyer } = require('internal/streams/destroy')
const Duplex = require('internal/streams/duplex')
const Readable = require('internal/streams/readable')
const Writable = require('internal/streams/writable')
const from = require('internal/streams/from')
const { asyncGenerator, wait } = require('internal/streams/generator')


class Duplexify extends Duplex {}

// deferred is a promise with the function that fulfils it.
function deferred() {
  let resolve
  const promise = new Promise((r) => { resolve = r })
  return { promise, resolve }
}

module.exports = function duplexify(body, name) {
  if (isDuplexNodeStream(body)) {
    return body
  }

  if (isReadableNodeStream(body)) {
    return _duplexify({ readable: body })
  }

  if (isWritableNodeStream(body)) {
    return _duplexify({ writable: body })
  }

  if (isNodeStream(body)) {
    return _duplexify({ writable: false, readable: false })
  }

  if (isReadableStream(body)) {
    return _duplexify({ readable: Readable.fromWeb(body) })
  }

  if (isWritableStream(body)) {
    return _duplexify({ writable: Writable.fromWeb(body) })
  }

  if (typeof body === 'function') {
    const { value, write, final, destroy } = fromAsyncGen(body)

    // Body might be a constructor function instead of an async generator function.
    if (isDuplexNodeStream(value)) {
      return value
    }

    if (isIterable(value)) {
      return from(Duplexify, value, {
        objectMode: true,
        write,
        final,
        destroy,
      })
    }

    const then = value?.then
    if (typeof then === 'function') {
      let d

      const promise = then.call(value,
        (val) => {
          if (val != null) {
            throw new codes.ERR_INVALID_RETURN_VALUE('nully', 'body', val)
          }
        },
        (err) => {
          destroyer(d, err)
        },)

      return d = new Duplexify({
        objectMode: true,
        readable: false,
        write,
        final(cb) {
          final(async () => {
            try {
              await promise
              process.nextTick(cb, null)
            } catch (err) {
              process.nextTick(cb, err)
            }
          })
        },
        destroy,
      })
    }

    throw new codes.ERR_INVALID_RETURN_VALUE(
      'Iterable, AsyncIterable or AsyncFunction', name, value)
  }

  if (typeof Blob === 'function' && body instanceof Blob) {
    return duplexify(body.arrayBuffer())
  }

  if (isIterable(body)) {
    return from(Duplexify, body, {
      objectMode: true,
      writable: false,
    })
  }

  if (
    isReadableStream(body?.readable) &&
    isWritableStream(body?.writable)
  ) {
    return Duplexify.fromWeb(body)
  }

  if (
    typeof body?.writable === 'object' ||
    typeof body?.readable === 'object'
  ) {
    const readable = body?.readable ?
      isReadableNodeStream(body?.readable) ? body?.readable :
        duplexify(body.readable) :
      undefined

    const writable = body?.writable ?
      isWritableNodeStream(body?.writable) ? body?.writable :
        duplexify(body.writable) :
      undefined

    return _duplexify({ readable, writable })
  }

  const then = body?.then
  if (typeof then === 'function') {
    let d

    then.call(body,
      (val) => {
        if (val != null) {
          d.push(val)
        }
        d.push(null)
      },
      (err) => {
        destroyer(d, err)
      },)

    return d = new Duplexify({
      objectMode: true,
      writable: false,
      read() {},
    })
  }

  throw new codes.ERR_INVALID_ARG_TYPE(
    name,
    ['Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable',
     'AsyncIterable', 'Function', '{ readable, writable } pair', 'Promise'],
    body)
}

function fromAsyncGen(fn) {
  let { promise, resolve } = deferred()
  const ac = new AbortController()
  const signal = ac.signal
  const chunks = asyncGenerator(function* () {
    for (;;) {
      const waiting = promise
      promise = null
      const { chunk, done, cb } = yield wait(waiting)
      process.nextTick(cb)
      if (done) return
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason })
      const following = deferred()
      promise = following.promise
      resolve = following.resolve
      yield chunk
    }
  })
  const value = fn(chunks(), { signal })

  return {
    value,
    write(chunk, encoding, cb) {
      const _resolve = resolve
      resolve = null
      _resolve({ chunk, done: false, cb })
    },
    final(cb) {
      const _resolve = resolve
      resolve = null
      _resolve({ done: true, cb })
    },
    destroy(err, cb) {
      ac.abort()
      cb(err)
    },
  }
}

function _duplexify(pair) {
  const r = pair.readable && typeof pair.readable.read !== 'function' ?
    Readable.wrap(pair.readable) : pair.readable
  const w = pair.writable

  let readable = !!isReadable(r)
  let writable = !!isWritable(w)

  let ondrain
  let onfinish
  let onreadable
  let onclose
  let d

  function onfinished(err) {
    const cb = onclose
    onclose = null

    if (cb) {
      cb(err)
    } else if (err) {
      d.destroy(err)
    }
  }

  d = new Duplexify({
    readableObjectMode: !!r?.readableObjectMode,
    writableObjectMode: !!w?.writableObjectMode,
    readable,
    writable,
  })

  if (writable) {
    eos(w, (err) => {
      writable = false
      if (err) {
        destroyer(r, err)
      }
      onfinished(err)
    })

    d._write = function (chunk, encoding, callback) {
      if (w.write(chunk, encoding)) {
        callback()
      } else {
        ondrain = callback
      }
    }

    d._final = function (callback) {
      w.end()
      onfinish = callback
    }

    w.on('drain', function () {
      if (ondrain) {
        const cb = ondrain
        ondrain = null
        cb()
      }
    })

    w.on('finish', function () {
      if (onfinish) {
        const cb = onfinish
        onfinish = null
        cb()
      }
    })
  }

  if (readable) {
    eos(r, (err) => {
      readable = false
      if (err) {
        destroyer(r, err)
      }
      onfinished(err)
    })

    r.on('readable', function () {
      if (onreadable) {
        const cb = onreadable
        onreadable = null
        cb()
      }
    })

    r.on('end', function () {
      d.push(null)
    })

    d._read = function () {
      while (true) {
        const buf = r.read()

        if (buf === null) {
          onreadable = d._read
          return
        }

        if (!d.push(buf)) {
          return
        }
      }
    }
  }

  d._destroy = function (err, callback) {
    if (!err && onclose !== null) {
      err = new AbortError()
    }

    onreadable = null
    ondrain = null
    onfinish = null

    if (onclose === null) {
      callback(err)
    } else {
      onclose = callback
      destroyer(w, err)
      destroyer(r, err)
    }
  }

  return d
}
