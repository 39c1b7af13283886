// What a response's head is, byte for byte.
const http = require('http')
const net = require('net')

const handlers = {
  '/plain': (res) => res.end('hi'),
  '/none': (res) => res.end(),
  '/status': (res) => { res.statusCode = 404; res.statusMessage = 'No Such'; res.end() },
  '/204': (res) => { res.writeHead(204); res.end() },
  '/304': (res) => { res.writeHead(304, { 'Transfer-Encoding': 'chunked' }); res.end() },
  '/chunks': (res) => { res.write('abc'); res.write('dé'); res.end('f') },
  '/flat': (res) => { res.writeHead(200, ['A', '1', 'A', '2', 'Content-Length', '2']); res.end('ok') },
  '/pairs': (res) => { res.writeHead(200, 'Fine', [['A', '1'], ['B', ['2', '3']]]); res.end('ok') },
  '/append': (res) => { res.setHeader('A', '0'); res.appendHeader('a', ['1', '2']).appendHeader('New', 'x'); res.end() },
  '/headers': (res) => { res.setHeaders(new Map([['a', '1'], ['set-cookie', ['x=1', 'y=2']]])); res.end() },
  '/removed': (res) => { res.removeHeader('connection'); res.removeHeader('date'); res.end('x') },
  '/both': (res) => { res.removeHeader('content-length'); res.removeHeader('transfer-encoding'); res.end('x') },
  '/close': (res) => { res.setHeader('Connection', 'close'); res.end('x') },
  '/latin': (res) => { res.setHeader('X', 'caf\xe9'); res.end() },
  '/trailers': (res) => { res.writeHead(200, { Trailer: 'T' }); res.write('x'); res.addTrailers({ T: 'v' }); res.end() },
  '/unknown': (res) => { res.writeHead(299); res.end() },
  '/early': (res) => { res.writeEarlyHints({ link: '</a>; rel=preload', x: 'y' }); res.writeProcessing(); res.end() },
}

const server = http.createServer((req, res) => handlers[req.url](res))
server.listen(0, '127.0.0.1', next)

const urls = Object.keys(handlers)
function next() {
  const url = urls.shift()
  if (url === undefined) {
    server.close()
    return
  }
  const socket = net.connect(server.address().port, '127.0.0.1')
  socket.write(`GET ${url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  let text = ''
  socket.setEncoding('latin1')
  socket.on('data', (data) => { text += data })
  socket.on('close', () => {
    console.log(url, JSON.stringify(text.replace(/Date: [^\r]*/, 'Date: D').replace(/\r\n/g, '\n')))
    next()
  })
}
