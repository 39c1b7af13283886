// Sessions are resumed, by tickets and with what a server keeps.
const tls = require('tls')
const { issue } = require('./lib/authority.js')

const ca = issue({ name: 'ca', ca: true })
const leaf = issue({ name: 'leaf', issuer: ca, names: ['DNS:localhost'] })

function connect(server, options) {
  return new Promise((resolve) => {
    const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca: ca.cert, ...options })
    let session
    let reused
    client.on('session', (given) => { session ??= given })
    client.on('secureConnect', () => { reused = client.isSessionReused() })
    client.on('data', () => client.end())
    client.on('close', () => resolve([reused, client.authorized, session]))
  })
}

async function rounds(version, options) {
  const server = tls.createServer({ key: leaf.key, cert: leaf.cert, maxVersion: version, ...options }, (socket) => socket.end('x'))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const first = await connect(server, {})
  const second = await connect(server, { session: first[2] })
  console.log(version, first[0], first[1], Buffer.isBuffer(first[2]), second[0], second[1])
  const keys = server.getTicketKeys()
  console.log(keys.length)
  server.setTicketKeys(Buffer.alloc(48, 1))
  console.log('other keys', (await connect(server, { session: first[2] }))[0])
  server.setTicketKeys(keys)
  console.log('the keys again', (await connect(server, { session: first[2] }))[0])
  console.log('no session', (await connect(server, { session: Buffer.from('nonsense') }))[0])
  await new Promise((resolve) => server.close(resolve))
}

async function main() {
  await rounds('TLSv1.3')
  await rounds('TLSv1.2')
}
main()
