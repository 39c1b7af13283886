// Why a certificate is not trusted.
const tls = require('tls')
const { issue } = require('./lib/authority.js')

const ca = issue({ name: 'ca', ca: true })
const other = issue({ name: 'other', ca: true })
const middle = issue({ name: 'middle', issuer: ca, ca: true })
const names = ['DNS:localhost', 'DNS:*.example.org', 'IP:127.0.0.1']
const leaf = issue({ name: 'leaf', issuer: ca, names })
const deep = issue({ name: 'deep', issuer: middle, names })
const self = issue({ name: 'self', names })
const old = issue({ name: 'old', issuer: ca, names, to: new Date('2021-01-01') })
const future = issue({ name: 'future', issuer: ca, names, from: new Date('2080-01-01') })
const nameless = issue({ name: 'localhost', issuer: ca })

const cases = [
  ['trusted', leaf, { ca: ca.cert }],
  ['another authority', leaf, { ca: other.cert }],
  ['an authority that is sent', { key: leaf.key, cert: leaf.cert + ca.cert }, { ca: other.cert }],
  ['several authorities', leaf, { ca: [other.cert, ca.cert] }],
  ['one file of them', leaf, { ca: other.cert + ca.cert }],
  ['self-signed', self, { ca: ca.cert }],
  ['self-signed and trusted', self, { ca: self.cert }],
  ['a whole chain', { key: deep.key, cert: deep.cert + middle.cert }, { ca: ca.cert }],
  ['half a chain', deep, { ca: ca.cert }],
  ['an intermediate authority only', deep, { ca: middle.cert }],
  ['the same, that being allowed', deep, { ca: middle.cert, allowPartialTrustChain: true }],
  ['expired', old, { ca: ca.cert }],
  ['not yet valid', future, { ca: ca.cert }],
  ['name that is not there', leaf, { ca: ca.cert, servername: 'elsewhere.org' }],
  ['wildcard', leaf, { ca: ca.cert, servername: 'a.example.org' }],
  ['common name', nameless, { ca: ca.cert }],
  ['own check', leaf, { ca: ca.cert, checkServerIdentity: (host, cert) => Object.assign(new Error(host + ' ' + cert.subject.CN), { code: 'OWN' }) }],
  ['default authorities', leaf, {}],
]

async function main() {
  for (const [title, { key, cert }, options] of cases) {
    for (const rejectUnauthorized of [true, false]) {
      await new Promise((resolve) => {
        const server = tls.createServer({ key, cert }, (socket) => socket.resume().on('error', () => {}))
        server.on('tlsClientError', () => {})
        server.listen(0, '127.0.0.1', () => {
          const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized, ...options })
          client.on('secureConnect', () => {
            console.log(`${title}:`, client.authorized, client.authorizationError)
            client.end()
          })
          client.on('error', (error) => console.log(`${title}:`, error.code, '-', error.message))
          client.on('close', () => server.close(resolve))
        })
      })
    }
  }
}
main()
