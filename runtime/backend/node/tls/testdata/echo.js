// A server and a client that trusts it.
const tls = require('tls')
const { issue } = require('./lib/authority.js')

const ca = issue({ name: 'ca', ca: true })
const leaf = issue({ name: 'leaf', issuer: ca, names: ['DNS:localhost', 'IP:127.0.0.1'] })

const server = tls.createServer({ key: leaf.key, cert: leaf.cert }, (socket) => {
  server.once('close', () => console.log('server', told))
  const told = [socket.encrypted, socket.authorized, socket.getProtocol(), socket.servername, socket.alpnProtocol]
  socket.pipe(socket)
})
server.listen(0, '127.0.0.1', () => {
  const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca: ca.cert, servername: 'localhost' })
  client.on('connect', () => console.log('connect', client.secureConnecting, client.authorized))
  client.on('secureConnect', () => {
    console.log('secureConnect', client.secureConnecting, client.authorized, client.authorizationError)
    const peer = client.getPeerCertificate(true)
    console.log(peer.subject, peer.issuer, peer.subjectaltname, peer.ca, peer.bits, peer.asn1Curve)
    console.log(peer.issuerCertificate.subject, peer.issuerCertificate.issuerCertificate === peer.issuerCertificate)
    console.log(client.getPeerX509Certificate().subject, client.getX509Certificate())
    console.log(client.getEphemeralKeyInfo(), client.isSessionReused(), client.getCipher().version)
    client.write('héllo ')
    client.write(Buffer.alloc(200000, 'x'))
    client.end('end')
  })
  const chunks = []
  client.on('data', (chunk) => chunks.push(chunk))
  client.on('end', () => {
    const all = Buffer.concat(chunks)
    console.log('client end', all.length, all.toString('utf8', 0, 7), all.toString('latin1', all.length - 4))
    console.log(client.bytesWritten, client.bytesRead)
  })
  client.on('close', (hadError) => {
    console.log('close', hadError)
    server.close(() => console.log('server close'))
  })
})
