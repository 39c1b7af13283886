// The order of a client's events, and of a server's.
const net = require('net')

const log = []
const server = net.createServer((socket) => {
  for (const event of ['end', 'finish', 'close']) socket.on(event, (value) => log.push(`server's socket: ${event} ${value ?? ''}`))
  socket.pipe(socket)
})
for (const event of ['listening', 'connection', 'close']) server.on(event, () => log.push(`server: ${event}`))
server.listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' })
  console.log(client.connecting, client.pending, client.readyState, client.localPort)
  const own = []
  for (const event of ['lookup', 'connectionAttempt', 'connect', 'ready', 'end', 'finish', 'close']) client.on(event, () => own.push(event))
  client.setEncoding('utf8')
  client.on('connect', () => console.log(client.connecting, client.pending, client.readyState, client.remoteAddress, client.remoteFamily, typeof client.localPort))
  let all = ''
  client.on('data', (text) => { all += text })
  client.write('first, ')
  client.write(Buffer.from('second, '))
  client.end('c3a9', 'hex')
  client.on('close', (failed) => {
    console.log(all)
    console.log(own.join(' '), failed, client.readyState, client.bytesRead, client.bytesWritten)
    server.close(() => console.log(log.sort().join('\n')))
  })
})
