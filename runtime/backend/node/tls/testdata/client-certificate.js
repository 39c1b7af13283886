// Servers that ask for a certificate.
const tls = require('tls')
const { issue } = require('./lib/authority.js')

const ca = issue({ name: 'ca', ca: true })
const other = issue({ name: 'other', ca: true })
const leaf = issue({ name: 'leaf', issuer: ca, names: ['DNS:localhost'] })
const user = issue({ name: 'user', issuer: ca })
const stranger = issue({ name: 'stranger', issuer: other })

async function main() {
  for (const maxVersion of ['TLSv1.3', 'TLSv1.2']) {
    for (const rejectUnauthorized of [true, false]) {
      for (const who of [user, stranger, undefined]) {
        await new Promise((resolve) => {
          const told = []
          const server = tls.createServer({ key: leaf.key, cert: leaf.cert, ca: ca.cert, requestCert: true, rejectUnauthorized, maxVersion }, (socket) => {
            told.push(['connection', socket.authorized, socket.authorizationError, socket.getPeerCertificate().subject?.CN])
            socket.end()
          })
          server.on('tlsClientError', (error) => told.push(['tlsClientError', error.code]))
          server.listen(0, '127.0.0.1', () => {
            const client = tls.connect({
              port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca: ca.cert, key: who?.key, cert: who?.cert,
            })
            client.resume()
            client.on('error', () => {})
            client.on('close', () => server.close(() => {
              console.log(maxVersion, rejectUnauthorized, who?.name, told)
              resolve()
            }))
          })
        })
      }
    }
  }
}
main()
