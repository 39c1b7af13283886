// deskjs only: Node's handles are not for programs

'use strict'

// A parser that has consumed a connection's handle reads it, until it gives it back.

const net = require('net')
const { HTTPParser } = require('internal/http/parser')

const server = net.createServer((socket) => {
  const parser = new HTTPParser()
  parser.initialize(HTTPParser.REQUEST, {})
  parser[HTTPParser.kOnHeadersComplete] = (major, minor, headers, method, url, status, message, upgrade) => {
    console.log('head', method, url, headers, upgrade)
    if (url === '/throws') throw new Error('thrown by a callback')
    return upgrade ? 2 : 0
  }
  parser[HTTPParser.kOnBody] = (chunk) => console.log('body', Buffer.isBuffer(chunk), chunk.toString())
  parser[HTTPParser.kOnMessageComplete] = () => console.log('complete')
  parser[HTTPParser.kOnExecute] = (result) => {
    if (result instanceof Error) {
      console.log(result.code, result.bytesParsed, JSON.stringify(parser.getCurrentBuffer().toString()))
      socket.destroy()
      return
    }
    const rest = parser.getCurrentBuffer().subarray(result)
    if (rest.length === 0) {
      socket.write('more')
      return
    }
    parser.unconsume()
    console.log('other protocol', rest.toString())
    socket.on('data', (data) => {
      console.log('data', data.toString())
      socket.end()
    })
    socket.write('more')
  }
  console.log(parser.consume(socket._handle), parser.consume({ native: {} }), parser.consume(socket._handle))
})

process.on('uncaughtException', (error) => console.log('uncaught', error.message))

function send(pieces, done) {
  const client = net.connect(server.address().port, () => client.write(pieces.shift()))
  client.on('data', () => client.write(pieces.shift()))
  client.on('close', done)
  client.on('error', () => {})
}

server.listen(0, '127.0.0.1', () => {
  send(['GET /a HTTP/1.1\r\nA: b\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc', 'defPUT /c HT', 'TP/1.1\r\n\r\nGET /d HTTP/1.1\r\n\r\n',
    'GET /e HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: it\r\n\r\nit is', 'this'], () => {
    send(['GET /f HTTP/1.1\r\nbad header\r\n\r\n'], () => {
      const client = net.connect(server.address().port, () => client.end('GET /throws HTTP/1.1\r\n\r\nGET /never HTTP/1.1\r\n\r\n'))
      client.on('close', () => server.close()).resume()
    })
  })
})
