// Nothing is lost when the reader is slow, and nothing arrives while it pauses.
const net = require('net')

const total = 8 << 20
const server = net.createServer({ pauseOnConnect: true }, (socket) => {
  let read = 0
  let paused = true
  let pauses = 0
  let sum = 0
  socket.on('data', (chunk) => {
    if (paused) console.log('data while paused')
    read += chunk.length
    sum = (sum + chunk[0] + chunk[chunk.length - 1]) % 65536
    if (pauses < 20) {
      pauses++
      paused = true
      socket.pause()
      setImmediate(() => {
        paused = false
        socket.resume()
      })
    }
  })
  socket.on('end', () => console.log('read', read, pauses, socket.bytesRead === total))
  setImmediate(() => {
    paused = false
    socket.resume()
  })
})
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1')
  const block = Buffer.alloc(1 << 18, 7)
  let left = total
  let drains = 0
  function write() {
    while (left > 0) {
      left -= block.length
      if (!client.write(block)) {
        client.once('drain', () => {
          drains++
          write()
        })
        return
      }
    }
    client.end()
  }
  write()
  client.on('close', () => {
    console.log('written', client.bytesWritten, drains > 0)
    server.close()
  })
  client.resume()
})
