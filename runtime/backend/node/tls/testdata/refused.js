// Nothing that was written before is sent to a server that is refused.
const tls = require('tls')
const { issue } = require('./lib/authority.js')

const ca = issue({ name: 'ca', ca: true })
const leaf = issue({ name: 'leaf', issuer: ca, names: ['DNS:localhost'] })

let received = 0
const server = tls.createServer({ key: leaf.key, cert: leaf.cert }, (socket) => {
  socket.on('data', (chunk) => { received += chunk.length })
  socket.on('error', () => {})
})
server.on('tlsClientError', () => {})

function attempt(options) {
  return new Promise((resolve) => {
    const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ...options })
    client.write('secret')
    client.write(Buffer.alloc(100000))
    client.on('error', (error) => console.log(error.code))
    client.on('close', (hadError) => {
      console.log('close', hadError)
      resolve()
    })
  })
}

server.listen(0, '127.0.0.1', async () => {
  for (let i = 0; i < 3; i++) {
    await attempt({})
    await attempt({ ca: ca.cert, servername: 'other' })
    await attempt({ ca: ca.cert, checkServerIdentity: () => new Error('no') })
  }
  server.close(() => console.log('received', received))
})
