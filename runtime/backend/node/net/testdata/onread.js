// A buffer of the program's own, filled again and again.
const net = require('net')

const server = net.createServer((socket) => socket.end('abcdefghij'.repeat(3)))
server.listen(0, '127.0.0.1', () => {
  const pieces = []
  let pausing = true
  const client = net.connect({
    port: server.address().port,
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(8),
      callback(length, buffer) {
        pieces.push(buffer.toString('latin1', 0, length))
        if (!pausing) return true
        pausing = false
        setImmediate(() => {
          console.log(pieces.length)
          client.resume()
        })
        return false
      },
    },
  })
  client.on('data', () => console.log('never'))
  client.on('close', () => {
    console.log(pieces.join(''), pieces.every((piece) => piece.length <= 8))
    server.close()
  })
})
