// The order of a stream's events, among ticks, microtasks and immediates.
const { Readable, Writable, Transform, Duplex } = require('stream')
const log = (...args) => console.log(...args)
function watch(name, stream) {
  for (const event of ['close', 'drain', 'end', 'error', 'finish', 'pause', 'pipe', 'prefinish', 'readable', 'resume', 'unpipe']) {
    stream.on(event, (value) => log(name, event, value instanceof Error ? value.message : ''))
  }
  return stream
}
const source = watch('source', new Readable({
  highWaterMark: 4,
  read(size) {
    log('read', size)
    this.push('ab')
    if (++this.count === 3) this.push(null)
  },
}))
source.count = 0
source.removeAllListeners('readable')
const upper = watch('upper', new Transform({
  transform(chunk, encoding, callback) { log('transform', String(chunk)); callback(null, String(chunk).toUpperCase()) },
  flush(callback) { log('flush'); callback(null, '!') },
}))
upper.removeAllListeners('readable')
const sink = watch('sink', new Writable({
  highWaterMark: 3,
  write(chunk, encoding, callback) { log('write', String(chunk)); setImmediate(callback) },
  final(callback) { log('final'); callback() },
}))
source.pipe(upper).pipe(sink)
process.nextTick(() => log('tick'))
queueMicrotask(() => log('microtask'))
log('piped')
sink.on('close', () => {
  const broken = watch('broken', new Duplex({ read() {}, write(chunk, encoding, callback) { callback(new Error('no')) } }))
  broken.write('x', (error) => log('callback', error.message))
  broken.end('y', (error) => log('end', error.message))
})
