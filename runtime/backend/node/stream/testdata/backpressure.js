// What write and push return, and how far a stream reads ahead.
const { Readable, Writable, PassThrough } = require('stream')
const pending = []
const slow = new Writable({ highWaterMark: 4, write(chunk, encoding, callback) { pending.push(callback) } })
console.log(slow.write('ab'), slow.write('cd'), slow.writableLength, slow.writableNeedDrain)
slow.on('drain', () => console.log('drain', slow.writableLength))
pending.shift()()
console.log(slow.writableLength)
pending.shift()()

let made = 0
const eager = new Readable({ highWaterMark: 5, read() { this.push(Buffer.alloc(2)); made++ } })
eager.once('readable', () => setImmediate(() => {
  console.log(made, eager.readableLength, eager.read(3).length, eager.readableLength)
  eager.destroy()
}))

const through = new PassThrough({ objectMode: true, highWaterMark: 2 })
const answers = []
for (let i = 0; i < 5; i++) answers.push(through.write(i))
console.log(answers.join(), through.readableLength, through.writableLength)
through.once('drain', () => console.log('through drain', through.readableLength))
through.on('data', (n) => console.log('data', n))

const corked = new Writable({ writev(chunks, callback) { console.log(chunks.map((c) => String(c.chunk)).join('|')); callback() } })
corked.cork()
corked.write('a')
corked.write('b')
corked.end('c')
