// Readable.from and, with Duplexify, Duplex.from for iterables.

const { Buffer } = require('buffer')
const { codes } = require('internal/errors')

function from(Readable, iterable, opts) {
  let iterator
  if (typeof iterable === 'string' || iterable instanceof Buffer) {
    return new Readable({
      objectMode: true,
      ...opts,
      read() {
        this.push(iterable)
        this.push(null)
      },
    })
  }

  let isAsync
  if (iterable && iterable[Symbol.asyncIterator]) {
    isAsync = true
    iterator = iterable[Symbol.asyncIterator]()
  } else if (iterable && iterable[Symbol.iterator]) {
    isAsync = false
    iterator = iterable[Symbol.iterator]()
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable)
  }

  const readable = new Readable({
    objectMode: true,
    highWaterMark: 1,
    ...opts,
  })

  // Flag to protect against _read
  // being called before last iteration completion.
  let reading = false
  let isAsyncValues = false

  readable._read = function () {
    if (!reading) {
      reading = true

      if (isAsync) {
        nextAsync()
      } else if (isAsyncValues) {
        nextSyncWithAsyncValues()
      } else {
        nextSyncWithSyncValues()
      }
    }
  }

  readable._destroy = function (error, cb) {
    close(error).then(() => process.nextTick(cb, error), // nextTick is here in case cb throws
      (e) => process.nextTick(cb, e || error),)
  }

  async function close(error) {
    const hadError = (error !== undefined) && (error !== null)
    const hasThrow = typeof iterator.throw === 'function'
    if (hadError && hasThrow) {
      const { value, done } = await iterator.throw(error)
      await value
      if (done) {
        return
      }
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return()
      await value
    }
  }

  // There are a lot of duplication here, it's done on purpose for performance
  // reasons - avoid await when not needed.

  function nextSyncWithSyncValues() {
    for (;;) {
      try {
        const { value, done } = iterator.next()

        if (done) {
          readable.push(null)
          return
        }

        if (value &&
          typeof value.then === 'function') {
          return changeToAsyncValues(value)
        }

        if (value === null) {
          reading = false
          throw new codes.ERR_STREAM_NULL_VALUES()
        }

        if (readable.push(value)) {
          continue
        }

        reading = false
      } catch (err) {
        readable.destroy(err)
      }
      break
    }
  }

  async function changeToAsyncValues(value) {
    isAsyncValues = true

    try {
      const res = await value

      if (res === null) {
        reading = false
        throw new codes.ERR_STREAM_NULL_VALUES()
      }

      if (readable.push(res)) {
        nextSyncWithAsyncValues()
        return
      }

      reading = false
    } catch (err) {
      readable.destroy(err)
    }
  }

  async function nextSyncWithAsyncValues() {
    for (;;) {
      try {
        const { value, done } = iterator.next()

        if (done) {
          readable.push(null)
          return
        }

        const res = (value &&
          typeof value.then === 'function') ?
          await value :
          value

        if (res === null) {
          reading = false
          throw new codes.ERR_STREAM_NULL_VALUES()
        }

        if (readable.push(res)) {
          continue
        }

        reading = false
      } catch (err) {
        readable.destroy(err)
      }
      break
    }
  }

  async function nextAsync() {
    for (;;) {
      try {
        const { value, done } = await iterator.next()

        if (done) {
          readable.push(null)
          return
        }

        if (value === null) {
          reading = false
          throw new codes.ERR_STREAM_NULL_VALUES()
        }

        if (readable.push(value)) {
          continue
        }

        reading = false
      } catch (err) {
        readable.destroy(err)
      }
      break
    }
  }
  return readable
}

module.exports = from
