// deskjs only: Node 20 sends a chunk for each write while corked, and writeHead's array lets only the last of a name stand.
const http = require('http')
const net = require('net')

const handlers = {
  '/corked': (res) => { res.flushHeaders(); res.cork(); res.write('abc'); res.write('def'); res.uncork(); res.end() },
  '/merge': (res) => { res.setHeader('A', '0'); res.setHeader('b', 1); res.writeHead(200, ['A', '1', 'a', '2']); res.end('ok') },
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
