// Slow clients are sent away, slow servers are noticed.
const http = require('http')
const net = require('net')

const server = http.createServer({ headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 }, (req, res) => {
  req.on('error', () => {})
  req.resume()
})
server.on('clientError', (error, socket) => {
  // Another follows when the client goes.
  if (error.code !== 'ERR_HTTP_REQUEST_TIMEOUT') return
  console.log('clientError', error.code)
  socket.end('HTTP/1.1 408 Too Slow\r\n\r\n')
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  const send = (text, next) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (data) => console.log(`${data}`.trim()))
    socket.on('close', next)
  }
  send('GET / HTTP/1.1\r\n', () => send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na', () => {
    server.requestTimeout = 0
    server.headersTimeout = 0
    const req = http.get({ host: '127.0.0.1', port, timeout: 30 })
    req.on('timeout', () => {
      console.log('timeout')
      req.destroy()
    })
    req.on('error', (error) => console.log(error.code))
    req.on('close', () => server.close(() => console.log('closed')))
  }))
})
