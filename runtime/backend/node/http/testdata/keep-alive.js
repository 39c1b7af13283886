// An agent keeps the connection for the next request.
const http = require('http')
const server = http.createServer((req, res) => {
  if (req.method === 'POST') { req.pipe(res); return }
  res.setHeader('X-Several', ['1', '2'])
  res.writeHead(200, { 'Content-Type': 'text/plain' })
  res.end('hello ' + req.url)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  const agent = new http.Agent({ keepAlive: true })
  http.get({ host: '127.0.0.1', port, path: '/x', agent }, (res) => {
    console.log(res.statusCode, res.statusMessage, res.httpVersion, { ...res.headers, date: 0 })
    res.setEncoding('utf8')
    res.on('data', (data) => console.log('data', data))
    res.on('end', () => {
      console.log('end', res.complete)
      setImmediate(post)
    })
  })
  function post() {
    console.log(Object.values(agent.freeSockets).map((list) => list.length), agent.totalSocketCount)
    const req = http.request({ host: '127.0.0.1', port, path: '/echo', method: 'POST', agent }, (res) => {
      console.log('reused', req.reusedSocket, res.headers['transfer-encoding'])
      let text = ''
      res.on('data', (data) => { text += data })
      res.on('end', () => {
        console.log(text)
        agent.destroy()
        server.close(() => console.log('closed'))
      })
    })
    req.write('abc')
    req.write('def')
    setImmediate(() => req.end('ghi'))
  }
})
