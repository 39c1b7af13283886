// What a server makes of requests that are none, and that others are served meanwhile.
const http = require('http')
const net = require('net')

const server = http.createServer({ maxHeaderSize: 1000, requireHostHeader: true }, (req, res) => {
  req.on('error', (error) => console.log('request', error.code))
  req.resume()
  if (req.url === '/never') return
  res.end('served ' + req.url)
})
const kinds = {
  method: 'NONSENSE / HTTP/1.1\r\nHost: x\r\n\r\n',
  version: 'GET / HTTP/9.1\r\nHost: x\r\n\r\n',
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'header name': 'GET / HTTP/1.1\r\nHost: x\r\na b: c\r\n\r\n',
  'header space': 'GET / HTTP/1.1\r\nHost: x\r\na : c\r\n\r\n',
  'header value': 'GET / HTTP/1.1\r\nHost: x\r\na: \x01\r\n\r\n',
  'bare CR': 'GET / HTTP/1.1\r\nHost: x\rGET /b: c\r\n\r\n',
  'too large': `GET / HTTP/1.1\r\nHost: x\r\na: ${'x'.repeat(2000)}\r\n\r\n`,
  'two lengths': 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  'bad length': 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  chunk: 'POST /never HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'te chain': 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n',
  'half a head': 'GET / HTTP/1.1\r\nHos',
  'half a body': 'POST /never HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc',
}
server.listen(0, '127.0.0.1', next)

const names = Object.keys(kinds)
function next() {
  const name = names.shift()
  if (name === undefined) {
    server.close(() => console.log('closed'))
    return
  }
  const { port } = server.address()
  const socket = net.connect(port, '127.0.0.1')
  socket.setEncoding('latin1')
  socket.end(kinds[name])
  let text = ''
  socket.on('data', (data) => { text += data })
  socket.on('close', () => {
    console.log(name, JSON.stringify(text.split('\r\n')[0]))
    http.get({ host: '127.0.0.1', port, path: '/fine', agent: false }, (res) => {
      res.on('data', (data) => { if (`${data}` !== 'served /fine') console.log('not served') })
      res.on('end', next)
    })
  })
}
