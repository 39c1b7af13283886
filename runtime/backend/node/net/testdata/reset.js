// A connection that is reset, and one that is destroyed while it connects.
const net = require('net')

const server = net.createServer((socket) => {
  socket.on('error', (error) => console.log('server', error.code, error.syscall, error.message))
  socket.on('close', (failed) => {
    console.log('server closed', failed)
    server.close()
    const socket = net.connect(1, '127.0.0.1')
    socket.on('connect', () => console.log('never'))
    socket.on('close', (failed) => console.log('destroyed', failed, socket.destroyed, socket.connecting))
    socket.destroy()
    const other = net.connect({ port: 1, host: '127.0.0.1', signal: AbortSignal.abort() })
    other.on('error', (error) => console.log(error.name, error.code))
  })
  socket.write('x')
})
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1')
  client.once('data', () => client.resetAndDestroy())
  client.on('close', (failed) => console.log('client closed', failed))
  client.on('error', () => console.log('never'))
})
