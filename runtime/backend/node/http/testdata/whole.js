'use strict'

// A response that is whole goes out in one piece, made at once; one whose writeHead is a program's goes the long way. Both are the
// same bytes.
const http = require('http')
const net = require('net')

const long = 'x'.repeat(100000)
const cases = {
  'a string': (res) => res.end('hello'),
  'an empty string': (res) => res.end(''),
  'nothing': (res) => res.end(),
  'characters beyond ASCII': (res) => res.end('h\u00e9llo \u20ac \ud83d\ude00'),
  'a lone surrogate': (res) => res.end('a\ud800b'),
  'bytes': (res) => res.end(Buffer.from([0, 1, 254, 255])),
  'a view of bytes': (res) => res.end(new Uint8Array([1, 2, 3, 4]).subarray(1, 3)),
  'a long string': (res) => res.end(long),
  'long bytes': (res) => res.end(Buffer.alloc(300000, 'y')),
  'an encoding': (res) => res.end('68656c6c6f', 'hex'),
  'latin1': (res) => res.end('\u00e9', 'latin1'),
  'a callback': (res) => res.end('hello', () => {}),
  'headers': (res) => { res.setHeader('Content-Type', 'text/plain'); res.setHeader('X-Number', 12); res.setHeader('x-low', ''); res.end('hello') },
  'several of a name': (res) => { res.setHeader('Set-Cookie', ['a=1', 'b=2']); res.appendHeader('X-A', '1'); res.appendHeader('X-A', '2'); res.end('hello') },
  'a value with toString': (res) => { res.setHeader('X-Object', { toString() { return 'object' } }); res.end('hello') },
  'a header beyond ASCII, a string': (res) => { res.setHeader('X-Latin', 'caf\u00e9'); res.end('hello') },
  'a header beyond ASCII, bytes': (res) => { res.setHeader('X-Latin', 'caf\u00e9'); res.end(Buffer.from('hello')) },
  'a file name': (res) => { res.setHeader('Content-Disposition', 'attachment; filename="\u00c3\u00a9"'); res.end('hello') },
  'an own length': (res) => { res.setHeader('Content-Length', 5); res.end('hello') },
  'an own date': (res) => { res.setHeader('Date', 'Thu, 01 Jan 1970 00:00:00 GMT'); res.end('hello') },
  'no date': (res) => { res.sendDate = false; res.end('hello') },
  'no date, removed': (res) => { res.removeHeader('Date'); res.end('hello') },
  'no length': (res) => { res.removeHeader('Content-Length'); res.end('hello') },
  'no connection': (res) => { res.removeHeader('Connection'); res.end('hello') },
  'close': (res) => { res.setHeader('Connection', 'close'); res.end('hello') },
  'keep-alive': (res) => { res.setHeader('Connection', 'keep-alive'); res.end('hello') },
  'an own Keep-Alive': (res) => { res.setHeader('Keep-Alive', 'timeout=9'); res.end('hello') },
  'not kept alive': (res) => { res.shouldKeepAlive = false; res.end('hello') },
  'chunked': (res) => { res.setHeader('Transfer-Encoding', 'chunked'); res.end('hello') },
  'a trailer': (res) => { res.setHeader('Transfer-Encoding', 'chunked'); res.setHeader('Trailer', 'X-T'); res.addTrailers({ 'X-T': 'end' }); res.end('hello') },
  'a removed header': (res) => { res.setHeader('X-A', '1'); res.setHeader('X-B', '2'); res.removeHeader('X-A'); res.end('hello') },
  '404': (res) => { res.statusCode = 404; res.end('gone') },
  '204': (res) => { res.statusCode = 204; res.end('hello') },
  '304': (res) => { res.statusCode = 304; res.end() },
  '299': (res) => { res.statusCode = 299; res.end('hello') },
  'a status that is a string': (res) => { res.statusCode = '201'; res.end('hello') },
  'a message': (res) => { res.statusMessage = 'Well'; res.end('hello') },
  'written first': (res) => { res.write('hel'); res.end('lo') },
  'flushed first': (res) => { res.flushHeaders(); res.end('hello') },
  'writeHead': (res) => { res.writeHead(201, { 'X-A': '1' }); res.end('hello') },
  'corked': (res) => { res.cork(); res.end('hello') },
}

function respond(req, res) {
  const [, way, name] = decodeURIComponent(req.url).split('/')
  if (way === 'slow') res.writeHead = function (...all) { return http.ServerResponse.prototype.writeHead.apply(this, all) }
  cases[name](res)
  const before = `${res.headersSent} ${res.writableEnded} ${res.finished} ${res.statusCode} ${res.statusMessage}`
  res.on('finish', () => { states[req.method + req.httpVersion + req.url] = `${before} ${res.writableFinished}` })
}

const states = {}
const server = http.createServer({ keepAliveTimeout: 7000 }, respond)

// ask sends a request, and returns the bytes of all that comes until the server is told to end, but for the date.
function ask(method, url, version) {
  return new Promise((resolve) => {
    const socket = net.connect(server.address().port, '127.0.0.1')
    const chunks = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('end', () => {
      socket.end()
      resolve(Buffer.concat(chunks).toString('latin1').replace(/Date: \w{3}, (?!01 Jan 1970)[^\r]*GMT/g, 'Date: (now)'))
    })
    socket.write(`${method} ${url} HTTP/${version}\r\nHost: x\r\n\r\nGET /fast/close HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  })
}

server.listen(0, '127.0.0.1', async () => {
  for (const name of Object.keys(cases)) {
    for (const [method, version] of [['GET', '1.1'], ['HEAD', '1.1'], ['GET', '1.0']]) {
      const fast = await ask(method, '/fast/' + encodeURIComponent(name), version)
      const slow = await ask(method, '/slow/' + encodeURIComponent(name), version)
      const key = method + version
      const same = fast === slow && states[key + '/fast/' + encodeURIComponent(name)] === states[key + '/slow/' + encodeURIComponent(name)]
      console.log(`${name}, ${method} ${version}: ${same ? 'the same' : `\n${fast.slice(0, 500)}\n--\n${slow.slice(0, 500)}`}`)
      if (key === 'GET1.1') console.log(JSON.stringify(fast.slice(0, 400)), fast.length, states[key + '/fast/' + encodeURIComponent(name)])
    }
  }
  server.close()
})
