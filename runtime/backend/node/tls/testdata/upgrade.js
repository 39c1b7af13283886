// A plain connection that becomes one of TLS, a stream of JavaScript, and TLS in TLS.
const net = require('net')
const tls = require('tls')
const { Duplex } = require('stream')
const { issue } = require('./lib/authority.js')

const ca = issue({ name: 'ca', ca: true })
const leaf = issue({ name: 'leaf', issuer: ca, names: ['DNS:localhost'] })
const trust = { ca: ca.cert, servername: 'localhost' }
const secureContext = tls.createSecureContext({ key: leaf.key, cert: leaf.cert })

function echo(socket) {
  socket.on('data', (chunk) => socket.write(chunk))
  socket.on('end', () => socket.end())
}

function talk(title, client) {
  return new Promise((resolve) => {
    let got = 0
    client.on('data', (chunk) => {
      got += chunk.length
      if (got === 300005) client.end()
    })
    client.on('error', (error) => console.log(title, error.message))
    client.on('close', () => {
      console.log(title, client.authorized, got)
      resolve()
    })
    client.write('hello')
    client.write(Buffer.alloc(300000))
  })
}

function starttls() {
  return new Promise((resolve) => {
    const server = net.createServer((plain) => {
      plain.once('data', (chunk) => {
        console.log('server', String(chunk))
        plain.write('go on')
        echo(new tls.TLSSocket(plain, { isServer: true, secureContext }))
      })
    })
    server.listen(0, '127.0.0.1', () => {
      const plain = net.connect(server.address().port, '127.0.0.1')
      plain.write('STARTTLS')
      plain.once('data', async (chunk) => {
        console.log('client', String(chunk))
        await talk('upgraded', tls.connect({ socket: plain, ...trust }))
        server.close(resolve)
      })
    })
  })
}

function pair() {
  let one, two
  const make = (other) => new Duplex({
    read() {},
    write(chunk, encoding, callback) {
      other().push(chunk)
      setImmediate(callback)
    },
    final(callback) {
      other().push(null)
      callback()
    },
  })
  one = make(() => two)
  two = make(() => one)
  return [one, two]
}

async function main() {
  await starttls()
  const [one, two] = pair()
  echo(new tls.TLSSocket(one, { isServer: true, secureContext }))
  await talk('stream', tls.connect({ socket: two, ...trust }))

  const inner = new tls.Server({ key: leaf.key, cert: leaf.cert }, echo)
  const outer = tls.createServer({ key: leaf.key, cert: leaf.cert }, (socket) => inner.emit('connection', socket))
  outer.listen(0, '127.0.0.1', () => {
    const tunnel = tls.connect({ port: outer.address().port, host: '127.0.0.1', ...trust }, async () => {
      await talk('in TLS', tls.connect({ socket: tunnel, ...trust }))
      outer.close()
    })
  })
}
main()
