// Streams of old (Node 0.8) as Readables.

const Readable = require('internal/streams/readable')
const { destroyer, errorOrDestroy } = require('internal/streams/destroy')

// wrap makes readable read what stream emits, and returns it.
function wrap(readable, stream) {
  let paused = false

  stream.on('data', (chunk) => {
    if (!readable.push(chunk) && stream.pause) {
      paused = true
      stream.pause()
    }
  })
  stream.on('end', () => { readable.push(null) })
  stream.on('error', (err) => { errorOrDestroy(readable, err) })
  stream.on('close', () => { readable.destroy() })
  stream.on('destroy', () => { readable.destroy() })

  readable._read = () => {
    if (paused && stream.resume) {
      paused = false
      stream.resume()
    }
  }

  // The stream's other methods too: it may be a filter or a duplex.
  const keys = Object.keys(stream)
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]
    if (readable[key] === undefined && typeof stream[key] === 'function') readable[key] = stream[key].bind(stream)
  }
  return readable
}

function wrapped(src, options) {
  return new Readable({
    objectMode: src.readableObjectMode ?? src.objectMode ?? true,
    ...options,
    destroy(err, callback) {
      destroyer(src, err)
      callback(err)
    },
  }).wrap(src)
}

module.exports = { wrap, wrapped }
