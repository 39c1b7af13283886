// Requests over TLS: the agent keeps connections and resumes sessions.
const https = require('https')
const { issue } = require('../../tls/testdata/lib/authority.js')

const ca = issue({ name: 'ca', ca: true })
const leaf = issue({ name: 'leaf', issuer: ca, names: ['DNS:localhost', 'IP:127.0.0.1'] })

const server = https.createServer({ key: leaf.key, cert: leaf.cert }, (request, response) => {
  request.setEncoding('utf8')
  let body = ''
  request.on('data', (text) => { body += text })
  request.on('end', () => response.end(`${request.method} ${request.url} ${request.socket.encrypted} ${request.socket.isSessionReused()} ${body.length}`))
})
server.on('tlsClientError', () => {})

function send(options, body) {
  return new Promise((resolve) => {
    const request = https.request({ port: server.address().port, host: '127.0.0.1', ca: ca.cert, method: 'POST', ...options }, (response) => {
      response.setEncoding('utf8')
      let text = ''
      const { authorized } = response.socket
      response.on('data', (part) => { text += part })
      response.on('end', () => {
        console.log(response.statusCode, text, request.reusedSocket, authorized)
        setImmediate(resolve)
      })
    })
    request.on('error', (error) => {
      console.log(error.code, error.message)
      resolve()
    })
    request.end(body)
  })
}

server.listen(0, '127.0.0.1', async () => {
  const agent = new https.Agent({ keepAlive: true })
  await send({ agent, path: '/1' }, 'x')
  await send({ agent, path: '/2' }, 'x'.repeat(100000))
  agent.destroy()
  const single = new https.Agent({ maxCachedSessions: 10 })
  await send({ agent: single, path: '/3' })
  await send({ agent: single, path: '/4' })
  await send({ agent: new https.Agent({ maxCachedSessions: 0 }), path: '/5' })
  await send({ ca: undefined, agent: false })
  await send({ servername: 'elsewhere', agent: false })
  await send({ servername: 'elsewhere', agent: false, rejectUnauthorized: false, path: '/6' })
  console.log(agent.getName({ host: 'a', port: 1, ca: 'c', servername: 'b', rejectUnauthorized: false, minVersion: 'TLSv1.2' }))
  try {
    https.get('http://localhost/')
  } catch (error) {
    console.log(error.code, error.message)
  }
  server.close(() => console.log('closed'))
  server.closeAllConnections()
})
