// The module's shape.
const stream = require('stream')
console.log(Object.keys(stream).sort().join())
console.log(stream.Stream === stream, require('stream/promises') === stream.promises, require('util').promisify(stream.finished) === stream.promises.finished)
console.log(Object.keys(stream.promises).sort().join(), Object.keys(require('stream/consumers')).sort().join())
for (const name of ['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough']) console.log(name, stream[name].length, Object.getPrototypeOf(stream[name]).name)
console.log(stream.getDefaultHighWaterMark(true))
stream.setDefaultHighWaterMark(false, 100)
console.log(new stream.Readable().readableHighWaterMark)
