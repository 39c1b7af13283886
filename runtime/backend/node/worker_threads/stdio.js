// The streams of a worker, on both sides of the channel.

const { Readable, Writable } = require('stream')

function readable(onRead) {
  return new Readable({ read() { onRead?.() } })
}

// writable passes each chunk on at once, and null at the end.
function writable(pass) {
  return new Writable({
    decodeStrings: true,
    write(chunk, encoding, callback) {
      pass(chunk)
      callback()
    },
    final(callback) {
      pass(null)
      callback()
    },
  })
}

// output is process.stdout or stderr in a worker.
function output(name, fd) {
  const stream = writable((chunk) => { if (chunk !== null) binding.write(name, chunk) })
  stream.fd = fd
  return stream
}

module.exports = { readable, writable, output }
