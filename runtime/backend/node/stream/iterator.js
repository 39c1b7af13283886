// What for await reads of a stream, and its asyncDispose; loaded at first use.

const { AbortError, aggregateTwoErrors } = require('internal/errors')
const eos = require('internal/streams/end-of-stream')
const { destroyer } = require('internal/streams/destroy')
const { asyncGenerator, wait } = require('internal/streams/generator')

function nop() {}

function iterate(stream, options) {
  if (typeof stream.read !== 'function') stream = require('internal/streams/readable').wrap(stream, { objectMode: true })
  const iterator = chunks(stream, options)
  iterator.stream = stream
  return iterator
}

const chunks = asyncGenerator(function* createAsyncIterator(stream, options) {
  let callback = nop

  function next(resolve) {
    if (this === stream) {
      callback()
      callback = nop
    } else {
      callback = resolve
    }
  }

  stream.on('readable', next)

  let error
  const cleanup = eos(stream, { writable: false }, (err) => {
    error = err ? aggregateTwoErrors(error, err) : null
    callback()
    callback = nop
  })

  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read()
      if (chunk !== null) {
        yield chunk
      } else if (error) {
        throw error
      } else if (error === null) {
        return
      } else {
        yield wait(new Promise(next))
      }
    }
  } catch (err) {
    error = aggregateTwoErrors(error, err)
    throw error
  } finally {
    if (
      (error || options?.destroyOnReturn !== false) &&
      (error === undefined || stream._readableState.autoDestroy)
    ) {
      destroyer(stream, null)
    } else {
      stream.off('readable', next)
      cleanup()
    }
  }
})

// dispose destroys the stream, and waits until it is closed. An error named ignored is none.
function dispose(stream, ended, ignored) {
  let error
  if (!stream.destroyed) {
    error = ended ? null : new AbortError()
    stream.destroy(error)
  }
  return new Promise((resolve, reject) => {
    eos(stream, (err) => (err && (ignored ? err.name !== ignored : err !== error) ? reject(err) : resolve(null)))
  })
}

module.exports = { iterate, dispose }
