// What a server chooses by the client's greeting: a context by name, a protocol.
const tls = require('tls')
const { issue } = require('./lib/authority.js')

const ca = issue({ name: 'ca', ca: true })
const [a, b, c] = ['a', 'b', 'c'].map((name) => issue({ name, issuer: ca, names: [`DNS:${name}.org`, `DNS:x.${name}.org`] }))

async function run(serverOptions, prepare, list) {
  const server = tls.createServer({ key: a.key, cert: a.cert, ...serverOptions }, (socket) => {
    console.log('  server', socket.servername, socket.alpnProtocol)
    socket.end('x')
  })
  prepare?.(server)
  server.on('tlsClientError', (error) => console.log('  tlsClientError', error.code))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  for (const options of list) {
    console.log(JSON.stringify(options))
    await new Promise((resolve) => {
      let told
      const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca: ca.cert, rejectUnauthorized: false, ...options })
      client.on('secureConnect', () => { told = ['  client', client.getPeerCertificate().subject.CN, client.authorized, client.alpnProtocol] })
      client.on('error', (error) => { told = ['  client', error.code] })
      client.resume()
      client.on('close', () => setImmediate(() => setImmediate(() => {
        console.log(...told)
        resolve()
      })))
    })
  }
  await new Promise((resolve) => server.close(resolve))
}

async function main() {
  await run({}, (server) => {
    server.addContext('b.org', { key: b.key, cert: b.cert })
    server.addContext('*.c.org', tls.createSecureContext({ key: c.key, cert: c.cert }))
  }, [{ servername: 'a.org' }, { servername: 'b.org' }, { servername: 'x.c.org' }, { servername: 'y.x.c.org' }, {}])
  await run({
    SNICallback(name, callback) { setImmediate(callback, null, name === 'b.org' ? tls.createSecureContext({ key: b.key, cert: b.cert }) : undefined) },
  }, undefined, [{ servername: 'a.org' }, { servername: 'b.org' }])
  await run({ ALPNProtocols: ['h2', 'http/1.1'] }, undefined, [
    { servername: 'a.org', ALPNProtocols: ['http/1.1', 'h2'] }, { servername: 'a.org', ALPNProtocols: ['http/1.1'] }, { servername: 'a.org' },
  ])
  await run({ ALPNCallback({ servername, protocols }) { return servername === 'a.org' ? protocols[1] : undefined } }, undefined, [
    { servername: 'a.org', ALPNProtocols: ['one', 'two'] }, { servername: 'a.org' },
  ])
  try {
    tls.createServer({ ALPNProtocols: ['x'], ALPNCallback() {} })
  } catch (error) {
    console.log(error.code, error.message)
  }
}
main()
