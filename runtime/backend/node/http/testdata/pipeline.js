// Pipelined requests are answered in order, and limits on a connection hold.
const http = require('http')
const net = require('net')

const waiting = []
const server = http.createServer((req, res) => {
  waiting.push([req.url, res])
  if (waiting.length === 3) for (const [url, late] of waiting.reverse()) late.end(url)
  if (waiting.length > 3) res.end('later ' + req.url)
})
server.maxRequestsPerSocket = 4
server.on('dropRequest', (req) => console.log('dropped', req.url))
server.listen(0, '127.0.0.1', () => {
  const socket = net.connect(server.address().port, '127.0.0.1')
  for (const url of ['/1', '/2', '/3']) socket.write(`GET ${url} HTTP/1.1\r\nHost: x\r\n\r\n`)
  let text = ''
  let more = true
  socket.on('data', (data) => {
    text += data
    if (text.includes(' 503 ')) socket.end()
    if (!more || !text.includes('/3')) return
    more = false
    socket.write('GET /4 HTTP/1.1\r\nHost: x\r\n\r\nGET /5 HTTP/1.1\r\nHost: x\r\n\r\n')
  })
  socket.on('close', () => {
    console.log(text.replace(/Date: .*\r\n/g, '').replace(/\r/g, ''))
    server.close(() => console.log('closed'))
  })
})
