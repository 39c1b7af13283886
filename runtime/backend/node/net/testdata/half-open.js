// A server that goes on writing when the client has ended, and one that does not.
const net = require('net')
const { once } = require('events')

async function talk(allowHalfOpen) {
  const server = net.createServer({ allowHalfOpen }, (socket) => {
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk) => { text += chunk })
    socket.on('error', (error) => console.log('server', error.code, error.message))
    socket.on('end', () => {
      console.log('server has', text, socket.writable)
      setImmediate(() => {
        if (socket.writable) socket.end(text.toUpperCase())
        else socket.write('late')
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = net.connect(server.address().port, '127.0.0.1')
  let answer = ''
  client.setEncoding('utf8').on('data', (text) => { answer += text })
  client.end('words')
  const [socket] = await once(server, 'connection')
  await Promise.all([once(socket, 'close'), once(client, 'close')])
  console.log('client has', answer)
  await new Promise((resolve) => server.close(resolve))
}
talk(true).then(() => talk(false)).then(() => console.log('done'))
