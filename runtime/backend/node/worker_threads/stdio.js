// The streams of a worker, on both sides of the channel. As in Node a stream that is written goes on when its other end is read.

const { Readable, Writable } = require('stream')

const kMore = Symbol('kStdioWantsMoreDataCallback')

// readable calls more when it is read, and may be pushed to then.
function readable(more) {
  return new Readable({ read() { more() } })
}

// writable passes on what is written by send(bytes, waits), where waits marks the last of several, and null at the end. It is done
// with that when [kMore]() is called; waiting(1) and waiting(-1) tell how many writes are not.
function writable(send, waiting) {
  let callbacks = []
  const stream = new Writable({
    decodeStrings: true,
    writev(chunks, callback) {
      for (let i = 0; i < chunks.length; i++) send(chunks[i].chunk, i === chunks.length - 1)
      if (process._exiting) return callback()
      callbacks.push(callback)
      waiting(1)
    },
    final(callback) {
      send(null, false)
      callback()
    },
  })
  stream[kMore] = () => {
    const done = callbacks
    callbacks = []
    for (let i = 0; i < done.length; i++) {
      done[i]()
      waiting(-1)
    }
  }
  return stream
}

// output is process.stdout or stderr in a worker.
function output(name, fd, waiting) {
  const stream = writable((chunk, waits) => { if (chunk !== null) binding.write(name, chunk, waits) }, waiting)
  stream.fd = fd
  return stream
}

module.exports = { kMore, readable, writable, output }
